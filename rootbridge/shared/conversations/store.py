"""Putting files into a conversation: the bytes first, then message and row in one transaction.

A kill between the two leaves bytes that no row knows, which `sweep_files` takes away; never a row without its bytes.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rootbridge.base.audit import keys
from rootbridge.base.audit.chain import record
from rootbridge.base.files import vault
from rootbridge.base.files.contents import Checked

from .ledger import say
from .models import File, Message, Seat
from .models.file import PURPOSE

# In one conversation: enough for every paper that a desk asks for, too few to fill a disk.
MOST_IN_ALL = 40


class TooManyFiles(Exception):
    """The conversation holds as many as it may."""


def keep_files(seat: Seat, files: Iterable[Checked], *, client: str, session="", by=None) -> list[File]:
    """Keep files that were looked at, each a message of its own from ``seat``. Sent again under the same ``client``
    (at most 30 letters) nothing is kept twice. Raises NotTheirs, TooManyFiles."""
    files = list(files)
    if File.objects.filter(conversation=seat.conversation_id).count() + len(files) > MOST_IN_ALL:
        raise TooManyFiles
    kept = [
        _keep(seat, file, client=f"{client[:30]}.{place}", session=session, by=by)
        for place, file in enumerate(files)
    ]  # fmt: skip
    return [file for file in kept if file]


def _keep(seat, file: Checked, *, client, session, by) -> File | None:
    if seat.messages.filter(client_id=client).exists():
        return None
    name, key, size = vault.put([file.body])
    row = None
    try:
        with transaction.atomic():
            said = say(seat.pk, client=client, words=file.name, kind="file", data="{}", session=session)
            if said.is_new:
                row = File.objects.create(
                    conversation_id=seat.conversation_id, seat=seat, number=said.number, name=file.name,
                    kind=file.kind, size=size, digest=hashlib.sha256(file.body).hexdigest(), bytes_name=name,
                    key=keys.wrap(key, PURPOSE), at=said.at,
                )  # fmt: skip
                Message.objects.filter(conversation=seat.conversation_id, number=said.number).update(
                    data={"file": row.pk}
                )
                record("conversations.file_sent", row, by=by)
    finally:
        if row is None:
            vault.remove(name)
    return row


def clear_files(now) -> int:
    """What is past its time goes, row and bytes, and what was left behind."""
    return sweep_files(now) + File.objects.past(now).discard()


def sweep_files(now=None) -> int:
    """What a kill or a lost disk left: bytes without a row, and rows without their bytes; how many."""
    there = vault.names()
    known = set(File.objects.values_list("bytes_name", flat=True))
    settled = (now or timezone.now()) - timedelta(seconds=vault.LEFT_BEHIND)
    lost = File.objects.filter(at__lt=settled, bytes_name__in=known - there).delete()[0]
    return lost + vault.sweep((now or timezone.now()).timestamp())
