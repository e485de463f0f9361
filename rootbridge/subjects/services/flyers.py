"""A guide on one sheet of paper, in the language of its text."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from rootbridge.base.design.formats import country_name, date, listed
from rootbridge.base.design.jinja import absolute
from rootbridge.base.printing.drawer import kept_or
from rootbridge.base.printing.flyer import Flyer, Part, Step, data_of
from rootbridge.people.members.limits import count_look, network_of
from rootbridge.people.offices.models import Office
from rootbridge.shared.translation.desks import Desk, desk_of

from .models import Guide

# Sheets one network may have laid out anew; those that lie in the drawer are not counted.
RATES = {"flyer": "120/1h/key"}
MOST_OFFICES = 3
# Signs that keep a number or an address whole inside a line of Arabic.
APART, TOGETHER = "\u2066", "\u2069"


def flyer_for(request: HttpRequest, guide: Guide, paper: str) -> bytes:
    """The PDF, from the drawer where it lies there. Raises limits.TooMany."""
    with override(guide.language):
        data = data_of(flyer_of(guide, desk_of(guide.office, "", timezone.now())), paper)
    return kept_or("flyer", data, before=lambda: count_look(request, "services", RATES, "flyer", network_of(request)))


def flyer_of(guide: Guide, desk: Desk) -> Flyer:
    """What stands on it, in the language that is active."""
    aside = [
        Part(_("What you need"), ticks=list(guide.papers)),
        Part(_("Who may use it"), paragraphs=_lines(guide.who)),
        Part(_("Cost and time"), paragraphs=[*_lines(guide.cost), *_lines(guide.time_needed)]),
        Part(_("Where to go"), paragraphs=_where(guide, desk)),
    ]
    steps = [Step(step.value["title"], step.value["body"], bool(step.value["is_home"])) for step in guide.steps]
    return Flyer(
        language=guide.language, title=guide.title, lead=guide.lead, address=absolute(guide.get_absolute_url()),
        scan=_("Read it whole, listen to it, ask about it:"), over=_over(guide), notice_title=guide.notice_title,
        notice=guide.notice, steps_title=_("What to do"), steps=steps,
        aside=[part for part in aside if part.ticks or part.paragraphs], office_title=_("Who answers for this page"),
        office=_office(desk), checked=_("Last checked: %(date)s") % {"date": date(guide.checked_on)},
        more=_("The page says more than fits here."),
    )  # fmt: skip


def _over(guide: Guide) -> str:
    if guide.residence:
        return _("For people living in %(countries)s") % {
            "countries": listed([country_name(c) for c in guide.residence])
        }
    return str(guide.get_topic_display())


def _where(guide: Guide, desk: Desk) -> list[str]:
    """Offices where it is done, besides the one that answers. One query where the guide names any."""
    named = [slug for slug in guide.where if slug != desk.office.slug]
    found = Office.objects.filter(slug__in=named).order_by("pk")[:MOST_OFFICES] if named else []
    return [", ".join(filter(None, [office.name, office.address])) for office in found]


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _office(desk: Desk) -> list[str]:
    """Who answers, how to reach them, when they are there."""
    office = desk.office
    hours = [f"{opening.days} {_plain(opening.there)}" for opening in desk.openings]
    reached = [_apart(words) for words in (office.phone, office.email) if words]
    return [words for words in (office.name, office.address, *reached, *hours) if words]


def _plain(hours: str) -> str:
    """Hours without markup, still kept apart from letters that run the other way."""
    return strip_tags(hours.replace("<bdi", f"{APART}<bdi").replace("</bdi>", f"</bdi>{TOGETHER}"))


def _apart(words: str) -> str:
    return f"{APART}{words}{TOGETHER}"
