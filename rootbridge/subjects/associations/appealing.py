"""Refusals that can be appealed against, and what follows when the appeal is right."""

from contextlib import suppress

from django.db.models import Q
from django.urls import reverse

from rootbridge.people.organisations.models import Claim, MovedOn, Standing, StandingKind, Verification
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.models import Appeal
from rootbridge.shared.moderation.registry import Appealable, appealables

from . import actions
from .hearers import about, desk_url, judges_of, people_of

STANDING, VERIFICATION, CLAIM = "organisations.standing", "organisations.verification", "organisations.claim"
PART = "associations"


def appealable_of(organisation) -> tuple[str, object | None]:
    """(kind, decision) of the refusal that its people may appeal against now; None where there is none."""
    live = organisation.standings.live().first()
    if live and live.kind == StandingKind.REFUSED:
        return STANDING, live
    last = organisation.verifications.exclude(outcome="withdrawn").order_by("-pk").first()
    return (VERIFICATION, last) if last and last.outcome == "refused" else ("", None)


def _add(key, model, *, refused, first, right):
    def find(number):
        return model.objects.filter(refused, pk=number).select_related("organisation__place").first()

    def decided(decision, appeal, by):
        if appeal.outcome == Appeal.Outcome.RIGHT:
            with suppress(MovedOn):  # it stands otherwise by now: there is nothing left to look at
                right(decision, by)
        people = [decision.member] if key == CLAIM else people_of(decision.organisation)
        page = "associations:claim" if key == CLAIM else "associations:standing"
        tell("associations.appeal_decided", people, url=reverse(page, args=[decision.organisation.slug]),
             outcome=str(appeal.outcome), reason=appeal.reason, **about(decision.organisation))  # fmt: skip

    appealables.add(
        key,
        Appealable(
            key=key, find=find, title=lambda one: one.organisation.name, url=lambda one: desk_url(one.organisation),
            place_path=lambda one: one.organisation.place.path, first=first, decided=decided, part=PART,
        ),
    )  # fmt: skip


def _look_anew(verification, by):
    again = verification.overrule(by=by)
    tell("associations.to_verify", judges_of(again.organisation), url=desk_url(again.organisation),
         **about(again.organisation))  # fmt: skip


_add(STANDING, Standing, refused=Q(kind="refused", ended_at=None), first=lambda one: {one.by_id},
     right=lambda one, by: actions.admit(one.organisation, by=by))  # fmt: skip
_add(VERIFICATION, Verification, refused=Q(outcome="refused"), first=lambda one: {one.first_id, one.second_id},
     right=_look_anew)  # fmt: skip
_add(CLAIM, Claim, refused=Q(state="refused"), first=lambda one: {one.decided_by_id},
     right=lambda one, by: one.reopen(by=by))  # fmt: skip
