"""An office that must not see a question never learns that there is one."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from playwright.sync_api import expect

from rootbridge.base.core.handover import open_work
from rootbridge.base.mail.addresses import reply_address
from rootbridge.base.mail.incoming import read_letter
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Member, Role
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help.letters_in import take
from rootbridge.subjects.help.models import Chat, Presence, Question, look_for_late
from rootbridge.subjects.help.offers import Offer
from rootbridge.subjects.help.permissions import may_answer, may_pass_on
from rootbridge.subjects.help.staff import offices_of, people_of
from tests.cast import give_role, make_cast, make_member
from tests.help.talks import begin, make_agent, open_desk
from tests.mail.letters import HERE, letter

pytestmark = pytest.mark.django_db
WORDS = "Somebody at the embassy asks me for money. Whom can I tell?"


def make_agents(cast) -> dict[str, Member]:
    """Who answers at the bureau, at the embassy, and at both."""
    agents = {"bureau": [cast.bureau], "embassy": [cast.embassy], "both": [cast.bureau, cast.embassy]}
    for name, offices in agents.items():
        agents[name] = make_member(f"{name.capitalize()} Agent")
        for office in offices:
            give_role(agents[name], "support_agent", body=office.audience_key)
    return agents


@pytest.fixture
def agents(cast):
    return make_agents(cast)


@pytest.fixture
def question(cast, agents):
    found, _made = Question.ask(
        office=cast.bureau, words=WORDS, language="en", by=cast.amina, living="IT", excluded=[cast.embassy]
    )
    return found


@pytest.mark.parametrize(
    ("name", "sees"), [("bureau", True), ("embassy", False), ("both", False), ("amina", True), ("chidi", False)]
)
def test_who_sees_it(cast, agents, question, name, sees):
    person = agents.get(name) or cast.again(getattr(cast, name))
    assert Question.objects.visible_to(person).filter(pk=question.pk).exists() is sees
    is_agent = sees and name == "bureau"
    assert Question.objects.received_by(person).exists() is is_agent
    assert may_answer(person, question) is may_pass_on(person, question) is is_agent


@pytest.mark.parametrize("name", ["embassy", "both"])
def test_they_never_learn_of_it(cast, agents, question, name):
    person = agents[name]
    assert not Notice.objects.filter(member=person).exists()
    assert not Letter.objects.filter(address=person.email).exists()
    client = cast.enter(person)
    for address in ("/manage/", "/manage/questions/", "/manage/questions/?state=answered"):
        page = client.get(address).text
        assert question.number not in page and "asks me for money" not in page, address
    assert client.get(f"/manage/questions/{question.number}/").status_code == 404
    assert client.post(f"/manage/questions/{question.number}/pass-on/", {"office": "bureau"}).status_code == 404
    assert cast.enter(agents["bureau"]).get(f"/manage/questions/{question.number}/").status_code == 200


@pytest.mark.parametrize("name", ["embassy", "both"])
def test_no_list_export_step_or_count_of_the_desk_tells_them(cast, agents, question, name):
    question.hand_to(by=agents["bureau"], to=agents["bureau"], note="Not a word to the embassy")
    Question.objects.update(due_on=timezone.localdate() - timedelta(days=9))
    look_for_late(Question.objects.waiting(), timezone.now())
    person = agents[name]
    assert not Notice.objects.filter(member=person).exists()
    assert not Letter.objects.filter(address=person.email).exists()
    client = cast.enter(person)
    queries = ("", "state=late", "state=nobody", "state=closed", "q=money", f"q={question.number}", "channel=form")
    for query in queries:
        for address in (f"/manage/questions/?{query}", f"/manage/questions/sheet/?{query}"):
            page = client.get(address).text
            assert question.desk_url not in page and "asks me for money" not in page, address
            assert "sheet" not in address or question.number not in page, address
    for path in ("", "person/", "notes/", "log/", "links/", "double/", "proposal/", "office/"):
        said = {"words": "Let me in", "do": "take", "number": question.number, "office": cast.town_hall.slug}
        assert client.post(f"/manage/questions/{question.number}/{path}", said).status_code == 404, path
    own, _made = Question.ask(office=cast.embassy, words=WORDS + " Again.", language="en", email="x@example.org")
    assert question not in own.likely_doubles(agents["embassy"]) and not own.join_with(question, by=agents["embassy"])
    joined = client.post(f"{own.desk_url}double/", {"number": question.number})
    assert joined.status_code in (404, 422) and "asks me for money. Whom can I tell?<" not in joined.text
    assert agents["both"] not in people_of(cast.bureau, question.excluded)
    page = cast.enter(agents["bureau"]).get(question.desk_url).text
    assert f'value="{agents["both"].pk}"' not in page, "a colleague who also works there is not offered"


def test_a_note_and_a_passing_on_tell_nothing_to_the_office_before(cast, agents, question):
    """It lay at the town hall, whose agent took up work at the embassy since."""
    Question.objects.update(office=cast.town_hall)
    clerk = make_member("Clerk Once")
    give_role(clerk, "support_agent", body=cast.town_hall.audience_key)
    Question.objects.get().pass_on(by=clerk, office=cast.bureau)
    assert Question.objects.told_to(cast.again(clerk)).exists()
    give_role(clerk, "support_agent", body=cast.embassy.audience_key)
    assert not Question.objects.told_to(cast.again(clerk)).exists()
    assert cast.enter(cast.again(clerk)).post(question.desk_url, {"words": "Mine"}).status_code == 404


def test_it_cannot_be_passed_on_to_them(cast, agents, question):
    client = cast.enter(agents["bureau"])
    page = client.get(f"/manage/questions/{question.number}/").text
    assert f'value="{cast.embassy.slug}"' not in page and f"learn of it: {cast.embassy.name}" in page
    client.post(f"/manage/questions/{question.number}/pass-on/", {"office": cast.embassy.slug})
    assert not question.pass_on(by=agents["bureau"], office=cast.embassy)
    question.refresh_from_db()
    assert question.office == cast.bureau
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(office=cast.embassy)


def test_an_administrator_who_works_there_hears_nothing(cast):
    give_role(cast.esi, "support_agent", body=cast.embassy.audience_key)
    Question.ask(office=cast.bureau, words=WORDS, language="en", by=cast.amina, excluded=[cast.embassy])
    assert not Notice.objects.filter(kind="help.nobody_reads").exists()
    assert "1 question" not in cast.enter(cast.again(cast.esi)).get("/manage/questions/unread/").text


def test_the_reader_cannot_be_hidden_from(cast, agents):
    known = {"words": WORDS, "office": "bureau", "hide": ["bureau"], "other": "", "hide_other": ""}
    answer = cast.enter(cast.amina).post("/en/help/ask/", known)
    assert answer.status_code == 422 and not Question.objects.exists()
    assert "is to read it and must not see it" in answer.text and WORDS in answer.text
    for wrong in ({"hide": ["nowhere"]}, {"hide_other": "nowhere"}):
        assert cast.enter(cast.amina).post("/en/help/ask/", known | {"hide": []} | wrong).status_code == 422


def test_an_erased_question_remembers_no_office(cast, question):
    Question.objects.filter(pk=question.pk).forget()
    assert Question.objects.get().excluded == []


@pytest.mark.parametrize(("width", "javascript"), [(360, False), (1280, True)])
def test_a_question_passes_by_the_embassy(live, new_page, width, javascript):
    cast = make_cast()
    make_agents(cast)
    page = new_page(width=width, javascript=javascript)
    page.goto("/en/account/here/")
    page.goto("/en/help/ask/")
    page.locator("textarea[name=words]").fill(WORDS)
    page.locator("summary", has_text="Somebody must not see it?").click()
    page.locator("select[name=hide_other]").select_option(cast.embassy.slug)
    page.locator("input[name=email]").fill("ana@example.org")
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_text("never learn of it").first).to_contain_text(cast.embassy.name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    question = Question.objects.get()
    assert question.excluded == [cast.embassy.pk] and question.office != cast.embassy


def test_one_who_also_works_there_finds_it_among_no_doubles(cast, agents, question):
    """Neither as alike, nor as what another was joined with, whose answer would stand in both."""
    plain, _made = Question.ask(office=cast.bureau, words=WORDS, language="en", email="x@example.org")
    assert question in plain.likely_doubles(agents["bureau"])
    assert not plain.join_with(question, by=agents["bureau"]) and not question.join_with(plain, by=agents["bureau"])
    page = cast.enter(agents["both"]).get(plain.desk_url)
    assert page.status_code == 200 and question.number not in page.text


def test_a_reply_from_another_address_does_not_reach_them(cast, settings):
    """It came to the address of a question that they must not see: the office of that one reads it."""
    settings.DEFAULT_FROM_EMAIL = f"Acasă <{HERE}>"
    found, _made = Question.ask(
        office=cast.town_hall, words=WORDS, language="en", email="ana@example.org", excluded=[cast.bureau]
    )
    came = letter("They asked again.", sender="Ana <other@example.net>", to=reply_address(found.number))
    assert take(read_letter(came)) == ""
    new = Question.objects.exclude(pk=found.pk).get()
    assert (new.office, new.excluded, new.email) == (cast.town_hall, [cast.bureau.pk], "other@example.net")
    assert not found.said()


def test_no_figure_tells_them_by_subtraction(cast, agents, question):
    """What waits, what a role leaves behind, how many talks a colleague holds."""
    both, colleague = agents["both"], make_agent("Colleague", cast.bureau)
    work, role = open_work.get("help.questions"), Role.objects.get(member=both, body=cast.bureau.audience_key)
    assert not work.seen(work.rows(role), both).exists()
    assert work.seen(work.rows(role), agents["bureau"]).count() == 1
    open_desk(cast.bureau)
    chat = begin(cast.bureau, key="a" * 64, excluded=[cast.embassy])
    begin(cast.bureau, key="b" * 64, words="Good day to you")
    assert Offer.of(cast.bureau, timezone.now()).waiting == Chat.objects.received_by(both).waiting().count() == 1
    Chat.objects.filter(pk=chat.pk).update(agent=colleague, taken_at=timezone.now())
    here = Presence.objects.filter(member=colleague)
    assert here.with_chats(hidden_from=offices_of(both)).get().holds == 0
    assert here.with_chats(hidden_from=offices_of(colleague)).get().holds == 1
