"""What a first visit moves over the line: bytes and requests of each public page, nothing from elsewhere."""

import re
from pathlib import Path

import brotli
from django.conf import settings

from bench.calls import Caller

PAGES = {
    "front": "/en/", "front-ar": "/ar/", "guides": "/ro/services/", "guide": "/en/services/pension-italy-moldova/",
    "guide-ru": "/ru/services/pension-italy-moldova/", "needs": "/en/opportunities/", "answers": "/ro/help/",
    "search": "/ro/search/?q=pensie+Italia", "sign-in": "/en/account/sign-in/",
}  # fmt: skip
LINKED = re.compile(r'(?:src|href)="([^"]+)"')
KILOBYTE = 1000


def measures():
    caller = Caller()
    for name, path in PAGES.items():
        status, _headers, body = caller.get(path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        page = body.decode()
        files = linked(page)
        html = len(brotli.compress(body, quality=5))
        yield measure(f"weight.{name}.html", round(html / KILOBYTE, 1), "KB", "goal 14 KB compressed")
        yield measure(f"weight.{name}.first", round((html + sum(files.values())) / KILOBYTE, 1), "KB", "goal 40 KB")
        yield measure(f"weight.{name}.requests", 1 + len(files), "requests", "goal 5")


def linked(page: str) -> dict[str, int]:
    """{address: bytes on the line} of the style, script and pictures that a page loads by itself."""
    head = re.findall(r"<(?:link|script|img)\b[^>]*>", page)
    found = {}
    for tag in head:
        if 'rel="canonical"' in tag or 'rel="alternate"' in tag:
            continue
        for address in LINKED.findall(tag):
            if address.startswith("data:"):
                continue
            if not address.startswith(settings.STATIC_URL):
                raise RuntimeError(f"loaded from elsewhere: {address}")
            found[address] = size_of(address)
    return found


def size_of(address: str) -> int:
    path = Path(settings.ROOTBRIDGE_BUILD_DIR) / "static" / address.removeprefix(settings.STATIC_URL)
    packed = path.with_name(path.name + ".br")
    return (packed if packed.exists() else path).stat().st_size


def measure(name, value, unit, ratio_to=""):
    return {"name": name, "value": value, "unit": unit, "ratio_to": ratio_to}
