"""The countries of the world stand there from the start."""

import json

from django.db import migrations

from rootbridge.base.reference.countries import country_rows, timezone_of

INSERT = """
    INSERT INTO reference_place (code, kind, path, country_code, names, also, keys, timezone)
    VALUES (%s, 'country', %s, %s, %s::jsonb, %s, %s, %s) ON CONFLICT (code) DO NOTHING
"""


def write_countries(apps, schema_editor):
    rows = [
        (row.code, row.path, row.country_code, json.dumps(row.names), row.also, row.keys, timezone_of(row.code))
        for row in country_rows()
    ]
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)


def remove_countries(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM reference_place WHERE kind = 'country'")


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_tables")]
    operations = [migrations.RunPython(write_countries, remove_countries)]
