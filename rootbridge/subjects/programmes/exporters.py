"""What applications keep of a member, how it goes with them, and when it goes by itself."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter
from rootbridge.shared.conversations.endings import Ending, endings

from .models import (
    OVER,
    Application,
    ApplicationStep,
    Assignment,
    Attachment,
    Call,
    Decision,
    Milestone,
    Party,
    Programme,
    Score,
    Tally,
    Visit,
)

LENGTH = LENGTHS[TWO_YEARS]


def mine(member):
    return Application.objects.filter(member=member)


def _below(model):
    """Rows of a model that belong to a member's applications; what is decided only once it stands."""

    def rows(member):
        found = model.objects.filter(application__in=mine(member))
        return found.confirmed() if model is Decision else found

    return rows


def talks():
    """The conversations of applications; they end with their application."""
    return Application.objects.filter(conversation__isnull=False).values("conversation")


def talks_over(moment):
    """Withdrawn, refused or finished; and of calls that closed long ago, the drafts that were never sent."""
    over = Q(state__in=OVER, ended_at__lte=moment) | Q(state="draft", call__closes_at__lte=moment)
    return talks().filter(over)


def clear_old_applications(now) -> int:
    """Two years after it was over, or after the call of a draft closed; the sums of grants stay."""
    past = now - LENGTH
    old = Application.objects.filter(Q(ended_at__lt=past) | Q(state="draft", call__closes_at__lt=past))
    return _clear(old)


def keep_sums(member):
    """What was granted stays counted as spent, without the person."""
    _clear(mine(member))


def _clear(applications) -> int:
    rows = list(applications.select_related("call", "conversation"))
    for row in rows:
        Tally.keep(row)
        talk = row.conversation
        row.delete()
        if talk:
            talk.files.all().discard()
            talk.delete()
    return len(rows)


def _forget(model, *names, at):
    """Who did it goes two years later."""

    def clear(now):
        told = Q(*[(f"{name}__isnull", False) for name in names], _connector=Q.OR)
        return model.objects.filter(told, **{f"{at}__lt": now - LENGTH}).update(**dict.fromkeys(names))

    return clear


def clear_old_owners(now) -> int:
    """Who answers for a text that nobody has looked at for two years."""
    old = Programme.objects.filter(owner__isnull=False, review_on__lt=(now - LENGTH).date())
    return old.update(owner=None)


def _below_old(model, path="application"):
    """Rows that go with their application; any that were left behind."""

    def clear(now):
        over = {f"{path}__ended_at__lt": now - LENGTH}
        return model.objects.filter(**over).delete()[0]

    return clear


add_rule("programmes.programme", clear_old_owners)
add_rule("programmes.call", _forget(Call, "results_by", at="results_at"))
add_rule("programmes.score", _below_old(Score, "assignment__application"), order=1)
for _order, _model in enumerate((ApplicationStep, Party, Visit, Milestone, Decision, Assignment, Attachment), start=2):
    add_rule(_model._meta.label_lower, _below_old(_model), order=_order)
add_rule("programmes.application", clear_old_applications, order=20)

add_exporter("applications", Application, title=_("Your applications to programmes"), order=43,
             without=("conversation",))  # fmt: skip
for _key, _model, _title in (
    ("application_steps", ApplicationStep, _("What happened to your applications")),
    ("application_parties", Party, _("Who applies together with you")),
    ("application_papers", Attachment, _("Papers of your applications")),
    ("application_decisions", Decision, _("What was decided on your applications")),
    ("application_milestones", Milestone, _("What was agreed after a grant")),
    ("application_visits", Visit, _("Visits of who accompanies you")),
):
    add_exporter(_key, _model, title=_title, rows=_below(_model), order=44)
add_exporter("parties", Party, title=_("Applications that you joined"), order=44)
add_exporter("reviews", Assignment, title=_("Reviews that you were asked for"), rows="reviewer", order=44)
add_exporter("review_scores", Score, title=_("Scores that you gave"), order=44,
             rows=lambda member: Score.objects.filter(assignment__reviewer=member))  # fmt: skip
add_eraser("programmes.parties", lambda member: Party.objects.filter(Q(member=member) | Q(email=member.email)).delete())
add_eraser("programmes.sums", keep_sums, order=20)
endings.add("programmes", Ending("programmes", talks, talks_over))
