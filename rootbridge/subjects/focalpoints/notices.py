"""What focal points and those who keep offices hear."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind

PART = "focalpoints"
KINDS = (
    ("own_still_true", _("Is what stands of me still true?"), _("Is it still true? You answer for %(office)s."), False),
    ("own_ends", _("My time at an office ends"), _("Your time at %(office)s ends on %(day)s."), False),
    ("own_over", _("My time at an office is over"), _("Your time at %(office)s is over."), False),
    ("confirmed", _("Somebody confirmed"), _("%(person)s answers for %(office)s now."), True),
    ("declined", _("Somebody said “not me”"), _("%(person)s does not answer for %(office)s."), True),
    ("ending", _("The time of a focal point ends"), _("The time of %(person)s at %(office)s ends on %(day)s."), True),
    ("over", _("The time of a focal point is over"), _("%(person)s no longer answers for %(office)s."), True),
    ("list_waits", _("A list wants a second approval"), _("%(person)s approved a list of offices: %(file)s"), True),
)  # fmt: skip

for _order, (_key, _title, _sentence, _is_work) in enumerate(KINDS):
    add_kind(key=f"offices.{_key}", title=_title, sentence=_sentence, template="focalpoints/letters/notice.html",
             for_staff=_is_work, part=PART, order=50 + _order)  # fmt: skip
