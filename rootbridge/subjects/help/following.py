"""A question followed by its number and a PIN: for people without an account, and for those without e-mail.

The PIN is worked out from the number under the platform's key: nothing of it is stored, and the same question always
has the same one. With another key every PIN is another.
"""

import hmac

from rootbridge.people.members.limits import count, digest, network_of

from .models import Question

DIGITS = 6
# Tries from one network, and for one number from anywhere.
RATES = {"follow_by_network": "30/1h/key", "follow_number": "10/1h/key"}


def pin_of(number: str) -> str:
    """Six digits: "048213"."""
    return f"{int(digest('help.pin', number), 16) % 10**DIGITS:0{DIGITS}}"


def their_pin_of(number: str) -> str:
    """The PIN of the person whom a question is about, where another asked it for them."""
    return f"{int(digest('help.their_pin', number), 16) % 10**DIGITS:0{DIGITS}}"


def followed(request, number: str, pin: str) -> Question | None:
    """The question with this number and PIN, put without an account; None where there is no such. Raises TooMany."""
    tries = {"follow_by_network": ("follow", network_of(request)), "follow_number": ("follow", number)}
    count(request, "help", RATES, **tries)
    found = Question.objects.filter(number=number, member=None).exclude(words="").with_office().first()
    return found if hmac.compare_digest(pin_of(number), pin) and found else None


def followed_about(request, number: str, pin: str) -> Question | None:
    """The question with this number that is about whoever has this PIN, also one that they stopped. Raises TooMany."""
    tries = {"follow_by_network": ("follow", network_of(request)), "follow_number": ("about", number)}
    count(request, "help", RATES, **tries)
    found = Question.objects.filter(number=number, behalf__isnull=False).with_office().first()
    return found if hmac.compare_digest(their_pin_of(number), pin) and found else None
