"""Questions about stories, and the words they share."""

import secrets

from django.db import models
from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import SIX_MONTHS, TWO_YEARS
from rootbridge.base.core.retention import LENGTHS
from rootbridge.shared.translation.reading import reading_order

# Who reads what was sent in, inside their place.
REVIEWERS = ("administrator", "editor", "local_representative")
# Days after which a story without an end of its own leaves the front.
NEW_FOR = 92


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    BLOG = "blog", _("Blog")
    SUCCESS = "success", _("Success story")
    LEAFLET = "leaflet", _("Leaflet")


class MovedOn(Exception):
    """What was judged is no longer what stands there."""


class NotNow(Exception):
    """This cannot be done with the story as it is now."""


def free_slug(title: str) -> str:
    """An address from the title, ended by a few letters so that two of one name never meet."""
    return f"{slugify(title)[:80] or 'story'}-{secrets.token_hex(3)}"


class TakenOff(Exception):
    """Its author took the story off the pages after this was sent in."""


class StoryQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read."""
        return self.filter(standing__isnull=False, hidden_at__isnull=True, withdrawn_at__isnull=True)

    def current_on(self, day):
        """Those that are not past their date."""
        return self.filter(Q(standing__ends_on__isnull=True) | Q(standing__ends_on__gte=day))

    def past_on(self, day):
        return self.filter(standing__ends_on__lt=day)

    def written_by(self, user):
        return self.filter(author=user) if user.pk else self.none()

    def received_by(self, user):
        """Those of which an edition was sent to a place that this user represents."""
        return self.filter(pk__in=received(self.model.editions.rel.related_model.objects, user).values("story"))

    def visible_to(self, user):
        """Published ones for everybody, each to its author, and what was sent in to who reads it."""
        public = Q(standing__isnull=False, hidden_at__isnull=True, withdrawn_at__isnull=True)
        if not user.pk:
            return self.filter(public)
        sent = received(self.model.editions.rel.related_model.objects, user).values("story")
        return self.filter(public | Q(author=user) | Q(pk__in=sent))

    def for_pages(self):
        return self.select_related("standing__organisation", "standing__place", "author")

    def newest_first(self):
        return self.order_by("-published_at", "-pk")


def received(editions, user):
    """Editions that were sent in inside the scopes of a user's roles; what was judged stays there to be read."""
    if not user.pk:
        return editions.none()
    sent = Q(sent_at__isnull=False) | Q(verdict__isnull=False)
    return editions.filter(sent & user.reach.condition(*REVIEWERS, path="place__path"))


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The author's own, and those sent to a place that the user represents."""
        return (self.filter(story__author=user) | received(self, user)) if user.pk else self.none()

    def received_by(self, user):
        return received(self, user)

    def waiting(self):
        """Sent in, and nobody has judged them."""
        return self.filter(sent_at__isnull=False, verdict__isnull=True)

    def judged(self):
        return self.filter(verdict__isnull=False)

    def for_desk(self):
        return self.select_related("story__standing", "place", "organisation", "verdict", "story__author")


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of what everybody may read; each to its author, and to who reads what was sent in."""
        public = Q(edition__stands_for__isnull=False, edition__stands_for__hidden_at__isnull=True,
                   edition__stands_for__withdrawn_at__isnull=True)  # fmt: skip
        if not user.pk:
            return self.filter(public)
        sent = received(self.model.edition.field.related_model.objects, user).values("pk")
        return self.filter(public | Q(edition__story__author=user) | Q(edition__in=sent))

    def outdated(self, now):
        """Those that nobody reads and no appeal can bring back any more: of what was refused or taken off half a year
        ago and not touched since, or hidden by a moderator two years ago."""
        half, long = now - LENGTHS[SIX_MONTHS], now - LENGTHS[TWO_YEARS]
        refused = Q(edition__verdict__outcome="refused", edition__verdict__at__lt=half,
                    edition__stands_for__isnull=True)  # fmt: skip
        taken_off = Q(edition__story__withdrawn_at__lt=half, edition__saved_at__lt=half)
        return self.filter(refused | taken_off | Q(edition__story__hidden_at__lt=long))


class TellingQuerySet(models.QuerySet):
    def public(self):
        """The words of what everybody may read."""
        return self.filter(
            edition__stands_for__isnull=False, edition__stands_for__hidden_at__isnull=True,
            edition__stands_for__withdrawn_at__isnull=True,
        )  # fmt: skip

    def best_for(self, language, read=()):
        """One row for each edition, in the first language of the ``reading_order`` that it has, else in its original,
        else in any. Adds ``languages``: in how many it is told."""
        wanted = [*reading_order(language, read), F("edition__original")]
        nearness = Case(
            *(When(language=code, then=Value(place)) for place, code in enumerate(wanted)),
            default=Value(len(wanted)),
            output_field=IntegerField(),
        )
        one = [F("edition_id")]
        order = Window(RowNumber(), partition_by=one, order_by=[nearness, F("pk")])
        return self.annotate(rank=order, languages=Window(Count("pk"), partition_by=one)).filter(rank=1)

    def for_rows(self):
        story = "edition__stands_for"
        return self.select_related(story, "edition__organisation", "edition__place", "edition__story").defer("body")

    def newest_first(self):
        return self.order_by("-edition__stands_for__published_at", "-edition_id")
