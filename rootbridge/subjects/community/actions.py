"""Changes that touch several nouns: what one opens in the directory, contact with its notices, groups with theirs."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from rootbridge.people.members.models import Member
from rootbridge.people.privacy.models import Consent
from rootbridge.people.privacy.opening import openables, words_of
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.clock import URGENT
from rootbridge.shared.moderation.lookout import look_at
from rootbridge.shared.moderation.models import Report
from rootbridge.shared.moderation.registry import reportables

from .circles import HOME, LIVING, MEMBERS, MEMBERS_OF, WOMEN
from .models import Contact, Exclusion, Group, Invitation, JoinRequest, Passage, PostWord, Profile, Removal
from .models.exclusion import are_apart
from .telling import called, moderators_of, tell_of_contact, tell_of_group, tell_representatives

FIELDS = ("name", "home", "living", "abilities", "languages")  # what an entry may show
FOUND = "found"


def keep_entry(*, member, circles, fields, offered, **said) -> Profile:
    """Keep what a member says in their entry, who finds it, and which fields show. ``offered``: the circles that could
    be chosen; what is open to one that is not, and was a circle, closes."""
    with transaction.atomic():
        profile = Profile.of(member).keep(by=member, **said)
        named = {one.key: one for one in offered}
        wanted = {(field, key) for key in circles if key in named for field in (FOUND, *fields)}
        held = _held(member)
        for pair in held.keys() - wanted:
            held[pair].withdraw(by=member)
        for field, key in sorted(wanted - held.keys()):
            Consent.give(member, f"show:{field}", key, text=words_of(openables.get(field), named[key]), by=member)
    return profile


def switch_off(*, member) -> None:
    """Nobody finds this member from now on; what they said stays for another time."""
    with transaction.atomic():
        for (field, _key), consent in _held(member).items():
            if field == FOUND:
                consent.withdraw(by=member)
        for consent in Consent.objects.filter(member=member, purpose=f"show:{FOUND}").in_force():
            consent.withdraw(by=member)


def _held(member) -> dict[tuple[str, str], Consent]:
    """{(field, circle): consent in force} of what an entry may show."""
    purposes = [f"show:{field}" for field in (FOUND, *FIELDS)]
    rows = Consent.objects.filter(member=member, purpose__in=purposes).in_force()
    return {
        (row.purpose.removeprefix("show:"), row.audience): row for row in rows
        if row.audience in (MEMBERS, WOMEN) or row.audience.startswith((HOME, LIVING, MEMBERS_OF))
    }  # fmt: skip


def ask_contact(*, asker, asked, **said) -> Contact:
    """Ask somebody for contact. Where the asker themselves must not be found by them, it is kept and never arrives.
    Raises AskedBefore."""
    with transaction.atomic():
        contact = Contact.ask(asker, asked, **said)
        if not are_apart(asker, asked):
            tell_of_contact("contact_asked", asked, contact)
    return contact


def accept_contact(*, contact, by, name) -> Contact:
    with transaction.atomic():
        before = Contact.objects.select_for_update().get(pk=contact.pk).answer
        contact = contact.accept(by=by, name=name)
        if contact.answer != before:
            tell_of_contact("contact_accepted", contact.asker, contact)
    return contact


def keep_away(*, owner, other, words="") -> Exclusion:
    """Block somebody: gone from each other's directory, groups and letters. They are told nothing. Raises
    TooManyExclusions."""
    with transaction.atomic():
        row = Exclusion.block(owner, other, words=words)
        for contact in Contact.objects.between(owner, other).visible_to(owner):
            contact.leave(by=owner)
    return row


def report(kind: str, thing, *, by, reason: str, shown=(), words=""):
    """Report an entry, a contact, a post or a group, with the passage that its sender saw. Returns (report, made)."""
    with transaction.atomic():
        if isinstance(thing, Contact):
            Passage.of_contact(thing, sender=by)
        elif isinstance(thing, Profile):
            Passage.of_profile(thing, sender=by, shown=list(shown))
        return Report.send(reportables.all()[kind], thing, by=by, reason=reason, words=words, language=by.language)


def send_word(post, *, by, reason: str) -> None:
    """Tell the moderators of a group about a post; what may hurt somebody goes to those who run the platform at once,
    and so does what a moderator wrote where nobody else tends the group."""
    with transaction.atomic():
        word, made = PostWord.send(post, by=by, reason=reason)
        if not made:
            return
        others = [member for member in moderators_of(post.group, but_for=by) if member.pk != post.author_id]
        tell_of_group("post_word", others, post.group, to="groups:tend")
        if reason in URGENT or not others:
            pass_on(word)


def pass_on(word: PostWord) -> None:
    """The word becomes a report to those who run the platform."""
    with transaction.atomic():
        if PostWord.objects.filter(pk=word.pk, passed_on_at=None).update(passed_on_at=timezone.now()):
            report("community.post", word.post, by=word.sender, reason=word.reason)


def propose_group(*, by, name_in_it, **said) -> Group:
    with transaction.atomic():
        group = Group.propose(by=by, name_in_it=name_in_it, **said)
        look_at("community.group", group, by=by, title=group.name, words=(group.about, group.rules), name=group.name)
        tell_representatives(group)
    return group


def decide_group(group, *, by, opens: bool, reason="") -> bool:
    """Open a group or say why not; whoever proposed it hears. False when somebody decided before."""
    with transaction.atomic():
        if not (group.open(by=by) if opens else group.refuse(by=by, reason=reason)):
            return False
        if group.proposed_by:
            tell_of_group("group_opened" if opens else "group_refused", [group.proposed_by], group)
    return True


def ask_to_join(group, *, by, **said) -> bool:
    """False when they asked before."""
    with transaction.atomic():
        _request, made = JoinRequest.ask(group, by, **said)
        if made:
            tell_of_group("join_asked", moderators_of(group, but_for=by), group, to="groups:tend")
    return made


def decide_request(request: JoinRequest, *, by, lets_in: bool, reply="") -> bool:
    with transaction.atomic():
        if not request.decide(by=by, lets_in=lets_in, reply=reply):
            return False
        tell_of_group("let_in" if lets_in else "not_now", [request.member], request.group)
    return True


def send_away(membership, *, by, reason) -> Removal:
    group = membership.group
    with transaction.atomic():
        removal = Removal.send_away(membership, by=by, reason=reason)
        tell_of_group("sent_away", [removal.member], group, to="groups:removed")
    return removal


def name_moderator(membership, *, by) -> None:
    with transaction.atomic():
        membership.make_moderator(by=by)
        tell_of_group("named", [membership.member], membership.group, to="groups:tend")


def close_group(group, *, by, reason="", successor=None) -> None:
    """Close it. Where it goes on in another one, its members are invited there: nobody is moved."""
    with transaction.atomic():
        group.close(by=by, reason=reason, successor=successor)
        if successor is None:
            return
        link = Invitation.make(successor, by=by, until=timezone.now() + Invitation.LONG)
        there = set(successor.memberships.values_list("member", flat=True))
        for member in Member.objects.filter(group_memberships__group=group).exclude(pk__in=there):
            with translation.override(member.language):
                url = reverse("groups:link", args=[link.key])
                tell("community.goes_on", [member], url=url, group=called(group))
