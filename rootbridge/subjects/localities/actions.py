"""Changes that reach further than the page: who is told."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rootbridge.people.members.models import Member, Role
from rootbridge.people.offices.models import LOCAL, Office
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.lookout import look_at

from .addresses import slug_of
from .keepers import KEEPERS
from .models import About, Caretaker, Contribution, Entry


def contribute(*, place, by, ticket, credit, organisation, contribution_ticket, state="", on_state=None, **values):
    """Something new from below: the entry stands unconfirmed, and the authority has seven days.
    Returns (contribution, made)."""
    with transaction.atomic():
        entry, _made = Entry.add(
            by=by, as_what="", ticket=ticket, place=place, credit=credit, organisation=organisation, state=state,
            on_state=on_state, **values,
        )  # fmt: skip
        found, made = Contribution.make(
            entry, by=by, about=About.NEW, ticket=contribution_ticket, credit=credit, organisation=organisation,
            language=values["original"],
        )  # fmt: skip
        if made:
            said = (found.entry.titles, found.entry.bodies)
            look_at("localities.contribution", found, by=by, title=found.entry.title, words=said, name=credit or None)
            tell_keepers(found)
    return found, made


def correct(entry, *, by, ticket, **said):
    """Say that something on a page is no longer so. Returns (contribution, made)."""
    with transaction.atomic():
        found, made = Contribution.make(entry, by=by, ticket=ticket, **said)
        if made:
            look_at("localities.contribution", found, by=by, words=found.words, name=found.credit or None)
            tell_keepers(found)
    return found, made


def decide(contribution, *, by, as_what, outcome, answer=""):
    """Decide on what was said and tell its author. MovedOn where somebody was quicker."""
    with transaction.atomic():
        decided = contribution.decide(by=by, as_what=as_what, outcome=outcome, answer=answer)
        author = decided.author
        if author and author.is_active:
            with override(author.language):
                url = decided.entry.get_absolute_url()
            place = decided.entry.place.names
            tell(f"localities.{outcome}", [author], url=url, place=place, title=decided.entry.title, answer=answer)
    return decided


def hand_up(now) -> int:
    """What the authority left unanswered for seven days: tell the representative of the region, once."""
    rows = Contribution.objects.overdue(timezone.localdate(now)).filter(escalated_at__isnull=True).order_by("pk")
    done = 0
    for number in list(rows.values_list("pk", flat=True)[:200]):
        with transaction.atomic():
            held = rows.select_for_update(of=("self",), skip_locked=True).select_related("entry__place__parent")
            contribution = held.filter(pk=number).first()
            if contribution is None:
                continue
            contribution.hand_up(now)
            place = contribution.entry.place
            who = keepers_of(place.parent, but=[contribution.author_id])
            tell("localities.overdue", who, url=desk_url(contribution), place=place.names)
            done += 1
    return done


def tell_keepers(contribution) -> None:
    place = contribution.entry.place
    who = keepers_of(place, but=[contribution.author_id])
    tell("localities.to_check", who, url=desk_url(contribution), place=place.names)


def desk_url(contribution) -> str:
    return reverse("manage_localities:contribution", args=[slug_of(contribution.entry.place), contribution.pk])


def keepers_of(place, *, but=()) -> list[Member]:
    """Who keeps a page: those of the place, else of the nearest that it lies in; the caretaker's officers too."""
    roles = Role.objects.live_on(timezone.localdate()).filter(member__is_active=True).exclude(member__in=but)
    codes = place.path.rstrip("/").split("/")
    mine = list(_caretakers(place, roles))
    local = Office.objects.filter(kind__in=LOCAL, place__code__in=codes)
    offices = {f"office:{number}": code for number, code in local.values_list("pk", "place__code")}
    reach = Q(kind__in=KEEPERS) & (Q(place__code__in=codes) | Q(is_everywhere=True))
    rows = list(roles.filter(reach | Q(kind="support_agent", body__in=offices)).select_related("member", "place"))
    for code in reversed(codes):
        near = [role.member for role in rows if (role.place and role.place.code == code)
                or offices.get(role.body) == code]  # fmt: skip
        if near:
            return list(dict.fromkeys([*mine, *near]))
    return list(dict.fromkeys([*mine, *(role.member for role in rows if role.is_everywhere)]))


def _caretakers(place, roles):
    live = Caretaker.objects.live_on(timezone.localdate()).filter(place=place)
    bodies = [f"organisation:{number}" for number in live.values_list("organisation_id", flat=True)]
    found = roles.filter(kind="organisation_officer", body__in=bodies).select_related("member") if bodies else ()
    return (role.member for role in found)


def tell_caretakers(caretaker) -> None:
    """The officers of an association hear that a page was handed to them."""
    roles = Role.objects.live_on(timezone.localdate()).filter(member__is_active=True)
    url = reverse("manage_localities:keep", args=[slug_of(caretaker.place)])
    tell("localities.caretaker", _caretakers(caretaker.place, roles), url=url, place=caretaker.place.names)
