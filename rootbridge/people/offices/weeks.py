"""A week of opening hours as people type it: "mon-thu 09:00-13:00, 14:00-17:00; fri 09:00-13:00"."""

from .hours import DAYS, _span

# Beginnings of the days in languages of lists: English, Romanian, Russian, French and Spanish.
SAID = {
    "mon": ("mon", "lun", "пн", "пон"), "tue": ("tue", "mar", "вт"), "wed": ("wed", "mie", "mer", "mié", "ср"),
    "thu": ("thu", "joi", "jeu", "jue", "чт", "чет"), "fri": ("fri", "vin", "ven", "vie", "пт", "пят"),
    "sat": ("sat", "sâm", "sam", "sáb", "сб", "суб"), "sun": ("sun", "dum", "dim", "dom", "вс", "вос"),
}  # fmt: skip
MOST_SPANS = 4


def week_of(text: str) -> dict[str, list]:
    """As ``Office.hours``. Raises ValueError with the words that cannot be read."""
    week = {}
    for piece in text.replace("–", "-").replace("\n", ";").split(";"):
        days, _space, hours = piece.strip().partition(" ")
        if not days:
            continue
        try:
            spans = [_span(span.strip()) for span in hours.split(",") if span.strip()]
            numbers = [_day(day) for day in days.split("-")]
        except ValueError as error:
            raise ValueError(piece.strip()) from error
        if not spans or len(spans) > MOST_SPANS or len(numbers) > 2 or numbers[0] > numbers[-1]:
            raise ValueError(piece.strip())
        for number in range(numbers[0], numbers[-1] + 1):
            week.setdefault(DAYS[number], []).extend(spans)
    return {day: sorted(week[day]) for day in DAYS if day in week}


def words_of(week: dict) -> str:
    """A week as it is typed: days with the same hours together."""
    pieces, open_days = [], [day for day in DAYS if week.get(day)]
    while open_days:
        first = open_days[0]
        run = [first]
        for day in open_days[1:]:
            if week[day] != week[first] or DAYS.index(day) != DAYS.index(run[-1]) + 1:
                break
            run.append(day)
        open_days = open_days[len(run) :]
        days = first if len(run) == 1 else f"{first}-{run[-1]}"
        pieces.append(f"{days} " + ", ".join(f"{start}-{end}" for start, end in week[first]))
    return "; ".join(pieces)


def _day(word: str) -> int:
    said = word.strip().casefold().rstrip(".")
    for number, day in enumerate(DAYS):
        if said and any(said.startswith(begin) for begin in SAID[day]):
            return number
    raise ValueError(word)
