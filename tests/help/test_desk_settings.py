"""Setting up a desk: contacts, rules of who reads what, prepared replies; and answers proposed for all."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.bridges.insights.summary import summary_of
from rootbridge.subjects.help.models import DeskRule, PreparedReply, Proposal, PublishedAnswer, Question
from rootbridge.subjects.help.readers import likely_readers
from rootbridge.subjects.help.traces import marked, without_traces
from tests.cast import give_role, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.town_hall.audience_key)
    return member


@pytest.mark.parametrize(
    ("name", "contacts", "rules", "prepared"),
    [
        ("nobody", 302, 302, 302), ("amina", 404, 404, 404), ("bilal", 404, 404, 404), ("chidi", 404, 404, 404),
        ("dana", 200, 404, 404), ("desk", 404, 404, 200), ("esi", 200, 200, 200),
    ],
)  # fmt: skip
def test_rights(cast, desk, name, contacts, rules, prepared):
    client = cast.enter(desk if name == "desk" else getattr(cast, name))
    assert client.get("/manage/questions/desks/orhei-town-hall/").status_code == contacts
    assert client.get("/manage/questions/desks/rules/new/").status_code == rules
    assert client.get("/manage/questions/prepared/new/").status_code == prepared


def test_a_representative_changes_no_desk_of_elsewhere(cast):
    assert cast.enter(cast.dana).get("/manage/questions/desks/bureau/").status_code == 404
    assert "desks/bureau/" not in cast.enter(cast.dana).get("/manage/questions/desks/").text


def test_contacts_are_checked_and_shown_as_plain_links(cast):
    client, url = cast.enter(cast.dana), "/manage/questions/desks/orhei-town-hall/"
    wrong = {"phone": "call me", "whatsapp": "", "telegram": "a b", "viber": "", "reply_days": "0"}
    answer = client.post(url, wrong)
    assert answer.status_code == 422 and "call me" in answer.text and "five letters" in answer.text
    good = {"phone": "+373 235 22 333", "whatsapp": "+373 600 00 101", "telegram": "https://t.me/orhei_desk",
            "viber": "+373 600 00 101", "reply_days": "2"}  # fmt: skip
    assert client.post(url, good).status_code == 302
    page = cast.enter(cast.nobody).get("/en/help/ask/?office=orhei-town-hall").text
    assert "https://wa.me/37360000101" in page and "https://t.me/orhei_desk" in page and "viber://chat" in page


def test_rules_name_who_reads_first(cast, django_assert_max_num_queries):
    client, url = cast.enter(cast.esi), "/manage/questions/desks/rules/new/"
    assert client.post(url, {"office": "bureau", "weight": "10"}).status_code == 422
    assert client.post(url, {"office": "nowhere", "topics": "x", "weight": "900"}).status_code == 422
    assert client.post(url, {"office": "embassy-rome", "topics": "papers", "residences": "IT", "weight": "20"}).url
    rule = DeskRule.objects.get()
    italy, france = Bearings("IT", "", "MD-OR-peresecina"), Bearings("FR", "", "MD-OR-peresecina")
    with django_assert_max_num_queries(9):
        assert likely_readers(topic="papers", bearings=italy)[0].office == cast.embassy
    assert likely_readers(topic="papers", bearings=france)[0].office == cast.town_hall
    DeskRule.objects.create(office=cast.bureau, origins=["MD-OR"], weight=50)
    assert likely_readers(topic="papers", bearings=italy)[0].office == cast.bureau
    seen = client.get("/manage/questions/desks/?topic=papers&home=MD-OR&living=IT").text
    assert seen.index(cast.bureau.name, seen.index('id="readers"')) < seen.index(
        cast.embassy.name, seen.index('id="readers"')
    )
    client.post(f"/manage/questions/desks/rules/{rule.pk}/", {"do": "remove"})
    assert DeskRule.objects.count() == 1


def test_prepared_replies_of_a_desk(cast, desk):
    client, url = cast.enter(desk), "/manage/questions/prepared/new/"
    said = {"office": "orhei-town-hall", "topic": "", "title_en": "Received", "words_en": "We have {number}."}
    assert client.post(url, said | {"words_en": ""}).status_code == 422
    assert client.post(url, said | {"title_en": "", "words_en": ""}).status_code == 422
    for foreign in ("", "bureau"):
        assert client.post(url, said | {"office": foreign}).status_code == 422
    assert client.post(url, said).status_code == 302
    mine = PreparedReply.objects.get()
    common = PreparedReply.objects.create(titles={"en": "All"}, words={"en": "All"})
    assert client.get(f"/manage/questions/prepared/{common.pk}/").status_code == 404, "read, not changed"
    assert client.post(f"/manage/questions/prepared/{mine.pk}/", said | {"words_en": "New"}).status_code == 302
    mine.refresh_from_db()
    assert mine.words == {"en": "New"}
    other = make_member("Doina Consul")
    give_role(other, "support_agent", body=cast.embassy.audience_key)
    assert cast.enter(other).get(f"/manage/questions/prepared/{mine.pk}/").status_code == 404
    client.post(f"/manage/questions/prepared/{mine.pk}/", {"do": "remove"})
    assert not PreparedReply.objects.filter(office=cast.town_hall).exists()


STORY = (
    "Buna, sunt Amina Rusu din Peresecina, nascuta 12.03.1961, tel +39 333 123 4567, mail amina.r@example.org, "
    "IDNP 2004001234567, cont MD24AG000225100013104168. Aminei i-a spus Doamna Ludmila Ciobanu "
    "sa vin in 3 zile cu 250 lei."
)


def test_traces_are_taken_out():
    found = without_traces(STORY, names=["Amina Rusu"], country="IT")
    for trace in ("Amin", "Rusu", "12.03.1961", "333", "example.org", "2004001234567", "MD24AG"):
        assert trace not in found.words, trace
    assert "3 zile" in found.words and "250 lei" in found.words and found.count >= 7
    assert any("Ludmila Ciobanu" in look for look in found.looks)
    assert "<mark>" in marked("Ana <b> Doamna Ludmila Ciobanu", found.looks) and "<b>" not in marked("<b>", ["b"])


def test_an_answer_is_proposed_without_whoever_asked(cast, desk):
    cast.town_hall.place = cast.places["MD-OR"]
    Locale.objects.get_or_create(language_code="en")
    question, _made = Question.ask(office=cast.town_hall, words=STORY, language="en", by=cast.amina, topic="pension")
    client, url = cast.enter(desk), f"{question.desk_url}proposal/"
    assert client.get(url).status_code == 404, "not answered"
    question.answer(by=desk, words="Dear Amina, bring the work book. Call Valentina at +373 235 22 333.")
    page = client.get(url).text
    assert "Peresecina" in page and "amina.r" not in page and "Dear Amina" not in page and "235 22 333" not in page
    said = {"question": "Which papers for a pension?", "short": "The work book.", "body": "Bring the work book.",
            "topic": "pension", "language": "en"}  # fmt: skip
    assert client.post(url, said).status_code == 422, "somebody must have looked"
    for _press in range(2):
        assert client.post(url, said | {"is_clean": "on"}).status_code == 302
    answer = PublishedAnswer.objects.get()
    assert not answer.live and answer.has_unpublished_changes and answer.office == cast.town_hall
    assert answer.review_on > timezone.localdate() + timedelta(days=60)
    assert Proposal.objects.get().answer == answer
    assert cast.enter(cast.nobody).get(f"/en/help/{answer.slug}/").status_code == 404
    assert "Which papers for a pension?" in client.get(question.desk_url).text


def test_desks_are_counted_and_few_are_hidden(cast, desk):
    for number in range(12):
        question = Question.ask(office=cast.town_hall, words=f"Question number {number}", language="en",
                                email=f"a{number}@example.org", topic="pension")[0]  # fmt: skip
        if number < 10:
            question.answer(by=desk, words="Yes.")
    Question.ask(office=cast.bureau, words="A lonely question", language="ru", email="lonely@example.org")
    today = timezone.localdate()
    period = Period(today - timedelta(days=1), today + timedelta(days=1))
    keys = [f"help.by_{name}" for name in
            ("desk", "topic", "origin", "residence", "language", "gender", "channel")]  # fmt: skip
    for key in keys:
        figure = indicators.get(key).compute(period, Scope())
        assert sum(map(len, figure.groups.values())) == 13, key
    figure = indicators.get("help.by_desk").compute(period, Scope())
    assert summary_of(figure, 10, "rest") == ([], {}), "the total would give the lonely one away"
    for number in range(9):
        Question.ask(office=cast.embassy, words=f"Another {number}", language="en", email=f"b{number}@example.org")
    rows, cells = summary_of(indicators.get("help.by_desk").compute(period, Scope()), 10, "rest")
    assert rows == [cast.town_hall.name, "rest"]
    assert cells[rows[0], "Received"] == 12 and cells[rows[0], "Answered, of a hundred"] == 83
    assert cells["rest", "Received"] == 10 and cells["rest", "First reply, days: half"] is None
