"""Lists of organisations: what each row would do, and doing it, in pieces of two thousand with bulk writes."""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.people.members.models import Role, RoleKind
from rootbridge.people.organisations.models import Organisation, Standing, StandingKind, Tie
from rootbridge.people.organisations.skeletons import skeleton, spoken

from .drafting import RESERVED_ADDRESSES, SHORTEST_ADDRESS
from .entries import Known, Row, read
from .models import Load, Loaded, LoadMark

AT_ONCE, KEY = 2000, "organisations.organisation"
CHANGED = ("names", "about", "email", "phone", "website", "works_on")


def planned(rows: Iterable[tuple[int, list[str]]], mapping: dict, load: Load) -> Iterator[list[Row]]:
    """Pieces of a list (without its header), each row told what it does. Two queries a piece."""
    known, rows = Known(load.language), iter(rows)
    while piece := list(islice(rows, AT_ONCE)):
        yield _compared([read(line, cells, mapping, known) for line, cells in piece], known, load)


def _compared(rows, known, load) -> list[Row]:
    """Each row beside what is there already and beside the rows before it."""
    open_rows = [row for row in rows if row.mark != LoadMark.REFUSED]
    shapes = {row.line: skeleton(row.name) for row in open_rows}
    there = {}
    for one in Organisation.objects.filter(skeletons__overlap=list(set(shapes.values()))).select_related("residence"):
        for shape in one.skeletons:
            there[shape, one.residence.code if one.residence else ""] = one
    led = set(Role.objects.live_on(timezone.localdate()).filter(
        kind=RoleKind.ORGANISATION_OFFICER, body__in=[one.body for one in there.values()]
    ).values_list("body", flat=True)) if there else set()  # fmt: skip
    for row in open_rows:
        key = shapes[row.line], row.land.code if row.land else ""
        row.organisation = there.get(key)
        if key in known.seen:
            row.mark, row.why = LoadMark.DOUBLE, _("The same as line %(line)s.") % {"line": known.seen[key]}
        elif row.organisation is not None:
            _beside(row, led)
        else:
            _near(row, known, load)
        known.seen.setdefault(key, row.line)
    return rows


def _near(row, known, load):
    """A name like another's waits for a word of whoever brings the list, unless they said that it is another."""
    land = row.land.country_code if row.land else ""
    one = known.near.nearest(row.name, land)
    if one is not None and not load.brings(row.line):
        row.mark, row.like = LoadMark.NEAR, (one.name, one.slug)
        row.why = _("line %(line)s,") % {"line": one.line} if one.line else ""
    known.near.add(row.name, land, line=row.line)


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
    """Write a list (rows without the header), all of it or nothing, and once. Returns how many rows of each mark."""
    counts = Counter()
    with transaction.atomic():
        if (mine := Load.objects.select_for_update().get(pk=load.pk)).applied_at:
            return Counter(mine.counts)
        for piece in planned(rows, mapping, load):
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
    """Listed, unclaimed, with their ties, in six statements."""
    if not rows:
        return
    slugs, now, numbers = _addresses(rows), timezone.now(), _numbers(len(rows))
    made = [
        Organisation(pk=number, body=f"organisation:{number}", slug=slug, place=row.home, residence=row.land,
                     languages=[load.language], state="listed", source=load.name, registered_at=now,
                     shown=["website"] if row.values["website"] else [], **row.values).prepare()
        for row, slug, number in zip(rows, slugs, numbers, strict=True)
    ]  # fmt: skip
    _copy(Organisation, made)
    pairs = list(zip(made, rows, strict=True))
    ties = [Tie(organisation=one, side="home", place=row.home) for one, row in pairs]
    ties += [Tie(organisation=one, side="here", place=row.land, town=row.town) for one, row in pairs if row.land]
    _copy(Tie, ties)
    _copy(Standing, [Standing(organisation=one, kind=StandingKind.LISTED.value, at=now) for one in made])
    _copy(Loaded, [Loaded(load=load, organisation=one, after=as_it_is(one)) for one in made])


def _copy(model, rows) -> None:
    """Insert rows in the database's own bulk format: a third of the time of one long INSERT."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or rows[0].pk is not None]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    ways = [(field.attname, Jsonb if isinstance(field, models.JSONField) else None) for field in fields]
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as pipe:
        for row in rows:
            said = row.__dict__
            pipe.write_row([way(said[name]) if way else said[name] for name, way in ways])


def _numbers(count) -> list[int]:
    """Fresh numbers of organisations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('organisations_organisation', 'id')) "
                       "FROM generate_series(1, %s)", [count])  # fmt: skip
        return [number for (number,) in cursor]


def as_it_is(organisation) -> dict:
    """What a list may write of an organisation."""
    return {name: getattr(organisation, name) for name in CHANGED}


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
        Loaded.objects.create(load=load, organisation=one, before={name: getattr(one, name) for name in row.values},
                              after=row.values)  # fmt: skip
        for name, value in row.values.items():
            setattr(one, name, value)
        one.prepare()
    Organisation.objects.bulk_update([row.organisation for row in rows], [*CHANGED, "skeletons", "keys", "sort_key"],
                                     batch_size=500) if rows else None  # fmt: skip
