"""Figures of one place that may be said to everybody there: what is small, or gives a neighbour away, is left out."""

from rootbridge.base.core.figures import Scope, indicators

from .forms import HOME, LIVING, FiguresForm
from .reports import report_of

MOST = 3


def facts_of_place(path: str, residence: str, day) -> list[tuple[str, str]]:
    """[(what is counted, number in the reader's writing)] of a district or a country of residence, of everything where
    neither is said; none where the place is too small to be told by itself."""
    form = FiguresForm({"place": _key(path, residence)}, widest=Scope(), today=day)
    asked = form.asked()
    if (path or residence) and not asked.chosen:
        return []
    found = []
    for indicator in indicators:
        if indicator.shape == "number" and asked.tells(indicator):
            report = report_of(indicator, asked)
            if report.value:
                found.append((report.title, report.shown))
        if len(found) == MOST:
            break
    return found


def _key(path: str, residence: str) -> str:
    codes = path.rstrip("/").split("/") if path else []
    if len(codes) > 1:
        return f"{HOME}.{codes[1]}"
    return f"{LIVING}.{residence}" if residence else ""
