"""What people at work are told about their roles and texts, and everybody about looks."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rootbridge.base.design.formats import language_name
from rootbridge.shared.inbox.registry import add_kind
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.translation.models.rendering import tell_by

from . import case_voices, text_voices, voices  # noqa: F401 - of reports, of texts, of feedback and of safe reports

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


tell_by(tell_translator)
