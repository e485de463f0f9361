"""The statements of a search. All that was found is counted by its shelf; only what is likely is ranked by its
title, and only the best of that by its whole text. They are put together of the words that stand here; what was typed
goes beside them.

Rows of both: what it is, its value, how many, and the columns of a hit.
"""

WEIGHTS = "'{0.05, 0.2, 0.8, 1.0}'"
# A shelf may be looked into at all; and fits each of the choices.
OPEN = "s.kind = ANY(%(kinds)s::varchar[]) AND (%(is_member)s::boolean OR NOT s.for_members)"
FITS = {
    "kind": "%(kind)s::varchar IN ('', s.kind)",
    "topic": "%(topic)s::varchar IN ('', s.topic)",
    "residence": "(%(residence)s::varchar = '' OR s.residence = '{}' OR %(residence)s::varchar = ANY(s.residence))",
    "place": "%(place)s::varchar IN ('', s.region)",
    "language": "(%(exists)s::varchar = '' OR %(exists)s::varchar = ANY(s.languages))",
}
FITS_ALL = " AND ".join([OPEN, *FITS.values()])
ALL = " AND ".join(f"of_{name}" for name in FITS)
READABLE = """CASE WHEN %(language)s::varchar = ANY(s.languages) THEN 0.1
    WHEN s.languages && %(read)s::varchar[] THEN 0.05 ELSE 0 END"""
IS_NOW = "(i.until IS NULL OR i.until > %(now)s)"
FOUND = f"""
WITH hit AS MATERIALIZED (
    SELECT i.id, i.shelf_id FROM search_item i WHERE i.vector @@ %(wanted)s::tsquery AND {IS_NOW}
), counted AS MATERIALIZED (
    SELECT s.kind, s.topic, s.region, s.residence, s.languages, c.n,
        {", ".join(f"{sql} AS of_{name}" for name, sql in FITS.items())}
    FROM (SELECT shelf_id, count(*) AS n FROM hit GROUP BY shelf_id) c JOIN search_shelf s ON s.id = c.shelf_id
    WHERE {OPEN}
)
"""  # noqa: S608
COUNTS = f"""
SELECT 'total' AS what, '' AS value, coalesce(sum(n), 0)::bigint AS n, NULL::bigint AS object_id,
    NULL::varchar AS language, NULL::varchar AS path, NULL::varchar AS title, NULL::text AS summary,
    NULL::varchar AS place_path, NULL::varchar[] AS residence, NULL::float8 AS score FROM counted WHERE {ALL}
UNION ALL SELECT 'unnarrowed', '', coalesce(sum(n), 0)::bigint, {"NULL, " * 7} NULL FROM counted
UNION ALL SELECT 'kind', kind, sum(n)::bigint, {"NULL, " * 7} NULL FROM counted
    WHERE of_topic AND of_residence AND of_place AND of_language GROUP BY kind
UNION ALL SELECT 'topic', topic, sum(n)::bigint, {"NULL, " * 7} NULL FROM counted
    WHERE topic <> '' AND of_kind AND of_residence AND of_place AND of_language GROUP BY topic
UNION ALL SELECT 'place', r.region, r.n, NULL, NULL, NULL,
    coalesce(p.names ->> %(language)s::text, p.names ->> 'en', p.names ->> 'ro', p.code), {"NULL, " * 3} NULL
    FROM (SELECT region, sum(n)::bigint AS n FROM counted WHERE region <> '' AND of_kind AND of_topic AND of_residence
        AND of_language GROUP BY region) r JOIN reference_place p ON p.code = r.region
UNION ALL SELECT 'residence', country, sum(n)::bigint, {"NULL, " * 7} NULL
    FROM counted, unnest(CASE WHEN residence = '{{}}' THEN '{{""}}' ELSE residence END) AS country
    WHERE of_kind AND of_topic AND of_place AND of_language GROUP BY country
UNION ALL SELECT 'language', code, sum(n)::bigint, {"NULL, " * 7} NULL FROM counted, unnest(languages) AS code
    WHERE of_kind AND of_topic AND of_residence AND of_place GROUP BY code
"""  # noqa: S608
# Ranked is what has all words in its title, and some of the rest: of very many a page shows the first few. A step is
# materialised: the planner cannot guess how much a question finds, and would join the wrong way round.
RANKED = 500
BEST = f"""
, titled AS MATERIALIZED (
    SELECT i.id, i.shelf_id FROM search_item i WHERE i.head @@ %(wanted)s::tsquery AND {IS_NOW} LIMIT {5 * RANKED}
), likely AS MATERIALIZED (
    (SELECT t.id FROM titled t JOIN search_shelf s ON s.id = t.shelf_id WHERE {FITS_ALL} LIMIT {RANKED})
    UNION
    (SELECT hit.id FROM hit JOIN search_shelf s ON s.id = hit.shelf_id WHERE {FITS_ALL} LIMIT {RANKED})
), best AS (
    SELECT i.id, {READABLE} + 2 * ts_rank({WEIGHTS}, i.head, %(best)s::tsquery)
        + ts_rank({WEIGHTS}, i.head, %(loose)s::tsquery) AS score
    FROM likely JOIN search_item i USING (id) JOIN search_shelf s ON s.id = i.shelf_id
    ORDER BY score DESC, i.id DESC LIMIT %(most)s
)
"""  # noqa: S608
SHOWN = f"""
SELECT 'hit', e.kind, 0, e.object_id, e.language, e.path, e.title, e.summary, e.place_path, e.residence,
    best.score + 0.5 * ts_rank({WEIGHTS}, i.vector, %(loose)s::tsquery)
FROM best JOIN search_item i ON i.id = best.id CROSS JOIN LATERAL (
    SELECT * FROM search_entry e WHERE e.kind = i.kind AND e.same = i.same
    ORDER BY array_position(%(order)s::varchar[], e.language), e.object_id LIMIT 1
) e
"""  # noqa: S608
FIND = f"{FOUND} {BEST} {COUNTS} UNION ALL {SHOWN}"
FACETS = f"{FOUND} {COUNTS}"
# Of each thing that has some of the words: which stand in its title, which in its text.
NEAREST = f"""
{FOUND} {BEST}
SELECT 'hit', e.kind, 0, e.object_id, e.language, e.path, e.title, e.summary, e.place_path, e.residence, best.score,
    ARRAY(SELECT i.head @@ unit::tsquery FROM unnest(%(units)s::text[]) AS unit),
    ARRAY(SELECT i.vector @@ unit::tsquery FROM unnest(%(units)s::text[]) AS unit)
FROM best JOIN search_item i ON i.id = best.id CROSS JOIN LATERAL (
    SELECT * FROM search_entry e WHERE e.kind = i.kind AND e.same = i.same
    ORDER BY array_position(%(order)s::varchar[], e.language), e.object_id LIMIT 1
) e
"""  # noqa: S608
# Of very many titles some are taken as they come: whoever has typed two letters types a third.
SUGGEST = f"""
SELECT 'hit', e.kind, 0, e.object_id, e.language, e.path, e.title, e.summary, e.place_path, e.residence, best.score
FROM (
    SELECT one.kind, one.same, ts_rank({WEIGHTS}, one.head, %(best)s::tsquery) + 3 * {READABLE} AS score
    FROM (
        SELECT i.kind, i.same, i.shelf_id, i.head FROM search_item i
        WHERE i.head @@ %(wanted)s::tsquery AND {IS_NOW} LIMIT {RANKED}
    ) one JOIN search_shelf s ON s.id = one.shelf_id WHERE {OPEN}
    ORDER BY score DESC, one.same LIMIT %(most)s
) best CROSS JOIN LATERAL (
    SELECT * FROM search_entry e WHERE e.kind = best.kind AND e.same = best.same
    ORDER BY array_position(%(order)s::varchar[], e.language), e.object_id LIMIT 1
) e
ORDER BY best.score DESC, e.title
"""  # noqa: S608
