"""Uploads that cannot fill the disk: one file beyond its limit is dropped as it comes, a request beyond its limit is
cut, and what was typed before the files is kept."""

from functools import wraps

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from .contents import MOST_BYTES

# Files of one request.
MOST_FILES = 5
MOST_IN_A_REQUEST = (MOST_FILES + 1) * MOST_BYTES
MOST_COUNTED = 20


class CappedUpload(TemporaryFileUploadHandler):
    """Keeps the first bytes of a file up to its limit, and marks one that had more (``is_too_big``)."""

    received, files = 0, 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.had = 0
        self.files += 1
        if self.files > MOST_COUNTED:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data, start):
        self.had += len(raw_data)
        self.received += len(raw_data)
        if self.received > MOST_IN_A_REQUEST:
            raise StopUpload(connection_reset=True)
        if self.had <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        file = super().file_complete(min(file_size, self.had))
        file.is_too_big = self.had > MOST_BYTES
        return file


def takes_files(view):
    """For a view whose form has files; outermost but for who may come in."""

    @wraps(view)
    def capped(request, *args, **kwargs):
        if request.method == "POST":
            request.upload_handlers = [CappedUpload(request)]
        request.was_cut = _declares_too_much(request)
        return view(request, *args, **kwargs)

    return capped


def _declares_too_much(request) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return str(length).isdigit() and int(length) > MOST_IN_A_REQUEST + 100_000
