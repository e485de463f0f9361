"""Whoever decides decides on what they saw: a need that changed meanwhile comes again, and nothing is done."""

import html5lib
import pytest

from rootbridge.subjects.opportunities.actions import change_need, propose_need, publish_need, send_answer
from rootbridge.subjects.opportunities.models import Amendment, Answer, MovedOn, Need, Proposal, edition_of
from tests.cast import give_role, make_member
from tests.opportunities.factories import edition_in, make_need, make_occupation, make_skill, seen

pytestmark = pytest.mark.django_db
NEEDS = "/manage/needs/"
OTHER = {"en": "Come without papers"}
MOVED_ON = "This need has changed since you opened the page"
MEANWHILE = "Somebody changed this need while you wrote."


@pytest.fixture
def second(cast):
    """A second representative of Orhei."""
    ion = make_member("Ion Lupu")
    give_role(ion, "local_representative", place=cast.places["MD-OR"])
    return ion


@pytest.fixture
def proposed(cast):
    need = make_need(cast, published=False)
    propose_need(need=need, by=cast.dana)
    return need


def again(need) -> Need:
    return Need.objects.get(pk=need.pk)


def form(cast, **more):
    return {
        "organisation": cast.hospital.pk, "kind": "expertise_request", "original": "en", "title": "A nurse for us",
        "lead": "We train four nurses.", "mode": "remote", "hours": "12", "people_needed": "1",
        "contact_name": "Dr Rusu", **more,
    }  # fmt: skip


def test_a_text_changed_since_it_was_looked_at_is_not_published(cast, second, proposed):
    client = cast.enter(second)
    looked_at = seen(client, proposed)
    change_need(need=again(proposed), by=cast.dana, titles=OTHER)
    late = client.post(f"{NEEDS}{proposed.pk}/publication/", looked_at)
    html5lib.HTMLParser(strict=True).parse(late.content)
    assert late.status_code == 409 and MOVED_ON in late.text and "Come without papers" in late.text
    assert not Need.objects.published().exists() and not cast.dana.notices.exists()
    client.post(f"{NEEDS}{proposed.pk}/publication/", {"edition": edition_in(late)})
    assert again(proposed).is_published


@pytest.mark.parametrize("sent", [{}, {"edition": ""}, {"edition": "0"}, {"edition": "x" * 999}, {"edition": "\x00"}])
def test_what_nobody_looked_at_is_not_published(cast, second, proposed, sent):
    assert cast.enter(second).post(f"{NEEDS}{proposed.pk}/publication/", sent).status_code == 409
    assert not Need.objects.published().exists()


def test_a_change_that_was_changed_since_is_not_taken_over(cast, second):
    need, client = make_need(cast), cast.enter(second)
    change_need(need=need, by=cast.dana, titles={"en": "A good change"})
    looked_at = seen(client, need)
    change_need(need=need, by=cast.dana, titles=OTHER)
    late = client.post(f"{NEEDS}{need.pk}/publication/", looked_at)
    assert late.status_code == 409 and MOVED_ON in late.text and "<ins" in late.text
    assert again(need).titles == need.titles and Amendment.objects.waiting().exists()
    client.post(f"{NEEDS}{need.pk}/publication/", {"edition": edition_in(late)})
    assert again(need).titles == OTHER


def test_a_change_that_came_after_the_look_is_not_taken_over(cast, second, proposed):
    """The page showed a need to publish; a colleague published it, and its author asked for other words."""
    client = cast.enter(second)
    looked_at = seen(client, proposed)
    publish_need(need=proposed, by=make_member("Third Person"), edition=looked_at["edition"])
    change_need(need=proposed, by=cast.dana, titles=OTHER)
    assert client.post(f"{NEEDS}{proposed.pk}/publication/", looked_at).status_code == 409
    assert again(proposed).titles == proposed.titles


def test_pressed_twice_a_change_is_taken_over_once_and_nobody_is_alarmed(cast, second):
    need, client = make_need(cast), cast.enter(second)
    change_need(need=need, by=cast.dana, hours=3)
    looked_at = seen(client, need)
    pressed = [client.post(f"{NEEDS}{need.pk}/publication/", looked_at).status_code for _time in range(2)]
    assert pressed == [302, 302] and again(need).hours == 3
    assert [notice.kind for notice in cast.dana.notices.all()] == ["opportunities.need_published"]


def test_the_verbs_of_the_models_judge_what_is_in_hand(cast, second, proposed):
    in_hand = again(proposed)
    proposed.change(by=cast.dana, titles=OTHER)
    with pytest.raises(MovedOn):
        in_hand.publish(by=second)
    public = make_need(cast, "Another need")
    amendment = change_need(need=public, by=cast.dana, hours=3)
    change_need(need=public, by=cast.dana, hours=4)
    with pytest.raises(MovedOn):
        amendment.take(by=second)
    assert not again(proposed).is_published and again(public).hours == 12


def test_a_reason_written_about_another_text_comes_back(cast, second, proposed):
    client = cast.enter(second)
    looked_at = seen(client, proposed)
    change_need(need=again(proposed), by=cast.dana, titles=OTHER)
    late = client.post(f"{NEEDS}{proposed.pk}/return/", {"words": "Say when you begin.", **looked_at})
    html5lib.HTMLParser(strict=True).parse(late.content)
    assert late.status_code == 409 and MOVED_ON in late.text and "Say when you begin." in late.text
    assert Proposal.objects.exists()
    client.post(f"{NEEDS}{proposed.pk}/return/", {"words": "Say when.", "edition": edition_in(late)})
    assert not Proposal.objects.exists()


def test_what_was_sent_back_meanwhile_is_not_called_one_s_own(cast, second, proposed):
    client = cast.enter(second)
    looked_at = seen(client, proposed)
    again(proposed).send_back(by=make_member("Third Person"), reason="Say when.")
    late = client.post(f"{NEEDS}{proposed.pk}/publication/", looked_at)
    assert late.status_code == 409 and MOVED_ON in late.text and not Need.objects.published().exists()


def test_nobody_proposes_words_of_a_colleague_that_they_did_not_see(cast, second):
    """Else the colleague, who wrote them, could publish them alone."""
    need, client = make_need(cast, published=False), cast.enter(cast.dana)
    looked_at = seen(client, need)
    change_need(need=again(need), by=second, titles=OTHER)
    assert client.post(f"{NEEDS}{need.pk}/proposal/", looked_at).status_code == 409 and not Proposal.objects.exists()


def test_a_change_of_a_need_published_meanwhile_waits(cast, second, proposed):
    """The author's form was loaded while it was a proposal."""
    stale = Need.objects.for_cards().get(pk=proposed.pk)
    publish_need(need=again(proposed), by=second, edition=edition_of(again(proposed)))
    assert change_need(need=stale, by=cast.dana, titles=OTHER) == Amendment.objects.waiting().get()
    assert again(proposed).titles == proposed.titles


def test_a_row_loaded_earlier_brings_nothing_old_back(cast):
    need = make_need(cast)
    stale = again(need)
    again(need).hide(by=cast.esi)
    again(need).change(by=cast.dana, hours=3)
    stale.change(by=cast.dana, titles=OTHER)
    kept = again(need)
    assert kept.hidden_at and (kept.hours, kept.titles, kept.version) == (3, OTHER, need.version + 3)
    assert stale.version == kept.version
    need.show(by=cast.esi)
    assert again(need).version == kept.version + 1


def test_two_at_one_text_the_later_is_told_and_keeps_what_they_typed(cast, second):
    need = make_need(cast, published=False)
    page, client = f"{NEEDS}{need.pk}/text/", cast.enter(second)
    first, later = (edition_in(who.get(page)) for who in (cast.enter(cast.dana), client))
    assert cast.enter(cast.dana).post(page, form(cast, hours="7", edition=first)).status_code == 302
    late = client.post(page, form(cast, title="Two nurses for us", hours="5", edition=later))
    html5lib.HTMLParser(strict=True).parse(late.content)
    assert late.status_code == 409 and MEANWHILE in late.text and 'value="Two nurses for us"' in late.text
    assert '<del dir="auto">7</del>' in late.text and '<ins dir="auto">5</ins>' in late.text
    assert again(need).hours == 7
    wrong = client.post(page, form(cast, title="", hours="5", edition=edition_in(late)))
    assert wrong.status_code == 422 and edition_in(wrong) == edition_in(late)
    client.post(page, form(cast, title="Two nurses for us", hours="5", edition=edition_in(wrong)))
    assert again(need).hours == 5


def test_what_is_wrong_does_not_hide_that_the_text_changed(cast, second):
    need = make_need(cast, published=False)
    page, client = f"{NEEDS}{need.pk}/text/fr/", cast.enter(second)
    looked_at = edition_in(client.get(page))
    wrong = client.post(page, {"title": "", "lead": "Pour nous.", "edition": looked_at})
    again(need).change(by=cast.dana, hours=3)
    late = client.post(page, {"title": "Une infirmière", "lead": "Pour nous.", "edition": edition_in(wrong)})
    assert wrong.status_code == 422 and late.status_code == 409 and "Une infirmière" in late.text


def test_skills_ticked_beside_a_colleague_are_not_lost_and_overwrite_nothing(cast, second):
    nurse, cook = make_occupation("2221", "nurse"), make_occupation("5120", "cook")
    skill = make_skill("dialysis-x", "home dialysis")
    need = make_need(cast, published=False, occupations=[nurse], skills=[skill])
    page, client = f"{NEEDS}{need.pk}/skills/", cast.enter(second)
    looked_at = edition_in(client.get(page))
    again(need).change(by=cast.dana, occupations=[nurse, cook])
    looked_again = edition_in(client.get(page, {"who": "nurse", "edition": looked_at}))
    late = client.post(page, {"occupations": [nurse.pk], "skills": [], "edition": looked_again})
    assert late.status_code == 409 and MEANWHILE in late.text and "cook" in late.text
    assert set(need.occupations.all()) == {nurse, cook} and need.skills.exists()
    client.post(page, {"occupations": [nurse.pk], "skills": [], "edition": edition_in(late)})
    assert set(need.occupations.all()) == {nurse} and not need.skills.exists()


@pytest.mark.parametrize("published", [True, False])
def test_a_form_sent_twice_is_no_quarrel_with_oneself(cast, published):
    need, nurse = make_need(cast, published=published), make_occupation("2221", "nurse")
    need.change(by=cast.dana, occupations=[nurse])
    client = cast.enter(cast.dana)
    for page, sent in (("text/", form(cast, languages=["ro", "fr"])), ("skills/", {"occupations": [], "skills": []})):
        page = f"{NEEDS}{need.pk}/{page}"
        edition = edition_in(client.get(page))
        assert [client.post(page, {**sent, "edition": edition}).status_code for _time in range(2)] == [302, 302]


def test_no_answer_goes_to_a_need_that_was_taken_off_the_pages_meanwhile(cast):
    need = make_need(cast)
    again(need).hide(by=cast.esi)
    with pytest.raises(MovedOn):
        send_answer(need=need, by=cast.amina, message="Hello", language="en", hours_offered=6)
    assert not Answer.objects.exists()
