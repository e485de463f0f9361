"""How a question comes in with all that belongs to it: for whom it is, its files, who typed it in."""

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from rootbridge.base.audit.chain import record
from rootbridge.shared.conversations.store import keep_files

from .models import Behalf, Question

ABOUT_SALT = "rootbridge.help.about"


def put(*, behalf=None, files=(), typed_by=None, **said) -> tuple[Question, bool]:
    """`Question.ask` with its files (`Checked`) and for whom it is (``{"whom", "knows", "address"}``), all or nothing;
    ``typed_by``: who of the desk wrote it down for somebody. Returns (question, made)."""
    with transaction.atomic():
        question, made = Question.ask(**said)
        if not made:
            return question, False
        if typed_by:
            record("help.question_typed_in", question, by=typed_by, place_path=question.office.place.path)
        if behalf:
            Behalf.begin(question, **behalf, link=link_about(question))
        if files:
            keep_files(question.asker_seat(), files, client="asked", by=said.get("by"))
    return question, True


def add_files(question, files, *, client, by=None, request=None) -> None:
    """Whoever asked sends files (`Checked`): what the desk asked for is met by them (``request``: which), and a
    question that was answered is open again. Raises NotTheirs, TooManyFiles."""
    with transaction.atomic():
        held = Question.objects.select_for_update().get(pk=question.pk)
        if not keep_files(held.asker_seat(), files, client=client, by=by):
            return
        asked = held.papers.filter(met_at__isnull=True).order_by("pk")
        if met := (asked.filter(pk=request) if request else asked).first():
            met.meet()
        held._open_again(by=by)
        held._tell_desk("help.question_file_sent")
    question.conversation = held.conversation


def link_about(question) -> str:
    """Where the person whom a question is about sees it, in its language; from their letter."""
    with translation.override(question.language):
        return reverse("help:about_letter", args=[signing.dumps(question.pk, salt=ABOUT_SALT)])
