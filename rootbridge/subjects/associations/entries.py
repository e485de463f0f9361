"""A row of a list of organisations: what its columns say, checked against what the platform knows."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rootbridge.base.core.badges import bears_badge
from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.core.text import search_key
from rootbridge.base.reference.models import Place
from rootbridge.people.members import homes
from rootbridge.people.members.forms.sign_in import plain_address
from rootbridge.people.organisations.models import OFFICIAL, Organisation, OrganisationKind, Work
from rootbridge.people.organisations.neighbours import Neighbours
from rootbridge.people.organisations.official_words import Taken, reads_official

from .forms.registering import web_address
from .models import LoadMark

# What a column may hold, and what its heading may read.
FIELDS = {
    "name": ("name", "denumire", "nume", "название", "nom", "nombre", "الاسم"),
    "home": ("home", "place", "origin", "localitate", "raion", "откуда", "origine", "origen"),
    "country": ("country", "tara", "țara", "страна", "pays", "pais", "país", "البلد"),
    "town": ("town", "city", "oras", "oraș", "город", "ville", "ciudad"),
    "kind": ("kind", "type", "tip", "вид", "tipo"),
    "email": ("email", "e-mail", "mail", "posta", "почта"),
    "phone": ("phone", "telephone", "telefon", "телефон", "téléphone", "teléfono"),
    "website": ("website", "site", "web", "сайт"),
    "about": ("about", "description", "descriere", "описание"),
    "work": ("work", "field", "domeniu"),
}
RISKY = ("=", "+", "-", "@")


@dataclass
class Row:
    """A row of a list and what it does: ``mark``; ``why`` it does so; ``organisation``: made, changed or there;
    ``like``: (name, slug) of the page that it may be, the slug "" for a line before it."""

    line: int
    name: str
    mark: str = LoadMark.ADDED
    why: str = ""
    values: dict = field(default_factory=dict)
    home: Place | None = None
    land: Place | None = None
    town: str = ""
    organisation: Organisation | None = None
    like: tuple[str, str] = ("", "")

    def refuse(self, why):
        self.mark, self.why = LoadMark.REFUSED, why
        return self


class Known:
    """Places by code and by name, and what a list held so far; read once for a list."""

    def __init__(self, language: str):
        above = homes.home_countries(language)
        self.language, self.seen, self.taken, self.near = language, {}, Taken(), Neighbours.of_all()
        self.codes, self.names, self.lands = {}, {}, {}
        for place in Place.objects.filter(country_code__in=[one.code for one in above]).defer("keys", "also"):
            self.codes[place.code.casefold()] = place
            for name in place.names.values():
                before = self.names.setdefault(search_key(name), place)
                if before.path.count("/") > place.path.count("/"):
                    self.names[search_key(name)] = place  # the district before its town
        for land in Place.objects.countries().defer("keys", "also"):
            self.lands |= {land.code.casefold(): land} | {search_key(name): land for name in land.names.values()}
        self.only = above[0] if len(above) == 1 else None
        self.kinds = {one.value: one for one in OrganisationKind} | {search_key(str(one.label)): one
                                                                     for one in OrganisationKind}  # fmt: skip
        self.works = {one.value: one for one in Work} | {search_key(str(one.label)): one for one in Work}


def guess(header: list[str]) -> dict[str, int]:
    """{field: number of the column} by what stands in the header."""
    folded = [cell.casefold().strip() for cell in header]
    found = {name: next((folded.index(word) for word in words if word in folded), None)
             for name, words in FIELDS.items()}  # fmt: skip
    return {name: number for name, number in found.items() if number is not None}


def read(line, cells, mapping, known) -> Row:
    said = {name: cells[number] if number < len(cells) else "" for name, number in mapping.items()}
    row = Row(line, said.get("name", ""))
    if len(cells) <= max(mapping.values(), default=0) or not row.name:
        return row.refuse(_("Half a row: its name or some cells are missing."))
    if any(value.startswith("=") for value in said.values()) or row.name.startswith(RISKY):
        return row.refuse(_("A formula stands in it. Put words there."))
    if not sum(sign.isalpha() for sign in row.name) >= 3 or len(row.name) > 120:
        return row.refuse(_("The name has fewer than three letters, or more than 120."))
    if bears_badge(row.name):
        return row.refuse(_("The name wears a sign or a word that looks like a badge."))
    try:
        one_alphabet(row.name)
    except Lookalike:
        return row.refuse(_("The name mixes letters of two alphabets that look alike."))
    if reads_official(row.name, known.taken):
        return row.refuse(_("The name reads like that of a public authority."))
    return _placed(row, said, known)


def _placed(row, said, known) -> Row:
    home, land = said.get("home", ""), said.get("country", "")
    row.home = known.codes.get(home.casefold()) or known.names.get(search_key(home)) if home else known.only
    row.land = known.lands.get(land.casefold()) or known.lands.get(search_key(land)) if land else None
    if row.home is None:
        return row.refuse(_("We know no place of origin “%(place)s”.") % {"place": home[:60]})
    if land and row.land is None:
        return row.refuse(_("We know no country “%(place)s”.") % {"place": land[:60]})
    kind = known.kinds.get(search_key(said.get("kind", ""))) or known.kinds.get(said.get("kind", ""))
    if said.get("kind") and kind is None:
        return row.refuse(_("We know no kind “%(kind)s”.") % {"kind": said["kind"][:60]})
    if kind in OFFICIAL:
        return row.refuse(_("Public authorities are brought in as offices, not here."))
    try:
        email = plain_address(said["email"]) if said.get("email") else ""
    except ValidationError:
        return row.refuse(_("“%(email)s” is no e-mail address.") % {"email": said["email"][:60]})
    try:
        web = web_address(said.get("website", "")[:190])
    except ValidationError as error:
        return row.refuse(error.messages[0])
    row.town = said.get("town", "")[:80]
    row.values = {
        "kind": (kind or OrganisationKind.ASSOCIATION).value, "names": {known.language: row.name}, "email": email,
        "phone": said.get("phone", "")[:40], "website": web,
        "about": {known.language: said["about"]} if said.get("about") else {},
        "works_on": [work.value for word in said.get("work", "").replace(";", ",").split(",")
                     if (work := known.works.get(search_key(word)))],
    }  # fmt: skip
    return row
