"""The directory with 100,000 members: a filtered page beside an empty view, and its queries."""

import statistics
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.calls import Caller, session_of

MEMBERS = 100_000
WHO = "elena@example.org"
PAGES = {
    "filtered": "/en/people/?home=MD-OR&living=IT",
    "work": "/en/people/?work=22&language=ro",
    "all": "/en/people/",
}
MAKE = f"""
INSERT INTO members_member (password, email, name, language, living_id, living_city, home_id, stage, gender,
    gender_words, age_band, joined_at, version, is_active, is_superuser)
SELECT '!', 'bench-people-' || n || '@example.org', 'Member ' || n, 'ro',
    lands.all_of_them[1 + n %% least(12, cardinality(lands.all_of_them))], '',
    homes.all_of_them[1 + n %% cardinality(homes.all_of_them)], 'abroad', '', '', '', now(), 0, TRUE, FALSE
FROM generate_series(1, {MEMBERS}) AS n,
    (SELECT array_agg(id ORDER BY id) AS all_of_them FROM reference_place WHERE kind = 'locality') AS homes,
    (SELECT array_agg(id ORDER BY (code = 'IT') DESC, id) AS all_of_them FROM reference_place WHERE kind = 'country')
        AS lands;
INSERT INTO community_profile (member_id, handle, line, language, offers, hides_from_home, is_woman, changed_at)
SELECT id, translate(left(md5(id::text), 12), '01', 'yz'), 'A few words', 'en', '{{advice}}', FALSE, FALSE, now()
FROM members_member WHERE email LIKE 'bench-people-%%';
INSERT INTO privacy_consent (member_id, purpose, audience, text, given_at)
SELECT id, purpose, 'members', '', now() FROM members_member,
    unnest(ARRAY['show:found','show:name','show:home','show:living','show:abilities','show:languages']) AS purpose
WHERE email LIKE 'bench-people-%%';
INSERT INTO members_memberlanguage (member_id, code, can_read, can_speak)
SELECT id, 'ro', TRUE, TRUE FROM members_member WHERE email LIKE 'bench-people-%%';
INSERT INTO members_ability (member_id, own_words, language, occupation_id)
SELECT m.id, 'work', 'en', trades.all_of_them[1 + m.id %% cardinality(trades.all_of_them)] FROM members_member m,
    (SELECT array_agg(id ORDER BY id) AS all_of_them FROM reference_occupation WHERE length(code) = 4) AS trades
WHERE email LIKE 'bench-people-%%';
""".replace("%%", "%")


def measures():
    prepare()
    caller, elena = Caller(), session_of(WHO)
    paths = {name: (path, elena) for name, path in PAGES.items()}
    found = caller.side_by_side(empty=("/empty/member/", elena), **paths)
    for name, path in PAGES.items():
        ratio = round(found[name] / found["empty"], 2)
        yield measure(f"people.{name}.ratio", ratio, "x", "empty view that asks who is signed in, goal 8")
        with CaptureQueriesContext(connection) as queries:
            caller.get(path, session=elena)
        yield measure(f"people.{name}.queries", len(queries), "queries")
        yield measure(f"people.{name}.wall", wall_of(caller, path, elena), "ms")


def prepare() -> None:
    """A hundred thousand members who let themselves be found, made once in the database of the benches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_member WHERE email LIKE 'bench-people-%'")
        if cursor.fetchone()[0] < MEMBERS:
            cursor.execute(MAKE)
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM community_harvest")


def wall_of(caller, path, session) -> float:
    """Milliseconds from the call to the whole page, the database's work included."""
    times = []
    for _round in range(9):
        begun = time.perf_counter()
        caller.get(path, session=session)
        times.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(times), 1)


def measure(name, value, unit, ratio_to=""):
    return {"name": name, "value": value, "unit": unit, "ratio_to": ratio_to}
