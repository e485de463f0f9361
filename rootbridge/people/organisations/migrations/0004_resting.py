"""Names folded for the list; reminders, and since when nobody answers."""

from django.db import migrations, models
from django.db.models import F

from rootbridge.base.core.text import search_key


def fold(apps, schema_editor):
    for one in apps.get_model("organisations", "Organisation").objects.only("names").iterator():
        one.sort_key = " ".join(search_key(name) for name in dict.fromkeys(one.names.values()) if name)
        one.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_those_there_before")]

    operations = [
        migrations.AddField("organisation", "sort_key",
                            models.TextField(blank=True, default="", verbose_name="its names, folded")),
        migrations.AddField("organisation", "reminders", models.PositiveSmallIntegerField(
            default=0, verbose_name="reminders since it was confirmed")),
        migrations.AddField("organisation", "reminded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="reminded")),
        migrations.AddField("organisation", "asleep_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="nobody answers since")),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.AddIndex("organisation", models.Index(
            F("asleep_at").asc(nulls_first=True), "sort_key", "id", name="organisation_in_order",
            condition=models.Q(hidden_at=None, state__in=["listed", "verified"]),
        )),
    ]  # fmt: skip
