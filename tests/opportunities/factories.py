"""Needs and answers for tests, as the people of the cast would make them."""

import re
from datetime import timedelta

from django.utils import timezone

from rootbridge.base.reference.models import Occupation, OccupationLabel, Skill, SkillLabel
from rootbridge.people.members.models import Member
from rootbridge.subjects.opportunities.models import Answer, Need, Proposal, Publication


def make_need(cast, title="A nurse who knows home dialysis", *, by=None, published=True, **more) -> Need:
    """A need of the hospital of Orhei; public unless told, checked by a second person."""
    values = {
        "kind": "expertise_request", "organisation": cast.hospital, "place": cast.places["MD-OR"], "original": "en",
        "titles": {"en": title}, "leads": {"en": "We train four nurses. Show us how you do it."},
        "bodies": {"en": "Evenings, by video."}, "mode": "remote", "hours": 12, "languages": ["ro"],
        "answer_by": timezone.localdate() + timedelta(days=20), "contact_name": "Dr Ana Rusu",
        "contact_functions": {"en": "Head of nephrology"}, **more,
    }  # fmt: skip
    need, _made = Need.write(by=by or cast.dana, **values)
    if published:
        publish(need, by or cast.dana)
    return need


def publish(need, by) -> None:
    """Published by one and checked by another."""
    Proposal.objects.create(need=need, by=by)
    checker, _made = Member.objects.join("second.pair@example.org")
    Publication.objects.create(need=need, by=checker, proposed_by=by, four_eyes=True)


def send(need, member, **more) -> Answer:
    values = {"message": "Bună ziua! Pot ajuta.", "language": "ro", "hours_offered": 6 if need.counts_hours else None}
    return Answer.send(need, member, **{**values, **more})[0]


def move(answer, *steps, by) -> Answer:
    """Take steps one after the other: "seen", "accepted", "proposed" (by home, 12 hours), "agreed", "given",
    "confirmed" (9 hours)."""
    hours = {"proposed": 12, "given": 9, "confirmed": 9}
    for step in steps:
        amount = {"hours": hours[step]} if step in hours and answer.counts_hours else {}
        verb = {"seen": "see", "accepted": "accept", "proposed": "propose", "agreed": "agree", "given": "give",
                "confirmed": "confirm", "declined": "decline", "withdrawn": "withdraw"}[step]  # fmt: skip
        side = {"proposed": {"is_home": True}, "agreed": {"is_home": False}}.get(step, {})
        answer = getattr(answer, verb)(by=answer.member if step in ("agreed", "given", "withdrawn") else by,
                                       **amount, **side)  # fmt: skip
    return answer


def edition_in(page) -> str:
    """What a page of the back office says that it shows, from its hidden field."""
    return re.search(r'name="edition" value="([^"]*)"', page.text)[1]


def seen(client, need) -> dict:
    """What a form sends that stands on the page of a need now."""
    return {"edition": edition_in(client.get(f"/manage/needs/{need.pk}/"))}


def make_occupation(code: str, label: str) -> Occupation:
    occupation, _made = Occupation.objects.get_or_create(
        code=code, kind="group", defaults={"uri": f"urn:rootbridge:isco:{code}", "source": "starter"}
    )
    OccupationLabel.objects.get_or_create(
        occupation=occupation, language="en", kind="preferred", source="starter", defaults={"text": label, "key": label}
    )
    return occupation


def make_skill(key: str, label: str) -> Skill:
    skill, _made = Skill.objects.get_or_create(
        uri=f"urn:rootbridge:skill:{key}", defaults={"kind": "skill", "source": "starter"}
    )
    SkillLabel.objects.get_or_create(
        skill=skill, language="en", kind="preferred", source="starter", defaults={"text": label, "key": label}
    )
    return skill
