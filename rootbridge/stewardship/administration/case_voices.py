"""What both sides are told of moderation, and those who decide of what is late and of appeals."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.hearers import behind_appeal
from rootbridge.shared.moderation.registry import listen

LETTER = "administration/letters/"

add_kind(
    key="moderation.held", title=_("Something I wrote is off the pages"), template=f"{LETTER}held.html", order=60,
    sentence=_("“%(title)s” is off the pages until somebody has looked."),
)  # fmt: skip
add_kind(
    key="moderation.decided", title=_("A decision about something I wrote"), template=f"{LETTER}decided.html", order=61,
    sentence=_("About “%(title)s”: %(outcome)s. The reason: %(reason)s"),
)  # fmt: skip
add_kind(
    key="moderation.answered", title=_("A decision about something I reported"), template=f"{LETTER}answered.html",
    order=62, sentence=_("You reported “%(title)s”. The decision: %(outcome)s. The reason: %(reason)s"),
)  # fmt: skip
add_kind(
    key="moderation.appeal_answered", title=_("A decision on my appeal"), template=f"{LETTER}appeal_answered.html",
    order=63, sentence=_("Your appeal about “%(title)s” was decided. The reason: %(reason)s"),
)  # fmt: skip
add_kind(
    key="moderation.late", title=_("A report waits past its time"), template=f"{LETTER}case_late.html", for_staff=True,
    order=64, sentence=_("Nobody has decided on “%(title)s” in time."),
)  # fmt: skip
add_kind(
    key="moderation.appealed", title=_("An appeal waits for me"), template=f"{LETTER}appeal_waits.html", for_staff=True,
    order=65, sentence=_("Somebody appeals about “%(title)s”. You may decide."),
)  # fmt: skip


def tell_of_moderation(event, known, thing, **more):
    """Each event to whom it concerns; see the registry of moderation for what they carry."""
    TELLERS[event](known, thing, **more)


def _held(known, thing, why):
    author = known.author(thing)
    if author is not None:
        tell("moderation.held", [author], why=str(why), **_title(known, thing, author))


def _decided(known, thing, decision):
    """The one who wrote it, and each who reported it and has an account; each in their own language."""
    author = known.author(thing)
    if author is not None:
        own = author.pk == decision.case.author_id
        url = _address(author, "moderation:decision", decision.pk) if own else ""
        tell("moderation.decided", [author], url=url, **_words(known, thing, author, decision))
    for report in decision.case.reports.exclude(reporter=None).select_related("reporter"):
        url = _address(report.reporter, "moderation:mine")
        tell("moderation.answered", [report.reporter], url=url, **_words(known, thing, report.reporter, decision))


def _late(known, thing, case, to):
    for one in to:
        url = _address(one, "manage_reports:report", case.pk)
        tell("moderation.late", [one], url=url, **_title(known, thing, one))


def _appeal_late(known, thing, appeal, to):
    for one in to:
        url = _address(one, "manage_reports:appeal", appeal.pk)
        tell("moderation.late", [one], url=url, **_title(known, thing, one))


def _appealed(known, thing, appeal):
    """Those of the region who may decide; the centre where nobody else is there."""
    near, centre = behind_appeal(appeal)
    for one in near or centre:
        url = _address(one, "manage_reports:appeal", appeal.pk)
        tell("moderation.appealed", [one], url=url, **_title(known, thing, one))


def _appeal_decided(known, thing, appeal):
    url = _address(appeal.member, "moderation:decision", thing.pk)
    words = _title(known, thing, appeal.member) | {"reason": appeal.reason, "is_right": appeal.outcome == "right"}
    tell("moderation.appeal_answered", [appeal.member], url=url, **words)


def _title(known, thing, member) -> dict:
    with translation.override(member.language):
        return {"title": str(known.title(thing)) if thing is not None else ""}


def _words(known, thing, member, decision) -> dict:
    """In the receiver's language, where the decision has it."""
    language = member.language
    return _title(known, thing, member) | {
        "outcome": decision.outcome_in(language), "rule": decision.rule_in(language),
        "reason": decision.reason_in(language),
    }  # fmt: skip


def _address(member, url_name, *args) -> str:
    with translation.override(member.language):
        return reverse(url_name, args=args)


TELLERS = {
    "held": _held, "decided": _decided, "late": _late, "appealed": _appealed, "appeal_late": _appeal_late,
    "appeal_decided": _appeal_decided,
}  # fmt: skip

listen(tell_of_moderation)
