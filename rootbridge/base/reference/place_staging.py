"""Places on their way in: rows are copied into a temporary table, matched and judged there, and written in sets.

The statements run in the order in which they stand. `stage_place` holds a row for each line of the file, and
`stage_words` its names, apart because they are long and each statement writes its rows anew; a row's
`place_id` is the place that the line is about, none for a new one, `above_line` and `above_id` where it lies.
"""

TABLE = """
    CREATE TEMPORARY TABLE stage_place (
        line int PRIMARY KEY, code text, official text, parent text, merged text, kind text, unit text, base text,
        population int, latitude numeric(4, 2), longitude numeric(5, 2), geonames bigint, is_spoilt boolean,
        place_id bigint, above_line int, above_id bigint, depth int, path text, old_path text, slug text,
        is_new boolean, timezone text
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE stage_words (
        line int PRIMARY KEY, names jsonb, also text[], former text[], keys text[], folded text[]
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE stage_fault (line int, why text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE stage_known (id bigint, parent_id bigint, kind text, folded text[]) ON COMMIT DROP
"""
COLUMNS = "line, code, official, parent, merged, kind, unit, base, population, latitude, longitude, geonames, is_spoilt"
INDEXES = """
    CREATE INDEX ON stage_place (code) WHERE code <> '';
    CREATE INDEX ON stage_place (official) WHERE official <> '';
    CREATE INDEX ON stage_place (above_line);
    ANALYZE stage_place;
    ANALYZE stage_words
"""
DOUBLED = """
    INSERT INTO stage_fault
    SELECT line, 'the code ' || word || ' stands in line ' || first || ' already' FROM (
        SELECT line, word, min(line) OVER (PARTITION BY word) AS first FROM (
            SELECT line, code AS word FROM stage_place WHERE code <> ''
            UNION ALL SELECT line, official FROM stage_place WHERE official <> ''
            UNION ALL SELECT line, 'GeoNames ' || geonames FROM stage_place WHERE geonames IS NOT NULL) every
    ) known WHERE line > first
"""
# A line of the file and a place of the database are the same by our code, by the official one, by GeoNames.
MATCHED = """
    UPDATE stage_place s SET place_id = p.id FROM reference_place p WHERE s.code <> '' AND p.code = s.code;
    UPDATE stage_place s SET place_id = p.id FROM reference_place p
    WHERE s.place_id IS NULL AND s.official <> '' AND p.official_code = s.official AND p.country_code = %(country)s;
    UPDATE stage_place s SET place_id = p.id FROM reference_place p
    WHERE s.place_id IS NULL AND s.geonames IS NOT NULL AND p.geonames = s.geonames;
    CREATE INDEX ON stage_place (place_id)
"""
# Where it lies: a line of the file, or a place that stands here. What is merged lies in what it is part of now, and
# stays there; what says nothing stays where it is.
PLACED = """
    UPDATE stage_place SET parent = merged WHERE merged NOT IN ('', '-');
    UPDATE stage_place s SET parent = '' FROM reference_place p
    WHERE s.merged = '' AND p.id = s.place_id AND p.merged_into_id IS NOT NULL;
    UPDATE stage_place s SET above_line = o.line FROM stage_place o WHERE s.parent <> '' AND o.code = s.parent;
    UPDATE stage_place s SET above_line = o.line FROM stage_place o
    WHERE s.parent <> '' AND s.above_line IS NULL AND o.official = s.parent;
    UPDATE stage_place s SET above_id = p.id FROM reference_place p
    WHERE s.parent <> '' AND s.above_line IS NULL AND p.code = s.parent;
    UPDATE stage_place s SET above_id = p.id FROM reference_place p
    WHERE s.parent <> '' AND s.above_line IS NULL AND s.above_id IS NULL
      AND p.official_code = s.parent AND p.country_code = %(country)s;
    INSERT INTO stage_fault SELECT line, 'nothing is known of the parent ' || parent FROM stage_place
    WHERE parent <> '' AND above_line IS NULL AND above_id IS NULL;
    UPDATE stage_place s SET above_id = p.parent_id FROM reference_place p WHERE s.parent = '' AND p.id = s.place_id;
    UPDATE stage_place s SET above_id = p.id FROM reference_place p
    WHERE s.parent = '' AND s.place_id IS NULL AND s.kind <> 'country' AND p.code = %(country)s AND p.code <> s.code;
    UPDATE stage_place s SET above_line = o.line, above_id = NULL FROM stage_place o
    WHERE s.above_id = o.place_id AND s.above_line IS NULL;
    INSERT INTO stage_fault SELECT line, 'a country lies in nothing, every other place in a parent' FROM stage_place s
    WHERE NOT is_spoilt AND (kind = 'country') = (above_id IS NOT NULL OR above_line IS NOT NULL)
      AND NOT EXISTS (SELECT FROM stage_fault f WHERE f.line = s.line);
    UPDATE stage_place SET depth = 0 WHERE above_line IS NULL
"""
DEEPER = """
    UPDATE stage_place s SET depth = a.depth + 1 FROM stage_place a
    WHERE s.depth IS NULL AND s.above_line = a.line AND a.depth = %(depth)s
"""
CIRCLES = """
    INSERT INTO stage_fault SELECT line, 'it lies in itself: its parents run in a circle, by way of ' || parent
    FROM stage_place WHERE depth IS NULL;
    INSERT INTO stage_fault SELECT s.line, 'it would lie in a part of itself, ' || a.code
    FROM stage_place s JOIN reference_place p ON p.id = s.place_id JOIN reference_place a ON a.id = s.above_id
    WHERE starts_with(a.path, p.path)
"""
# A line without a place takes over the one below the same parent that has its name, and no number of this list yet.
FREE = """
    SELECT id, parent_id, kind, names, also FROM reference_place
    WHERE country_code = %(country)s AND merged_into_id IS NULL AND {free} AND parent_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM stage_place s WHERE s.place_id = reference_place.id)
"""
ADOPTED = """
    WITH pairs AS (
        SELECT s.line, k.id, count(*) OVER (PARTITION BY s.line) AS mine, count(*) OVER (PARTITION BY k.id) AS its
        FROM stage_place s JOIN stage_words w ON w.line = s.line LEFT JOIN stage_place a ON a.line = s.above_line
        JOIN stage_known k ON k.parent_id = coalesce(s.above_id, a.place_id) AND k.folded && w.folded
             AND (s.kind = '' OR s.kind = k.kind)
        WHERE s.place_id IS NULL AND s.depth = %(depth)s AND s.code = '' AND NOT s.is_spoilt
    )
    UPDATE stage_place s SET place_id = pairs.id FROM pairs WHERE pairs.line = s.line AND mine = 1 AND its = 1
"""
KINDS = """
    UPDATE stage_place s SET kind = p.kind FROM reference_place p WHERE p.id = s.place_id AND s.kind = '';
    UPDATE stage_place s SET kind = CASE
        WHEN s.unit <> '' THEN CASE WHEN coalesce(r.kind, a.kind) = 'country' THEN 'region' ELSE 'locality' END
        WHEN EXISTS (SELECT FROM stage_place b WHERE b.above_line = s.line) THEN 'region' ELSE 'locality' END
    FROM stage_place o LEFT JOIN reference_place r ON r.id = o.above_id LEFT JOIN stage_place a ON a.line = o.above_line
    WHERE o.line = s.line AND s.kind = '';
    INSERT INTO stage_fault SELECT s.line, 'it is a ' || p.kind || ' here, and cannot become a ' || s.kind
    FROM stage_place s JOIN reference_place p ON p.id = s.place_id
    WHERE p.kind <> s.kind AND 'country' IN (p.kind, s.kind)
"""
PATHS = """
    UPDATE stage_place s SET is_new = s.place_id IS NULL, old_path = p.path,
        code = coalesce(p.code, nullif(s.code, ''), above.region || '-' || {number})
    FROM stage_place o LEFT JOIN stage_place a ON a.line = o.above_line
    LEFT JOIN reference_place r ON r.id = o.above_id LEFT JOIN reference_place p ON p.id = o.place_id
    CROSS JOIN LATERAL (SELECT coalesce(
        nullif(split_part(coalesce(a.path, r.path), '/', 2), ''), split_part(coalesce(a.path, r.path), '/', 1)
    ) AS region) above
    WHERE o.line = s.line AND s.depth = %(depth)s;
    UPDATE stage_place s SET path = coalesce(a.path, r.path, '') || s.code || '/'
    FROM stage_place o LEFT JOIN stage_place a ON a.line = o.above_line
    LEFT JOIN reference_place r ON r.id = o.above_id
    WHERE o.line = s.line AND s.depth = %(depth)s
"""
FIRST_FAULTS = "SELECT line, min(why) FROM stage_fault GROUP BY line ORDER BY line LIMIT %(most)s"
LAST_FAULTS = """
    INSERT INTO stage_fault SELECT line, 'it lies too deep, or under too long codes' FROM stage_place
    WHERE length(path) > 200 OR length(code) > 60;
    INSERT INTO stage_fault SELECT s.line, 'the code ' || s.code || ' belongs to another place here'
    FROM stage_place s JOIN reference_place p ON p.code = s.code WHERE p.id IS DISTINCT FROM s.place_id;
    INSERT INTO stage_fault SELECT s.line, 'the official code ' || s.official || ' belongs to ' || p.code
    FROM stage_place s JOIN reference_place p
      ON p.official_code = s.official AND p.country_code = split_part(s.path, '/', 1)
    WHERE {is_official} AND s.official <> '' AND p.id IS DISTINCT FROM s.place_id;
    INSERT INTO stage_fault SELECT line, 'lines ' || first || ' and ' || line || ' are both about ' || code FROM (
        SELECT line, code, min(line) OVER (PARTITION BY code) AS first FROM stage_place WHERE code <> '') twice
    WHERE line > first AND NOT EXISTS (SELECT FROM stage_fault f WHERE f.line = twice.line)
"""
