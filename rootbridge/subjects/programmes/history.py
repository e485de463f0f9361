"""What happens to an application: the sentence of the record, who does it, and how it is told to who applies."""

from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.names import in_language


class Kind(NamedTuple):
    """``sentence``: of the record; ``by_staff``: is it done at work; ``told``: to the applicant's side, "" for what
    stays in the house."""

    sentence: str
    by_staff: bool
    told: str = ""


KINDS = {
    "begun": Kind(_("%(actor)s began an application"), False, _("Begun")),
    "sent": Kind(_("%(actor)s sent an application"), False, _("Sent")),
    "withdrawn": Kind(_("%(actor)s took an application back"), False, _("Taken back")),
    "invited": Kind(_("%(actor)s invited somebody to an application"), False, _("Somebody was invited")),
    "joined": Kind(_("%(actor)s joined an application"), False, _("Somebody joined")),
    "left": Kind(_("%(actor)s left an application"), False, _("Somebody left")),
    "paper_sent": Kind(_("%(actor)s sent a paper"), False),
    "paper_removed": Kind(_("%(actor)s took a paper out"), False),
    "stage": Kind(_("%(actor)s led an application to another stage"), True, _("Next stage: %(stage)s")),
    "review_asked": Kind(_("%(actor)s asked for a review"), True),
    "review_sent": Kind(_("%(actor)s reviewed an application"), True),
    "review_ended": Kind(_("%(actor)s took a review away"), True),
    "decision_proposed": Kind(_("%(actor)s proposed a decision"), True),
    "decision_dropped": Kind(_("%(actor)s gave a decision back"), True),
    "granted": Kind(_("%(actor)s confirmed a grant"), True, _("Granted")),
    "refused": Kind(_("%(actor)s confirmed a refusal"), True, _("Refused")),
    "reserve": Kind(_("%(actor)s put an application on the reserve list"), True, _("On the reserve list")),
    "finished": Kind(_("%(actor)s closed an accompaniment"), True, _("The accompaniment is over")),
    "adviser": Kind(_("%(actor)s named an adviser"), True, _("%(name)s accompanies you")),
    "milestone_planned": Kind(_("%(actor)s planned a milestone"), True, _("A milestone was planned")),
    "milestone_done": Kind(_("%(actor)s reported a milestone"), False, _("A milestone was reported")),
    "milestone_confirmed": Kind(_("%(actor)s confirmed a milestone"), True, _("A milestone was confirmed")),
    "milestone_sent_back": Kind(_("%(actor)s gave a milestone back"), True, _("A milestone needs more")),
    "visited": Kind(_("%(actor)s wrote about a visit"), True, _("A visit was written down")),
}  # fmt: skip
HOUSE = {
    "paper_sent": _("A paper came"),
    "paper_removed": _("A paper was taken out"),
    "review_asked": _("A review was asked for"),
    "review_sent": _("A review came"),
    "review_ended": _("A review was taken away"),
    "decision_proposed": _("A decision was proposed"),
    "decision_dropped": _("A decision was given back"),
}


def told(step, *, at_work: bool = False) -> str:
    """What one step says; "" for what this side is not told."""
    kind = KINDS.get(step.kind)
    sentence = str((kind.told if kind else "") or (HOUSE.get(step.kind, "") if at_work else ""))
    name = step.whom.short_name if step.whom else gettext("Somebody of the office")
    words = {"stage": in_language(step.data.get("stage") or {}), "name": name}
    return sentence % words if "%(" in sentence else sentence
