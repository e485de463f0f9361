"""A talk from the first word to the answer for all: a visitor on a phone in Arabic, a desk on a desktop in French.

Through the platform's own processes: page server, gate and live server, one of them killed in the middle.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from rootbridge.people.members.models import Member, Role
from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.feedback.models import Rating
from rootbridge.subjects.help.models import Chat, ChatDesk, Question
from tests.help.talks import ALWAYS, lose

from .crew import Crew
from .steps import assert_arabic, press, read_letter, sees, sign_in_as, unfold

ADDRESS = "amal.darwish@example.org"
OPENING = "مرحبا، اسمي أمل درويش. كيف أطلب تاريخ عملي من كيشيناو؟"
ANSWER = "Demandez l’extrait de la CNAS : il est gratuit, et il vient par la poste en dix jours."


@pytest.fixture
def crew(acasa):
    crew = Crew()
    yield crew.start()
    crew.stop()


@pytest.fixture
def desk(acasa):
    """The Bureau's desk talks at any hour; Vlad and Valentina answer there, in French."""
    office = Office.objects.get(slug="brd-desk")
    ChatDesk.objects.update_or_create(office=office, defaults={"is_on": True, "hours": ALWAYS})
    valentina = Member.objects.get(name="Valentina Munteanu")
    Role.objects.get_or_create(member=valentina, kind="support_agent", body=office.audience_key)
    Member.objects.filter(name__in=["Vlad Rotaru", "Valentina Munteanu"]).update(language="fr")
    for chat in Chat.objects.going_on():
        chat.end()
    return office


def say(page: Page, words: str) -> None:
    page.locator("#talk-words").fill(words)
    page.locator("[data-talk-form] button").first.click()


def hears(page: Page, words: str) -> None:
    expect(page.locator(".talk-list")).to_contain_text(words, timeout=20_000)


def is_live(page: Page) -> None:
    expect(page.locator("[data-talk][data-state=open]")).to_be_attached(timeout=20_000)


def comes_in(page: Page, key: str) -> None:
    """Signed in as a sample person, and there for talks."""
    sign_in_as(page, key)
    page.goto("/manage/chat/")
    here = page.locator("form[action*=presence] button[value=here]")
    if here.count():
        here.first.click()


def begins(visitor: Page, office: Office) -> None:
    visitor.goto("/ar/services/")
    visitor.locator("nav.ask a").click()
    visitor.locator("textarea[name=words]").fill(OPENING)
    visitor.locator("select[name=other]").select_option(office.slug) if not visitor.locator(
        f"input[name=office][value={office.slug}]"
    ).count() else visitor.locator(
        f"label[for={visitor.locator(f'input[name=office][value={office.slug}]').get_attribute('id')}]"
    ).click()
    visitor.locator("input[name=name]").fill("أمل درويش")
    visitor.locator("input[name=email]").fill(ADDRESS)
    press(visitor, "Begin the talk")
    visitor.wait_for_url("**/ar/help/chat/talk/")
    assert_arabic(visitor)
    is_live(visitor)


def takes(agent: Page) -> None:
    """With the keyboard alone."""
    agent.goto("/manage/chat/")
    agent.keyboard.press("j")
    agent.keyboard.press("Enter")
    agent.wait_for_url("**/manage/chat/*/")
    agent.keyboard.press("t")
    is_live(agent)
    hears(agent, OPENING)


def hands_over(agent: Page, to: str) -> None:
    unfold(agent, "Hand it over")
    agent.locator("select[name=to]").select_option(label=to)
    agent.locator("form[action*=passing] textarea").fill("Elle attend l’adresse de la CNAS.")
    agent.locator("form[action*=passing] button").click()


def test_a_talk_becomes_an_answer_for_all(crew, desk, new_page):
    visitor = new_page(width=360, locale="ar", at=crew.url)
    vlad, valentina = new_page(at=crew.url), new_page(at=crew.url)
    comes_in(vlad, "vlad")
    comes_in(valentina, "valentina")
    begins(visitor, desk)
    takes(vlad)
    say(vlad, "Bonjour, je regarde.")
    hears(visitor, "Bonjour, je regarde.")

    crew.kill_live()
    say(visitor, "شكرا، أنا في انتظارك.")
    say(vlad, "Vous habitez en Italie ?")
    crew.begin_live_anew()
    hears(vlad, "شكرا، أنا في انتظارك.")
    hears(visitor, "Vous habitez en Italie ?")

    hands_over(vlad, "Valentina Munteanu")
    valentina.goto(Chat.objects.get(email=ADDRESS).desk_url)
    is_live(valentina)
    say(valentina, "Ici Valentina, je continue.")
    hears(visitor, "Ici Valentina, je continue.")
    say(visitor, "نعم، في تورينو.")
    hears(valentina, "نعم، في تورينو.")

    number = closing_time(crew, desk, visitor)
    answered(valentina, number)
    content(visitor, read_letter(valentina, ADDRESS, number))
    proposed(valentina, number)
    assert_nothing_was_lost(number)


def closing_time(crew: Crew, desk: Office, visitor: Page) -> str:
    """The desk closes and its people go: the talk is a question, and the visitor reads its number."""
    ChatDesk.objects.filter(office=desk).update(hours={})
    for name in ("Vlad Rotaru", "Valentina Munteanu"):
        lose(Member.objects.get(name=name))
    crew.do_chores()
    question = Question.objects.get(chat__email=ADDRESS)
    expect(visitor.locator("#talk-around")).to_contain_text(question.number, timeout=20_000)
    assert_arabic(visitor)
    return question.number


def answered(agent: Page, number: str) -> None:
    agent.goto(f"/manage/questions/{number}/")
    agent.locator("textarea[name=words]").first.fill(ANSWER)
    press(agent, "Send the answer")
    expect(agent.locator("main")).to_contain_text(ANSWER)


def content(visitor: Page, letter: str) -> None:
    """From the letter to the rating, in Arabic."""
    assert ANSWER in letter and "مكتب العلاقات مع المغتربين" in letter
    visitor.goto(re.search(r"http\S+/feedback/\S+", letter)[0])
    assert_arabic(visitor)
    visitor.locator("main label[for=id_score_0]").click()
    visitor.locator("main form button").first.click()
    sees(visitor, "Thank you. It is kept; you can change it for two weeks.")
    assert Rating.objects.get(score=5)


def proposed(agent: Page, number: str) -> None:
    """Two clicks, nothing personal in it, and nobody reads it before an editor has looked at it."""
    agent.goto(f"/manage/questions/{number}/")
    agent.get_by_role("link", name=re.compile("pour tous|for all")).click()
    page = agent.locator("main form").first
    assert "أمل" not in page.locator("textarea, input").evaluate_all(
        "fields => fields.map(field => field.value).join()"
    )
    agent.locator("label[for=" + agent.locator("input[name=is_clean]").get_attribute("id") + "]").click()
    agent.locator("main select[name=topic]").select_option("work")
    press(agent, "Propose it")
    agent.wait_for_url(f"**/manage/questions/{number}/")
    draft = Question.objects.get(number=number).proposals.get().answer
    assert not draft.live and "أمل" not in draft.question + draft.short + draft.body and ADDRESS not in draft.body


def assert_nothing_was_lost(number: str) -> None:
    said = Message.objects.of(Question.objects.get(number=number).conversation_id)
    assert [one.words for one in said.said()] == [
        OPENING, "Bonjour, je regarde.", *sorted(["شكرا، أنا في انتظارك.", "Vous habitez en Italie ?"], key=[
            one.words for one in said.said()].index), "Ici Valentina, je continue.", "نعم، في تورينو.", ANSWER,
    ]  # fmt: skip
    assert [one.number for one in said] == list(range(1, len(said) + 1))
