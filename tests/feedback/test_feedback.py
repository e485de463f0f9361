"""Was this useful: without an account, without a trace of who, harmless when repeated."""

import pytest
from django.conf import settings
from django.test import Client

from rootbridge.base.core.panels import panels
from rootbridge.shared.feedback.models import Remark, Tally
from tests.cast import give_role, make_member
from tests.translation.factories import make_answer, make_guide


@pytest.fixture
def guide(cast):
    return make_guide(cast, "en", title="Apostille", slug="apostille")


def reader(address="203.0.113.7") -> Client:
    return Client(headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=address)


def judge(client, guide, verdict="yes", **more):
    return client.post(
        "/en/feedback/useful/", {"kind": "services.guide", "number": guide.pk, "verdict": verdict} | more
    )


def test_a_yes_is_counted_and_thanked_for(guide):
    client = reader()
    answer = judge(client, guide)
    assert (answer.status_code, answer.url) == (302, "/en/services/apostille/?thanks=yes#useful")
    tally = Tally.objects.get()
    assert (tally.target_kind, tally.target_id, tally.language, tally.verdict, tally.count) == (
        "services.guide", guide.pk, "en", "yes", 1,
    )  # fmt: skip
    assert "Thank you" in client.get(answer.url).content.decode()
    assert not client.cookies
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_not_quite_asks_one_question_more(guide):
    client = reader()
    answer = judge(client, guide, "no")
    assert answer.url == f"/en/feedback/services.guide/{guide.pk}/"
    page = client.get(answer.url).content.decode()
    assert "What was missing" in page
    sent = client.post(answer.url, {"words": "The fee\u202e is missing"})
    assert sent.url == "/en/services/apostille/?thanks=words#useful"
    assert Remark.objects.get().words == "The fee is missing"
    assert not client.cookies


@pytest.mark.parametrize("words", ["", "  \u200b ", "x" * 2001])
def test_empty_or_endless_words_come_back(guide, words):
    answer = reader().post(f"/en/feedback/services.guide/{guide.pk}/", {"words": words})
    assert answer.status_code == 422
    assert not Remark.objects.exists()


def test_the_share_is_told_from_ten_voices_on(guide):
    for number in range(9):
        judge(reader(f"198.51.{number}.1"), guide)
    page = "/en/services/apostille/"
    assert "people said yes" not in reader().get(page).content.decode()
    judge(reader("198.51.100.9"), guide, "no")
    assert "9 of 10 people said yes." in reader().get(page).content.decode()


def test_one_network_does_not_outvote_the_others(guide):
    codes = {judge(reader(f"203.0.113.{number}"), guide).status_code for number in range(20)}
    assert codes == {302}, "it is thanked for all the same"
    assert Tally.objects.get().count == 5


def test_the_same_words_are_one_remark(guide):
    for _time in range(3):
        reader().post(f"/en/feedback/services.guide/{guide.pk}/", {"words": "The fee"})
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "members.member"}, {"kind": ""}, {"number": "0"}, {"number": "x"}, {"number": "9" * 40},
     {"verdict": "maybe"}, {"number": "١"}],
)  # fmt: skip
def test_what_is_no_vote_is_not_here(guide, wrong):
    assert judge(reader(), guide, **wrong).status_code == 404
    assert not Tally.objects.exists()


def test_a_draft_is_not_judged(guide):
    guide.unpublish()
    assert judge(reader(), guide).status_code == 404


def test_it_leads_nowhere_else(guide):
    answer = judge(reader(), guide, next="https://example.org/")
    assert answer.url.startswith("/en/services/apostille/")


def test_another_site_cannot_vote(guide):
    assert judge(Client(headers={"Sec-Fetch-Site": "cross-site"}), guide).status_code == 403
    assert not Tally.objects.exists()


def test_looking_does_not_vote(guide):
    assert reader().get("/en/feedback/useful/").status_code == 405
    assert not Tally.objects.exists()


def test_answers_are_judged_too(cast):
    answer = make_answer(cast, "en")
    sent = judge(reader(), answer, kind="help.publishedanswer")
    assert sent.url == "/en/help/lost-passport/?thanks=yes#useful"


def test_who_keeps_the_page_reads_what_was_missed_inside_their_region(cast, guide, rf):
    ours = make_guide(cast, "en", slug="ours", title="Orhei market", place=cast.places["MD-OR"])
    Remark.say("services.guide", guide.pk, language="en", words="National words")
    Remark.say("services.guide", ours.pk, language="en", words="Words about Orhei")
    panel = panels.get("feedback")

    def shown(person):
        request = rf.get("/manage/")
        request.user = person
        return str(panel.render(request))

    assert "Words about Orhei" in shown(cast.dana)
    assert "National words" not in shown(cast.dana)
    assert "National words" in shown(cast.esi)
    editor = make_member("Vera Editor")
    give_role(editor, "editor", place=cast.places["MD-SO"])
    assert "Words about" not in shown(editor)
    assert panel.shown_to(editor)
    assert not panel.shown_to(cast.bilal)
    assert not panel.shown_to(cast.amina)


@pytest.mark.parametrize("said", [{"reason": "old"}, {"reason": "elsewhere", "words": "In Spain it is another office"}])
def test_a_reason_is_enough_and_may_have_words(guide, said):
    answer = reader().post(f"/en/feedback/services.guide/{guide.pk}/", said)
    assert answer.status_code == 302
    kept = Remark.objects.get()
    assert (kept.reason, kept.words) == (said["reason"], said.get("words", ""))


def test_a_reason_that_is_none_comes_back_with_the_words(guide):
    answer = reader().post(f"/en/feedback/services.guide/{guide.pk}/", {"reason": "rude", "words": "My words"})
    assert answer.status_code == 422
    assert "My words" in answer.content.decode()
    assert not Remark.objects.exists()
