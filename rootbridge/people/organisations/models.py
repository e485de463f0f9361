"""An organisation works for a place of origin, and may itself live abroad."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONTRACT, EVERYONE, FACTS, TWO_YEARS, kept
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office, in_language


class OrganisationKind(models.TextChoices):
    HOSPITAL = "hospital", _("Hospital")
    CLINIC = "clinic", _("Health centre")
    SCHOOL = "school", _("School")
    UNIVERSITY = "university", _("University")
    LIBRARY = "library", _("Library")
    MUSEUM = "museum", _("Museum")
    ENTERPRISE = "enterprise", _("Enterprise")
    COOPERATIVE = "cooperative", _("Cooperative")
    TOWN_HALL = "town_hall", _("Town hall")
    ASSOCIATION = "association", _("Association")
    HOMETOWN_ASSOCIATION = "hometown_association", _("Hometown association")
    INITIATIVE_GROUP = "initiative_group", _("Initiative group")


class OrganisationQuerySet(models.QuerySet):
    def administered_by(self, user):
        """Organisations that a user may publish for: in their region, or whose officer they are."""
        kinds = ("administrator", "local_representative", "organisation_officer")
        return self.filter(user.reach.condition(*kinds, path="place__path", body="body"))


class Organisation(models.Model):
    """``names`` and ``about``: {language: text}. ``body`` is its key as an audience and as a role's scope."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind)
    names = models.JSONField(_("names"))
    about = models.JSONField(_("what it does"), default=dict, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("works for")
    )
    residence = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lives in")
    )
    office = models.ForeignKey(
        Office, on_delete=models.SET_NULL, null=True, blank=True, related_name="organisations", verbose_name=_("office")
    )
    contact_name = kept(
        models.CharField(_("who answers"), max_length=120, blank=True),
        purpose=_("so that people know who answers"), basis=CONTRACT, retention=TWO_YEARS, seen_by=EVERYONE,
    )  # fmt: skip
    contact_functions = models.JSONField(_("their function"), default=dict, blank=True)
    body = models.CharField(_("key"), max_length=60, unique=True, null=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """The key follows from the number, so it is written right after the first save."""
        super().save(*args, **kwargs)
        if not self.body:
            self.body = f"organisation:{self.pk}"
            super().save(update_fields=["body"])

    @property
    def name(self) -> str:
        return in_language(self.names)

    @property
    def audience_key(self) -> str:
        return f"organisation:{self.pk}"
