"""What organisations keep of a member, how it goes with them, and when it goes by itself."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import findable
from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.base.files import vault
from rootbridge.people.members.models import Role
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import (
    Chapter,
    Claim,
    Membership,
    Officer,
    Organisation,
    Paper,
    Registration,
    Standing,
    State,
    Verification,
)

LENGTH = LENGTHS[TWO_YEARS]


def papers_of(member):
    """Those the member sent, and those of registrations that nobody but them knows."""
    return Paper.objects.filter(Q(by=member) | Q(registration__member=member, organisation=None))


def erase_from_organisations(member):
    """Their name stands on no page any more; what nobody but them ever saw goes; papers they sent go."""
    officers = Officer.objects.filter(Q(member=member) | Q(email__iexact=member.email))
    changed = list(officers.values_list("organisation_id", flat=True))
    forget_declaring(member, {member.name, *officers.values_list("name", flat=True)} - {""})
    officers.delete()
    papers_of(member).discard()
    Registration.objects.filter(Q(member=member) | Q(email__iexact=member.email)).delete()
    unseen = Organisation.objects.filter(author=member, state=State.UNSEEN)
    Paper.objects.filter(organisation__in=unseen.values("pk")).discard()
    unseen.delete()
    named = Organisation.objects.filter(author=member, email__iexact=member.email)
    changed += list(named.values_list("pk", flat=True))
    named.update(email="", contact_name="")
    for number in changed:
        findable.changed("organisations.organisation", number)


def forget_declaring(member, names):
    """What an employer declared stands; who declared it is forgotten."""
    led = Role.objects.filter(member=member).values("body")
    mine = Q(author=member) | Q(officers__member=member) | Q(body__in=led)
    for one in Organisation.objects.filter(mine, facts__fair_by__in=list(names)).distinct():
        one.facts.pop("fair_by")
        one.save(update_fields=["facts"])


def clear_old_registrations(now) -> int:
    old = Registration.objects.past(now)
    Paper.objects.filter(registration__in=old.values("pk"), organisation=None).discard()
    return old.delete()[0]


def clear_old_papers(now) -> int:
    """Two years after they came; a verification that still holds keeps what shows it."""
    old = Paper.objects.filter(at__lt=now - LENGTH).exclude(organisation__state=State.VERIFIED)
    return old.discard()


def clear_old_judgements(now) -> int:
    """Words, evidence and names of those who judged; that it was judged stays for as long as the answer holds."""
    old = Verification.objects.filter(decided_at__lt=now - LENGTH).exclude(organisation__state=State.VERIFIED)
    return old.delete()[0]


def clear_old_names(now) -> int:
    """Who wrote a standing down, and who hid an organisation, is forgotten after two years."""
    past = now - LENGTH
    return Standing.objects.filter(ended_at__lt=past, by__isnull=False).update(by=None) + Organisation.objects.filter(
        hidden_at__lt=past, hidden_by__isnull=False
    ).update(hidden_by=None)


add_rule("organisations.registration", clear_old_registrations, order=1)
add_rule("organisations.paper", clear_old_papers, order=2)
add_rule("organisations.verification", clear_old_judgements)
add_rule("organisations.claim", lambda now: Claim.objects.filter(decided_at__lt=now - LENGTH).delete()[0])
add_rule("organisations.officer", lambda now: Officer.objects.filter(ended_at__lt=now - LENGTH).delete()[0])
add_rule("organisations.membership", lambda now: Membership.objects.filter(ended_at__lt=now - LENGTH).delete()[0])
add_rule("organisations.standing", clear_old_names)
add_rule("organisations.chapter", lambda now: Chapter.objects.filter(ended_at__lt=now - LENGTH).delete()[0])

add_exporter("organisations", Organisation, title=_("Organisations you registered"), rows="author", order=60,
             without=("hidden_by", "skeletons", "keys"))  # fmt: skip
add_exporter("offices_held", Officer, title=_("Where you are named as an officer"), order=61,
             without=("token_digest",))  # fmt: skip
add_exporter("memberships", Membership, title=_("Organisations you belong to"), order=62, without=("accepted_by",))
add_exporter("claims", Claim, title=_("Organisations you said are yours"), order=63,
             without=("code_digest", "first", "decided_by"))  # fmt: skip
add_exporter("registrations", Registration, title=_("Registrations you began"), order=64,
             without=("key", "token_digest"))  # fmt: skip
add_exporter("verifications", Verification, title=_("Verifications you asked for"), rows="asked_by", order=65,
             without=("first", "second", "evidence"))  # fmt: skip
add_exporter("papers_of_organisations", Paper, title=_("Papers you sent for an organisation"), rows="by", order=66,
             without=("bytes_name", "key"), attach=lambda row: (row.name, row.pieces()))  # fmt: skip
add_eraser("organisations", erase_from_organisations, order=40)
vault.add_holder(lambda: Paper.objects.values_list("bytes_name", flat=True))
