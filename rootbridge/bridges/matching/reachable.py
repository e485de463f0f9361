"""For a need: how many members could do it, never who."""

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

COULD = """
SELECT count(*) FROM members_member m WHERE m.is_active AND (
    EXISTS (SELECT 1 FROM members_ability a JOIN reference_occupation mine ON mine.id = a.occupation_id
            JOIN opportunities_need_occupations nc ON nc.need_id = %(need)s
            JOIN reference_occupation o ON o.id = nc.occupation_id
            WHERE a.member_id = m.id AND (mine.code LIKE o.code || '%%' OR left(mine.code, 4) = o.code))
    OR (SELECT count(*) FROM members_memberskill ms JOIN opportunities_need_skills ns
            ON ns.skill_id = ms.skill_id AND ns.need_id = %(need)s WHERE ms.member_id = m.id) * 2
        >= greatest(1, (SELECT count(*) FROM opportunities_need_skills WHERE need_id = %(need)s)))
"""


def how_many_could(need) -> str:
    """In words: "fewer than 10" or in tens. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COULD, {"need": need.pk})
        number = cursor.fetchone()[0]
    if number < settings.ROOTBRIDGE_SMALL_CELL:
        return _("Fewer than %(number)s members could do this") % {"number": settings.ROOTBRIDGE_SMALL_CELL}
    return _("About %(number)s members could do this") % {"number": number // 10 * 10}
