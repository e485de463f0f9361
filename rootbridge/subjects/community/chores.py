"""What the clock asks of groups and contacts: digests as each member likes, groups that fall asleep, words about posts
that no moderator answers, new messages told of once."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from rootbridge.base.core.chores import add_chore

from .actions import pass_on
from .models import Contact, Group, Membership, Post, PostWord, Rhythm, State, Vacancy
from .models.exclusion import kept_from
from .models.group import ASKED_AFTER, ASLEEP_AFTER
from .telling import moderators_of, tell_of_contact, tell_of_group
from .vacancies import pass_vacancy_on, seek_moderator

MOST = 200
EVERY = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}
WAITS_FOR_MODERATORS = timedelta(days=3)
TOLD_AGAIN = timedelta(hours=4)


def tell_news(now) -> int:
    """A digest says that there is something new, never what; whoever has nothing new hears nothing."""
    due = Q(pk__in=[])
    for rhythm, length in EVERY.items():
        due |= Q(rhythm=rhythm, told_at__lte=now - length)
    rows = Membership.objects.filter(due, group__state=State.OPEN, member__is_active=True).select_related(
        "group", "member"
    )
    count = 0
    for row in rows.order_by("told_at")[:MOST]:
        since = row.told_at
        if Membership.objects.filter(pk=row.pk, told_at=since).update(told_at=now):
            new = Post.objects.visible_to(row.member).standing().filter(group=row.group, at__gt=since)
            if new.exclude(author=row.member).exists():
                tell_of_group("news", [row.member], row.group)
                count += 1
    return count


def ask_moderators(now) -> int:
    """Two months without anybody tending it: the moderators are asked once; after half a year it can only be read."""
    asked = 0
    for group in Group.objects.filter(state=State.OPEN, tended_at__lte=now - ASLEEP_AFTER)[:MOST]:
        group.fall_asleep()
        tell_of_group("asleep", moderators_of(group), group, to="groups:tend")
        asked += 1
    quiet = Group.objects.filter(state=State.OPEN, tended_at__lte=now - ASKED_AFTER, asked_at=None)
    for group in quiet[:MOST]:
        if Group.objects.filter(pk=group.pk, asked_at=None).update(asked_at=now):
            tell_of_group("asleep", moderators_of(group), group, to="groups:tend")
            asked += 1
    return asked


def seek_moderators(now) -> int:
    """Groups whose last moderator is gone ask their members at once; after two weeks the representative."""
    tends = Membership.objects.moderators().filter(group=OuterRef("pk"))
    asked = Vacancy.objects.standing().filter(group=OuterRef("pk"))
    kept = Group.objects.filter(~Exists(tends), ~Exists(asked), state__in=[State.OPEN, State.ASLEEP])
    count = sum(seek_moderator(group) for group in kept.for_cards()[:MOST])
    late = list(Vacancy.objects.late(now).select_related("group__place", "group__residence")[:MOST])
    for vacancy in late:
        pass_vacancy_on(vacancy, now)
    return count + len(late)


def pass_words_on(now) -> int:
    """Words about posts that moderators left for three days go to those who run the platform."""
    rows = PostWord.objects.waiting().filter(passed_on_at=None, at__lte=now - WAITS_FOR_MODERATORS)
    late = list(rows.select_related("post__group__place", "post__group__residence", "sender")[:MOST])
    for word in late:
        pass_on(word)
    return len(late)


def tell_messages(now) -> int:
    """Of new messages in a contact, at most every four hours, to whoever did not read them yet."""
    fresh = Contact.objects.filter(answer="accepted", hidden_at=None).filter(
        Q(told_at=None) | Q(told_at__lte=now - TOLD_AGAIN)
    )
    newer = Q(conversation__last_number__gt=F("asker_told")) | Q(conversation__last_number__gt=F("asked_told"))
    count = 0
    for contact in fresh.filter(newer).select_related("asker", "asked", "conversation")[:MOST]:
        last = contact.conversation.last_number
        mine = Contact.objects.filter(pk=contact.pk, asker_told=contact.asker_told, asked_told=contact.asked_told)
        if not mine.update(asker_told=last, asked_told=last, told_at=now):
            continue
        told = min(contact.asker_told, contact.asked_told)
        seats = {seat.member_id: seat for seat in contact.conversation.seats.all()}
        writers = set(contact.conversation.messages.filter(number__gt=told).values_list("seat__member", flat=True))
        for member in (contact.asker, contact.asked):
            seat = seats.get(member.pk)
            wrote = writers - {member.pk}
            if (
                wrote
                and seat
                and seat.ended_at is None
                and seat.seen < last
                and not kept_from(member, [contact.other(member)])
            ):
                tell_of_contact("message", member, contact)
                count += 1
    return count


for _key, _do in (
    ("news", tell_news), ("asleep", ask_moderators), ("moderators", seek_moderators), ("words", pass_words_on),
    ("messages", tell_messages),
):  # fmt: skip
    add_chore(f"community.{_key}", _do, part="community")
