"""A named person who answers at an office: asked by mail, public once they agreed, gone from the pages after the last
day."""

import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import CONTRACT, EVERYONE, STAFF, TWO_YEARS, kept
from rootbridge.base.core.names import in_language
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.models import Member

from .office import Office

# Signs of a code that are not mistaken for each other.
SIGNS, CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTVWXYZ", 6
TRUE_FOR = timedelta(days=183)


WHO = _("so that people know who answers")


def _shown(field, purpose=WHO):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=EVERYONE)


def _work(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF)


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _sign in range(CODE_LENGTH))


class FocalPointQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Confirmed by the person, begun and not over."""
        found = self.filter(confirmed_at__isnull=False, declined_at=None, starts_on__lte=day)
        return found.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def public_on(self, day):
        """Those that everybody may see."""
        return self.standing_on(day).filter(is_public=True)

    def over_on(self, day):
        return self.filter(ends_on__lt=day)

    def unanswered(self):
        """Asked, and neither confirmed nor declined."""
        return self.filter(confirmed_at=None, declined_at=None)

    def kept_by(self, user, *kinds):
        """Of the offices inside the scopes of who keeps them."""
        return self.filter(office__in=Office.objects.kept_by(user, *kinds))

    def visible_to(self, user):
        """Those inside one's scope, and oneself."""
        return (self.kept_by(user) | self.filter(member=user)) if user.pk else self.none()

    def for_pages(self):
        return self.select_related("office__place", "territory", "substitute__office")

    def answering(self, office, day):
        """Who answers at an office on a day: the first of it, or whoever stands in for them; None. One query."""
        first = self.public_on(day).filter(office=office).select_related("substitute").order_by("-is_first", "pk")
        return next((person.standing_in(day) for person in first[:1]), None)


class FocalPoint(models.Model):
    """``functions``: {language: what they do there}; ``territory``: a place and below; ``countries``: codes of those
    whose residents they answer; ``hours``: their own week, the office's where empty; ``code``: what is typed to see
    whether they are really ours; ``checked_at``: when they last said that all is true; ``left_at``: when what waited
    was handed on after the last day."""

    office = _shown(models.ForeignKey(Office, on_delete=models.CASCADE, related_name="people"))
    member = _shown(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="focal_points"),
        _("to send them what waits"),
    )
    name = _shown(models.CharField(_("name"), max_length=120))
    slug = _shown(models.SlugField(_("address"), max_length=80, unique=True))
    code = _shown(models.CharField(_("code"), max_length=8, unique=True))
    functions = _shown(models.JSONField(_("function"), default=dict))
    is_first = _shown(models.BooleanField(_("answers first"), default=False))
    territory = _shown(
        models.ForeignKey(
            Place,
            on_delete=models.PROTECT,
            null=True,
            blank=True,
            related_name="focal_points",
            verbose_name=_("answers for"),
        )  # fmt: skip
    )
    countries = _shown(
        ArrayField(models.CharField(max_length=2), verbose_name=_("answers people living in"), default=list, blank=True)
    )
    topics = _shown(
        ArrayField(
            models.CharField(max_length=20, choices=Topic.choices), verbose_name=_("topics"), default=list, blank=True
        )
    )
    languages = _shown(
        ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    )
    hours = _shown(models.JSONField(_("opening hours"), default=dict, blank=True))
    starts_on = _shown(models.DateField(_("from"), default=timezone.localdate))
    ends_on = _shown(models.DateField(_("last day"), null=True, blank=True))
    substitute = _shown(
        models.ForeignKey(
            "self",
            on_delete=models.SET_NULL,
            null=True,
            blank=True,
            related_name="stands_in_for",
            verbose_name=_("who stands in"),
        )  # fmt: skip
    )
    away_from = _shown(models.DateField(_("away from"), null=True, blank=True))
    away_until = _shown(models.DateField(_("away until"), null=True, blank=True))
    is_public = _shown(models.BooleanField(_("stands on public pages"), default=False))
    email = _work(models.EmailField(_("e-mail"), blank=True), _("to send the letter"))
    language = _work(models.CharField(_("language of letters"), max_length=8, blank=True), _("to send the letter"))
    confirmed_at = _work(models.DateTimeField(_("confirmed"), null=True, blank=True), _("whether they agreed"))
    declined_at = _work(models.DateTimeField(_("refused"), null=True, blank=True), _("whether they agreed"))
    checked_at = _work(models.DateTimeField(_("checked"), null=True, blank=True), _("whether they agreed"))
    reminded_at = _work(models.DateTimeField(_("reminded"), null=True, blank=True), _("whether they agreed"))
    warned_at = _work(models.DateTimeField(_("reminded"), null=True, blank=True), _("whether they agreed"))
    left_at = _work(models.DateTimeField(_("ended"), null=True, blank=True), _("whether they agreed"))

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=Q(is_first=True), name="focalpoint_one_first"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(confirmed_at__isnull=False, declined_at=None),
                name="focalpoint_public_once_confirmed",
            ),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="focalpoint_dates"),
            models.CheckConstraint(
                condition=Q(away_until=None) | Q(away_from__isnull=False, away_until__gte=F("away_from")),
                name="focalpoint_away",
            ),
            models.CheckConstraint(condition=~Q(substitute=F("id")), name="focalpoint_not_own_substitute"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """The code and the address come with the first save."""
        self.code = self.code or new_code()
        self.slug = self.slug or f"{slugify(self.name)[:60] or 'person'}-{self.code.lower()}"
        super().save(*args, **kwargs)

    @property
    def function(self) -> str:
        return in_language(self.functions)

    @property
    def topic_names(self) -> list[str]:
        return [str(Topic(topic).label) for topic in self.topics if topic in Topic.values]

    @property
    def scope_path(self) -> str:
        """Path of the place they answer for: their territory, else the office's place."""
        return (self.territory or self.office.place).path

    def state_on(self, day) -> str:
        """``declined``, ``over``, ``invited``, ``ahead``, ``away``, ``quiet`` (confirmed, not public) or ``public``."""
        if self.declined_at:
            return "declined"
        if self.ends_on and self.ends_on < day:
            return "over"
        if not self.confirmed_at:
            return "invited"
        if self.starts_on > day:
            return "ahead"
        if not self.is_public:
            return "quiet"
        return "away" if self.is_away_on(day) else "public"

    def is_away_on(self, day) -> bool:
        return bool(self.away_from and self.away_from <= day and (self.away_until is None or day <= self.away_until))

    def standing_in(self, day) -> "FocalPoint":
        """Who answers in their place on a day: the substitute while they are away, if public; else they themselves."""
        other = self.substitute
        return other if other and self.is_away_on(day) and other.state_on(day) == "public" else self

    def is_due(self, now) -> bool:
        """Is it half a year ago that they said that all is true?"""
        return bool(self.confirmed_at) and now - (self.checked_at or self.confirmed_at) > TRUE_FOR

    def change(self, *, by, **facts):
        """Write facts anew. A new name or e-mail, changed by somebody else, wants a new yes of the person."""
        before = {name: getattr(self, name) for name in facts}
        changed = [name for name, value in facts.items() if before[name] != value]
        if not changed:
            return self
        with transaction.atomic():
            FocalPoint.objects.select_for_update(of=("self",)).get(pk=self.pk)
            for name in changed:
                setattr(self, name, facts[name])
            if {"name", "email"} & set(changed) and (by is None or by.pk != self.member_id):
                self._ask_anew(changed)
            if facts.get("is_first"):
                FocalPoint.objects.filter(office=self.office_id, is_first=True).exclude(pk=self.pk).update(
                    is_first=False
                )
            if "ends_on" in changed:
                self.warned_at = self.left_at = None
            self.save()
            self._record("offices.person_changed", by, fields=sorted(changed))
        return self

    def _ask_anew(self, changed):
        self.confirmed_at = self.checked_at = self.declined_at = None
        self.is_public = False
        if "email" in changed:
            self.member = None

    def say_true(self, *, by):
        """Everything that stands here is true."""
        now = timezone.now()
        with transaction.atomic():
            FocalPoint.objects.filter(pk=self.pk).update(checked_at=now, reminded_at=None)
            self._record("offices.person_checked", by)
        self.checked_at, self.reminded_at = now, None
        return self

    def end(self, *, by, day):
        """Their last day; they vanish from the pages the day after, or now where it is past."""
        return self.change(by=by, ends_on=max(day, self.starts_on))

    def leave(self, *, now):
        """Past the last day: no longer first of the office. Returns who stands in, or None."""
        with transaction.atomic():
            FocalPoint.objects.filter(pk=self.pk, left_at=None).update(left_at=now, is_first=False)
            heir = FocalPoint.objects.public_on(timezone.localdate()).filter(pk=self.substitute_id).first()
            is_free = not FocalPoint.objects.filter(office=self.office_id, is_first=True).exists()
            if heir and heir.office_id == self.office_id and self.is_first and is_free:
                FocalPoint.objects.filter(pk=heir.pk).update(is_first=True)
            self._record("offices.person_left", None)
        self.refresh_from_db()
        return heir

    def pass_to(self, member):
        """Another person takes over the place: known by name at once, on public pages once they have confirmed."""
        self.member, self.name, self.email, self.language = (
            member,
            member.get_short_name(),
            member.email,
            member.language,
        )
        self.confirmed_at = self.checked_at = self.declined_at = None
        self.is_public, self.slug, self.code = False, "", ""
        self.save()
        self._record("offices.person_changed", None, fields=["name"])

    def _record(self, verb, by, **more):
        record(verb, self, by=by, place_path=self.office.place.path, **more)
        findable.changed("offices.office", self.office_id)
        versions.changed()
