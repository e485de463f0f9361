"""Places, as a tree: country → region → locality. A path carries rights and questions down the tree."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Concat
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.text import search_key

from ..gazetteer import best_first, close_keys, prefix_keys
from ..units import TOWNS, Unit, unit_of

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
        head, tail = _parted(text[:200])
        places = self.filter(merged_into=None)
        places = places.inside(within.path) if within else places
        found = list(places.filter(keys__contains=prefix_keys(head))[:300]) if prefix_keys(head) else []
        if not found and (wanted := close_keys(head)):
            near = places.filter(keys__overlap=wanted).annotate(shared=SharedKeys("keys", models.Value(wanted, KEYS)))
            found = list(near.order_by("-shared", "pk")[:100])
        return self._narrowed(best_first(head, found, language), tail, language)[:limit]

    def _narrowed(self, ranked: list["Place"], tail: list[str], language: str) -> list["Place"]:
        """Those that are what was said after the name ("town") or lie where it says ("Orhei"); all, if none is."""
        if tail and (unit := unit_of(tail[0])):
            alike = TOWNS if unit in TOWNS and unit != Unit.MUNICIPALITY else {unit}
            meant = [place for place in ranked if place.unit == unit] or [p for p in ranked if p.unit in alike]
            ranked = meant or ranked
            tail = tail[1:]
        if not tail:
            return ranked
        paths = tuple(place.path for place in self.typed(", ".join(tail), language=language))
        return [place for place in ranked if paths and place.path.startswith(paths)] or ranked

    def sorted_by_name(self, language: str) -> list["Place"]:
        """All of these, by their name in the language, accents and case aside."""
        return sorted(self, key=lambda place: (search_key(place.name(language)), place.name(language)))

    def at(self, code: str) -> "Place":
        """The one place with this code. Raises `Place.DoesNotExist`."""
        return self.get(code=code)

    def addressed(self, word: str) -> "Place":
        """The place that has, or once had, this word for its address or code; of a merged one, what it is part of now.

        Send readers on where its `slug` is another word. Raises `Place.DoesNotExist`. Two queries at most, one more
        for each merger.
        """
        rows = self.select_related("merged_into").filter(models.Q(slug=word) | models.Q(code=word))
        place = rows.order_by(models.Case(models.When(slug=word, then=0), default=1)).first() if word else None
        if place is None:
            place = self.select_related("merged_into").get(former_addresses__word=word)
        while place.merged_into:
            place = place.merged_into
        return place


def _parted(text: str) -> tuple[str, list[str]]:
    """The name, and what was said after it: "Orhei, town, Moldova" or "أورهي، مولدوفا"."""
    head, *tail = text.replace("\u060c", ",").split(",")
    return head, [said for part in tail if (said := part.strip())]


class Place(models.Model):
    """A country, a region (district, city) of it, or a locality.

    `kind` is its height in the tree, `unit` what it is called there ("district", "town", "commune"). `slug` is its
    word in addresses, which it keeps: see `PlaceQuerySet.addressed`. `official_code` is its code in the list of its
    country (CUATM, INSEE). The coordinates are degrees to two decimals, about a kilometre.

    `path` is the codes from the country down, each with a slash ("MD/MD-OR/MD-OR-peresecina/"), so that what
    holds for a place holds for all below by the beginning of their path. `keys` are beginnings of words and
    letter triples of all names, for typing. A place that was merged into another lies below it and is offered to
    nobody.
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
    unit = models.CharField(_("what it is"), max_length=20, choices=Unit.choices, blank=True)
    slug = models.SlugField(_("word in addresses"), max_length=100, blank=True, db_index=False)
    official_code = models.CharField(_("official code"), max_length=20, blank=True)
    geonames = models.BigIntegerField(_("number in GeoNames"), null=True, blank=True, unique=True)
    latitude = models.DecimalField(_("latitude"), max_digits=4, decimal_places=2, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=5, decimal_places=2, null=True, blank=True)
    population = models.PositiveIntegerField(_("people living there"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("now part of")
    )
    has_namesake = models.BooleanField(_("another place of its country has its name"), default=False)
    former_names = ArrayField(models.TextField(), verbose_name=_("former names"), default=list, blank=True)
    also = ArrayField(models.TextField(), verbose_name=_("other spellings"), default=list, blank=True)
    keys = ArrayField(models.TextField(), verbose_name=_("search keys"), default=list, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["path"], name="place_path_once"),
            models.UniqueConstraint(fields=["slug"], condition=~models.Q(slug=""), name="place_slug_once"),
            models.UniqueConstraint(
                fields=["country_code", "official_code"],
                condition=~models.Q(official_code=""),
                name="place_official_once",
            ),
            models.CheckConstraint(condition=models.Q(unit__in=["", *Unit.values]), name="place_unit"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_coordinates",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="place_not_into_itself",
            ),
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
        """What to call it, told apart from others of its name: "Peresecina", but "Orhei, town". No query."""
        bare = self.bare_name(language)
        if not self.has_namesake or self.is_country:
            return bare
        return LINEAGE_JOIN.get(language, ", ").join([bare, self.unit_name(language)])

    def bare_name(self, language: str) -> str:
        """Its name in the language, else English, else any, else its code. No query."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), self.code)

    def unit_name(self, language: str) -> str:
        """What it is, in words: "town", "raion"; of one that nobody named, its kind: "region". No query."""
        with translation.override(language):
            return str(Unit(self.unit).label if self.unit else self.get_kind_display())

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
        above = [place.bare_name(language) for place in self.ancestors()]
        return LINEAGE_JOIN.get(language, ", ").join([self.name(language), *above])


LINEAGE_JOIN = {"ar": "، "}


class FormerAddress(models.Model):
    """A word that once was the address of a place, or a code it once had: it leads there for ever."""

    keeping = FACTS

    word = models.CharField(_("word"), max_length=100, unique=True)
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="former_addresses", verbose_name=_("leads to")
    )

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self):
        return self.word
