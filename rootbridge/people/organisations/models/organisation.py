"""An organisation works for places of origin, and may itself live abroad."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import CONTRACT, EVERYONE, FACTS, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.base.core.names import in_language
from rootbridge.base.core.text import search_key
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member, Role, RoleKind
from rootbridge.people.offices.models import ABROAD, Office

from ..skeletons import name_keys, skeleton
from .kinds import OPEN, OrganisationKind, Side, State

# Who judges: in their place of origin, or for people living in their country.
JUDGES = ("administrator", "local_representative", "residence_representative")
MODERATORS = ("administrator", "moderator")


def countries_served(user) -> set[str]:
    """Countries for which a user works at an embassy or a consulate. A query for who works at an office."""
    bodies = [scope.body for scope in user.reach.scopes if scope.kind == "support_agent" and scope.body]
    numbers = [body.removeprefix("office:") for body in bodies if body.startswith("office:")]
    if not numbers:
        return set()
    served = Office.objects.filter(pk__in=numbers, kind__in=ABROAD).values_list("serves", flat=True)
    return {code for codes in served for code in codes}


class OrganisationQuerySet(models.QuerySet):
    def administered_by(self, user):
        """Organisations that a user may publish for: in their region, or whose officer they are."""
        kinds = ("administrator", "local_representative", "organisation_officer")
        return self.filter(user.reach.condition(*kinds, path="place__path", body="body"))

    def listed(self):
        """Those that everybody may find: neither closed nor taken off the pages."""
        return self.filter(state__in=OPEN, hidden_at=None)

    def verified(self):
        return self.listed().filter(state=State.VERIFIED)

    def led_by(self, user):
        """Those whose officer a user is."""
        bodies = [scope.body for scope in user.reach.scopes if scope.kind == "organisation_officer"] if user.pk else []
        return self.filter(body__in=bodies)

    def inside_reach(self, user, *kinds):
        """Those that a role of these kinds reaches, by any place of origin or any country of residence; of judges,
        those that an embassy serves too."""
        if not user.pk:
            return self.none()
        if any(scope.is_everywhere and scope.kind in kinds for scope in user.reach.scopes):
            return self
        condition = Q(pk__in=[])
        for scope in user.reach.scopes:
            if scope.kind in kinds and scope.path:
                condition |= Q(side=Side.HOME, place__path__startswith=scope.path)
            if scope.kind in kinds and scope.residence:
                condition |= Q(side=Side.HERE, place__country_code=scope.residence)
        if kinds == JUDGES and (served := countries_served(user)):
            condition |= Q(side=Side.HERE, place__country_code__in=served)
        ties = self.model.ties.rel.related_model.objects.filter(condition, organisation=OuterRef("pk"))
        return self.filter(Exists(ties))

    def judged_by(self, user):
        """Those whose verification and claims a user may look at: never their own."""
        rows = self.inside_reach(user, *JUDGES)
        return rows.exclude(author=user).exclude(pk__in=self.model.objects.led_by(user).values("pk"))

    def moderated_by(self, user):
        return self.inside_reach(user, *MODERATORS)

    def visible_to(self, user):
        """Listed and closed ones are everybody's; others only their author's, their officers' and those's who judge or
        moderate them."""
        rows = self.filter(Q(state__in=(*OPEN, State.CLOSED)), hidden_at=None)
        if not user.pk:
            return rows
        everyone = self.model.objects
        return self.filter(
            Q(pk__in=rows.values("pk")) | Q(author=user) | Q(pk__in=everyone.led_by(user).values("pk"))
            | Q(pk__in=everyone.inside_reach(user, *JUDGES).values("pk"))
            | Q(pk__in=everyone.moderated_by(user).values("pk"))
        )  # fmt: skip

    def working_for(self, path: str):
        """Tied to a place of origin with this path, or to one below it."""
        return self.filter(Exists(self._ties(side=Side.HOME, place__path__startswith=path)))

    def living_in(self, country_code: str):
        return self.filter(Exists(self._ties(side=Side.HERE, place__country_code=country_code)))

    def _ties(self, **condition):
        return self.model.ties.rel.related_model.objects.filter(organisation=OuterRef("pk"), **condition)

    def in_order(self):
        """By name; those of whom nobody hears any more at the end."""
        return self.order_by(F("asleep_at").asc(nulls_first=True), "sort_key", "pk")

    def unconfirmed_since(self, moment):
        """Nobody said since a moment that it is all still true."""
        return self.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=moment))


def _open(field, purpose, seen_by=EVERYONE):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Organisation(models.Model):
    """``names``, ``about``: {language: text}; ``body``: its key as an audience and as a role's scope; ``place`` and
    ``residence``: the first of its ties on either side; ``works_on``: keys of ``Work``; ``social``: addresses;
    ``shown``: which of ``email``, ``phone``, ``website``, ``social`` stand on the page; ``facts``: own fields of its
    kind (``facts.py``); ``skeletons`` and ``keys``: written from the names, to find doubles and look-alikes; ``state``:
    written with each Standing."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind)
    names = models.JSONField(_("names"))
    about = models.JSONField(_("what it does"), default=dict, blank=True)
    works_on = ArrayField(models.CharField(max_length=20), verbose_name=_("fields of work"), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("works for")
    )
    residence = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lives in")
    )
    office = models.ForeignKey(
        Office, on_delete=models.SET_NULL, null=True, blank=True, related_name="organisations", verbose_name=_("office")
    )
    contact_name = _open(models.CharField(_("who answers"), max_length=120, blank=True),
                         _("so that people know who answers"))  # fmt: skip
    contact_functions = models.JSONField(_("their function"), default=dict, blank=True)
    email = _open(models.EmailField(_("e-mail"), blank=True), _("so that people can write, where it is shown"))
    phone = _open(models.CharField(_("telephone"), max_length=40, blank=True), _("to call, where it is shown"))
    website = models.URLField(_("website"), max_length=200, blank=True)
    social = ArrayField(models.URLField(max_length=200), verbose_name=_("elsewhere"), default=list, blank=True)
    shown = ArrayField(models.CharField(max_length=12), verbose_name=_("shown"), default=list, blank=True)
    members_about = models.PositiveIntegerField(_("about how many members"), null=True, blank=True)
    founded = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)
    facts = models.JSONField(_("own fields"), default=dict, blank=True)
    body = models.CharField(_("key"), max_length=60, unique=True, null=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.UNSEEN)
    author = _open(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="organisations"),
        _("who registered it"), OWNER,
    )  # fmt: skip
    source = models.CharField(_("list it was taken from"), max_length=200, blank=True)
    registered_at = models.DateTimeField(_("registered"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed as true"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("taken off the pages"), null=True, blank=True)
    hidden_by = _open(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who took it off the pages"), STAFF,
    )  # fmt: skip
    skeletons = ArrayField(models.TextField(), verbose_name=_("shapes of its names"), default=list, blank=True)
    keys = ArrayField(models.TextField(), verbose_name=_("search keys"), default=list, blank=True)
    sort_key = models.TextField(_("its names, folded"), default="", blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders since it was confirmed"), default=0)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    asleep_at = models.DateTimeField(_("nobody answers since"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="organisation_keys"),
            GinIndex(fields=["skeletons"], name="organisation_skeletons"),
            GinIndex(fields=["works_on"], name="organisation_works_on"),
            models.Index(fields=["state", "kind"], name="organisation_state", condition=Q(hidden_at=None)),
            models.Index(
                F("asleep_at").asc(nulls_first=True),
                "sort_key",
                "id",
                name="organisation_in_order",
                condition=Q(hidden_at=None, state__in=OPEN),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("associations:association", args=[self.slug])

    def prepare(self) -> "Organisation":
        """Write what follows from the names; before a row is stored in bulk, otherwise ``save`` does."""
        self.skeletons = sorted({skeleton(name) for name in self.names.values() if name})
        self.keys = sorted(name_keys(self.names.values()))
        self.sort_key = " ".join(search_key(name) for name in dict.fromkeys(self.names.values()) if name)
        return self

    def save(self, *args, **kwargs):
        """What follows from the names goes with them; its key and its first ties right after the first save."""
        fields = kwargs.get("update_fields")
        if fields is None or "names" in fields:
            self.prepare()
            if fields is not None:
                kwargs["update_fields"] = {*fields, "skeletons", "keys", "sort_key"}
        super().save(*args, **kwargs)
        if not self.body:
            self.body = f"organisation:{self.pk}"
            super().save(update_fields=["body"])
            self.ties.get_or_create(side=Side.HOME, place=self.place)
            if self.residence:
                self.ties.get_or_create(side=Side.HERE, place=self.residence)

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def audience_key(self) -> str:
        return f"organisation:{self.pk}"

    @property
    def is_listed(self) -> bool:
        return self.state in OPEN and self.hidden_at is None

    @property
    def is_verified(self) -> bool:
        return self.state == State.VERIFIED and self.hidden_at is None

    def shows(self, way: str) -> bool:
        """Does ``email``, ``phone``, ``website`` or ``social`` stand on its page?"""
        return way in self.shown and bool(getattr(self, way))

    def editors(self):
        """Live roles of its officers, with who holds them."""
        roles = Role.objects.live_on(timezone.localdate()).filter(body=self.body, kind=RoleKind.ORGANISATION_OFFICER)
        return roles.select_related("member").order_by("pk")

    def change(self, *, by, **values) -> list[str]:
        """Write fields anew; the names of those that changed. A change of ``slug`` keeps the old address."""
        with transaction.atomic():
            mine = Organisation.objects.select_for_update().get(pk=self.pk)
            changed = [name for name, value in values.items() if getattr(mine, name) != value]
            if "slug" in changed:
                mine.former_addresses.get_or_create(slug=mine.slug)
            for name in changed:
                setattr(mine, name, values[name])
                setattr(self, name, values[name])
            if changed:
                mine.save(update_fields=changed)
                self._tell("organisations.changed", by, changed)
        return changed

    def confirm(self, *, by) -> "Organisation":
        """An officer says that all of it is still true."""
        with transaction.atomic():
            self.confirmed_at, self.reminders, self.reminded_at, self.asleep_at = timezone.now(), 0, None, None
            self.save(update_fields=["confirmed_at", "reminders", "reminded_at", "asleep_at"])
            self._tell("organisations.confirmed", by)
        return self

    def remind(self, now) -> "Organisation":
        """One more reminder went out."""
        self.reminders, self.reminded_at = self.reminders + 1, now
        self.save(update_fields=["reminders", "reminded_at"])
        return self

    def rest(self, *, by=None) -> "Organisation":
        """Nobody answers any more: its page says so, and it stands at the end of lists. ``confirm`` wakes it."""
        with transaction.atomic():
            self.asleep_at = timezone.now()
            self.save(update_fields=["asleep_at"])
            self._tell("organisations.rests", by)
        return self

    def hide(self, *, by) -> "Organisation":
        """Off the pages; ``by`` None because several people reported it."""
        return self._cover(timezone.now(), by, "organisations.hidden")

    def show(self, *, by) -> "Organisation":
        return self._cover(None, None, "organisations.shown", actor=by)

    def _cover(self, moment, hider, verb, actor=None):
        with transaction.atomic():
            self.hidden_at, self.hidden_by = moment, hider
            self.save(update_fields=["hidden_at", "hidden_by"])
            self._tell(verb, actor or hider)
        return self

    def _tell(self, verb, by, fields=()):
        record(verb, self, by=by, fields=list(fields), place_path=self.place.path)
        findable.changed("organisations.organisation", self.pk)
        versions.changed()
