"""What a staged list changes: its words in addresses, what is new, what becomes of what stands here."""

# The first free of "orhei", "orhei-town", "mereni-cimislia" and the code, the greater places before the smaller.
SLUG = """
    WITH wanted AS (
        SELECT s.line, coalesce(left(lower({word}), 100), '') AS word,
               row_number() OVER (PARTITION BY left(lower({word}), 100) COLLATE "C" ORDER BY s.depth, s.line) AS place
        FROM stage_place s LEFT JOIN stage_place a ON a.code = split_part(s.path, '/', 2) AND a.code <> ''
        LEFT JOIN reference_place r ON r.code = split_part(s.path, '/', 2) WHERE s.slug = ''
    )
    UPDATE stage_place s SET slug = wanted.word FROM wanted
    WHERE wanted.line = s.line AND wanted.place = 1 AND wanted.word <> ''
      AND NOT EXISTS (SELECT FROM reference_place p WHERE p.slug = wanted.word)
      AND NOT EXISTS (SELECT FROM stage_place o WHERE o.slug = wanted.word)
      AND NOT EXISTS (SELECT FROM reference_formeraddress f
                      WHERE f.word = wanted.word AND f.place_id IS DISTINCT FROM s.place_id)
"""
SLUG_WORDS = (
    "s.base",
    "CASE WHEN s.unit IN ('municipality', 'city', 'town') OR coalesce(nullif(a.slug, ''), r.slug) = s.base "
    "THEN s.base || '-' || nullif(s.unit, '') END",
    "s.base || '-' || coalesce(nullif(a.slug, ''), a.base, r.slug)",
    "trim(both '-' from regexp_replace(s.code, '[^A-Za-z0-9]+', '-', 'g'))",
    "left(s.base, 60) || '-' || abs(hashtext(s.code)::bigint)",
)
NEED_SLUG = """
    UPDATE stage_place s SET slug = coalesce((SELECT p.slug FROM reference_place p WHERE p.id = s.place_id), ''),
        place_id = CASE WHEN s.is_new THEN nextval(pg_get_serial_sequence('reference_place', 'id'))
                        ELSE s.place_id END;
    CREATE INDEX ON stage_place (slug);
    CREATE INDEX ON stage_place (code);
    ANALYZE stage_place
"""
RENAMED = """
    SELECT s.line, p.code, p.names, w.names FROM stage_place s JOIN stage_words w ON w.line = s.line
    JOIN reference_place p ON p.id = s.place_id WHERE p.names || w.names <> p.names AND p.slug <> ''
"""
# What each place that stands here will be. A list has the last word; GeoNames only fills in what is missing.
ONE_LIST = (
    "ARRAY(SELECT word FROM unnest({words}) WITH ORDINALITY every (word, at) WHERE {kept} "
    "GROUP BY word ORDER BY min(at))"
)
FINAL = """
    CREATE TEMPORARY TABLE stage_final ON COMMIT DROP AS
    SELECT s.line, p.id, v.names, {former} AS former, {also} AS also,
        CASE WHEN w.keys <@ p.keys THEN p.keys
             ELSE ARRAY(SELECT DISTINCT unnest(p.keys || w.keys) ORDER BY 1) END AS keys,
        coalesce(nullif({unit}, ''), s.unit) AS unit, coalesce(nullif({official}, ''), p.official_code) AS official,
        coalesce({latitude}) AS latitude, coalesce({longitude}) AS longitude, coalesce({population}) AS population,
        coalesce(s.geonames, p.geonames) AS geonames, coalesce(s.above_id, a.place_id) AS parent_id,
        CASE s.merged WHEN '' THEN p.merged_into_id WHEN '-' THEN NULL
                      ELSE coalesce(s.above_id, a.place_id) END AS merged_id
    FROM stage_place s JOIN stage_words w ON w.line = s.line
    JOIN reference_place p ON p.id = s.place_id AND NOT s.is_new
    LEFT JOIN stage_place a ON a.line = s.above_line
    CROSS JOIN LATERAL (SELECT {names} AS names) v;
    ANALYZE stage_final
"""
# What is told of each line: one word, the weightiest.
CHANGES = """
    CREATE TEMPORARY TABLE stage_change ON COMMIT DROP AS
    SELECT s.line, s.code, CASE
        WHEN s.is_new AND s.merged NOT IN ('', '-') THEN 'merge'
        WHEN s.is_new THEN 'add'
        WHEN f.merged_id IS DISTINCT FROM p.merged_into_id
        THEN CASE WHEN f.merged_id IS NULL THEN 'part' ELSE 'merge' END
        WHEN f.parent_id IS DISTINCT FROM p.parent_id THEN 'move'
        WHEN EXISTS (SELECT FROM jsonb_each_text(p.names) n WHERE f.names ->> n.key <> n.value) THEN 'rename'
        WHEN (f.names, f.former, f.also, f.unit, f.official, s.kind, s.slug) IS DISTINCT FROM
             (p.names, p.former_names, p.also, p.unit, p.official_code, p.kind, p.slug)
          OR (f.latitude, f.longitude, f.population, f.geonames) IS DISTINCT FROM
             (p.latitude, p.longitude, p.population, p.geonames) OR f.keys <> p.keys OR s.path <> p.path THEN 'change'
        END AS what, CASE WHEN NOT s.is_new THEN p.names END AS before, coalesce(f.names, w.names) AS after,
        split_part(s.path, '/', greatest(1, length(s.path) - length(replace(s.path, '/', '')) - 1)) AS above
    FROM stage_place s JOIN stage_words w ON w.line = s.line LEFT JOIN stage_final f ON f.line = s.line
    LEFT JOIN reference_place p ON p.id = f.id
"""
FIRST_CHANGES = """
    SELECT line, what, code, before, after, above FROM stage_change WHERE what IS NOT NULL
    ORDER BY array_position(ARRAY['merge', 'part', 'move', 'rename', 'add', 'change'], what), line LIMIT %(most)s
"""
MOVES = "SELECT old_path, path FROM stage_place WHERE NOT is_new AND old_path <> path ORDER BY length(old_path) DESC"
# What lies below a place that moved moves with it; the nearest one that moved decides.
CARRIED = """
    WITH moved AS MATERIALIZED (
        SELECT path, old_path FROM stage_place WHERE NOT is_new AND old_path <> path
    ), carried AS (
        SELECT DISTINCT ON (b.id) b.id, m.path, m.old_path FROM moved m
        JOIN reference_place b ON starts_with(b.path, m.old_path) AND b.path <> m.old_path
        WHERE NOT EXISTS (SELECT FROM stage_place o WHERE o.place_id = b.id)
        ORDER BY b.id, length(m.old_path) DESC
    )
    UPDATE reference_place d SET path = c.path || substr(d.path, length(c.old_path) + 1)
    FROM carried c WHERE c.id = d.id
"""
WRITE = (
    """INSERT INTO reference_formeraddress (word, place_id) SELECT p.slug, p.id FROM stage_place s
       JOIN reference_place p ON p.id = s.place_id WHERE NOT s.is_new AND p.slug NOT IN ('', s.slug)
       ON CONFLICT (word) DO NOTHING""",
    """DELETE FROM reference_formeraddress f USING stage_place s WHERE f.word = s.slug AND f.place_id = s.place_id""",
    """UPDATE reference_place p SET slug = '' FROM stage_place s
       WHERE s.place_id = p.id AND NOT s.is_new AND p.slug NOT IN ('', s.slug)""",
    """INSERT INTO reference_place (
           id, code, kind, unit, parent_id, path, country_code, names, also, former_names, keys, timezone, slug,
           official_code, geonames, latitude, longitude, population, merged_into_id, has_namesake,
           beside)
       SELECT s.place_id, s.code, s.kind, s.unit, coalesce(s.above_id, a.place_id), s.path, split_part(s.path, '/', 1),
           w.names, w.also, w.former, w.keys, coalesce(z.timezone, ''), s.slug, {official}, s.geonames, s.latitude,
           s.longitude, s.population,
           CASE WHEN s.merged IN ('', '-') THEN NULL ELSE coalesce(s.above_id, a.place_id) END, false, '{{}}'
       FROM stage_place s JOIN stage_words w ON w.line = s.line LEFT JOIN stage_place a ON a.line = s.above_line
       LEFT JOIN reference_place z ON z.code = split_part(s.path, '/', 1) WHERE s.is_new""",
    """UPDATE reference_place p SET kind = s.kind, unit = f.unit, parent_id = f.parent_id, path = s.path,
           names = f.names, also = f.also, former_names = f.former, keys = f.keys, slug = s.slug,
           official_code = f.official, geonames = f.geonames, latitude = f.latitude, longitude = f.longitude,
           population = f.population, merged_into_id = f.merged_id
       FROM stage_final f JOIN stage_place s ON s.line = f.line JOIN stage_change c ON c.line = f.line
       WHERE p.id = f.id AND c.what IS NOT NULL""",
    # What was merged is found under its names from now on.
    """UPDATE reference_place t SET
           former_names = ARRAY(SELECT word FROM (SELECT unnest(t.former_names || m.words) AS word) every
                                WHERE word NOT IN (SELECT value FROM jsonb_each_text(t.names))
                                GROUP BY word ORDER BY word),
           keys = ARRAY(SELECT DISTINCT unnest(t.keys || m.keys) ORDER BY 1)
       FROM (SELECT p.merged_into_id, array_agg(DISTINCT n.value) AS words,
                    array_agg(DISTINCT k.key) AS keys
             FROM stage_place s JOIN reference_place p ON p.id = s.place_id
             CROSS JOIN LATERAL jsonb_each_text(p.names) n CROSS JOIN LATERAL unnest(p.keys) k (key)
             WHERE s.merged NOT IN ('', '-') GROUP BY p.merged_into_id) m
       WHERE t.id = m.merged_into_id AND NOT (m.words <@ t.former_names)""",
)
# Whoever shares its name with another place of its country says what it is; with another of its kind, where it lies.
NAMESAKES = """
    CREATE TEMPORARY TABLE stage_said ON COMMIT DROP AS
        SELECT DISTINCT p.id, p.country_code, p.unit, lower(n.value) AS word FROM reference_place p
        CROSS JOIN LATERAL jsonb_each_text(p.names) n
        WHERE p.merged_into_id IS NULL
          AND p.country_code IN (SELECT DISTINCT split_part(path, '/', 1) FROM stage_place);
    WITH shared AS (
        SELECT country_code, word, unit, count(DISTINCT id) AS alike FROM stage_said GROUP BY country_code, word, unit
    ), every AS (
        SELECT s.id, bool_or(h.alike > 1 AND h.unit = s.unit) AS is_alike, 
               sum(h.alike) > count(DISTINCT s.word) AS is_shared
        FROM stage_said s JOIN shared h USING (country_code, word) GROUP BY s.id
    ), found AS (
        SELECT e.id, e.is_shared, CASE WHEN e.is_alike AND r.id <> e.id THEN r.names ELSE '{}'::jsonb END AS beside
        FROM every e JOIN reference_place p ON p.id = e.id
        LEFT JOIN reference_place r ON r.code = split_part(p.path, '/', 2)
    )
    UPDATE reference_place p SET has_namesake = found.is_shared, beside = found.beside FROM found
    WHERE p.id = found.id AND (p.has_namesake, p.beside) IS DISTINCT FROM (found.is_shared, found.beside);
    DROP TABLE stage_said
"""
