"""Polling places from a sheet: read whole or not at all, each fault with its line; twice loaded is once loaded."""

import csv
import io
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils.translation import gettext as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.text import clean_line
from rootbridge.base.reference.countries import country_name, timezone_of

from .models import Election, PollingPlace

NEEDED = ("country", "city", "name", "address", "opens", "closes")
COLUMNS = (*NEEDED, "time_zone", "latitude", "longitude", "without_steps")
LONGEST = {"city": 80, "name": 160, "address": 200}
MOST_BYTES, MOST_ROWS, MOST_FAULTS = 1_000_000, 5_000, 20
YES = {"1", "yes", "true", "da", "да", "x"}


class Refused(Exception):
    """``faults``: [(line, reason)], the line 0 for the sheet as a whole."""

    def __init__(self, faults: list[tuple[int, str]]):
        super().__init__(faults)
        self.faults = faults


@dataclass
class Outcome:
    """How many places the sheet adds, changes, leaves as they are; which stand here and not in the sheet."""

    added: int = 0
    changed: int = 0
    same: int = 0
    missing: list[PollingPlace] = field(default_factory=list)


def read_places(body: bytes) -> list[dict]:
    """The rows of a sheet as fields of a polling place. Raises Refused with every fault."""
    rows, faults, seen, found = _rows(body), [], {}, []
    for line, row in rows:
        if not any(row.values()):
            continue
        try:
            fields = _fields(row)
        except ValueError as error:
            faults.append((line, str(error)))
            continue
        key = (fields["country"], fields["city"], fields["address"])
        if key in seen:
            faults.append((line, _("The same place stands in line %(line)s already.") % {"line": seen[key]}))
        seen[key] = line
        found.append(fields)
    if faults:
        raise Refused(faults[:MOST_FAULTS])
    if not found:
        raise Refused([(0, _("The sheet holds no place."))])
    return found


def load_places(election: Election, rows: list[dict], *, by, only_try: bool, clear: bool = False) -> Outcome:
    """Bring the places of an election up to date with a sheet; ``clear``: those it does not name go."""
    with transaction.atomic():
        Election.objects.select_for_update().get(pk=election.pk)
        known = {(one.country, one.city, one.address): one for one in PollingPlace.objects.filter(election=election)}
        outcome = Outcome()
        for row in rows:
            place = known.pop((row["country"], row["city"], row["address"]), None)
            if place is None:
                outcome.added += 1
                if not only_try:
                    PollingPlace.objects.create(election=election, **row)
                continue
            is_same = all(getattr(place, name) == value for name, value in row.items())
            outcome.same += is_same
            outcome.changed += not is_same
            if not is_same and not only_try:
                PollingPlace.objects.filter(pk=place.pk).update(**row)
        outcome.missing = list(known.values())
        if not only_try:
            _finish(election, outcome, by=by, clear=clear)
    return outcome


def _finish(election, outcome, *, by, clear) -> None:
    if clear:
        PollingPlace.objects.filter(pk__in=[place.pk for place in outcome.missing]).delete()
    removed = len(outcome.missing) if clear else 0
    counts = {"added": outcome.added, "changed": outcome.changed, "removed": removed}
    record("services.places_imported", election, by=by, fields=["places"], after=counts)
    versions.changed()


def _rows(body: bytes):
    """(line, {column: words}) of a sheet. Raises Refused where it is no sheet of ours."""
    if len(body) > MOST_BYTES:
        raise Refused([(0, _("The sheet is too large. Send at most 1 MB."))])
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused([(body.count(b"\n", 0, error.start) + 1, _("Save the sheet as CSV in UTF-8."))]) from error
    head = text.partition("\n")[0]
    sheet = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    found = []
    try:
        names = [clean_line(name or "").casefold() for name in sheet.fieldnames or []]
        sheet.fieldnames = names
        if lacking := [name for name in NEEDED if name not in names]:
            raise Refused([(1, _("These columns are missing: %(names)s.") % {"names": ", ".join(lacking)})])
        for row in sheet:
            found.append((sheet.line_num, {name: clean_line(row.get(name) or "") for name in COLUMNS}))
            if len(found) > MOST_ROWS:
                raise Refused([(sheet.line_num, _("The sheet has too many lines."))])
    except csv.Error as error:
        raise Refused([(sheet.line_num, _("This line is no CSV."))]) from error
    return found


def _fields(row: dict) -> dict:
    """Raises ValueError with what to mend, in words."""
    for name in NEEDED:
        if not row[name]:
            raise ValueError(_("“%(name)s” is empty.") % {"name": name})
    for name, longest in LONGEST.items():
        if len(row[name]) > longest:
            raise ValueError(_("“%(name)s” is longer than %(num)s letters.") % {"name": name, "num": longest})
    country = row["country"].upper()
    if len(country) != 2 or country_name(country, "en") == country:
        raise ValueError(_("“%(code)s” is no country. Write two letters, as in IT.") % {"code": row["country"][:20]})
    opens, closes = _clock(row["opens"]), _clock(row["closes"])
    if closes <= opens:
        raise ValueError(_("It closes before it opens."))
    latitude, longitude = _degrees(row["latitude"], 90), _degrees(row["longitude"], 180)
    if (latitude is None) != (longitude is None):
        raise ValueError(_("Write both latitude and longitude, or neither."))
    return {
        "country": country, "city": row["city"], "name": row["name"], "address": row["address"], "opens": opens,
        "closes": closes, "zone": _zone(row["time_zone"] or timezone_of(country)), "latitude": latitude,
        "longitude": longitude, "has_step_free": row["without_steps"].casefold() in YES,
    }  # fmt: skip


def _clock(words: str) -> time:
    hour, _colon, minute = words.replace(".", ":").partition(":")
    if not (hour.isdecimal() and (minute or "0").isdecimal() and int(hour) < 24 and int(minute or 0) < 60):
        raise ValueError(_("“%(words)s” is no time of day. Write it as 07:00.") % {"words": words[:20]})
    return time(int(hour), int(minute or 0))


def _degrees(words: str, most: int) -> Decimal | None:
    if not words:
        return None
    try:
        value = Decimal(words.replace(",", ".")).quantize(Decimal("0.00001"))
    except InvalidOperation:
        value = None
    if value is None or value.is_nan() or not -most <= value <= most:
        raise ValueError(_("“%(words)s” is no latitude or longitude. Write it as 45.46427.") % {"words": words[:20]})
    return value


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(_("“%(name)s” is no time zone. Write it as Europe/Rome.") % {"name": name[:40]}) from error
