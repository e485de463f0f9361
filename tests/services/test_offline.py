"""Guides kept on the reader's own device, in a real browser without a network; and nothing else is ever kept."""

import json
import re

import pytest
from playwright.sync_api import expect

from rootbridge.subjects.services.models import Guide
from tests.journeys.steps import sign_in_as
from tests.packed import acasa  # noqa: F401

GUIDE, OTHER, LIST = "/en/services/apostille/", "/en/services/safe-transfers/", "/en/services/reading/"
# Addresses in every cache of the browser, and the words of every page kept there.
INVENTORY = """async () => {
  const found = {}
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) {
    const answer = await (await caches.open(name)).match(request, {ignoreVary: true})
    found[new URL(request.url).pathname + new URL(request.url).search] = await answer.text()
  }
  return found
}"""
KEPT = re.compile(r"/en/services/(apostille|reading)/(\?easy=1)?|/static/[\w./-]+")
PRIVATE = [
    "/en/account/",
    "/en/account/data/",
    "/en/help/ask/",
    "/en/help/follow/",
    "/en/help/",
    "/en/account/notices/",
]


def keep(page, address=GUIDE) -> None:
    page.goto(address)
    page.get_by_role("button", name="Keep for offline").click()
    expect(page.get_by_role("button", name="Kept on this device")).to_be_visible()


@pytest.fixture
def reader(acasa, new_page):  # noqa: F811
    return new_page(width=360)


def test_nothing_is_registered_until_somebody_keeps_a_guide(reader):
    reader.goto(GUIDE)
    assert reader.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert reader.evaluate(INVENTORY) == {}


def test_a_kept_guide_opens_without_a_network(reader):
    keep(reader)
    reader.context.set_offline(True)
    reader.goto(LIST)
    expect(reader.get_by_text("You are offline.")).to_be_visible()
    row = reader.locator("[data-kept-list] a")
    expect(row).to_have_text("Apostille: making a Moldovan paper valid elsewhere")
    row.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Apostille: making a Moldovan paper valid elsewhere")
    assert reader.evaluate("getComputedStyle(document.querySelector('.steps > li'), '::before').content") != "none"
    reader.goto(OTHER)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kept for offline")


def test_the_list_says_when_and_lets_go(reader):
    reader.goto(LIST)
    expect(reader.get_by_text("Nothing is kept yet")).to_be_visible()
    keep(reader)
    reader.goto(LIST)
    expect(reader.locator("[data-kept-list] small")).to_contain_text("kB")
    reader.locator("[data-kept-list] button").click()
    expect(reader.get_by_text("Taken away.")).to_be_visible()
    expect(reader.get_by_text("Nothing is kept yet")).to_be_visible()
    assert GUIDE not in reader.evaluate(INVENTORY)


def test_a_guide_that_changed_is_fetched_anew(reader):
    keep(reader)
    guide = Guide.objects.get(slug="apostille", locale__language_code="en")
    guide.lead = "Other words than before."
    guide.save_revision().publish()
    reader.goto(LIST)
    expect(reader.get_by_text("Guides that changed since: 1")).to_be_visible()
    assert "Other words than before." in reader.evaluate(INVENTORY)[GUIDE]
    guide.unpublish()
    for other in Guide.objects.filter(slug="apostille"):
        other.unpublish()
    reader.goto(LIST)
    expect(reader.get_by_text("Nothing is kept yet")).to_be_visible()


def test_pages_about_somebody_are_never_kept(reader):
    sign_in_as(reader, "elena")
    keep(reader)
    for address in PRIVATE:
        reader.goto(address)
    reader.goto("/en/services/")
    reader.goto(OTHER)
    reader.goto(LIST)
    kept = reader.evaluate(INVENTORY)
    assert GUIDE in kept
    assert not [address for address in kept if not KEPT.fullmatch(address)]
    for address, words in kept.items():
        assert "Elena" not in words or address.startswith("/static/"), address


@pytest.mark.parametrize("address", ["/en/account/", "/en/services/", "/en/help/", "/manage/", "https://example.org/",
                                     "/en/services/apostille/flyer.pdf", "/en/services/apostille/?x=1"])  # fmt: skip
def test_the_worker_keeps_nothing_else_even_when_told(reader, address):
    keep(reader)
    said = reader.evaluate(
        """address => new Promise(async done => {
          const channel = new MessageChannel()
          channel.port1.onmessage = ({data}) => done(data)
          ;(await navigator.serviceWorker.ready).active.postMessage({keep: [address]}, [channel.port2])
        })""",
        address if address.startswith("/") else "/en/../en/account/",
    )
    assert said.get("error"), json.dumps(said)
    assert not [one for one in reader.evaluate(INVENTORY) if not KEPT.fullmatch(one)]


def test_leaving_quickly_takes_everything_away(reader, acasa):  # noqa: F811
    keep(reader)
    reader.route("https://www.wikipedia.org/**", lambda route: route.abort())
    reader.evaluate("fetch('/en/account/leave/', {redirect: 'manual'})")
    reader.wait_for_timeout(500)
    assert reader.evaluate(INVENTORY) == {}
    assert reader.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_a_sensitive_guide_is_not_offered(reader, monkeypatch):
    monkeypatch.setattr("rootbridge.shared.translation.desks.is_sensitive", lambda slug: True)
    reader.goto(GUIDE)
    expect(reader.get_by_role("button", name="Print")).to_be_visible()
    expect(reader.get_by_role("button", name="Keep for offline")).to_have_count(0)


def test_without_a_script_there_is_no_empty_promise(acasa, new_page):  # noqa: F811
    page = new_page(width=360, javascript=False)
    page.goto(GUIDE)
    expect(page.get_by_role("button", name="Keep for offline")).to_be_hidden()
    page.goto(LIST)
    expect(page.get_by_text("Keep the flyer (PDF) of a guide instead.")).to_be_visible()
