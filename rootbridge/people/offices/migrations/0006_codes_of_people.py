"""Whoever stood at an office before was named by the platform itself and stays; each gets an address and a code."""

import secrets

from django.db import migrations
from django.utils import timezone
from django.utils.text import slugify

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def name_them(apps, schema_editor):
    people = apps.get_model("offices", "FocalPoint").objects
    for person in people.filter(code=None):
        code = "".join(secrets.choice(SIGNS) for _sign in range(6))
        slug = f"{slugify(person.name)[:60] or 'person'}-{code.lower()}"
        people.filter(pk=person.pk).update(code=code, slug=slug)
    now = timezone.now()
    people.filter(confirmed_at=None).update(confirmed_at=now, checked_at=now, is_public=True)


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_focal_points")]
    operations = [migrations.RunPython(name_them, migrations.RunPython.noop)]
