"""What the directory and groups keep of a member, and how it goes. Posts go with their author unless they chose, in the
group, that they stay without a name."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import DAY, SIX_MONTHS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.base.files.vault import Unreadable
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter
from rootbridge.shared.conversations.models import Conversation

from .models import (
    Contact,
    Exclusion,
    Group,
    GroupFile,
    Harvest,
    Invitation,
    JoinRequest,
    Membership,
    Passage,
    Post,
    PostWord,
    Profile,
    Removal,
)
from .models.joining import ASKED_FOR


def contacts_of(member):
    return Contact.objects.visible_to(member)


def bytes_of(file):
    return file.name, _readable(file)


def _readable(file):
    """The bytes; fewer where the disk lost some."""
    try:
        yield from file.pieces()
    except Unreadable:
        return


def erase_posts(member):
    """As they chose in each group; in one that they left, nothing of theirs is left by name."""
    keeps = dict(Membership.objects.filter(member=member).values_list("group", "keeps_posts"))
    for group in Group.objects.filter(pk__in=Post.objects.filter(author=member).values("group")):
        group.posts.part_with(member, keeps=keeps.get(group.pk, False))


def erase_contacts(member):
    """With what was said in them: it belonged to two, and one of them asks that it goes."""
    talks = list(Contact.objects.between_any(member).exclude(conversation=None).values_list("conversation", flat=True))
    Conversation.objects.filter(pk__in=talks).delete()


def erase_blocks(member):
    """Who blocked them keeps nothing of it; who named their address keeps the address away, should it come again."""
    Exclusion.objects.filter(other=member, digest="").delete()


def erase_passages(member):
    Passage.objects.filter(about=member).update(lines=[])
    Passage.objects.filter(sender=member).update(sender=None)


def clear_old_contacts(now):
    """Two years after the answer, or after it was asked, where nobody writes any more."""
    past = now - LENGTHS[TWO_YEARS]
    old = Contact.objects.filter(at__lt=past)
    going_on = old.filter(conversation__messages__at__gte=past).values("pk")
    return old.exclude(pk__in=going_on).delete()[0]


def clear_old_passages(now):
    return Passage.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_harvests(now):
    return Harvest.objects.filter(day__lt=(now - LENGTHS[DAY]).date()).delete()[0]


def clear_old_requests(now):
    """Half a year after the answer; unanswered ones half a year after they were asked, when they long are over."""
    answered = JoinRequest.objects.filter(decided_at__lt=now - LENGTHS[SIX_MONTHS])
    left = JoinRequest.objects.filter(outcome="", at__lt=now - max(LENGTHS[SIX_MONTHS], ASKED_FOR))
    return answered.delete()[0] + left.delete()[0]


def clear_old_removals(now):
    return Removal.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_invitations(now):
    return Invitation.objects.filter(until__lt=now - timedelta(days=30)).delete()[0]


def clear_old_words(now):
    return PostWord.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_names(now):
    """Who opened a group, or proposed it: two years later only that it was so."""
    past = now - LENGTHS[TWO_YEARS]
    old = Group.objects.filter(decided_at__lt=past).exclude(decided_by=None, proposed_by=None)
    return old.update(decided_by=None, proposed_by=None)


add_exporter("entry", Profile, title=_("Your entry in the directory"), order=70)
add_exporter(
    "exclusions",
    Exclusion,
    title=_("Who must not find you"),
    rows="owner",
    order=71,
    without=("other", "digest"),
    also=lambda row: {"address": row.address},
)
add_exporter("harvests", Harvest, title=_("How many entries you saw in a day"), order=72, without=("seen",))
add_exporter(
    "contacts",
    Contact,
    title=_("Whom you asked, and who asked you"),
    rows=contacts_of,
    order=73,
    without=("asker", "asked", "conversation", "asked_left", "asker_left"),
)
add_exporter("group_memberships", Membership, title=_("Groups you are in"), order=74, without=("checked_by",))
add_exporter("join_requests", JoinRequest, title=_("Groups you asked to join"), order=75, without=("decided_by",))
add_exporter("removals", Removal, title=_("Groups you were sent away from"), order=76, without=("by",))
add_exporter("posts", Post, title=_("What you wrote in groups"), rows="author", order=77, without=("parent",))
add_exporter(
    "post_files",
    GroupFile,
    title=_("Files you sent to groups"),
    order=78,
    without=("bytes_name", "digest"),
    rows=lambda member: GroupFile.objects.filter(post__author=member),
    attach=bytes_of,
)
add_exporter(
    "post_words",
    PostWord,
    title=_("What you told moderators of groups"),
    rows="sender",
    order=79,
    without=("settled_by",),
)

add_eraser("community.posts", erase_posts, order=20)
add_eraser("community.contacts", erase_contacts, order=20)
add_eraser("community.blocks", erase_blocks, order=20)
add_eraser("community.passages", erase_passages, order=20)

add_rule("community.contact", clear_old_contacts)
add_rule("community.passage", clear_old_passages)
add_rule("community.harvest", clear_old_harvests)
add_rule("community.joinrequest", clear_old_requests)
add_rule("community.removal", clear_old_removals)
add_rule("community.invitation", clear_old_invitations)
add_rule("community.postword", clear_old_words)
add_rule("community.group", clear_old_names)
