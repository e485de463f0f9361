"""One sheet, whatever somebody wrote: it fits, nothing in it is obeyed, and it is laid out once."""

import re
import zlib

import pytest
from django.utils.translation import override

from rootbridge.base.printing import drawer
from rootbridge.base.printing.flyer import PAPERS, Flyer, Part, Step, data_of
from rootbridge.base.printing.press import press

WORDS = {
    "en": "The paper is signed at the consulate. ", "ro": "Actul se semnează la consulat, în fața șefului. ",
    "ru": "Документ подписывают в консульстве, лично. ", "fr": "L’acte est signé au consulat, œuvre à part. ",
    "es": "El acta se firma en el consulado, ¿mañana? ", "ar": "تُوقَّع الوثيقة في القنصلية يوم 12.05.2026. ",
}  # fmt: skip
HOSTILE = [
    '#panic("out")', '#read("/etc/passwd")', "#{while true {}}", '"); #import "x.typ": *', "$ x^2 $", "\\u{1F600}",
    "*bold* _thin_ = Heading @label <label>", "```rust fn```", "[#include \"x\"]", "\x00\x01\x02", "\u202e\u2066\u200f",
    "// comment /* comment", "a" * 5_000, "https://" + "x" * 900, "😀" * 200, "漢字かな", "#sys.inputs.data",
]  # fmt: skip


def flyer(language="en", words=None, times=1, steps=5, **more) -> Flyer:
    words = (words or WORDS[language]) * times
    known = {
        "language": language, "title": words[:160], "lead": words, "address": "https://acasa.example/en/services/x/",
        "scan": words[:60], "notice_title": words[:80], "notice": words, "steps_title": words[:20],
        "steps": [Step(words[:120], words, is_home=number == steps - 1) for number in range(steps)],
        "aside": [Part(words[:20], ticks=[words[:300]] * steps), Part(words[:20], paragraphs=[words] * 2)],
        "office_title": words[:20], "office": [words[:60]] * 4, "checked": words[:40], "more": "More",
    }  # fmt: skip
    return Flyer(**known | more)


def pages(data) -> int:
    return len(press().print("flyer", data, form="png", dots=20))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", WORDS)
def test_it_is_one_sheet_in_every_language(language, paper):
    with override(language):
        data = data_of(flyer(language, times=3), paper)
    assert pages(data) == 1
    assert press().print("flyer", data)[0].startswith(b"%PDF-")


@pytest.mark.parametrize(("times", "steps"), [(1, 0), (1, 60), (40, 3), (60, 40), (0, 1)])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_text_is_one_sheet_too(times, steps, paper):
    assert pages(data_of(flyer("ru", times=times, steps=steps), paper)) == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_is_a_command(words):
    data = data_of(flyer("en", words))
    assert pages(data) == 1 and press().print("flyer", data)[0].startswith(b"%PDF-")


def test_what_was_left_out_is_said(monkeypatch):
    whole, cut = data_of(flyer(times=1)), data_of(flyer(times=40))
    assert len(press().print("flyer", whole)[0]) > 0
    assert b"/Title" in press().print("flyer", cut)[0]


def test_it_can_be_read_aloud_by_a_program():
    body = press().print("flyer", data_of(flyer("ar")))[0]
    held = body + b"".join(unpacked(body))
    assert b"pdfuaid" in held, "it says that it keeps to the rules of PDF/UA"
    assert b"/Lang" in held
    assert re.search(rb"/Alt\s*[(<]", held), "the code has words"
    assert b"/JavaScript" not in held


def unpacked(body: bytes):
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            continue


def test_it_is_laid_out_once(settings, tmp_path):
    settings.ROOTBRIDGE_DATA_DIR = tmp_path
    made = []
    data = data_of(flyer())
    first = drawer.kept_or("flyer", data, before=lambda: made.append(1))
    assert drawer.kept_or("flyer", data, before=lambda: made.append(1)) == first
    assert made == [1]
    other = data_of(flyer(title="Another title"))
    assert drawer.kept_or("flyer", other, before=lambda: made.append(1)) != first
    assert made == [1, 1]


def test_the_drawer_is_emptied_of_what_is_old(settings, tmp_path, monkeypatch):
    settings.ROOTBRIDGE_DATA_DIR = tmp_path
    drawer.kept_or("flyer", data_of(flyer()))
    assert drawer.empty() == 0
    monkeypatch.setattr(drawer, "DAYS", -1)
    assert drawer.empty() == 1
    assert not list((tmp_path / "printed").iterdir())
