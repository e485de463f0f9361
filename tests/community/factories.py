"""Entries, contacts and groups for tests."""

from rootbridge.base.reference.models import Occupation
from rootbridge.people.members.models import Ability, MemberLanguage
from rootbridge.subjects.community.actions import FIELDS, keep_entry
from rootbridge.subjects.community.circles import offered_to
from rootbridge.subjects.community.models import Contact, Group, Membership, Post, Profile


def let_find(member, circles=("members",), fields=FIELDS, **said) -> Profile:
    """Let a member be found."""
    return keep_entry(member=member, circles=circles, fields=fields, offered=offered_to(member), **said)


def teach(member, code="2221", words="nurse", languages=("ro",)) -> None:
    """A profession and the languages of a member."""
    trade, _made = Occupation.objects.get_or_create(
        code=code, defaults={"uri": f"urn:test:{code}", "kind": "group", "source": "isco"}
    )
    Ability.objects.create(member=member, own_words=words, language="en", occupation=trade)
    MemberLanguage.objects.bulk_create([MemberLanguage(member=member, code=one) for one in languages])


def meet(asker, asked, words="Good day, I would like to ask you something.") -> Contact:
    """Two who write with each other."""
    contact = Contact.ask(asker, asked, words=words, name=asker.name)
    return contact.accept(by=asked, name=asked.name)


def make_group(by, *, opened=True, **said) -> Group:
    said = {"name": "Neighbours", "about": "We help each other.", "kind": "hometown", "language": "en", **said}
    group = Group.propose(by=by, name_in_it=by.name, **said)
    if opened:
        Group.objects.filter(pk=group.pk).update(
            state="open", tended_at=group.proposed_at, decided_at=group.proposed_at
        )
        group.refresh_from_db()
    return group


def enter(group, member, **said) -> Membership:
    return Membership.join(group, member, name=member.name, by=member, **said)[0]


def write(group, member, words="Hello to all of you.", **more) -> Post:
    return Post.write(group.memberships.get(member=member), words=words, **more)
