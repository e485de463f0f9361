"""`make bench`: every bench in turn, one JSON object a measure in build/bench/. `--large` adds what takes longer."""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["ROOTBRIDGE_STATEMENT_TIMEOUT"] = "600000"

import django

django.setup()

from django.conf import settings  # noqa: E402

from bench import (  # noqa: E402  # noqa: E402
    database,
    large,
    live,
    matching,
    organisations,
    pages,
    people,
    places,
    readers,
    recognition,
    search,
    weight,
)

QUICK = [weight, pages, readers, live, matching, places, recognition, search, organisations]
LARGE = [large, people]


def main(words) -> None:
    folder = settings.ROOTBRIDGE_BUILD_DIR / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    database.prepare()
    for bench in [*QUICK, *LARGE] if "--large" in words else QUICK:
        begun = time.monotonic()
        for measure in bench.measures():
            (folder / f"{measure['name']}.json").write_text(json.dumps(measure, ensure_ascii=False), encoding="utf-8")
            print(line_of(measure), flush=True)
        print(f"    ({bench.__name__} took {time.monotonic() - begun:.0f} s)", flush=True)


def line_of(measure) -> str:
    beside = f"  {measure['ratio_to']}" if measure.get("ratio_to") else ""
    return f"{measure['name']:48} {measure['value']:>10} {measure['unit']:12}{beside}"


if __name__ == "__main__":
    main(sys.argv[1:])
