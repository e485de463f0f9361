"""A few sample questions that came by letter, at a counter, for another person and with a file; always the same."""

import io

from PIL import Image, ImageDraw

from rootbridge.base.files.contents import examine
from rootbridge.subjects.help.intake import add_files, put
from rootbridge.subjects.help.models import FileRequest

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "
    b"/Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
)


def write_papers(pack, offices, cast) -> list:
    """The questions of ``papers.json``; an office that a pack does not have is passed over. Returns the questions."""
    made = []
    for row in pack.read("papers.json") if (pack.folder / "papers.json").is_file() else ():
        office = offices.get(row["office"])
        if office is None:
            continue
        question, _made = put(
            office=office, words=row["words"], language=row["language"], topic=row.get("topic", ""),
            living=row.get("living", ""), channel=row["channel"], by=cast.get(row.get("by", "")),
            email=row.get("email", ""), client_id=f"sample {row['key']}", behalf=row.get("behalf"),
            files=[_file(name) for name in row.get("files", ())], typed_by=cast.get(row.get("typed_by", "")),
        )  # fmt: skip
        _go_on(question, row, cast)
        made.append(question)
    return made


def _go_on(question, row, cast):
    """What the desk asked for, and what came of it."""
    if asked := row.get("asked"):
        FileRequest.ask(
            question, by=cast[asked["by"]], what=asked["what"], need=asked["need"], by_day=question.due_on,
            client_id=f"sample {row['key']}",
        )  # fmt: skip
    if later := row.get("later"):
        add_files(question, [_file(name) for name in later], client="sample", by=question.member)
    if row.get("stopped"):
        question.behalf.stop()


def _file(name: str):
    return examine(name, PDF if name.endswith(".pdf") else _picture())


def _picture() -> bytes:
    """A paper as a telephone sees it."""
    sheet = Image.new("RGB", (480, 640), (238, 232, 220))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 440, 600), outline=(120, 40, 60), width=3)
    for line in range(12):
        pen.line((70, 120 + line * 36, 410 - (line % 3) * 60, 120 + line * 36), fill=(70, 70, 80), width=5)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()
