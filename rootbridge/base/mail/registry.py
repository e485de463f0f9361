"""What becomes of a letter that came: upper apps register who reads it, the first that takes it has it."""

from collections.abc import Callable
from dataclasses import dataclass

from rootbridge.base.core.registry import Registry

from .incoming import Mail


class Later(Exception):
    """No letter can be taken for now: this one and those behind it stay unseen and are read another time."""


@dataclass(frozen=True)
class MailReader:
    """``take(mail)``: runs in the transaction that notes the letter as handled; "" where it took it, else a few words
    for why somebody should look at it in the mailbox, None where it is for another reader. Raises Later."""

    key: str
    take: Callable[[Mail], str | None]
    part: str = ""
    order: int = 0


mail_readers: Registry[MailReader] = Registry("readers of mail")
