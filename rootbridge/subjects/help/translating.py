"""A machine that translates, by the LibreTranslate protocol, where the platform names one. Off by default; it reads
only talks whose asker allowed it, and none that an office must not see."""

import logging
import time

from django.conf import settings
from django.db import transaction

from rootbridge.shared.conversations.models import Message
from rootbridge.shared.translation.languages.machine import NoTranslation, translated
from rootbridge.shared.translation.models import Job

from .models import Chat

logger = logging.getLogger(__name__)
PATIENCE = 4.0  # seconds
# How many messages of one talk one look translates; seconds of rest after a failure.
AT_ONCE, REST = 10, 30.0
_rest = {"until": 0.0}


def translate(words: str, *, source: str, target: str) -> str:
    """The words in another language, made by a machine. Raises NoTranslation."""
    said = translated([words], source=source, target=target, patience=PATIENCE)[0]
    if not said.strip():
        raise NoTranslation(Job.Problem.ODD)
    return said


def translate_talks(now) -> int:
    """Translate what is new in the talks that go on and may be read by a machine, for the other side; how many. After a
    failure the service is left in peace for a while."""
    if not settings.ROOTBRIDGE_TRANSLATE_URL or time.monotonic() < _rest["until"]:
        return 0
    done = 0
    for chat in Chat.objects.going_on().filter(may_translate=True, excluded=[], agent__isnull=False).with_office():
        for message in _untranslated(chat):
            try:
                done += _translate(chat, message)
            except NoTranslation as error:
                logger.warning("no translation of message %s: %s", message.pk, error)
                _rest["until"] = time.monotonic() + REST
                return done
    return done


def _untranslated(chat) -> list[Message]:
    """What one side wrote in another language than the other reads."""
    said = list(Message.objects.of(chat.conversation_id))
    known = {one.data.get("of") for one in said if one.kind == "event"}
    return [
        one for one in said
        if one.kind == "words" and one.language and one.number not in known and one.language != _target(chat, one)
    ][:AT_ONCE]  # fmt: skip


def _target(chat, message) -> str:
    return chat.agent.language if message.seat and message.seat.side == "asker" else chat.language


def _translate(chat, message) -> int:
    """A translation is an event of the talk, ``machine_desk`` or ``machine_asker`` by who reads it, so that it comes as
    a message does. Of two workers one writes it."""
    is_asker = bool(message.seat and message.seat.side == "asker")
    target = _target(chat, message)
    words = translate(message.words, source=message.language, target=target)
    with transaction.atomic():
        Chat.objects.select_for_update().get(pk=chat.pk)
        if Message.objects.filter(conversation=chat.conversation_id, data__of=message.number).exists():
            return 0
        event = "machine_desk" if is_asker else "machine_asker"
        chat.note(event, of=message.number, language=target, words=words[:8000])
    return 1
