"""A text with one row a language: which is shown, what belongs to whom, what is past its check."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from rootbridge.base.core.bearings import Bearings
from rootbridge.shared.translation.models import best_of
from rootbridge.subjects.services.models import Guide
from tests.cast import give_role, make_member
from tests.translation.factories import locale, make_guide


@pytest.fixture
def text(cast):
    """One text in Romanian and Russian."""
    key = uuid4()
    return {language: make_guide(cast, language, key=key) for language in ("ro", "ru")}


@pytest.mark.parametrize(
    ("language", "read", "shown"),
    [("ru", (), "ru"), ("ro", (), "ro"), ("fr", (), "ro"), ("fr", ("ru",), "ru"), ("ar", ("en",), "ro")],
)
def test_the_readers_language_comes_first_then_one_they_read_then_the_original(text, language, read, shown):
    found = Guide.objects.published().best_for(language, read).get()
    assert found.language == shown
    assert found.languages == 2
    assert best_of(list(text.values()), language, slug="pension-italy", read=read).language == shown


@pytest.mark.parametrize(
    ("language", "read", "nexts", "shown"),
    [("ar", (), ["en"], "en"), ("ar", ("ru",), ["en"], "ru"), ("ar", (), ["fr", "ru"], "ru"), ("fr", (), [], "ro")],
)
def test_a_language_that_most_can_read_comes_before_the_original(cast, text, settings, language, read, nexts, shown):
    settings.ROOTBRIDGE_NEXT_LANGUAGES = nexts
    text["en"] = make_guide(cast, "en", key=text["ro"].translation_key)
    found = Guide.objects.published().best_for(language, read).get()
    assert (found.language, found.languages) == (shown, 3)
    assert best_of(list(text.values()), language, slug="pension-italy", read=read).language == shown


def test_a_draft_is_no_translation_yet(text):
    text["ru"].live = False
    text["ru"].save()
    found = Guide.objects.published().best_for("ru").get()
    assert (found.language, found.languages) == ("ro", 1)


def test_a_text_is_found_by_the_address_of_any_of_its_languages(cast, text):
    make_guide(cast, "en", slug="another")
    assert set(Guide.objects.of_text("pension-italy")) == set(text.values())


def test_a_language_stands_once(cast, text):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_guide(cast, "ru", key=text["ro"].translation_key, slug="other")


def test_the_next_check_follows_from_the_last(cast):
    guide = make_guide(cast, checked_on=date(2026, 1, 1), review_days=92)
    assert guide.review_on == date(2026, 4, 3)
    assert guide.is_past_review(date(2026, 4, 4))
    assert not guide.is_past_review(date(2026, 4, 3))
    assert guide in Guide.objects.past_review(date(2026, 4, 4))


def test_what_fits_the_reader_comes_first(cast):
    everywhere = make_guide(cast, slug="everywhere")
    italy = make_guide(cast, slug="italy", residence=["IT"])
    germany = make_guide(cast, slug="germany", residence=["DE"], topic="health")
    order = Guide.objects.published().nearest_first(Bearings("IT"))
    assert order.first() == italy
    assert Guide.objects.published().nearest_first(Bearings(), ["health"]).first() == germany
    assert set(Guide.objects.for_residence("IT")) == {everywhere, italy}


def test_a_writer_works_on_the_texts_of_their_region(cast):
    national = make_guide(cast, slug="national")
    ours = make_guide(cast, slug="ours", place=cast.places["MD-OR-peresecina"])
    theirs = make_guide(cast, slug="theirs", place=cast.places["MD-SO"])
    assert set(Guide.objects.worked_on_by(cast.dana)) == {ours}
    assert set(Guide.objects.worked_on_by(cast.esi)) == {national, ours, theirs}
    assert not Guide.objects.worked_on_by(cast.amina)
    assert not Guide.objects.worked_on_by(cast.nobody)
    assert not Guide.objects.published_by(cast.dana), "a local representative drafts; somebody else publishes"
    editor = make_member("Vera Editor")
    give_role(editor, "editor", place=cast.places["MD-OR"])
    assert set(Guide.objects.published_by(editor)) == {ours}


def test_a_copy_to_translate_is_a_draft(cast, text):
    copy = text["ro"].copy_for_translation(locale("en"))
    copy.save()
    assert not copy.live
    assert copy.translation_key == text["ro"].translation_key
    assert Guide.objects.published().best_for("en").get().language == "ro"


def test_a_text_taken_off_the_pages_can_be_put_back(cast, text):
    guide = text["ro"]
    guide.unpublish(user=cast.esi)
    assert not Guide.objects.get(pk=guide.pk).live
    Guide.objects.get(pk=guide.pk).put_back(by=cast.esi)
    assert Guide.objects.get(pk=guide.pk).live


def test_review_today_is_not_late(cast):
    guide = make_guide(cast, checked_on=timezone.localdate() - timedelta(days=92), review_days=92)
    assert guide not in Guide.objects.past_review(timezone.localdate())
