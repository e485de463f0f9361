"""Organisations as readers of what members open: only those that the member names."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.text import search_key
from rootbridge.people.privacy.audiences import Audience, AudienceKind, kinds
from rootbridge.people.privacy.models import Consent

from .models import Organisation

PREFIX = "organisation:"
MOST = 8
WHY = _("You named it.")


def offered_to(member) -> list[Audience]:
    """Those that something is open to already. Two queries at most."""
    named = Consent.objects.visible_to(member).in_force().filter(audience__startswith=PREFIX)
    keys = set(named.values_list("audience", flat=True))
    return [Audience(key, title, WHY) for key, title in sorted(titles(keys).items(), key=lambda pair: pair[1])]


def titles(keys) -> dict[str, str]:
    """Of those that everybody may see: a guessed number tells no name."""
    bodies = [key for key in keys if key.startswith(PREFIX)]
    found = Organisation.objects.visible_to(AnonymousUser()).filter(body__in=bodies) if bodies else []
    return {organisation.body: organisation.name for organisation in found}


def reads(user) -> list[str]:
    """The organisations that a user is an officer of."""
    return [scope.body for scope in user.reach.scopes if scope.body.startswith(PREFIX)] if user.pk else []


def find(text: str) -> list[Audience]:
    """Listed organisations whose name in any language holds every word, the shortest name first."""
    words = search_key(text[:200]).split()
    if not words:
        return []
    rows = Organisation.objects.listed().exclude(body=None).only("pk", "body", "names")
    for word in words:
        rows = rows.filter(sort_key__contains=word)
    named = [(one, " ".join(search_key(name) for name in one.names.values())) for one in rows.iterator()]
    fitting = [one for one, key in named if all(f" {word}" in f" {key}" for word in words)]
    fitting.sort(key=lambda one: (len(one.name), one.name))
    return [Audience(one.body, one.name, WHY) for one in fitting[:MOST]]


kinds.add("organisation", AudienceKind("organisation", offered_to, titles, reads, find, order=20))
