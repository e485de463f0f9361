"""Cards of needs: what stands on one, worked out once for each need, version and language."""

from collections.abc import Iterable
from typing import NamedTuple

from django.template import engines
from django.utils.translation import get_language, override
from markupsafe import Markup

from rootbridge.base.core import fragments

from . import facts
from .models import Need

ROOM = 20_000
# In SQL: changes with the need, and with the names of its organisation and place.
STAMP = "n.version || '.' || hashtext(n.titles::text || o.names::text || p.names::text)"
_cards = fragments.Memory(ROOM)


class Card(NamedTuple):
    """What a card says. ``lang``: of the title where it is not the reader's language, else empty."""

    id: int
    title: str
    lang: str
    href: str
    over: str
    text: str


class Row(NamedTuple):
    """A need in a list: how many answered, how many days are left (None: no last day)."""

    id: int
    stamp: str
    answered: int
    days: int | None


def shown(keys: Iterable[tuple[int, str]], language: str) -> dict[int, Card]:
    """The cards of needs by id, from (id, stamp) each. One query for those not known yet, none when all are."""
    names = {key[0]: (language, *key) for key in keys}
    found = {name[1]: card for name, card in _cards.known(names.values()).items()}
    missing = names.keys() - found.keys()
    if missing:
        with override(language):
            needs = Need.objects.filter(pk__in=missing).select_related("place", "organisation")
            made = {need.pk: _card(need) for need in needs}
        _cards.update({names[id_]: card for id_, card in made.items()})
        found |= made
    return found


def joined(rows: Iterable[Row], language: str) -> Markup:
    """The cards of a list as one piece of the page."""
    rows = list(rows)

    def draw(ids):
        by_id = {row.id: row for row in rows}
        known = shown([(id_, by_id[id_].stamp) for id_ in ids], language)
        return {id_: _drawn(card, by_id[id_]) for id_, card in known.items()}

    return fragments.join("opportunities.card", rows, language, draw)


def _card(need) -> Card:
    title = need.said("titles")
    lang = title.language if title.language != get_language() else ""
    return Card(need.pk, title.text, lang, need.get_absolute_url(), facts.over(need), facts.short(need))


def _drawn(card: Card, row: Row) -> str:
    page = engines["jinja2"].env.get_template("opportunities/card.html")
    return page.render(card=card, answered=facts.answered(row.answered), left=facts.days_left(row.days))
