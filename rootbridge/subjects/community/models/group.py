"""A small group: what it is, for whom, who joins how, who tends it, and how it goes to sleep."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member

WORKERS = ("administrator", "local_representative", "residence_representative")
SEARCHED = "community.group"
# Nobody tended it for so long: its moderators are asked, the representative is told, it can only be read.
ASKED_AFTER, TOLD_AFTER, ASLEEP_AFTER = timedelta(days=60), timedelta(days=90), timedelta(days=180)


class GroupKind(models.TextChoices):
    HOMETOWN = "hometown", _("From one place")
    PROFESSION = "profession", _("One profession")
    WOMEN = "women", _("Women only")
    YOUTH = "youth", _("Young people")
    INTEREST = "interest", _("One interest")


CLOSED_KINDS = (GroupKind.WOMEN, GroupKind.YOUTH)


class State(models.TextChoices):
    PROPOSED = "proposed", _("waits to be opened")
    REFUSED = "refused", _("not opened")
    OPEN = "open", _("open")
    ASLEEP = "asleep", _("asleep: it can only be read")
    CLOSED = "closed", _("closed")


class Joining(models.TextChoices):
    OPEN = "open", _("Whoever wants to")
    REQUEST = "request", _("Whoever asks and is let in by a moderator")
    INVITATION = "invitation", _("Only by a link from a moderator")


class MembersSeen(models.TextChoices):
    MEMBERS = "members", _("Members of the group")
    MODERATORS = "moderators", _("Only moderators")


class GroupQuerySet(models.QuerySet):
    def listed(self):
        """Those that everybody may find; who is in them nobody learns."""
        return self.filter(is_listed=True, state__in=[State.OPEN, State.ASLEEP], hidden_at=None)

    def visible_to(self, user):
        """What is listed, and one's own: where one is a member, and what one proposed."""
        if not user.pk:
            return self.listed()
        mine = Q(pk__in=user.group_memberships.values("group")) & ~Q(state=State.REFUSED)
        return self.filter(Q(pk__in=self.listed().values("pk")) | mine | Q(proposed_by=user))

    def of_member(self, user):
        return self.filter(memberships__member=user)

    def worked_on_by(self, user):
        """Those a representative opens, closes and finds moderators for; what is said in them stays closed."""
        if not user.pk:
            return self.none()
        return self.filter(user.reach.condition(*WORKERS, path="place__path", residence="residence__code"))

    def for_cards(self):
        return self.select_related("place", "residence")


WHY = _("to know who answers for it")


def _told(field, purpose=WHY, seen_by=STAFF):
    return kept(field, purpose=purpose, basis=LEGITIMATE, retention=TWO_YEARS, seen_by=seen_by)


class Group(models.Model):
    """``place``: of origin, ``residence``: a country; none: for everybody. ``age_from``, ``age_to``: of a group of
    young people, which they say themselves. ``tended_at``: when a moderator last did something."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=90, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=GroupKind)
    name = models.CharField(_("name"), max_length=80)
    about = models.TextField(_("what it is for"), max_length=1000)
    rules = models.TextField(_("rules"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=8)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from")
    )
    residence = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("living in")
    )
    joining = models.CharField(_("who joins"), max_length=12, choices=Joining, default=Joining.REQUEST)
    members_seen = models.CharField(
        _("who sees the members"), max_length=12, choices=MembersSeen, default=MembersSeen.MEMBERS
    )
    is_listed = models.BooleanField(_("in the list of groups"), default=True)
    age_from = models.PositiveSmallIntegerField(_("from this age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("up to this age"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = _told(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="groups_proposed")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    decided_by = _told(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("goes on in")
    )
    tended_at = models.DateTimeField(_("tended"), null=True, blank=True)
    asked_at = models.DateTimeField(_("moderators asked"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("off the pages"), null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["women", "youth"]) | ~Q(joining="open"), name="group_closed_kinds_ask"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="youth", age_from__isnull=False, age_to__isnull=False, age_to__gte=models.F("age_from")
                )
                | (~Q(kind="youth") & Q(age_from__isnull=True, age_to__isnull=True)),
                name="group_ages_of_youth",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="group_refused_with_reason"),
            models.CheckConstraint(
                condition=Q(joining="invitation") | Q(is_listed=True), name="group_unlisted_by_link"
            ),
            models.CheckConstraint(condition=Q(age_from__isnull=True) | Q(age_from__gte=16), name="group_from_sixteen"),
        ]
        indexes = [models.Index(fields=["state", "kind"], name="group_state")]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.slug])

    @property
    def is_closed_kind(self) -> bool:
        """Of women or young people: that somebody is in it is told nowhere."""
        return self.kind in CLOSED_KINDS

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN and self.hidden_at is None

    @property
    def is_running(self) -> bool:
        return self.state in (State.OPEN, State.ASLEEP)

    @property
    def lacks_moderator(self) -> bool:
        """Does it go on, and nobody tends it? One query, remembered."""
        if "_lacks" not in self.__dict__:
            self._lacks = self.is_running and not self.memberships.moderators().exists()
        return self._lacks

    @property
    def waits_for_check(self) -> bool:
        """Of young people, without a moderator whom a representative checked? One query, remembered."""
        if self.kind != GroupKind.YOUTH:
            return False
        if "_waits" not in self.__dict__:
            self._waits = not self.memberships.filter(is_moderator=True, checked_at__isnull=False).exists()
        return self._waits

    @property
    def home_path(self) -> str:
        return self.place.path if self.place else ""

    @property
    def residence_code(self) -> str:
        return self.residence.code if self.residence else ""

    @property
    def place_path(self) -> str:
        """Where it belongs: its place, else the country its members live in."""
        return self.place.path if self.place else self.residence.path if self.residence else ""

    def standing_of(self, user):
        """The membership of somebody, or None; remembered with this row. One query."""
        known = self.__dict__.setdefault("_standings", {})
        if user.pk not in known:
            known[user.pk] = self.memberships.filter(member=user).first() if user.pk else None
        return known[user.pk]

    @classmethod
    def propose(cls, *, by, name_in_it, **said) -> "Group":
        """Propose a group; whoever proposes it is its first member and moderator once it is opened."""
        with transaction.atomic():
            is_told = said["kind"] not in CLOSED_KINDS and said.get("is_listed", True)
            words = slugify(said["name"])[:70] if is_told else ""  # letters hold the address
            slug = f"{words or 'group'}-{secrets.token_hex(3 if words else 5)}"
            group = cls.objects.create(slug=slug, proposed_by=by, **said)
            group.memberships.create(
                member=by, name=name_in_it, is_moderator=True, moderator_since=timezone.now(), has_declared=True
            )
            record("community.group_proposed", group, by=by, place_path=group.place_path)
        return group

    def describe(self, *, by, **said) -> "Group":
        """Change what it says of itself."""
        with transaction.atomic():
            for name, value in said.items():
                setattr(self, name, value)
            self.save(update_fields=list(said))
            self._noted("community.group_changed", by, fields=sorted(said))
            self.tend(by=by)
        return self

    def open(self, *, by) -> bool:
        """Open what was proposed. False when somebody decided before. Raises PermissionDenied for who proposed it."""
        return self._decide(by, State.OPEN, "", "community.group_opened")

    def refuse(self, *, by, reason: str) -> bool:
        return self._decide(by, State.REFUSED, reason, "community.group_refused")

    def _decide(self, by, state, reason, verb) -> bool:
        if settings.ROOTBRIDGE_FOUR_EYES and by.pk == self.proposed_by_id:
            raise PermissionDenied("somebody else decides")
        now = timezone.now()
        with transaction.atomic():
            free = Group.objects.filter(pk=self.pk, state=State.PROPOSED)
            if not free.update(state=state, reason=reason, decided_by=by, decided_at=now, tended_at=now):
                return False
            self._noted(verb, by)
        return True

    def close(self, *, by, reason="", successor=None) -> None:
        """Nobody writes any more; its members still read it. ``successor``: where it goes on."""
        with transaction.atomic():
            Group.objects.filter(pk=self.pk).update(state=State.CLOSED, reason=reason, successor=successor)
            self._noted("community.group_closed", by)

    def fall_asleep(self) -> None:
        with transaction.atomic():
            Group.objects.filter(pk=self.pk, state=State.OPEN).update(state=State.ASLEEP)
            self._noted("community.group_asleep", None)

    def wake(self, *, by) -> None:
        """A moderator is there again."""
        with transaction.atomic():
            Group.objects.filter(pk=self.pk, state=State.ASLEEP).update(state=State.OPEN)
            self.tend(by=by)
            self._noted("community.group_woken", by)

    def tend(self, *, by) -> None:
        """A moderator did something: it is not asleep."""
        Group.objects.filter(pk=self.pk).update(tended_at=timezone.now(), asked_at=None)

    def hide(self, *, by=None) -> None:
        self._hidden(timezone.now(), "community.group_hidden", by)

    def show(self, *, by=None) -> None:
        self._hidden(None, "community.group_shown", by)

    def _hidden(self, at, verb, by) -> None:
        with transaction.atomic():
            Group.objects.filter(pk=self.pk).update(hidden_at=at)
            self._noted(verb, by)

    def _noted(self, verb, by, **more) -> None:
        record(verb, self, by=by, place_path=self.place_path, **more)
        findable.changed(SEARCHED, self.pk)
        self.refresh_from_db()
