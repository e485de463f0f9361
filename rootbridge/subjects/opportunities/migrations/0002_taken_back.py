"""What was taken back is deleted: the message, and the words of its author up to then. That cannot be undone."""

from django.db import migrations

ANSWERS = """
UPDATE opportunities_answer
SET message = '', hours_offered = NULL, public_occupation_id = NULL, public_country = ''
WHERE state = 'withdrawn'
"""
STEPS = """
UPDATE opportunities_step AS said SET words = '', language = ''
WHERE NOT said.is_home AND (said.words <> '' OR said.language <> '') AND EXISTS (
    SELECT 1 FROM opportunities_step AS later
    WHERE later.answer_id = said.answer_id AND later.kind = 'withdrawn' AND later.id >= said.id
)
"""


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_tables")]
    operations = [migrations.RunSQL([ANSWERS, STEPS], migrations.RunSQL.noop)]
