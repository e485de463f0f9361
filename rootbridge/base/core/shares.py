"""A figure of one place or country beside the same figure of the whole: what may be shown of it.

The whole is shown too. So a part is shown only where what is left of the whole, once all parts that are shown are
taken away, is nothing or at least ``limit`` people; and the rows of all parts are hidden together, as one table whose
totals are shown.
"""

from .suppression import Key, hidden_cells

REST = ""
Size = tuple[float, float]  # people, value


def readable_parts(whole: Size, parts: dict[str, Size], limit: int) -> set[str]:
    """The parts whose number may be shown. No two overlap, except that one person may stand behind several: then fewer
    are taken to be left than there are, and rather too much is hidden. Of equals the first is kept."""
    shown = sorted((key for key in parts if parts[key][0] >= limit), key=lambda key: -parts[key][0])
    while shown and not _is_safe(_left(whole, [parts[key] for key in shown]), limit):
        shown.pop()
    return set(shown)


def hidden_rows(whole: dict[str, Size], parts: dict[str, dict[str, Size]], limit: int) -> set[Key]:
    """{(row, part)} of what must be hidden. ``whole``: {row: size}, all shown; ``parts``: {part: {row: size}}, of those
    whose number may be shown."""
    if len(whole) < 2:  # a lone row says no more than the number
        return set()
    table: dict[Key, float] = {}
    for row, size in whole.items():
        cells = {key: rows.get(row, (0, 0)) for key, rows in parts.items()}
        table |= {(row, key): people for key, (people, _value) in cells.items()}
        left = _left(size, cells.values())
        if left != (0, 0):
            table[row, REST] = max(0, left[0])
    return {cell for cell in hidden_cells(table, limit) if cell[1] != REST}


def _left(whole: Size, parts) -> Size:
    people, value = whole
    for part in parts:
        people, value = people - part[0], value - part[1]
    return people, value


def _is_safe(left: Size, limit: int) -> bool:
    return left[0] >= limit or left == (0, 0)
