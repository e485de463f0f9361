"""Erasing a member for good. What must stay stays without the person; every app says how in ``exporters.py``.

``add_eraser("answers", erase)``: ``erase(member)`` runs in the transaction, before the member's row and all rows
that hang on it are deleted. It turns what must be counted into numbers without a person, and takes the person out
of rows that are not theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from rootbridge.base.audit.chain import forget_person, record
from rootbridge.base.core.registry import Registry


class CannotErase(Exception):
    """Something must be done first; the sentence says what, in the reader's language."""


@dataclass(frozen=True)
class Eraser:
    key: str
    erase: Callable
    order: int = 50
    part: str = ""


erasers: Registry[Eraser] = Registry("erasers")


def add_eraser(key: str, erase: Callable, *, order: int = 50) -> Eraser:
    """Have ``erase(member)`` called when a member is erased; it may raise CannotErase."""
    return erasers.add(key, Eraser(key, erase, order))


def erase(member) -> None:
    """Erase a member: their rows, letters, sessions, and the key to their words in the audit. Raises CannotErase."""
    with transaction.atomic():
        person = get_user_model().objects.select_for_update().get(pk=member.pk)
        number = person.pk
        for eraser in sorted(erasers.all().values(), key=lambda eraser: eraser.order):
            eraser.erase(person)
        record("privacy.erased", person)
        person.delete()
        forget_person(number)
