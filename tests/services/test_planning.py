"""The return plan: the right steps on the right days, in the address or on the account, in a calendar, ticked."""

from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone

from rootbridge.base.core.retention import rules
from rootbridge.people.privacy.erasure import erase
from rootbridge.people.privacy.export import exporters
from rootbridge.subjects.services.loading import load_steps
from rootbridge.subjects.services.models import PlanStep, ReturnPlan
from rootbridge.subjects.services.planning import Answers, plan_of
from tests.services.factories import make_step
from tests.translation.factories import make_guide

TODAY = timezone.localdate()
ON = TODAY + timedelta(days=200)
HERE = "/en/services/return/"


def asked(**more):
    return {"living": "IT", "on": ON.isoformat(), **more}


@pytest.fixture
def steps(cast):
    return {
        "papers": make_step("papers", -90, office="abroad"),
        "school": make_step("school", -30, conditions={"with": ["children"]}, guide="school"),
        "pension": make_step("pension", -60, conditions={"with": ["pension"]}, guide="pension"),
        "town": make_step("town", 7, office="home"),
        "german": make_step("german", -7, conditions={"from": ["DE"]}),
        "elsewhere": make_step("elsewhere", -5, conditions={"not_from": ["IT"]}),
        "day": make_step("day", 0, conditions={"with": ["car", "things"]}),
    }


def keys(plan):
    return [item.step.key for item in plan.items]


def made(**said):
    answers = Answers(**{"living": "IT", "on": ON} | said)
    return plan_of(answers, language="en", today=TODAY)


def test_only_what_fits_in_the_order_of_its_days(steps):
    assert keys(made()) == ["papers", "town"]
    assert keys(made(having=frozenset({"children", "things"}))) == ["papers", "school", "day", "town"]
    assert keys(made(living="DE")) == ["papers", "german", "elsewhere", "town"]
    assert [title for title, _items in made(having=frozenset({"car"})).parts] == [
        "Before you go", "The day you come home", "After you are home",
    ]  # fmt: skip


def test_each_step_has_its_day_its_office_and_its_guide(steps, cast):
    make_guide(cast, "en", slug="pension-it", residence=["IT"], same_matter="pension", title="Pension from Italy")
    make_guide(cast, "en", slug="pension-de", residence=["DE"], same_matter="pension", title="Pension from Germany")
    plan = made(having=frozenset({"pension"}), home="MD-OR-peresecina")
    papers, pension, town = plan.items
    assert papers.day == ON - timedelta(days=90)
    assert papers.office == cast.embassy
    assert pension.guide.title == "Pension from Italy"
    assert town.office == cast.town_hall
    assert made(having=frozenset({"pension"}), living="FR").items[1].guide is None


def test_what_is_past_its_check_says_so(steps, cast, client):
    PlanStep.objects.filter(key="papers").update(
        checked_on=TODAY - timedelta(days=400), review_on=TODAY - timedelta(days=1)
    )
    make_guide(cast, "en", slug="school", checked_on=TODAY - timedelta(days=300))
    plan = made(having=frozenset({"children"}))
    assert [item.is_unsure for item in plan.items] == [True, True, False]
    page = client.get(HERE, asked(having="children")).content.decode()
    assert page.count("This step is being checked again") == 2


def test_what_is_late_is_marked_unless_it_is_done(steps):
    soon = TODAY + timedelta(days=10)
    assert [item.is_late for item in made(on=soon).items] == [True, False]
    assert [item.is_late for item in made(on=soon, done=frozenset({"papers"})).items] == [False, False]


def test_the_page_asks_first_and_answers_from_its_address(steps, client, django_assert_max_num_queries):
    assert "From which country" in client.get(HERE).content.decode()
    with django_assert_max_num_queries(12):
        answer = client.get(HERE, asked(having=["children"], home="MD-OR", done="papers"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Do papers" in page and "Do school" in page and "Do pension" not in page
    assert "1 of 3 done" in page
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert not ReturnPlan.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"on": "soon"}, "Write the day as"), ({"on": "1999-01-01"}, "Choose a day between"), ({"on": ""}, "Say a day"),
     ({"living": "XX"}, "Choose one from the list"), ({"having": "castle"}, "Choose from the list"),
     ({"home": "../.."}, "Choose one from the list"), ({"on": "2027-02-31"}, "Write the day as")],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(steps, client, wrong, said):
    answer = client.get(HERE, asked() | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert client.get(HERE + "plan.ics", asked() | wrong).status_code == 404


def calendar(answer):
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content)


def test_the_calendar_has_whole_days_alarms_and_lasting_names(steps, client):
    PlanStep.objects.filter(key="papers").update(
        titles={"en": "Comma, semicolon; backslash\\ and a very long line " + "ț" * 90}, hows={"en": "One\nTwo"}
    )
    first = client.get(HERE + "plan.ics", asked())
    assert all(len(line) <= 75 for line in first.content.split(b"\r\n"))
    event = calendar(first).walk("VEVENT")[0]
    assert str(event["summary"]).startswith("Comma, semicolon; backslash\\ and")
    assert event["dtstart"].dt == ON - timedelta(days=90)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert isinstance(event["dtstart"].dt, date)
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(hours=-15)
    assert "Via" in str(event.get("location", "Via")) or event["location"]
    moved = client.get(HERE + "plan.ics", asked(on=(ON + timedelta(days=30)).isoformat()))
    names = [[str(one["uid"]) for one in calendar(file).walk("VEVENT")] for file in (first, moved)]
    assert names[0] == names[1] == ["return-papers@127.0.0.1", "return-town@127.0.0.1"]
    done = calendar(client.get(HERE + "plan.ics", asked(done="papers"))).walk("VEVENT")
    assert [str(one["uid"]) for one in done] == ["return-town@127.0.0.1"]


@pytest.fixture
def kept(steps, cast):
    client = cast.enter(cast.amina)
    client.post(HERE + "mine/kept/", asked(having=["children"], home="MD-OR", done=["papers"]))
    return client


def test_a_member_keeps_it_and_ticks_it(kept, cast):
    plan = ReturnPlan.objects.get()
    assert (plan.member, plan.on, plan.having, plan.done) == (cast.amina, ON, ["children"], ["papers"])
    kept.post(HERE + "mine/ticks/", {"among": ["papers", "school", "town"], "done": ["school"]})
    plan.refresh_from_db()
    assert plan.done == ["school"]
    page = kept.get(HERE + "mine/")
    assert "1 of 3 done" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert kept.get(HERE + "mine/plan.ics").status_code == 200


def test_when_the_day_moves_all_dates_follow_and_ticks_stay(kept):
    later = ON + timedelta(days=100)
    assert kept.post(HERE + "mine/day/", {"on": later.isoformat()}).status_code == 302
    plan = ReturnPlan.objects.get()
    assert (plan.on, plan.done, plan.moves) == (later, ["papers"], 1)
    assert kept.post(HERE + "mine/day/", {"on": "never"}).status_code == 422
    first = calendar(kept.get(HERE + "mine/plan.ics")).walk("VEVENT")[0]
    assert first["dtstart"].dt == later - timedelta(days=30)


def test_keeping_again_changes_the_one_there_is(kept):
    kept.post(HERE + "mine/kept/", asked(having=["car"], done=["day"]))
    plan = ReturnPlan.objects.get()
    assert (plan.having, plan.done) == (["car"], ["day", "papers"])


def test_a_plan_is_its_owners_alone(kept, cast):
    plan = ReturnPlan.objects.get()
    for person in (cast.bilal, cast.chidi, cast.dana, cast.esi):
        assert not ReturnPlan.objects.visible_to(person).exists()
        assert cast.enter(person).get(HERE + "mine/").status_code == 302
        assert cast.enter(person).get(HERE + "mine/plan.ics").status_code == 404
        assert cast.enter(person).post(HERE + "mine/removal/").status_code == 404
    assert not ReturnPlan.objects.visible_to(cast.nobody).exists()
    assert "sign" in cast.enter(cast.nobody).get(HERE + "mine/").url
    assert ReturnPlan.objects.get() == plan


def test_a_plan_can_go_by_hand_with_its_owner_and_by_itself(kept, cast):
    assert exporters.get("return_plan").rows_of(cast.amina).count() == 1
    kept.post(HERE + "mine/removal/")
    assert not ReturnPlan.objects.exists()
    ReturnPlan.keep(by=cast.amina, living="IT", on=TODAY - timedelta(days=800), having=[], home=None)
    assert rules.get("services.returnplan").clear(timezone.now()) == 1
    ReturnPlan.keep(by=cast.amina, living="IT", on=ON, having=[], home=None)
    erase(cast.amina)
    assert not ReturnPlan.objects.exists()


def test_steps_are_loaded_twice_without_doubling(db):
    row = {"key": "one", "title": {"en": "One"}, "days": -5, "checked_days_ago": 30}
    load_steps([row])
    load_steps([row | {"title": {"en": "One, better"}}])
    step = PlanStep.objects.get()
    assert step.title == "One, better"
    assert step.checked_on == timezone.localdate() - timedelta(days=30), "loading is no checking"


def test_who_keeps_the_steps_checks_them_by_keeping(steps, cast):
    editor, step = cast.enter(cast.esi), steps["school"]
    PlanStep.objects.filter(pk=step.pk).update(checked_on=TODAY - timedelta(days=90))
    page = f"/manage/voting/steps/{step.pk}/"
    said = {"offset_days": "-45", "having": ["children"], "titles_en": "Write to the school", "whys_en": "So that.",
            "hows_en": "By letter."}  # fmt: skip
    assert editor.post(page, said | {"guide": "no-such"}).status_code == 422
    assert editor.post(page, said).status_code == 302
    step.refresh_from_db()
    assert (step.offset_days, step.title, step.checked_on) == (-45, "Write to the school", timezone.localdate())
    assert cast.enter(cast.dana).get("/manage/voting/steps/").status_code == 404
