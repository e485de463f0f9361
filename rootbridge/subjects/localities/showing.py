"""What the page of a place shows: its entries in the reader's language, what is old apart, where members live."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from markupsafe import Markup

from rootbridge.base.core.placed import END, MAIN, place_slots
from rootbridge.base.design.jinja import absolute
from rootbridge.shared.translation.reading import marks

from .addresses import url_of
from .census import OTHERS
from .drawing import chart_of
from .models import Caretaker, Contribution, Entry, Kind, Living, Page, Phase, Said, State, said

# Days for which the answer to what somebody said stands beside it.
ANSWERS_STAND = 60
ORDER = {State.UNDER_WAY: 0, State.PLANNED: 1, State.STOPPED: 2, State.FINISHED: 3, "": 4}


@dataclass(frozen=True)
class Shown:
    """An entry as a reader sees it. ``marks``: attributes of a text in another language than the page;
    ``phases``: the states of works, what was said last first; ``said``: what readers said of it and still stands."""

    entry: Entry
    title: Said
    body: Said
    source: Said
    marks: Markup
    phases: list[Phase] = field(default_factory=list)
    said: list[Contribution] = field(default_factory=list)
    is_stale: bool = False

    @property
    def state(self) -> str:
        return self.phases[0].state if self.phases else ""

    @property
    def by(self) -> str:
        """Whose word it is where it came from below; "" where the authority wrote it."""
        entry = self.entry
        return entry.organisation.name if entry.organisation else entry.credit

    @property
    def is_past(self) -> bool:
        """Does it leave the top? Old news, what nobody checked in time, and works long finished."""
        return self.is_stale


def show(entry: Entry, today, read=()) -> Shown:
    """An entry with its phases and what was said of it; no query when they are there."""
    title, phases = said(entry.titles, entry.original, read), sorted(
        entry.phases.all(), key=lambda one: one.pk, reverse=True
    )  # fmt: skip
    told = [one for one in entry.contributions.all() if _stands(one, today)]
    return Shown(
        entry, title, said(entry.bodies, entry.original, read), said(entry.sources, entry.original, read),
        marks(title.language, get_language()), phases, sorted(told, key=lambda one: one.made_at),
        entry.is_stale(today),
    )  # fmt: skip


def _stands(contribution, today) -> bool:
    """What waits, and what was answered or refused lately, with the answer; what was confirmed is in the entry."""
    if contribution.hidden_at or contribution.about == "new" and contribution.is_waiting:
        return False
    if contribution.is_waiting:
        return True
    age = (today - timezone.localdate(contribution.decided_at)).days
    return contribution.outcome in ("answered", "refused") and age <= ANSWERS_STAND and bool(contribution.answer)


def sections_of(place, today, read=()) -> dict[str, list[Shown]]:
    """{kind: entries}, and ``past``: what left the top. Three queries, whatever stands there."""
    rows = Entry.objects.standing().at(place).for_pages().order_by("made_at", "pk")
    found: dict[str, list[Shown]] = {kind.value: [] for kind in Kind} | {"past": []}
    for one in rows:
        shown = show(one, today, read)
        found["past" if shown.is_past else one.kind].append(shown)
    found[Kind.INVESTMENT].sort(key=lambda one: ORDER.get(one.state, 4))
    found[Kind.NEWS].sort(key=lambda one: (one.entry.on or timezone.localdate(one.entry.made_at), one.entry.pk),
                          reverse=True)  # fmt: skip
    found["past"].sort(key=lambda one: one.entry.checked_on, reverse=True)
    return found


def slots_of(request, place) -> dict[str, list]:
    """{``main`` or ``end``: [(slot, html)]} of what other rooms hang there; empty ones are left out."""
    found = {MAIN: [], END: []}
    for slot in place_slots:
        if html := slot.draw(request, place):
            found[slot.where].append((slot, html))
    return found


def page_of(request, place, read=()) -> dict:
    """All that the page of a place needs."""
    today, language = timezone.localdate(), get_language()
    page, sections = Page.of(place), sections_of(place, today, read)
    living = Living.objects.filter(place=place).first()
    facilities = [one.entry for one in sections[Kind.FACILITY]]
    above = list(reversed(place.ancestors()))
    caretaker = Caretaker.objects.live_on(today).filter(place=place).select_related("organisation").first()
    lead = page.lead(read)
    return {
        "place": place, "name": place.bare_name(language), "full": place.name(language), "page": page, "lead": lead,
        "lead_marks": marks(lead.language, language) if lead.text else "", "sections": sections, "living": living,
        "tiles": [{"code": code, "value": number} for code, number in living.rows if code != OTHERS] if living else [],
        "others": dict(living.rows).get(OTHERS) if living else None, "chart": chart_of(facilities),
        "crumbs": _crumbs(above),
        "state": page.state(today), "caretaker": caretaker, "slots": slots_of(request, place), "today": today,
        "estimate_source": said(page.abroad_sources, page.original).text, "data": linked_data(place, above, lead.text),
    }  # fmt: skip


def _crumbs(above) -> list[tuple[str, str]]:
    """(name, address) of what a place lies in, the greatest first."""
    smaller = [(one.name(get_language()), url_of(one)) for one in above if not one.is_country]
    return [(pgettext("homes", "Places"), reverse("localities:list")), *smaller]


def linked_data(place, above, lead) -> dict:
    """The place as schema.org knows it."""
    language = get_language()
    found = {
        "@context": "https://schema.org", "@type": "AdministrativeArea", "name": place.name(language),
        "identifier": place.official_code or place.code, "url": absolute(url_of(place)), "address": {
            "@type": "PostalAddress", "addressCountry": place.country_code},
        "alternateName": sorted(set(place.names.values()) - {place.name(language)}),
    }  # fmt: skip
    if lead:
        found["description"] = lead
    if above:
        found["containedInPlace"] = {"@type": "AdministrativeArea", "name": above[-1].name(language)}
    if place.latitude is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": float(place.latitude),
                        "longitude": float(place.longitude)}  # fmt: skip
    return found
