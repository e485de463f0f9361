"""Rounds through the addresses that are due: one host at a time with a pause between, several hosts in one round."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from .checking import Finding, check
from .models import Address
from .network import INTERNET, Network
from .registry import address_sources

logger = logging.getLogger(__name__)
# Seconds between two knocks at one host; addresses in one round; silent hosts that tell of our own line.
PAUSE, ROUND, SILENT = 10.0, 40, 3
LATER = timedelta(hours=1)


def gather(now) -> int:
    """Bring the list of addresses up to date with what pages name; how many came or went."""
    urls = {url for source in address_sources for url in source.addresses() if url.startswith(("http://", "https://"))}
    return Address.objects.gather(urls, now)


def go_round(now, *, network: Network = INTERNET, sleep: Callable = time.sleep) -> int:
    """Check what is due; how many. Where nobody at all answers, our own line is down: nothing is held against them."""
    found: list[tuple[Address, Finding]] = []
    last: dict[str, float] = {}
    while len(found) < ROUND and (row := Address.objects.claim(now)):
        host = urlsplit(row.url).netloc.lower()
        wait = last.get(host, -PAUSE) + PAUSE - time.monotonic() if host in last else 0
        if wait > 0:
            sleep(wait)
        last[host] = time.monotonic()
        found.append((row, check(row.url, network=network)))
    if _is_our_line(found):
        logger.warning("no address answers: the line of this machine may be down")
        for row, _finding in found:
            row.put_off(until=now + LATER)
        return 0
    for row, finding in found:
        _write(row.pk, finding)
    return len(found)


def _write(number: int, finding: Finding) -> None:
    with transaction.atomic():
        row = Address.objects.select_for_update().filter(pk=number).first()
        if row is not None:
            row.note(finding, now=timezone.now())


def _is_our_line(found) -> bool:
    hosts = {urlsplit(row.url).netloc.lower() for row, _finding in found}
    return len(hosts) >= SILENT and all(finding.is_silence for _row, finding in found)
