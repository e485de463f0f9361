"""The pages of a need and of one's own answer: what is asked, kept, shown to whom, and what comes back wrong."""

import html5lib
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rootbridge.people.members.models import Ability, MemberLanguage, MemberSkill
from rootbridge.subjects.opportunities import drawing, showing
from rootbridge.subjects.opportunities.models import Answer, Tally
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need, make_occupation, make_skill, move, send

pytestmark = pytest.mark.django_db
FORM = {"message": "Bună ziua! Lucrez în secția de dializă și pot arăta cum pregătim familiile.", "hours": "6"}


@pytest.fixture
def nurse(cast):
    """Amina, a nurse who knows dialysis and speaks Romanian and Italian."""
    occupation, skill = make_occupation("2221", "nurse"), make_skill("home-dialysis-x", "home dialysis at night")
    Ability.objects.create(member=cast.amina, own_words="asistentă la dializă", language="ro", occupation=occupation)
    MemberSkill.objects.create(member=cast.amina, skill=skill)
    for code in ("ro", "it"):
        MemberLanguage.objects.create(member=cast.amina, code=code)
    return occupation, skill


@pytest.fixture
def need(cast, nurse):
    occupation, skill = nurse
    return make_need(cast, occupations=[occupation], skills=[skill])


def address(need, end=""):
    return f"/en/opportunities/{need.slug}/{end}"


def test_the_page_of_a_need(cast, need):
    shown = cast.enter(cast.nobody).get(address(need))
    assert shown.status_code == 200
    for words in ("Dr Ana Rusu", "Head of nephrology", "home dialysis at night", "12 in all", "From anywhere",
                  "Nobody has answered yet", "/answer/", "Report this need", "Fewer than 10 members"):  # fmt: skip
        assert words in shown.text
    html5lib.HTMLParser(strict=True).parse(shown.content)


def test_visitors_all_get_the_same_bytes(cast, need):
    one, two = (cast.enter(cast.nobody).get(address(need)) for _visitor in range(2))
    assert one.content == two.content and not one.cookies


def test_the_page_counts_the_hours_and_names_nobody(cast, need):
    """Answered by two; one of them gave nine hours. Erased or not, the sum stays."""
    send(need, cast.chidi)
    answer = move(send(need, cast.amina), "seen", "accepted", "proposed", "agreed", by=cast.dana)
    before = cast.enter(cast.nobody).get(address(need)).text
    assert "2 people have answered" in before and "given and confirmed" not in before
    move(answer, "confirmed", by=cast.dana)
    shown = cast.enter(cast.nobody).get(address(need)).text
    assert "2 people have answered" in shown and "9 hours were given and confirmed" in shown
    assert "Amina" not in shown
    Tally.keep([answer], is_last=True)
    answer.delete()
    assert "9 hours were given and confirmed" in cast.enter(cast.nobody).get(address(need)).text


def test_the_page_asks_the_database_as_often_with_many_answers(cast, need, django_assert_max_num_queries):
    for number in range(12):
        member = make_member(f"Helper{number} Person")
        move(send(need, member, is_named_in_public=number % 2 == 0), "seen", "accepted", by=cast.dana)
    client = cast.enter(cast.nobody)
    with django_assert_max_num_queries(10):
        shown = client.get(address(need)).text
    assert "12 people have answered" in shown and "Helper0 Person" in shown and "Helper1 Person" not in shown


def test_answering_asks_for_a_sign_in(cast, need):
    answer = cast.enter(cast.nobody).get(address(need, "answer/"))
    assert answer.status_code == 302 and "sign-in" in answer["Location"] or "account" in answer["Location"]


def test_what_fits_is_ticked_and_nothing_else(cast, need):
    offers = {offer.key: offer.fits for offer in showing.offers(cast.again(cast.amina), need)}
    assert offers == {
        "name": False,
        "abilities": True,
        "skills": True,
        "languages": True,
        "home": True,
        "living": False,
    }
    shown = cast.enter(cast.amina).get(address(need, "answer/")).text
    html5lib.HTMLParser(strict=True).parse(shown)
    for words in ("Work: asistentă la dializă (nurse)", "Skills: home dialysis at night", "Lives in: Turin, Italy",
                  "It fits the need", "Seen by"):  # fmt: skip
        assert words in shown


@pytest.mark.parametrize(("place", "who"), [
    ("MD-OR-peresecina", "Peresecina, Orhei and Moldova"), ("MD-OR", "Orhei and Moldova"), ("MD", "Moldova"),
    ("MD-OR-orhei", "Orhei town, Orhei and Moldova"),
])  # fmt: skip
def test_everybody_who_reads_the_answer_is_named(cast, place, who):
    """Whoever speaks for a place above reads the answers of every place in it."""
    need = make_need(cast, place=cast.places[place])
    shown = cast.enter(cast.amina).get(address(need, "answer/")).text
    assert f"Orhei district hospital and the representatives of {who}" in shown
    assert f"The representatives of {who}" in shown
    send(need, cast.amina)
    assert f"the representatives of {who} can read this." in cast.enter(cast.amina).get(address(need, "mine/")).text
    with translation.override("ro"):
        assert drawing.readers_of(need)["places"].count("Orhei") <= 1
    above = make_member("Vera Soltan")
    give_role(above, "local_representative", place=cast.places["MD"])
    assert Answer.objects.received_by(above).exists()


def test_it_sends_what_was_chosen_and_no_more(cast, need):
    client = cast.enter(cast.amina)
    done = client.post(address(need, "answer/"), {**FORM, "shown": ["abilities", "languages"], "phone": "333 123 4567"})
    assert done.status_code == 302 and done["Location"] == address(need, "mine/")
    answer = Answer.objects.get()
    assert (answer.shown, sorted(answer.profile), answer.language) == (
        ["abilities", "languages"],
        ["abilities", "languages"],
        "ro",
    )
    assert answer.phone == "+39 333 123 4567" and not answer.is_named_in_public
    mine = client.get(address(need, "mine/")).text
    html5lib.HTMLParser(strict=True).parse(mine)
    assert "Nobody has opened it yet" in mine and "Their turn" in mine
    other = cast.enter(cast.chidi).get(address(need)).text + cast.enter(cast.nobody).get("/en/opportunities/").text
    assert not any(words in other for words in ("Amina", "333 123", "amina@example.org", "Turin"))


def test_the_public_page_names_who_allowed_it_once_accepted(cast, need):
    answer = send(need, cast.amina, is_named_in_public=True)
    page = lambda: cast.enter(cast.nobody).get(address(need)).text  # noqa: E731
    assert "Amina Rusu" not in page() and "1 person has answered" in page()
    move(answer, "seen", "accepted", by=cast.dana)
    assert "Amina Rusu" in page()


@pytest.mark.parametrize(("there", "words"), [(3, "a member"), (9, "nurse, Italy")])
def test_without_a_name_it_says_only_what_ten_share(cast, need, nurse, there, words):
    for number in range(there):
        other = make_member(f"Nurse{number} Person", living=cast.places["IT"])
        Ability.objects.create(member=other, own_words="nurse", language="en", occupation=nurse[0])
    face = showing.face_of(cast.again(cast.amina), need)
    assert showing.face_in_words(**face) == words


WRONG = [
    ({"hours": "a few"}, "Write a number from 1 to 12, for example 6. You wrote “a few”."),
    ({"hours": "13"}, "You wrote “13”."),
    ({"hours": "0"}, "You wrote “0”."),
    ({"hours": ""}, "Write a number from 1 to 12"),
    ({"hours": "-1"}, "You wrote “-1”."),
    ({"hours": "1.5"}, "You wrote “1.5”."),
    ({"hours": "9" * 300}, "You wrote “999"),
    ({"message": ""}, "Write what you offer"), ({"message": "x" * 4001}, "Write at most 4000 letters"),
    ({"message": "\u200b\u202e \x00"}, "Write what you offer"), ({"phone": "call me"}, "You wrote “call me”."),
    ({"shown": ["password"]}, "Choose from these."),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "sentence"), WRONG, ids=str)
def test_what_is_wrong_comes_back_with_what_was_typed(cast, need, wrong, sentence):
    back = cast.enter(cast.amina).post(address(need, "answer/"), {**FORM, **wrong})
    assert back.status_code == 422 and sentence in back.text
    assert FORM["message"][:20] in back.text or "message" in wrong
    assert not Answer.objects.exists()
    html5lib.HTMLParser(strict=True).parse(back.text)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=some.text(max_size=300), hours=some.text(max_size=20), phone=some.text(max_size=30))
def test_any_text_is_taken_or_comes_back(cast, message, hours, phone):
    need = make_need(cast)
    sent = {"message": message.encode("utf8", "replace"), "hours": hours.encode("utf8", "replace"),
            "phone": phone.encode("utf8", "replace")}  # fmt: skip
    assert cast.enter(cast.amina).post(address(need, "answer/"), sent).status_code in (302, 422)


def test_sent_twice_it_is_one_answer_and_the_first_stands(cast, need):
    client = cast.enter(cast.amina)
    for message in ("The first one.", "The second one."):
        assert client.post(address(need, "answer/"), {**FORM, "message": message}).status_code == 302
    assert Answer.objects.get().message == "The first one." and cast.dana.notices.count() == 1
    assert client.get(address(need, "answer/"))["Location"] == address(need, "mine/")


def test_a_need_that_was_closed_meanwhile_takes_no_answer(cast, need):
    need.close(by=cast.dana, is_filled=True)
    back = cast.enter(cast.amina).post(address(need, "answer/"), FORM)
    assert back.status_code == 409 and "Somebody was found" in back.text and not Answer.objects.exists()


def test_those_who_read_the_answers_do_not_answer(cast, need):
    assert "You read the answers" in cast.enter(cast.dana).get(address(need, "answer/")).text
    assert cast.enter(cast.dana).post(address(need, "answer/"), FORM).status_code == 409


def test_one_s_own_steps(cast, need):
    answer, client = move(send(need, cast.amina), "seen", "accepted", "proposed", by=cast.dana), cast.enter(cast.amina)
    page = client.get(address(need, "mine/")).text
    assert "Agree to 12 hours" in page and "Your turn" in page and "Step 4 of 6" in page
    step = address(need, "mine/step/")
    wrong = client.post(step, {"kind": "proposed", "hours": "many", "words": "In March"})
    assert wrong.status_code == 422 and "You wrote “many”" in wrong.text and "In March" in wrong.text
    assert client.post(step, {"kind": "proposed", "hours": "4"}).status_code == 302
    answer = Answer.objects.get().propose(by=cast.dana, is_home=True, hours=5)
    late = client.post(step, {"kind": "agreed", "version": answer.version - 1})
    assert late.status_code == 409 and "has moved on" in late.text
    assert client.post(step, {"kind": "agreed", "version": answer.version}).status_code == 302
    again = client.post(step, {"kind": "agreed", "version": answer.version})
    assert again.status_code == 409 and answer.steps.filter(kind="agreed").count() == 1
    assert client.post(step, {"kind": "given", "hours": "5"}).status_code == 302
    assert Answer.objects.get().state == "given"


@pytest.mark.parametrize("kind", ["accepted", "declined", "confirmed", "seen", "sent", "", "x" * 500])
def test_home_s_steps_are_not_the_member_s(cast, need, kind):
    send(need, cast.amina)
    assert cast.enter(cast.amina).post(address(need, "mine/step/"), {"kind": kind}).status_code == 404


def test_nobody_else_finds_an_answer(cast, need):
    send(need, cast.amina)
    for name in ("bilal", "chidi", "dana", "esi"):
        client = cast.enter(cast.everybody[name])
        assert client.get(address(need, "mine/")).status_code == 404
        assert client.post(address(need, "mine/step/"), {"kind": "withdrawn"}).status_code == 404


def test_a_form_from_elsewhere_is_refused(cast, need):
    client = cast.enter(cast.amina)
    refused = client.post(address(need, "answer/"), FORM, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403 and not Answer.objects.exists()


def test_a_job_warns_of_fees(cast):
    assert "Nobody may ask you for money" in cast.enter(cast.nobody).get(address(make_need(cast, kind="job"))).text


def test_taking_back_leaves_a_page_that_says_so(cast, need):
    send(need, cast.amina, shown=["name"], profile={"name": ["Amina"]})
    client = cast.enter(cast.amina)
    client.post(address(need, "mine/step/"), {"kind": "withdrawn"})
    assert "Answer again" in client.get(address(need, "mine/")).text
    assert client.post(address(need, "answer/"), FORM).status_code == 302 and Answer.objects.get().state == "sent"


def test_ten_million_letters_are_refused_plainly(cast, need):
    back = cast.enter(cast.amina).post(address(need, "answer/"), {**FORM, "message": "x" * 10_000_000})
    assert back.status_code in (400, 413) and not Answer.objects.exists()
