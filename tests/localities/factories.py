"""Entries of places for tests, as their keepers and readers would write them."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from rootbridge.subjects.localities.actions import contribute, correct
from rootbridge.subjects.localities.models import Entry, Page

KINDS = {"facility": {"facility": "clinic"}, "investment": {"amount": 250_000, "currency": "MDL"}}


def make_entry(cast, place, kind="facility", title="Health centre", *, by=None, state="", days_ago=0, **more) -> Entry:
    """Something that the authority confirmed; ``days_ago``: when it was last checked."""
    entry, _made = Entry.add(
        by=by or cast.dana, as_what="authority", ticket=uuid4(), place=place, kind=kind, original="en",
        titles={"en": title}, state=state, **KINDS.get(kind, {}), **more,
    )  # fmt: skip
    if days_ago:
        day = timezone.localdate() - timedelta(days=days_ago)
        Entry.objects.filter(pk=entry.pk).update(checked_on=day, confirmed_on=day, review_on=entry.next_check(day))
    return Entry.objects.get(pk=entry.pk)


def say(entry, by, *, state="", words="I was there yesterday.", organisation=None, credit="Amina"):
    """Somebody says that an entry is not right."""
    works = {"about": "state", "state": state, "on": timezone.localdate()} if state else {"about": "correction"}
    said = {"words": words, "language": "en", "organisation": organisation, "credit": credit}
    return correct(entry, by=by, ticket=uuid4(), **works, **said)[0]


def bring_news(place, by, title="The road is mended", **more):
    """Somebody adds something new."""
    return contribute(
        place=place, by=by, ticket=uuid4(), contribution_ticket=uuid4(), credit="Amina", organisation=None, kind="news",
        original="en", titles={"en": title}, **more,
    )[0]  # fmt: skip


def kept(place, days_ago=0) -> Page:
    """A page that its authority kept so many days ago."""
    page, _made = Page.objects.get_or_create(place=place)
    Page.objects.filter(pk=page.pk).update(kept_on=timezone.localdate() - timedelta(days=days_ago))
    return page


def past(contribution, days=8):
    """The clock of a contribution ran out."""
    type(contribution).objects.filter(pk=contribution.pk).update(due_on=timezone.localdate() - timedelta(days=days - 7))
    contribution.refresh_from_db()
    return contribution
