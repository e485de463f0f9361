"""Counting reads a short row of every thing found. PostgreSQL moves a long value out of a row only when the row is
longer than two kilobytes; the padding, which shrinks to some forty bytes, makes every row so, and the words go out."""

from django.db import migrations

DENSE = """
ALTER TABLE search_item ADD COLUMN padding text NOT NULL DEFAULT repeat(' ', 2200);
ALTER TABLE search_item ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE search_item ALTER COLUMN head SET STORAGE MAIN;
ALTER TABLE search_item SET (toast_tuple_target = 128);
"""
AS_BEFORE = """
ALTER TABLE search_item RESET (toast_tuple_target);
ALTER TABLE search_item ALTER COLUMN head SET STORAGE EXTENDED;
ALTER TABLE search_item ALTER COLUMN vector SET STORAGE EXTENDED;
ALTER TABLE search_item DROP COLUMN padding;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_things_shelves_and_words")]
    operations = [migrations.RunSQL(DENSE, AS_BEFORE)]
