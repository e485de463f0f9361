"""Organisations that were there before registering are listed, tied to their places, and found by their names."""

from django.db import migrations

from rootbridge.people.organisations.skeletons import name_keys, skeleton


def list_them(apps, schema_editor):
    organisations = apps.get_model("organisations", "Organisation")
    ties, standings = apps.get_model("organisations", "Tie"), apps.get_model("organisations", "Standing")
    for one in organisations.objects.filter(state="unseen", author=None).iterator():
        names = [name for name in one.names.values() if name]
        one.state, one.skeletons = "listed", sorted({skeleton(name) for name in names})
        one.keys = sorted(name_keys(names))
        one.save(update_fields=["state", "skeletons", "keys"])
        ties.objects.get_or_create(organisation=one, side="home", place_id=one.place_id, town="")
        if one.residence_id:
            ties.objects.get_or_create(organisation=one, side="here", place_id=one.residence_id, town="")
        standings.objects.get_or_create(organisation=one, ended_at=None, defaults={"kind": "listed"})


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_registering")]

    operations = [migrations.RunPython(list_them, migrations.RunPython.noop)]
