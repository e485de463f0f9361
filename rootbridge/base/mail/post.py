"""Sending what is due. In a demo, or where no mail server is named, letters stay here and leave nowhere."""

import logging
import smtplib
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from . import addresses
from .models import Letter

logger = logging.getLogger(__name__)


def leaves_the_machine() -> bool:
    return bool(settings.EMAIL_URL) and not settings.ROOTBRIDGE_DEMO


def send_due(limit: int = 50) -> int:
    """Hand the letters that are due to the mail server; how many were taken by it.

    Each is locked while it is sent, so that two workers never send one letter twice.
    """
    if not leaves_the_machine():
        return 0
    sent = 0
    for _number in range(limit):
        with transaction.atomic():
            letter = Letter.objects.due(timezone.now()).order_by("due_at").select_for_update(skip_locked=True).first()
            if letter is None:
                break
            sent += _send(letter)
    return sent


def _send(letter: Letter) -> int:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [letter.address],
        connection=_connection(),
        headers=_headers(letter),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("letter %s could not be sent: %s", letter.pk, type(error).__name__)
        letter.mark_unsent(timezone.now())
        return 0
    letter.mark_sent(timezone.now())
    return 1


def _headers(letter: Letter) -> dict[str, str]:
    """Names by which mail programs keep a talk together, where to reply, and that no machine should."""
    headers = {"Content-Language": letter.language, "Message-ID": addresses.message_id(letter.pk)}
    if letter.is_automatic:
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if letter.about:
        root = addresses.thread_id(letter.about)
        headers |= {"References": root, "In-Reply-To": root}
    if letter.about and settings.IMAP_URL:
        headers["Reply-To"] = addresses.reply_address(letter.about)
    return headers


def _connection():
    """A connection to the server that ROOTBRIDGE_SMTP names: smtp://user:password@host:port, smtps:// for TLS."""
    where = urlsplit(settings.EMAIL_URL)
    is_tls = where.scheme == "smtps"
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend", host=where.hostname, port=where.port or (465 if is_tls else 25),
        username=unquote(where.username or ""), password=unquote(where.password or ""), use_ssl=is_tls,
        use_tls=where.scheme == "smtp+starttls", timeout=20,
    )  # fmt: skip
