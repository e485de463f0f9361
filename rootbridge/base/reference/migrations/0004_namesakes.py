"""Of places that share a name and a kind: where each lies, so that it can be said beside the name."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0003_places'),
    ]

    operations = [
        migrations.AddField(
            model_name='place',
            name='beside',
            field=models.JSONField(blank=True, default=dict, verbose_name='names of its region, where another of its kind has its name'),
        ),
    ]
