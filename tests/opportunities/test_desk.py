"""The back office of needs: writing, a second look, closing; only inside one's scope."""

import re
from datetime import timedelta

import html5lib
import pytest
from django.utils import timezone

from rootbridge.base.core.queue import waiting_for
from rootbridge.subjects.opportunities import screening
from rootbridge.subjects.opportunities.models import Need
from tests.cast import give_role, make_member
from tests.opportunities.factories import edition_in, make_need, make_occupation, make_skill, move, seen, send

pytestmark = pytest.mark.django_db
NEEDS = "/manage/needs/"
TODAY = timezone.localdate()


@pytest.fixture
def second(cast):
    """A second representative of Orhei."""
    ion = make_member("Ion Lupu")
    give_role(ion, "local_representative", place=cast.places["MD-OR"])
    return ion


@pytest.fixture
def soroca(cast):
    """The representative of another district."""
    vera = make_member("Vera Soltan")
    give_role(vera, "local_representative", place=cast.places["MD-SO"])
    return vera


def form(cast, **more):
    return {
        "organisation": cast.hospital.pk, "kind": "expertise_request", "original": "en", "title": "A nurse for us",
        "lead": "We train four nurses.", "mode": "remote", "hours": "12", "people_needed": "1",
        "contact_name": "Dr Rusu", "answer_by": (TODAY + timedelta(days=20)).isoformat(), **more,
    }  # fmt: skip


def is_valid(answer) -> bool:
    html5lib.HTMLParser(strict=True).parse(answer.content)
    return True


def test_from_an_empty_form_to_a_public_page(cast, second):
    occupation, skill = make_occupation("2221", "nurse"), make_skill("dialysis-x", "home dialysis")
    client, other = cast.enter(cast.dana), cast.enter(second)
    assert is_valid(client.get(NEEDS + "new/"))
    sent = client.post(NEEDS + "new/", form(cast))
    need = Need.objects.get()
    assert sent["Location"] == f"{NEEDS}{need.pk}/skills/" and need.place == cast.hospital.place
    skills = client.get(sent["Location"])
    assert is_valid(skills) and "nurse" in skills.text
    ticked = {"occupations": [occupation.pk], "skills": []}
    client.post(f"{sent['Location']}?who=nurse", ticked)
    assert list(need.occupations.all()) == [occupation] and not need.skills.exists() and skill
    page = client.get(f"{NEEDS}{need.pk}/")
    assert is_valid(page) and "A draft" in page.text and "Fewer than 10 members could do this" in page.text
    client.post(f"{NEEDS}{need.pk}/proposal/")
    assert "so a second person looks at it" in client.get(f"{NEEDS}{need.pk}/").text
    assert client.post(f"{NEEDS}{need.pk}/publication/").status_code == 302 and not Need.objects.published().exists()
    assert [row.title for row in waiting_for(second)] == ["A nurse for us"] and not waiting_for(cast.dana)
    looked_at = seen(other, need)
    other.post(f"{NEEDS}{need.pk}/publication/", looked_at)
    assert Need.objects.open_on(TODAY).get() == need
    assert second.notices.get().kind == "opportunities.need_to_check"
    assert cast.dana.notices.get().kind == "opportunities.need_published"
    other.post(f"{NEEDS}{need.pk}/publication/", looked_at)
    assert cast.dana.notices.count() == 1


def test_what_is_ticked_stays_when_the_author_looks_again(cast):
    nurse, cook = make_occupation("2221", "nurse"), make_occupation("5120", "cook")
    need, client = make_need(cast, "A nurse for us", published=False), cast.enter(cast.dana)
    asked = {"who": "cook", "occupations": [nurse.pk], "skills": []}
    page = client.get(f"{NEEDS}{need.pk}/skills/", asked).text
    assert _ticked(page) == {nurse.pk} and f'value="{cook.pk}"' in page
    assert client.get(f"{NEEDS}{need.pk}/skills/", {"who": "cook", "skills": ["-1", "x", "9" * 30]}).status_code == 200


def _ticked(page: str) -> set[int]:
    return {int(number) for number in re.findall(r'<input[^>]*value="(\d+)"[^>]*\bchecked\b', page)}


WRONG = [
    ({"title": ""}, "Write something here."), ({"contact_name": ""}, "Write something here."),
    ({"answer_by": "2020-01-01"}, "This day is over"),
    ({"answer_by": "31/02/2027"}, "There is no such day: “31/02/2027”"),
    ({"answer_by": "soon"}, "There is no such day: “soon”"), ({"starts_on": "9999-99-99"}, "There is no such day"),
    ({"starts_on": "2099-01-01"}, "more than three years away"), ({"hours": ""}, "Say how many hours"),
    ({"starts_on": (TODAY + timedelta(days=9)).isoformat(), "ends_on": TODAY.isoformat()}, "lies before the first one"),
    ({"ends_on": (TODAY + timedelta(days=1)).isoformat()}, "By then it is over"),
    ({"hours": "lots"}, "You wrote “lots”"),
    ({"place": "Soroca"}, "We know no place called “Soroca” where you work."),
    ({"place": "Atlantis"}, "We know no place"),
    ({"kind": "party"}, "Choose one of these."),
    ({"organisation": "0"}, "Choose one of these."),
    ({"original": "xx"}, "Choose one"),
    ({"kind": "job"}, "published only when nobody pays"), ({"title": "x" * 121}, "Write at most 120 letters"),
    ({"people_needed": "0"}, "Write a number from 1"),
    ({"mode": ""}, "Choose one of these."),
    ({"languages": ["xx"]}, "Choose one"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "sentence"), WRONG, ids=str)
def test_what_is_wrong_comes_back_with_what_was_typed(cast, wrong, sentence):
    back = cast.enter(cast.dana).post(NEEDS + "new/", form(cast, lead="Keep these words", **wrong))
    assert back.status_code == 422 and sentence in back.text and "Keep these words" in back.text
    assert not Need.objects.exists() and is_valid(back)


@pytest.mark.parametrize("typed", ["31.12.2026", "2026-12-31", "31/12/2026", "٣١/١٢/٢٠٢٦"])
def test_days_as_people_write_them(cast, typed):
    client = cast.enter(cast.dana)
    answer = client.post(
        NEEDS + "new/", form(cast, answer_by=typed.replace("2026", str(TODAY.year + 1)).replace("٢٠٢٦", "٢٠٢٧"))
    )
    assert answer.status_code == 302 and Need.objects.get().answer_by.month == 12


def test_a_form_sent_twice_makes_one_need(cast):
    ticket = "6a6df7d4-7f2b-4c0f-9a53-4a3e8f1f0a11"
    places = {cast.enter(cast.dana).post(NEEDS + "new/", form(cast, ticket=ticket))["Location"] for _time in range(2)}
    assert len(places) == 1 and Need.objects.count() == 1


def test_a_place_inside_the_scope_is_understood(cast):
    cast.enter(cast.dana).post(NEEDS + "new/", form(cast, place="peresecina"))
    assert Need.objects.get().place == cast.places["MD-OR-peresecina"]


def test_nobody_writes_for_an_organisation_that_is_not_theirs(cast, soroca):
    assert cast.enter(soroca).get(NEEDS + "new/").status_code == 404  # no organisation in Soroca
    back = cast.enter(cast.bilal).post(NEEDS + "new/", form(cast))
    assert back.status_code == 422 and not Need.objects.exists()
    assert cast.enter(cast.bilal).post(NEEDS + "new/", form(cast, organisation=cast.association.pk)).status_code == 302


def test_another_region_finds_nothing(cast, soroca):
    need = make_need(cast)
    answer = send(need, cast.amina)
    pages = ["", "text/", "text/ro/", "skills/"]
    changes = ["proposal/", "publication/", "return/", "closing/"]
    for who in (soroca, cast.bilal, cast.amina):
        client = cast.enter(who)
        assert {client.get(f"{NEEDS}{need.pk}/{page}").status_code for page in pages} == {404}
        assert {client.post(f"{NEEDS}{need.pk}/{page}", {"words": "x"}).status_code for page in changes} == {404}
        assert client.get(f"{NEEDS}answers/{answer.pk}/").status_code == 404
        assert client.post(f"{NEEDS}answers/{answer.pk}/step/", {"kind": "accepted"}).status_code == 404
    assert "home dialysis" not in cast.enter(soroca).get(NEEDS).text
    assert cast.enter(cast.nobody).get(NEEDS).status_code == 302


def test_the_centre_sees_needs_and_no_answer(cast):
    need = make_need(cast)
    answer = send(need, cast.amina)
    client = cast.enter(cast.esi)
    page = client.get(f"{NEEDS}{need.pk}/").text
    assert client.get(f"{NEEDS}answers/{answer.pk}/").status_code == 404 and f"answers/{answer.pk}" not in page
    assert client.get(f"{NEEDS}answers/").status_code == 404


def test_shelves(cast, second):
    make_need(cast, "Open one")
    make_need(cast, "Draft one", published=False)
    make_need(cast, "Proposed one", published=False).propose(by=cast.dana)
    make_need(cast, "Closed one").close(by=cast.dana, is_filled=True)
    for shelf, title in (
        ("open", "Open"),
        ("drafts", "Draft"),
        ("check", "Proposed"),
        ("past", "Closed"),
        ("x", "Open"),
    ):
        shown = cast.enter(second).get(f"{NEEDS}?show={shelf}")
        assert is_valid(shown) and f"{title} one" in shown.text and shown.text.count(" one</a>") == 1


def test_the_desk_asks_as_often_for_many(cast, django_assert_max_num_queries):
    for number in range(12):
        send(make_need(cast, f"Need {number}"), cast.amina)
    client = cast.enter(cast.dana)
    client.get(NEEDS)
    with django_assert_max_num_queries(16):
        assert client.get(NEEDS).text.count("An answer waits") == 12
    with django_assert_max_num_queries(16):
        client.get(NEEDS + "answers/")


def test_a_reason_is_asked_for_when_it_goes_back(cast, second):
    need = make_need(cast, published=False)
    need.propose(by=cast.dana)
    client = cast.enter(second)
    back = client.post(f"{NEEDS}{need.pk}/return/", {"words": " "})
    assert back.status_code == 422 and "Write why" in back.text and is_valid(back)
    client.post(f"{NEEDS}{need.pk}/return/", {"words": "Say when."})
    assert "Say when." in cast.dana.letter_set.get().text and Need.objects.drafts().exists()


def test_closing(cast):
    need, client = make_need(cast), cast.enter(cast.dana)
    back = client.post(f"{NEEDS}{need.pk}/closing/", {"reason": "Found"})
    assert back.status_code == 422 and "Choose one of these." in back.text and is_valid(back)
    client.post(f"{NEEDS}{need.pk}/closing/", {"how": "filled"})
    assert Need.objects.get().closing.is_filled


def test_a_change_to_a_public_need_is_shown_to_the_second_person(cast, second):
    need, client = make_need(cast, place=cast.places["MD-OR"]), cast.enter(cast.dana)
    assert is_valid(client.get(f"{NEEDS}{need.pk}/text/"))
    client.post(f"{NEEDS}{need.pk}/text/", form(cast, title="Another title", hours="5", languages=["ro"]))
    client.post(f"{NEEDS}{need.pk}/text/fr/", {"title": "Une infirmière", "lead": "Pour nous."})
    assert "home dialysis" in cast.enter(cast.nobody).get(need.get_absolute_url()).text
    page = cast.enter(second).get(f"{NEEDS}{need.pk}/")
    assert is_valid(page) and all(
        words in page.text for words in ("What changes", "Another title", "Une infirmière", "<ins")
    )
    cast.enter(second).post(f"{NEEDS}{need.pk}/publication/", {"edition": edition_in(page)})
    changed = Need.objects.get()
    assert (changed.titles, changed.hours) == ({"en": "Another title", "fr": "Une infirmière"}, 5)


def test_a_need_like_another_is_pointed_out(cast):
    first, second = (
        make_need(cast, "A nurse who knows dialysis"),
        make_need(cast, "Nurse who knows dialysis a", published=False),
    )
    page = cast.enter(cast.dana).get(f"{NEEDS}{second.pk}/").text
    assert "This may be asked for already" in page and f"{NEEDS}{first.pk}/" in page


def test_a_need_like_another_is_pointed_out_only_to_those_who_may_see_it(cast):
    """The hospital's draft says nothing to an officer of the association; its public need is linked where they may."""
    make_need(cast, "A nurse who knows dialysis well", published=False)
    public = make_need(cast, "A nurse who knows dialysis too")
    mine = make_need(cast, "A nurse who knows dialysis", organisation=cast.association, by=cast.bilal, published=False)
    page = cast.enter(cast.bilal).get(f"{NEEDS}{mine.pk}/").text
    assert "dialysis well" not in page and "This may be asked for already" in page
    assert f'href="{public.get_absolute_url()}"' in page and f"{NEEDS}{public.pk}/" not in page


FALSE_OFFERS = [
    "Pay the registration fee before you travel", "We keep your passport until the end", "Contact only WhatsApp",
    "Se achită taxă de înscriere 50 euro", "Păstrăm pașaportul dumneavoastră", "Viză garantată, fără contract",
    "Оплата оформления 200 евро", "Паспорт остаётся у нас", "Нужна предоплата", "Frais de dossier à payer",
    "Visa garanti, sans contrat", "Pago por adelantado", "Guardamos su pasaporte", "رسوم التسجيل مئة يورو",
    "تأشيرة مضمونة",
]  # fmt: skip


@pytest.mark.parametrize("words", FALSE_OFFERS)
def test_words_of_false_offers_must_be_asked_about(cast, second, words):
    need = make_need(cast, published=False, kind="job", bodies={"en": f"Good work. {words}."})
    need.propose(by=cast.dana)
    client = cast.enter(second)
    assert "often stand in false offers" in client.get(f"{NEEDS}{need.pk}/").text
    back = client.post(f"{NEEDS}{need.pk}/publication/", seen(client, need))
    assert back.status_code == 422 and not Need.objects.published().exists()
    client.post(f"{NEEDS}{need.pk}/publication/", {"asked": "yes", "edition": edition_in(back)})
    assert Need.objects.published().exists()


@pytest.mark.parametrize("words", [
    "Paid: 12,000 lei a month with a contract", "Salariu cu contract, cazare plătită",
    "Бесплатное обучение по договору",
    "You need a passport to travel", "We write on WhatsApp or by mail", "A registered nurse, free of charge",
])  # fmt: skip
def test_honest_words_pass(words):
    assert screening.suspicious(words) == []


def test_a_change_that_brings_such_words_is_stopped_too(cast, second):
    need = make_need(cast, kind="job")
    cast.enter(cast.dana).post(f"{NEEDS}{need.pk}/text/fr/", {"title": "Travail", "lead": "Frais de dossier à payer."})
    client = cast.enter(second)
    assert client.post(f"{NEEDS}{need.pk}/publication/", seen(client, need)).status_code == 422
    assert move and "fr" not in Need.objects.get().titles
