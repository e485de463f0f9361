"""Files for translators: what goes out comes back the same; what is wrong is refused whole, with its line."""

import io
import zipfile
from functools import partial
from unicodedata import normalize
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from rootbridge.shared.translation.languages import actions, packing, publishing
from rootbridge.shared.translation.languages.bringing import look_through
from rootbridge.shared.translation.languages.leaves import Leaf, Refused, Unit, leaf_of
from rootbridge.shared.translation.models import Arrival, Rendering, State, Term, Wording
from rootbridge.subjects.services.models import Guide
from tests.translation.factories import make_answer, make_guide
from tests.translation.test_states import PAPERS, change, russian, wording

HOWS = list(packing.WRITERS)


@pytest.fixture
def text(cast):
    key = uuid4()
    return {language: make_guide(cast, language, key=key, papers=PAPERS) for language in ("ro", "ru")}


def exported(how="xliff", language="ru") -> str:
    return packing.WRITERS[how][1]([leaf_of(wording(), language)]).decode()


def look(body: str | bytes, name="x.xlf"):
    body = body.encode() if isinstance(body, str) else body
    return look_through(packing.unpacked(name, body), Wording.objects.all())


def name_of(how):
    return "x." + packing.WRITERS[how][0]


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("language", ["ru", "fr"])
def test_what_goes_out_and_comes_back_changes_nothing(text, how, language):
    Term.write("pension", {"ro": ["pensie"], "ru": ["пенсия"]})
    change(text["ro"], lead="Cum se cere acum.", cost="40 lei")
    assert look(exported(how, language), name_of(how)) == []


# One way of writing what can be written in several: files for translators are kept in it.
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=80).map(
    partial(normalize, "NFC")
)


@pytest.mark.parametrize("how", HOWS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=WORDS.filter(str.strip), target=WORDS, before=WORDS, is_done=st.booleans(), is_lines=st.booleans())
def test_any_words_survive_the_way(how, source, target, before, is_done, is_lines):
    source = f"{source}\n\n{source}" if is_lines else source
    unit = Unit("steps.1.body", source, target, is_done and bool(target.strip()), "What \u201cto\u201d do", before)
    leaf = Leaf("services.guide/x", "Title", "ro", "ar", [unit])
    ending, write, _type = packing.WRITERS[how]
    back = packing.unpacked(f"x.{ending}", write([leaf]))[0]
    wanted = packing.unpacked(f"x.{ending}", write([back]))[0]
    assert (back.name, back.language) == ("services.guide/x", "ar")
    assert (back.units[0].key, back.units[0].source) == ("steps.1.body", wanted.units[0].source)
    assert back.units[0].target == wanted.units[0].target
    assert back.units[0].source.split() == source.split()
    assert back.units[0].target.split() == target.split()
    assert back.units[0].is_done == unit.is_done


@pytest.mark.parametrize("how", HOWS)
def test_what_is_behind_goes_out_with_what_the_original_said(text, how):
    change(text["ro"], lead="Cum se poate cere.")
    body = exported(how)
    assert "Cum se cere." in body and "Cum se poate cere." in body
    assert ("needs-review-translation" if how == "xliff" else "#, fuzzy") in body


def test_a_file_is_brought_looked_through_taken_over_published_and_undone(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    body = exported().replace(
        '<target xml:lang="ru" state="needs-review-translation">Cum se cere.',
        '<target xml:lang="ru" state="translated">Как.',
    )
    client = cast.enter(cast.esi)
    answer = client.post(reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", body.encode())})
    arrival = Arrival.objects.get()
    assert answer["Location"] == reverse("manage_languages:brought", args=[arrival.pk])
    assert "<ins>Как</ins>" in client.get(answer["Location"]).content.decode()
    assert not russian().has_draft, "nothing is kept yet"
    client.post(reverse("manage_languages:take", args=[arrival.pk]))
    assert (russian().has_draft, russian().left, russian().state) == (True, 0, State.BEHIND)
    client.post(reverse("manage_languages:undo", args=[arrival.pk]))
    assert russian().left == 1
    actions.draft(russian(), {"lead": "Как."}, by=cast.esi)
    publishing.publish(russian(), by=cast.esi)
    assert Guide.objects.get(pk=text["ru"].pk).lead == "Как."


def test_a_passage_said_to_be_right_as_it_is_counts(cast, text):
    change(text["ro"], lead="Cum se poate cere.")
    changes = look(exported().replace("needs-review-translation", "translated"))
    assert [(one["passage"], one["to"] == one["was"]) for one in changes] == [("lead", True)]


def test_a_file_begins_a_language_and_undoing_takes_it_away(cast, text):
    body = exported(language="fr").replace('state="needs-translation"></target>', 'state="translated">Oui</target>')
    client = cast.enter(cast.esi)
    client.post(reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", body.encode())})
    number = Arrival.objects.get().pk
    client.post(reverse("manage_languages:take", args=[number]))
    assert (Rendering.objects.get(language="fr").state, Rendering.objects.get(language="fr").left) == (State.BEGUN, 0)
    client.post(reverse("manage_languages:undo", args=[number]))
    assert not Rendering.objects.filter(language="fr").exists()
    assert not Guide.objects.filter(locale__language_code="fr").exists()


def test_undoing_takes_no_language_away_in_which_somebody_went_on(cast, text):
    body = exported(language="fr").replace('state="needs-translation"></target>', 'state="translated">Oui</target>', 1)
    client = cast.enter(cast.esi)
    client.post(reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", body.encode())})
    number = Arrival.objects.get().pk
    client.post(reverse("manage_languages:take", args=[number]))
    passage = next(key for key in wording().said if key != Arrival.objects.get().changes[0]["passage"])
    actions.draft(Rendering.objects.get(language="fr"), {passage: "Ensuite."}, by=cast.esi)
    client.post(reverse("manage_languages:undo", args=[number]))
    assert Rendering.objects.filter(language="fr").exists()


def test_undoing_leaves_what_somebody_wrote_since(cast, text):
    body = exported().replace("Cum se cere.</target>", "Как.</target>")
    client = cast.enter(cast.esi)
    client.post(reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", body.encode())})
    number = Arrival.objects.get().pk
    client.post(reverse("manage_languages:take", args=[number]))
    actions.draft(russian(), {"lead": "Потом."}, by=cast.esi)
    answer = client.post(reverse("manage_languages:undo", args=[number]), follow=True)
    assert "1 passage stays" in answer.content.decode()
    text_now = Guide.objects.get(pk=text["ru"].pk).get_latest_revision_as_object()
    assert text_now.lead == "Потом."


def test_an_original_that_changes_between_look_and_taking_stops_it(cast, text):
    body = exported().replace("Cum se cere.</target>", "Как.</target>")
    client = cast.enter(cast.esi)
    client.post(reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", body.encode())})
    change(text["ro"], lead="Altfel.")
    answer = client.post(reverse("manage_languages:take", args=[Arrival.objects.get().pk]), follow=True)
    assert "changed since" in answer.content.decode()
    assert not russian().has_draft


def _bomb():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><xliff version="1.2"><file><body>&a9;</body></file></xliff>'


FETCH = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff version="1.2"><file original="&e;"/></xliff>'
REFUSED = {
    "no XML": (lambda body: body[:-20], "well-formed"),
    "no XLIFF": (lambda body: "<html/>", "no XLIFF 1.2"),
    "a bomb": (lambda body: _bomb(), "entities|well-formed"),
    "a file from the disk": (lambda body: FETCH, "entities|well-formed"),
    "an empty one": (lambda body: '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "no text"),
    "another text": (lambda body: body.replace("services.guide/", "services.guide/0"), "not here"),
    "another language": (lambda body: body.replace('target-language="ru"', 'target-language="tlh"'), "does not have"),
    "the original's": (lambda body: body.replace('target-language="ru"', 'target-language="ro"'), "another language"),
    "from another": (lambda body: body.replace('source-language="ro"', 'source-language="en"'), "another language"),
    "a changed original": (
        lambda body: body.replace(">Cum se cere.</source>", ">Altfel.</source>"),
        "changed meanwhile",
    ),
    "an unknown passage": (lambda body: body.replace('id="lead"', 'id="leed"'), "no such passage"),
    "a passage twice": (lambda body: body.replace('id="lead"', 'id="title"'), "twice|changed meanwhile"),
    "a passage too few": (lambda body: _without_lead(body), "is missing"),
    "marks inside": (lambda body: body.replace(">Cum se cere.</target>", "><g id='1'>x</g></target>"), "mark <g>"),
    "too long": (lambda body: body.replace(">Cum se cere.</target>", f">{'я' * 601}</target>"), "at most 600"),
}


def _without_lead(body) -> str:
    root = etree.fromstring(body.encode())
    unit = root.xpath("//*[@id='lead']")[0]
    unit.getparent().remove(unit)
    return etree.tostring(root).decode()


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_refused_with_its_line(cast, text, case):
    damage, words = REFUSED[case]
    with pytest.raises(Refused, match=words) as refused:
        look(damage(exported()))
    assert refused.value.line or case in ("no XML", "a bomb")
    client = cast.enter(cast.esi)
    answer = client.post(
        reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", damage(exported()).encode())}
    )
    assert answer.status_code == 422
    assert not Arrival.objects.exists()


PO_REFUSED = {
    "not UTF-8": (lambda body: body.encode("utf-16"), "PO"),
    "no PO": (lambda body: body.replace(b"msgid", b"massage", 3), "no PO"),
    "nothing": (lambda body: b"", "no text"),
    "no context": (lambda body: b'msgid "a"\nmsgstr "b"\n', "context"),
    "a changed original": (lambda body: body.replace(b'msgid "Cum se cere."', b'msgid "Altfel."'), "changed meanwhile"),
    "plurals": (lambda body: body + b'\nmsgctxt "a/b#c"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "context"),
}


@pytest.mark.parametrize("case", PO_REFUSED)
def test_a_po_that_is_wrong_is_refused(text, case):
    damage, words = PO_REFUSED[case]
    body = damage(exported("po") if case == "not UTF-8" else exported("po").encode())
    with pytest.raises(Refused, match=words):
        look(body, "x.po")


def test_many_go_out_in_a_zip_and_come_back(cast, text):
    make_answer(cast)
    client = cast.enter(cast.esi)
    for how in HOWS:
        answer = client.get(reverse("manage_languages:many") + f"?language=fr&format={how}")
        assert answer["Content-Type"] == "application/zip"
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert len(names) == 2
        assert look(answer.content, "many.zip") == []


def test_all_that_is_behind_in_a_language_goes_out(cast, text):
    client, address = cast.enter(cast.esi), reverse("manage_languages:many") + "?language=ru&state=behind"
    assert "nothing to take along" in client.get(address, follow=True).content.decode()
    change(text["ro"], lead="Altfel.")
    assert zipfile.ZipFile(io.BytesIO(client.get(address).content)).namelist() == ["guide-pension-italy.ru.xlf"]


def _zip(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return file.getvalue()


def _broken_zip() -> bytes:
    """Packed by LZMA, with other bytes where its words were."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.po", bytes(range(256)) * 40)
    body = bytearray(file.getvalue())
    body[43:90] = b"\xff" * 47
    return bytes(body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (_zip({"a.xlf": b" " * 6_000_000}), "unpacks"),
        (_zip({"a.exe": b"MZ"}), "ends in"),
        (_zip({}), "cannot be opened|no text"),
        (_zip({f"{n}.po": b"" for n in range(1_001)}), "too many"),
        (_zip({"a.po": b"x"})[:40], "cannot be opened"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (_broken_zip(), "cannot be opened"),
    ],
    ids=["bomb", "program", "empty", "many", "cut", "large", "broken"],
)
def test_a_zip_that_is_wrong_is_refused(db, body, words):
    with pytest.raises(Refused, match=words):
        packing.unpacked("x.zip", body)


def test_a_file_of_somebody_else_is_not_there(cast, text):
    arrival = Arrival.objects.create(by=cast.esi, name="a.xlf")
    client = cast.enter(cast.dana)
    for name in ("brought", "take", "undo"):
        address = reverse(f"manage_languages:{name}", args=[arrival.pk])
        assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}


def test_a_text_of_elsewhere_is_not_taken(cast, text):
    body = exported().replace("Cum se cere.</target>", "Как.</target>")
    answer = cast.enter(cast.dana).post(
        reverse("manage_languages:bring"), {"file": SimpleUploadedFile("a.xlf", body.encode())}
    )
    assert answer.status_code == 422
    assert not Arrival.objects.exists()
