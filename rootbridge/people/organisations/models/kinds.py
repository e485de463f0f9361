"""What an organisation is, what it works on, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    INITIATIVE_GROUP = "initiative_group", _("Initiative group")
    HOMETOWN_ASSOCIATION = "hometown_association", _("Hometown association")
    ASSOCIATION = "association", _("Association")
    FEDERATION = "federation", _("Federation with chapters")
    COMMUNITY_CENTRE = "community_centre", _("Community centre")
    FAITH = "faith", _("Faith community")
    MEDIA = "media", _("Media")
    UNIVERSITY = "university", _("University")
    SCHOOL = "school", _("School")
    ENTERPRISE = "enterprise", _("Enterprise")
    COOPERATIVE = "cooperative", _("Cooperative")
    HOSPITAL = "hospital", _("Hospital")
    CLINIC = "clinic", _("Health centre")
    LIBRARY = "library", _("Library")
    MUSEUM = "museum", _("Museum")
    TOWN_HALL = "town_hall", _("Town hall")


ASSOCIATIONS = (
    OrganisationKind.INITIATIVE_GROUP, OrganisationKind.HOMETOWN_ASSOCIATION, OrganisationKind.ASSOCIATION,
    OrganisationKind.FEDERATION,
)  # fmt: skip
# Kinds that nobody registers alone: a public authority is set up by those who run the platform.
OFFICIAL = (OrganisationKind.TOWN_HALL,)


class Work(models.TextChoices):
    """Fields of work."""

    CULTURE = "culture", _("Culture and traditions")
    LANGUAGE = "language", _("Language and school")
    CHILDREN = "children", _("Children and young people")
    WOMEN = "women", _("Women")
    OLDER = "older", _("Older people")
    SOCIAL = "social", _("Help in need")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Rights and papers")
    WORK = "work", _("Work and business")
    LEARNING = "learning", _("Studies and research")
    HOMETOWN = "hometown", _("Projects in the home town")
    ENVIRONMENT = "environment", _("Nature and environment")
    SPORT = "sport", _("Sport")
    FAITH = "faith", _("Faith")
    MEDIA = "media", _("News and media")


class State(models.TextChoices):
    """``unseen``: only its author and those who look after it; ``closed``: it is no more, its page says so."""

    UNSEEN = "unseen", _("Not listed yet")
    LISTED = "listed", _("Listed")
    VERIFIED = "verified", _("Verified")
    CLOSED = "closed", _("Closed")


OPEN = (State.LISTED, State.VERIFIED)


class Side(models.TextChoices):
    """The two banks: ``home`` for places of origin, ``here`` for places of residence."""

    HOME = "home", _("works for")
    HERE = "here", _("lives in")
