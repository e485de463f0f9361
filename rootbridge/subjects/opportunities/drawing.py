"""What the public pages of needs show: the panel of filters, and everything beside one need."""

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import listed
from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.people.offices.models import in_language

from . import facts, showing
from .models import Answer, StepKind, Tally
from .models.answer import REPLY_DAYS
from .models.needs import PAID_WORK
from .slots import beside_need, report_address

KEPT = ("kind", "mode", "region", "language", "q", "show")


def need_page(request, need) -> dict:
    """What the page of a need and the page to answer it both show."""
    today, (answered, hours) = timezone.localdate(), _so_far(need)
    title = need.said("titles")
    return {
        "need": need, "title": title, "lead": need.said("leads"), "body": need.said("bodies"),
        "licence": need.said("licence"), "facts": facts.facts_of(need), "is_open": need.is_open_on(today),
        "is_job": need.kind in PAID_WORK, "place": need.place.bare_name(get_language()),
        "organisation": in_language(need.organisation.names), "function": need.said("contact_functions").text,
        "skills": _skill_names(need), "days_left": _days_left(need, today), "reply_days": _reply_days(need),
        "reasons": [words for slot in beside_need if slot.where == "lead" for words in slot.words(request, need)],
        "more_so_far": [words for slot in beside_need if slot.where == "so_far" for words in slot.words(request, need)],
        "region": "/".join(need.place.path.split("/")[1:2]),
        "answered": facts.answered(answered), "given": facts.given(hours),
        "faces": faces_of(need),
        "report_url": report_address(need),
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


def readers_of(need) -> dict:
    """Who reads an answer and who does not: ``organisation``, ``places`` whose representatives do, and ``readers``,
    each by itself. Whoever speaks for a place speaks for what lies in it. One query."""
    language, organisation = get_language(), in_language(need.organisation.names)
    names = [place.name(language) for place in (need.place, *need.place.ancestors())]
    places = listed(dict.fromkeys(names))  # a town and its district are often called the same
    readers = [
        {"label": organisation, "is_open": True, "note": _("It needs this to choose.")},
        {"label": _("The representatives of %(places)s") % {"places": places}, "is_open": True,
         "note": _("They make sure that you get a reply.")},
        {"label": _("Other offices, embassies, the national bureau"), "is_open": False},
        {"label": _("Other members"), "is_open": False},
    ]  # fmt: skip
    return {"organisation": organisation, "places": places, "readers": readers}


def _so_far(need) -> tuple[int, int]:
    """How many answered, and how many hours were confirmed at home: with those erased since. Two queries."""
    standing = Answer.objects.filter(need=need).standing()
    found = standing.aggregate(answers=Count("pk"), hours=Sum("hours_given", filter=Q(state=StepKind.CONFIRMED)))
    erased = Tally.objects.filter(need=need).aggregate(answers=Sum("answers"), hours=Sum("hours"))
    return found["answers"] + (erased["answers"] or 0), (found["hours"] or 0) + (erased["hours"] or 0)


def _skill_names(need) -> list[str]:
    names = SkillLabel.objects.filter(skill__needs=need).shown(get_language())
    return sorted(names.values(), key=search_key)


def _days_left(need, today):
    if need.is_closed or not need.answer_by:
        return None
    return facts.days_left((need.answer_by - today).days)


def _reply_days(need) -> int:
    return need.organisation.office.reply_days if need.organisation.office else REPLY_DAYS
