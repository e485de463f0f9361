"""Voting abroad, for readers. These pages write nothing down: no cookie, no count, no row."""

from collections import Counter
from datetime import datetime, time

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.shared.translation.desks import desk_of

from ..calendars import Entry, calendar_of
from ..forms.voting import BallotForm
from ..models import Election
from ..voting import ballot_of, linked_data


@public
def voting(request):
    """The elections that come, with their days. Past ones stand in the archive."""
    today = timezone.localdate()
    page = {"elections": [_told(one, today) for one in Election.objects.coming(today).whole()]}
    return render(request, "services/voting.html", page | {"has_past": Election.objects.past(today).exists()})


@public
def past(request):
    """The archive: elections that are over, without their polling places."""
    return render(request, "services/past_elections.html", {"elections": Election.objects.past(timezone.localdate())})


@public
def election(request, slug):
    """One election: days, papers, how to register, where to vote in a country and city."""
    found = get_object_or_404(Election.objects.whole(), slug=slug)
    now, today = timezone.now(), timezone.localdate()
    living = request.bearings.living
    page = {"told": _told(found, today), "election": found, "is_past": found.is_past(today)}
    if not page["is_past"]:
        asked = {name: request.GET.get(name, "") for name in ("country", "city")}
        page["ballot"] = ballot_of(found, **asked, living=living)
        page["form"] = BallotForm(page["ballot"])
    if request.htmx and request.htmx.target == "places":
        return HttpResponse(render_block(request, "services/election.html", "places", page))
    page["linked"] = linked_data(found, request.build_absolute_uri(found.get_absolute_url()))
    page["desk"] = desk_of(found.office, living, now, topic="voting")
    return render(request, "services/election.html", page)


@public
def dates(request, slug):
    """The days of an election as a calendar file."""
    found = get_object_or_404(Election.objects.whole(), slug=slug)
    if found.is_past(timezone.localdate()):
        raise Http404("it is over")
    url = request.build_absolute_uri(found.get_absolute_url())
    entries = [_entry(found, date, number, url) for date, number in _numbered(found.dates.all())]
    checked = timezone.make_aware(datetime.combine(found.checked_on, time()))
    file = calendar_of(found.name, entries, stamped=checked)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return answer


def _numbered(dates):
    """Each date with its number among those of its kind: what a calendar knows it by when its day changes."""
    seen = Counter()
    for date in sorted(dates, key=lambda one: one.starts_on):
        seen[date.kind] += 1
        yield date, seen[date.kind]


def _entry(election: Election, date, number: int, url: str) -> Entry:
    title = f"{date.get_kind_display()}: {election.name}"
    return Entry(f"election-{election.slug}-{date.kind}-{number}", date.starts_on, title, url, date.ends_on, url=url)


def _told(election: Election, today) -> dict:
    """Its days in order, each with whether it is over; ``next``: the first that is not."""
    days = sorted(election.dates.all(), key=lambda date: (date.starts_on, date.pk))
    ahead = [date for date in days if date.last_on >= today]
    lang = election.words_language if election.words_language != get_language() else ""
    told = [(date, date.last_on < today) for date in days]
    return {"election": election, "days": told, "next": ahead[0] if ahead else None, "lang": lang}
