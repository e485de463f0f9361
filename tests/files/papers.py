"""Files as people send them, and as people make them to break things."""

import io
import zipfile
import zlib

from PIL import Image

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
)
TEXT = "Contract de muncă, Torino 2014\n".encode()


def picture(form="JPEG", size=(64, 48), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (150, 40, 60)).save(out, form, **more)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A photo that carries where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Kodiak Fenwick"
    exif.get_ifd(0x8825)[2] = (45.0, 4.0, 14.0)
    return picture(exif=exif)


def archive(parts: dict, *, comment=b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
        file.comment = comment
    return out.getvalue()


def word(**more) -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", **more})


def odt(**more) -> bytes:
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>", **more})


def bomb_of_dots(side=30_000) -> bytes:
    """A PNG of a few kilobytes that would be drawn in gigabytes."""

    def part(kind, body):
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    rows = zlib.compress(bytes(3 * 1000), 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def packed_script(said=b"/Type /ObjStm") -> bytes:
    """A PDF whose script lies packed in a stream of objects, of which this is said."""
    inner = zlib.compress(b"<< /S /JavaScript /JS (app.alert(1)) >>")
    return b"%PDF-1.5\n3 0 obj\n<< " + said + b" /Filter /FlateDecode >>\nstream\n" + inner + b"\nendstream\n%%EOF\n"


def relation(kind, mode="External") -> str:
    return (
        f'<Relationships><Relationship Type="http://x/{kind}" Target="http://x/" TargetMode="{mode}"/></Relationships>'
    )


GOOD = {
    "scan.pdf": (PDF, "pdf"), "photo.jpg": (picture(), "jpeg"), "photo.JPEG": (photo_with_place(), "jpeg"),
    "shot.png": (picture("PNG"), "png"), "photo.webp": (picture("WEBP"), "webp"),
    "whatsapp.jpg": (picture("PNG"), "png"),
    "linked.docx": (word(**{"word/_rels/document.xml.rels": relation("hyperlink")}), "docx"),
    "letter.docx": (word(), "docx"), "letter.odt": (odt(), "odt"), "note.txt": (TEXT, "txt"), "note": (TEXT, "txt"),
}  # fmt: skip
BAD = {
    "empty.pdf": b"", "lie.pdf": picture(), "lie.jpg": PDF, "page.txt": b"<html><script>alert(1)</script>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "run.exe": b"MZ\x90\x00" + bytes(90),
    "run.txt": b"#!/bin/sh\nrm -rf ~", "run.pdf": b"MZ" + PDF, "cut.pdf": PDF[:-8],
    "cut.jpg": picture(size=(900, 900))[:700],
    "cut.png": picture("PNG", size=(900, 900))[:80], "cut.docx": word()[:-20], "bomb.png": bomb_of_dots(),
    "bomb.docx": word(big=bytes(70 * 1024 * 1024)),
    "script.pdf": PDF.replace(b"/Pages 2", b"/OpenAction << /JS (x) >> 2"),
    "escaped.pdf": PDF.replace(b"/Pages 2", b"/Java#53cript (x) 2"), "packed.pdf": packed_script(),
    "plain.pdf": PDF.replace(b"trailer", b"<< /Type /ObjStm >>\nstream\n5 0 << /S /JavaScript >>\nendstream\ntrailer"),
    "letters.pdf": PDF.replace(b"trailer", b"<< /Type /ObjStm /Filter /ASCII85Decode >>\nstream\n9j\nendstream\n"),
    "named.pdf": packed_script(b"/Type /Obj#53tm"), "far.pdf": packed_script(b"/Type /ObjStm /X (" + b"x" * 900 + b")"),
    "template.docx": word(**{"word/_rels/settings.xml.rels": relation("attachedTemplate")}),
    "object.docx": word(**{"word/_rels/document.xml.rels": relation("oleObject")}),
    "both.pdf": PDF + word(), "locked.pdf": PDF.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
    "both.docx": word() + PDF,
    "comment.docx": archive({"[Content_Types].xml": "", "word/document.xml": ""}, comment=b"MZ"),
    "macro.docx": word(**{"word/vbaProject.bin": b"x"}), "inside.odt": odt(**{"Basic/Standard/x.xml": b"x"}),
    "tools.zip": archive({"x.js": b"alert(1)"}),
    "sheet.docx": archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
    "film.gif": picture("GIF"), "nul.txt": b"a\x00b", "old.txt": "Muncă".encode("utf-16"), "photo.php": picture(),
    "photo.jpg.exe": picture(), "big.txt": b"x" * (10 * 1024 * 1024 + 1),
}  # fmt: skip
