"""Every statement of the conversations, as plain SQL: who may hear and speak is asked inside each of them.

One statement checks the right to speak, gives the number, stores the message and nudges whoever listens. No Django
here: the pages and the live process send the same texts.
"""

CHANNEL = "live"
MOST_LETTERS = 4_000
# As many messages at most in one answer; who wants more asks again from there.
MOST_AT_ONCE = 200

_LIVE_ROLE = """role.ended_at IS NULL AND role.suspended_at IS NULL AND role.starts_on <= CURRENT_DATE
        AND (role.ends_on IS NULL OR role.ends_on >= CURRENT_DATE)"""
HAS_SESSION = """({session} = '' OR EXISTS (
    SELECT 1 FROM django_session WHERE session_key = {session} AND expire_date > now()))"""
# Whoever asks hears as long as the seat is theirs; one of the desk as long as a role for the body holds, and none for
# an excluded one; a session that ended ends both.
MAY_HEAR = f"""
seat.ended_at IS NULL AND {HAS_SESSION}
AND (seat.member_id IS NULL OR EXISTS (SELECT 1 FROM members_member WHERE id = seat.member_id AND is_active))
AND (seat.side = 'asker' OR (
    EXISTS (SELECT 1 FROM members_role AS role
        WHERE role.member_id = seat.member_id AND role.body = talk.body AND {_LIVE_ROLE})
    AND NOT EXISTS (SELECT 1 FROM members_role AS role
        WHERE role.member_id = seat.member_id AND role.body = ANY(talk.excluded) AND {_LIVE_ROLE})))
"""  # noqa: S608
_SPEAKER = MAY_HEAR.format(session="%(session)s")

# Parameters seat, client, kind, words, language, data, session. One row: number, at, is it new; none: it is not theirs.
STORE = f"""
WITH speaker AS (
    SELECT seat.id, seat.conversation_id FROM conversations_seat AS seat
    JOIN conversations_conversation AS talk ON talk.id = seat.conversation_id
    WHERE seat.id = %(seat)s AND talk.closed_at IS NULL AND {_SPEAKER}
), before AS (
    SELECT number, at FROM conversations_message WHERE seat_id = %(seat)s AND client_id = %(client)s
), numbered AS (
    UPDATE conversations_conversation AS talk SET last_number = last_number + 1 FROM speaker
    WHERE talk.id = speaker.conversation_id AND NOT EXISTS (SELECT 1 FROM before)
    RETURNING talk.id, talk.last_number
), stored AS (
    INSERT INTO conversations_message (conversation_id, number, seat_id, client_id, kind, words, language, data, at)
    SELECT id, last_number, %(seat)s, %(client)s, %(kind)s, %(words)s, %(language)s, %(data)s::jsonb, clock_timestamp()
    FROM numbered RETURNING conversation_id, number, at
)
SELECT number, at, TRUE, pg_notify('{CHANNEL}', conversation_id || ' ' || number) FROM stored
UNION ALL SELECT number, at, FALSE, NULL FROM before
"""  # noqa: S608
NOTE_EVENT = f"""
WITH numbered AS (
    UPDATE conversations_conversation SET last_number = last_number + 1 WHERE id = %(talk)s RETURNING id, last_number
), stored AS (
    INSERT INTO conversations_message (conversation_id, number, kind, words, language, data, at)
    SELECT id, last_number, 'event', '', '', %(data)s::jsonb, clock_timestamp() FROM numbered
    RETURNING conversation_id, number
)
SELECT number, pg_notify('{CHANNEL}', conversation_id || ' ' || number) FROM stored
"""  # noqa: S608
NUDGE = f"SELECT pg_notify('{CHANNEL}', %(words)s)"

# Parameters seat, session. One row: conversation, side, name, last number, is it closed, what others have read (JSON
# text), why they may not hear ("" when they may). None: there is no such seat.
ADMIT = f"""
SELECT talk.id, seat.side, seat.name, talk.last_number, talk.closed_at IS NOT NULL,
    (SELECT coalesce(json_object_agg(other.id, other.seen), '{{}}')::text FROM conversations_seat AS other
     WHERE other.conversation_id = talk.id AND other.id <> seat.id AND other.shows_seen),
    CASE WHEN {_SPEAKER} AND (seat.member_id IS NULL OR %(session)s <> '') THEN ''
        WHEN seat.ended_at IS NOT NULL THEN 'ended'
        WHEN NOT {HAS_SESSION.format(session="%(session)s")} THEN 'signed_out' ELSE 'no_role' END
FROM conversations_seat AS seat JOIN conversations_conversation AS talk ON talk.id = seat.conversation_id
WHERE seat.id = %(seat)s
"""  # noqa: S608

_AS_JSON = """json_build_object('number', message.number, 'seat', message.seat_id, 'side', seat.side,
    'name', seat.name, 'kind', message.kind, 'words', message.words, 'language', message.language,
    'data', message.data, 'at', message.at, 'id', message.client_id)"""
_FRESH = f"""LEFT JOIN LATERAL (
    SELECT max(number) AS number, string_agg(json::text, ',' ORDER BY number) AS json, count(*) AS many FROM (
        SELECT message.number, {_AS_JSON} AS json FROM conversations_message AS message
        LEFT JOIN conversations_seat AS seat ON seat.id = message.seat_id
        WHERE message.conversation_id = held.talk AND message.number > held.number
        ORDER BY message.number LIMIT {MOST_AT_ONCE}) AS taken) AS fresh ON TRUE"""  # noqa: S608
# Parameters seat, session, number. One row: newest number read (NULL: none), the messages as JSON joined by commas, is
# it closed. None: they may not hear.
AFTER = f"""
SELECT fresh.number, fresh.json, held.is_closed FROM (
    SELECT talk.id AS talk, %(number)s::bigint AS number, talk.closed_at IS NOT NULL AS is_closed
    FROM conversations_seat AS seat JOIN conversations_conversation AS talk ON talk.id = seat.conversation_id
    WHERE seat.id = %(seat)s AND {_SPEAKER}) AS held {_FRESH}
"""  # noqa: S608
# What is new in many conversations, and who of those who listen may no longer. Parameters: talks and numbers, seats
# and sessions. Rows of two shapes: (conversation, newest number, messages, how many, is it over, NULL, NULL, NULL)
# and (NULL, NULL, NULL, NULL, NULL, seat, session, why).
READ = f"""
WITH held AS (SELECT * FROM unnest(%(talks)s::bigint[], %(numbers)s::bigint[]) AS held (talk, number)),
listening AS (SELECT * FROM unnest(%(seats)s::bigint[], %(sessions)s::text[]) AS listening (seat, session))
SELECT held.talk, fresh.number, fresh.json, fresh.many, talk.closed_at IS NOT NULL OR talk.id IS NULL,
    NULL::bigint, NULL::text, NULL::text
FROM held LEFT JOIN conversations_conversation AS talk ON talk.id = held.talk {_FRESH}
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, listening.seat, listening.session,
    CASE WHEN seat.id IS NULL OR seat.ended_at IS NOT NULL THEN 'ended'
        WHEN NOT {HAS_SESSION.format(session="listening.session")} THEN 'signed_out' ELSE 'no_role' END
FROM listening LEFT JOIN conversations_seat AS seat ON seat.id = listening.seat
LEFT JOIN conversations_conversation AS talk ON talk.id = seat.conversation_id
WHERE ({MAY_HEAR.format(session="listening.session")}) IS NOT TRUE
"""  # noqa: S608
# Parameters seat, number. One row: conversation, read up to, may the others know; none when it was known.
MARK_SEEN = """
UPDATE conversations_seat AS seat SET seen = least(%(number)s, talk.last_number) FROM conversations_conversation AS talk
WHERE seat.id = %(seat)s AND talk.id = seat.conversation_id AND seat.seen < least(%(number)s, talk.last_number)
RETURNING talk.id, seat.seen, seat.shows_seen
"""
