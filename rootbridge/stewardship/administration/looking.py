"""Opening private data of a member: a reason in writing, thirty minutes, recorded, told to its owner.

Nobody browses members: whoever looks knows the exact e-mail address, given by the person. An address that nobody has
and one outside one's reach get the same answer. What only the owner sees is never opened.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record, record_look
from rootbridge.base.audit.models import Look, Record
from rootbridge.base.core.keeping import NOBODY, NONE, OWNER, keeping_of
from rootbridge.people.members.models import Member
from rootbridge.people.members.models.member import normal_email
from rootbridge.people.privacy import audiences, export, inventory
from rootbridge.people.privacy.models import Consent

from .permissions import may_look_at
from .waiting import roles_of

TRIES, WINDOW = 10, timedelta(hours=1)
VERBS = ("administration.looked", "administration.look_missed")
PROFILE = "profile"
# The kinds in the words of whoever looks; their own titles speak to their owner.
TITLES = {
    PROFILE: _("Profile: name, home, where they live, stage"),
    "abilities": _("What they can do, in their own words"),
    "skills": _("Skills"),
    "languages": _("Languages"),
    "giving": _("What they would give"),
    "seeking": _("What they look for"),
    "topics": _("Topics they need"),
    "questions": _("What they asked an office"),
    "replies": _("What they were answered"),
    "answers": _("Their answers to needs"),
    "steps": _("What came of these answers"),
}
# Fields in the same words; others are called as their owner knows them.
WORDS = {
    "name": _("name"), "language": _("language"), "living": _("lives in"), "living_city": _("town"), "home": _("from"),
    "stage": _("stage of life"), "own_words": _("in their own words"), "occupation": _("occupation"),
    "words": _("in their own words"), "message": _("message"),
}  # fmt: skip
LEFT_OUT = {"is_active", "version"}
ROWS = 50


class TooMany(Exception):
    """Too many looks in an hour."""


class Nobody(Exception):
    """No member with this address whom the viewer may look at."""


@dataclass(frozen=True)
class Kind:
    """``rows``: each a list of (title, value) without what is empty."""

    title: str
    rows: list[list[tuple[str, str]]]


def kinds() -> list[export.Exporter]:
    """What can be opened: every kind of data with a field that is not the owner's alone."""
    return [exporter for exporter in export.every() if exporter.key in TITLES and _open_fields(exporter)]


def find(viewer, address: str) -> Member:
    """The member with this address, if the viewer may look at them. Every try counts. Raises TooMany, Nobody."""
    recent = Record.objects.filter(actor_number=viewer.pk, verb__in=VERBS, at__gt=timezone.now() - WINDOW)
    if recent.count() >= TRIES:
        raise TooMany
    ties = Member.objects.active().select_related("home", "living")
    subject = ties.filter(email=normal_email(address)).exclude(pk=viewer.pk).first()
    if subject is None or not (may_look_at(viewer, subject) or _opened(viewer, subject)):
        record("administration.look_missed", None, by=viewer)
        raise Nobody
    return subject


def begin(viewer, subject, *, reason: str, keys) -> Look:
    """Open the data of a member. ``keys``: which kinds."""
    words = f"{viewer.get_short_name()} ({role_words(viewer, subject.language)})"[:200]
    with transaction.atomic():
        look = record_look(viewer, subject, reason=reason, fields=keys, viewer_words=words)
        path = subject.home.path if subject.home else ""
        record("administration.looked", look, by=viewer, fields=keys, place_path=path)
    return look


def own(viewer):
    """The looks that a viewer took."""
    return Look.objects.filter(viewer=viewer).select_related("subject__home", "subject__living")


def is_open(look, now) -> bool:
    return look.until > now


def end(look, *, by) -> None:
    """Close it before its time."""
    with transaction.atomic():
        if Look.objects.filter(pk=look.pk).open_at(timezone.now()).update(until=timezone.now()):
            record("administration.look_ended", look, by=by)


def data_of(look) -> list[Kind]:
    """What the look opened, in words: all of the chosen kinds to an administrator, to others what the owner opened."""
    viewer, subject, found = look.viewer, look.subject, []
    opened = None if may_look_at(viewer, subject) else _opened(viewer, subject)
    for exporter in kinds():
        fields = [field for field in _open_fields(exporter) if _is_opened(exporter, field, opened)]
        if exporter.key not in look.fields or not fields:
            continue
        rows = exporter.rows_of(subject).order_by("-pk")[:ROWS]
        said = [[(_title(field), inventory.in_words(row, field)) for field in fields] for row in rows]
        found.append(Kind(TITLES[exporter.key], [[pair for pair in row if pair[1]] for row in said]))
    return found


def _open_fields(exporter) -> list:
    return [field for field in exporter.fields() if field.name not in LEFT_OUT and _may_be_opened(keeping_of(field))]


def _title(field) -> str:
    return WORDS.get(field.name, field.verbose_name)


def _may_be_opened(keeping) -> bool:
    return keeping is not None and keeping.basis != NONE and keeping.seen_by not in (OWNER, NOBODY)


def _opened(viewer, subject) -> set[str]:
    """The fields that the member opened to an office that the viewer reads for."""
    keys = audiences.keys_read_by(viewer) - {audiences.EVERYONE, audiences.MEMBERS}
    given = Consent.objects.visible_to(subject).in_force().filter(audience__in=keys, purpose__startswith="show:")
    return {purpose.removeprefix("show:") for purpose in given.values_list("purpose", flat=True)}


def _is_opened(exporter, field, opened) -> bool:
    if opened is None:
        return True
    return field.name in opened if exporter.key == PROFILE else exporter.key in opened


def role_words(viewer, language: str) -> str:
    """As what somebody looks, without their name, in the language of whose data it is."""
    with translation.override(language):
        return ", ".join(f"{role.get_kind_display()}, {words}" for role, words in roles_of(viewer))
