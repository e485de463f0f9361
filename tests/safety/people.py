"""Trustees with their keys, and a browser of somebody signed out."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from rootbridge.shared.safety import sealing
from rootbridge.shared.safety.models import Envelope, SafeReport, Trustee
from tests.cast import make_member

REPORT, FOLLOW, FRONT = "/en/safety/report/", "/en/safety/follow/", "/en/safety/"
SECRET = "Zanzibar official took my passport"


@dataclass
class Holder:
    """A trustee and the key that stays with them."""

    trustee: Trustee
    private: ec.EllipticCurvePrivateKey

    @property
    def member(self):
        return self.trustee.member

    def reads(self, report: SafeReport) -> list[dict]:
        """What they open of a report, message by message."""
        rows = Envelope.objects.filter(message__report=report, trustee=self.trustee).order_by("message__number")
        return [sealing.unlock(sealing.unseal(self.private, row.sealed), row.message.cipher) for row in rows]


def make_trustee(name, *, outside=False, has_key=True) -> Holder:
    trustee = Trustee.name_one(
        make_member(name), by=None, name=name, abouts={"en": f"{name} of somewhere"}, is_outside_state=outside
    )[0]
    private = sealing.new_private()
    if has_key:
        trustee.set_key(sealing.public_of(private))
    return Holder(trustee, private)


def stranger(address="203.0.113.7") -> Client:
    return Client(headers={"Sec-Fetch-Site": "same-origin"}, REMOTE_ADDR=address)


def send(words=SECRET, **more) -> str:
    """A report by form; returns the code that the page shows."""
    page = stranger().post(REPORT, {"words": words} | more).content.decode()
    return page.partition('class="safe-code">')[2].partition("</p>")[0].partition(">")[2].partition("<")[0]
