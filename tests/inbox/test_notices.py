"""Notices: mine only, the newest first; how I am told is my choice, but for what is owed."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rootbridge.base.mail.models import Letter
from rootbridge.shared.inbox import registry
from rootbridge.shared.inbox.models import Notice, Preference
from rootbridge.shared.inbox.registry import NoticeKind
from rootbridge.shared.inbox.telling import tell

LETTER = "members/letters/code.html"


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Three kinds of our own beside those of the house."""
    entries = dict(registry.kinds._entries)
    for key, more in {"t.answer": {}, "t.queue": {"for_staff": True}, "t.owed": {"is_owed": True}}.items():
        entries[key] = NoticeKind(key, _("Title of ") + key, _("%(who)s wrote to you"), LETTER, **more)
    monkeypatch.setattr(registry.kinds, "_entries", entries)


def told(member, kind="t.answer", **words):
    return tell(kind, [member], url="/en/opportunities/", who=words.get("who", "Dr Rusu"), code="1", minutes=1)


def test_a_notice_stands_on_the_page_with_its_sentence(cast):
    told(cast.amina)
    page = cast.enter(cast.amina).get(reverse("inbox:list")).content.decode()
    assert "Dr Rusu wrote to you" in page
    assert 'href="/en/opportunities/"' in page
    assert "Dr Rusu" not in cast.enter(cast.chidi).get(reverse("inbox:list")).content.decode()


def test_an_empty_page_says_what_comes(cast):
    assert b"Nothing yet" in cast.enter(cast.chidi).get(reverse("inbox:list")).content


def test_markup_in_words_is_harmless(cast):
    told(cast.amina, who="<script>alert(1)</script>")
    assert b"<script>alert" not in cast.enter(cast.amina).get(reverse("inbox:list")).content


def test_a_word_that_is_missing_breaks_nothing(cast):
    Notice.objects.create(member=cast.amina, kind="t.answer", words={})
    assert b"Title of t.answer" in cast.enter(cast.amina).get(reverse("inbox:list")).content


def test_reading_all_marks_mine_only(cast):
    told(cast.amina)
    told(cast.chidi)
    cast.enter(cast.amina).post(reverse("inbox:read_all"))
    assert not Notice.objects.visible_to(cast.amina).unread().exists()
    assert Notice.objects.visible_to(cast.chidi).unread().exists()


def test_looking_marks_nothing(cast):
    told(cast.amina)
    cast.enter(cast.amina).get(reverse("inbox:list"))
    assert Notice.objects.unread().count() == 1


def test_the_page_asks_few_queries_with_many_notices(cast, django_assert_max_num_queries):
    for _number in range(70):
        told(cast.amina)
    client = cast.enter(cast.amina)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("inbox:list")).content.decode()
    assert page.count("wrote to you") == 30
    assert client.get(reverse("inbox:list"), {"page": "3"}).content.decode().count("wrote to you") == 10
    assert client.get(reverse("inbox:list"), {"page": "<b>"}).status_code == 200


def test_the_page_of_preferences_writes_itself(cast):
    page = cast.enter(cast.amina).get(reverse("inbox:preferences")).content.decode()
    assert "Title of t.answer" in page
    assert "Title of t.queue" not in page
    assert "Title of t.queue" in cast.enter(cast.dana).get(reverse("inbox:preferences")).content.decode()
    assert "We owe you this one" in page


def test_switched_off_it_stays_on_the_page_and_no_letter_comes(cast):
    cast.enter(cast.amina).post(reverse("inbox:preferences"), {"t.owed": "on"})
    told(cast.amina)
    assert not Letter.objects.exists()
    assert Notice.objects.count() == 1
    cast.enter(cast.amina).post(reverse("inbox:preferences"), {"t.answer": "on"})
    told(cast.amina)
    assert Letter.objects.count() == 1


def test_what_is_owed_cannot_be_switched_off(cast):
    cast.enter(cast.amina).post(reverse("inbox:preferences"), {})
    told(cast.amina, "t.owed")
    assert Letter.objects.count() == 1
    assert not Preference.objects.filter(kind="t.owed").exists()


def test_saved_twice_it_is_one_row_each(cast):
    client = cast.enter(cast.amina)
    for _time in range(2):
        client.post(reverse("inbox:preferences"), {"t.answer": "on"})
    assert Preference.objects.filter(member=cast.amina, kind="t.answer").count() == 1


def test_a_name_is_said_in_the_language_of_who_reads_it(cast):
    office = {"en": "Bureau", "ar": "المكتب", "fr": "Bureau des relations"}
    cast.amina.language = "ar"
    cast.amina.save(update_fields=["language"])
    with translation.override("fr"):
        tell("help.question_reopened", [cast.amina], url="/", number="26-1", office=office)
    assert "المكتب" in Letter.objects.get().text
    notice = Notice.objects.get()
    notice.kind = "help.question_answered"
    with translation.override("en"):
        assert "Bureau" in notice.sentence and "relations" not in notice.sentence
