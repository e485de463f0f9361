"""Needs for a person, best first, each with its reasons. One query finds and scores; the names of skills and trades are
remembered.

What counts, in points: the same occupation 4 (its ISCO-08 group or below), each skill asked for 2 (at most 6),
home: the same locality 3, the same district 2, the same country 1; it can be done from where they live 1;
every language spoken 1, one missing -2; the kind of help they offer 1; it can only be done on the spot and they
live elsewhere -2. A need fits when occupation, skill or home district speaks for it, or when it asks for no
occupation and they offer that very kind of help, in a language they speak, from where they live; never by distance
alone. A need whose answers they would read, for their office or organisation, is never shown to them as fitting.
"""

from dataclasses import dataclass, field

from django.db import connection

from rootbridge.subjects.opportunities.cards import STAMP
from rootbridge.subjects.opportunities.models import READERS

from .reasons import Found, Reason, reasons_of

FITTING = f"""
WITH mine AS (
    SELECT a.id, o.code FROM members_ability a
    JOIN reference_occupation o ON o.id = a.occupation_id WHERE a.member_id = %(member)s
), skill_hits AS (
    SELECT ns.need_id, array_agg(ns.skill_id ORDER BY ns.skill_id) AS skills
    FROM opportunities_need_skills ns
    JOIN members_memberskill ms ON ms.skill_id = ns.skill_id AND ms.member_id = %(member)s
    GROUP BY ns.need_id
), occupation_hits AS (
    SELECT nc.need_id, min(nc.occupation_id) AS occupation, min(mine.id) AS ability
    FROM opportunities_need_occupations nc
    JOIN reference_occupation o ON o.id = nc.occupation_id
    JOIN mine ON mine.code LIKE o.code || '%%' OR (length(mine.code) >= 4 AND o.code LIKE mine.code || '%%')
    GROUP BY nc.need_id
), spoken AS (
    SELECT coalesce(array_agg(code), '{{}}') AS codes FROM members_memberlanguage
    WHERE member_id = %(member)s AND can_speak
), given AS (
    SELECT coalesce(array_agg(kind), '{{}}') AS kinds FROM members_giving WHERE member_id = %(member)s
), candidates AS (
    SELECT need_id FROM skill_hits UNION SELECT need_id FROM occupation_hits
    UNION SELECT n.id FROM opportunities_need n JOIN reference_place p ON p.id = n.place_id
        WHERE p.path LIKE %(district)s || '%%'
    UNION SELECT n.id FROM opportunities_need n CROSS JOIN given
        WHERE n.kind = ANY (given.kinds)
        AND NOT EXISTS (SELECT 1 FROM opportunities_need_occupations nc WHERE nc.need_id = n.id)
), judged AS (
    SELECT n.id, {STAMP} AS stamp, n.answer_by, oh.occupation, oh.ability, coalesce(sh.skills, '{{}}') AS skills,
        CASE WHEN %(home)s = '' THEN 0 WHEN p.path = %(home)s THEN 3 WHEN p.path LIKE %(district)s || '%%' THEN 2
             WHEN p.path LIKE %(country)s || '%%' THEN 1 ELSE 0 END AS nearness,
        CASE WHEN n.mode IN ('remote', 'either') THEN 'remote' WHEN p.country_code = %(living)s THEN 'there'
             ELSE '' END AS reach,
        (n.mode = 'there' AND %(living)s <> '' AND p.country_code <> %(living)s) AS far,
        n.languages, p.names AS places,
        (cardinality(n.languages) > 0 AND n.languages <@ spoken.codes) AS speaks_all,
        (cardinality(spoken.codes) > 0 AND NOT n.languages <@ spoken.codes) AS speaks_not,
        CASE WHEN n.kind = ANY (given.kinds) THEN n.kind
             WHEN n.kind = 'expertise_request' AND 'advice' = ANY (given.kinds) THEN 'advice'
             WHEN n.kind = 'expertise_request' AND 'assignment' = ANY (given.kinds) THEN 'assignment'
             ELSE '' END AS offered
    FROM candidates
    JOIN opportunities_need n ON n.id = candidates.need_id
    JOIN opportunities_publication pub ON pub.need_id = n.id
    JOIN organisations_organisation o ON o.id = n.organisation_id
    JOIN reference_place p ON p.id = n.place_id
    LEFT JOIN opportunities_closing c ON c.need_id = n.id
    LEFT JOIN skill_hits sh ON sh.need_id = n.id
    LEFT JOIN occupation_hits oh ON oh.need_id = n.id
    CROSS JOIN spoken CROSS JOIN given
    WHERE c.id IS NULL AND n.hidden_at IS NULL AND (n.answer_by IS NULL OR n.answer_by >= %(day)s)
        AND (%(need)s::bigint IS NULL OR n.id = %(need)s)
        AND (%(need)s::bigint IS NOT NULL
             OR NOT EXISTS (SELECT 1 FROM opportunities_answer a WHERE a.need_id = n.id AND a.member_id = %(member)s))
        AND NOT %(reads_all)s AND NOT coalesce(o.body = ANY (%(bodies)s::text[]), false)
        AND NOT EXISTS (SELECT 1 FROM unnest(%(paths)s::text[]) AS mine(path) WHERE starts_with(p.path, mine.path))
), scored AS (
    SELECT *, (CASE WHEN occupation IS NULL THEN 0 ELSE 4 END + least(cardinality(skills), 3) * 2 + nearness
        + (reach <> '')::int + (offered <> '')::int + speaks_all::int - 2 * speaks_not::int - 2 * far::int) AS score
    FROM judged
    WHERE occupation IS NOT NULL OR cardinality(skills) > 0 OR nearness >= 2 OR (speaks_all AND reach <> '')
)
SELECT scored.id, stamp, score, occupation, ab.own_words, ab.language, skills, nearness, reach, languages, speaks_all,
    offered, places, count(*) OVER ()
FROM scored LEFT JOIN members_ability ab ON ab.id = scored.ability WHERE score > 0
ORDER BY score DESC, answer_by NULLS LAST, scored.id LIMIT %(limit)s
"""  # noqa: S608


@dataclass(frozen=True)
class Match:
    """A need that fits a member. ``stamp``: of its card (see `opportunities.cards`); ``score`` in points; ``of``: how
    many fit in all; ``reasons`` in words of the reader's language."""

    need_id: int
    stamp: str
    score: int
    of: int
    reasons: list[Reason] = field(default_factory=list)


def needs_for(member, *, day, language, limit=6) -> list[Match]:
    """The needs open on a day that fit a member and that they have not answered, best first. Three queries at most, one
    when the names are known."""
    return _matches(member, day, language, limit, None)


def match_of(member, need, *, day, language) -> Match | None:
    """How one need fits a member, or None. Three queries at most."""
    found = _matches(member, day, language, 1, need.pk)
    return found[0] if found else None


def _matches(member, day, language, limit, need_id):
    home = member.home.path if member.home else ""
    steps = home.rstrip("/").split("/")
    asked = {
        "member": member.pk, "day": day, "limit": limit, "need": need_id, "home": home,
        "living": member.living.code if member.living else "",
        "district": "/".join(steps[:2]) + "/" if len(steps) > 1 else "none",
        "country": steps[0] + "/" if home else "none", **_at_their_desk(member),
    }  # fmt: skip
    with connection.planned() as cursor:
        cursor.execute(FITTING, asked)
        rows = [Found(*row) for row in cursor.fetchall()]
    words = reasons_of(rows, member, language)
    return [Match(row.need_id, row.stamp, row.score, row.of, words[row.need_id]) for row in rows]


def _at_their_desk(member) -> dict:
    """Where a member reads the answers to needs; no query for whoever is signed in without a role."""
    scopes = [scope for scope in member.reach.scopes if scope.kind in READERS] if member.works_here else []
    return {
        "reads_all": any(scope.is_everywhere for scope in scopes),
        "paths": [scope.path for scope in scopes if scope.path],
        "bodies": [scope.body for scope in scopes if scope.body],
    }
