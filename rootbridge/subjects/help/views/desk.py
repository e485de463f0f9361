"""The desk: questions that wait at one's offices, and the reply."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.people.members.access import staff_only
from rootbridge.people.offices.hours import zone_of
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.feedback.ratings import rating_of
from rootbridge.shared.translation.related import related_texts, texts_about

from ..attachments import files_page
from ..desk_forms import JoinForm, LogForm, NoteForm, PassOnForm, PersonForm, ReplyForm
from ..models import Channel, Draft, PreparedReply, Question
from ..models.answering import CASE
from ..permissions import may_pass_on
from ..queue import queue_of, rows_for_sheet
from ..steps import steps_of

WAYS = dict(Channel.choices)
KEYS, OFFERED, SHOWN, LONG_LATE = 9, 4, 50, 4
COLUMNS = ("number", "office", "topic", "living", "language", "channel", "asked", "due", "first reply", "closed", "how")


@staff_only
def questions(request):
    """What waits at one's offices, what is due soonest first; and what was closed."""
    return render(request, "help/desk_questions.html", queue_of(request))


@staff_only
@require_safe
def sheet(request):
    """The same list as CSV: when and where, never what was asked nor by whom."""
    rows = (
        (row.number, row.office.name, row.topic, row.living, row.language, row.channel, f"{row.asked_at:%Y-%m-%d}",
         row.due_on.isoformat(), f"{row.first_reply_at:%Y-%m-%d}" if row.first_reply_at else "",
         f"{row.closed_at:%Y-%m-%d}" if row.closed_at else "", row.closing_kind or "")
        for row in rows_for_sheet(request).iterator(500)
    )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="questions.csv"'}
    return HttpResponse(sheet_of([COLUMNS, *rows]), content_type="text/csv; charset=utf-8", headers=headers)


@staff_only
def question(request, number):
    """One question: read it, reply to it. What was written is never lost, whoever was quicker."""
    found = received(request, number)
    if found is None:
        return gone(request, number)
    form = ReplyForm(request.POST or None, initial={"words": _begun(request, found)})
    if request.method != "POST":
        return desk_page(request, found, reply=form)
    do = request.POST.get("do", "answer")
    if do.startswith("insert-"):
        return desk_page(request, found, reply=_with_prepared(form, found, do.removeprefix("insert-")))
    if not form.is_valid():
        return desk_page(request, found, reply=form, status=422)
    words, client = form.cleaned_data["words"], form.cleaned_data["client"]
    if do == "draft":
        Draft.keep(found, by=request.user, words=words)
        messages.success(request, _("Kept as a draft. Only you read it."))
        return redirect(found.desk_url)
    try:
        say = found.ask_back if do == "ask_back" else found.answer
        said, _made = say(by=request.user, words=words, client=client)
    except NotTheirs:
        return gone(request, number)
    if said is None:
        Draft.keep(found, by=request.user, words=words)
        return desk_page(request, received(request, number) or found, reply=form, was_quicker=True, status=409)
    kept = _("Sent. The question stays open.") if do == "ask_back" else _("Kept. The person can read the answer now.")
    messages.success(request, kept)
    return redirect(found.desk_url)


@staff_only
def unread(request):
    """For administrators: questions to offices where nobody signs in, and those that are long late, without their
    words."""
    if not request.user.reach.holds("administrator"):
        raise Http404("no administrator")
    today, reached = timezone.localdate(), Question.objects.waiting().within_reach_of(request.user)
    nobody = reached.at_empty_offices(today).with_office().order_by("due_on")[:SHOWN]
    late = reached.late_on(today - timezone.timedelta(days=LONG_LATE - 1)).with_office().order_by("due_on")[:SHOWN]
    page = {
        "questions": [(row, PassOnForm(question=row)) for row in nobody], "today": today,
        "late": [row for row in late if not may_pass_on(request.user, row)],
    }  # fmt: skip
    return render(request, "help/desk_unread.html", page)


def received(request, number) -> Question | None:
    """A question that the reader answers for, by its number; one that the person it is about stopped has no words."""
    rows = Question.objects.received_by(request.user).exclude(words="", behalf__stopped_at=None)
    return rows.with_office().filter(number=number).first()


def received_or_404(request, number) -> Question:
    found = received(request, number)
    if found is None:
        raise Http404("not theirs")
    return found


def desk_page(request, found, *, status=200, was_quicker=False, **forms):
    """The page of one question, with the form that was sent as it was sent."""
    said, asked = found.said(), request.GET.get("find", "")[:200]
    reply = forms.get("reply") or ReplyForm(initial={"words": _begun(request, found)})
    linked = [link.path for link in found.links.order_by("pk")]
    near = [] if found.closing_kind and not asked else texts_about(asked or found.words, get_language(), limit=OFFERED)
    page = queue_of(request) | {
        "question": found, "said": said, "zone": zone_of(found.office), "reply": reply, "was_quicker": was_quicker,
        "steps": steps_of(found, said=said, for_desk=True), "notes": found.notes.select_related("by").order_by("at"),
        "linked": related_texts(linked, get_language()), "asked": asked,
        "near": [text for text in near if text.path not in linked],
        "prepared": list(PreparedReply.objects.for_question(found)[:KEYS]), "doubles": found.doubles(),
        "likely": [] if found.closing_kind else found.likely_doubles(request.user),
        "rating": rating_of(CASE, found.pk) if found.closing_kind else None,
        "closing": found.closings.filter(reopened_at=None).select_related("into").first(),
        "proposal": found.proposals.select_related("answer__locale").first(),
        "hand": forms.get("hand") or PersonForm(question=found),
        "other": forms.get("other") or PassOnForm(question=found),
        "note": forms.get("note") or NoteForm(), "log": forms.get("log") or LogForm(),
        "join": forms.get("join") or JoinForm(), "ways": WAYS,
    }  # fmt: skip
    return render(request, "help/desk_question.html", page | files_page(found, by=request.user), status=status)


def _begun(request, found) -> str:
    """What the reader began to write before."""
    draft = found.drafts.filter(by=request.user).first()
    return draft.words if draft else ""


def _with_prepared(form, found, number) -> ReplyForm:
    """The form with a prepared reply below what was written already; nothing is judged yet."""
    prepared = PreparedReply.objects.for_question(found).filter(pk=number if number.isdecimal() else 0).first()
    written = form.fields["words"].to_python(form.data.get("words", ""))
    words = "\n\n".join(filter(None, [written, prepared.filled(found) if prepared else ""]))
    return ReplyForm(initial={"words": words})


def gone(request, number):
    """It lay at an office of theirs and was passed on: what they wrote stands here, to be copied. Else not here."""
    found = Question.objects.told_to(request.user).filter(number=number).exclude(words="").first()
    if found is None or request.method != "POST":
        raise Http404("not theirs")
    words = ReplyForm().fields["words"].to_python(request.POST.get("words", ""))
    return render(request, "help/desk_gone.html", {"number": number, "words": words}, status=409)
