"""Home's side of an answer: closed until somebody opens it, then only what was chosen, step by step."""

import html5lib
import pytest

from rootbridge.base.audit.models import Look
from rootbridge.base.core.queue import waiting_for
from rootbridge.subjects.opportunities.models import Answer
from tests.opportunities.factories import make_need, move, send

pytestmark = pytest.mark.django_db
SECRET = "My message to the hospital"


@pytest.fixture
def answer(cast):
    return send(
        make_need(cast), cast.amina, message=SECRET, language="en", phone="+39 333 123 4567",
        shown=["name", "home", "living"],
        profile={"name": ["Amina Rusu"], "home": ["MD-OR-peresecina"], "living": ["IT", "Turin"]},
    )  # fmt: skip


def page_of(answer) -> str:
    return f"/manage/needs/answers/{answer.pk}/"


def act(cast, answer, kind, who=None, **more):
    return cast.enter(who or cast.dana).post(page_of(answer) + "step/", {"kind": kind, **more})


def opened(cast, answer):
    act(cast, answer, "seen")
    return cast.enter(cast.dana).get(page_of(answer))


def test_before_it_is_opened_nothing_of_it_is_told(cast, answer):
    page = cast.enter(cast.dana).get(page_of(answer))
    html5lib.HTMLParser(strict=True).parse(page.content)
    row = waiting_for(cast.dana)[0]
    for shown in (page.text, cast.enter(cast.dana).get("/manage/needs/answers/").text, repr(row)):
        assert not any(words in shown for words in (SECRET, "Amina", "Peresecina", "333 123", "Turin", "6 hours"))
    assert "Open the answer" in page.text and row.due and not Look.objects.exists()


def test_reading_the_page_changes_nothing_but_writes_a_look(cast, answer):
    act(cast, answer, "seen")
    before = Answer.objects.values().get()
    for _time in range(3):
        cast.enter(cast.dana).get(page_of(answer))
    assert Answer.objects.values().get() == before
    look = Look.objects.get()
    assert look.subject == cast.amina and look.viewer == cast.dana
    assert look.reason == "because you answered: A nurse who knows home dialysis"
    assert look.viewer_words == "Dana Lungu, Orhei" and look.fields == [
        "My message", "My name", "From", "Lives in", "Telephone",
    ]  # fmt: skip


def test_opened_it_shows_what_was_chosen_and_no_more(cast, answer):
    page = opened(cast, answer)
    html5lib.HTMLParser(strict=True).parse(page.content)
    for words in (SECRET, "Amina Rusu", "Peresecina", "333 123 4567", "6 hours", "Accept or decline", "Your turn",
                  "<span>Turin, Italy</span>"):  # fmt: skip
        assert words in page.text
    assert "amina@example.org" not in page.text
    step = answer.steps.get(kind="seen")
    assert step.by == cast.dana and "Dana Lungu" in cast.enter(cast.amina).get(
        f"/en/opportunities/{answer.need.slug}/mine/"
    ).text  # fmt: skip


def test_the_whole_road_by_hand(cast, answer):
    opened(cast, answer)
    act(cast, answer, "accepted", words="Thank you!")
    act(cast, answer, "proposed", hours="12", words="Two evenings")
    mine = f"/en/opportunities/{answer.need.slug}/mine/step/"
    cast.enter(cast.amina).post(mine, {"kind": "agreed"})
    cast.enter(cast.amina).post(mine, {"kind": "given", "hours": "9"})
    page = cast.enter(cast.dana).get(page_of(answer))
    assert 'value="9"' in page.text and "says that 9 hours are given" in page.text
    act(cast, answer, "confirmed", hours="9")
    assert Answer.objects.get().hours_given == 9
    assert "9 hours counted." in cast.enter(cast.dana).get(page_of(answer)).text
    assert cast.amina.notices.filter(kind="opportunities.hours_confirmed").exists()


@pytest.mark.parametrize(("kind", "wrong", "sentence"), [
    ("declined", {"words": " "}, "Write why"),
    ("proposed", {"hours": "some", "words": "kept words"}, "You wrote “some”"),
    ("proposed", {"hours": "2001"}, "Write a number from 1 to 2000"),
    ("accepted", {"words": "x" * 2001}, "at most 2000"),
])  # fmt: skip
def test_what_is_wrong_comes_back_with_what_was_typed(cast, answer, kind, wrong, sentence):
    opened(cast, answer)
    if kind == "proposed":
        act(cast, answer, "accepted")
    steps = answer.steps.count()
    back = act(cast, answer, kind, **wrong)
    assert back.status_code == 422 and sentence in back.text and wrong.get("words", "")[:9] in back.text
    assert answer.steps.count() == steps
    html5lib.HTMLParser(strict=True).parse(back.content)


def test_two_at_the_desk(cast, answer):
    """The second one hears that it moved on and sees where it stands."""
    opened(cast, answer)
    version = Answer.objects.get().version
    assert act(cast, answer, "accepted", version=version).status_code == 302
    late = act(cast, answer, "declined", version=version, words="No")
    assert late.status_code == 409 and "Somebody was quicker" in late.text and Answer.objects.get().state == "accepted"


@pytest.mark.parametrize("kind", ["withdrawn", "given", "sent", "", "\x00", "x" * 300])
def test_the_member_s_steps_are_not_home_s(cast, answer, kind):
    assert act(cast, answer, kind).status_code == 404


def test_home_cannot_agree_to_its_own_hours(cast, answer):
    move(answer, "seen", "accepted", "proposed", by=cast.dana)
    assert act(cast, answer, "agreed").status_code == 409 and Answer.objects.get().state == "proposed"


def test_taken_back_nothing_of_it_can_be_read(cast, answer):
    opened(cast, answer)
    answer.withdraw(by=cast.amina)
    page = cast.enter(cast.dana).get(page_of(answer)).text
    assert not any(words in page for words in (SECRET, "Amina", "333 123")) and "took it back" in page
    assert not waiting_for(cast.dana)


CALL = "Call me at via Roma 4"


@pytest.fixture
def taken_back(cast, answer):
    """An answer that went as far as a proposal in words, by its author, and was taken back."""
    opened(cast, answer)
    act(cast, answer, "accepted", words="Welcome!")
    mine = f"/en/opportunities/{answer.need.slug}/mine/step/"
    cast.enter(cast.amina).post(mine, {"kind": "proposed", "hours": "5", "words": CALL})
    assert CALL in cast.enter(cast.dana).get(page_of(answer)).text
    cast.enter(cast.amina).post(mine, {"kind": "withdrawn"})
    return Answer.objects.get()


def test_taken_back_its_words_are_gone_from_the_page_and_from_the_table(cast, taken_back):
    page = cast.enter(cast.dana).get(page_of(taken_back)).text
    assert "You can no longer read it." in page and "Taken back" in page
    assert not any(words in page for words in (CALL, SECRET, "Amina", "Turin", "Italy", "5 hours", "6 hours"))
    assert (taken_back.message, taken_back.hours_offered, taken_back.profile) == ("", None, {})
    assert [step.words for step in taken_back.steps.order_by("id")] == ["", "", "Welcome!", "", ""]
    own = cast.enter(cast.amina).get(f"/en/opportunities/{taken_back.need.slug}/mine/")
    html5lib.HTMLParser(strict=True).parse(own.content)
    assert "My message" not in own.text and "Welcome!" in own.text and "What Orhei sees" not in own.text


def test_sent_again_it_is_closed_again_and_home_reads_nothing_from_before(cast, taken_back):
    taken_back.steps.filter(kind="proposed").update(words=CALL)  # as rows were kept once
    looks = Look.objects.count()
    send(taken_back.need, cast.amina, message="The second time", language="en")
    page = cast.enter(cast.dana).get(page_of(taken_back)).text
    assert "Open the answer" in page and Look.objects.count() == looks
    assert not any(words in page for words in (CALL, "The second time", "Welcome!", "5 hours", "6 hours"))
    page = opened(cast, taken_back).text
    assert "The second time" in page and not any(words in page for words in (CALL, "Welcome!"))


def test_nobody_opens_their_own_answer(cast):
    need = make_need(cast, organisation=cast.association, by=cast.bilal)
    mine = send(need, cast.dana)
    assert cast.enter(cast.dana).get(page_of(mine)).status_code == 404
    assert cast.enter(cast.bilal).get(page_of(mine)).status_code == 200


def test_it_is_asked_as_often_with_many(cast, answer, django_assert_max_num_queries):
    for number in range(10):
        send(make_need(cast, f"Need {number}"), cast.chidi)
    opened(cast, answer)
    client = cast.enter(cast.dana)
    client.get(page_of(answer))
    with django_assert_max_num_queries(22):
        client.get(page_of(answer))


def test_on_a_phone_the_answer_comes_before_the_list_of_others(cast):
    answer = send(make_need(cast), cast.amina)
    page = cast.enter(cast.dana).get(f"/manage/needs/answers/{answer.pk}/").text
    assert page.index('id="main"') < page.index('class="queue"')


def test_what_home_did_is_said_of_whoever_did_it(cast):
    answer = move(send(make_need(cast), cast.amina), "seen", "accepted", "proposed", by=cast.dana)
    shown = cast.enter(cast.amina).get(f"/en/opportunities/{answer.need.slug}/mine/").text
    assert f"{cast.dana.name} proposes 12 hours" in shown and "Dr Ana Rusu proposes" not in shown
