"""What conversations keep of a member, and when it goes by itself."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Conversation, Message, Seat


def messages_of(member):
    return Message.objects.filter(seat__member=member).order_by("at")


def clear_old_conversations(now) -> int:
    """With their seats and messages."""
    old = Conversation.objects.filter(opened_at__lt=now - LENGTHS[TWO_YEARS])
    return old.delete()[0]


add_exporter("messages", Message, title=_("What you wrote in conversations"), rows=messages_of, order=47)
add_eraser("seats", lambda member: Seat.objects.filter(member=member).update(name=""))
add_rule("conversations.conversation", clear_old_conversations)
