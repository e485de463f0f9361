"""Changes of associations that reach further than one noun, and who is told."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rootbridge.base.mail.writing import write
from rootbridge.people.members.models import Member
from rootbridge.people.organisations import doubles
from rootbridge.people.organisations.models import (
    Claim,
    MovedOn,
    Organisation,
    Standing,
    StandingKind,
    Verification,
    lead,
)
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.lookout import look_at

from .drafting import make_organisation
from .hearers import about, centre, desk_url, judges_of, people_of, receipt_url


def send_registration(draft, *, by) -> tuple[Organisation, bool]:
    """Register it, once. Where nothing speaks against it, it is listed at once; otherwise somebody looks first. Its
    author gets a receipt. Returns (organisation, made)."""
    with transaction.atomic():
        organisation, made = draft.send(by=by, make=lambda mine: make_organisation(mine, by=by))
        if made:
            flags = doubles.flags_of(organisation)
            if flags:
                Standing.take(organisation, StandingKind.WAITING, by=None, flags=flags)
                tell("associations.registered", [by], url=receipt_url(organisation), **about(organisation))
                tell("associations.to_admit", judges_of(organisation), url=desk_url(organisation),
                     **about(organisation))  # fmt: skip
            else:
                admit(organisation, by=None)
            look_at("organisations.organisation", organisation, by=by, title=organisation.name, name=organisation.name,
                    words=(organisation.names, organisation.about))  # fmt: skip
    return organisation, made


def admit(organisation, *, by) -> Organisation:
    """List it: its author leads it from now on, and it asks to be verified where its author wished so."""
    with transaction.atomic():
        Standing.take(organisation, StandingKind.LISTED, by=by)
        if organisation.author and not organisation.editors().exists():
            lead(organisation, organisation.author)
        tell("associations.listed", people_of(organisation), url=organisation.get_absolute_url(), **about(organisation))
        draft = getattr(organisation, "registration", None)
        if draft and draft.answers.get("wants_verification"):
            ask_verification(organisation, by=organisation.author, words=draft.answers.get("shows", ""))
    return organisation


def turn_down(organisation, *, by, reasons, words="", language="") -> Organisation:
    """It is not listed; its author is told why, and may appeal. Raises MovedOn where it is listed by now."""
    with transaction.atomic():
        if Organisation.objects.select_for_update().get(pk=organisation.pk).state != "unseen":
            raise MovedOn
        standing = Standing.take(
            organisation, StandingKind.REFUSED, by=by, reasons=reasons, words=words, language=language
        )
        tell("associations.turned_down", people_of(organisation), url=receipt_url(organisation), **about(organisation))
    return standing.organisation


def ask_verification(organisation, *, by, words="") -> tuple[Verification, bool]:
    """An officer asks; those who may judge hear of it. Errors as `Verification.ask`."""
    with transaction.atomic():
        verification, made = Verification.ask(organisation, by=by, words=words)
        if made:
            tell("associations.to_verify", judges_of(organisation), url=desk_url(organisation), **about(organisation))
    return verification, made


def propose(verification, *, by, **values) -> Verification:
    """The first says what they saw; those who may be the second hear of it. Errors as `Verification.propose`."""
    with transaction.atomic():
        mine = verification.propose(by=by, **values)
        others = [one for one in judges_of(mine.organisation) if one.pk != by.pk] or centre(mine.organisation, by)
        tell("associations.to_agree", others, url=desk_url(mine.organisation), **about(mine.organisation))
    return mine


def agree(verification, *, by) -> Verification:
    """The second agrees, and the organisation is told. Errors as `Verification.agree`."""
    with transaction.atomic():
        mine = verification.agree(by=by)
        kind = "verified" if mine.outcome == "verified" else "not_verified"
        url = reverse("associations:standing", args=[mine.organisation.slug])
        tell(f"associations.{kind}", people_of(mine.organisation), url=url, **about(mine.organisation))
    return mine


def send_back(verification, *, by, words) -> Verification:
    with transaction.atomic():
        first = verification.first
        mine = verification.send_back(by=by, words=words)
        if first:
            tell("associations.sent_back", [first], url=desk_url(mine.organisation), words=words,
                 **about(mine.organisation))  # fmt: skip
    return mine


def lapse(now) -> int:
    """Verifications whose day of re-check is past run out, and their organisations are told; how many."""
    rows = list(Standing.objects.run_out_on(timezone.localdate(now)).select_related("organisation__place"))
    for standing in rows:
        with transaction.atomic():
            organisation = standing.organisation
            Standing.take(organisation, StandingKind.LAPSED, by=None)
            url = reverse("associations:standing", args=[organisation.slug])
            tell("associations.lapsed", people_of(organisation), url=url, **about(organisation))
    return len(rows)


def claim(organisation, *, by, **values) -> tuple[Claim, bool]:
    """Say that it is theirs. Those who decide hear of it. Errors as `Claim.make`."""
    with transaction.atomic():
        mine, made = Claim.make(organisation, by=by, **values)
        if made and mine.state == "live":
            tell("associations.to_decide", judges_of(organisation), url=desk_url(organisation), **about(organisation))
    return mine, made


def send_claim_code(claim) -> None:
    """A letter to the address on record."""
    with transaction.atomic():
        code = claim.make_code()
        language = next(iter(claim.organisation.languages), claim.member.language)
        write("associations.claim_code", "associations/notices/claim_code.txt", address=claim.organisation.email,
              language=language, code=code, person=claim.name, organisation=claim.organisation.names)  # fmt: skip


def decide_claim(claim, *, by, is_theirs, **values) -> Claim:
    """Accept or refuse; everybody who waits hears what became of it, and a second person where two decide. Errors as
    `Claim.accept`."""
    with transaction.atomic():
        waiting = list(claim.organisation.claims.open().exclude(pk=claim.pk).select_related("member"))
        mine = claim.accept(by=by) if is_theirs else claim.refuse(by=by, **values)
        url, said = reverse("associations:claim", args=[mine.organisation.slug]), about(mine.organisation)
        if mine.state == "live":
            others = [one for one in judges_of(mine.organisation) if one.pk != by.pk] or centre(mine.organisation, by)
            tell("associations.to_decide", others, url=desk_url(mine.organisation), **said)
            return mine
        kind = "claim_accepted" if is_theirs else "claim_refused"
        tell(f"associations.{kind}", [mine.member], url=url, **said)
        if is_theirs:
            tell("associations.overtaken", [one.member for one in waiting], url=url, **said)
        elif mine.organisation.claims.live().exists():
            tell("associations.to_decide", judges_of(mine.organisation), url=desk_url(mine.organisation), **said)
    return mine


def ask_officer(officer, *, by, language) -> None:
    """A letter with a link by which they agree to be named, or not."""
    with transaction.atomic():
        token = officer.ask(by=by)
        known = Member.objects.filter(email__iexact=officer.email).values_list("language", flat=True).first()
        with override(known or language):
            url = reverse("associations:officer", args=[token])
            write("associations.officer", "associations/notices/officer.txt", address=officer.email,
                  language=known or language, url=url, name=officer.name, person=by.short_name,
                  organisation=officer.organisation.names, function=str(officer.title))  # fmt: skip


def send_link(draft, email, *, language) -> None:
    """A letter by which a registration goes on from any device."""
    with transaction.atomic():
        token = draft.make_link(email)
        with override(language):
            url = reverse("associations:go_on", args=[token])
        write("associations.link", "associations/notices/link.txt", address=email, language=language, url=url,
              days=30)  # fmt: skip
