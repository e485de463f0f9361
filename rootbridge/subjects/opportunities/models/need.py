"""What a place asks for: who, which skills, when, how long, where it can be done, and who answers."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, EVERYONE, FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.models import Occupation, Place, Skill
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import in_language
from rootbridge.people.organisations.models import Organisation

WORKERS = ("administrator", "editor", "local_representative", "organisation_officer")


class NeedKind(models.TextChoices):
    EXPERTISE = "expertise_request", _("Expertise request")
    VOLUNTEERING = "volunteering", _("Volunteering")
    MENTORING = "mentoring", _("Mentoring")
    JOB = "job", _("Job")
    INTERNSHIP = "internship", _("Internship")
    GOODS = "goods", _("Goods wanted")


class Mode(models.TextChoices):
    REMOTE = "remote", _("From anywhere")
    THERE = "there", _("On the spot")
    EITHER = "either", _("From anywhere or on the spot")


class NeedQuerySet(models.QuerySet):
    def published(self):
        """Public needs, those past their date too."""
        return self.filter(publication__isnull=False, hidden_at__isnull=True)

    def open_on(self, day):
        """Public needs that can still be answered on a day."""
        return self.published().filter(closing__isnull=True).filter(Q(answer_by__isnull=True) | Q(answer_by__gte=day))

    def past_on(self, day):
        return self.published().filter(Q(closing__isnull=False) | Q(answer_by__lt=day))

    def waiting_for_check(self):
        """Proposed for publication and not yet looked at by a second person."""
        return self.filter(publication__isnull=True, proposal__isnull=False, closing__isnull=True)

    def drafts(self):
        return self.filter(publication__isnull=True, proposal__isnull=True, closing__isnull=True)

    def worked_on_by(self, user):
        """Needs inside the scopes of a user's roles."""
        if not user.pk:
            return self.none()
        return self.filter(user.reach.condition(*WORKERS, path="place__path", body="organisation__body"))

    def visible_to(self, user):
        """Published ones for everybody; drafts for those who work on them."""
        public = Q(publication__isnull=False, hidden_at__isnull=True)
        if not user.pk or not user.reach:
            return self.filter(public)
        return self.filter(public | user.reach.condition(*WORKERS, path="place__path", body="organisation__body"))

    def inside(self, path):
        return self.filter(place__path__startswith=path)

    def for_cards(self):
        return self.select_related("place", "organisation", "publication", "closing")


class Need(models.Model):
    """``titles``, ``leads``, ``bodies``, ``pay``, ``licence``: {language: text}; ``original``: the language it was
    written in; ``hours``: in all, empty where it is not a matter of hours; ``languages``: ISO 639 codes needed."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=NeedKind)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="needs", verbose_name=_("for whom")
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="needs", verbose_name=_("place"))
    original = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES, default="ro")
    titles = models.JSONField(_("what is needed"))
    leads = models.JSONField(_("in two sentences"), default=dict)
    bodies = models.JSONField(_("the whole"), default=dict, blank=True)
    pay = models.JSONField(_("paid"), default=dict, blank=True)
    licence = models.JSONField(_("is a licence needed"), default=dict, blank=True)
    skills = models.ManyToManyField(Skill, related_name="needs", blank=True, verbose_name=_("skills"))
    occupations = models.ManyToManyField(Occupation, related_name="needs", blank=True, verbose_name=_("occupations"))
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    mode = models.CharField(_("where it can be done"), max_length=8, choices=Mode, default=Mode.EITHER)
    hours = models.PositiveSmallIntegerField(_("hours in all"), null=True, blank=True)
    people_needed = models.PositiveSmallIntegerField(_("how many people"), default=1)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    contact_name = kept(
        models.CharField(_("who answers"), max_length=120),
        purpose=_("so that people know who answers"), basis=CONTRACT, retention=TWO_YEARS, seen_by=EVERYONE,
    )  # fmt: skip
    contact_functions = models.JSONField(_("their function"), default=dict, blank=True)
    author = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="needs_written"),
        purpose=_("to know who wrote it"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    hidden_at = models.DateTimeField(_("hidden by a moderator"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="need_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(people_needed__gte=1), name="need_wants_somebody"),
            models.CheckConstraint(condition=Q(hours__isnull=True) | Q(hours__range=(1, 2000)), name="need_hours"),
        ]
        indexes = [
            models.Index(fields=["answer_by", "id"], name="need_answer_by"),
            models.Index(fields=["place", "answer_by"], name="need_place"),
            GinIndex(fields=["languages"], name="need_languages"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("opportunities:detail", args=[self.slug])

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def lead(self) -> str:
        return in_language(self.leads)

    @property
    def contact_function(self) -> str:
        return in_language(self.contact_functions)

    @property
    def text_language(self) -> str:
        """The language that the reader gets when theirs is not there."""
        return self.original if self.original in self.titles else next(iter(self.titles), self.original)

    @property
    def is_published(self) -> bool:
        return hasattr(self, "publication") and self.hidden_at is None

    def is_open_on(self, day) -> bool:
        return self.is_published and not hasattr(self, "closing") and (self.answer_by is None or self.answer_by >= day)

    def changed(self, *, by, fields=()):
        """Save an edit of the text or facts. A public need shows it at once."""
        with transaction.atomic():
            self.version += 1
            self.save()
            record("opportunities.need_changed", self, by=by, fields=fields, place_path=self.place.path)
        return self

    def propose(self, *, by):
        """Ask for publication; where the platform wants a second pair of eyes it waits for them."""
        with transaction.atomic():
            proposal = Proposal.objects.get_or_create(need=self, defaults={"by": by})[0]
            record("opportunities.need_proposed", self, by=by, place_path=self.place.path)
            if not settings.ROOTBRIDGE_FOUR_EYES:
                self.publish(by=by)
        return proposal

    def publish(self, *, by):
        """Make it public. Under four eyes the one who checks is not the one who proposed. Once, however often asked."""
        with transaction.atomic():
            Need.objects.select_for_update().get(pk=self.pk)
            proposal = Proposal.objects.get_or_create(need=self, defaults={"by": by})[0]
            publication, made = Publication.objects.get_or_create(
                need=self, defaults={"by": by, "proposed_by": proposal.by, "four_eyes": settings.ROOTBRIDGE_FOUR_EYES}
            )
            if made:
                record("opportunities.need_published", self, by=by, place_path=self.place.path)
        return publication

    def send_back(self, *, by, reason):
        """Give a proposal back to its author with a reason."""
        with transaction.atomic():
            Proposal.objects.filter(need=self).delete()
            record("opportunities.need_sent_back", self, by=by, after=reason, place_path=self.place.path)
        return self

    def close(self, *, by, reason, is_filled=False):
        """Take no more answers: filled, or no longer needed."""
        with transaction.atomic():
            closing = Closing.objects.get_or_create(
                need=self, defaults={"by": by, "reason": reason, "is_filled": is_filled}
            )[0]
            Need.objects.filter(pk=self.pk).update(version=F("version") + 1)
            record("opportunities.need_closed", self, by=by, place_path=self.place.path)
        return closing

    def hide(self, *, by):
        self._set_hidden(timezone.now(), "opportunities.need_hidden", by)

    def show(self, *, by):
        self._set_hidden(None, "opportunities.need_shown", by)

    def _set_hidden(self, moment, verb, by):
        with transaction.atomic():
            self.hidden_at, self.version = moment, self.version + 1
            self.save(update_fields=["hidden_at", "version"])
            record(verb, self, by=by, place_path=self.place.path)


def _at_work(field):
    return kept(field, purpose=_("to know who decided"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF)


class Proposal(models.Model):
    """The author asks for publication."""

    keeping = FACTS

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="proposal")
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("proposed"), default=timezone.now)

    def __str__(self):
        return str(self.need_id)


class Publication(models.Model):
    """Somebody made the need public. Under four eyes the database holds that it was a second person."""

    keeping = FACTS

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="publication")
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    proposed_by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    four_eyes = models.BooleanField(_("checked by a second person"), default=True)
    at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(four_eyes=False) | Q(by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(by=F("proposed_by")),
                name="publication_four_eyes",
            )
        ]

    def __str__(self):
        return str(self.need_id)


class Closing(models.Model):
    """No more answers are taken, and why."""

    keeping = FACTS

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="closing")
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("closed"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    is_filled = models.BooleanField(_("filled"), default=False)

    def __str__(self):
        return str(self.need_id)
