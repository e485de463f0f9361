"""What a file holds is told by its bytes; what could harm whoever opens it is refused with a sentence."""

import io
import random
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from rootbridge.base.files.contents import KINDS, Refused, examine
from tests.files.papers import BAD, GOOD, PDF, TEXT, photo_with_place, picture, word


@pytest.mark.parametrize("name", GOOD)
def test_what_people_send_is_taken(name):
    body, kind = GOOD[name]
    checked = examine(name, body)
    assert checked.kind == kind and checked.name.endswith("." + KINDS[kind][0])


@pytest.mark.parametrize("name", BAD)
def test_what_could_harm_is_refused_by_its_name(name):
    with pytest.raises(Refused, match="“"):
        examine(name, BAD[name])


def test_nothing_but_the_picture_is_kept():
    body = photo_with_place()
    assert b"Kodiak" in body
    kept = examine("photo.jpg", body).body
    assert b"Kodiak" not in kept and not Image.open(io.BytesIO(kept)).getexif()
    tailed = examine("photo.jpg", picture() + b"<script>alert(1)</script>PK\x05\x06").body
    assert b"<script" not in tailed and b"PK" not in tailed


def test_a_picture_lying_on_its_side_is_turned_before_that_is_forgotten():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(examine("p.jpg", picture(size=(60, 20), exif=exif)).body)).size == (20, 60)


def test_big_pictures_are_made_smaller():
    kept = examine("p.jpg", picture(size=(5000, 1000))).body
    assert max(Image.open(io.BytesIO(kept)).size) <= 4000


@pytest.mark.parametrize(("name", "shown"), [
    ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\tmp\\scan.pdf", "scan.pdf"), ("\u202efdp.nacs.pdf", "fdp.nacs.pdf"),
    ("..pdf", "pdf.pdf"), ("a\r\nb.pdf", "a b.pdf"), ("%(name)s.pdf", "(name)s.pdf"), ("x" * 400 + ".pdf", "x" * 100),
])  # fmt: skip
def test_a_name_is_made_harmless(name, shown):
    try:
        assert examine(name, PDF).name.startswith(shown[:100])
    except Refused as refusal:
        assert name == "..pdf" and "\u202e" not in str(refusal)


def test_texts_are_cleaned():
    assert examine("n.txt", "a\u202eb\u200b".encode()).body == b"ab\n"


def test_no_byte_of_a_broken_file_breaks_the_look():
    dice = random.Random("flipped")
    for name, body in [("a.pdf", PDF), ("a.jpg", photo_with_place()), ("a.docx", word()), ("a.png", picture("PNG")),
                       ("a.webp", picture("WEBP")), ("a.txt", TEXT)]:  # fmt: skip
        for place in range(50):
            cut = body[: len(body) * place // 50]
            flipped = bytearray(body)
            flipped[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
            for one in (cut, bytes(flipped)):
                with suppress(Refused):
                    assert examine(name, one).body


@pytest.mark.parametrize("inside", [b"stream\n", b"/ObjStm stream\n", b"/ObjStm stream\n" + zlib.compress(b"a")])
def test_a_pdf_made_to_be_slow_is_quick(inside):
    """Beginnings without an end: a look that goes back to each of them would take hours."""
    begun = time.monotonic()
    with suppress(Refused):
        examine("a.pdf", b"%PDF-1.5\n" + inside * (2_000_000 // len(inside)) + b"\n%%EOF")
    assert time.monotonic() - begun < 5


def test_a_scan_of_many_pages_is_taken():
    dice = random.Random("pages")
    page = b"5 0 obj\n<< /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n"
    inside = page % zlib.compress(b"\xff/JS " + bytes(8_000_000)) * 20 + page % zlib.compress(dice.randbytes(500_000))
    assert examine("scan.pdf", PDF.replace(b"trailer", inside + b"trailer")).kind == "pdf"


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=30),
    st.sampled_from([b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b""]),
    st.binary(max_size=300),
)
def test_anything_else_is_taken_or_refused(name, head, body):
    try:
        assert examine(name, head + body).kind in KINDS
    except Refused as refusal:
        assert "%(" not in str(refusal).replace("%(name", "")
