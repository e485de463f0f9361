"""A public file, whole or a part of it, as players ask for recordings."""

import re

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public

from . import shelf
from .contents import KINDS, PICTURES, SOUNDS
from .models import PublicFile
from .showing import NOBODY

ENDINGS = {ending: (kind, media) for kind, (ending, media, _names) in KINDS.items()}
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
YEAR = 365 * 24 * 3600


@public
@require_safe
def file(request, digest, name):
    """The bytes that a digest names, for who may see a page that they stand on. Documents are kept, not opened, by a
    browser; nothing in them may run."""
    ending = name.rpartition(".")[2].lower()
    kind, media_type = ENDINGS.get(ending, ("", ""))
    path = shelf.path_of(digest, ending)
    rows = PublicFile.objects.named(digest)
    is_open = rows.shown_to(NOBODY).exists()
    if not kind or not (is_open or rows.shown_to(request.user).exists()) or not path.is_file():
        raise Http404("no such file")
    size = path.stat().st_size
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    elif span == (0, size - 1) and "Range" not in request.headers:
        answer = FileResponse(path.open("rb"), content_type=media_type)
    else:
        answer = _part(path, span, size, media_type)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_open else "private, no-store"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if kind not in PICTURES | SOUNDS:
        answer.headers["Content-Disposition"] = "attachment"
    return answer


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of what was asked for; None when it lies outside."""
    match = RANGE.fullmatch(asked)
    if not match or match.groups() == ("", ""):
        return 0, size - 1
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else None


def _part(path, span, size, media_type) -> HttpResponse:
    start, end = span
    with path.open("rb") as source:
        source.seek(start)
        body = source.read(end - start + 1)
    return HttpResponse(
        body, status=206, content_type=media_type, headers={"Content-Range": f"bytes {start}-{end}/{size}"}
    )
