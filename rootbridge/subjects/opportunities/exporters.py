"""What needs and answers keep of a member, and how it goes: sums stay, nobody's words do."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Amendment, Answer, Closing, Need, Proposal, Publication, Step, Tally

LENGTH = LENGTHS[TWO_YEARS]


def keep_sums(member):
    """How many answered, how many hours, how long they waited stay as sums; the cards say the same number."""
    Tally.keep(Answer.objects.of(member).order_by("pk").for_cards(), is_last=True)


def clear_old_answers(now):
    """Two years after the last step an answer goes, with its steps; its sums stay."""
    old = Answer.objects.filter(moved_at__lt=now - LENGTH).for_cards()
    return sum(_clear(answer) for answer in old.iterator(chunk_size=500))


def _clear(answer) -> int:
    others = Answer.objects.standing().filter(member=answer.member_id).exclude(pk=answer.pk)
    with transaction.atomic():
        Tally.keep([answer], is_last=not others.exists())
        answer.delete()
    return 1


def clear_old_names(now):
    """Two years after a need was over: who wrote it, and who answered for it."""
    past = now - LENGTH
    over = Need.objects.filter(Q(closing__at__lt=past) | Q(answer_by__lt=past.date()) | Q(ends_on__lt=past.date()))
    named = over.exclude(author=None, contact_name="")
    return Need.objects.filter(pk__in=named.values("pk")).update(
        author=None, contact_name="", contact_functions={}, version=F("version") + 1
    )


def _forget(model, *names):
    """Who decided goes two years after the decision."""

    def clear(now):
        told = Q(*[(f"{name}__isnull", False) for name in names], _connector=Q.OR)
        return model.objects.filter(told, at__lt=now - LENGTH).update(**dict.fromkeys(names))

    return clear


def clear_old_steps(now):
    return Step.objects.filter(answer__moved_at__lt=now - LENGTH).delete()[0]


add_rule("opportunities.answer", clear_old_answers, order=1)
add_rule("opportunities.step", clear_old_steps, order=2)
add_rule("opportunities.need", clear_old_names)
add_rule("opportunities.proposal", _forget(Proposal, "by"))
add_rule("opportunities.publication", _forget(Publication, "by", "proposed_by"))
add_rule("opportunities.closing", _forget(Closing, "by"))
add_rule("opportunities.amendment", _forget(Amendment, "by", "checked_by"))

add_exporter("answers", Answer, title=_("Your answers to needs"), order=40)
add_exporter("answer_steps", Step, title=_("What happened to your answers"), order=41,
             rows=lambda member: Step.objects.filter(answer__member=member))  # fmt: skip
add_exporter("needs", Need, title=_("Needs you wrote"), rows="author", without=("words",), order=42)

add_eraser("opportunities.sums", keep_sums, order=20)
