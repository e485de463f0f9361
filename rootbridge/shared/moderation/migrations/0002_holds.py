"""What is off the pages is a row; a report tells networks apart by a digest."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_kind', models.CharField(max_length=60, verbose_name='kind of thing')),
                ('target_id', models.BigIntegerField(verbose_name='number of the thing')),
                ('placed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='taken off the pages')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='put back')),
            ],
        ),
        migrations.AddField(
            model_name='report',
            name='language',
            field=models.CharField(blank=True, max_length=8, verbose_name='language'),
        ),
        migrations.AddField(
            model_name='report',
            name='source',
            field=models.CharField(blank=True, max_length=64, verbose_name='where it came from'),
        ),
        migrations.AlterField(
            model_name='report',
            name='reason',
            field=models.CharField(choices=[('fraud', 'It asks for money or papers'), ('harm', 'It puts somebody in danger'), ('hate', 'It insults or threatens'), ('private', 'It shows private data'), ('false', 'It is not true'), ('other', 'Something else')], max_length=12, verbose_name='reason'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('target_kind', 'target_id', 'source'), name='report_once_each_source'),
        ),
        migrations.AddField(
            model_name='hold',
            name='lifted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hold',
            name='placed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('target_kind', 'target_id'), name='hold_once'),
        ),
    ]
