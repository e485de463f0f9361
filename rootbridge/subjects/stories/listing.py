"""The stories that a reader asked to see, newest first, and how many each choice would show."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from rootbridge.base.design.formats import number
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.shared.translation.reading import marks

from .drawing import credit_of
from .models import Edition, Kind, Picture, Telling

PAGE = 12


@dataclass(frozen=True)
class Row:
    """A story in a list."""

    title: str
    lead: str
    url: str
    kind: str
    credit: str
    place: str
    at: object
    marks: str
    language: str
    picture: Picture | None
    is_past: bool


def rows_of(tellings) -> list[Row]:
    """Tellings as rows, with the first picture of each. One query for the pictures."""
    tellings, reader, today = list(tellings), get_language(), timezone.localdate()
    pictures = {}
    found = Picture.objects.filter(edition__in=[one.edition_id for one in tellings]).select_related("file")
    for picture in found.order_by("-number", "-pk"):
        pictures[picture.edition_id] = picture
    return [
        Row(
            title=one.title, lead=one.lead, url=one.edition.story.get_absolute_url(),
            kind=one.edition.get_kind_display(), credit=credit_of(one.edition), place=one.edition.place.name(reader),
            at=one.edition.stands_for.published_at, marks=marks(one.language, reader), language=one.language,
            picture=pictures.get(one.edition_id), is_past=one.edition.is_past(today),
        )
        for one in tellings
    ]  # fmt: skip


def asked_for(query) -> dict[str, str]:
    """What a reader asked for; what is not on the lists is left out."""
    kind, topic = query.get("kind", ""), query.get("topic", "")
    place = query.get("place", "")[:60]
    return {
        "kind": kind if kind in Kind.values else "", "topic": topic if topic in Topic.values else "",
        "place": place if place and Place.objects.filter(code=place).exists() else "",
        "show": "past" if query.get("show") == "past" else "",
    }  # fmt: skip


def _condition(asked, but="", prefix="") -> Q:
    """The conditions on an edition, one of the choices left aside."""
    today, found = timezone.localdate(), Q()
    if asked["kind"] and but != "kind":
        found &= Q(**{f"{prefix}kind": asked["kind"]})
    if asked["topic"] and but != "topic":
        found &= Q(**{f"{prefix}topic": asked["topic"]})
    if asked["place"] and but != "place":
        path = Place.objects.filter(code=asked["place"]).values_list("path", flat=True).first() or "-"
        found &= Q(**{f"{prefix}place__path__startswith": path})
    past = Q(**{f"{prefix}ends_on__lt": today})
    return found & (past if asked["show"] else ~past | Q(**{f"{prefix}ends_on__isnull": True}))


def list_page(query, language, read=()) -> dict:
    """{"page", "rows", "asked", "kinds", "topics", "places", "before"}."""
    asked = asked_for(query)
    tellings = Telling.objects.public().filter(_condition(asked, prefix="edition__"))
    page = Paginator(tellings.best_for(language, read).for_rows().newest_first(), PAGE).get_page(query.get("page"))
    before = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return {
        "page": page, "rows": rows_of(page), "asked": asked, "kinds": _kinds(asked), "topics": _topics(asked),
        "places": _places(asked), "before": f"?{before}&page=" if before else "?page=",
        "is_narrow": bool(asked["topic"] or asked["place"]),
    }  # fmt: skip


def newest(language, read=(), limit=3, path="") -> list[Row]:
    """For a front page: what is new, and not past its date; ``path``: of a place and all that lies in it."""
    asked = {"kind": "", "topic": "", "place": "", "show": ""}
    tellings = Telling.objects.public().filter(_condition(asked, prefix="edition__"))
    if path:
        tellings = tellings.filter(edition__place__path__startswith=path)
    return rows_of(tellings.best_for(language, read).for_rows().newest_first()[:limit])


def _standing(asked, but):
    shown = Q(stands_for__isnull=False, stands_for__hidden_at__isnull=True, stands_for__withdrawn_at__isnull=True)
    return Edition.objects.filter(shown).filter(_condition(asked, but))


def _counts(asked, name) -> dict:
    rows = _standing(asked, name).values_list(name).annotate(count=Count("pk")).order_by()
    return {value: count for value, count in rows if value}


def _kinds(asked) -> list[dict]:
    """Tabs: every kind, with how many it would show."""
    counts = _counts(asked, "kind")
    keep = "".join(f"&{name}={asked[name]}" for name in ("topic", "place", "show") if asked[name])
    tabs = [("", pgettext("stories", "All"), sum(counts.values()))]
    tabs += [
        (kind.value, kind.label, counts.get(kind, 0)) for kind in Kind if counts.get(kind) or kind == asked["kind"]
    ]
    return [
        {"title": title, "href": f"?kind={key}{keep}", "count": count, "is_current": key == asked["kind"]}
        for key, title, count in tabs
    ]


def _topics(asked) -> list[tuple]:
    counts = _counts(asked, "topic")
    offered = [("", _("All topics"))]
    offered += [(one.value, f"{one.label} ({number(counts[one])})") for one in Topic if counts.get(one)]
    return [(value, words, value == asked["topic"]) for value, words in offered]


def _places(asked) -> list[tuple]:
    """The districts that have stories, by name."""
    language, counts = get_language(), {}
    for path in _standing(asked, "place").values_list("place__path", flat=True):
        codes = path.strip("/").split("/")
        if len(codes) > 1:
            counts[codes[1]] = counts.get(codes[1], 0) + 1
    named = Place.objects.filter(code__in={*counts, asked["place"]} - {""}).sorted_by_name(language)
    offered = [("", _("All places"))]
    offered += [(one.code, f"{one.name(language)} ({number(counts.get(one.code, 0))})") for one in named]
    return [(value, words, value == asked["place"]) for value, words in offered]
