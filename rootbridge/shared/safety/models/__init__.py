from .report import Envelope, Message, SafeReport
from .trustee import NotEnough, Trustee, Unfit

__all__ = ["Envelope", "Message", "NotEnough", "SafeReport", "Trustee", "Unfit"]
