"""What a place asks for: who, which skills, when, how long, where it can be done, and who answers."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable
from rootbridge.base.core.keeping import CONTRACT, EVERYONE, FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.core.text import words
from rootbridge.base.reference.models import Occupation, Place, Skill
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation

from .needs import IN_HOURS, LONGEST_WORD, Mode, MovedOn, NeedKind, NeedQuerySet, Words, free_slug, words_in

MANY = ("skills", "occupations")
SEARCHED = "opportunities.need"


class Need(models.Model):
    """``titles``, ``leads``, ``bodies``, ``pay``, ``licence``: {language: text}; ``original``: the language it was
    written in; ``hours``: in all, empty where it is not a matter of hours; ``languages``: ISO 639 codes needed;
    ``words``: every folded word of it, for finding; ``ticket``: so that a form sent twice makes one need."""

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
    words = SearchVectorField(_("words"), null=True, editable=False)
    ticket = models.UUIDField(_("ticket"), default=uuid.uuid4, unique=True, editable=False)

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
            GinIndex(fields=["words"], name="need_words"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Every word is folded anew with the texts, so that finding forgives accents, case and forms of letters."""
        above = [place.names for place in self.place.ancestors() if not place.is_country]
        texts = (self.titles, self.leads, self.bodies, self.organisation.names, self.place.names, *above)
        found = {word[:LONGEST_WORD] for text in texts for said in text.values() for word in words(str(said))}
        lexemes = Value(sorted(found), ArrayField(models.TextField()))
        self.words = Func(lexemes, function="array_to_tsvector", output_field=SearchVectorField())
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("opportunities:detail", args=[self.slug])

    @property
    def title(self) -> str:
        return self.said("titles").text

    def said(self, name: str, language: str = "") -> Words:
        """``titles``, ``leads``, … in a language (the reader's where none is given), else in its own."""
        return words_in(getattr(self, name), language or get_language() or self.original, self.original)

    @property
    def counts_hours(self) -> bool:
        return self.kind in IN_HOURS

    @property
    def is_published(self) -> bool:
        return hasattr(self, "publication") and self.hidden_at is None

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "closing")

    def is_open_on(self, day) -> bool:
        return self.is_published and not self.is_closed and (self.answer_by is None or self.answer_by >= day)

    @classmethod
    def write(cls, *, by, ticket=None, **values):
        """A new draft, once for each ticket. Returns (need, made)."""
        many = {name: values.pop(name) for name in MANY if name in values}
        with transaction.atomic():
            need, made = cls.objects.get_or_create(
                ticket=ticket or uuid.uuid4(), defaults={"author": by, "slug": free_slug(values["titles"]), **values}
            )
            if need.author_id != by.pk:
                raise PermissionDenied("somebody else's form")
            if made:
                for name, rows in many.items():
                    getattr(need, name).set(rows)
                record("opportunities.need_written", need, by=by, fields=sorted(values), place_path=need.place.path)
        return need, made

    def change(self, *, by, **values):
        """Save an edit of texts or facts, and of nothing else. A public need shows it at once; whoever changes a
        proposal proposes it."""
        plain = {name: value for name, value in values.items() if name not in MANY}
        with transaction.atomic():
            mine = Need.objects.locked(self.pk).laid(plain)
            for name in values.keys() - plain.keys():
                getattr(mine, name).set(values[name])
            mine.version += 1
            mine.save(update_fields=[*plain, "version", "words"])
            Proposal.objects.filter(need=mine, need__publication__isnull=True).update(by=by)
            record("opportunities.need_changed", mine, by=by, fields=sorted(values), place_path=mine.place.path)
            findable.changed(SEARCHED, mine.pk)
        self.version = mine.version
        return self.laid(plain)

    def laid(self, values):
        """Itself with new values, not saved; a row may be told by its number. Skills and occupations aside."""
        for name, value in values.items():
            field = Need._meta.get_field(name)
            is_number = field.is_relation and not isinstance(value, models.Model)
            setattr(self, field.attname if is_number else name, value if field.is_relation else field.to_python(value))
        return self

    def propose(self, *, by):
        """Ask for publication; where the platform wants a second pair of eyes it waits for them."""
        with transaction.atomic():
            mine = Need.objects.locked(self.pk)
            proposal, made = Proposal.objects.get_or_create(need=mine, defaults={"by": by})
            if made:
                record("opportunities.need_proposed", mine, by=by, place_path=mine.place.path)
            if not settings.ROOTBRIDGE_FOUR_EYES:
                mine.publish(by=by)
        return proposal

    def publish(self, *, by):
        """Make it public as it is in hand, once however often asked. MovedOn where it has changed since; under four
        eyes whoever proposed it may not: PermissionDenied."""
        four_eyes = settings.ROOTBRIDGE_FOUR_EYES
        with transaction.atomic():
            if Need.objects.locked(self.pk).version != self.version:
                raise MovedOn
            proposal = Proposal.objects.filter(need=self).first()
            proposed_by = (proposal.by_id if proposal else None) or self.author_id
            if four_eyes and (proposal is None or proposed_by == by.pk):
                raise PermissionDenied("a second person must look")
            publication, made = Publication.objects.get_or_create(
                need=self, defaults={"by": by, "proposed_by_id": proposed_by, "four_eyes": four_eyes}
            )
            if made:
                record("opportunities.need_published", self, by=by, place_path=self.place.path)
                findable.changed(SEARCHED, self.pk)
        return publication

    def send_back(self, *, by, reason):
        """Give a proposal back to its author with a reason. Returns the proposer, None when there was no proposal."""
        with transaction.atomic():
            Need.objects.locked(self.pk)
            waiting = Proposal.objects.filter(need=self, need__publication__isnull=True)
            proposal = waiting.select_related("by").first()
            if proposal is None:
                return None
            proposal.delete()
            record("opportunities.need_sent_back", self, by=by, after=reason, place_path=self.place.path)
        return proposal.by

    def close(self, *, by, reason="", is_filled=False):
        """Take no more answers: filled, or no longer needed."""
        with transaction.atomic():
            Need.objects.locked(self.pk)
            closing, made = Closing.objects.get_or_create(
                need=self, defaults={"by": by, "reason": reason, "is_filled": is_filled}
            )
            if made:
                Need.objects.filter(pk=self.pk).update(version=F("version") + 1)
                record("opportunities.need_closed", self, by=by, place_path=self.place.path)
                findable.changed(SEARCHED, self.pk)
        return closing

    def hide(self, *, by):
        self._set_hidden(timezone.now(), "opportunities.need_hidden", by)

    def show(self, *, by):
        self._set_hidden(None, "opportunities.need_shown", by)

    def _set_hidden(self, moment, verb, by):
        with transaction.atomic():
            self.hidden_at, self.version = moment, Need.objects.locked(self.pk).version + 1
            Need.objects.filter(pk=self.pk).update(hidden_at=self.hidden_at, version=self.version)
            record(verb, self, by=by, place_path=self.place.path)
            findable.changed(SEARCHED, self.pk)


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
                condition=Q(four_eyes=False) | Q(by__isnull=True) | Q(proposed_by__isnull=True)
                | ~Q(by=F("proposed_by")),
                name="publication_four_eyes",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["-at", "-need"], name="publication_newest")]

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
