"""Writing a record, sealing it into the hash chain, reading and verifying the chain."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from rootbridge.base.core import versions

from . import keys
from .models import Look, PersonalValue, PersonKey, Record, Seal
from .registry import verbs

CHAIN_LOCK = 7_451_001
LOOK_LENGTH = timedelta(minutes=30)


def record(verb: str, target, *, by=None, fields=(), before=None, after=None, person=None, place_path=""):
    """Write one record of a change, in the transaction of the change.

    ``by``: the member who did it, None for the platform itself. ``fields``: names of what changed.
    ``before``/``after``: JSON values; they are kept as a keyed digest, and, where ``person`` is given, as
    words; both under that person's key then. Returns the Record.
    """
    known = verbs.all()[verb]
    is_personal = person is not None and (before is not None or after is not None)
    key = _key_of(person.pk) if is_personal else None
    entry = Record.objects.create(
        actor_number=getattr(by, "pk", None), verb=verb,
        target_kind=target._meta.label_lower if target is not None else "", target_id=getattr(target, "pk", None),
        place_path=place_path, fields=list(fields), digest=keys.digest([before, after], key),
    )  # fmt: skip
    if is_personal:
        cipher = keys.lock(key, {"before": before, "after": after})
        PersonalValue.objects.create(record=entry, person_number=person.pk, cipher=cipher)
    if known.is_public:
        versions.changed()
    transaction.on_commit(seal_records, robust=True)
    return entry


def record_look(viewer, subject, *, reason, fields, viewer_words="", length=LOOK_LENGTH):
    """Write that somebody on duty opened private data of a member. Returns the Look, which ends by itself."""
    now = timezone.now()
    return Look.objects.create(
        viewer=viewer, viewer_words=viewer_words or viewer.get_short_name(), subject=subject, reason=reason,
        fields=list(fields), at=now, until=now + length,
    )  # fmt: skip


def seal_records() -> int:
    """Bind every unsealed record into the chain; how many. Safe to call at once from anywhere."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        last = Seal.objects.order_by("-number").first()
        number, previous = (last.number, last.hash) if last else (0, "")
        seals = []
        for entry in Record.objects.unsealed().order_by("id")[:1000]:
            number, previous = number + 1, keys.seal(previous, entry.body)
            seals.append(Seal(record=entry, number=number, hash=previous))
        Seal.objects.bulk_create(seals)
        return len(seals)


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain found: how many links hold, and the first that does not."""

    links: int
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify() -> Verdict:
    """Walk the chain from its start and say whether every link holds."""
    previous, links = "", 0
    for seal in Seal.objects.select_related("record").order_by("number").iterator(chunk_size=2000):
        links += 1
        if seal.number != links or keys.seal(previous, seal.record.body) != seal.hash:
            return Verdict(links - 1, seal.record_id)
        previous = seal.hash
    return Verdict(links)


def words_of(entry: Record) -> list[dict]:
    """The words before and after that can still be read."""
    found = []
    for value in entry.values.all():
        key = PersonKey.objects.filter(person_number=value.person_number).first()
        words = keys.unlock(key.key, value.cipher) if key else None
        if words is not None:
            found.append(words)
    return found


def forget_person(number: int) -> None:
    """Destroy the key of a person and the words locked under it. The chain still verifies."""
    PersonKey.objects.filter(person_number=number).delete()
    PersonalValue.objects.filter(person_number=number).delete()


def _key_of(number: int) -> bytes:
    made = PersonKey.objects.get_or_create(person_number=number, defaults={"key": keys.new_person_key()})[0]
    return made.key
