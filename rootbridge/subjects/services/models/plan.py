"""A member's own plan for coming back: the answers, the day, and which steps are done."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OWNER, TWO_YEARS, kept
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member

MAKE = {"purpose": _("to make your plan"), "basis": CONTRACT, "retention": TWO_YEARS, "seen_by": OWNER}


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Nobody's but their own: no office and no administrator."""
        return self.filter(member=user) if user.pk else self.none()


class ReturnPlan(models.Model):
    """One a member. ``having``: what they said they have (children, car, …); ``done``: keys of the steps that are
    ticked, of steps that do not fit just now too."""

    member = kept(models.OneToOneField(Member, on_delete=models.CASCADE, related_name="return_plan"), **MAKE)
    living = kept(models.CharField(_("from which country"), max_length=2, blank=True), **MAKE)
    on = kept(models.DateField(_("on which day")), **MAKE)
    having = kept(ArrayField(models.CharField(max_length=16), verbose_name=_("with"), default=list, blank=True), **MAKE)
    home = kept(
        models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
                          verbose_name=_("home place")), **MAKE,
    )  # fmt: skip
    done = kept(ArrayField(models.SlugField(max_length=60), verbose_name=_("done"), default=list, blank=True), **MAKE)
    moves = kept(models.PositiveSmallIntegerField(_("changed so often"), default=0), **MAKE)
    kept_at = kept(models.DateTimeField(_("kept since"), default=timezone.now), **MAKE)

    objects = PlanQuerySet.as_manager()

    def __str__(self):
        return f"{self.on:%Y-%m-%d}"

    @classmethod
    def keep(cls, *, by, living, on, having, home, done=()) -> "ReturnPlan":
        """Keep a plan, or change the one there is: what was ticked stays ticked."""
        with transaction.atomic():
            plan = cls.objects.select_for_update().filter(member=by).first() or cls(member=by)
            is_new = plan.pk is None
            plan.living, plan.on, plan.having, plan.home = living, on, sorted(having), home
            plan.done = sorted(set(plan.done) | set(done))
            plan.moves += not is_new
            plan.save()
            if is_new:
                record("services.plan_kept", plan, by=by)
        return plan

    def tick(self, keys, *, among) -> "ReturnPlan":
        """These of the steps ``among`` are done and the others of them are not; ticks of other steps stay."""
        with transaction.atomic():
            plan = ReturnPlan.objects.select_for_update().get(pk=self.pk)
            among = set(among)
            plan.done = sorted((set(plan.done) - among) | (set(keys) & among))
            plan.save(update_fields=["done"])
        return plan

    def drop(self, *, by) -> None:
        with transaction.atomic():
            record("services.plan_dropped", self, by=by)
            self.delete()
