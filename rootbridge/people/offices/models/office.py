"""An office has a place of origin it works for, or countries of residence it serves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.names import in_language
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic


def digits(number: str) -> str:
    """The digits of a telephone number."""
    return "".join(sign for sign in number if sign.isdecimal())


class OfficeKind(models.TextChoices):
    BUREAU = "bureau", _("National bureau")
    MINISTRY = "ministry", _("Ministry")
    DESK = "desk", _("Desk")
    ELECTED = "elected", _("Office of an elected member")
    REGION_COUNCIL = "region_council", _("Region council")
    DISTRICT_COUNCIL = "district_council", _("District council")
    TOWN_HALL = "town_hall", _("Town hall")
    EMBASSY = "embassy", _("Embassy")
    CONSULATE = "consulate", _("Consulate")


LOCAL = (OfficeKind.TOWN_HALL, OfficeKind.DISTRICT_COUNCIL, OfficeKind.REGION_COUNCIL)
ABROAD = (OfficeKind.EMBASSY, OfficeKind.CONSULATE)
# Words that stand at other pages beside those of offices.
RESERVED = {"check", "confirm", "coverage", "invitations", "lists", "message", "mine", "new", "people"}
# Who keeps offices and their people inside their own scope.
KEEPERS = ("administrator", "local_representative", "residence_representative")


class OfficeQuerySet(models.QuerySet):
    def of_origin(self, place):
        """Town halls and councils of a place and of the places above it."""
        paths = place.path.rstrip("/").split("/") if place else []
        return self.filter(kind__in=LOCAL, place__code__in=paths)

    def serving(self, country_code):
        """Embassies and consulates for people who live in a country."""
        return self.filter(kind__in=ABROAD, serves__contains=[country_code])

    def national(self):
        return self.filter(kind=OfficeKind.BUREAU)

    def kept_by(self, user, *kinds):
        """Those inside the scopes of who keeps offices (``kinds``: of roles): a place and below; embassies and
        consulates that serve one's own country of residence only."""
        if not user.pk:
            return self.none()
        kinds = kinds or KEEPERS
        found = user.reach.condition(*kinds, path="place__path")
        for scope in user.reach.scopes:
            if scope.kind in kinds and scope.residence:
                found |= Q(kind__in=ABROAD, serves=[scope.residence])
        return self.filter(found)


class Office(models.Model):
    """``names``: {language: name}; ``serves``: country codes; ``hours``: {"mon": [["09:00", "17:00"]], …} in the
    office's own time; ``special_hours``: {"2026-12-24": [["09:00", "12:00"]], …} on single days; ``closed_on``: days on
    which it is closed for once; ``latitude``, ``longitude``: None where nobody wrote them; ``reply_days``: working days
    it promises a first reply in."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind)
    names = models.JSONField(_("names"))
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="offices", verbose_name=_("place"))
    serves = ArrayField(
        models.CharField(max_length=2), verbose_name=_("serves people living in"), default=list, blank=True
    )
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    whatsapp = models.CharField("WhatsApp", max_length=40, blank=True)
    telegram = models.CharField("Telegram", max_length=40, blank=True)
    viber = models.CharField("Viber", max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.JSONField(_("opening hours"), default=dict, blank=True)
    special_hours = models.JSONField(_("other hours on single days"), default=dict, blank=True)
    closed_on = ArrayField(models.DateField(), verbose_name=_("closed for once on"), default=list, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True)
    topics = ArrayField(
        models.CharField(max_length=20, choices=Topic.choices), verbose_name=_("topics"), default=list, blank=True
    )
    reply_days = models.PositiveSmallIntegerField(_("days to a first reply"), default=3)

    objects = OfficeQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def topic_names(self) -> list[str]:
        return [str(Topic(topic).label) for topic in self.topics if topic in Topic.values]

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it stands on a map."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)

    @property
    def contacts(self) -> list[tuple[str, str, str]]:
        """(way, address, as it is read) of each way to reach it that is not a letter: plain links."""
        ways = [
            (_("Telephone"), f"tel:+{digits(self.phone)}", self.phone),
            ("WhatsApp", f"https://wa.me/{digits(self.whatsapp)}", self.whatsapp),
            ("Telegram", f"https://t.me/{self.telegram}", f"@{self.telegram}" if self.telegram else ""),
            ("Viber", f"viber://chat?number=%2B{digits(self.viber)}", self.viber),
        ]
        return [(str(way), address, shown) for way, address, shown in ways if shown]

    def change(self, *, by, **facts):
        """Write any of its facts anew: names, kind, address, hours, languages, topics, serves. Recorded once."""
        changed = [name for name, value in facts.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, facts[name])
        if changed:
            with transaction.atomic():
                self.save(update_fields=changed)
                record("offices.changed", self, by=by, fields=changed, place_path=self.place.path)
                findable.changed("offices.office", self.pk)
        return self

    def change_contacts(self, *, by, **ways) -> list[str]:
        """Write ``phone``, ``whatsapp``, ``telegram``, ``viber``, ``reply_days``, ``special_hours`` anew; what
        changed."""
        changed = [name for name, value in ways.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, ways[name])
        if changed:
            with transaction.atomic():
                self.save(update_fields=changed)
                record("offices.contacts_changed", self, by=by, fields=changed, place_path=self.place.path)
                findable.changed("offices.office", self.pk)
                versions.changed()
        return changed

    @property
    def audience_key(self) -> str:
        return f"office:{self.pk}"
