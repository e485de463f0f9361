"""The one row of the content version, and the table of the shared cache."""

from django.db import migrations

CACHE = """
CREATE TABLE core_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_tables")]
    operations = [
        migrations.RunSQL(
            "INSERT INTO core_contentversion (id, number) VALUES (1, 0)", "DELETE FROM core_contentversion"
        ),
        migrations.RunSQL(CACHE, "DROP TABLE core_cache"),
    ]
