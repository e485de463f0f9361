"""Keeping a page: one question a screen, still true with one tap, two at once, who may and who may not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.base.core.queue import waiting_for
from rootbridge.base.core.sections import sections
from rootbridge.subjects.localities.models import Entry, Page, Round
from rootbridge.subjects.localities.questions import look_at
from tests.cast import give_role, make_member
from tests.localities.factories import bring_news, kept, make_entry, past, say

DESK = "/manage/localities/md-or-peresecina/"


@pytest.fixture
def place(cast):
    return cast.places["MD-OR-peresecina"]


@pytest.fixture
def hall(cast, place):
    """The town hall's own keeper."""
    return give_role(make_member("Pavel Peresecina"), "local_representative", place=place).member


def facility(**more):
    return {"ticket": str(uuid4()), "facility": "school", "title": "Lyceum", "language": "en", "standing": "", **more}


def test_a_month_is_three_questions_what_waits_first_then_what_is_old(cast, place, hall):
    old = make_entry(cast, place, "facility", "Old clinic", days_ago=400)
    make_entry(cast, place, "investment", "Road", state="planned", days_ago=95)
    said = bring_news(place, cast.amina)
    client = cast.enter(hall)
    assert "3 things to look at" in client.get(DESK).content.decode()
    screen = client.get(f"{DESK}month/").content.decode()
    assert "Is it so?" in screen and "The road is mended" in screen and "Old clinic" not in screen
    answer = client.post(f"{DESK}said/{said.pk}/?back=month", {"outcome": "confirmed", "answer": ""})
    assert answer["Location"] == f"{DESK}month/"
    assert "Old clinic" in client.get(f"{DESK}month/").content.decode()
    client.post(f"{DESK}entries/{old.pk}/step/", {"step": "still", "back": "month"})
    assert Entry.objects.get(pk=old.pk).checked_on == timezone.localdate()
    screen = client.get(f"{DESK}month/").content.decode()
    assert "Road" in screen and 'aria-current="step"' in screen
    client.post(f"{DESK}month/", {"key": look_at(place, timezone.localdate()).next.key})
    assert "Done till next month" in client.get(f"{DESK}month/").content.decode()
    assert Page.objects.get(place=place).kept_on == timezone.localdate()
    assert len(Round.objects.get().answered) == 3


def test_whoever_goes_on_after_three_is_asked_until_the_page_is_whole(cast, place, hall):
    client, asked = cast.enter(hall), []
    for _skip in range(3):
        client.post(f"{DESK}month/", {"key": look_at(place, timezone.localdate()).next.key})
    over = client.get(f"{DESK}month/").content.decode()
    assert "Done till next month" in over and "Go on filling the page" in over
    screen = client.get(f"{DESK}month/?back=more").content.decode()
    assert 'name="back" value="more"' in screen and 'name="key" value="fill-investment"' in screen
    said = facility(back="more", key="fill-facility-0")
    assert client.post(f"{DESK}new/facility/", said)["Location"] == f"{DESK}month/?back=more"
    while question := look_at(place, timezone.localdate()).all_of_it().next:
        asked.append(question.key)
        client.post(f"{DESK}month/", {"key": question.key, "back": "more"})
    assert "fill-facility-1" in asked and "fill-news" in asked
    assert "Go on filling" not in client.get(f"{DESK}month/?back=more").content.decode()


def test_an_empty_page_is_filled_screen_by_screen(cast, place, hall):
    client = cast.enter(hall)
    assert "What is this place" in client.get(f"{DESK}month/").content.decode()
    lead = {"edition": "0", "lead": "Walnuts and orchards.", "language": "en", "back": "month"}
    assert client.post(f"{DESK}lead/", lead)["Location"] == f"{DESK}month/"
    assert "Which school" in client.get(f"{DESK}month/").content.decode()
    assert client.post(f"{DESK}new/facility/", facility(back="month"))["Location"] == f"{DESK}month/"
    wrong = client.post(f"{DESK}new/facility/", facility(title="", address="Main street 1", back="month"))
    assert wrong.status_code == 422 and "Main street 1" in wrong.content.decode()
    assert 'name="back" value="month"' in wrong.content.decode()
    page = cast.enter(cast.nobody).get("/en/localities/md-or-peresecina/").content.decode()
    assert "Walnuts and orchards." in page and "Lyceum" in page


def test_two_keepers_at_once_hear_of_each_other(cast, place, hall):
    entry = make_entry(cast, place, "facility", "Lyceum")
    first, second = cast.enter(hall), cast.enter(cast.dana)
    edition = str(entry.version)
    form = facility(edition=edition, title="Lyceum Ion Creangă")
    assert first.post(f"{DESK}entries/{entry.pk}/", form).status_code == 302
    answer = second.post(f"{DESK}entries/{entry.pk}/", facility(edition=edition, title="School No. 1"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "School No. 1" in page and "Somebody else changed this" in page
    assert Entry.objects.get(pk=entry.pk).titles["en"] == "Lyceum Ion Creangă"
    again = facility(edition=str(Entry.objects.get(pk=entry.pk).version), title="School No. 1")
    assert second.post(f"{DESK}entries/{entry.pk}/", again).status_code == 302
    for lead in ("One", "Two"):
        answer = first.post(f"{DESK}lead/", {"edition": "0", "lead": lead, "language": "en"})
    assert answer.status_code == 409 and Page.objects.get(place=place).leads == {"en": "One"}


def test_a_form_sent_twice_makes_one_entry_and_other_languages_stay(cast, place, hall):
    client, form = cast.enter(hall), facility()
    for _again in range(2):
        client.post(f"{DESK}new/facility/", form)
    entry = Entry.objects.get()
    client.post(f"{DESK}entries/{entry.pk}/", facility(edition=str(entry.version), title="Liceul", language="ro"))
    assert Entry.objects.get().titles == {"en": "Lyceum", "ro": "Liceul"}
    client.post(f"{DESK}entries/{entry.pk}/step/", {"step": "remove"})
    assert "Lyceum" not in cast.enter(cast.nobody).get("/en/localities/md-or-peresecina/").content.decode()
    assert "Put it back" in client.get(DESK).content.decode()
    client.post(f"{DESK}entries/{entry.pk}/step/", {"step": "back"})
    assert "Lyceum" in cast.enter(cast.nobody).get("/en/localities/md-or-peresecina/").content.decode()


def test_what_a_reader_said_is_mended_in_one_step(cast, place, hall):
    entry = make_entry(cast, place, "facility", "Clinic")
    said = say(entry, cast.amina, words="It is called Health Centre now.")
    client = cast.enter(hall)
    answer = client.post(f"{DESK}said/{said.pk}/", {"outcome": "corrected", "answer": ""})
    said.refresh_from_db()
    assert said.is_waiting and answer["Location"].endswith(f"entries/{entry.pk}/?said={said.pk}")
    form = facility(facility="clinic", title="Health Centre", edition=str(entry.version))
    client.post(answer["Location"], form)
    said.refresh_from_db()
    assert said.outcome == "corrected" and Entry.objects.get().titles["en"] == "Health Centre"


def test_a_representative_of_one_region_finds_nothing_of_another(cast, place, hall):
    """Not one address of Peresecina or Orhei is there for Soroca, and nothing of theirs changes."""
    soroca = give_role(make_member("Sana Soroca"), "local_representative", place=cast.places["MD-SO"]).member
    entry = make_entry(cast, place)
    said = say(entry, cast.amina)
    client = cast.enter(soroca)
    for address in ("", "month/", "lead/", "estimate/", "new/news/", f"entries/{entry.pk}/", f"said/{said.pk}/",
                    "caretaker/"):  # fmt: skip
        assert client.get(f"{DESK}{address}").status_code == 404, address
        if address:
            assert client.post(f"{DESK}{address}", {"step": "remove", "outcome": "refused"}).status_code == 404, address
    assert client.post(f"{DESK}entries/{entry.pk}/step/", {"step": "remove"}).status_code == 404
    own = "/manage/localities/md-so-soroca/"
    assert client.get(f"{own}entries/{entry.pk}/").status_code == 404
    assert client.get(f"{own}said/{said.pk}/").status_code == 404
    listed = (
        client.get("/manage/localities/").content.decode() + client.get("/manage/localities/sheet/").content.decode()
    )
    assert "Peresecina" not in listed and "Soroca" in listed
    assert not [row for row in waiting_for(soroca) if "Clinic" in row.title or "Health" in row.title]
    entry.refresh_from_db()
    assert entry.removed_at is None and not Page.objects.filter(place__code="MD-SO").exists()


def test_the_town_hall_works_at_home_only_and_its_agents_keep_its_page(cast, place, hall):
    orhei = "/manage/localities/md-or/"
    assert cast.enter(hall).get(orhei).status_code == 404
    assert cast.enter(hall).get(f"{DESK}caretaker/").status_code == 404
    agent = give_role(make_member("Ala Agent"), "support_agent", body=cast.town_hall.audience_key).member
    assert cast.enter(agent).get(orhei).status_code == 200
    bureau = give_role(make_member("Bela Bureau"), "support_agent", body=cast.bureau.audience_key).member
    assert cast.enter(bureau).get(orhei).status_code == 404


def test_the_queue_is_the_town_halls_first_and_the_regions_after_seven_days(cast, place, hall):
    said = bring_news(place, cast.amina)

    def kinds(user):
        return [row.title for row in waiting_for(cast.again(user)) if row.title == "The road is mended"]

    assert kinds(hall) and not kinds(cast.dana)
    past(said)
    assert kinds(hall) and kinds(cast.dana)


def test_the_centre_sees_which_pages_sleep(cast, place):
    kept(place, days_ago=200)
    kept(cast.places["MD-SO"], days_ago=3)
    client = cast.enter(cast.esi)
    asleep = client.get("/manage/localities/?state=asleep").content.decode()
    assert "Peresecina" in asleep and "Soroca town" not in asleep.split("<select")[0]
    sheet = client.get("/manage/localities/sheet/?state=asleep&region=MD-OR").content.decode()
    assert "MD-OR-peresecina" in sheet and len(sheet.strip().splitlines()) == 2
    never = client.get("/manage/localities/sheet/?state=never").content.decode()
    assert "MD-OR-orhei" in never and "MD-OR-peresecina" not in never


def test_freshness_and_figures_know_the_pages(cast, place):
    kept(place, days_ago=5)
    make_entry(cast, place)
    news = bring_news(place, cast.amina)
    news.decide(by=cast.dana, as_what="region", outcome="confirmed")
    checked = list(sections.get("localities").things())
    assert [one.path for one in checked] == [place.path] * 2 and all(one.has_owner for one in checked)
    today = timezone.localdate()
    period = Period(today - timedelta(days=30), today)
    assert indicators.get("localities.alive").compute(period, Scope()).value == 1
    figure = indicators.get("localities.in_time").compute(period, Scope(path="MD/MD-OR/"))
    assert (figure.value, figure.people) == (100, 1)
