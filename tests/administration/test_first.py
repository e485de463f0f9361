"""The first page of the back office: what waits with its age, for whom one works, the panels of upper rooms."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from rootbridge.base.audit.chain import record
from rootbridge.base.core.panels import Panel, panels
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.stewardship.administration import waiting
from rootbridge.stewardship.administration.waiting import age_of
from tests.cast import make_member
from tests.opportunities.factories import make_need, send

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)


def row(title, due=None, **more) -> QueueRow:
    return QueueRow(title, "Thing", "", f"/manage/{title}/", NOON - timedelta(days=9), due, **more)


@pytest.mark.parametrize(
    ("due", "words", "kind"),
    [
        (None, "no rush", "plain"),
        (NOON - timedelta(days=2), "2 days late", "late"),
        (NOON - timedelta(hours=2), "late since today", "late"),
        (NOON + timedelta(hours=5), "due today", "soon"),
        (NOON + timedelta(days=1), "1 day left", "fine"),
        (NOON + timedelta(days=4), "4 days left", "fine"),
    ],
)
def test_an_age_is_said_in_words(due, words, kind):
    assert age_of(row("x", due), NOON) == (words, kind)


@pytest.fixture
def sources(monkeypatch):
    """Only what the test puts in."""
    monkeypatch.setattr(queue_sources, "_entries", {})

    def add(*rows):
        queue_sources.add("test", QueueSource("test", "Test", lambda user: rows))

    return add


def test_the_late_come_first_and_filters_count(cast, sources):
    now = timezone.now()
    sources(row("fine", now + timedelta(days=3)), row("late", now - timedelta(days=3)), row("mine", is_mine=True))
    client, page = cast.enter(cast.dana), reverse("administration:first")
    text = client.get(page).content.decode()
    assert text.index(">late<") < text.index(">fine<") < text.index(">mine<")
    assert "3 wait for Orhei" in text and "3 items" in text and "1 late" in text
    late = client.get(page + "?show=late").content.decode()
    assert ">late<" in late and ">fine<" not in late
    assert ">mine<" in client.get(page + "?show=mine").content.decode()
    assert client.get(page + "?show=%27%22").status_code == 200


def test_nothing_waiting_says_so(cast, sources):
    page = cast.enter(cast.dana).get(reverse("administration:first")).content.decode()
    assert "Nothing waits for Orhei" in page and "Nothing waits for you" in page


def test_what_people_wrote_cannot_break_the_page(cast, sources):
    sources(row("<script>x</script>\u202e"))
    assert b"<script>x" not in cast.enter(cast.dana).get(reverse("administration:first")).content


def test_an_answer_to_a_need_waits_for_its_place_only(cast):
    send(make_need(cast), cast.chidi)
    assert "1 waits for Orhei" in cast.enter(cast.dana).get(reverse("administration:first")).content.decode()


def test_a_panel_stands_there_for_those_it_is_for(cast, monkeypatch):
    monkeypatch.setattr(panels, "_entries", {})
    panels.add("t", Panel("t", "Sums", lambda request: Markup("<p>42 members</p>"), lambda user: user == cast.esi))
    assert b"42 members" in cast.enter(cast.esi).get(reverse("administration:first")).content
    assert b"42 members" not in cast.enter(cast.dana).get(reverse("administration:first")).content


def test_the_pages_speak_the_member_s_language(cast):
    cast.dana.change(by=cast.dana, language="ar")
    page = cast.enter(cast.dana).get(reverse("administration:first")).content.decode()
    assert 'lang="ar" dir="rtl"' in page


def test_moments_are_shown_on_the_clock_of_who_reads(cast, sources):
    at = NOON.replace(hour=9, minute=30)
    queue_sources.add("clock", QueueSource("clock", "Clock", lambda user: [QueueRow("t", "k", "", "/manage/", at)]))
    page = cast.enter(cast.dana).get(reverse("administration:first")).content.decode()
    home = at.astimezone(ZoneInfo("Europe/Chisinau"))
    assert f"{home:%H:%M}</bdi>" in page and "09:30</bdi>" not in page


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_counted_anew_only_after_something_was_done(rf, monkeypatch, what_waits):
    """Every page of the back office says how much waits: it must not ask every room for it each time."""
    what_waits()
    member, counted = make_member("Maria Pleșca"), []
    rows = [row("a"), row("b")]
    monkeypatch.setattr(waiting, "waiting_for", lambda user: counted.append(user.pk) or rows)

    def number():
        request = rf.get("/manage/")
        request.user = member
        return waiting.number_waiting(request)

    assert (number(), number(), len(counted)) == (2, 2, 1)
    rows.append(row("c"))
    record("members.signed_in", member, by=member)
    assert (number(), len(counted)) == (3, 2)
