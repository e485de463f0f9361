from rootbridge.base.core.names import in_language

from .batch import Approval, Batch, NotFresh, NotSecond
from .focalpoint import FocalPoint
from .invitation import Invitation
from .meeting import Meeting
from .monthly import Monthly
from .office import ABROAD, KEEPERS, LOCAL, RESERVED, Office, OfficeKind, digits

__all__ = [
    "ABROAD", "Approval", "Batch", "FocalPoint", "Invitation", "KEEPERS", "LOCAL", "Meeting", "Monthly", "NotFresh",
    "NotSecond", "RESERVED", "Office", "OfficeKind", "digits", "in_language",
]  # fmt: skip
