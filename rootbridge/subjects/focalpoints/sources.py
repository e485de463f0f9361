"""What the search box finds of offices: each with its own page, and the people who answer there with theirs."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.findable import Document, Source, changed, listen, search_sources
from rootbridge.base.reference.countries import country_name
from rootbridge.people.offices.models import FocalPoint, Office

OFFICE, PERSON = "offices.office", "offices.person"


def offices(numbers):
    """An office in each language of the interface."""
    rows = Office.objects.select_related("place").prefetch_related(_public())
    for office in rows if numbers is None else rows.filter(pk__in=list(numbers)):
        served = " ".join(country_name(land, code) for land in office.serves for code, _name in settings.LANGUAGES)
        people = " ".join(f"{person.name} {' '.join(person.functions.values())}" for person in office.people.all())
        for code, _name in settings.LANGUAGES:
            if code in office.names:
                yield Document(
                    key=OFFICE, object_id=office.pk, language=code, title=office.names[code],
                    summary=" · ".join(word for word in (office.address, office.phone) if word),
                    words=people, url=reverse("focalpoints:office", args=[office.slug]),
                    also=" ".join([served, office.place.name(code)]), place_path=office.place.path,
                    residence=office.serves,
                )  # fmt: skip


def _public() -> Prefetch:
    """The people of an office who agreed to be found, and are there today."""
    return Prefetch("people", FocalPoint.objects.public_on(timezone.localdate()))


def people(numbers):
    """Those who answer at these offices, in each language of an office; each leads to their badge."""
    rows = Office.objects.select_related("place").prefetch_related(_public())
    for office in rows if numbers is None else rows.filter(pk__in=list(numbers)):
        for person in office.people.all():
            for code, _name in settings.LANGUAGES:
                if code in office.names:
                    function = person.functions.get(code) or person.function
                    yield Document(
                        key=PERSON, object_id=office.pk, language=code, title=person.name,
                        summary=" · ".join(word for word in (function, office.names[code]) if word),
                        words=office.place.name(code), url=reverse("focalpoints:person", args=[person.slug]),
                        place_path=office.place.path, residence=office.serves, same=f"{office.slug}/{person.pk}",
                    )  # fmt: skip


def tell_of_people(key: str, number: int | None) -> None:
    """What an office changes, its people change too."""
    if key == OFFICE:
        changed(PERSON, number)


listen(tell_of_people)
search_sources.add(OFFICE, Source(OFFICE, _("Offices"), offices, part="focalpoints", order=40))
search_sources.add(PERSON, Source(PERSON, _("People who answer"), people, part="focalpoints", order=45))
