"""How many reports may come from one network or one member, so that nobody floods those who decide."""

from allauth.core.internal.ratelimit import consume

from rootbridge.people.members.doorkeeper import digest, network_of

RATES = {"reported": "10/1h/key,40/1d/key"}


class TooMany(Exception):
    """The limit is reached; an hour later there is room again."""


def let_report(request) -> None:
    """Count one report. Raises TooMany."""
    user = request.user
    who = digest("member", str(user.pk)) if user.is_authenticated else digest("network", network_of(request))
    if not consume(request, app="moderation", action="reported", config=RATES, key=who):
        raise TooMany


def source_of(request, kind: str, number: int) -> str:
    """A keyed digest of the network and the thing: tells two reports of one thing apart, and nothing else."""
    return digest("report", network_of(request), kind, str(number))
