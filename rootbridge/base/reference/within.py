"""How much of something lies in each of several places."""

from django.db.models import Count, Q


def counted_in(rows, path: str, places, what: str = "pk") -> dict[str, int]:
    """{code of a place: how many different ``what`` of these rows lie in it or below}; ``path``: the column with the
    path of a row's place. One query."""
    counts = {
        f"in_{number}": Count(what, filter=Q(**{f"{path}__startswith": place.path}), distinct=True)
        for number, place in enumerate(places)
    }
    found = rows.aggregate(**counts) if counts else {}
    return {place.code: found[f"in_{number}"] for number, place in enumerate(places)}
