"""The pack of Moldova has its sixty focal points, each with all that a reader wants to know."""

from django.utils import timezone

from rootbridge.people.offices.models import FocalPoint
from tests.packed import acasa  # noqa: F401

SIXTY = 60


def test_sixty_people_each_with_everything_a_reader_wants_to_know(acasa):  # noqa: F811
    people = list(FocalPoint.objects.for_pages())
    lacking = {
        f"{person.name}: {name}"
        for person in people
        for name in ("territory", "topics", "languages", "ends_on", "substitute", "function")
        if not getattr(person, name)
    } | {f"{person.name}: hours" for person in people if not (person.hours or person.office.hours)}
    assert len(people) >= SIXTY and not lacking
    today = timezone.localdate()
    states = {person.state_on(today) for person in people}
    assert states == {"public", "away", "quiet", "invited", "declined", "over"}
    assert len({person.office.kind for person in people}) >= 7  # the centre, abroad, elected, of places
