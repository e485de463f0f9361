"""Opening a file at the desk: recorded each time, with its reason, where whoever sent it reads it."""

import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rootbridge.base.audit.chain import record, record_look

from .ledger import note_event
from .models import Conversation, File

LASTS = timedelta(minutes=30)


def open_file(file: File, *, by, reason: str, office: str) -> None:
    """Write that somebody of the desk opens a file, and why: in the conversation, in the record, and, where a member
    sent it, among the looks at their data. Once in half an hour for one reason."""
    said = {"event": "file_opened", "file": file.pk, "name": by.short_name, "reason": reason}
    since = timezone.now() - LASTS
    with transaction.atomic():
        talk = Conversation.objects.select_for_update().get(pk=file.conversation_id)
        if talk.messages.filter(kind="event", data=said, at__gte=since).exists():
            return
        note_event(talk, json.dumps(said))
        record("conversations.file_opened", file, by=by)
        if file.seat and file.seat.member:
            words = f"{by.get_short_name()}, {office}"[:200]
            record_look(by, file.seat.member, reason=reason[:300], fields=[file.name[:60]], viewer_words=words)
