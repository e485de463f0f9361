"""Who may fetch what lies open: each room that ties files to its rows says which of these rows a reader may see."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Showing:
    """``model``: label in lower letters of the rows that hold a file; ``rows(user)``: those that this reader may see.
    A room that says nothing shows its files to everybody."""

    model: str
    rows: Callable


showings: Registry[Showing] = Registry("who may see files")
NOBODY = AnonymousUser()


def add_showing(model: str, rows: Callable) -> Showing:
    return showings.add(model, Showing(model, rows))


def rows_for(model, user):
    """The rows of a model that show their file to this reader, of a sleeping part too."""
    known = showings.all().get(model._meta.label_lower)
    return known.rows(user) if known else model._base_manager.all()
