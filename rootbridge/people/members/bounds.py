"""Where a role holds: exactly one of everywhere, a place and all below, a country of residence, one body."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from rootbridge.base.reference.models import Place

from . import bodies

EVERYWHERE, PLACE, RESIDENCE, OFFICE, ORGANISATION = "everywhere", "place", "residence", "office", "organisation"

# Which kind of role may hold where.
FITTING = {
    "administrator": (EVERYWHERE, PLACE, RESIDENCE),
    "editor": (EVERYWHERE, PLACE),
    "moderator": (EVERYWHERE, PLACE, RESIDENCE),
    "local_representative": (PLACE,),
    "residence_representative": (RESIDENCE,),
    "support_agent": (OFFICE,),
    "organisation_officer": (ORGANISATION,),
}


@dataclass(frozen=True)
class Bounds:
    is_everywhere: bool = False
    place: Place | None = None
    residence: Place | None = None
    body: str = ""

    @classmethod
    def of(cls, thing) -> "Bounds":
        """Those of a role or an invitation."""
        return cls(thing.is_everywhere, thing.place, thing.residence, thing.body)

    @property
    def columns(self) -> dict:
        """As the columns of a role or an invitation."""
        return {
            "is_everywhere": self.is_everywhere, "place": self.place, "residence": self.residence, "body": self.body,
        }  # fmt: skip

    @property
    def kind(self) -> str:
        """One of the words above; "" when they are not exactly one thing."""
        values = {EVERYWHERE: self.is_everywhere, PLACE: self.place, RESIDENCE: self.residence}
        said = [word for word, value in (values | {self.body.partition(":")[0]: self.body}).items() if value]
        return said[0] if len(said) == 1 else ""

    def fit(self, role_kind: str) -> bool:
        """Can a role of this kind hold here? A country of residence is a country, a body is one that exists."""
        if self.residence and not self.residence.is_country:
            return False
        if self.body and self.body not in bodies.find([self.body]):
            return False
        return self.kind in FITTING.get(role_kind, ())

    @property
    def path(self) -> str:
        """Path of the place that it belongs to, of a body's place too; "" when there is none. A query for a body."""
        if self.place:
            return self.place.path
        found = bodies.find([self.body]).get(self.body) if self.body else None
        return found.path if found else ""

    @property
    def where(self) -> dict:
        """As Reach asks for it. A query for a body."""
        if self.body:
            found = bodies.find([self.body]).get(self.body)
            return where_of(found) if found else {"body": self.body}
        return {
            "is_everywhere": self.is_everywhere, "path": self.place.path if self.place else "",
            "residence": self.residence.code if self.residence else "",
        }  # fmt: skip

    def words(self, language: str | None = None, titles: dict[str, bodies.Body] | None = None) -> str:
        """In words: "Everywhere", "Orhei", "People living in Italy". ``titles``: bodies found before."""
        language = language or get_language()
        if self.is_everywhere:
            return gettext("Everywhere")
        if self.place:
            return self.place.name(language)
        if self.residence:
            return gettext("People living in %(country)s") % {"country": self.residence.name(language)}
        found = (bodies.find([self.body]) if titles is None else titles).get(self.body)
        return found.title if found else gettext("A body that is gone")


def where_of(body: bodies.Body) -> dict:
    """Where a body lies, as Reach asks for it: in its place, and in a country when it serves residents of that one
    country only and works for no place elsewhere."""
    residence = ""
    if len(body.residences) == 1 and body.path in ("", body.residences[0] + "/"):
        residence = body.residences[0]
    return {"path": body.path, "residence": residence, "body": body.key}
