"""Back office: what was sent in to the places one represents, and the decision on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.people.members.access import staff_only
from rootbridge.shared.moderation.models import Appeal

from ..actions import judge_story
from ..comparing import changes_between
from ..drawing import links_in, show
from ..forms import VerdictForm
from ..models import Edition, MovedOn, Story, TakenOff
from ..permissions import may_judge_edition, may_read_editions

PAGE = 30


@staff_only
@require_safe
def stories(request):
    """Those that wait, the oldest first; ``?show=judged`` for what was decided."""
    if not may_read_editions(request.user):
        raise Http404("no place to read for")
    received = Edition.objects.received_by(request.user).for_desk()
    is_done = request.GET.get("show") == "judged"
    chosen = received.judged().order_by("-verdict__at") if is_done else received.waiting().order_by("sent_at")
    page = Paginator(chosen.prefetch_related("tellings"), PAGE).get_page(request.GET.get("page"))
    counts = {"waiting": received.waiting().count(), "judged": received.judged().count()}
    return render(request, "stories/manage/list.html", {"page": page, "is_done": is_done, "counts": counts})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def story(request, number):
    """One story as readers will see it in each language, what changed since it was published, and the decision."""
    found = Story.objects.received_by(request.user).for_pages().filter(pk=number).first()
    if found is None:
        raise Http404("nothing was sent in")
    editions = Edition.objects.received_by(request.user).filter(story=found).for_desk()
    edition = editions.prefetch_related("tellings", "pictures__file").order_by("-number").first()
    form = VerdictForm(request.POST or None, initial={"edition": edition.edition})
    if request.method == "POST":
        if not may_judge_edition(request.user, edition):
            raise PermissionDenied("somebody else must read it")
        if form.is_valid():
            return _judged(request, found, edition, form)
    return _page(request, found, edition, form, status=422 if form.errors else 200)


def _judged(request, found, edition, form):
    said = form.cleaned_data
    try:
        verdict = judge_story(story=found, by=request.user, edition=said["edition"], outcome=said["outcome"],
                              words=said["words"])  # fmt: skip
    except MovedOn:
        messages.warning(
            request, _("The author changed it, or somebody decided before you. Nothing was done: look again.")
        )
        return redirect("manage_stories:story", found.pk)
    except TakenOff:
        form.add_error("outcome", _(
            "Its author took this story off the pages after sending it in. Only they can put it back; then you can "
            "publish it."
        ))  # fmt: skip
        return _page(request, found, edition, form, status=422)
    done = {
        "accepted": _("It stands on the pages now. The author hears of it."),
        "changes": _("The author gets your words and can send it in again."),
        "refused": _("Refused. The author gets your reason and may appeal."),
    }
    messages.success(request, done[verdict.outcome])
    return redirect("manage_stories:story", found.pk)


def _page(request, found, edition, form, status):
    standing = found.standing if found.standing_id != edition.pk else None
    told = [show(edition, language=code) for code in edition.told()]
    verdict = getattr(edition, "verdict", None)
    earlier = found.editions.exclude(pk=edition.pk).filter(verdict__isnull=False).select_related("verdict__by")
    return render(request, "stories/manage/story.html", {
        "story": found, "edition": edition, "told": told, "form": form, "verdict": verdict,
        "links": list(dict.fromkeys(link for one in told for link in links_in(one))),
        "changes": changes_between(standing, edition) if standing else [], "standing": standing,
        "is_off": edition.state == "waiting" and found.was_taken_off_after(edition),
        "may_judge": edition.state == "waiting" and may_judge_edition(request.user, edition),
        "earlier": earlier.order_by("-number"),
        "appeal": Appeal.objects.about("stories.verdict", verdict.pk).first() if verdict else None,
    }, status=status)  # fmt: skip
