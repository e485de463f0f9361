"""What the clock asks of talks, every few seconds, in as many workers as there are."""

from rootbridge.base.core.chores import add_chore

from .models import Chat
from .translating import translate_talks


def tend_chats(now) -> int:
    """Talks that nobody took in time become questions, those where nobody writes any more end; the desk hears of what
    was written after that. How many changed."""
    changed = sum(chat.tend(now) for chat in Chat.objects.going_on().with_office())
    return changed + sum(chat.tell_of_more() for chat in Chat.objects.with_more().with_office())


add_chore("help.chats", tend_chats, part="help")
add_chore("help.translations", translate_talks, part="help")
