"""A letter on paper for everybody who was asked: one sheet of A4, in their language, with a code to type."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rootbridge.base.design import look as looks
from rootbridge.base.design import palette
from rootbridge.base.design.code import code_svg
from rootbridge.base.design.formats import date
from rootbridge.base.design.jinja import absolute, direction_of, url
from rootbridge.base.printing.press import press
from rootbridge.people.members.limits import count_look

# Letters of one file; files that one person may have laid out in an hour.
MOST_LETTERS = 200
RATES = {"letters": "30/1h/key"}


def letters_pdf(request, invitations) -> bytes:
    """The PDF. Raises limits.TooMany."""
    count_look(request, "focalpoints", RATES, "letters", str(request.user.pk))
    look = looks.current()
    colours = {name: palette.to_hex(colour) for name, colour in palette.tokens(look.hues, "light").items()}
    data = {
        "title": _("Letters"), "language": settings.LANGUAGE_CODE, "platform": look.name,
        "emblem": look.favicon(), "colours": colours, "letters": [letter_of(one) for one in invitations],
    }  # fmt: skip
    return press().print("letter", data)[0]


def letter_of(invitation) -> dict:
    """What stands on one sheet, in the language of whoever is asked."""
    person = invitation.person
    language = person.language or settings.LANGUAGE_CODE
    with override(language):
        office, look = person.office.name, looks.current()
        until = timezone.localdate(invitation.expires_at)
        address = absolute(url("focalpoints:code"))
        said = {"office": office, "platform": look.name, "name": person.name}
        return {
            "language": language, "direction": direction_of(language), "owner": look.owner,
            "to": [person.name, person.function, office, person.office.address],
            "day": date(timezone.localdate()), "greeting": _("Good day, %(name)s.") % said,
            "words": [
                _("You were named on %(platform)s as the person who answers people abroad for %(office)s. "
                  "Nothing stands on a public page until you say yes.") % said,
                _("Open this address on a telephone or a computer and type the code. You see what would stand there, "
                  "and say yes or “not me”. No password is needed."),
                _("If you are not the one, say “not me” there, or put this letter aside: nothing then happens."),
            ],
            "code_label": _("Your code"), "code": invitation.code, "address": address,
            "shown": address.partition("://")[2].rstrip("/"), "square": code_svg(address, border=2),
            "until": _("The code holds until %(day)s, for one answer.") % {"day": date(until)},
        }  # fmt: skip
