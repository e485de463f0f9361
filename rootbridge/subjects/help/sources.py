"""What the search box finds of help: answered questions, the offices one can ask, and the people who answer there."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.findable import Document, Source, changed, listen, search_sources
from rootbridge.base.reference.countries import country_name
from rootbridge.people.offices.models import FocalPoint, Office
from rootbridge.shared.translation.sources import documents_of

from .models import PublishedAnswer

PERSON = "offices.person"


def answers(numbers):
    return documents_of(PublishedAnswer, numbers, summary=lambda answer: answer.short, words=lambda answer: answer.body)


def offices(numbers):
    """An office in each language of the interface; it leads to the page where it is asked."""
    rows = Office.objects.select_related("place").prefetch_related(_public())
    for office in rows if numbers is None else rows.filter(pk__in=list(numbers)):
        served = " ".join(country_name(land, code) for land in office.serves for code, _name in settings.LANGUAGES)
        people = " ".join(f"{person.name} {' '.join(person.functions.values())}" for person in office.people.all())
        for code, _name in settings.LANGUAGES:
            if code in office.names:
                yield Document(
                    key="offices.office", object_id=office.pk, language=code, title=office.names[code],
                    summary=" · ".join(word for word in (office.address, office.phone) if word),
                    words=people, url=_asked(office),
                    also=" ".join([served, office.place.name(code)]), place_path=office.place.path,
                    residence=office.serves,
                )  # fmt: skip


def _public() -> Prefetch:
    """The people of an office who agreed to be found, and are there today."""
    return Prefetch("people", FocalPoint.objects.public_on(timezone.localdate()))


def _asked(office) -> str:
    return reverse("help:ask") + "?" + urlencode({"office": office.slug})


def people(numbers):
    """Those who answer at these offices, in each language of an office; each leads to the page where it is asked."""
    rows = Office.objects.select_related("place").prefetch_related(_public())
    for office in rows if numbers is None else rows.filter(pk__in=list(numbers)):
        for person in office.people.all():
            for code, _name in settings.LANGUAGES:
                if code in office.names:
                    function = person.functions.get(code) or person.function
                    yield Document(
                        key=PERSON, object_id=office.pk, language=code, title=person.name,
                        summary=" · ".join(word for word in (function, office.names[code]) if word),
                        words=office.place.name(code), url=_asked(office),
                        place_path=office.place.path, residence=office.serves, same=f"{office.slug}/{person.pk}",
                    )  # fmt: skip


def tell_of_people(key: str, number: int | None) -> None:
    """What an office changes, its people change too."""
    if key == "offices.office":
        changed(PERSON, number)


listen(tell_of_people)
search_sources.add(
    "help.publishedanswer", Source("help.publishedanswer", _("Answered questions"), answers, part="help", order=20)
)
search_sources.add("offices.office", Source("offices.office", _("Offices"), offices, part="help", order=40))
search_sources.add(PERSON, Source(PERSON, _("People who answer"), people, part="help", order=45))
