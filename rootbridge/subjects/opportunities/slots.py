"""What needs hang into lower rooms, and what upper rooms may hang beside a need."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core import menus
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueSource, queue_sources
from rootbridge.base.core.registry import Registry
from rootbridge.people.organisations.sections import Section, sections
from rootbridge.shared.feedback.pages import places
from rootbridge.shared.feedback.registry import add_judgeable
from rootbridge.shared.moderation.registry import Reportable, reportables

from . import desk, placed
from .models import Need
from .permissions import may_work_on_needs

PART = "opportunities"

__all__ = ["beside_need", "placed"]


@dataclass(frozen=True)
class BesideNeed:
    """Words that an upper room adds to the page of a need. ``words(request, need)``: sentences, none for nobody;
    ``where``: ``lead`` (ticked reasons below the lead) or ``so_far`` (beside how many answered)."""

    key: str
    words: Callable
    where: str = "lead"
    part: str = ""
    order: int = 0


beside_need: Registry[BesideNeed] = Registry("beside a need")

register(Part(PART, _("Needs"), 10))
menus.add_public(key="needs", title=_("Needs"), url_name="opportunities:list", order=10, part=PART)
menus.add_manage(key="needs", title=_("Needs"), url_name="manage_needs:list", order=20, part=PART,
                 shown_to=may_work_on_needs)  # fmt: skip


def edit_url(need) -> str:
    """Where staff mend a need."""
    return reverse("manage_needs:need", args=[need.pk])


def place_of_need(slug) -> str:
    """The path of the place of a public need; "" where there is none."""
    return Need.objects.published().filter(slug=slug).values_list("place__path", flat=True).first() or ""


def report_address(need) -> str:
    """Where somebody reports this need."""
    try:
        return reverse("moderation:report") + f"?kind=opportunities.need&id={need.pk}"
    except NoReverseMatch:
        return ""


def _find(number, user):
    """What this person may read; for nobody in particular the need itself, hidden or not."""
    needs = Need.objects.all() if user is None else Need.objects.visible_to(user)
    return needs.for_cards().filter(pk=number).first()


def _titles(ids) -> dict[int, str]:
    return {need.pk: need.title for need in Need.objects.filter(pk__in=list(ids)).only("titles", "original")}


places.add("opportunities:detail", place_of_need)
add_judgeable(Need, part=PART, edit_url=edit_url,
              within=lambda user: Need.objects.worked_on_by(user).values("pk"))  # fmt: skip
reportables.add(
    "opportunities.need",
    Reportable(
        key="opportunities.need", find=_find, title=lambda need: need.title, url=lambda need: need.get_absolute_url(),
        place_path=lambda need: need.place.path, residence=lambda need: "", author=lambda need: need.author,
        hide=lambda need, by: need.hide(by=by), show=lambda need, by: need.show(by=by), titles=_titles, part=PART,
        holds_at=3,
    ),
)  # fmt: skip
queue_sources.add(
    "opportunities.answers", QueueSource("opportunities.answers", _("Answers"), desk.waiting_answers, PART, 10)
)
queue_sources.add(
    "opportunities.checks", QueueSource("opportunities.checks", _("Needs"), desk.waiting_checks, PART, 20)
)


def needs_of(organisation) -> Markup | str:
    """Its open needs, for its page. One query."""
    rows = organisation.needs.published().open_on(timezone.localdate()).order_by("answer_by", "pk")[:20]
    lines = [Markup('<li><a href="{}" lang="{}" dir="auto">{}</a></li>').format(
        need.get_absolute_url(), need.said("titles").language, need.said("titles").text) for need in rows]  # fmt: skip
    return Markup("<ul>{}</ul>").format(Markup("").join(lines)) if lines else ""


sections.add("needs", Section("needs", _("Needs"), needs_of, "manage_needs:list", part=PART, order=10))
