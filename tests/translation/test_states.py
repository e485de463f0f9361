"""A translation knows what it was made from: what is behind, by which passages, and that nothing written is lost."""

from uuid import uuid4

import pytest

from rootbridge.shared.translation.languages import actions, publishing
from rootbridge.shared.translation.models import Rendering, State, Wording
from rootbridge.subjects.services.models import Guide
from tests.translation.factories import make_answer, make_guide

PAPERS = ["Buletinul de identitate", "Carnetul de muncă, toate paginile"]


@pytest.fixture
def text(cast):
    """A guide in Romanian with its Russian translation."""
    key = uuid4()
    return {language: make_guide(cast, language, key=key, papers=PAPERS) for language in ("ro", "ru")}


def wording() -> Wording:
    return Wording.objects.get()


def russian() -> Rendering:
    return Rendering.objects.get(language="ru")


def change(guide, **fields):
    """Change what everybody reads, as the editor does."""
    guide = Guide.objects.get(pk=guide.pk)
    for name, value in fields.items():
        setattr(guide, name, value)
    guide.save_revision(clean=False).publish()
    return Guide.objects.get(pk=guide.pk)


def test_a_text_is_split_into_passages_with_names_that_stay(text):
    names = list(wording().words)
    assert names[0] == "title"
    assert sum(name.startswith("papers.") for name in names) == 2
    assert sum(name.startswith("steps.") and name.endswith(".body") for name in names) == 2
    change(text["ro"], papers=["Certificat de naștere", *PAPERS])
    assert [name for name in names if name not in wording().words] == []


def test_a_translation_that_comes_with_its_original_is_current(text):
    assert (russian().state, russian().behind, russian().count) == (State.CURRENT, 0, len(wording().said))


def test_a_translation_that_was_there_before_its_original_is_current_too(cast):
    key = uuid4()
    make_guide(cast, "ru", key=key)
    make_guide(cast, "ro", key=key)
    assert (russian().state, russian().behind) == (State.CURRENT, 0)


def test_what_changes_in_the_original_is_behind_by_that_and_no_more(text):
    change(text["ro"], papers=[PAPERS[0], "Carnetul de muncă, paginile 2 la 9"], cost="40 lei")
    assert (russian().state, russian().behind) == (State.BEHIND, 2)


def test_a_line_break_is_no_change(text):
    change(text["ro"], lead="Cum  se\ncere.")
    assert russian().state == State.CURRENT


def test_an_item_that_moved_is_the_same_item(text):
    change(text["ro"], papers=PAPERS[::-1])
    assert russian().behind == 0


def test_an_item_that_is_gone_leaves_the_translation_behind(text):
    change(text["ro"], papers=PAPERS[:1])
    assert (russian().state, russian().behind) == (State.BEHIND, 1)


def test_a_draft_of_the_original_changes_nothing_yet(text):
    guide = Guide.objects.get(pk=text["ro"].pk)
    guide.lead = "Altfel."
    guide.save_revision(clean=False)
    assert russian().state == State.CURRENT


def test_a_draft_keeps_what_it_was_made_from_until_it_is_published(cast, text):
    change(text["ro"], lead="Cum se cere acum.")
    actions.draft(russian(), {"lead": "Как просить теперь."}, by=cast.esi)
    assert (russian().state, russian().behind, russian().left) == (State.BEHIND, 1, 0)
    change(text["ro"], lead="Cum se cere de mâine.")
    assert (russian().behind, russian().left) == (1, 1)
    publishing.publish(russian(), by=cast.esi)
    assert (russian().state, russian().behind) == (State.BEHIND, 1), "made from words that changed since"
    assert Guide.objects.get(pk=text["ru"].pk).lead == "Как просить теперь."


def test_bringing_it_up_makes_it_current_and_touches_nothing_else(cast, text):
    change(text["ro"], papers=[*PAPERS, "Două fotografii"])
    key = next(key for key, words in wording().words.items() if words == "Două fotografii")
    actions.draft(russian(), {key: "Две фотографии"}, by=cast.esi)
    assert Guide.objects.get(pk=text["ru"].pk).papers == PAPERS
    publishing.publish(russian(), by=cast.esi)
    guide = Guide.objects.get(pk=text["ru"].pk)
    assert guide.papers == [*PAPERS, "Две фотографии"]
    assert guide.title == "Pensia din Italia (ru)"
    assert [step["side"] for step in guide.step_list] == ["here", "home"]
    assert (russian().state, russian().behind, russian().has_draft) == (State.CURRENT, 0, False)


def test_nothing_changed_in_meaning_is_enough(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    actions.draft(russian(), {}, confirmed=["lead"], by=cast.esi)
    publishing.publish(russian(), by=cast.esi)
    assert (russian().state, russian().behind) == (State.CURRENT, 0)


def test_what_somebody_mends_in_the_editor_counts_as_made_from_today(text):
    change(text["ro"], lead="Cum se cere acum.", cost="40 lei")
    change(text["ru"], lead="Как просить теперь.")
    assert russian().behind == 1, "the cost is still missing"


def test_what_only_the_translation_has_is_not_lost(cast, text):
    change(text["ru"], papers=[*PAPERS, "Апостиль"])
    assert russian().state == State.CURRENT
    change(text["ro"], lead="Altfel.")
    actions.draft(russian(), {"lead": "Иначе."}, by=cast.esi)
    publishing.publish(russian(), by=cast.esi)
    assert Guide.objects.get(pk=text["ru"].pk).papers == [*PAPERS, "Апостиль"]


@pytest.mark.parametrize(("is_copied", "lead"), [(False, ""), (True, "Cum se cere.")])
def test_a_text_begins_in_a_language(cast, text, is_copied, lead):
    rendering = actions.begin(wording(), "fr", by=cast.esi, is_copied=is_copied)
    row = Guide.objects.get(pk=rendering.row)
    assert (row.live, row.language, row.lead) == (False, "fr", lead)
    assert (rendering.state, rendering.left) == (State.BEGUN, rendering.count)
    with pytest.raises(publishing.NotReady):
        publishing.publish(rendering, by=cast.esi)
    assert actions.begin(wording(), "fr", by=cast.esi) == rendering


def test_a_begun_text_is_published_when_it_is_whole(cast):
    make_answer(cast)
    rendering = actions.begin(wording(), "fr", by=cast.esi)
    words = {"question": "J'ai perdu mon passeport", "short": "Au consulat.", "body": "Premier."}
    actions.draft(rendering, words, by=cast.esi)
    publishing.publish(rendering, by=cast.esi)
    rendering.refresh_from_db()
    assert (rendering.state, rendering.is_public) == (State.CURRENT, True)


def test_a_text_that_is_deleted_is_forgotten(text):
    Guide.objects.get(pk=text["ru"].pk).delete()
    assert not Rendering.objects.exists()
    Guide.objects.all().delete()
    assert not Wording.objects.exists()


def test_an_original_that_is_deleted_leaves_its_translation(text):
    Guide.objects.get(pk=text["ro"].pk).delete()
    assert not wording().is_there
    assert russian().state == State.CURRENT
