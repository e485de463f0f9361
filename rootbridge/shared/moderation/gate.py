"""How many reports may come from one network or one member, so that nobody floods those who decide."""

from rootbridge.people.members.limits import count, digest, network_of

RATES = {"reported": "10/1h/key,40/1d/key"}


def let_report(request) -> None:
    """Count one report. Raises TooMany."""
    user = request.user
    who = ("member", str(user.pk)) if user.is_authenticated else ("network", network_of(request))
    count(request, "moderation", RATES, reported=who)


def source_of(request, kind: str, number: int) -> str:
    """A keyed digest of the network and the thing: tells two reports of one thing apart, and nothing else."""
    return digest("report", network_of(request), kind, str(number))
