"""What a field keeps about people: why, on which ground, for how long, and who can see it.

Stands beside the field. A model without it does not pass the tests::

    class Profile(models.Model):
        stage = kept(models.CharField(max_length=12), purpose=_("to show first what fits you"),
                     basis=CONSENT, retention=ACCOUNT, seen_by=OWNER)

    class Place(models.Model):
        keeping = FACTS
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

CONSENT, CONTRACT, PUBLIC_TASK, LEGAL_DUTY, LEGITIMATE, NONE = (
    "consent", "contract", "public task", "legal duty", "legitimate interest", "none",
)  # fmt: skip
ACCOUNT, THIRTY_DAYS, SIX_MONTHS, TWO_YEARS, FOREVER, DAY = (
    "account", "thirty days", "six months", "two years", "forever", "day",
)  # fmt: skip
OWNER, OFFICES, MEMBERS, EVERYONE, STAFF, NOBODY = "owner", "offices", "members", "everyone", "staff", "nobody"

BASES = {
    CONSENT: _("you agreed"),
    CONTRACT: _("needed for what you asked for"),
    PUBLIC_TASK: _("a public task"),
    LEGAL_DUTY: _("the law asks for it"),
    LEGITIMATE: _("to keep the platform safe"),
    NONE: _("nothing about a person"),
}
RETENTIONS = {
    ACCOUNT: _("as long as you have an account"),
    THIRTY_DAYS: _("thirty days"),
    SIX_MONTHS: _("six months"),
    TWO_YEARS: _("two years"),
    FOREVER: _("always, without your name"),
    DAY: _("one day"),
}
VIEWERS = {
    OWNER: _("only you"),
    OFFICES: _("you, and the offices you open it to"),
    MEMBERS: _("signed-in members"),
    EVERYONE: _("everyone"),
    STAFF: _("the people who run the platform"),
    NOBODY: _("nobody"),
}


@dataclass(frozen=True)
class Keeping:
    purpose: str
    basis: str
    retention: str
    seen_by: str

    def __post_init__(self):
        if self.basis not in BASES or self.retention not in RETENTIONS or self.seen_by not in VIEWERS:
            raise ValueError(f"unknown word in {self!r}")


FACTS = Keeping(_("a fact that is about no person"), NONE, FOREVER, EVERYONE)
WORKINGS = Keeping(_("the workings of the platform"), NONE, FOREVER, STAFF)


def kept(field, *, purpose, basis, retention, seen_by):
    """The field, with what it keeps written beside it."""
    field.keeping = Keeping(purpose, basis, retention, seen_by)
    return field


def keeping_of(field) -> Keeping | None:
    """What the field says, else what its model says of all its fields."""
    return getattr(field, "keeping", None) or getattr(field.model, "keeping", None)
