"""Questions about applications, and the states they go through."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, OFFICES, TWO_YEARS, kept

from .programme import handled_offices


def own(field, purpose, *, seen_by=OFFICES, basis=CONTRACT):
    return kept(field, purpose=purpose, basis=basis, retention=TWO_YEARS, seen_by=seen_by)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    RESERVE = "reserve", _("On the reserve list")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    FINISHED = "finished", _("Finished")


OVER = (State.REFUSED, State.WITHDRAWN, State.FINISHED)


class MovedOn(Exception):
    """The application is elsewhere by now: another step was taken first."""


class Incomplete(Exception):
    """Something is missing; the page names it."""


class ApplicationQuerySet(models.QuerySet):
    def of(self, user):
        """One's own, and those that one joined."""
        if not user.pk:
            return self.none()
        joined = Q(parties__member=user, parties__accepted_at__isnull=False, parties__ended_at=None)
        return self.filter(Q(member=user) | Q(pk__in=self.model.objects.filter(joined).values("pk")))

    def handled_by(self, user):
        """Those sent to the offices a user answers for, but never one's own, nor where one declared an interest."""
        rows = self.filter(call__programme__office__in=handled_offices(user), sent_at__isnull=False)
        if user.pk:
            rows = rows.exclude(pk__in=user.reviews.filter(has_conflict=True).values("application"))
        return rows.exclude(state=State.WITHDRAWN).exclude(pk__in=self.model.objects.of(user).values("pk"))

    def visible_to(self, user):
        """One's own, those one joined, those one handles; reviewers read theirs through what they were given."""
        mine, handled = self.model.objects.of(user), self.model.objects.handled_by(user)
        return self.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=handled.values("pk")))

    def sent(self):
        return self.filter(sent_at__isnull=False).exclude(state=State.WITHDRAWN)

    def under_way(self):
        return self.filter(state=State.SENT)

    def for_pages(self):
        return self.select_related(
            "call__programme__office", "call__programme__place", "place", "stage", "member", "adviser"
        )

    def locked(self, number):
        """As it is now, held until the transaction ends."""
        rows = self.select_for_update(of=("self",)).select_related("call__programme__place", "call__programme__office")
        return rows.get(pk=number)
