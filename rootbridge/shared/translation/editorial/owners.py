"""Who looks after a text: the person named for it, else the people of its office; and who approves what they write."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from rootbridge.people.members.models import Member, Role
from rootbridge.people.offices.models import FocalPoint

from ..models import PUBLISHERS, WRITERS, Article, Keeper


def keeper_of(text: Article) -> Keeper | None:
    """The person named for a text, as long as they may still write there. One query."""
    found = Keeper.objects.of_text(text).standing().select_related("member").first()
    return found if found and found.member.is_active else None


def owners_of(text: Article) -> list[Member]:
    """The person named for it; where none is, those at its office. Two queries at most."""
    keeper = keeper_of(text)
    if keeper is not None:
        return [keeper.member]
    return list(Member.objects.active().filter(focal_points__office=text.office_id).distinct())


def owned_by(user, texts: Iterable[Article]) -> tuple[set, set]:
    """(those of these texts that the user looks after, those that anybody looks after), by number. Two queries."""
    texts = list(texts)
    keys = {text.translation_key: [] for text in texts}
    for text in texts:
        keys[text.translation_key].append(text.pk)
    kept = Keeper.objects.standing().filter(text__in=keys).values_list("text", "member_id")
    people = FocalPoint.objects.filter(office__in={text.office_id for text in texts}, member__isnull=False)
    staffed = {}
    for office, member in people.values_list("office_id", "member_id"):
        staffed.setdefault(office, set()).add(member)
    named = dict(kept)
    mine, anybodys = set(), set()
    for text in texts:
        holders = {named[text.translation_key]} if text.translation_key in named else staffed.get(text.office_id, set())
        mine |= {text.pk} if user is not None and user.pk in holders else set()
        anybodys |= {text.pk} if holders else set()
    return mine, anybodys


def at_work_for(path: str, *kinds: str) -> list[Role]:
    """Live roles of these kinds that reach a place, the nearest first: a region's before those of everywhere."""
    live = Role.objects.live_on(timezone.localdate()).filter(kind__in=kinds, body="", residence=None)
    roles = live.filter(Q(is_everywhere=True) | Q(place__isnull=False)).select_related("member", "place")
    reached = [role for role in roles if role.is_everywhere or path.startswith(role.place.path)]
    return sorted(reached, key=lambda role: (role.is_everywhere, -len(role.place.path) if role.place else 0, role.pk))


def writers_for(text: Article) -> list[Member]:
    """Who may look after a text, each once, the nearest first."""
    return list({role.member_id: role.member for role in at_work_for(text.place.path, *WRITERS)}.values())


def approvers_for(path: str, *, but: Iterable[int] = ()) -> list[Member]:
    """Who is asked to approve: those of the region where there are any, else those of everywhere."""
    roles = [
        role for role in at_work_for(path, *PUBLISHERS) if role.member_id not in set(but) and role.member.is_active
    ]
    near = [role for role in roles if not role.is_everywhere]
    return list({role.member_id: role.member for role in near or roles}.values())


def centre() -> list[Member]:
    """Editors and administrators of everywhere."""
    live = Role.objects.live_on(timezone.localdate()).filter(kind__in=PUBLISHERS, is_everywhere=True)
    return list(Member.objects.active().filter(roles__in=live).distinct())
