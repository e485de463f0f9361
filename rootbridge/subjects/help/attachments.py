"""The files of a question as its two sides see them: what was sent and opened, what the desk asks for, until when."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.urls import reverse

from rootbridge.shared.conversations.models import File, Message
from rootbridge.shared.conversations.models.file import KEPT_FOR

from .models import FileRequest, Question

FILE_SALT, BOX_SALT = "rootbridge.help.file", "rootbridge.help.files"
# Seconds: how long a link to one file, and the form to send some, hold.
LINK_LASTS, BOX_LASTS = 15 * 60, 2 * 60 * 60


@dataclass(frozen=True)
class FileRow:
    """``opened``: [(name, reason, moment)] by the desk; ``deletes_on``: None while the question is open."""

    file: File
    link: str
    is_askers: bool
    opened: list[tuple]
    deletes_on: date | None


@dataclass(frozen=True)
class FilesBox:
    """``token``: proves the right to send files to the question, for two hours; ``client``: for one press of the
    button; ``by_number``: the rows by the number of their message."""

    rows: list[FileRow]
    requests: list[FileRequest]
    token: str
    client: str
    is_desk: bool
    is_closed: bool

    @property
    def by_number(self) -> dict[int, FileRow]:
        return {row.file.number: row for row in self.rows}

    @property
    def waiting(self) -> list[FileRequest]:
        return [] if self.is_closed else [request for request in self.requests if request.met_at is None]

    @property
    def can_wait(self) -> bool:
        """May its sender ask to keep them longer?"""
        return bool(self.rows) and self.is_closed and not self.is_desk


def files_page(question, by=None) -> dict:
    """``{"files": FilesBox}``; ``by``: who of the desk looks, None for whoever asked. At most four queries."""
    talk = question.conversation_id
    files = list(File.objects.of(talk)) if talk else []
    closing = question.closings.filter(reopened_at__isnull=True).first()
    opened = _openings(talk) if files else {}
    rows = [
        FileRow(file, _link(question, file, by), not file.seat or file.seat.side == "asker", opened.get(file.pk, []),
                deletion_of(file, closing))
        for file in files
    ]  # fmt: skip
    requests = list(question.papers.order_by("pk"))
    return {"files": FilesBox(rows, requests, box_token(question), secrets.token_hex(8), bool(by), bool(closing))}


def deletion_of(file, closing) -> date | None:
    """The day on which a file goes; None while its question is open."""
    return max((closing.at + KEPT_FOR).date(), file.kept_until or date.min) if closing else None


def box_token(question) -> str:
    """Proves that whoever holds it saw the question just now."""
    return signing.dumps([question.pk, question.member_id or 0], salt=BOX_SALT)


def question_of_box(token: str, user) -> Question | None:
    """The question to which this token lets one send files; None where it does not, or no longer."""
    try:
        number, member = signing.loads(token, salt=BOX_SALT, max_age=BOX_LASTS)
    except signing.BadSignature:
        return None
    found = Question.objects.filter(pk=number).exclude(words="").with_office().first()
    return found if found and (found.member_id or 0) == member == (user.pk if member else 0) else None


def link_to(file, member: int = 0) -> str:
    """Where whoever asked has one file, for a quarter of an hour; ``member``: only signed in as them."""
    return reverse("help:file", args=[signing.dumps([file.pk, member], salt=FILE_SALT)])


def file_of_link(token: str, user) -> File | None:
    try:
        number, member = signing.loads(token, salt=FILE_SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    found = File.objects.filter(pk=number).select_related("seat").first()
    return found if found and member in (0, user.pk) else None


def _link(question, file, by) -> str:
    if by:
        return reverse("manage_questions:file", args=[question.number, file.pk])
    return link_to(file, question.member_id or 0)


def _openings(talk) -> dict[int, list[tuple]]:
    """{file: [(name, reason, moment)]}"""
    found = {}
    for event in Message.objects.filter(conversation=talk, kind="event", data__event="file_opened").order_by("number"):
        said = event.data
        found.setdefault(said.get("file"), []).append((said.get("name", ""), said.get("reason", ""), event.at))
    return found
