"""Own fields of each kind of organisation, as data: what is asked, how it is typed, whether it stands on the page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models.kinds import OrganisationKind as Kind

LINE, TEXT, NUMBER, YES, EMAIL, URL, ONE, MANY = "line", "text", "number", "yes", "email", "url", "one", "many"


@dataclass(frozen=True)
class Fact:
    """``typed``: one of the words above; ``choices``: (key, words) for ``one`` and ``many``; ``is_shown``: stands on
    the page; ``must``: without it the kind cannot be registered."""

    key: str
    label: str
    typed: str = LINE
    why: str = ""
    choices: tuple = ()
    is_shown: bool = True
    must: bool = False


# What an employer declares before it may offer work; the day and who declared it are written with it.
FAIR = (
    ("no_fees", _("Nobody pays for getting the job, to us or to anybody who works for us.")),
    ("contract", _("A written contract comes before the journey, in a language that the worker reads.")),
    ("papers", _("Passports and papers stay with their owner.")),
    ("pay", _("Pay, hours, place and lodging are as they were told.")),
    ("leave", _("Workers may leave, complain and join a union without being punished.")),
)
PLACEMENTS = (
    ("internships", _("Internships")), ("exchange", _("Exchange for a term")), ("research", _("Research stays")),
    ("scholarships", _("Scholarships")), ("recognition", _("Help with recognition of diplomas")),
)  # fmt: skip
MEANS = (("web", _("Web")), ("radio", _("Radio")), ("television", _("Television")), ("print", _("Print")),
         ("channel", _("Channel on a network")))  # fmt: skip

STUDIES = (
    Fact("placements", _("What you offer to people abroad"), MANY, choices=PLACEMENTS),
    Fact("internships_name", _("Who answers about internships"), why=_("Their name stands on the page.")),
    Fact("internships_email", _("E-mail for internships"), EMAIL, why=_("It stands on the page.")),
    Fact("programmes_url", _("Page of your programmes"), URL),
)
WORK = (
    Fact("register_number", _("Number in the register of companies"), is_shown=False,
         why=_("Only those who verify see it.")),
    Fact("sector", _("What the company does"), LINE),
    Fact("workers", _("About how many people work there"), NUMBER),
    Fact("fair", _("Fair recruitment: we declare that"), MANY, choices=FAIR,
         why=_("Work is offered here only by those who declare all five. The day and the name stand beside it.")),
)  # fmt: skip
FIELDS: dict[str, tuple[Fact, ...]] = {
    Kind.FEDERATION: (Fact("chapters", _("About how many chapters"), NUMBER),),
    Kind.UNIVERSITY: STUDIES,
    Kind.SCHOOL: (
        Fact("teaches", _("What is taught"), LINE), Fact("ages", _("Ages of the pupils"), LINE),
        Fact("lessons", _("When lessons take place"), LINE),
    ),
    Kind.ENTERPRISE: WORK,
    Kind.COOPERATIVE: WORK,
    Kind.MEDIA: (
        Fact("means", _("How you publish"), MANY, choices=MEANS), Fact("editor", _("Who is responsible"), LINE),
        Fact("owner", _("Who owns it"), LINE, why=_("Readers may know who stands behind it.")),
    ),
    Kind.FAITH: (
        Fact("confession", _("Confession"), LINE), Fact("services", _("When services take place"), TEXT),
        Fact("address", _("Where you meet"), LINE),
    ),
    Kind.COMMUNITY_CENTRE: (
        Fact("address", _("Street and number"), LINE), Fact("hours", _("When it is open"), LINE),
        Fact("rooms", _("What rooms it has"), TEXT), Fact("step_free", _("It can be entered without steps"), YES),
    ),
}  # fmt: skip


def fields_of(kind: str) -> tuple[Fact, ...]:
    return FIELDS.get(kind, ())


def is_fair(organisation) -> bool:
    """Did an employer declare all of it?"""
    return set(organisation.facts.get("fair") or ()) >= {key for key, _words in FAIR}


def lines_of(organisation) -> list[tuple[str, str | list]]:
    """(label, value as words) of the facts that stand on the page."""
    found = []
    for fact in fields_of(organisation.kind):
        value = organisation.facts.get(fact.key)
        if not value or not fact.is_shown:
            continue
        known = dict(fact.choices)
        if fact.typed == MANY:
            value = [str(known[key]) for key in value if key in known]
        elif fact.typed == YES:
            value = _("Yes")
        found.append((str(fact.label), value))
    return found
