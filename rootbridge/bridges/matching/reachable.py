"""For a need: how many members could do it, never who."""

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from rootbridge.base.design.formats import number

COULD = """
WITH asked AS (
    SELECT o.code FROM opportunities_need_occupations nc
    JOIN reference_occupation o ON o.id = nc.occupation_id WHERE nc.need_id = %(need)s
), skills AS (
    SELECT skill_id FROM opportunities_need_skills WHERE need_id = %(need)s
), able AS (
    SELECT a.member_id FROM asked
    JOIN reference_occupation mine ON mine.code LIKE asked.code || '%%' OR mine.code = left(asked.code, 4)
    JOIN members_ability a ON a.occupation_id = mine.id
    UNION
    SELECT ms.member_id FROM members_memberskill ms JOIN skills USING (skill_id)
    GROUP BY ms.member_id HAVING count(*) * 2 >= (SELECT count(*) FROM skills)
)
SELECT count(*) FROM able JOIN members_member m ON m.id = able.member_id AND m.is_active
"""


def how_many_could(need) -> str:
    """In words: "fewer than 10" or in tens. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COULD, {"need": need.pk})
        found = cursor.fetchone()[0]
    limit = settings.ROOTBRIDGE_SMALL_CELL
    if found < limit:
        return _("Fewer than %(number)s members could do this: your answer counts.") % {"number": number(limit)}
    return _("About %(number)s members could do this.") % {"number": number(found // limit * limit)}
