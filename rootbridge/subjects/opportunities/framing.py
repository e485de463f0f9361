"""The page around the cards of a list: filters, tabs, pages, the head and foot of the platform.

To a visitor it is the same until something public changes, so it is drawn once for each address, bearings and
version of the content, and the cards are put in. Whoever is signed in gets it drawn for them.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rootbridge.base.core.fragments import Memory
from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import language_name, number
from rootbridge.people.offices.models import in_language

from .listing import Filters, Listing
from .models import Mode, NeedKind

KEPT = ("kind", "mode", "region", "language", "q", "show")
CARDS = "<!--cards-->"
_frames = Memory(400)


def frame_of(request, filters: Filters, listing: Listing, *, day, page) -> str:
    """The page with `CARDS` where the cards go."""
    if listing.version is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return _drawn(request, filters, listing, page)
    key = (request.get_full_path(), get_language(), request.bearings, day, listing.version)
    return _frames.get(key, lambda: _drawn(request, filters, listing, page))


def _drawn(request, filters, listing, page):
    counts = listing.counts
    return render_to_string("opportunities/list.html", {
        "cards": CARDS if listing.rows else "", "filters": filters, "typed": request.GET.get("q", "")[:200],
        "is_narrow": bool(filters.kind or filters.mode or filters.region or filters.language),
        "selects": list(_selects(filters, counts)), "tabs": tabs_of(filters, counts),
        "found": found_words(filters, counts), "page": page, "before": address_before(request.GET),
        **empty_words(filters, counts),
    }, request)  # fmt: skip


def _selects(filters, counts):
    """(name, label, [(value, words, is chosen)]) of each filter; a choice that leaves nothing is not offered."""
    language = get_language()
    regions = {code: in_language(names, language) for code, names in counts.regions.items()}
    named = {
        "kind": (_("Kind"), dict(NeedKind.choices)),
        "mode": (_("Where it can be done"), {Mode.REMOTE: Mode.REMOTE.label, Mode.THERE: Mode.THERE.label}),
        "region": (_("District"), dict(sorted(regions.items(), key=lambda pair: search_key(pair[1])))),
        "language": (_("Language needed"), {code: language_name(code) for code in sorted(counts.by["language"])}),
    }
    for name, (label, choices) in named.items():
        chosen, left = getattr(filters, name), counts.by[name]
        options = [("", _("All"), not chosen)]
        for value, words in choices.items():
            if left.get(value) or value == chosen:
                said = _("%(choice)s (%(count)s)") % {"choice": words, "count": number(left.get(value, 0))}
                options.append((value, said, value == chosen))
        yield name, label, options


def address_before(asked) -> str:
    """The query of an address with all that was asked for, ready for the number of a page."""
    kept = [(name, asked[name]) for name in KEPT if asked.get(name)]
    return "?" + urlencode([*kept, ("page", "")])


def tabs_of(filters, counts) -> list[dict]:
    address = reverse("opportunities:list")
    return [
        {"title": _("Open"), "count": counts.open, "href": address, "is_current": not filters.is_past},
        {"title": _("Past"), "count": counts.past, "href": f"{address}?show=past", "is_current": filters.is_past},
    ]


def found_words(filters, counts) -> str:
    if not filters or not counts.found:
        return ""
    return ngettext("%(count)s need fits.", "%(count)s needs fit.", counts.found) % {"count": number(counts.found)}


def empty_words(filters, counts) -> dict:
    """What is said where the list is empty, and what to do next."""
    if counts.found:
        return {}
    if filters and counts.open:
        text = ngettext("%(count)s need is open in all.", "%(count)s needs are open in all.", counts.open)
        return {"empty_title": _("No need fits all of this"), "empty_text": text % {"count": number(counts.open)}}
    return {"empty_title": _("No need is open today"), "empty_text": _("Home towns publish new ones every week.")}
