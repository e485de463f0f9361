"""Changes that reach further than one noun: an answer, a step of it, a need to be checked; and who is told."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rootbridge.people.members.models import Role
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.lookout import look_at

from .models import READERS, Amendment, Answer, MovedOn, Need, Proposal, Publication, StepKind, hold
from .models.needs import WORKERS

VERBS = {
    StepKind.SEEN: Answer.see,
    StepKind.ACCEPTED: Answer.accept,
    StepKind.DECLINED: Answer.decline,
    StepKind.WITHDRAWN: Answer.withdraw,
    StepKind.GIVEN: Answer.give,
    StepKind.CONFIRMED: Answer.confirm,
}
BY_BOTH = {StepKind.PROPOSED: Answer.propose, StepKind.AGREED: Answer.agree}
TOLD_TO_HELPER = {
    StepKind.ACCEPTED: "opportunities.answer_accepted",
    StepKind.PROPOSED: "opportunities.hours_proposed",
    StepKind.AGREED: "opportunities.hours_agreed",
    StepKind.CONFIRMED: "opportunities.hours_confirmed",
    StepKind.DECLINED: "opportunities.answer_declined",
}


def send_answer(*, need, by, **values):
    """Send a member's answer and tell home; sent twice it is one. MovedOn where the need takes none any more.
    Returns (answer, made)."""
    with transaction.atomic():
        if not Need.objects.locked(need.pk).is_open_on(timezone.localdate()):
            raise MovedOn
        answer, made = Answer.send(need, by, **values)
        if made:
            _tell_home("opportunities.need_answered", answer)
    return answer, made


def take_step(*, answer, kind, by, is_home, **said):
    """Take one step of an answer, of home's side or the member's, and tell the other side. Raises OutOfTurn."""
    with transaction.atomic():
        if kind in BY_BOTH:
            answer = BY_BOTH[kind](answer, by=by, is_home=is_home, **said)
        else:
            answer = VERBS[kind](answer, by=by, **said)
        if not is_home:
            _tell_home("opportunities.answer_moved", answer)
        elif kind in TOLD_TO_HELPER:
            _tell_helper(TOLD_TO_HELPER[kind], answer, by, hours=answer.hours_given or answer.hours_agreed)
    return answer


def change_need(*, need, by, edition=None, **values):
    """Change a need; one that is public already waits for a second person where the platform wants that.

    ``edition``: what was changed, as `edition_of` says it; MovedOn where somebody else changed it meanwhile.
    Returns the amendment that waits, or None when the change stands.
    """
    with transaction.atomic():
        mine, _waiting = hold(need, edition)
        if settings.ROOTBRIDGE_FOUR_EYES and Publication.objects.filter(need=mine).exists():
            amendment = Amendment.propose(mine, by=by, **values)
            _tell_checkers(mine, by)
            return amendment
        need.change(by=by, **values)
    return None


def propose_need(*, need, by, edition=None):
    """Ask for publication and tell those who may check it. MovedOn where it is not this ``edition`` any more."""
    with transaction.atomic():
        mine, _waiting = hold(need, edition)
        is_new = not Proposal.objects.filter(need=mine).exists()
        proposal = mine.propose(by=by)
        said = (mine.titles, mine.leads, mine.bodies, mine.pay)
        look_at("opportunities.need", mine, by=by, title=mine.title, words=said)
        if is_new and settings.ROOTBRIDGE_FOUR_EYES:
            _tell_checkers(mine, by)
    return proposal


def publish_need(*, need, by, edition):
    """The second person makes a need public, or takes over the change that waits; whoever asked for it hears of it.

    ``edition``: what they looked at, as `edition_of` says it. MovedOn where it is another one now, and nothing is
    done; PermissionDenied for whoever wrote it. Asked again after it is done, it is done.
    """
    with transaction.atomic():
        try:
            mine, amendment = hold(need, edition or "")
        except MovedOn:
            if Amendment.objects.was_taken(need, edition, by=by):
                return need
            raise
        if amendment:
            author = amendment.by
            amendment.take(by=by)
        else:
            was_public, author = Publication.objects.filter(need=mine).exists(), mine.publish(by=by).proposed_by
            author = None if was_public else author
        if author and author != by:
            with override(author.language):
                _tell("opportunities.need_published", [author], mine, mine.get_absolute_url())
    return mine


def send_back(*, need, by, reason, edition=None):
    """Give a proposal, or a change that waits, back to whoever made it, and tell them why. MovedOn where it is not
    this ``edition`` any more."""
    with transaction.atomic():
        mine, amendment = hold(need, edition)
        author = amendment.refuse(by=by, reason=reason) if amendment else mine.send_back(by=by, reason=reason)
        if author and author != by:
            _tell("opportunities.need_sent_back", [author], mine, _manage_url(mine), reason=reason)
    return author


def at_home(need, kinds, *, but=()):
    """Who works on this need: officers of its organisation, and those of the nearest place that has somebody."""
    roles = Role.objects.live_on(timezone.localdate()).filter(kind__in=kinds, member__is_active=True)
    codes = need.place.path.rstrip("/").split("/")
    reach = Q(place__code__in=codes) | Q(body=need.organisation.body) | Q(is_everywhere=True)
    rows = list(roles.filter(reach).exclude(member__in=but).select_related("member", "place"))
    officers = [role.member for role in rows if role.body]
    for code in reversed(codes):
        if near := [role.member for role in rows if role.place and role.place.code == code]:
            return _each_once([*officers, *near])
    return _each_once(officers or [role.member for role in rows if role.is_everywhere])


def _each_once(members):
    return list({member.pk: member for member in members}.values())


def _tell_home(kind, answer):
    members = at_home(answer.need, READERS, but=[answer.member])
    _tell(kind, members, answer.need, reverse("manage_needs:answer", args=[answer.pk]))


def _tell_helper(kind, answer, by, **words):
    with override(answer.member.language):
        url = reverse("opportunities:my_answer", args=[answer.need.slug])
    _tell(kind, [answer.member], answer.need, url, who=by.name or answer.need.contact_name, **words)


def _tell_checkers(need, by):
    _tell("opportunities.need_to_check", at_home(need, WORKERS, but=[by]), need, _manage_url(need))


def _tell(kind, members, need, url, **words):
    for member in members:
        tell(kind, [member], url=url, need=need.said("titles", member.language).text, **words)


def _manage_url(need):
    return reverse("manage_needs:need", args=[need.pk])
