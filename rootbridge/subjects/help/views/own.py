"""The page of whoever asked: a member's own, and by number and PIN with nothing kept in the browser."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.feedback.ratings import box_for
from rootbridge.shared.translation.related import related_texts

from ..attachments import files_page
from ..following import followed
from ..forms import FollowForm
from ..models import Channel, Question
from ..models.answering import CASE
from ..own_forms import MoreForm
from ..staff import called
from ..steps import steps_of
from ..usual import usual_days

WAYS = dict(Channel.choices)
SALT, LASTS = "rootbridge.help.follow", 60 * 30
RATES = {"own_by_network": "60/1h/key", "own_number": "30/1h/key"}


def questions(request):
    """A member's own questions."""
    rows = Question.objects.mine(request.user).with_office().order_by("-asked_at")
    return render(request, "help/questions.html", {"questions": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def question(request, number):
    """One's own question: where it is, what was said, what one may do."""
    mine = get_object_or_404(Question.objects.mine(request.user).exclude(words="").with_office(), number=number)
    if request.method != "POST":
        return _page(request, mine, MoreForm())
    form, said, level = _do(request, mine, by=request.user)
    if said is None:
        return _page(request, mine, form, status=422)
    getattr(messages, level)(request, said)
    return redirect(mine)


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    """A question by its number and PIN. Nothing is kept in the browser: the page carries a key that holds for half an
    hour, sent along with what is done on it, never in the address."""
    if request.POST.get("key"):
        return _go_on(request)
    form = FollowForm(request.POST if request.method == "POST" else None)
    try:
        found = followed(request, **form.cleaned_data) if form.is_valid() else None
    except TooMany:
        found = None
        form.add_error(None, _("Too many tries. Wait an hour, or call the office."))
    if found:
        return _page(request, found, MoreForm(), key=_key_of(found))
    if form.is_bound and form.is_valid():
        form.add_error(None, _("There is no question with this number and PIN. Look at your receipt once more."))
    return render(request, "help/follow.html", {"form": form}, status=422 if form.is_bound else 200)


def _go_on(request):
    """What somebody without an account does on the page of their question."""
    try:
        number = signing.TimestampSigner(salt=SALT).unsign(request.POST["key"], max_age=LASTS)
    except signing.BadSignature:
        return _again(request, _("This page was open for too long. Enter the number and the PIN once more."))
    rows = Question.objects.filter(member=None).exclude(words="").with_office()
    found = get_object_or_404(rows, number=number)
    form, said, level = _do(request, found, by=None)
    if said is None:
        return _page(request, found, form, key=_key_of(found), status=422)
    return _page(request, rows.get(pk=found.pk), MoreForm(), key=_key_of(found), done=said, kind=level)


def _again(request, sentence):
    """The form for number and PIN, with what was written kept to be copied."""
    form = FollowForm({"number": "", "pin": ""})
    form.errors.clear()
    form.add_error(None, sentence)
    words = MoreForm().fields["words"].to_python(request.POST.get("words", ""))
    return render(request, "help/follow.html", {"form": form, "words": words}, status=422)


def _do(request, found, *, by):
    """(form, what is said, level) of what was asked for; said is None where the form tells what to mend."""
    form, do = MoreForm(request.POST), request.POST.get("do", "add")
    try:
        count(request, "help", RATES, own_by_network=("own", network_of(request)), own_number=("own", found.number))
    except TooMany:
        form.add_error(None, _("Much was sent from here in the last hour. Wait an hour, then send it again."))
        return form, None, ""
    if do == "withdraw":
        if found.withdraw(by=by) or found.closing_kind == "withdrawn":
            return form, _("Withdrawn. If you need an answer after all, open it again."), "success"
        return form, _("It was answered in the meantime. Read the answer; nothing was withdrawn."), "warning"
    if do == "open" and not request.POST.get("words", "").strip():
        found.reopen(by=by)
        return form, _("It is open again. The office hears of it."), "success"
    if not form.is_valid():
        return form, None, ""
    try:
        found.add(by=by, **form.cleaned_data)
    except NotTheirs:
        form.add_error(None, _("This talk is closed. Ask a new question."))
        return form, None, ""
    return form, _("Sent. The office hears of it."), "success"


def _page(request, found, form, *, key="", status=200, done="", kind="success"):
    said, paths = found.said(), [link.path for link in found.links.order_by("pk")]
    page = {
        "question": found, "said": said, "form": form, "key": key, "done": done, "kind": kind,
        "person": called(found.person), "steps": steps_of(found, said=said, for_desk=False),
        "rating": box_for(CASE, found.pk) if found.closing_kind == "answered" else None,
        "usual": None if found.closing_kind else usual_days(found, timezone.now()),
        "linked": related_texts(paths, get_language()),
        "ways": WAYS, "closing": found.closings.filter(reopened_at=None).select_related("into", "by").first(),
    }  # fmt: skip
    return render(request, "help/question.html", page | files_page(found), status=status)


def _key_of(found) -> str:
    return signing.TimestampSigner(salt=SALT).sign(found.number)
