"""What is counted of programmes: calls, applications, grants, and whom they serve; of people only what they said for
counting. Small cells are hidden where the figures are shown."""

from django.db.models import Count, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Cell, Figure, Indicator, indicators
from rootbridge.base.core.names import in_language
from rootbridge.base.design.formats import country_name
from rootbridge.base.reference.models import Place
from rootbridge.people.members.indicators import age_words, gender_words

from .models import Application, Call, Tally

PART = "programmes"
REST = (_("Other programmes"), _("Others"))


def _sent(period, scope):
    """Applications sent in a period, to programmes of a place or for a place inside it."""
    rows = Application.objects.sent().filter(sent_at__date__range=(period.start, period.end))
    if scope.path:
        rows = rows.filter(place__path__startswith=scope.path)
    return rows.filter(counted_residence=scope.residence) if scope.residence else rows


def calls_open(period, scope):
    """Open on the last day of the period."""
    rows = Call.objects.published().filter(opens_at__date__lte=period.end, closes_at__date__gt=period.end)
    return Figure(value=rows.filter(programme__place__path__startswith=scope.path).count())


def applications_sent(period, scope):
    found = _sent(period, scope).aggregate(number=Count("pk"), people=Count("member", distinct=True))
    return Figure(value=found["number"], people=found["people"])


def grants_given(period, scope):
    """Confirmed in the period."""
    rows = _granted(period, scope).aggregate(number=Count("pk"), people=Count("member", distinct=True))
    return Figure(value=rows["number"], people=rows["people"])


def money_granted(period, scope):
    """Of every currency its own row; grants of people who erased their account are counted with them."""
    sums = {}
    for currency, amount, people in (
        _granted(period, scope).values_list("call__programme__currency")
        .annotate(amount=Sum("granted"), people=Count("member", distinct=True))
    ):  # fmt: skip
        sums[currency] = [amount, people]
    if not scope.path and not scope.residence:
        kept = Tally.objects.filter(at__range=(period.start, period.end)).values_list("call__programme__currency")
        for currency, amount, rows in kept.annotate(amount=Sum("granted"), rows=Count("pk")):
            row = sums.setdefault(currency, [0, 0])
            row[:] = [row[0] + amount, row[1] + rows]
    return Figure(cells=[Cell(currency, gettext("Granted"), *numbers) for currency, numbers in sorted(sums.items())])


def _granted(period, scope):
    rows = Application.objects.filter(
        granted__isnull=False, decisions__outcome="granted",
        decisions__confirmed_at__date__range=(period.start, period.end),
    )  # fmt: skip
    if scope.path:
        rows = rows.filter(place__path__startswith=scope.path)
    return rows.filter(counted_residence=scope.residence) if scope.residence else rows


def _split(column, words):
    """A table of programmes by one thing that applicants said for counting; who said nothing has a column."""

    def compute(period, scope):
        sums, names = {}, {}
        rows = _sent(period, scope).values_list("call__programme", "call__programme__names", column)
        for programme, texts, value, people in rows.annotate(people=Count("member", distinct=True)):
            names[programme] = in_language(texts)
            cell = (programme, words(value))
            sums[cell] = sums.get(cell, 0) + people
        cells = [Cell(names[programme], said, people, people) for (programme, said), people in sums.items()]
        return Figure(cells=sorted(cells, key=lambda cell: (cell.row, cell.column)))

    return compute


def region_words(code) -> str:
    place = Place.objects.filter(code=code).first() if code else None
    return in_language(place.names) if place else gettext("Not said")


def residence_words(code) -> str:
    return country_name(code) if code else gettext("Not said")


for _key, _title, _unit, _compute, _order in (
    ("calls", _("Calls open"), _("calls"), calls_open, 30),
    ("sent", _("Applications to programmes"), _("applications"), applications_sent, 31),
    ("granted", _("Grants"), _("grants"), grants_given, 32),
):
    indicators.add(
        f"programmes.{_key}", Indicator(f"programmes.{_key}", _title, _unit, _compute, part=PART, order=_order)
    )
indicators.add(
    "programmes.money",
    Indicator("programmes.money", _("Money granted"), _("amount"), money_granted, shape="bars", part=PART, order=33),
)
for _key, _title, _column, _words, _order in (
    ("by_gender", _("Applicants of each programme, by gender"), "counted_gender", gender_words, 34),
    ("by_age", _("Applicants of each programme, by age"), "counted_age", age_words, 35),
    ("by_region", _("Applicants of each programme, by home region"), "counted_region", region_words, 36),
    ("by_residence", _("Applicants of each programme, by residence"), "counted_residence", residence_words, 37),
):
    indicators.add(
        f"programmes.{_key}",
        Indicator(f"programmes.{_key}", _title, _("people"), _split(_column, _words), shape="table", part=PART,
                  order=_order, rest=REST, note=_("Only of those who said it for counting.")),
    )  # fmt: skip
