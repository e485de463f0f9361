"""The entries and groups that come with a pack: written row by row, nobody is told."""

import random
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from rootbridge.base.core import findable
from rootbridge.base.reference.models import Place
from rootbridge.people.privacy.audiences import MEMBERS

from .actions import FIELDS, keep_entry
from .circles import offered_to
from .models import Group, Membership, Offer, Post
from .models.group import SEARCHED

PLAIN = ("kind", "name", "about", "rules", "language", "languages", "joining", "age_from", "age_to")


def load_entries(rows, *, owners: dict, others, also: int) -> None:
    """Let sample people be found: those named, and some of the many."""
    for row in rows:
        _let_find(owners[row["who"]], row["circles"], row["fields"], row["line"], row["language"], row["offers"])
    dice = random.Random("found")
    for member in dice.sample(list(others), min(also, len(others))):
        _let_find(member, [MEMBERS], FIELDS, "", member.language, dice.sample(Offer.values, 2))


def _let_find(member, circles, fields, line, language, offers) -> None:
    said = {"line": line, "language": language, "offers": sorted(offers), "is_woman": member.gender == "woman"}
    keep_entry(member=member, circles=circles, fields=fields, offered=offered_to(member), **said)


def load_groups(rows, *, owners: dict, others) -> list[Group]:
    """Write the groups of a pack with who is in them and what they wrote, in the last weeks."""
    now, dice, made = timezone.now(), random.Random("groups"), []
    places = {
        place.code: place
        for place in Place.objects.filter(code__in={row[k] for row in rows for k in ("place", "residence")} - {""})
    }
    for number, row in enumerate(rows):
        since, state = now - timedelta(days=90 - number), row.get("state", "open")
        group = Group.objects.create(
            slug=f"{row['key']}-sample", **{name: row[name] for name in PLAIN if name in row}, state=state,
            place=places.get(row["place"]), residence=places.get(row["residence"]), proposed_at=since,
            proposed_by=owners[row["moderators"][0]], decided_at=None if state == "proposed" else since,
            tended_at=None if state == "proposed" else now,
        )  # fmt: skip
        crowd = [] if state == "proposed" else dice.sample(list(others), settings.ROOTBRIDGE_SMALL_CELL + number)
        _people(group, row, owners, crowd, since)
        for place, said in enumerate(row["posts"]):
            _post(group, row["posts"], place, owners.get(said[0]) or crowd[place])
        findable.changed(SEARCHED, group.pk)
        made.append(group)
    return made


def _people(group, row, owners, crowd, since) -> None:
    moderators = [owners[key] for key in row["moderators"]]
    checked = since if row.get("checked") else None
    Membership.objects.bulk_create(
        [
            Membership(group=group, member=member, name=member.name, joined_at=since, has_declared=True,
                       is_moderator=member in moderators, moderator_since=since if member in moderators else None,
                       checked_at=checked if member in moderators else None)
            for member in dict.fromkeys([*moderators, *crowd])
        ]
    )  # fmt: skip


def _post(group, rows, place, author) -> Post:
    """A post as the pack has it: [who, words, the place of what it replies to, is it on top]."""
    _who, words, parent, is_pinned = rows[place]
    above = group.posts.filter(words=rows[parent][1]).first() if parent is not None else None
    at = group.proposed_at + timedelta(days=40 + place, hours=place * 5)
    return Post.objects.create(
        group=group, author=author, author_name=author.name, words=words, language=group.language, at=at, parent=above,
        pinned_at=at if is_pinned else None,
    )  # fmt: skip
