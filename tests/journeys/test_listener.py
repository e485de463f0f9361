"""A new reader on a slow phone, in Arabic: types what they need, finds it, listens to it, reads it in easy words."""

import pytest
from playwright.sync_api import expect

from tests.packed import acasa  # noqa: F401

# What a phone gets far from a town, in bytes a second and milliseconds.
SLOW = {"offline": False, "downloadThroughput": 240_000 / 8, "uploadThroughput": 240_000 / 8, "latency": 300}

# Waits until half a second was heard.
HEARD = """player => new Promise(done => {
  const look = () => player.currentTime > 0.5 && done()
  player.addEventListener('timeupdate', look); look()
})"""


@pytest.fixture
def phone(acasa, new_page):  # noqa: F811
    page = new_page(width=360, height=740, locale="ar")
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", SLOW)
    return page


def test_a_reader_in_arabic_finds_what_they_need_and_listens(phone):
    phone.goto("/ar/")
    phone.locator("main input[type=search], main input[name=q]").first.fill("ضاع جواز السفر")
    phone.keyboard.press("Enter")
    phone.locator("main a[href='/ar/services/lost-passport-abroad/']").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("فقدت جواز سفرك في الخارج")
    player = phone.locator("audio[data-recording]")
    assert player.evaluate("player => player.preload") == "none"
    phone.locator("[data-listen-start]").click()
    player.evaluate(HEARD)
    assert player.evaluate("player => player.paused") is False
    player.evaluate("player => player.pause()")
    phone.locator("nav.ways a").nth(1).click()
    expect(phone.locator(".easy")).to_contain_text("اذهب إلى الشرطة اليوم.")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_the_recording_is_a_plain_player(acasa, new_page):  # noqa: F811
    page = new_page(width=360, locale="ar", javascript=False)
    page.goto("/ar/services/lost-passport-abroad/")
    expect(page.locator("audio[controls]").first).to_be_visible()
    expect(page.locator("[data-listen-start]")).to_be_hidden()
    answer = page.request.get(
        page.locator(".recording a[download]").first.get_attribute("href"), headers={"Range": "bytes=0-99"}
    )
    assert (answer.status, len(answer.body()), answer.headers["content-type"]) == (206, 100, "audio/mpeg")
