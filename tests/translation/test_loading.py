"""The texts of a pack: a row for each language, once."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from rootbridge.subjects.help.loading import load_answers
from rootbridge.subjects.services.loading import load_guides
from rootbridge.subjects.services.models import Guide

PACK = settings.ROOTBRIDGE_PACKS_DIR / "moldova"


@pytest.fixture
def folder(tmp_path, cast):
    """A folder with one guide, of an office that exists."""
    file = json.loads((PACK / "guides" / "pension-italy-moldova.json").read_text("utf8")) | {"office": "bureau"}
    (tmp_path / "one.json").write_text(json.dumps(file), "utf8")
    return tmp_path


def test_every_language_becomes_a_row(folder):
    made = load_guides(folder)
    assert {guide.language for guide in made} == {"ro", "en", "ru"}
    guide = Guide.objects.get(locale__language_code="en")
    assert len(guide.steps) == 5
    assert [step["side"] for step in guide.step_list][-1] == "home"
    assert guide.checked_on == timezone.localdate() - timedelta(days=19)
    assert guide.place.code == "MD"
    assert "pensie Italia" in guide.synonyms
    assert guide.live


def test_a_second_run_makes_nothing_and_keeps_what_was_mended(folder):
    load_guides(folder)
    Guide.objects.filter(locale__language_code="en").update(title="Mended")
    assert load_guides(folder) == []
    assert Guide.objects.get(locale__language_code="en").title == "Mended"


def test_a_wrong_file_is_named_and_nothing_is_written(folder):
    file = json.loads((folder / "one.json").read_text("utf8"))
    (folder / "two.json").write_text(json.dumps(file | {"slug": "two", "office": "nowhere"}), "utf8")
    with pytest.raises(ValueError, match=r"two\.json"):
        load_guides(folder)
    assert not Guide.objects.exists()


def test_answers_are_loaded_with_their_paragraphs(tmp_path, cast):
    file = json.loads((PACK / "answers" / "french-pension.json").read_text("utf8")) | {"office": "bureau"}
    (tmp_path / "one.json").write_text(json.dumps(file), "utf8")
    made = load_answers(tmp_path)
    assert len(made) == 3
    assert made[0].body.count("\n\n") == 3
