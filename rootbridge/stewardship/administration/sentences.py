"""The record in words: who did what, where, when. Only what is done at work names who did it, as its verb says; what
people do for themselves is done by "a member", whatever role they hold besides."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from rootbridge.base.audit.models import Record
from rootbridge.base.audit.registry import verbs
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member, Role

from .permissions import READERS_OF_RECORDS


@dataclass(frozen=True)
class Said:
    """``number``: of the record, never of what it was about; ``words``: the sentence of its verb."""

    number: int
    at: datetime
    words: str
    place: str


def readable_by(user):
    """The records of places inside the scopes of a user; an administrator of everything reads all."""
    paths = []
    for scope in user.reach.scopes:
        if scope.kind in READERS_OF_RECORDS and scope.is_everywhere:
            return Record.objects.all()
        if scope.kind in READERS_OF_RECORDS and scope.path:
            paths.append(scope.path)
    return Record.objects.inside(paths)


def chosen(records, wanted: dict):
    """Those that a filter asks for: ``verb``, ``person`` (number), ``place`` (code), ``since`` and ``until`` (days). Of
    a person it finds what names them, so that nobody learns by sifting what they did for themselves."""
    if wanted.get("verb"):
        records = records.filter(verb=wanted["verb"])
    if wanted.get("person"):
        records = records.filter(actor_number=wanted["person"], verb__in=_named_verbs())
    if wanted.get("place"):
        path = Place.objects.filter(code=wanted["place"]).values_list("path", flat=True).first()
        records = records.inside([path] if path else [])
    if wanted.get("since"):
        records = records.filter(at__date__gte=wanted["since"])
    if wanted.get("until"):
        records = records.filter(at__date__lte=wanted["until"])
    return records


def said(records) -> list[Said]:
    """The records in words. Three queries, however many."""
    records = list(records)
    at_work = _named_verbs()
    names = _names({record.actor_number for record in records if record.verb in at_work})
    places = _places({record.place_path for record in records})
    return [
        Said(record.pk, record.at, _sentence(record, names), places.get(record.place_path, "")) for record in records
    ]


def people_seen_by(user) -> dict[int, str]:
    """{number: name} of everybody who holds or held a role inside the user's own."""
    return _names(set(Role.objects.visible_to(user).values_list("member_id", flat=True)))


def verb_choices() -> list[tuple[str, str]]:
    """(key, sentence without its actor) of every verb, for choosing."""
    somebody = {"actor": gettext("somebody")}
    return sorted(
        ((verb.key, str(verb.sentence) % somebody) for verb in verbs.all().values()), key=lambda pair: pair[1]
    )


def _sentence(record, names) -> str:
    verb = verbs.all().get(record.verb)
    if verb is None:
        return record.verb
    if record.actor_number is None:
        actor = gettext("The platform")
    else:
        actor = (names.get(record.actor_number) if verb.by_staff else None) or gettext("A member")
    return str(verb.sentence) % {"actor": actor}


def _named_verbs() -> set[str]:
    return {verb.key for verb in verbs.all().values() if verb.by_staff}


def _names(numbers) -> dict[int, str]:
    at_work = Member.objects.filter(pk__in=numbers, roles__isnull=False).distinct()
    return {member.pk: member.get_short_name() for member in at_work}


def _places(paths) -> dict[str, str]:
    codes = {path: path.rstrip("/").rpartition("/")[2] for path in paths if path}
    found = {place.code: place.name(get_language()) for place in Place.objects.filter(code__in=codes.values())}
    return {path: found.get(code, "") for path, code in codes.items()}
