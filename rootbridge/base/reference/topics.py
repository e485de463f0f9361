"""The needs that guides, answers and interests are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    PAPERS = "papers", _("Papers")
    FAMILY = "family", _("Family")
    WORK = "work", _("Work")
    MONEY = "money", _("Money and transfers")
    PENSION = "pension", _("Pension")
    HEALTH = "health", _("Health")
    STUDY = "study", _("Study")
    PROPERTY = "property", _("House and land")
    CAR = "car", _("Car")
    VOTING = "voting", _("Voting")
    DEATH = "death", _("Death abroad")
    BUSINESS = "business", _("Starting a business")
    RETURN = "return", _("Coming back")
