"""The desk of those who work on needs: shelves by where a need stands, and what waits for them."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz

from rootbridge.base.core.queue import QueueRow
from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import date, number

from . import facts
from .models import Answer, Need, StepKind
from .permissions import may_publish_need, may_work_on_need

ALIKE = 85  # of 100: two titles that may be one need
MOST_ALIKE = 3


@dataclass(frozen=True)
class Shelf:
    key: str
    title: str
    needs: QuerySet
    count: int


def shelves_of(user, day) -> dict[str, Shelf]:
    """Drafts, waiting for a second look, open, past. One query for the numbers."""
    mine = Need.objects.worked_on_by(user)
    rows = {
        "open": (_("Open"), mine.open_on(day).order_by("answer_by", "pk")),
        "check": (_("For a second look"), mine.waiting_for_check().order_by("written_at", "pk")),
        "drafts": (_("Drafts"), mine.drafts().order_by("-written_at", "pk")),
        "past": (_("Past"), mine.past_on(day).order_by("-answer_by", "pk")),
        "hidden": (_("Off the pages"), mine.filter(hidden_at__isnull=False).order_by("-hidden_at", "pk")),
    }
    inside = {key: Q(pk__in=needs.order_by().values("pk")) for key, (_title, needs) in rows.items()}
    numbers = Need.objects.aggregate(
        **{key: Count("pk", filter=condition, distinct=True) for key, condition in inside.items()}
    )
    return {
        key: Shelf(key, title, needs, numbers[key])
        for key, (title, needs) in rows.items()
        if numbers[key] or key != "hidden"
    }


def tabs_of(shelves, current) -> list[dict]:
    return [
        {"title": shelf.title, "count": shelf.count, "href": f"?show={shelf.key}", "is_current": shelf is current}
        for shelf in shelves.values()
    ]


def rows_of(page, day) -> list[dict]:
    """What a row of the desk says of each need of a page. Two queries."""
    waits = Answer.objects.filter(need=OuterRef("pk")).waiting_for_home(timezone.now())
    needs = {need.pk: need for need in page.object_list.for_cards().with_answers().annotate(waits=Exists(waits))}
    return [_row(need, day) for need in needs.values()]


def _row(need, day) -> dict:
    title = need.said("titles")
    left = None
    if hasattr(need, "publication") and not need.is_closed and need.answer_by:
        left = facts.days_left((need.answer_by - day).days)
    notes = [facts.over_plain(need), need.get_kind_display(), facts.answered(need.answer_count)]
    return {
        "title": title.text, "lang": title.language, "url": reverse("manage_needs:need", args=[need.pk]),
        "note": " · ".join(map(str, notes)), "left": left, "waits": need.waits,
        "end": _("Filled") if need.is_closed and need.closing.is_filled else _("Closed") if need.is_closed else "",
    }  # fmt: skip


def answers_waiting(user) -> int:
    return Answer.objects.received_by(user).waiting_for_home(timezone.now()).count()


def alike(need, user) -> list[dict]:
    """Other needs of this organisation or place with a title like this one, not closed, that the user may see."""
    near = Q(organisation=need.organisation) | Q(place=need.place)
    others = Need.objects.visible_to(user).filter(near, closing__isnull=True).select_related("place", "organisation")
    titles = [search_key(title) for title in need.titles.values()]
    found = []
    for other in others.exclude(pk=need.pk).order_by("-written_at")[:300]:
        keys = [search_key(title) for title in other.titles.values()]
        if any(fuzz.token_sort_ratio(one, two) >= ALIKE for one in titles for two in keys):
            found.append(other)
    return [_pointed_out(other, user) for other in found[:MOST_ALIKE]]


def _pointed_out(need, user) -> dict:
    """A need by its title; those who work on it go to its desk, others to its public page."""
    title, is_ours = need.said("titles"), may_work_on_need(user, need)
    url = reverse("manage_needs:need", args=[need.pk]) if is_ours else need.get_absolute_url()
    return {"title": title.text, "lang": title.language, "url": url}


def say_that_it_waits(request) -> None:
    messages.info(request, _("Your change waits for a second person. Until then the page stays as it is."))


def waiting_answers(user):
    """Rows of the queue: answers that home must act on. No name: that is read once the answer is opened."""
    now = timezone.now()
    rows = Answer.objects.received_by(user).waiting_for_home(now).for_cards().order_by("moved_at")
    for answer in rows:
        title = answer.need.said("titles")
        yield QueueRow(
            title=title.text, language=title.language, kind_words=_what_waits(answer),
            detail=facts.over_plain(answer.need), url=reverse("manage_needs:answer", args=[answer.pk]),
            since=answer.moved_at, due=answer.due_at,
            is_mine=user.reach.covers("organisation_officer", body=answer.need.organisation.body or ""),
        )  # fmt: skip


def waiting_checks(user):
    """Rows of the queue: needs and changes that wait for a second person, and it may be this one."""
    rows = Need.objects.worked_on_by(user).waiting_for_check().for_cards().select_related("proposal")
    for need in rows.prefetch_related("amendments"):
        waiting = next((one for one in need.amendments.all() if one.checked_at is None), None)
        if waiting.by_id == user.pk if waiting else not may_publish_need(user, need):
            continue
        title = need.said("titles")
        yield QueueRow(
            title=title.text, kind_words=_("A change to check") if waiting else _("A need to check"),
            detail=facts.over_plain(need), language=title.language, url=reverse("manage_needs:need", args=[need.pk]),
            since=waiting.at if waiting else need.proposal.at,
        )  # fmt: skip


def _what_waits(answer) -> str:
    return {
        StepKind.ACCEPTED: _("Hours to propose"),
        StepKind.PROPOSED: _("Hours to agree"),
        StepKind.AGREED: _("Hours to confirm"),
        StepKind.GIVEN: _("Hours to confirm"),
    }.get(answer.state, _("Answer to a need"))


def waited_words(answer, now) -> str:
    """How long whoever answered has waited."""
    days = (now - answer.moved_at).days
    if not days:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": number(days)}


def came_words(answer) -> str:
    return _("came %(day)s") % {"day": date(answer.sent_at, "plain")}


def due_tag(answer, now=None) -> tuple[str, str] | None:
    """(words, kind of tag) of when home promised to act, None when home need not."""
    if not answer.is_homes_turn:
        return None
    late = (timezone.localdate(now) - timezone.localdate(answer.due_at)).days
    if late > 0:
        return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": number(late)}, "late"
    if late == 0:
        return _("due today"), "soon"
    return ngettext("%(days)s day left", "%(days)s days left", -late) % {"days": number(-late)}, "fine"


def answer_row(answer, now) -> dict:
    """An answer in a list: the need, what waits, how long."""
    title = answer.need.said("titles")
    return {
        "id": answer.pk, "title": title.text, "lang": title.language, "kind": _what_waits(answer),
        "url": reverse("manage_needs:answer", args=[answer.pk]), "tag": due_tag(answer, now),
        "came": came_words(answer), "note": f"{facts.over_plain(answer.need)} · {came_words(answer)}",
        "state": answer.get_state_display(),
    }  # fmt: skip
