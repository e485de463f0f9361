"""Pages that exist in a demo only: who one can sign in as, and the letters that would have been sent."""

import json
from pathlib import Path

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import Member

from .demo import demo_only

LETTERS_A_PAGE = 30


@demo_only
@never_cache
@require_safe
def people(request):
    """The sample people, each with a button that signs in as them."""
    with translation.override(_language(request)):
        known = {"cast": _cast(), "next": request.GET.get("next", ""), "trusted": _trusted()}
        return render(request, "packs/people.html", known)


@demo_only
@require_POST
def sign_in(request, key):
    """Sign in as a sample person; the session says so, and asks no second factor."""
    known = {person["key"] for person in _cast()}
    member = get_object_or_404(Member.objects.active(), email=f"{key if key in known else ''}@example.org")
    get_adapter(request).login(request, member)
    record_authentication(request, member, method="sample")
    request.session["sample_person"] = True
    with translation.override(member.language):
        is_at_work = member.has_role
        return HttpResponseRedirect("/manage/" if is_at_work else reverse("home:own"))


@demo_only
@never_cache
@require_safe
def outbox(request):
    """Every letter the platform wrote, newest first. None of them has left the machine."""
    letters = Paginator(Letter.objects.order_by("-written_at", "-pk"), LETTERS_A_PAGE)
    with translation.override(_language(request)):
        page = letters.get_page(request.GET.get("page"))
        return render(request, "packs/outbox.html", {"letters": page})


@demo_only
@never_cache
@require_safe
def letter(request, number):
    found = get_object_or_404(Letter, pk=number)
    with translation.override(_language(request)):
        return render(request, "packs/letter.html", {"letter": found})


@demo_only
@never_cache
@require_safe
def key_file(request, key):
    """The key file of a sample trustee, as they would keep it at home."""
    found = next((row for row in _trusted().get("trustees", ()) if row["key"] == key), None)
    if found is None:
        raise Http404("no sample trustee")
    answer = JsonResponse(found["file"])
    answer["Content-Disposition"] = f'attachment; filename="safe-key-{key}.json"'
    return answer


@demo_only
@require_safe
def here(request):
    return redirect("packs:people")


def _language(request) -> str:
    user = request.user
    return user.language if user.is_authenticated else translation.get_language_from_request(request)


def _cast() -> list[dict]:
    return _packed("cast.json") or []


def _trusted() -> dict:
    """{"passphrase", "trustees"} of the pack's sample trustees."""
    return _packed("trustees.json") or {}


def _packed(file: str):
    path = Path(settings.ROOTBRIDGE_PACKS_DIR) / settings.ROOTBRIDGE_PACK / file
    return json.loads(path.read_text("utf8")) if path.is_file() else None
