"""Lists of organisations: what each row would do, and doing it, in pieces of two thousand with bulk writes."""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.core.text import search_key
from rootbridge.base.reference.models import Place
from rootbridge.people.members import homes
from rootbridge.people.members.forms.sign_in import plain_address
from rootbridge.people.members.models import Role, RoleKind
from rootbridge.people.organisations.models import Organisation, OrganisationKind, Standing, StandingKind, Tie, Work
from rootbridge.people.organisations.official_words import reads_official, taken_names
from rootbridge.people.organisations.skeletons import skeleton, spoken

from .drafting import RESERVED_ADDRESSES, SHORTEST_ADDRESS
from .forms.registering import web_address
from .models import Load, Loaded, LoadMark

AT_ONCE, KEY = 2000, "organisations.organisation"
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
CHANGED = ("names", "about", "email", "phone", "website", "works_on")
RISKY = ("=", "+", "-", "@")


@dataclass
class Row:
    """A row of a list and what it does: ``mark``; ``why`` it is refused; ``organisation``: made, changed or there."""

    line: int
    name: str
    mark: str = LoadMark.ADDED
    why: str = ""
    values: dict = field(default_factory=dict)
    home: Place | None = None
    land: Place | None = None
    town: str = ""
    organisation: Organisation | None = None

    def refuse(self, why):
        self.mark, self.why = LoadMark.REFUSED, why
        return self


class Known:
    """Places by code and by name, and what a list held so far; read once for a list."""

    def __init__(self, language: str):
        above = homes.home_countries(language)
        self.language, self.seen, self.taken = language, {}, taken_names()
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


def planned(rows: Iterable[tuple[int, list[str]]], mapping: dict, language: str) -> Iterator[list[Row]]:
    """Pieces of a list (without its header), each row told what it does. Two queries a piece."""
    known, rows = Known(language), iter(rows)
    while piece := list(islice(rows, AT_ONCE)):
        yield _compared([_read(line, cells, mapping, known) for line, cells in piece], known)


def _read(line, cells, mapping, known) -> Row:
    said = {name: cells[number] if number < len(cells) else "" for name, number in mapping.items()}
    row = Row(line, said.get("name", ""))
    if len(cells) <= max(mapping.values(), default=0) or not row.name:
        return row.refuse(_("Half a row: its name or some cells are missing."))
    if any(value.startswith("=") for value in said.values()) or row.name.startswith(RISKY):
        return row.refuse(_("A formula stands in it. Put words there."))
    if not sum(sign.isalpha() for sign in row.name) >= 3 or len(row.name) > 120:
        return row.refuse(_("The name has fewer than three letters, or more than 120."))
    try:
        one_alphabet(row.name)
    except Lookalike:
        return row.refuse(_("The name mixes letters of two alphabets that look alike."))
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
        "kind": kind or OrganisationKind.ASSOCIATION, "names": {known.language: row.name}, "email": email,
        "phone": said.get("phone", "")[:40], "website": web,
        "about": {known.language: said["about"]} if said.get("about") else {},
        "works_on": [work for word in said.get("work", "").replace(";", ",").split(",")
                     if (work := known.works.get(search_key(word)))],
    }  # fmt: skip
    return row


def _compared(rows, known) -> list[Row]:
    """Each row beside what is there already and beside the rows before it."""
    open_rows = [row for row in rows if row.mark != LoadMark.REFUSED]
    shapes = {row.line: skeleton(row.name) for row in open_rows}
    there = {}
    for one in Organisation.objects.filter(skeletons__overlap=list(set(shapes.values()))).select_related("residence"):
        for shape in one.skeletons:
            there[shape, one.residence.code if one.residence else ""] = one
    led = set(Role.objects.live_on(timezone.localdate()).filter(
        kind=RoleKind.ORGANISATION_OFFICER, body__in=[one.body for one in there.values()]
    ).values_list("body", flat=True))  # fmt: skip
    for row in open_rows:
        key = shapes[row.line], row.land.code if row.land else ""
        row.organisation = there.get(key)
        if key in known.seen:
            row.mark, row.why = LoadMark.DOUBLE, _("The same as line %(line)s.") % {"line": known.seen[key]}
        elif row.organisation is not None:
            _beside(row, led)
        elif reads_official(row.name, known.taken):
            row.refuse(_("The name reads like that of a public authority."))
        known.seen.setdefault(key, row.line)
    return rows


def _beside(row, led):
    """One of this name is there: its own people's words are never written over."""
    one = row.organisation
    if one.body in led or one.author_id:
        row.mark, row.why = LoadMark.DOUBLE, _("It is there already, and its own people look after it.")
        return
    merged = {name: {**getattr(one, name), **row.values[name]} if name in ("names", "about") else row.values[name]
              for name in CHANGED if row.values[name]}  # fmt: skip
    row.values = {name: value for name, value in merged.items() if getattr(one, name) != value}
    row.mark = LoadMark.CHANGED if row.values else LoadMark.SAME


def bring(load: Load, rows, mapping: dict, *, by, tell=lambda counts: None) -> Counter:
    """Write a list (rows without the header), all of it or nothing, once. Returns how many rows of each mark."""
    counts = Counter()
    with transaction.atomic():
        held = Load.objects.select_for_update().defer("body").get(pk=load.pk)
        if held.applied_at:
            return Counter(held.counts)
        for piece in planned(rows, mapping, load.language):
            counts.update(str(row.mark) for row in piece)
            _add(load, [row for row in piece if row.mark == LoadMark.ADDED])
            _change(load, [row for row in piece if row.mark == LoadMark.CHANGED])
            tell(counts)
        load.counts, load.applied_at, load.mapping, load.body = dict(counts), timezone.now(), mapping, b""
        load.save()
        record("associations.loaded", load, by=by)
        findable.changed(KEY, None)
        versions.changed()
    return counts


def _add(load, rows):
    """Listed, unclaimed, with their ties, in five statements."""
    slugs, now = _addresses(rows), timezone.now()
    made = Organisation.objects.bulk_create([
        Organisation(slug=slug, place=row.home, residence=row.land, languages=[load.language], state="listed",
                     source=load.name, registered_at=now, **row.values,
                     shown=["website"] if row.values["website"] else []).prepare()
        for row, slug in zip(rows, slugs, strict=True)
    ], batch_size=AT_ONCE)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_organisation SET body = 'organisation:' || id WHERE id = ANY(%s)",
                       [[one.pk for one in made]])  # fmt: skip
    pairs = list(zip(made, rows, strict=True))
    ties = [Tie(organisation=one, side="home", place=row.home) for one, row in pairs]
    ties += [Tie(organisation=one, side="here", place=row.land, town=row.town) for one, row in pairs if row.land]
    Tie.objects.bulk_create(ties, batch_size=AT_ONCE)
    Standing.objects.bulk_create([Standing(organisation=one, kind=StandingKind.LISTED, at=now) for one in made])
    Loaded.objects.bulk_create([Loaded(load=load, organisation=one) for one in made])


def _addresses(rows) -> list[str]:
    """An address for each that no page has or had. Two queries."""
    bases = []
    for row in rows:
        words = slugify(spoken(row.name))[:56].strip("-")
        base = words if len(words) >= SHORTEST_ADDRESS else "association"
        bases.append((base, f"{base}-{row.land.code.casefold()}" if row.land else base))
    tried = {slug for pair in bases for slug in pair}
    taken = set(Organisation.objects.filter(slug__in=tried).values_list("slug", flat=True)) | set(RESERVED_ADDRESSES)
    taken |= set(Organisation.objects.filter(former_addresses__slug__in=tried).values_list(
        "former_addresses__slug", flat=True))  # fmt: skip
    found = []
    for base, longer in bases:
        slug = next((one for one in (base, longer) if one not in taken), f"{base}-{secrets.token_hex(4)}")
        taken.add(slug)
        found.append(slug)
    return found


def _change(load, rows):
    for row in rows:
        one = row.organisation
        Loaded.objects.create(load=load, organisation=one, before={name: getattr(one, name) for name in row.values})
        for name, value in row.values.items():
            setattr(one, name, value)
        one.prepare()
    Organisation.objects.bulk_update([row.organisation for row in rows], [*CHANGED, "skeletons", "keys", "sort_key"],
                                     batch_size=500) if rows else None  # fmt: skip


def undo(load: Load, *, by) -> tuple[int, int]:
    """Take back what a list did: (taken back, left because somebody looks after it or claimed it meanwhile)."""
    with transaction.atomic():
        mine = Load.objects.select_for_update().get(pk=load.pk)
        if mine.undone_at or not mine.applied_at:
            return 0, 0
        added = Organisation.objects.filter(pk__in=mine.rows.filter(before={}).values("organisation"))
        led = Role.objects.filter(kind=RoleKind.ORGANISATION_OFFICER, body__startswith="organisation:").values("body")
        free = added.exclude(body__in=led).filter(claims=None, needs=None)
        changed = mine.rows.exclude(before={})
        numbers, left = list(free.values_list("pk", flat=True)), added.count() + changed.count()
        back = list(changed.exclude(organisation__body__in=led).select_related("organisation"))
        for row in back:
            one = row.organisation
            for name, value in row.before.items():
                setattr(one, name, value)
            one.prepare().save()
        Organisation.objects.filter(pk__in=numbers).delete()
        mine.undone_at = timezone.now()
        mine.save(update_fields=["undone_at"])
        record("associations.unloaded", mine, by=by)
        findable.changed(KEY, None)
        versions.changed()
    taken = len(numbers) + len(back)
    return taken, left - taken
