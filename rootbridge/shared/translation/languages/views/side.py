"""One text beside its original: translating, confirming, publishing; and beginning it in a language."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.design.jinja import direction_of
from rootbridge.people.members.access import staff_only

from ...comparing import differences
from ...editorial.permissions import may_publish_alone, may_publish_text, may_show
from ...models import Glossary, Job, MovedOn, Rendering
from ...reading import marks
from ..actions import begin, draft
from ..kinds import kind_of
from ..matrix import LANGUAGES, address_of, words_of
from ..permissions import may_ask_machine
from ..publishing import NotReady, edition_now, publish, send
from ..side import mark_meanwhile, side_of
from ..side_forms import SideForm
from .matrix import wordings_of


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def side(request, number, language):
    """GET: what is behind, or with ``?show=all`` every passage. POST keeps a draft, or publishes it."""
    wording = _wording(request, number, language)
    rendering = wording.renderings.filter(language=language).first()
    if rendering is None:
        return render(request, "translation/languages/begin.html", _begun(request, wording, language))
    rendering.wording = wording
    found = side_of(rendering, Glossary.read())
    if request.method != "POST":
        return render(request, "translation/languages/side.html", _page(request, found))
    form = SideForm(found, request.POST)
    if not form.is_valid:
        return render(request, "translation/languages/side.html", _page(request, found, form=form), status=422)
    return _keep(request, found, form)


def _keep(request, found, form):
    rendering, asked = found.rendering, {"publish", "send"} & set(request.POST)
    if form.is_empty and not asked:
        messages.info(request, gettext("Nothing was changed, so nothing was kept."))
        return HttpResponseRedirect(request.get_full_path())
    if "publish" in asked and may_publish_text(request.user, found.row):
        return _publish(request, found, form)
    rendering = draft(rendering, form.words, by=request.user, confirmed=form.confirmed, seen=form.seen)
    if "send" in asked:
        return _send(request, found, gettext("Kept, and sent for approval."))
    messages.success(request, gettext("Kept as a draft. Readers see it once it is published."))
    return HttpResponseRedirect(_address(found, ""))


def _publish(request, found, form):
    """Show readers what this person saw and typed; by way of somebody else where they wrote it themselves."""
    edition, typed = request.POST.get("edition", ""), {"confirmed": form.confirmed, "seen": form.seen}
    try:
        publish(found.rendering, form.words, by=request.user, edition=edition, **typed)
    except MovedOn:
        return _moved_on(request, found.rendering, edition)
    except PermissionDenied:
        return _send(request, found, gettext("Kept, and sent for approval: somebody else reads what you wrote."))
    except NotReady as reason:
        return _not_ready(request, found, reason)
    messages.success(request, gettext("Published. Readers see it now."))
    return HttpResponseRedirect(_address(found, ""))


def _send(request, found, said):
    try:
        send(found.rendering, by=request.user)
    except NotReady as reason:
        return _not_ready(request, found, reason)
    messages.success(request, said)
    return HttpResponseRedirect(_address(found, ""))


def _not_ready(request, found, reason):
    messages.error(request, gettext("Kept as a draft, and no more. %(why)s") % {"why": reason})
    return HttpResponseRedirect(_address(found, "?show=all"))


def _moved_on(request, rendering, edition):
    """The page as it is now, with what was typed and what changed meanwhile: nothing was done."""
    rendering.refresh_from_db()
    now = side_of(rendering, Glossary.read())
    form = SideForm(now, request.POST)
    mark_meanwhile(now, edition)
    page = _page(request, now, form=form) | {"is_late": True}
    return render(request, "translation/languages/side.html", page, status=409)


@staff_only
@require_POST
def beginning(request, number, language):
    """Begin a text in a language: ``how`` is empty, copied or machine."""
    wording, how = _wording(request, number, language), request.POST.get("how", "empty")
    if how == "machine" and (not settings.ROOTBRIDGE_TRANSLATE_URL or not may_ask_machine(request.user)):
        raise Http404("no machine here")
    if not wording.is_public:
        messages.error(request, gettext("Publish the original first."))
        return HttpResponseRedirect(address_of(wording, language))
    begin(wording, language, by=request.user, is_copied=how == "copied")
    if how == "machine":
        Job.ask(wording, language, by=request.user)
        messages.success(request, gettext("Asked. The machine works through it; look again in a minute."))
    return HttpResponseRedirect(address_of(wording, language))


def _wording(request, number, language):
    wording = get_object_or_404(wordings_of(request.user), pk=number)
    if language not in LANGUAGES or language == wording.language:
        raise Http404("no such translation")
    return wording


def _begun(request, wording, language) -> dict:
    return {
        "wording": wording, "language": language, "marks": marks,
        "machine": settings.ROOTBRIDGE_TRANSLATE_URL and may_ask_machine(request.user),
        "kind": str(kind_of(wording.kind)._meta.verbose_name_plural),
    }  # fmt: skip


def _page(request, found, form=None) -> dict:
    rendering, wording, user = found.rendering, found.wording, request.user
    rights = _rights(user, found)
    urgent = [pair for pair in found.pairs if _is_urgent(pair) or (rights["may_publish"] and pair.waits)]
    is_all = request.GET.get("show") == "all" or not urgent
    state, detail = words_of(rendering)
    return rights | {
        "side": found, "wording": wording, "rendering": rendering, "language": rendering.language,
        "direction": direction_of, "edition": edition_now(found.row),
        "pairs": found.pairs if is_all else urgent, "urgent": urgent, "is_all": is_all, "state": state,
        "detail": detail, "form": form, "facts": _facts(found) if rights["may_publish"] else [],
        "edit_url": reverse(found.text.snippet_viewset.get_url_name("edit"), args=[rendering.row]),
        "job": Job.objects.waiting().filter(wording=wording, language=rendering.language).first(),
        "machine": settings.ROOTBRIDGE_TRANSLATE_URL and may_ask_machine(user) and wording.is_public,
        "next": _next(user, rendering), "kind": str(found.text._meta.verbose_name_plural),
        "public_url": found.text.get_absolute_url() if rendering.is_public else "",
    }  # fmt: skip


def _is_urgent(pair) -> bool:
    """Something to do there, or something that somebody typed or ticked."""
    is_typed = pair.words != pair.said or pair.is_confirmed
    return bool(pair.is_late or pair.is_machine or pair.error or pair.meanwhile or is_typed)


def _rights(user, found) -> dict:
    """``may_publish``: what is there and what they type; or only what is there, ``is_second``: others wrote it."""
    row = found.row
    alone = may_publish_alone(user)
    second = not alone and row.has_unpublished_changes and row.latest_revision is not None
    second = second and may_show(user, row, row.latest_revision)
    return {"may_publish": alone or second, "is_second": second}


def _facts(found) -> list:
    """What a draft changes besides its words: its office or place, say."""
    return [one for one in differences(found.row, found.text) if not one.is_text] if found.row.live else []


def _next(user, rendering):
    """Another text that is behind in this language."""
    others = Rendering.objects.worked_on_by(user).behind().filter(language=rendering.language).exclude(pk=rendering.pk)
    return others.select_related("wording").order_by("-wording__changed_at", "pk").first()


def _address(found, rest: str) -> str:
    return address_of(found.wording, found.rendering.language) + rest
