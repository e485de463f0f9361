"""Who names trustees, and who reads what."""

from .models import Trustee


def may_name_trustees(user) -> bool:
    """Administrators of everything."""
    return user.reach.covers("administrator")


def may_read_safe_reports(user) -> bool:
    """Trustees; no role gives it."""
    return Trustee.objects.of(user).exists()
