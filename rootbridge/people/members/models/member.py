"""The member: an e-mail address, and whatever else they chose to say."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.bearings import Bearings, Stage
from rootbridge.base.core.keeping import ACCOUNT, CONSENT, CONTRACT, LEGITIMATE, OFFICES, OWNER, STAFF, kept
from rootbridge.base.reference.models import Place

from ..reach import Reach


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OWN_WORDS = "own_words", _("In my own words")
    UNSAID = "unsaid", _("I prefer not to say")


class AgeBand(models.TextChoices):
    UNDER_18 = "0-17", _("Under 18")
    FROM_18 = "18-24", _("18 to 24")
    FROM_25 = "25-34", _("25 to 34")
    FROM_35 = "35-44", _("35 to 44")
    FROM_45 = "45-54", _("45 to 54")
    FROM_55 = "55-64", _("55 to 64")
    FROM_65 = "65+", _("65 or older")


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A member sees their own row; nobody browses members."""
        return self.filter(pk=user.pk) if user.pk else self.none()

    def active(self):
        return self.filter(is_active=True)

    def from_below(self, path):
        return self.filter(home__path__startswith=path)

    def living_in(self, country_code):
        return self.filter(living__code=country_code)


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email=normal_email(email))

    def join(self, email, *, language=settings.LANGUAGE_CODE):
        """The member of an address whose code was confirmed; made now if there is none. Returns (member, made)."""
        with transaction.atomic():
            member, made = self.get_or_create(email=normal_email(email), defaults={"language": language})
            if made:
                member.set_unusable_password()
                member.save(update_fields=["password"])
                record("members.joined", member, by=member)
        return member, made


def normal_email(email: str) -> str:
    return email.strip().lower()


def _own(field, purpose, *, basis=CONSENT, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=basis, retention=ACCOUNT, seen_by=seen_by)


class Member(AbstractBaseUser, PermissionsMixin):
    password = _own(models.CharField(_("password"), max_length=200), _("kept empty: we sign you in by a code"),
                    basis=CONTRACT, seen_by=OWNER)  # fmt: skip
    last_login = _own(models.DateTimeField(_("last sign-in"), null=True, blank=True), _("to see a sleeping account"),
                      basis=LEGITIMATE, seen_by=OWNER)  # fmt: skip
    email = _own(models.EmailField(_("e-mail"), unique=True), _("to sign you in and to write to you"), basis=CONTRACT,
                 seen_by=OWNER)  # fmt: skip
    name = _own(models.CharField(_("how we call you"), max_length=80, blank=True), _("to call you by your name"))
    language = _own(models.CharField(_("language of the pages"), max_length=8, default="en"),
                    _("to write to you in your language"), basis=CONTRACT, seen_by=OWNER)  # fmt: skip
    living = _own(
        models.ForeignKey(
            Place, on_delete=models.PROTECT, null=True, blank=True, related_name="residents",
            verbose_name=_("country where you live"),
        ),
        _("to show what holds where you live"),
    )  # fmt: skip
    living_city = _own(models.CharField(_("town"), max_length=80, blank=True), _("to tell you of what is near"))
    home = _own(
        models.ForeignKey(
            Place, on_delete=models.PROTECT, null=True, blank=True, related_name="natives",
            verbose_name=_("where you are from"),
        ),
        _("to show what your home town asks and does"),
    )  # fmt: skip
    stage = _own(models.CharField(_("stage of life"), max_length=16, choices=Stage, blank=True),
                 _("to show first what fits you"))  # fmt: skip
    gender = _own(models.CharField(_("gender"), max_length=12, choices=Gender, blank=True),
                  _("to count whether women and men are served alike; shown only as a sum"), seen_by=OWNER)  # fmt: skip
    gender_words = _own(models.CharField(_("gender in own words"), max_length=60, blank=True),
                        _("so that you can say it yourself"), seen_by=OWNER)  # fmt: skip
    age_band = _own(models.CharField(_("age"), max_length=6, choices=AgeBand, blank=True),
                    _("to count whether all ages are served; shown only as a sum"), seen_by=OWNER)  # fmt: skip
    joined_at = _own(models.DateTimeField(_("joined"), default=timezone.now), _("to count new members"), basis=CONTRACT,
                     seen_by=OWNER)  # fmt: skip
    version = _own(models.PositiveIntegerField(_("version"), default=0), _("to know that your pages changed"),
                   basis=CONTRACT, seen_by=OWNER)  # fmt: skip
    is_active = _own(models.BooleanField(_("active"), default=True), _("to let a suspended account wait"),
                     basis=LEGITIMATE, seen_by=STAFF)  # fmt: skip
    is_superuser = _own(models.BooleanField(default=False), _("never set: nobody works as superuser"),
                        basis=LEGITIMATE, seen_by=STAFF)  # fmt: skip
    groups = _own(models.ManyToManyField("auth.Group", blank=True, related_name="members"), _("rights in the editor"),
                  basis=LEGITIMATE, seen_by=STAFF)  # fmt: skip
    user_permissions = _own(models.ManyToManyField("auth.Permission", blank=True, related_name="members"),
                            _("rights in the editor"), basis=LEGITIMATE, seen_by=STAFF)  # fmt: skip

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="member_email_lower"),
            models.CheckConstraint(
                condition=models.Q(gender="own_words") | models.Q(gender_words=""), name="member_gender_words"
            ),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="member_no_superuser"),
        ]
        indexes = [models.Index(fields=["home", "living"], name="member_ties")]

    def __str__(self):
        return self.name or str(_("a member"))

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name or self.email.partition("@")[0]

    @property
    def short_name(self) -> str:
        return self.get_short_name()

    @property
    def bearings(self) -> Bearings:
        return Bearings(self.living.code if self.living else "", self.stage, self.home.code if self.home else "")

    @property
    def is_staff(self) -> bool:
        """May they enter Wagtail's editor? Its own permissions decide what they find there."""
        return self.has_role

    @property
    def has_role(self) -> bool:
        return bool(self.reach)

    @cached_property
    def works_here(self) -> bool:
        """Does a live role call them to the back office? Known with the row of who is signed in, for links on every
        page; what they may do there is for `reach` to say."""
        return self.has_role

    @cached_property
    def reach(self) -> Reach:
        """The live roles of the member with their scopes: one query, remembered for the request."""
        return Reach.from_roles(self.roles.live_on(timezone.localdate())) if self.is_active else Reach()

    def change(self, *, by, **fields):
        """Set fields of the profile; kept as one record with the words locked under the member's key."""
        before = {name: _word(getattr(self, name)) for name in fields}
        after = {name: _word(value) for name, value in fields.items()}
        if before == after:
            return self
        with transaction.atomic():
            for name, value in fields.items():
                setattr(self, name, value)
            self.version += 1
            self.save(update_fields=[*fields, "version"])
            record("members.changed", self, by=by, fields=sorted(fields), before=before, after=after, person=self)
            if before.get("name") and before["name"] != after["name"]:
                versions.changed()  # a public page may say the old one, where its owner allowed that
        return self

    def note(self, name, *, by, before, after):
        """Keep, as one record, that a list of the profile (``abilities``, ``languages``, …) changed."""
        self.version += 1
        Member.objects.filter(pk=self.pk).update(version=models.F("version") + 1)
        record("members.changed", self, by=by, fields=[name], before=before, after=after, person=self)

    def forget_sessions(self) -> int:
        """End every session of the member, known to us or not; how many were known."""
        with transaction.atomic():
            self.set_unusable_password()  # sessions are bound to it
            self.save(update_fields=["password"])
            return self.devices.all().sign_out()


def _word(value):
    return value.pk if isinstance(value, models.Model) else value
