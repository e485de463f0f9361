"""Changes that reach further than the story: who is told."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rootbridge.people.members.models import Role
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.lookout import look_at

from .models import REVIEWERS

TOLD = {"accepted": "stories.accepted", "changes": "stories.changes", "refused": "stories.refused"}


def send_story(*, edition, by):
    """Send an edition in and tell who represents its place. NotNow once it was sent."""
    with transaction.atomic():
        sent = edition.send(by=by)
        told = [(one.title, one.lead, one.body) for one in sent.told().values()]
        look_at("stories.story", sent.story, by=by, title=sent.title, words=told, name=sent.credit or None)
        url = reverse("manage_stories:story", args=[sent.story_id])
        tell("stories.to_read", readers_of(sent.place, but=[by]), url=url, place=sent.place.name("en"))
    return sent


def judge_story(*, story, by, edition, outcome, words=""):
    """Judge what was sent in and tell its author. MovedOn where it is not what was looked at."""
    with transaction.atomic():
        verdict = story.judge(by=by, edition=edition, outcome=outcome, words=words)
        tell_author(story, TOLD[str(outcome)])
    return verdict


def tell_author(story, kind):
    """Write to the author, in their language; to nobody where there is none."""
    author = story.author
    if author is None or not author.is_active:
        return
    with override(author.language):
        public = kind == "stories.accepted"
        url = story.get_absolute_url() if public else reverse("stories:own", args=[story.pk])
    tell(kind, [author], url=url, story=story.latest.title)


def readers_of(place, *, but=()):
    """Who judges stories of a place: those of the nearest place up the tree that has somebody."""
    roles = Role.objects.live_on(timezone.localdate()).filter(kind__in=REVIEWERS, member__is_active=True)
    codes = place.path.rstrip("/").split("/")
    reach = Q(place__code__in=codes) | Q(is_everywhere=True)
    rows = list(roles.filter(reach).exclude(member__in=but).select_related("member", "place"))
    for code in reversed(codes):
        if near := [role.member for role in rows if role.place and role.place.code == code]:
            return list(dict.fromkeys(near))
    return list(dict.fromkeys(role.member for role in rows if role.is_everywhere))
