"""What an address answers when somebody knocks: first by HEAD, where that is not understood by GET."""

from dataclasses import dataclass

from django.conf import settings

from .fetcher import Answer, Refused, Unreachable, fetch
from .network import INTERNET, Network

CERTIFICATE = ("expired", "early", "other_name", "unknown_issuer", "certificate")
# Answers of a door that is there and does not open to machines.
SHUT = (401, 402, 403, 405, 406, 407, 429, 451, 999)
# A look needs the first words of a page only.
A_FEW_BYTES = 2_048


@dataclass(frozen=True)
class Finding:
    """``kind``: fine, moved, failed or certificate; ``reason``: a word (see ``Address.Reason``); ``status``: what was
    answered, 0 for nothing; ``moved_to``: the new address of one that moved for good."""

    kind: str
    reason: str = ""
    status: int = 0
    moved_to: str = ""

    @property
    def is_silence(self) -> bool:
        """Did nothing at all come back? Then our own line may be down."""
        return self.kind == "failed" and self.reason in ("name", "connection", "time")


def agent() -> str:
    """Who knocks: the platform by its address, so that the other side can ask."""
    return f"Rootbridge link checker (+{settings.PUBLIC_ADDRESS}/)"


def check(url: str, *, network: Network = INTERNET) -> Finding:
    """Knock once."""
    try:
        return _told(_knock(url, network), url)
    except Refused as error:
        return Finding("failed", "inner" if error.args[0] == "inner" else "address")
    except Unreachable as error:
        reason = error.args[0]
        return Finding("certificate" if reason in CERTIFICATE else "failed", reason)


def _knock(url: str, network: Network) -> Answer:
    """HEAD costs the other side least; many answer it wrongly, so only a good answer to it counts."""
    try:
        answer = fetch(url, method="HEAD", agent=agent(), most=0, network=network)
    except Unreachable as error:
        if error.args[0] in ("name", "time", *CERTIFICATE):
            raise
    else:
        if answer.status < 400:
            return answer
    return fetch(url, agent=agent(), most=A_FEW_BYTES, network=network)


def _told(answer: Answer, url: str) -> Finding:
    if answer.status in SHUT:
        return Finding("fine", "shut", answer.status)
    if answer.status >= 500:
        return Finding("failed", "trouble", answer.status)
    if answer.status >= 400:
        return Finding("failed", "gone", answer.status)
    if answer.moved_to and answer.moved_to != url:
        return Finding("moved", "moved", answer.status, answer.moved_to)
    return Finding("fine", "", answer.status)
