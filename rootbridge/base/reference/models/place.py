"""Places, as a tree: country → region → locality. A path carries rights and questions down the tree."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.text import search_key

from ..gazetteer import best_first, close_keys, prefix_keys

KEYS = ArrayField(models.TextField())


class SharedKeys(models.Func):
    """How many keys of an array stand in a list."""

    template = "(SELECT count(*) FROM unnest(%(expressions)s))"
    arg_joiner = ") AS held(key) WHERE held.key = ANY("
    output_field = models.IntegerField()


class PlaceQuerySet(models.QuerySet):
    def countries(self):
        return self.filter(kind=Place.Kind.COUNTRY)

    def inside(self, path: str):
        """The place with this path and everything below it; "" is everywhere."""
        return self.filter(path__startswith=path)

    def below(self, place: "Place"):
        """Everything below a place, without itself."""
        return self.inside(place.path).exclude(pk=place.pk)

    def typed(self, text: str, *, language: str, within: "Place | None" = None, limit: int = 8) -> list["Place"]:
        """The places somebody may mean by what they typed, best first: beginnings, then misspellings.

        "peres", "Peresecina, Orhei" and "Kishinev" all find theirs. `within` keeps to one place and below.
        """
        head, _comma, tail = text[:200].partition(",")
        places = self.inside(within.path) if within else self
        found = list(places.filter(keys__contains=prefix_keys(head))[:300]) if prefix_keys(head) else []
        if not found and (wanted := close_keys(head)):
            near = places.filter(keys__overlap=wanted).annotate(shared=SharedKeys("keys", models.Value(wanted, KEYS)))
            found = list(near.order_by("-shared", "pk")[:100])
        ranked = best_first(head, found, language)
        if tail.strip():
            paths = tuple(place.path for place in self.typed(tail, language=language))
            ranked = [place for place in ranked if paths and place.path.startswith(paths)] or ranked
        return ranked[:limit]

    def sorted_by_name(self, language: str) -> list["Place"]:
        """All of these, by their name in the language, accents and case aside."""
        return sorted(self, key=lambda place: (search_key(place.name(language)), place.name(language)))

    def at(self, code: str) -> "Place":
        """The one place with this code. Raises `Place.DoesNotExist`."""
        return self.get(code=code)


class Place(models.Model):
    """A country, a region (district, city) of it, or a locality.

    `path` is the codes from the country down, each with a slash ("MD/MD-OR/MD-OR-peresecina/"), so that what
    holds for a place holds for all below by the beginning of their path. `keys` are beginnings of words and
    letter triples of all names, for typing.
    """

    keeping = FACTS

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        LOCALITY = "locality", _("locality")

    code = models.CharField(_("code"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )
    path = models.CharField(_("path"), max_length=200)
    country_code = models.CharField(_("country code"), max_length=2)
    names = models.JSONField(_("names"), default=dict)
    also = ArrayField(models.TextField(), verbose_name=_("other spellings"), default=list, blank=True)
    keys = ArrayField(models.TextField(), verbose_name=_("search keys"), default=list, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["path"], name="place_path_once"),
            models.CheckConstraint(
                condition=models.Q(kind="country", parent__isnull=True)
                | models.Q(kind__in=["region", "locality"], parent__isnull=False),
                name="place_lies_in",
            ),
            models.CheckConstraint(condition=models.Q(country_code__regex=r"^[A-Z]{2}$"), name="place_country"),
            models.CheckConstraint(
                condition=models.Q(path__startswith=Concat("country_code", models.Value("/")))
                & models.Q(path__endswith=Concat("code", models.Value("/"))),
                name="place_path",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="place_path_prefix", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["country_code", "kind"], name="place_of_country"),
            GinIndex(fields=["keys"], name="place_keys"),
        ]

    def __str__(self):
        return self.name("en")

    def name(self, language: str) -> str:
        """Its name in the language, else English, else any, else its code. No query."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), self.code)

    @property
    def is_country(self) -> bool:
        return self.kind == self.Kind.COUNTRY

    def holds(self, other: "Place") -> bool:
        """Is the other this place, or below it? No query."""
        return other.path.startswith(self.path)

    def ancestors(self) -> list["Place"]:
        """The places it lies in, the nearest first. One query, none for a country."""
        codes = self.path.split("/")[:-2]
        found = {place.code: place for place in Place.objects.filter(code__in=codes)} if codes else {}
        return [found[code] for code in reversed(codes)]

    def lineage(self, language: str) -> str:
        """Where it is, in words: "Peresecina, Orhei, Moldova". One query, none for a country."""
        return LINEAGE_JOIN.get(language, ", ").join(place.name(language) for place in [self, *self.ancestors()])


LINEAGE_JOIN = {"ar": "، "}
