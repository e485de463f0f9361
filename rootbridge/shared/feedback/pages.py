"""Pages that are no thing of a registered kind: lists, forms, the front page. Judged by the name of their view."""

from collections.abc import Callable
from urllib.parse import unquote

from django.urls import Resolver404, ResolverMatch, resolve

from rootbridge.base.core.registry import Registry

KIND = "page:"
LONGEST = 300
OWN = (
    "feedback:",
    "safety:",
    "members:",
    "privacy:",
    "packs:",
    "design:",
    "moderation:",
    "runtime:",
    "mfa_",
    "account_",
)

# Where a page with a place is: name of its view → function of what stands in its address, giving the place's path.
places: Registry[Callable] = Registry("places of pages")


def public_match(path: str) -> ResolverMatch | None:
    """The public page at an address of this platform; None for everything else."""
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST or "\\" in path:
        return None
    try:
        match = resolve(unquote(path))
    except Resolver404:
        return None
    is_public = not getattr(match.func, "login_required", True)
    return match if is_public and not match.view_name.startswith(OWN) else None


def path_asked_about(request) -> str:
    """The path of a public page that asks whether it was useful; "" for pages that do not."""
    match = getattr(request, "resolver_match", None)
    return request.path if match and request.method in ("GET", "HEAD") and public_match(request.path) else ""


def kind_of(match: ResolverMatch) -> str:
    return f"{KIND}{match.view_name}"[:60]


def place_of(path: str) -> str:
    """The path of the place that a page is about; "" for none."""
    match = public_match(path)
    find = places.get(match.view_name) if match else None
    return find(**match.kwargs) or "" if find else ""
