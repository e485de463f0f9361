"""What help keeps of a member, how it goes with them, and when it goes by itself."""

import secrets

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import DAY, SIX_MONTHS, THIRTY_DAYS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter
from rootbridge.shared.conversations.endings import Ending, endings
from rootbridge.shared.conversations.models import Message

from .models import (
    Behalf,
    Block,
    Chat,
    ChatPassing,
    Closing,
    Draft,
    FileRequest,
    Handover,
    Link,
    Listening,
    Note,
    Presence,
    Proposal,
    Question,
)  # fmt: skip

# A digest under a key that is thrown away at once.
WASH = """
UPDATE help_chat SET source = '~' || left(encode(sha256(convert_to(source || %(salt)s, 'UTF8')), 'hex'), 40)
WHERE asked_at < %(before)s AND source NOT LIKE '~%%' AND source != ''
"""


def replies_to(member):
    return Message.objects.filter(conversation__question__in=Question.objects.mine(member), seat__side="desk")


def links_to(member):
    return Link.objects.filter(question__in=Question.objects.mine(member))


def notes_about(member):
    return Note.objects.filter(question__in=Question.objects.mine(member))


def papers_of(member):
    return FileRequest.objects.filter(question__in=Question.objects.mine(member))


def behalf_of(member):
    return Behalf.objects.filter(question__in=Question.objects.mine(member))


def erase_others(member):
    """What a member said of others, and what the desk asked them for."""
    behalf_of(member).update(address="")
    papers_of(member).delete()


def talks():
    """The conversations of questions; they end with their question, not by being closed."""
    return Question.objects.filter(conversation__isnull=False).values("conversation")


def talks_over(moment):
    live = Closing.objects.filter(reopened_at__isnull=True, at__lte=moment)
    return talks().filter(closings__in=live)


def clear_old_questions(now) -> int:
    return Question.objects.filter(asked_at__lt=now - LENGTHS[TWO_YEARS]).forget()


def clear_old_names(now) -> int:
    """Who of the desk did what goes two years later; that it was done is still counted."""
    old = now - LENGTHS[TWO_YEARS]
    return Closing.objects.filter(by__isnull=False, at__lt=old).update(by=None)


def clear_old_handovers(now) -> int:
    return Handover.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_notes(now) -> int:
    return Note.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_papers(now) -> int:
    gone = Q(at__lt=now - LENGTHS[TWO_YEARS]) | Q(question__words="")
    return FileRequest.objects.filter(gone).delete()[0]


def clear_old_addresses(now) -> int:
    """Of those for whom others asked; that somebody asked for another is still counted."""
    gone = Q(question__asked_at__lt=now - LENGTHS[TWO_YEARS]) | Q(question__words="")
    return Behalf.objects.filter(gone).exclude(address="").update(address="")


def clear_old_drafts(now) -> int:
    return Draft.objects.filter(at__lt=now - LENGTHS[THIRTY_DAYS]).delete()[0]


def clear_old_links(now) -> int:
    return Link.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_proposals(now) -> int:
    return Proposal.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_chats(now) -> int:
    """The words go half a year later; after thirty days nobody can tell any more from which network a talk came, only
    that two came from the same."""
    with connection.cursor() as cursor:
        cursor.execute(WASH, {"salt": secrets.token_hex(32), "before": now - LENGTHS[THIRTY_DAYS]})
    old = Chat.objects.ended().filter(asked_at__lt=now - LENGTHS[SIX_MONTHS])
    return old.exclude(conversation=None, email="", name="", source="", living="", member=None).forget()


def listenings_to(member):
    return Listening.objects.filter(chat__in=Chat.objects.mine(member))


add_exporter("questions", Question, title=_("What you asked"), rows=Question.objects.mine, order=45)
add_exporter("replies", Message, title=_("What you were answered"), rows=replies_to, order=46, without=("seat",))
add_exporter("notes", Note, title=_("What the desk noted about your questions"), rows=notes_about, order=48,
             without=("by",))  # fmt: skip
add_exporter("papers", FileRequest, title=_("Files that a desk asked you for"), rows=papers_of, order=48,
             without=("by", "client_id"))  # fmt: skip
add_exporter("behalf", Behalf, title=_("For whom you asked"), rows=behalf_of, order=46)
add_eraser("behalf", erase_others, order=45)
add_exporter("drafts", Draft, title=_("What you began to write at the desk"), rows="by", order=53)
add_exporter("links", Link, title=_("What the desk gave you to read"), rows=links_to, order=47, without=("by",))
add_eraser("questions", lambda member: Question.objects.mine(member).forget())
add_rule("help.question", clear_old_questions)
add_rule("help.closing", clear_old_names)
add_rule("help.handover", clear_old_handovers)
add_rule("help.note", clear_old_notes)
add_rule("help.filerequest", clear_old_papers)
add_rule("help.behalf", clear_old_addresses)
endings.add("help", Ending("help", talks, talks_over))
add_rule("help.draft", clear_old_drafts)
add_rule("help.link", clear_old_links)
add_rule("help.proposal", clear_old_proposals)
add_exporter("chats", Chat, title=_("Your talks with desks"), rows=Chat.objects.mine, order=49,
             without=("agent", "source"))  # fmt: skip
add_exporter("chat_blocks", Block, title=_("Desks that did not talk with you for some hours"), order=50,
             without=("by",))  # fmt: skip
add_exporter("presence", Presence, title=_("Whether you are there for talks"), order=51)
add_exporter("listenings", Listening, title=_("Who read your talks, and why"), rows=listenings_to, order=52)
add_eraser("chats", lambda member: Chat.objects.mine(member).forget())
add_rule("help.chat", clear_old_chats)
add_rule("help.chatpassing", lambda now: ChatPassing.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0])
add_rule("help.listening", lambda now: Listening.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0])
add_rule("help.block", lambda now: Block.objects.filter(until__lt=now - LENGTHS[THIRTY_DAYS]).delete()[0])
add_rule("help.presence", lambda now: Presence.objects.filter(seen_at__lt=now - LENGTHS[DAY]).delete()[0])
