"""Every report and every decision belongs to a case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0005_cases_of_reports'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='decision',
            name='report',
        ),
        migrations.RemoveField(
            model_name='report',
            name='place_path',
        ),
        migrations.RemoveField(
            model_name='report',
            name='residence',
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'kept'), ('rule', '')), models.Q(('outcome', 'hidden'), models.Q(('rule', ''), _negated=True)), _connector='OR'), name='decision_names_rule'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='decision', to='moderation.case'),
        ),
        migrations.AlterField(
            model_name='report',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='moderation.case'),
        ),
        migrations.AlterField(
            model_name='appeal',
            name='due_at',
            field=models.DateTimeField(verbose_name='due'),
        ),
    ]
