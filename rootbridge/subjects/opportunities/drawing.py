"""What the public pages of needs show: the panel of filters, and everything beside one need."""

from urllib.parse import urlencode

from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rootbridge.base.core import fragments
from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import language_name, number
from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.people.offices.models import in_language

from . import facts, showing
from .listing import Filters, Listing
from .models import Answer, Mode, NeedKind, Tally
from .models.answer import REPLY_DAYS
from .models.needs import PAID_WORK
from .slots import beside_need, report_address

KEPT = ("kind", "mode", "region", "language", "q", "show")


def filters_of(filters: Filters, listing: Listing, day, language: str):
    """The panel of filters, drawn once for each choice and version of the content."""
    key = ((filters, day), listing.version)
    if listing.version is None or filters.words:
        return _drawn_filters(filters, listing.counts)
    return fragments.join("opportunities.filters", [key], language, lambda ids: {
        ids[0]: _drawn_filters(filters, listing.counts)
    })  # fmt: skip


def _drawn_filters(filters, counts):
    page = engines["jinja2"].env.get_template("opportunities/filters.html")
    return page.render(selects=_selects(filters, counts), is_past=filters.is_past)


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


def need_page(request, need) -> dict:
    """What the page of a need and the page to answer it both show."""
    today = timezone.localdate()
    title = need.said("titles")
    return {
        "need": need, "title": title, "lead": need.said("leads"), "body": need.said("bodies"),
        "licence": need.said("licence"), "facts": facts.facts_of(need), "is_open": need.is_open_on(today),
        "is_job": need.kind in PAID_WORK, "place": need.place.name(get_language()),
        "organisation": in_language(need.organisation.names), "function": need.said("contact_functions").text,
        "skills": _skill_names(need), "days_left": _days_left(need, today), "reply_days": _reply_days(need),
        "reasons": [words for slot in beside_need if slot.where == "lead" for words in slot.words(request, need)],
        "more_so_far": [words for slot in beside_need if slot.where == "so_far" for words in slot.words(request, need)],
        "region": "/".join(need.place.path.split("/")[1:2]), "readers": _readers(need),
        "answered": facts.answered(_answered(need)), "faces": faces_of(need), "report_url": report_address(need),
    }  # fmt: skip


def faces_of(need) -> list[str]:
    """Those whose answer was accepted: by name where they allowed it, else as a stranger may know them."""
    answers = list(Answer.objects.filter(need=need).welcomed().select_related("member").order_by("sent_at"))
    groups = {answer.public_occupation_id for answer in answers if answer.public_occupation_id}
    labels = OccupationLabel.objects.filter(occupation__in=groups).shown(get_language()) if groups else {}
    named = [answer.member.name for answer in answers if answer.is_named_in_public and answer.member.name]
    others = [
        showing.face_words(labels.get(answer.public_occupation_id, ""), answer.public_country)
        for answer in answers
        if not (answer.is_named_in_public and answer.member.name)
    ]
    return named + others


def missing_languages(need) -> list[tuple[str, str, bool]]:
    """(code, name, whether the text is there) of each language of the interface but the first of the need."""
    return [(code, name, bool(need.titles.get(code))) for code, name in settings.LANGUAGES if code != need.original]


def _readers(need) -> list[dict]:
    """Who reads an answer and who does not, each by itself."""
    place = need.place.name(get_language())
    return [
        {"label": in_language(need.organisation.names), "is_open": True, "note": _("It needs this to choose.")},
        {"label": _("The representative of %(place)s") % {"place": place}, "is_open": True,
         "note": _("Makes sure that you get a reply.")},
        {"label": _("Other offices, embassies, the national bureau"), "is_open": False},
        {"label": _("Other members"), "is_open": False},
    ]  # fmt: skip


def _answered(need) -> int:
    erased = sum(Tally.objects.filter(need=need).values_list("answers", flat=True))
    return Answer.objects.filter(need=need).standing().count() + erased


def _skill_names(need) -> list[str]:
    names = SkillLabel.objects.filter(skill__needs=need).shown(get_language())
    return sorted(names.values(), key=search_key)


def _days_left(need, today):
    if need.is_closed or not need.answer_by:
        return None
    return facts.days_left((need.answer_by - today).days)


def _reply_days(need) -> int:
    return need.organisation.office.reply_days if need.organisation.office else REPLY_DAYS
