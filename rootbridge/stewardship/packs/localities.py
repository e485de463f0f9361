"""The sample pages of places: twelve whole ones, each thing marked as invented; what readers said of some; who follows.

Every other district and commune has its page with what is known of it: it needs no row.
"""

from datetime import timedelta

from django.utils import timezone

from rootbridge.base.core import findable
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import FocalPoint, Office
from rootbridge.subjects.localities.census import count_people
from rootbridge.subjects.localities.models import SEARCHED, Contribution, Entry, Following, Page, Phase

HOURS = {day: [["08:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
PLAIN = ("kind", "facility", "titles", "bodies", "address", "hours", "phone", "latitude", "longitude", "amount",
         "currency", "from_year", "to_year", "money", "link")  # fmt: skip


def write_localities(pack, cast) -> list:
    """The pages of a pack with their entries, offices and what was said; the rows made."""
    file = pack.read("localities.json")
    places = {place.code: place for place in Place.objects.filter(country_code=pack.country)}
    made = _offices(file["offices"], places)
    for row in file["pages"]:
        if row["place"] in places:
            made += _page(row, places[row["place"]], file)
    made += [said for row in file["said"] if (said := _said(row, places, cast))]
    for key in ("elena", "petru", "sofia"):
        if key in cast and cast[key].home:
            made.append(Following.objects.create(member=cast[key], place=cast[key].home))
    count_people(timezone.localdate())
    return made


def _offices(rows, places) -> list:
    """Town halls that no other file of the pack has, each with a person who answers."""
    taken = set(Office.objects.filter(kind__in=("town_hall", "district_council")).values_list("place__code", flat=True))
    made = []
    for row in rows:
        if row["place"] in taken or row["place"] not in places:
            continue
        office = Office.objects.create(
            slug=row["slug"], kind=row["kind"], names=row["names"], place=places[row["place"]], phone=row["phone"],
            hours=HOURS, languages=["ro", "ru"], reply_days=3,
        )  # fmt: skip
        FocalPoint.objects.create(office=office, name=row["person"], functions=row["function"], is_first=True)
        findable.changed("offices.office", office.pk)
        made.append(office)
    return made


def _page(row, place, file) -> list:
    today = timezone.localdate()
    page = Page.objects.create(
        place=place, original="ro", leads=row["lead"], abroad_number=row["abroad"], abroad_year=file["estimate_year"],
        abroad_sources=file["estimate_source"], kept_on=today - timedelta(days=row["kept_days_ago"]),
    )  # fmt: skip
    findable.changed(SEARCHED, place.pk)
    return [page, *(_entry(one, place, row, file) for one in row["entries"])]


def _entry(one, place, row, file) -> Entry:
    checked = timezone.localdate() - timedelta(days=row["kept_days_ago"])
    entry = Entry(place=place, original="ro", sources=file["invented"], checked_on=checked, confirmed_on=checked,
                  confirmed_as="authority", **{name: one[name] for name in PLAIN if name in one})  # fmt: skip
    entry.review_on = entry.next_check(checked)
    if "days_ago" in one:
        entry.on = timezone.localdate() - timedelta(days=one["days_ago"])
    entry.save()
    Phase.objects.bulk_create(
        Phase(entry=entry, state=state, on=timezone.localdate() - timedelta(days=days), sources=file["invented"])
        for state, days in one.get("phases", [])
    )
    return entry


def _said(row, places, cast):
    """Something said from below a few days ago; new things stand unconfirmed."""
    place, day = places.get(row["place"]), timezone.localdate() - timedelta(days=row["days_ago"])
    if place is None or row["by"] not in cast:
        return None
    made_at = timezone.now() - timedelta(days=row["days_ago"])
    who = {"author": cast[row["by"]], "credit": row["credit"], "made_at": made_at}
    if "news" in row:
        entry = Entry(place=place, kind="news", original=row["language"], titles=row["news"], on=day, checked_on=day,
                      **who)  # fmt: skip
        entry.review_on = entry.next_check(day)
        entry.save()
        said = {"about": "new"}
    else:
        entry = Entry.objects.filter(place=place, titles__en=row["entry"]).first()
        said = {"about": "state", "state": row["state"], "on": day, "words": row["words"]}
    if entry is None:
        return None
    due = day + timedelta(days=7)
    Contribution.objects.create(entry=entry, language=row["language"], due_on=due, **who, **said)
    return entry
