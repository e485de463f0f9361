"""What needs hang into other rooms: reports, search, letters, the copy of one's data."""

import pytest

from rootbridge.base.core.findable import search_sources
from rootbridge.people.privacy.export import every, row_of
from rootbridge.shared.inbox.registry import kinds
from rootbridge.shared.moderation.registry import reportables
from rootbridge.subjects.opportunities.actions import send_answer, take_step
from rootbridge.subjects.opportunities.models import Need
from rootbridge.subjects.opportunities.own import my_answers
from tests.opportunities.factories import make_need, make_occupation, make_skill, move, send

pytestmark = pytest.mark.django_db


def test_a_need_can_be_reported_hidden_and_shown_again(cast):
    need, known = make_need(cast), reportables.get("opportunities.need")
    assert known.find(need.pk, cast.nobody) == need and known.place_path(need) == "MD/MD-OR/"
    known.hide(need, None)
    assert known.find(need.pk, cast.nobody) is None and known.find(need.pk, None) == need
    assert (
        known.titles([need.pk]) == {need.pk: need.title}
        and cast.enter(cast.nobody).get(known.url(need)).status_code == 404
    )
    known.show(Need.objects.get(pk=need.pk), cast.esi)
    assert cast.enter(cast.nobody).get(known.url(need)).status_code == 200


def test_search_gets_a_text_for_each_language_with_the_words_of_its_skills(cast):
    need = make_need(
        cast, titles={"en": "A nurse", "ro": "O asistentă"}, skills=[make_skill("dialysis-s", "home dialysis")],
        occupations=[make_occupation("2221", "nurse")],
    )  # fmt: skip
    draft = make_need(cast, "Draft", published=False)
    found = {(one.object_id, one.language): one for one in search_sources.get("opportunities.need").documents()}
    assert set(found) == {(need.pk, "en"), (need.pk, "ro"), (draft.pk, "en")}
    english = found[need.pk, "en"]
    assert english.live and "home dialysis" in english.also and english.url == f"/en/opportunities/{need.slug}/"
    assert english.place_path == "MD/MD-OR/" and not found[draft.pk, "en"].live
    only = search_sources.get("opportunities.need").documents([draft.pk])
    assert [one.object_id for one in only] == [draft.pk]


@pytest.mark.parametrize("language", ["en", "ro", "ar"])
def test_every_letter_can_be_written_in_every_direction(cast, language):
    cast.amina.change(by=cast.amina, language=language)
    cast.dana.change(by=cast.dana, language=language)
    need = make_need(cast, titles={"en": "A <nurse> & more"})
    answer, _made = send_answer(need=need, by=cast.again(cast.amina), message="Hello", language="en", hours_offered=6)
    road = [("accepted", True, {}), ("proposed", True, {"hours": 3}), ("proposed", False, {"hours": 2}),
            ("agreed", True, {}), ("given", False, {"hours": 2}), ("confirmed", True, {"hours": 2})]  # fmt: skip
    for kind, is_home, more in road:
        by = cast.dana if is_home else cast.amina
        answer = take_step(answer=answer, kind=kind, by=by, is_home=is_home, **more)
    other = send(make_need(cast, "Other"), cast.amina)
    take_step(answer=other, kind="declined", by=cast.dana, is_home=True, words="Not now")
    letters = [*cast.amina.letter_set.all(), *cast.dana.letter_set.all()]
    assert len(letters) == 8 and all(letter.subject and "\n\n\n\n" not in letter.text for letter in letters)
    assert all(f"/{language}/opportunities/" in letter.text for letter in cast.amina.letter_set.all())
    assert any("A <nurse> & more" in letter.text for letter in letters)


def test_every_kind_of_notice_has_a_sentence_and_a_template():
    mine = [kind for kind in kinds if kind.key.startswith("opportunities.")]
    assert len(mine) == 10 and all("%(need)s" in str(kind.sentence) for kind in mine)


def test_the_copy_of_one_s_data_holds_answers_and_their_steps(cast):
    move(send(make_need(cast), cast.amina, profile={"name": ["Amina"]}, shown=["name"]), "seen", by=cast.dana)
    copies = {
        exporter.key: [row_of(row, exporter, "en") for row in exporter.rows_of(cast.amina)] for exporter in every()
    }
    assert copies["answers"][0]["message"] == "Bună ziua! Pot ajuta."
    assert [step["kind"] for step in copies["answer_steps"]] == ["sent", "seen"] and copies["needs"] == []


def test_the_own_page_gets_its_answers_cheaply(cast, django_assert_num_queries):
    for number in range(7):
        answer = send(make_need(cast, f"Need {number}"), cast.amina)
        if number < 3:
            move(answer, "seen", "accepted", "proposed", by=cast.dana)
    member = cast.again(cast.amina)
    with django_assert_num_queries(2):
        found = my_answers(member, "en")
    assert len(found) == 5 and {one.bridge["turn"] for one in found} == {"here", "home"}
    assert all(len(one.bridge["planks"]) == 6 for one in found)
