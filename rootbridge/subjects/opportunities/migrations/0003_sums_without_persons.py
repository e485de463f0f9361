"""What stays of erased answers no longer says by whom: one row a need and month.

The rows by gender, age and country could be joined into a person. They go; the sums by need stay. Back again, the
sums stay too, and how many persons were behind them is counted anew from then on.
"""

import django.db.models.deletion
from django.db import migrations, models


def drop_rows_of_persons(apps, schema_editor):
    apps.get_model("opportunities", "Tally").objects.exclude(axis="all").delete()


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_taken_back")]

    operations = [
        migrations.RunPython(drop_rows_of_persons, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="tally", name="tally_apart"),
        migrations.RemoveConstraint(model_name="tally", name="tally_once"),
        migrations.AlterField(model_name="tally", name="axis", field=models.CharField(default="all", max_length=10)),
        migrations.RemoveField(model_name="tally", name="axis"),
        migrations.RemoveField(model_name="tally", name="value"),
        migrations.RemoveField(model_name="tally", name="confirmed"),
        migrations.AddField(
            model_name="tally",
            name="people",
            field=models.PositiveIntegerField(default=0, verbose_name="people"),
        ),
        migrations.AddField(
            model_name="tally",
            name="givers",
            field=models.PositiveIntegerField(default=0, verbose_name="people who gave hours"),
        ),
        migrations.AddField(
            model_name="tally",
            name="replied",
            field=models.PositiveIntegerField(default=0, verbose_name="people who had a reply"),
        ),
        migrations.AlterField(
            model_name="tally",
            name="need",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="opportunities.need"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(fields=("need", "place", "month"), name="tally_once"),
        ),
    ]
