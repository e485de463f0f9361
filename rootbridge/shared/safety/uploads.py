"""Files of a safe report: taken in memory only, known by what they hold and not by their name, pictures made anew.

Django writes a large upload into a file of the machine; here nothing touches a disk before it is locked.
"""

import base64

from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

from rootbridge.base.files.contents import DOCUMENTS, KINDS, PICTURES, SOUNDS, Refused, examine

MOST_FILES, ONE_FILE, ALL_FILES = 3, 4_000_000, 8_000_000
TAKEN = PICTURES | DOCUMENTS | SOUNDS | {"mp4"}


class InMemory(MemoryFileUploadHandler):
    """Every upload stays in memory; what comes above the limit is read to its end and thrown away."""

    is_full = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated, self.size = True, 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        if self.size > ALL_FILES:
            self.is_full = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def in_memory(request) -> InMemory:
    """Let this request keep its uploads in memory; before anything reads it."""
    handler = InMemory(request)
    request.upload_handlers = [handler]
    return handler


def packed(file) -> dict:
    """{"name", "type", "data"} of an uploaded file, ready to be locked. Raises ValidationError."""
    try:
        checked = examine(file.name, file.read(), kinds=TAKEN, most=ONE_FILE, is_named=False)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
    return {
        "name": checked.name, "type": KINDS[checked.kind][1], "data": base64.b64encode(checked.body).decode(),
    }  # fmt: skip
