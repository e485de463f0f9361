"""Registrations and organisations for tests."""

import re

from django.urls import reverse

from rootbridge.base.mail.models import Letter
from rootbridge.people.organisations.models import Organisation

ANSWERS = {
    "kind": {"kind": "initiative_group"},
    "name": {"name": "Peresecina la Torino"},
    "here": {"country_0": "IT", "town_0": "Torino"},
    "home": {"home": ["MD-OR-peresecina"]},
    "work": {"works_on": ["culture", "hometown"], "about": "We meet on Sundays and mend the roof of the library."},
    "contact": {"email": "group@example.org", "phone": "", "show_email": "on"},
    "speaker": {"speaker": "Ana Ciobanu", "function": "coordinator", "own_email": "ana@example.org", "is_public": "on"},
    "papers": {},
}


def fill(client, **changes):
    """Answer every question as a visitor does; ``changes``: of single answers, by step."""
    client.post(reverse("associations:register"))
    for step, said in ANSWERS.items():
        answer = client.post(reverse("associations:step", args=[step]), said | changes.get(step, {}))
        assert answer.status_code == 302, (step, answer.content.decode()[:2000])
    return answer


def code_in_mail(address: str) -> str:
    """The newest code that went to an address."""
    letter = Letter.objects.filter(address=address, kind="members.code").latest("pk")
    return re.search(r"\d{6}", letter.text).group()


def register(client, **changes) -> Organisation:
    """From the first question to the receipt, with the code by mail."""
    fill(client, **changes)
    address = (ANSWERS["speaker"] | changes.get("speaker", {}))["own_email"]
    client.post(reverse("associations:send"), {"wants_verification": "1", "shows": "The library knows us."})
    client.post(reverse("associations:code"), {"code": code_in_mail(address)})
    return Organisation.objects.filter(author__email=address).latest("pk")


def make_organisation(cast, slug="cahul-in-paris", **more) -> Organisation:
    return Organisation.objects.create(**{
        "slug": slug, "kind": "association", "names": {"ro": slug.replace("-", " ").title()},
        "place": cast.places["MD-OR"], "residence": cast.places["FR"], "state": "listed",
    } | more)  # fmt: skip
