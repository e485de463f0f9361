"""The offices that may read a question, the likeliest first, each with the reason why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import country_name
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office

from .models import DeskRule, PublishedAnswer
from .staff import staffed_offices

MOST, BY_RULES = 5, 2


class Choice(str):
    """A label with a smaller note below it."""

    note = ""


@dataclass(frozen=True)
class Reader:
    office: Office
    why: str

    @property
    def choice(self) -> tuple[str, Choice]:
        label = Choice(self.office.name)
        label.note = self.why
        return self.office.slug, label


def likely_readers(*, asked: str = "", topic: str = "", bearings) -> list[Reader]:
    """Who may read a question: the office asked for (its slug), those that the rules name, the one that answers most
    about the topic, the town hall of home, whoever serves the country of residence, the national bureau. At most nine
    queries."""
    home = Place.objects.filter(code=bearings.home).first() if bearings.home else None
    ruled, has_topic = _by_rules(topic, home, bearings.living)
    found = [
        (Office.objects.filter(slug=asked) if asked else (), _("You came from a page it answers for")),
        *ruled,
        (() if has_topic else _for_topic(topic), _("Best for this topic")),
        (_of_home(home), _("Where your home is")),
        (_serving(bearings.living), _serves(bearings.living)),
        (Office.objects.national(), _("Not sure? They pass it to whoever knows")),
    ]
    readers, staffed = {}, set(staffed_offices())
    for offices, why in found:
        for office in list(offices)[:1]:
            slow = "" if office.pk in staffed else _("Nobody signs in there yet, so it takes longer")
            readers.setdefault(office.pk, Reader(office, " · ".join(filter(None, [why, slow]))))
    return list(readers.values())[:MOST]


def other_offices(readers: list[Reader]) -> list[Office]:
    """Every office that is not among them, by name."""
    offices = Office.objects.exclude(pk__in=[reader.office.pk for reader in readers])
    return sorted(offices, key=lambda office: office.name.casefold())


def _for_topic(topic: str):
    number = PublishedAnswer.objects.office_for(topic) if topic else None
    return Office.objects.filter(pk=number) if number else ()


def _by_rules(topic: str, home, living: str) -> tuple[list, bool]:
    """The offices of the rules that hold, each with what they say of the person; and does one speak of the topic?"""
    rules = DeskRule.objects.fitting(topic=topic, home=home, living=living).select_related("office__place")
    found, has_topic = [], False
    for rule in rules[:BY_RULES]:
        why = _serves(living) if rule.residences else _("Where your home is")
        found.append(([rule.office], _("Best for this topic") if rule.topics else why))
        has_topic |= bool(rule.topics)
    return found, has_topic


def _of_home(home):
    return Office.objects.of_origin(home).order_by("-place__path") if home else ()


def _serving(country_code: str):
    return Office.objects.serving(country_code).order_by("-kind", "pk") if country_code else ()


def _serves(country_code: str) -> str:
    return _("Serves people living in %(country)s") % {"country": country_name(country_code)} if country_code else ""
