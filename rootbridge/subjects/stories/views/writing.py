"""A member's own stories: writing, pictures, other languages, and what came of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.files.models import PublicFile
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.limits import TooMany, count
from rootbridge.people.organisations.models import Organisation
from rootbridge.shared.moderation.forms import AppealForm
from rootbridge.shared.moderation.models import Appeal

from ..drawing import show
from ..forms import FactsForm, PictureForm, StoryForm, TellingForm
from ..models import NotNow, Outcome, Story
from ..models.edition import MOST_PICTURES
from ..own import standing_of, stories_of
from ..permissions import SPEAKERS, kinds_for

RATES = {"picture": "60/1d/key"}


@require_safe
def mine(request):
    """Where each of my stories stands."""
    return render(request, "stories/mine.html", {"rows": stories_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """The whole story on one page; nobody reads it until it is sent in."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        story, _made = Story.begin(
            by=request.user, ticket=form.cleaned_data["ticket"], is_work=_is_work(request.user, form),
            telling=form.telling(form.cleaned_data["original"]), **form.facts(),
        )  # fmt: skip
        messages.success(request, _("Saved. Only you see it until you send it in."))
        return redirect("stories:own", story.pk)
    return render(request, "stories/write.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def own(request, number):
    """My story as readers will see it, and what can be done next."""
    return _own_page(request, find_mine(request, number))


@require_http_methods(["GET", "HEAD", "POST"])
def words(request, number):
    """Change the words and facts of a draft; of a published story this begins the next edition."""
    story = find_mine(request, number)
    edition = story.latest
    if edition.state == "waiting":
        return _locked(request, story)
    form = _form(request, edition)
    if form.is_bound and form.is_valid() and _changed(
        request, story, form, telling=form.telling(form.cleaned_data["original"]), **form.facts()
    ):  # fmt: skip
        messages.success(request, _("Saved. Readers see the change when you have sent it in and it was read."))
        return redirect("stories:own", number)
    page = {"form": form, "story": story, "edition": edition}
    return render(request, "stories/write.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def telling(request, number, language):
    """The same story in another language, with the first beside it."""
    story = find_mine(request, number)
    edition = story.latest
    if edition.state == "waiting":
        return _locked(request, story)
    form = TellingForm(request.POST or None, initial=TellingForm.initial_of(edition.told().get(language)))
    if language not in dict(form_languages()) or language == edition.original:
        raise Http404("no such language")
    if request.method == "POST" and "drop" in request.POST:
        dropped = _dropped(request, story, lambda draft: draft.drop(language, by=request.user))
        return dropped or redirect("stories:own", number)
    if form.is_bound and form.is_valid() and _changed(request, story, form, telling=form.telling(language)):
        messages.success(request, _("Saved in this language too."))
        return redirect("stories:own", number)
    page = {"form": form, "story": story, "language": language, "first": edition.told().get(edition.original),
            "is_there": language in edition.told()}  # fmt: skip
    return render(request, "stories/telling.html", page, status=422 if form.is_bound else 200)


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request, number):
    """Up to four pictures, each with words for who cannot see it."""
    story = find_mine(request, number)
    if story.latest.state == "waiting":
        return _locked(request, story)
    if request.method == "POST" and request.POST.get("remove", "").isdecimal():
        picture = int(request.POST["remove"][:4])
        taken_out = _dropped(request, story, lambda draft: draft.remove_picture(picture, by=request.user))
        return taken_out or redirect("stories:pictures", number)
    form = PictureForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and _is_within(request, form, "picture") and _added(request, story, form):
        messages.success(request, _("The picture is in."))
        return redirect("stories:own", number)
    shown = show(story.latest, language=story.latest.original)
    page = {"form": form, "story": story, "shown": shown, "is_full": len(shown.pictures) >= MOST_PICTURES}
    return render(request, "stories/pictures.html", page, status=422 if form.is_bound else 200)


def _added(request, story, form) -> bool:
    said = form.cleaned_data
    file = PublicFile.keep(said["file"], by=request.user)
    words = {name: said[name] for name in ("alt", "caption", "is_decoration")}
    try:
        draft = story.open_draft(by=request.user)
    except NotNow:
        form.add_error(None, waits())
        return False
    try:
        draft.add_picture(file, by=request.user, **words)
    except NotNow:
        form.add_error(None, _("A story has at most four pictures. Take one out first."))
        return False
    return True


def _changed(request, story, form, **values) -> bool:
    """Keep what was written; sent in meanwhile, from another page, it says so beside what was typed."""
    try:
        story.open_draft(by=request.user).change(by=request.user, **values)
    except NotNow:
        form.add_error(None, waits())
        return False
    return True


def _dropped(request, story, drop):
    """Take something out of the draft; the answer where it was sent in meanwhile, else None."""
    try:
        drop(story.open_draft(by=request.user))
    except NotNow:
        return _locked(request, story)
    messages.success(request, _("Taken out."))
    return None


@require_POST
def appeal(request, number):
    """Somebody else should look: against a refusal, once."""
    story = find_mine(request, number)
    verdict = getattr(story.latest, "verdict", None)
    if verdict is None or verdict.outcome != Outcome.REFUSED:
        raise Http404("nothing to appeal against")
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _own_page(request, story, appeal_form=form, status=422)
    Appeal.make("stories.verdict", verdict, by=request.user, language=get_language(), **form.cleaned_data)
    messages.success(request, _("Your appeal is on its way. Somebody else decides, usually within seven days."))
    return redirect("stories:own", number)


def _own_page(request, story, *, appeal_form=None, status=200):
    edition = story.latest
    language = request.GET.get("in", "")
    verdict = getattr(edition, "verdict", None)
    made = Appeal.objects.about("stories.verdict", verdict.pk).first() if verdict else None
    return render(request, "stories/own.html", {
        "story": story, "edition": edition, "shown": show(edition, language=language or edition.original),
        "standing": standing_of(story, edition), "verdict": verdict, "appeal": made,
        "appeal_form": appeal_form or AppealForm(auto_id="appeal_%s"), "told": edition.told(),
        "others": [(code, name) for code, name in form_languages() if code not in edition.told()],
    }, status=status)  # fmt: skip


def form_languages() -> list[tuple[str, str]]:
    return list(StoryForm.base_fields["original"].choices)


def find_mine(request, number) -> Story:
    return get_object_or_404(Story.objects.written_by(request.user).for_pages(), pk=number)


def _form(request, edition=None) -> StoryForm:
    user = request.user
    if edition:
        initial = TellingForm.initial_of(edition.told().get(edition.original)) | FactsForm.initial_of(edition)
    else:
        initial = {"original": get_language(), "credit": user.name}
        initial |= {"place": user.home.name(get_language())} if user.home else {}
    return StoryForm(request.POST if request.method == "POST" else None, initial=initial, kinds=kinds_for(user),
                     organisations=_organisations(user))  # fmt: skip


def _organisations(user):
    """Those that a member speaks for."""
    bodies = [scope.body for scope in user.reach.scopes if scope.body]
    return Organisation.objects.filter(body__in=bodies)


def _is_work(user, form) -> bool:
    """News and leaflets of who speaks for an office are the office's, not one's own."""
    is_official = form.cleaned_data["kind"] in ("news", "leaflet")
    return is_official and not form.cleaned_data.get("organisation") and user.reach.holds(*SPEAKERS)


def _is_within(request, form, action) -> bool:
    try:
        count(request, "stories", RATES, **{action: (action, str(request.user.pk))})
    except TooMany:
        form.add_error(None, _("Many pictures came from you today. Send this one tomorrow."))
        return False
    return True


def waits() -> str:
    return _("This story waits to be read. Take it back first if you want to change it.")


def _locked(request, story):
    messages.info(request, waits())
    return redirect("stories:own", story.pk)
