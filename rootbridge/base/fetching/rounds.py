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


def go_round(
    now, *, network: Network = INTERNET, sleep: Callable = time.sleep, clock: Callable = time.monotonic
) -> int:
    """Check what is due; how many. Where nobody at all answers, our own line is down: nothing is held against them.
    What was checked stays claimed until all of it is written down, however long the round takes."""
    found: list[tuple[Address, Finding]] = []
    last, began = {}, clock()

    def moment():
        return now + timedelta(seconds=clock() - began)

    while len(found) < ROUND and (row := Address.objects.claim(moment())):
        host = urlsplit(row.url).netloc.lower()
        wait = last[host] + PAUSE - clock() if host in last else 0
        if wait > 0:
            sleep(wait)
        last[host] = clock()
        Address.objects.hold([row, *(one for one, _finding in found)], moment())
        found.append((row, check(row.url, network=network)))
    if _is_our_line(found):
        logger.warning("no address answers: the line of this machine may be down")
        for row, _finding in found:
            row.put_off(until=now + LATER)
        return 0
    for row, finding in found:
        _write(row, finding)
    return len(found)


def _write(claimed: Address, finding: Finding) -> None:
    """Unless somebody else claimed it meanwhile."""
    with transaction.atomic():
        row = Address.objects.select_for_update().filter(pk=claimed.pk, next_at=claimed.next_at).first()
        if row is not None:
            row.note(finding, now=timezone.now())


def _is_our_line(found) -> bool:
    hosts = {urlsplit(row.url).netloc.lower() for row, _finding in found}
    return len(hosts) >= SILENT and all(finding.is_silence for _row, finding in found)
