"""What allauth asks of the platform."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Codes by mail go through our own post."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names of the second factor in our words."""
