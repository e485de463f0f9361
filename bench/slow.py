"""First visits to a guide on a slow line, in a browser: `python -m bench.slow PORT` writes milliseconds, a line a page.

In a process of its own: the loop that drives the browser and Django's connections do not share one.
"""

import statistics
import sys

from playwright.sync_api import sync_playwright

from tests.browsing import SWITCHES, chromium

# 240 kbit/s with 300 ms there and back, as the browser's own tools know it.
SLOW = {"offline": False, "downloadThroughput": 240_000 / 8, "uploadThroughput": 240_000 / 8, "latency": 300}
PAGES = {"ro": "/ro/services/apostille/", "en": "/en/services/apostille/", "ar": "/ar/services/apostille/"}
READABLE = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def read(port: int) -> None:
    """One first visit for each language, on the slow line; a number a line."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=SWITCHES)
        for path in PAGES.values():
            found = []
            for _round in range(3):
                page = browser.new_page(viewport={"width": 360, "height": 740})
                page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
                page.goto(f"http://127.0.0.1:{port}{path}")
                page.wait_for_load_state("load")
                found.append(page.evaluate(READABLE))
                page.close()
            print(statistics.median(found), flush=True)
        browser.close()


if __name__ == "__main__":
    read(int(sys.argv[1]))
