"""A group that nobody tends: its members are asked first, then the representative of its place."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS

from .group import Group, State

# A member may take over after so long in the group; representatives are asked after so long without anybody.
KNOWN_FOR, ASKED_FOR = timedelta(days=14), timedelta(days=14)


class VacancyQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(filled_at=None)

    def visible_to(self, user):
        """Of the groups one is in."""
        return self.filter(group__memberships__member=user) if user.pk else self.none()

    def late(self, now):
        """No member took over, and the representative does not know yet."""
        return self.standing().filter(passed_on_at=None, at__lte=now - ASKED_FOR)


class Vacancy(models.Model):
    """``at``: the last moderator is gone; ``passed_on_at``: the representative was asked; ``filled_at``: somebody
    tends it again."""

    keeping = FACTS

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="vacancies")
    at = models.DateTimeField(_("since"), default=timezone.now)
    passed_on_at = models.DateTimeField(_("representative asked"), null=True, blank=True)
    filled_at = models.DateTimeField(_("filled"), null=True, blank=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(filled_at=None), name="vacancy_one_standing")
        ]

    def __str__(self):
        return str(self.group_id)

    @classmethod
    def settle(cls, group) -> "Vacancy | None":
        """Note that nobody tends a group, or that somebody does again. Returns the vacancy that began now."""
        with transaction.atomic():
            mine = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
            if mine.memberships.moderators().exists() or mine.state not in (State.OPEN, State.ASLEEP):
                cls.objects.standing().filter(group=mine).update(filled_at=timezone.now())
                return None
            row, made = cls.objects.get_or_create(group=mine, filled_at=None)
            if made:
                record("community.group_untended", mine, by=None, place_path=mine.place_path)
        return row if made else None

    def pass_on(self, now) -> bool:
        """To the representative; False when it was done before."""
        return bool(type(self).objects.standing().filter(pk=self.pk, passed_on_at=None).update(passed_on_at=now))
