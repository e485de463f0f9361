"""What can be heard, who reads it, and whether it still says what the text says."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ..models import Recording
from .forms import RecordingForm, VoiceForm
from .permissions import keeps_recordings, may_record

ON_A_PAGE = 30
STATES = ("", "behind", "off")


@staff_only
def recordings(request):
    """Those of the texts that somebody publishes: heard now, older than their text, taken off."""
    _ask(request)
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    mine = Recording.objects.visible_to(request.user).select_related("file").order_by("-added_at", "-pk")
    found = mine.exclude(taken_off_at=None) if state == "off" else mine.live()
    rows = [_row(one) for one in found]
    counts = {"behind": sum(row["is_behind"] for row in rows)} if state != "off" else {}
    if state == "behind":
        rows = [row for row in rows if row["is_behind"]]
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "translation/manage/recordings.html", {"page": page, "state": state, "counts": counts})


@staff_only
@takes_files
def add(request):
    """A new recording; it takes the place of the one before in the same language."""
    _ask(request)
    asked = {"text": request.GET.get("text", ""), "language": request.GET.get("language", "")}
    form = RecordingForm(request.POST or None, request.FILES or None, user=request.user, initial=asked)
    if form.is_valid():
        said = form.cleaned_data
        made = Recording.keep(
            said["article"], said["file"], by=request.user, language=said["language"], form=said["form"], **form.told
        )
        messages.success(request, _("Readers can hear it now."))
        return redirect("manage_recordings:recording", made.pk)
    return render(request, "translation/manage/add.html", {"form": form}, status=422 if form.is_bound else 200)


@staff_only
def recording(request, number):
    """One recording: hear it, say who reads, let it go."""
    found, article = _mine(request, number)
    form = VoiceForm(request.POST or None, initial=_told(found))
    if form.is_valid():
        found.mend(by=request.user, **form.told)
        messages.success(request, _("Kept."))
        return redirect("manage_recordings:recording", found.pk)
    page = _row(found) | {"form": form, "article": article}
    return render(request, "translation/manage/recording.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def step(request, number):
    """It is still right, it goes, it comes back."""
    found, _article = _mine(request, number)
    asked = request.POST.get("step")
    if asked == "confirm":
        found.confirm(by=request.user)
        messages.success(request, _("Noted: it says what the text says today."))
    elif asked == "off":
        found.take_off(by=request.user)
        messages.success(request, _("Nobody hears it any more. You can put it back."))
    elif asked == "back":
        found.put_back(by=request.user)
        messages.success(request, _("Readers can hear it again."))
    return redirect("manage_recordings:recording", found.pk)


def _ask(request):
    if not keeps_recordings(request.user):
        raise Http404("not theirs")


def _mine(request, number):
    found = Recording.objects.visible_to(request.user).select_related("file").filter(pk=number).first()
    article = found.text() if found else None
    if article is None or not may_record(request.user, article):
        raise Http404("not theirs")
    return found, article


def _row(one) -> dict:
    text = one.text()
    return {"recording": one, "text": text, "is_behind": text is None or one.is_behind(text)}


def _told(one) -> dict:
    return {"voice": one.voice, "speaker": one.speaker, "agreed": bool(one.speaker), "transcript": one.transcript}
