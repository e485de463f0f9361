"""What waits for a decision is a case; reports and decisions come to hang on it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0003_appeals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_kind', models.CharField(max_length=60, verbose_name='kind of thing')),
                ('target_id', models.BigIntegerField(verbose_name='number of the thing')),
                ('reason', models.CharField(blank=True, max_length=12, verbose_name='reason')),
                ('place_path', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('residence', models.CharField(blank=True, max_length=2, verbose_name='country of residence')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opened')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
            ],
        ),
        migrations.AddField(
            model_name='decision',
            name='rule',
            field=models.CharField(blank=True, choices=[('money', 'Nobody asks for money or papers'), ('danger', 'Nobody is put in danger'), ('respect', 'Nobody is insulted or threatened'), ('private', 'What is private stays private'), ('truth', 'What is said is true'), ('names', 'Nobody pretends to be somebody else'), ('flood', 'No advertising, and nothing over and over'), ('else', 'Another rule, named in the reason')], max_length=12, verbose_name='rule'),
        ),
        migrations.AddField(
            model_name='hold',
            name='why',
            field=models.CharField(choices=[('reports', 'Three people reported it, so it went off the pages by itself until somebody has looked.'), ('signals', 'Several signs were found in it, so it is not on the pages until somebody has looked.'), ('decision', 'Somebody decided that it breaks a rule.')], default='decision', max_length=10, verbose_name='why'),
        ),
        migrations.AddField(
            model_name='case',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='case',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decision', to='moderation.case'),
        ),
        migrations.AddField(
            model_name='report',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='moderation.case'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['due_at'], name='case_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['target_kind', 'target_id'], name='case_target'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('target_kind', 'target_id'), name='case_open_once'),
        ),
        migrations.AddField(
            model_name='decision',
            name='words',
            field=models.JSONField(blank=True, default=dict, verbose_name='the reason in other languages'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='due_at',
            field=models.DateTimeField(null=True, verbose_name='due'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='report',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decision', to='moderation.report'),
        ),
    ]
