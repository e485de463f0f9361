"""A summary: each group with several measures of it. Small groups stand together, and what is told of fewer people than
the limit is hidden. How a desk works is no trait of a person, so that a share may tell that somebody still waits."""

from rootbridge.base.core.figures import Figure
from rootbridge.base.core.grouping import gathered


def summary_of(figure: Figure, limit: int, rest: str) -> tuple[list[str], dict]:
    """(names of the rows, the largest first and what stands together last, {(row, column): value or None}). Nothing
    where all would be hidden, or where a total would give away what is hidden."""
    sizes = {name: people_of(rows) for name, rows in figure.groups.items()}
    small = gathered(sizes, limit)
    groups = {name: figure.groups[name] for name in sorted(sizes, key=sizes.get, reverse=True) if name not in small}
    if small:
        groups[rest] = [row for name in figure.groups if name in small for row in figure.groups[name]]
    if not set(groups) - {rest} or (small and people_of(groups[rest]) < limit):
        return [], {}
    cells = {}
    for name, rows in groups.items():
        for measure in figure.measures:
            told = measure.among(rows)
            cells[name, str(measure.title)] = measure.of(told) if people_of(told) >= limit else None
    return list(groups), cells


def people_of(rows) -> int:
    """Different persons; those who can be told apart no more are left out, so that a figure is rather hidden."""
    return len({row.person for row in rows if row.person})
