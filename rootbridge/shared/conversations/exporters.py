"""What conversations keep of a member, and when it goes by itself."""

from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.base.files import vault
from rootbridge.base.files.vault import Unreadable
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Conversation, File, Message, Seat
from .store import clear_files


def messages_of(member):
    return Message.objects.filter(seat__member=member).order_by("at")


def files_of(member):
    """Those a member sent, and those the desk sent them."""
    return File.objects.visible_to(member)


def bytes_of(file):
    return file.name, _readable(file)


def _readable(file):
    """The bytes; fewer where the disk lost some."""
    with suppress(Unreadable):
        yield from file.pieces()


def clear_old_conversations(now) -> int:
    """With their seats and messages."""
    old = Conversation.objects.filter(opened_at__lt=now - LENGTHS[TWO_YEARS])
    return old.delete()[0]


def clear_old_messages(now) -> int:
    """The words, where a conversation goes on."""
    return Message.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).exclude(words="", data={}).forget()


def clear_old_seats(now) -> int:
    """Names and keys, where a conversation goes on."""
    old = Seat.objects.filter(taken_at__lt=now - LENGTHS[TWO_YEARS]).exclude(name="", key_digest=None)
    return old.update(name="", key_digest=None)


add_exporter("messages", Message, title=_("What you wrote in conversations"), rows=messages_of, order=47)
add_exporter("files", File, title=_("Files of your conversations"), rows=files_of, order=47,
             without=("bytes_name", "digest"), attach=bytes_of)  # fmt: skip
add_eraser("files", lambda member: File.objects.filter(seat__member=member).discard(), order=40)
add_eraser("seats", lambda member: Seat.objects.filter(member=member).update(name=""))
add_rule("conversations.conversation", clear_old_conversations)
add_rule("conversations.file", clear_files)
add_rule("conversations.message", clear_old_messages)
add_rule("conversations.seat", clear_old_seats)
vault.add_holder(lambda: File.objects.values_list("bytes_name", flat=True))
