"""Signs, what stays of texts, prepared decisions, reminders; an appeal is decided by somebody else."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0006_cases_hold_all'),
        ('reference', '0004_namesakes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Earlier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(verbose_name='what it said')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='changed')),
            ],
        ),
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='site')),
                ('first_seen_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='first seen')),
                ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='in something that was taken off')),
            ],
        ),
        migrations.CreateModel(
            name='PreparedDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('hidden', 'Taken off the pages'), ('kept', 'Left as it is')], max_length=8, verbose_name='decision')),
                ('rule', models.CharField(blank=True, choices=[('money', 'Nobody asks for money or papers'), ('danger', 'Nobody is put in danger'), ('respect', 'Nobody is insulted or threatened'), ('private', 'What is private stays private'), ('truth', 'What is said is true'), ('names', 'Nobody pretends to be somebody else'), ('flood', 'No advertising, and nothing over and over'), ('else', 'Another rule, named in the reason')], max_length=12, verbose_name='rule')),
                ('titles', models.JSONField(default=dict, verbose_name='names')),
                ('words', models.JSONField(default=dict, verbose_name='words')),
                ('order', models.PositiveSmallIntegerField(default=50, verbose_name='order')),
                ('shipped', models.CharField(blank=True, max_length=30, null=True, unique=True, verbose_name='came with the platform as')),
                ('taken_away_at', models.DateTimeField(blank=True, null=True, verbose_name='taken away')),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('region', 'whoever decides in the region'), ('centre', 'the centre')], max_length=8, verbose_name='who')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='told')),
            ],
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_kind', models.CharField(max_length=60, verbose_name='kind of thing')),
                ('target_id', models.BigIntegerField(verbose_name='number of the thing')),
                ('kind', models.CharField(choices=[('new', 'New account'), ('links', 'Links'), ('repeated', 'Repeated text'), ('lookalike', 'Confusable name')], max_length=12, verbose_name='sign')),
                ('facts', models.JSONField(default=dict, verbose_name='what was seen')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
            ],
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_kind', models.CharField(max_length=60, verbose_name='kind of thing')),
                ('target_id', models.BigIntegerField(verbose_name='number of the thing')),
                ('sketch', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('hosts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None)),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
            ],
        ),
        migrations.AddField(
            model_name='appeal',
            name='first_deciders',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('first_deciders__contains', [models.F('decided_by')]), _negated=True), _connector='OR'), name='appeal_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('member')), _negated=True), _connector='OR'), name='appeal_not_by_its_author'),
        ),
        migrations.AddField(
            model_name='prepareddecision',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.place', verbose_name='where it is used'),
        ),
        migrations.AddField(
            model_name='earlier',
            name='prepared',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='moderation.prepareddecision'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='appeal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='moderation.appeal'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='moderation.case'),
        ),
        migrations.AddField(
            model_name='signal',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='trace',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='prepareddecision',
            constraint=models.CheckConstraint(condition=models.Q(('words', {}), _negated=True), name='prepared_decision_says_something'),
        ),
        migrations.AddConstraint(
            model_name='prepareddecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'kept'), ('rule', '')), models.Q(('outcome', 'hidden'), models.Q(('rule', ''), _negated=True)), _connector='OR'), name='prepared_decision_names_rule'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appeal__isnull', False), ('case__isnull', True)), models.Q(('appeal__isnull', True), ('case__isnull', False)), _connector='OR'), name='reminder_of_one'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(condition=models.Q(('case__isnull', False)), fields=('case', 'stage'), name='reminder_once_a_case'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(condition=models.Q(('appeal__isnull', False)), fields=('appeal', 'stage'), name='reminder_once_an_appeal'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(fields=('target_kind', 'target_id', 'kind'), name='signal_once'),
        ),
        migrations.AddIndex(
            model_name='trace',
            index=django.contrib.postgres.indexes.GinIndex(fields=['sketch'], name='trace_sketch'),
        ),
        migrations.AddConstraint(
            model_name='trace',
            constraint=models.UniqueConstraint(fields=('target_kind', 'target_id'), name='trace_once'),
        ),
    ]
