"""One text beside its original: translating, confirming, publishing; and beginning it in a language."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.design.jinja import direction_of
from rootbridge.people.members.access import staff_only

from ...models import Glossary, Job, Rendering
from ...reading import marks
from ..actions import NotReady, begin, draft, publish, send
from ..kinds import kind_of
from ..matrix import LANGUAGES, address_of, words_of
from ..permissions import may_approve_translation, may_ask_machine
from ..side import side_of
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
    rendering, may = found.rendering, may_approve_translation(request.user, found.wording)
    if form.is_empty and not {"publish", "send"} & set(request.POST):
        messages.info(request, gettext("Nothing was changed, so nothing was kept."))
        return HttpResponseRedirect(request.get_full_path())
    rendering = draft(rendering, form.words, by=request.user, confirmed=form.confirmed, seen=form.seen)
    is_published = "publish" in request.POST and may
    if not is_published and "send" not in request.POST:
        messages.success(request, gettext("Kept as a draft. Readers see it once it is published."))
        return HttpResponseRedirect(_address(found, ""))
    try:
        (publish if is_published else send)(rendering, by=request.user)
    except NotReady as reason:
        messages.error(request, gettext("Kept as a draft, and no more. %(why)s") % {"why": reason})
        return HttpResponseRedirect(_address(found, "?show=all"))
    messages.success(
        request, gettext("Published. Readers see it now.") if is_published else gettext("Kept, and sent for approval.")
    )
    return HttpResponseRedirect(_address(found, ""))


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
    rendering, wording = found.rendering, found.wording
    urgent = [pair for pair in found.pairs if pair.is_late or pair.is_machine or pair.error]
    is_all = request.GET.get("show") == "all" or not urgent
    state, detail = words_of(rendering)
    return {
        "side": found, "wording": wording, "rendering": rendering, "language": rendering.language,
        "direction": direction_of,
        "pairs": found.pairs if is_all else urgent, "urgent": urgent, "is_all": is_all, "state": state,
        "detail": detail, "form": form, "may_publish": may_approve_translation(request.user, wording),
        "edit_url": reverse(found.text.snippet_viewset.get_url_name("edit"), args=[rendering.row]),
        "job": Job.objects.waiting().filter(wording=wording, language=rendering.language).first(),
        "machine": settings.ROOTBRIDGE_TRANSLATE_URL and may_ask_machine(request.user) and wording.is_public,
        "next": _next(request.user, rendering), "kind": str(found.text._meta.verbose_name_plural),
        "public_url": found.text.get_absolute_url() if rendering.is_public else "",
    }  # fmt: skip


def _next(user, rendering):
    """Another text that is behind in this language."""
    others = Rendering.objects.worked_on_by(user).behind().filter(language=rendering.language).exclude(pk=rendering.pk)
    return others.select_related("wording").order_by("-wording__changed_at", "pk").first()


def _address(found, rest: str) -> str:
    return address_of(found.wording, found.rendering.language) + rest
