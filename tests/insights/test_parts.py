"""Nobody can work out a few people by asking for one place or country after the other."""

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from rootbridge.base.core.figures import Cell, Figure, Indicator
from rootbridge.base.core.grouping import gathered
from rootbridge.base.core.shares import readable_parts
from rootbridge.bridges.insights.reports import hide_small, narrowed

LIMIT = 10
NUMBER = Indicator("members.all", "Members", "people", None)
BARS = Indicator("members.gender", "Members by gender", "people", None, shape="bars", rest=("rest", ""))
TABLE = Indicator("members.ties", "Ties", "people", None, shape="table", rest=("rest", "rest"))
GENDERS, HOMES, LANDS = ("women", "men", "other"), ("", "Orhei", "Soroca", "Bălți"), ("", "Italy", "France")
Person = tuple[str, str, str]  # gender, home, country
people = st.lists(st.integers(0, 14) | st.integers(0, 3) | st.just(0), min_size=36, max_size=36).map(
    lambda counts: dict(zip(product(GENDERS, HOMES, LANDS), counts, strict=True))
)


def lines(counts, side, where=None) -> dict[str, int]:
    """{name: people} by one thing that they said, the largest first; ``where``: (side, name) of those that count."""
    found: dict[str, int] = {}
    for kind, number in counts.items():
        if where is None or kind[where[0]] == where[1]:
            found[kind[side]] = found.get(kind[side], 0) + number
    return dict(sorted(((name, number) for name, number in found.items() if number), key=lambda row: (-row[1], row[0])))


def bars(sums) -> Figure:
    return Figure(cells=[Cell(name, "all", number, number) for name, number in sums.items()])


def number(sums) -> Figure:
    return Figure(value=sum(sums.values()), people=sum(sums.values()))


class Reader:
    """Reads everything that is offered and writes down each number as an equation over the kinds of people."""

    def __init__(self, counts):
        self.counts, self.known = counts, []

    def note(self, value, holds) -> None:
        if value is not None:
            kinds = [kind for kind in self.counts if holds(kind)]
            assert value == sum(self.counts[kind] for kind in kinds)
            self.known.append([Fraction(kind in kinds) for kind in self.counts])

    def note_rows(self, report, side, names, where=lambda kind: True) -> None:
        """A row is of one name, or of all that stand under no name of their own."""
        own = set(report.rows) & set(names)
        for row, value in report.bars:
            self.note(value, lambda kind, row=row: where(kind) and (kind[side] == row or (row not in own and
                      kind[side] not in own)))  # fmt: skip

    def note_table(self, report, homes, lands) -> None:
        rows, columns = set(report.rows) & set(homes), set(report.columns) & set(lands)

        def within(kind, row, column):
            here = kind[1] == row or (row not in rows and kind[1] not in rows)
            return here and (column is None or kind[2] == column or (column not in columns and kind[2] not in columns))

        for (row, column), value in [*report.cells.items(), *(((row, None), sum_) for row, sum_ in
                                                               report.totals.items())]:  # fmt: skip
            self.note(value, lambda kind, row=row, column=column: within(kind, row, column))

    def read(self) -> None:
        counts = self.counts
        by_gender, by_home, by_land = (lines(counts, side) for side in range(3))
        self.note(hide_small(NUMBER, number(by_gender)).value, lambda kind: True)
        for side, sums in enumerate((by_gender, by_home, by_land)):
            self.note_rows(hide_small(BARS, bars(sums)), side, sums)
        ties = [Cell(home, land, found, found) for home in by_home for land in by_land
                for found in [sum(counts[gender, home, land] for gender in GENDERS)]]  # fmt: skip
        self.note_table(hide_small(TABLE, Figure(cells=ties)), by_home, by_land)
        for side, sums in ((1, by_home), (2, by_land)):
            offered = [name for name in sums if name and name not in gathered(sums, LIMIT) and len(sums) > 1]
            parts = {name: lines(counts, 0, (side, name)) for name in offered}
            for name in offered:
                of = lambda kind, side=side, name=name: kind[side] == name  # noqa: E731
                sums_of = {key: number(part) for key, part in parts.items()}
                self.note(narrowed(NUMBER, number(by_gender), sums_of, name).value, of)
                sums_of = {key: bars(part) for key, part in parts.items()}
                self.note_rows(narrowed(BARS, bars(by_gender), sums_of, name), 0, by_gender, of)

    def solves(self) -> "Solver":
        return Solver(self.known)


class Solver:
    """What follows from equations: is a sum of kinds a combination of those known? By elimination over fractions."""

    def __init__(self, equations):
        self.steps: list[tuple[int, list[Fraction]]] = []
        for line in equations:
            rest = self.reduced(line)
            pivot = next((place for place, value in enumerate(rest) if value), None)
            if pivot is not None:
                self.steps.append((pivot, [value / rest[pivot] for value in rest]))

    def reduced(self, line):
        for pivot, step in self.steps:
            if line[pivot]:
                factor = line[pivot]
                line = [value - factor * mine for value, mine in zip(line, step, strict=True)]
        return line

    def follows(self, kinds, every) -> bool:
        return not any(self.reduced([Fraction(kind in kinds) for kind in every]))


def few(counts):
    """Every group of one to nine people that can be named by up to two things they said, or by two names of one."""
    names = (GENDERS, HOMES, LANDS)
    for side in range(3):
        for some in (*combinations(names[side], 1), *combinations(names[side], 2)):
            yield [kind for kind in counts if kind[side] in some]
    for one, two in combinations(range(3), 2):
        for name in product(names[one], names[two]):
            yield [kind for kind in counts if (kind[one], kind[two]) == name]
    yield from ([kind] for kind in counts)


@given(people)
@settings(max_examples=150, deadline=None)
def test_no_few_people_follow_from_all_that_is_offered(counts):
    """All the bars, the table and every place and country of the menu, one after the other, put together."""
    reader = Reader(counts)
    reader.read()
    solver = reader.solves()
    for kinds in few(counts):
        if 0 < sum(counts[kind] for kind in kinds) < LIMIT:
            assert not solver.follows(set(kinds), counts)


def test_the_complement_of_a_country_is_hidden_with_it():
    """35 from Orhei, 32 of them in Italy: three live elsewhere."""
    whole = Figure(value=35, people=35)
    assert narrowed(NUMBER, whole, {"IT": Figure(value=32, people=32)}, "IT").value is None
    assert narrowed(NUMBER, whole, {"IT": Figure(value=25, people=25)}, "IT").value == 25
    assert narrowed(NUMBER, whole, {"IT": Figure(value=35, people=35)}, "IT").value == 35


def test_one_woman_outside_a_country_is_hidden():
    whole, part = bars({"women": 31, "men": 14}), bars({"women": 30, "men": 2})
    found = narrowed(BARS, whole, {"IT": part}, "IT")
    assert dict(found.bars) == {"women": None, "men": None}


def test_two_countries_do_not_give_a_third_away():
    whole = Figure(value=47, people=47)
    parts = {"IT": Figure(value=30, people=30), "FR": Figure(value=14, people=14)}
    assert readable_parts((47, 47), {"IT": (30, 30), "FR": (14, 14)}, LIMIT) == {"IT"}
    assert narrowed(NUMBER, whole, parts, "FR").value is None


def test_people_behind_two_places_leave_rather_too_few():
    """Twenty gave hours in one place and twelve in another, twenty-five in all: five at least gave only elsewhere,
    and nothing says that the others did."""
    assert readable_parts((25, 90), {"OR": (20, 60), "SO": (12, 20)}, LIMIT) == set()
    assert readable_parts((25, 90), {"OR": (14, 60), "SO": (12, 20)}, LIMIT) == {"OR"}


def test_hours_of_one_person_behind_two_places_are_hidden():
    """All ten women gave hours in Orhei; one of them gave nine hours elsewhere too."""
    whole = Figure(cells=[Cell("women", "all", 120, 10), Cell("men", "all", 200, 20)])
    part = Figure(cells=[Cell("women", "all", 111, 10), Cell("men", "all", 90, 10)])
    found = narrowed(BARS, whole, {"OR": part}, "OR")
    assert dict(found.bars)["women"] is None
