"""What comes with a pack: guides, steps of the return plan, links, elections."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from rootbridge.base.core import findable, versions
from rootbridge.base.reference.countries import timezone_of
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office
from rootbridge.shared.translation.loading import load_articles

from .models import Election, ElectionDate, Guide, Link, PlanStep, PollingPlace


def load_guides(folder: Path | str) -> list[Guide]:
    """Write the guides of a folder that are not there yet, a row for each language; returns the rows made."""
    return load_articles(folder, Guide, _words)


def _words(file: dict, text: dict) -> dict:
    notice = text.get("notice") or {}
    return {
        "title": text["title"], "lead": text["lead"], "who": text.get("who", ""), "papers": text.get("papers", []),
        "steps": [("step", _step(step)) for step in text.get("steps", [])],
        "cost": text.get("cost", ""), "time_needed": text.get("time", ""),
        "notice_title": notice.get("title", ""), "notice": notice.get("body", ""),
        "related": file.get("related", []), "easy": text.get("easy", ""), "where": file.get("where", []),
        "same_matter": file.get("same_matter", ""),
    }  # fmt: skip


def _step(step: dict) -> dict:
    return {"title": step["title"], "body": step["body"], "is_home": bool(step.get("home"))}


def load_steps(rows: list[dict]) -> list[PlanStep]:
    """Write the steps of the return plan, or bring them up to date by their keys; returns them all. Loading again
    changes nothing; a step that the list no longer has stays, for its keepers to judge."""
    today, found = timezone.localdate(), []
    with transaction.atomic():
        for row in rows:
            checked = today - timedelta(days=row.get("checked_days_ago", 0))
            facts = {
                "titles": row["title"], "whys": row.get("why", {}), "hows": row.get("how", {}),
                "offset_days": row["days"], "conditions": row.get("for", {}), "guide": row.get("guide", ""),
                "office": row.get("office", ""), "review_days": row.get("review_days", 183),
            }  # fmt: skip
            step = PlanStep.objects.filter(key=row["key"]).first() or PlanStep(key=row["key"], checked_on=checked)
            for name, value in facts.items():
                setattr(step, name, value)
            step.save()
            found.append(step)
        versions.changed()
    return found


def load_links(rows: list[dict], country: str) -> list[Link]:
    """Write the links that are not there yet; returns those. ``country``: code of the place they belong to."""
    place, made = Place.objects.at(country), []
    known = set(Link.objects.values_list("url", flat=True))
    for row in rows:
        if row["url"] in known:
            continue
        checked = timezone.localdate() - timedelta(days=row.get("checked_days_ago", 10))
        link = Link.objects.create(
            url=row["url"], titles=row["title"], purposes=row["for"], owners=row.get("owner", {}), topic=row["topic"],
            country=row.get("country", ""), languages=row.get("languages", []), place=place, checked_on=checked,
        )  # fmt: skip
        findable.changed("services.link", link.pk)
        made.append(link)
    return made


def load_elections(rows: list[dict]) -> list[Election]:
    """Write the elections that are not there yet, their days counted from today; returns those."""
    today, made = timezone.localdate(), []
    offices = {office.slug: office for office in Office.objects.all()}
    for row in rows:
        if Election.objects.filter(slug=row["slug"]).exists():
            continue
        dates = [
            {"kind": date["kind"], "starts_on": _day(today, date["day"], row),
             "ends_on": _day(today, date["until"], row) if "until" in date else None}
            for date in row["dates"]
        ]  # fmt: skip
        voting = [date for date in dates if date["kind"] in ("voting", "second_round")]
        election = Election.objects.create(
            slug=row["slug"], names=row["name"], abouts=row["about"], papers=row["papers"],
            registering=row["registering"], source=row.get("source", ""), office=offices[row["office"]],
            first_on=min(date["starts_on"] for date in voting),
            last_on=max(date["ends_on"] or date["starts_on"] for date in voting), is_sample=row.get("sample", True),
        )  # fmt: skip
        ElectionDate.objects.bulk_create([ElectionDate(election=election, **date) for date in dates])
        PollingPlace.objects.bulk_create([_polling_place(election, place) for place in row.get("places", [])])
        made.append(election)
    versions.changed()
    return made


def _day(today, days: int, row: dict):
    """So many days from the day of the vote, which falls on the Sunday after ``votes_in_days``."""
    vote = today + timedelta(days=row["votes_in_days"])
    return vote + timedelta(days=(6 - vote.weekday()) % 7 + days)


def _polling_place(election: Election, row: dict) -> PollingPlace:
    latitude, longitude = row.get("at") or (None, None)
    return PollingPlace(
        election=election, country=row["country"], city=row["city"], name=row["name"], address=row["address"],
        opens=row.get("opens", "07:00"), closes=row.get("closes", "21:00"),
        zone=row.get("zone") or timezone_of(row["country"]), latitude=latitude, longitude=longitude,
        has_step_free=row.get("step_free", False),
    )  # fmt: skip
