"""Pages of places in the sample data: twelve are whole, and say where what they tell comes from."""

from collections import Counter

from django.utils import timezone

from rootbridge.base.core.placed import place_slots
from rootbridge.subjects.localities.models import Entry, Kind, Page
from rootbridge.subjects.opportunities.models import Need
from rootbridge.subjects.stories.models import Story
from tests.packed import acasa  # noqa: F401

WHOLE = {Kind.DOCUMENT: 1, Kind.PRIORITY: 3, Kind.FACILITY: 5, Kind.INVESTMENT: 3}


def test_twelve_pages_of_places_are_whole_with_sources(acasa):  # noqa: F811
    day, whole, lacking = timezone.localdate(), 0, {}
    has_contact = place_slots.get("locality.contacts").full
    for page in Page.objects.filter(kept_on__isnull=False).select_related("place"):
        entries = list(Entry.objects.standing().confirmed().at(page.place))
        count = Counter(entry.kind for entry in entries)
        needs = Need.objects.open_on(day).inside(page.place.path).count()
        stories = Story.objects.filter(standing__place__path__startswith=page.place.path).count()
        lacks = [kind for kind, number in WHOLE.items() if count[kind] < number]
        lacks += [] if needs >= 2 else ["needs"]
        lacks += [] if stories else ["story"]
        lacks += [] if has_contact(page.place) else ["contact"]
        lacks += [] if page.abroad_sources and all(entry.sources for entry in entries) else ["sources"]
        if lacks:
            lacking[page.place.code] = lacks
        whole += not lacks
    assert whole >= 12, lacking
