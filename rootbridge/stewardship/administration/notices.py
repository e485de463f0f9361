"""What people at work are told about their roles and texts, everybody about looks, both sides about reports."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rootbridge.base.design.formats import language_name
from rootbridge.shared.inbox.registry import add_kind
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.registry import listen
from rootbridge.shared.translation.models.rendering import tell_by

from . import text_voices, voices  # noqa: F401 - of texts, of feedback and of safe reports

LETTER = "administration/letters/"

ROLE_KINDS = [
    ("role_given", _("A role was given to me"), _("%(other)s handed a role to you: %(role)s, %(where)s.")),
    ("role_lent", _("I stand in for somebody"),
     _("You stand in for %(other)s from %(starts_on)s to %(ends_on)s: %(role)s, %(where)s.")),
    ("role_covered", _("Somebody stands in for me"),
     _("%(other)s stands in for you from %(starts_on)s to %(ends_on)s: %(role)s, %(where)s.")),
    ("role_suspended", _("My role rests"),
     _("Your role rests from now on: %(role)s, %(where)s. The reason: %(reason)s")),
    ("role_resumed", _("My role goes on"), _("Your role goes on: %(role)s, %(where)s.")),
    ("role_ended", _("My role is over"), _("Your role is over: %(role)s, %(where)s. The reason: %(reason)s")),
]  # fmt: skip

for _order, (_key, _title, _sentence) in enumerate(ROLE_KINDS):
    add_kind(
        key=f"administration.{_key}", title=_title, sentence=_sentence, template=f"{LETTER}{_key}.html",
        for_staff=True, is_owed=True, order=80 + _order,
    )  # fmt: skip

add_kind(
    key="administration.looked", title=_("Somebody on duty looked at my data"),
    sentence=_("%(viewer)s opened your data. The reason: %(reason)s"), template=f"{LETTER}looked.html", is_owed=True,
    order=70,
)  # fmt: skip
add_kind(
    key="moderation.held", title=_("Something I wrote is off the pages"), template=f"{LETTER}held.html", order=60,
    sentence=_("Several people reported “%(title)s”. It is off the pages until somebody has looked."),
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
    key="translation.behind", title=_("A text that I translated has a new original"), template=f"{LETTER}behind.html",
    sentence=_("“%(title)s” changed: its translation into %(tongue)s is behind."), for_staff=True, order=45,
)  # fmt: skip


def tell_translator(rendering):
    """Whoever made a translation hears that its original says something else now."""
    if rendering.made_by is not None:
        with translation.override(rendering.made_by.language):
            words = {"title": rendering.wording.title, "tongue": language_name(rendering.language)}
        url = reverse("manage_languages:side", args=[rendering.wording_id, rendering.language])
        tell("translation.behind", [rendering.made_by], url=url, **words)


def tell_both_sides(event, known, thing, decisions=()):
    """Of what moderation did: the one who wrote it, and each who reported it and has an account."""
    author = known.author(thing)
    if event == "held" and author is not None:
        tell("moderation.held", [author], **_words(known, thing, author))
    if event == "decided":
        if author is not None:
            tell("moderation.decided", [author], **_words(known, thing, author, decisions[0]))
        for decision in decisions:
            reporter = decision.report.reporter
            if reporter is not None:
                url = _address(reporter, "moderation:mine")
                tell("moderation.answered", [reporter], url=url, **_words(known, thing, reporter, decision))


def _words(known, thing, member, decision=None) -> dict:
    """In the receiver's language."""
    with translation.override(member.language):
        words = {"title": str(known.title(thing))}
        if decision is not None:
            words |= {"outcome": str(decision.get_outcome_display()), "reason": decision.reason}
        return words


def _address(member, url_name) -> str:
    with translation.override(member.language):
        return reverse(url_name)


listen(tell_both_sides)
tell_by(tell_translator)
