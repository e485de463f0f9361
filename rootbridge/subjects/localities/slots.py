"""What pages of places hang into lower rooms: menus, part, what waits, what can be reported, what can go stale."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.core.sections import Checked, add_section
from rootbridge.base.files.showing import add_showing
from rootbridge.people.privacy.rooms import add_room
from rootbridge.shared.feedback.pages import places
from rootbridge.shared.moderation.registry import Reportable, reportables

from .actions import desk_url
from .addresses import find, url_of
from .keepers import as_what
from .models import As, Contribution, Entry
from .overview import kept_paths
from .permissions import may_decide_contribution, may_oversee_pages

PART = "localities"

register(Part(PART, _("Pages of places"), 15))
menus.add_group(key="places", title=pgettext_lazy("homes", "Places"), order=30)
menus.add_public(
    key="localities",
    group="places",
    title=pgettext_lazy("homes", "Places"),
    url_name="localities:list",
    order=30,
    part=PART,
)
menus.add_manage(key="localities", title=_("Pages of places"), url_name="manage_localities:list", order=25, part=PART,
                 shown_to=may_oversee_pages)  # fmt: skip
add_room(key="followed_places", title=_("Places I follow"), url_name="localities:mine", order=30, part=PART)


def place_of_page(slug) -> str:
    place = find(slug)
    return place.path if place else ""


def waiting_contributions(user):
    """What was said of the pages that a user keeps: at once for the authority and the caretaker, for the region once
    the seven days are over."""
    if not may_oversee_pages(user):
        return
    today, language, acting = timezone.localdate(), get_language(), {}
    rows = Contribution.objects.waiting().standing().filter(kept_paths(user, "entry__place__path")).for_desk()
    for one in rows.order_by("due_on", "pk")[:200]:
        place = one.entry.place
        if place.pk not in acting:
            acting[place.pk] = as_what(user, place)
        is_late = one.due_on < today or one.escalated_at is not None
        if acting[place.pk] == As.REGION and not is_late or not may_decide_contribution(user, one):
            continue
        yield QueueRow(
            title=one.entry.title, kind_words=str(one.get_about_display()), detail=place.name(language),
            url=desk_url(one), since=one.made_at,
            due=timezone.make_aware(datetime.combine(one.due_on, time(23, 59))), language=one.language,
        )  # fmt: skip


def checked_entries() -> list[Checked]:
    """Everything confirmed on a page, with the day of its next check; somebody looks after a page that was ever kept.
    One query."""
    rows = Entry.objects.standing().confirmed().values_list("place__path", "review_on", "place__page__kept_on")
    return [Checked(path, day, kept is not None) for path, day, kept in rows]


def _entry(number, user):
    entries = Entry.objects.all() if user is None else Entry.objects.standing()
    return entries.select_related("place", "author").filter(pk=number).first()


def _contribution(number, user):
    rows = Contribution.objects.all() if user is None else Contribution.objects.standing()
    return rows.select_related("entry__place", "author").filter(pk=number).first()


def entries_of(user):
    """Entries whose files a reader may see: what stands, one's own, and all of the pages that one keeps."""
    kept = Entry.objects.filter(kept_paths(user, "place__path")) if user.pk else Entry.objects.none()
    return Entry.objects.visible_to(user) | kept


add_showing("localities.entry", entries_of)
places.add("localities:place", place_of_page)
queue_sources.add("localities.waiting", QueueSource("localities.waiting", _("Pages of places"), waiting_contributions,
                                                    PART, 25))  # fmt: skip
add_section("localities", _("Pages of places"), checked_entries, part=PART, order=25,
            url=lambda user: reverse("manage_localities:list") if may_oversee_pages(user) else "")  # fmt: skip
reportables.add("localities.entry", Reportable(
    key="localities.entry", find=_entry, title=lambda one: one.title or gettext("Photo"),
    url=lambda one: url_of(one.place), place_path=lambda one: one.place.path, residence=lambda one: "",
    author=lambda one: one.author, hide=lambda one, by: one.hide(by=by), show=lambda one, by: one.show(by=by),
    part=PART, called=_("Something on the page of a place"), words=lambda one: "\n\n".join(one.bodies.values()),
))  # fmt: skip
reportables.add("localities.contribution", Reportable(
    key="localities.contribution", find=_contribution, title=str, url=lambda one: url_of(one.entry.place),
    place_path=lambda one: one.entry.place.path, residence=lambda one: "", author=lambda one: one.author,
    hide=lambda one, by: one.hide(by=by), show=lambda one, by: one.show(by=by), part=PART, holds_at=3,
    called=_("What somebody said of a place"),
    words=lambda one: one.words or "\n\n".join([*one.entry.titles.values(), *one.entry.bodies.values()]),
))  # fmt: skip
