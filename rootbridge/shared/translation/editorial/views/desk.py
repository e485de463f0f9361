"""The desk of those who write and approve: the lists of texts, and the page of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from rootbridge.base.design.jinja import render_block
from rootbridge.people.members.access import staff_only

from ...authors import wrote
from ...comparing import differences, prose_of
from ...models import Check, MovedOn, Submission, TextPicture
from ...models.rendering import has_unread
from ...readability import marked, measure
from ...slots import writes_texts
from ...waiting import edit_url, write_url
from ..forms import BackForm, KeeperForm, MomentForm, SendForm
from ..kinds import kinds, text_for
from ..lists import of_mine, to_approve, with_days
from ..owners import keeper_of, writers_for
from ..permissions import may_approve, may_publish_text
from ..reviewing import stage_of
from ..scheduling import planned, zone_of

SHOWN = 100


@staff_only
@require_safe
def texts(request):
    """``?show=mine`` or ``?show=days``; what waits for approval else."""
    if not writes_texts(request.user):
        raise Http404("no writer")
    lists = {"": to_approve(request.user), "mine": of_mine(request.user), "days": with_days(request.user)}
    wanted = request.GET.get("show")
    show = wanted if wanted in lists else "" if lists[""] or wanted == "" else "mine"
    language = translation.get_language()
    new = [(model._meta.verbose_name, write_url(model, language)) for model in kinds()]
    counts = {name: len(rows) for name, rows in lists.items()}
    return render(request, "translation/manage/texts.html", {
        "show": show, "rows": lists[show][:SHOWN], "counts": counts, "new": new,
    })  # fmt: skip


@staff_only
@require_safe
def text(request, kind, number):
    """One text: what readers see, what waits, who looks after it."""
    return text_page(request, text_for(request.user, kind, number))


@staff_only
@require_POST
def sending(request, kind, number):
    """Send the newest draft for approval."""
    found, form = text_for(request.user, kind, number), SendForm(request.POST, auto_id="send_%s")
    if not form.is_valid():
        return text_page(request, found, send_form=form, status=422)
    if has_unread(found):
        said = _("A machine made some of these words. Read them first, under Languages.")
        return text_page(request, found, send_form=form, missing=[said], status=422)
    try:
        Submission.send(found, by=request.user, note=form.cleaned_data["note"])
    except ValidationError as error:
        return text_page(request, found, send_form=form, missing=missing_in(found, error), status=422)
    messages.success(request, _("Sent. You hear as soon as somebody has decided."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@require_POST
def taking_back(request, kind, number):
    """Whoever sent it works on it some more."""
    found = text_for(request.user, kind, number)
    waiting = Submission.objects.of_text(found).waiting().first()
    try:
        if waiting is not None and request.user.pk in (waiting.by_id, waiting.revision.user_id):
            waiting.take_back(found, by=request.user)
            messages.success(request, _("Taken back. It is your draft again."))
    except MovedOn:
        messages.info(request, _("Somebody decided before you. Nothing was changed."))
    return redirect("manage_texts:text", kind=kind, number=number)


def missing_in(text, error: ValidationError) -> list[str]:
    """What a draft lacks, a sentence for each field."""
    names = {field.name: field.verbose_name for field in text._meta.get_fields() if hasattr(field, "verbose_name")}
    return [
        f"{capfirst(names[name])}: {' '.join(words)}" if name in names else " ".join(words)
        for name, words in error.message_dict.items()
    ]


def text_page(request, found, *, status=200, **more):
    """The page of one text as it is now."""
    user = request.user
    waiting = Submission.objects.of_text(found).waiting().with_revision().first()
    shown, revision = _version_shown(found, waiting)
    zone, today = zone_of(found), timezone.localdate()
    page = {
        "text": found, "shown": shown, "waiting": waiting, "may_publish": may_publish_text(user, found),
        "may_approve": waiting is not None and may_approve(user, waiting),
        "is_mine": waiting is not None and user.pk in (waiting.by_id, waiting.revision.user_id),
        "has_written": waiting is not None and wrote(user, found, waiting.revision),
        "edition": waiting.edition(found) if waiting else "", "revision": revision,
        "is_new_to_readers": shown is not found or not found.live,
        "changes": differences(found if found.live else None, shown) if shown is not found and found.live else [],
        "newer": waiting is not None and found.latest_revision_id != waiting.revision_id,
        "reading": measure(prose_of(shown), found.language), "marked": marked(prose_of(shown), found.language),
        "as_read": as_readers_see(request, shown), "planned": planned(found), "zone": zone,
        "stage": stage_of(found, today) if found.live else "", "keeper": keeper_of(found),
        "check": Check.objects.of_text(found).order_by("-at", "-pk").select_related("by").first(),
        "decided": Submission.objects.of_text(found).exclude(closed_at=None).with_revision().order_by("-closed_at")[:5],
        "pictures": TextPicture.objects.of_text(found).select_related("file").order_by("pk"),
        "siblings": found.get_translations().select_related("locale").order_by("pk"), "edit_url": edit_url(found),
        "send_form": SendForm(auto_id="send_%s"), "back_form": BackForm(auto_id="back_%s"),
        "plan_form": MomentForm(zone=zone, auto_id="plan_%s"), "off_form": MomentForm(zone=zone, auto_id="off_%s"),
        "keeper_form": KeeperForm(writers=writers_for(found), initial=_named(found), auto_id="keeper_%s"),
    }  # fmt: skip
    return render(request, "translation/manage/text.html", page | more, status=status)


def as_readers_see(request, shown):
    """The middle of the public page, in the language of the text."""
    template = shown.get_preview_template(request, "")
    with translation.override(shown.language):
        body = render_block(request, template, "main", shown.get_preview_context(request, ""))
    return Markup(str(body).replace("<h1", "<h2").replace("</h1>", "</h2>"))  # one page, one first heading


def _version_shown(found, waiting):
    """(the version that the page is about, its revision): what was sent, else the newest draft, else what is live."""
    if waiting is not None:
        return waiting.revision.as_object(), waiting.revision
    if found.has_unpublished_changes and found.latest_revision:
        return found.latest_revision.as_object(), found.latest_revision
    return found, found.live_revision


def _named(found) -> dict:
    keeper = keeper_of(found)
    return {"member": str(keeper.member_id) if keeper else ""}
