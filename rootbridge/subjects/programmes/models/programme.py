"""A programme: what it gives, to whom, by which rules, and who runs it."""

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.models import Place
from rootbridge.people.members.bodies import number_of
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import Office

from ..wording import Words, words_of

SEARCHED = "programmes.programme"
DEFINERS = ("administrator", "editor", "local_representative")
HANDLERS = ("support_agent",)
# First words of addresses that are no programme.
TAKEN = ("fits", "mine", "joint", "apply", "calls")


class ProgrammeKind(models.TextChoices):
    BUSINESS = "business", _("For a business")
    PLACE = "place", _("For a town or village")
    PEOPLE = "people", _("For people and groups")


def handled_offices(user) -> list[int]:
    """The numbers of the offices whose applications this person reads. No query once the roles are known."""
    if not user.pk:
        return []
    return [number_of(scope.body) for scope in user.reach.scopes
            if scope.kind in HANDLERS and scope.body.startswith("office:")]  # fmt: skip


class ProgrammeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published_at__isnull=False)

    def defined_by(self, user):
        """Those whose texts, rules and calls a user may write."""
        if not user.pk:
            return self.none()
        works = user.reach.condition(*DEFINERS, path="place__path")
        return self.filter(Q(pk__in=self.filter(works).values("pk")) | Q(office__in=handled_offices(user)))

    def visible_to(self, user):
        """Public ones for everybody, drafts for those who write them."""
        return self.filter(Q(published_at__isnull=False) | Q(pk__in=self.defined_by(user).values("pk")))

    def past_review(self, day):
        return self.filter(review_on__lt=day)

    def for_pages(self):
        return self.select_related("office", "place").prefetch_related("shares", "calls")


class Programme(models.Model):
    """``names``, ``leads``, ``bodies``: {language: text}; amounts in whole units of ``currency``: of one grant, and of
    what the whole may cost; ``sources``: [{"title", "url"}]; ``months``: how long somebody is accompanied."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=ProgrammeKind, default=ProgrammeKind.BUSINESS)
    names = models.JSONField(_("name"))
    leads = models.JSONField(_("in two sentences"), default=dict)
    bodies = models.JSONField(_("the whole"), default=dict, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("place"))
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("office that runs it")
    )
    owner = kept(
        models.ForeignKey(
            Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="programmes_owned",
            verbose_name=_("who answers for the text"),
        ),
        purpose=_("to know who keeps it right"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    grant_min = models.PositiveBigIntegerField(_("smallest grant"), null=True, blank=True)
    grant_max = models.PositiveBigIntegerField(_("largest grant"), null=True, blank=True)
    total_min = models.PositiveBigIntegerField(_("the whole costs at least"), null=True, blank=True)
    total_max = models.PositiveBigIntegerField(_("the whole costs at most"), null=True, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    months = models.PositiveSmallIntegerField(_("months of accompaniment"), default=12)
    checked_on = models.DateField(_("last checked"), default=timezone.localdate)
    review_on = models.DateField(_("look again on"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grant_min=None) | Q(grant_max=None) | Q(grant_max__gte=F("grant_min")),
                name="programme_grant_amounts",
            ),
            models.CheckConstraint(
                condition=Q(total_min=None) | Q(total_max=None) | Q(total_max__gte=F("total_min")),
                name="programme_total_amounts",
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="programme_currency"),
        ]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("programmes:programme", args=[self.slug])

    @property
    def name(self) -> Words:
        return words_of(self.names)

    @property
    def lead(self) -> Words:
        return words_of(self.leads)

    @property
    def body(self) -> Words:
        return words_of(self.bodies)

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    @classmethod
    def write(cls, *, by, **values) -> "Programme":
        """A new draft, with an address of its own."""
        with transaction.atomic():
            made = cls.objects.create(slug=free_slug(values["names"]), owner=by, **values)
            record("programmes.written", made, by=by, fields=sorted(values), place_path=made.place.path)
        return made

    def change(self, *, by, **values) -> "Programme":
        """Save an edit of texts or facts. What decides over applications rests while a call runs: RulesRest."""
        with transaction.atomic():
            mine = Programme.objects.select_for_update(of=("self",)).select_related("place").get(pk=self.pk)
            if mine.rules_rest() and any(
                getattr(mine, name) != values.get(name, getattr(mine, name)) for name in DECIDING
            ):
                raise RulesRest
            for name, value in values.items():
                setattr(mine, name, value)
            mine.version += 1
            mine.save(update_fields=[*values, "version"])
            mine.note_change("programmes.changed", by=by, fields=sorted(values))
        self.refresh_from_db()
        return self

    def publish(self, *, by) -> "Programme":
        return self._set_public(timezone.now(), "programmes.published", by)

    def hide(self, *, by) -> "Programme":
        """Off the public pages; applications go on."""
        return self._set_public(None, "programmes.hidden", by)

    def _set_public(self, moment, verb, by):
        with transaction.atomic():
            Programme.objects.filter(pk=self.pk).update(published_at=moment, version=F("version") + 1)
            self.refresh_from_db()
            self.note_change(verb, by=by)
        return self

    def note_change(self, verb, *, by, fields=()):
        """Record a change of what the public page says, and tell the search."""
        record(verb, self, by=by, fields=fields, place_path=self.place.path)
        findable.changed(SEARCHED, self.pk)

    def rules_rest(self) -> bool:
        """Does a call run? From its publication until each application to it is decided, rules stay as they were."""
        now = timezone.now()
        going = self.calls.filter(published_at__isnull=False, cancelled_at=None)
        return going.filter(Q(closes_at__gt=now) | Q(applications__state="sent")).exists()


# What decides over an application, and so rests while a call runs.
DECIDING = ("currency", "grant_min", "grant_max", "total_min", "total_max")


class RulesRest(Exception):
    """A call runs, and its rules stay as they were when it was published."""


def free_slug(names: dict) -> str:
    """An address nobody has, from the English name or any."""
    stem = slugify(names.get("en") or next(iter(names.values()), ""))[:70] or "programme"
    slug, number = stem, 2
    while slug in TAKEN or Programme.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
