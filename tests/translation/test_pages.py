"""The room of the translators as people at work meet it."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from rootbridge.base.core.queue import waiting_for
from rootbridge.shared.translation.languages import publishing
from rootbridge.shared.translation.models import Rendering, State, Submission, Term, Wording
from rootbridge.subjects.services.models import Guide
from tests.cast import give_role, make_member
from tests.translation.factories import make_guide
from tests.translation.test_states import PAPERS, change, russian, wording


@pytest.fixture
def text(cast):
    key = uuid4()
    return {language: make_guide(cast, language, key=key, papers=PAPERS) for language in ("ro", "ru")}


def side(language="ru", rest=""):
    return reverse("manage_languages:side", args=[Wording.objects.get().pk, language]) + rest


def form_of(client, address, **typed):
    """What a browser would send back: every field as it stands, and what somebody typed or ticked."""
    form = html.fromstring(client.get(address).content.decode()).xpath("//form[contains(@class, 'pairs')]")[0]
    return {name: value or "" for name, value in form.form_values()} | typed


def passages(page) -> list[str]:
    return re.findall(r'name="to-([^"]+)"', page.content.decode())


def test_the_table_says_how_every_language_stands(cast, text):
    change(text["ro"], lead="Cum se cere acum.")
    page = cast.enter(cast.esi).get(reverse("manage_languages:matrix")).content.decode()
    assert "Original" in page and "1 of 8 passages" in page and "Missing" in page
    assert side("fr") in page and side("ru") in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [("state=behind&language=ru", 0), ("state=current&language=ru", 1), ("state=missing&language=ru", 0),
     ("state=missing&language=fr", 1), ("state=missing", 1), ("kind=help.publishedanswer", 0), ("topic=pension", 1),
     ("words=PENSIA", 1), ("place=MD/MD-OR/", 1), ("kind=nonsense", 1)],
)  # fmt: skip
def test_the_table_is_narrowed(cast, text, asked, count):
    page = cast.enter(cast.esi).get(reverse("manage_languages:matrix") + "?" + asked)
    assert (f"{count} text." if count == 1 else f"{count} texts.") in page.content.decode()


def test_the_table_costs_the_same_whatever_it_holds(cast, text):
    client, address = cast.enter(cast.esi), reverse("manage_languages:matrix")
    client.get(address)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
        for more in range(8 - 8 * number):
            make_guide(cast, "ro", slug=f"more-{more}")
    assert counts[0] == counts[1]


def test_the_sheet_holds_every_language(cast, text):
    sheet = cast.enter(cast.esi).get(reverse("manage_languages:sheet")).content.decode()
    assert "pension-italy" in sheet and "Up to date" in sheet and "Missing" in sheet


def test_only_what_is_behind_is_shown_with_what_changed(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    page = cast.enter(cast.esi).get(side())
    assert passages(page) == ["lead"]
    assert "<ins>poate </ins>" in page.content.decode()
    whole = cast.enter(cast.esi).get(side(rest="?show=all"))
    assert len(passages(whole)) == 8


def test_what_is_written_beside_becomes_a_draft_and_is_published(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    client = cast.enter(cast.esi)
    client.post(side(), form_of(client, side(), **{"to-lead": "Как можно просить."}))
    assert (russian().state, russian().has_draft, russian().left) == (State.BEHIND, True, 0)
    answer = client.post(side(), form_of(client, side(rest="?show=all"), publish="1"))
    assert answer.status_code == 302
    assert (russian().state, russian().has_draft) == (State.CURRENT, False)
    assert Guide.objects.get(pk=text["ru"].pk).lead == "Как можно просить."


def test_a_tick_says_that_nothing_changed_in_meaning(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    client = cast.enter(cast.esi)
    client.post(side(), form_of(client, side(), **{"same-lead": "1", "publish": "1"}))
    assert russian().state == State.CURRENT


def test_a_representative_drafts_and_cannot_publish(cast):
    key = uuid4()
    for language in ("ro", "ru"):
        make_guide(cast, language, key=key, place=cast.places["MD-OR"])
    client = cast.enter(cast.dana)
    page = client.get(side(rest="?show=all"))
    assert 'name="publish"' not in page.content.decode()
    client.post(side(), form_of(client, side(rest="?show=all"), **{"to-lead": "Иначе.", "publish": "1"}))
    assert (russian().has_draft, Guide.objects.get(locale__language_code="ru").lead) == (True, "Cum se cere.")


def test_a_representative_sends_a_translation_for_approval(cast):
    key = uuid4()
    for language in ("ro", "ru"):
        make_guide(cast, language, key=key, place=cast.places["MD-OR"])
    client = cast.enter(cast.dana)
    client.post(side(), form_of(client, side(rest="?show=all"), **{"to-lead": "Иначе.", "send": "1"}))
    sent = Submission.objects.waiting().get()
    assert (sent.by, sent.number) == (cast.dana, russian().row)
    publishing.publish(russian(), by=cast.esi)
    assert not Submission.objects.waiting().exists()


def test_a_text_of_elsewhere_is_not_there(cast, text):
    assert cast.enter(cast.dana).get(side()).status_code == 404
    assert cast.enter(cast.amina).get(side()).status_code == 404


@pytest.mark.parametrize("language", ["ro", "xx", "%20"])
def test_a_language_that_cannot_be_is_not_there(cast, text, language):
    address = reverse("manage_languages:side", args=[wording().pk, "ru"]).replace("/ru/", f"/{language}/")
    assert cast.enter(cast.esi).get(address).status_code == 404


def test_what_somebody_else_wrote_meanwhile_is_not_lost(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    client = cast.enter(cast.esi)
    mine = form_of(client, side(), **{"to-lead": "Мои слова."})
    client.post(side(), form_of(client, side(), **{"to-lead": "Их слова."}))
    answer = client.post(side(), mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Мои слова." in page and "Их слова." in page


def test_an_original_that_changed_meanwhile_is_told(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    client = cast.enter(cast.esi)
    mine = form_of(client, side(), **{"same-lead": "1"})
    change(text["ro"], lead="Cum nu se mai cere.")
    assert client.post(side(), mine).status_code == 422
    assert russian().left == 1


def test_too_many_letters_are_told_beside_their_field(cast, text):
    client = cast.enter(cast.esi)
    answer = client.post(side(), form_of(client, side(rest="?show=all"), **{"to-title": "я" * 161}))
    assert answer.status_code == 422
    assert "at most 160" in answer.content.decode()


@pytest.mark.parametrize(("how", "lead"), [("empty", ""), ("copied", "Cum se cere.")])
def test_a_language_is_begun(cast, text, how, lead):
    client = cast.enter(cast.esi)
    assert "does not exist in" in client.get(side("fr")).content.decode()
    client.post(reverse("manage_languages:beginning", args=[wording().pk, "fr"]), {"how": how})
    assert Guide.objects.get(locale__language_code="fr").lead == lead
    assert len(passages(client.get(side("fr")))) == 8
    assert "Pensia din Italia (ro)" in client.get("/fr/services/pension-italy/").content.decode()


def test_the_glossary_is_shown_beside_the_passage(cast, text):
    Term.write("pension", {"ro": ["pensie"], "ru": ["пенсия"]})
    page = cast.enter(cast.esi).get(side(rest="?show=all")).content.decode()
    assert "The glossary says" in page and "пенсия" in page
    change(text["ru"], title="Пенсии из Италии")
    page = cast.enter(cast.esi).get(side(rest="?show=all")).content.decode()
    assert "The glossary says" not in page


def test_numbers_that_differ_are_pointed_out(cast, text):
    change(text["ro"], cost="40 lei")
    change(text["ru"], cost="45 леев")
    page = cast.enter(cast.esi).get(side(rest="?show=all")).content.decode()
    assert "Numbers of the original that are not here: 40." in page


def test_what_is_behind_waits_by_who_translates_there(cast, text):
    change(text["ro"], lead="Altfel.")
    kinds = [row.kind_words for row in waiting_for(cast.again(cast.esi))]
    assert "A translation is behind" in kinds
    assert not [row for row in waiting_for(cast.again(cast.dana)) if row.kind_words == "A translation is behind"]


def test_who_translated_it_hears_that_the_original_changed(cast, text):
    editor = give_role(make_member("Vera Editor"), "editor", is_everywhere=True).member
    Rendering.objects.update(made_by=editor)
    change(text["ro"], lead="Altfel.")
    change(text["ro"], lead="Cu totul altfel.")
    assert [notice.kind for notice in editor.notices.all()] == ["translation.behind"], "once"
