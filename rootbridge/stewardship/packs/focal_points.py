"""Focal points in every state: there, away, asked, over, said no; their meetings and the message of the month."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import FocalPoint, Invitation, Meeting, Monthly, Office

from .models import Sample

CONFIRMED = ("public", "quiet", "over", "away", "ending")


def agreed(days: int = 60) -> dict:
    """The columns of somebody who confirmed some days ago and may be shown."""
    at, today = timezone.now() - timedelta(days=days), timezone.localdate()
    return {"confirmed_at": at, "checked_at": at, "is_public": True, "starts_on": today - timedelta(days=days + 300)}


def load_focal_points(pack) -> list[Office]:
    """Offices and people of `focal_points.json`, if the pack has one; returns the offices made."""
    if not (pack.folder / "focal_points.json").is_file():
        return []
    told = pack.read("focal_points.json")
    places = {place.code: place for place in Place.objects.filter(code__in=[row["place"] for row in told["offices"]])}
    made = [Office.objects.create(**row | {"place": places[row["place"]]}) for row in told["offices"]]
    for slug, topics in told["topics"].items():
        Office.objects.filter(slug=slug).update(topics=topics)
        FocalPoint.objects.filter(office__slug=slug).update(topics=topics)
    offices, first = {office.slug: office for office in Office.objects.all()}, set()
    people = {row["name"]: _person(row, offices[row["office"]], first) for row in told["people"]}
    for row in told["people"]:
        if "substitute" in row:
            FocalPoint.objects.filter(pk=people[row["name"]].pk).update(substitute=people[row["substitute"]])
    return made


def complete_focal_points(pack) -> None:
    """What the lists leave to the kind of office: territory, topics, languages, last day, and who stands in."""
    if not (pack.folder / "focal_points.json").is_file():
        return
    kinds, ours = pack.read("focal_points.json")["kinds"], Sample.objects.filter(kind="offices.office")
    rows = FocalPoint.objects.filter(office__in=ours.values("object_id")).select_related("office__place")
    people, today = list(rows.order_by("-is_first", "pk")), timezone.localdate()
    there = [one for one in people if one.state_on(today) == "public"]
    for one in people:
        kind = kinds[one.office.kind]
        one.territory_id = one.territory_id or one.office.place_id
        one.topics = one.topics or one.office.topics or kind["topics"]
        one.languages = one.languages or one.office.languages or ["ro"]
        one.ends_on = one.ends_on or one.starts_on + timedelta(days=365 * kind["years"])
        one.substitute_id = one.substitute_id or _nearest(one, there)
    FocalPoint.objects.bulk_update(people, ["territory", "topics", "languages", "ends_on", "substitute"])


def _nearest(person, there) -> int:
    """The number of a colleague of the same office, else of the nearest office above it, else of the national desk."""

    def distance(other):
        path = other.office.place.path
        above = person.office.place.path.startswith(path)
        return (other.office_id != person.office_id, not above, -len(path), other.office.kind != "bureau", other.pk)

    return min((other for other in there if other.pk != person.pk), key=distance).pk


def _person(row, office, first) -> FocalPoint:
    state, today = row["state"], timezone.localdate()
    known = {name: row[name] for name in ("topics", "languages", "email", "language") if name in row}
    if state in CONFIRMED:
        known |= agreed() | {"is_public": state != "quiet"}
    if state == "over":
        known |= {"ends_on": today - timedelta(days=9), "left_at": timezone.now()}
    if state == "ending":
        known["ends_on"] = today + timedelta(days=25)
    if state == "away":
        known |= {"away_from": today - timedelta(days=3), "away_until": today + timedelta(days=11)}
    if state == "declined":
        known["declined_at"] = timezone.now() - timedelta(days=4)
    is_first = state in ("public", "away", "ending") and office.pk not in first
    first.update({office.pk} if is_first else ())
    person = FocalPoint.objects.create(
        office=office, name=row["name"], functions=row["function"], is_first=is_first, **known
    )
    if state == "invited":
        Invitation.ask(person, by=None)
    return person


def write_meetings(pack) -> None:
    """They go with their offices."""
    if not (pack.folder / "focal_points.json").is_file():
        return
    told, today = pack.read("focal_points.json"), timezone.localdate()
    for row in told["meetings"]:
        person = FocalPoint.objects.select_related("office").get(name=row["person"])
        known = {name: row.get(name) for name in ("where", "about", "people", "women", "men")}
        Meeting.objects.create(
            person=person, office=person.office, held_on=today - timedelta(days=row["days_ago"]),
            outcome=row["outcome"], **known,
        )  # fmt: skip
    Monthly.objects.update_or_create(month=today.replace(day=1), defaults={"messages": told["message"]})
