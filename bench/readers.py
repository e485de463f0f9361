"""A guide for every reader: the CPU of its flyer in each language, and how soon it can be read on a slow line."""

import statistics
import subprocess
import sys
import time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from bench.pages import granian
from bench.slow import PAGES
from bench.weight import measure
from rootbridge.base.printing.flyer import data_of
from rootbridge.base.printing.press import press
from rootbridge.shared.translation.desks import desk_of
from rootbridge.subjects.services.flyers import flyer_of
from rootbridge.subjects.services.models import Guide
from tests.browsing import chromium

GOAL_CPU, GOAL_READ, ROUNDS = 100, 3000, 5


def measures():
    yield from flyers()
    yield from slow_line()


def flyers():
    """Another title each time, so that nothing laid out before helps."""
    guides = list(Guide.objects.published().filter(slug__in=["apostille", "safe-transfers"]).with_owner())
    for code, _name in settings.LANGUAGES:
        written = [guide for guide in guides if guide.language == code] or guides[:2]
        times = []
        with override(code):
            for number in range(ROUNDS * len(written)):
                guide = written[number % len(written)]
                guide.title = f"{guide.title[:120]} {number}"
                data = data_of(flyer_of(guide, desk_of(guide.office, "", timezone.now())))
                begun = time.process_time()
                press().print("flyer", data)
                times.append((time.process_time() - begun) * 1000)
        yield measure(f"guide_flyer_cpu.{code}", round(statistics.median(times), 1), "ms", f"goal {GOAL_CPU} ms")


def slow_line():
    """Milliseconds until the text of a guide stands on the screen of somebody who comes for the first time."""
    if not chromium():
        yield measure("guide_readable.en", 0, "ms", "skipped: Chromium is not on this machine")
        return
    with granian() as port:
        told = subprocess.run(
            [sys.executable, "-m", "bench.slow", str(port)], capture_output=True, text=True, check=True
        ).stdout.split()
    for language, spent in zip(PAGES, told, strict=True):
        yield measure(f"guide_readable.{language}", round(float(spent)), "ms", f"goal {GOAL_READ} ms")
