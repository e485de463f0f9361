"""Talks for tests: a desk that is always open, an agent who is there, somebody who asks."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.shared.conversations.ledger import say
from rootbridge.subjects.help.models import Chat, ChatDesk, Presence
from tests.cast import give_role, make_member

ALWAYS = {day: [["00:00", "23:59"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
WORDS = "Where do I ask for my pension?"
KEY = "k" * 64


def open_desk(office, **more) -> ChatDesk:
    """A desk that talks at any hour."""
    return ChatDesk.objects.create(office=office, is_on=True, hours=ALWAYS, **more)


def make_agent(name, office, state="here", **fields):
    """Somebody who answers for an office and gave a sign just now."""
    member = make_member(name, **fields)
    give_role(member, "support_agent", body=office.audience_key)
    Presence.set_state(member, state)
    return member


def begin(office, key=KEY, words=WORDS, by=None, **more) -> Chat:
    return Chat.start(office=office, words=words, language=more.pop("language", "en"), key="" if by else key, by=by,
                      **more)[0]  # fmt: skip


def write(chat, words, client):
    return say(chat.asker_seat().pk, client=client, words=words, language=chat.language)


def age(chat, **by) -> None:
    """Let a talk have begun so long ago."""
    Chat.objects.filter(pk=chat.pk).update(
        **{name: getattr(chat, name) - timedelta(**by) for name in ("asked_at", "waits_since", "promised_at")}
    )
    chat.refresh_from_db()


def lose(member) -> None:
    """Their last sign was long ago."""
    Presence.objects.filter(member=member).update(seen_at=timezone.now() - timedelta(hours=1))
