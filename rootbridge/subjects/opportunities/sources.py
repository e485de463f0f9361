"""What the one search box finds: needs, a text for each language they are written in; and places, which lead to what is
needed there."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources
from rootbridge.base.reference.models import OccupationLabel, Place, SkillLabel

from .models import Need
from .models.need import SEARCHED

PLACES = "reference.place"


def documents(ids=None):
    """One text for each language of each need; of a need that is not public too, as not live."""
    needs = Need.objects.all() if ids is None else Need.objects.filter(pk__in=list(ids))
    needs = needs.for_cards().prefetch_related("skills", "occupations")
    skills, occupations = _words(SkillLabel, "skill"), _words(OccupationLabel, "occupation")
    for need in needs.order_by("pk").iterator(chunk_size=200):
        for language in need.titles:
            yield _document(need, language, skills, occupations)


def _document(need, language, skills, occupations) -> Document:
    with override(language):
        url = need.get_absolute_url()
    also = [skills.get((skill.pk, language), "") for skill in need.skills.all()]
    also += [occupations.get((one.pk, language), "") for one in need.occupations.all()]
    names = [*need.organisation.names.values(), *need.place.names.values()]
    return Document(
        key=SEARCHED, object_id=need.pk, language=language, title=need.titles[language],
        summary=need.said("leads", language).text, words=" ".join([need.bodies.get(language, ""), *names]), url=url,
        also=" ".join(filter(None, also)), place_path=need.place.path, live=need.is_published and not need.is_closed,
        until=_end_of(need.answer_by),
    )  # fmt: skip


def _end_of(day):
    """The moment after which a day is over; None for no day."""
    return day and timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def places(ids=None):
    """Regions and localities by each of their names; found by the names of what they lie in too."""
    rows = Place.objects.offered().exclude(kind=Place.Kind.COUNTRY)
    by_code = {place.code: place for place in Place.objects.all()}
    for place in rows if ids is None else rows.filter(pk__in=list(ids)):
        codes = place.path.split("/")[:-2]
        url = reverse("opportunities:list") + "?region=" + place.path.split("/")[1]
        names = {}
        for code in place.names:
            names.setdefault(place.names[code], code)
        for name, code in names.items():
            above = ", ".join(by_code[one].name(code) for one in reversed(codes) if one in by_code)
            yield Document(
                key=PLACES, object_id=place.pk, language=code, title=name, summary=above, words="", url=url,
                also=" ".join([*place.also, *place.former_names]), place_path=place.path, same=place.code,
            )  # fmt: skip


def _words(model, noun) -> dict:
    """{(id, language): label} of what needs ask for."""
    rows = model.objects.filter(**{f"{noun}__needs__isnull": False}, kind="preferred").distinct()
    return {(number, language): text for number, language, text in rows.values_list(f"{noun}_id", "language", "text")}


search_sources.add(SEARCHED, Source(SEARCHED, _("Needs"), documents, part="opportunities", order=10))
search_sources.add(PLACES, Source(PLACES, _("Places"), places, part="opportunities", order=50))
