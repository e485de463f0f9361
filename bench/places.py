"""Places from an official list: rows a second of the whole import, beside a raw COPY of the same file."""

import csv
import resource
import tempfile
import time
from pathlib import Path

from django.db import connection, transaction

from rootbridge.base.reference.models import Place
from rootbridge.base.reference.place_import import import_places

UNITS, TOWNS, COUNTRY = 1_000, 99_000, "KI"  # a country of whose places the pack knows none
HEAD = ["code", "parent", "type", "name_ro", "name_en", "name_ru", "old names", "lat", "lon", "population"]


def measures():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.csv"
        _write(path)
        with transaction.atomic():
            copied = _copy(path)
            first, again, dry = _import(path), _import(path), _import(path, dry_run=True)
            assert Place.objects.filter(country_code=COUNTRY).count() == UNITS + TOWNS + 1
            typed = _typed()
            transaction.set_rollback(True)
    rows = UNITS + TOWNS
    yield {"name": "places.import", "value": round(rows / first), "unit": "rows/s",
           "ratio_to": f"{first / copied:.0f} times a raw COPY ({rows / copied:.0f} rows/s)"}  # fmt: skip
    yield {"name": "places.import_again", "value": round(rows / again), "unit": "rows/s", "ratio_to": "nothing new"}
    yield {"name": "places.dry_run", "value": round(rows / dry), "unit": "rows/s", "ratio_to": "nothing new"}
    yield {"name": "places.typed", "value": round(typed * 1000, 1), "unit": "ms", "ratio_to": f"among {rows:,} places"}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield {"name": "places.memory", "value": peak, "unit": "MB", "ratio_to": "peak of the process"}


def _write(path: Path) -> None:
    """1,000 districts of 99 villages each, names in three languages."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(UNITS):
            writer.writerow(
                [f"R{number}", "", "district", f"Raionul {number}", f"District {number}", "", "", "", "", ""]
            )
        for number in range(TOWNS):
            name = f"Satul {number % 30_011} de pe rîul {number % 977}"
            writer.writerow([f"S{number}", f"R{number % UNITS}", "village", name, name, f"Село {number}",
                             f"Vechi {number}", "47.25", "28.75", number % 9000])  # fmt: skip


def _copy(path: Path) -> float:
    columns = ", ".join(f"c{number} text" for number in range(len(HEAD)))
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE raw_place ({columns}) ON COMMIT DROP")
        with cursor.copy("COPY raw_place FROM STDIN (FORMAT csv, HEADER)") as copy, path.open("rb") as file:
            while block := file.read(1 << 16):
                copy.write(block)
    return time.perf_counter() - begun


def _import(path: Path, **options) -> float:
    begun = time.perf_counter()
    import_places(path, country=COUNTRY, language="ro", **options)
    return time.perf_counter() - begun


def _typed() -> float:
    """Seconds for one name typed, the middle of several."""
    times = []
    for number in range(15):
        begun = time.perf_counter()
        Place.objects.typed(f"Satul {number * 1999} de", language="ro")
        times.append(time.perf_counter() - begun)
    return sorted(times)[7]
