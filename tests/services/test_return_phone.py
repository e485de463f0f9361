"""On a phone, in Arabic: from the list of guides to a plan that is ticked, kept and in the calendar."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from tests.packed import acasa  # noqa: F401


@pytest.fixture
def phone(acasa, new_page):  # noqa: F811
    return new_page(width=360)


def test_from_the_list_of_guides_to_a_kept_plan(phone):
    on = timezone.localdate() + timedelta(days=210)
    phone.goto("/ar/services/")
    phone.locator('a[href="/ar/services/return/"]').first.click()
    assert phone.locator("html").get_attribute("dir") == "rtl"
    phone.locator("select[name=living]").select_option("IT")
    phone.locator("input[name=on]").fill(on.isoformat())
    for having in ("children", "car"):
        box = phone.locator(f"input[name=having][value={having}]")
        phone.locator(f"label[for={box.get_attribute('id')}]").click()
        assert box.is_checked()
    phone.locator("main form[action$='/return/'] button").last.click()
    steps = phone.locator(".plan-steps li")
    assert steps.count() > 15
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    first = phone.locator(".plan-steps input[name=done]").first
    first.check()
    key = first.get_attribute("value")
    phone.reload()
    assert phone.locator(f".plan-steps input[value={key}]").is_checked(), "kept on the device"
    phone.emulate_media(media="print")
    assert steps.first.is_visible(), "the plan itself comes out of the printer"
    phone.emulate_media(media="screen")
    with phone.expect_download() as download:
        phone.locator('a[href*="plan.ics"]').click()
    calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    names = {str(event["uid"]).partition("@")[0] for event in calendar.walk("VEVENT")}
    assert len(names) == steps.count() - 1
    assert f"return-{key}" not in names, "what is done needs no day any more"


def test_without_script_the_ticks_go_into_the_address(acasa, new_page):  # noqa: F811
    page = new_page(width=360, javascript=False)
    on = timezone.localdate() + timedelta(days=210)
    page.goto(f"/en/services/return/?living=DE&on={on.isoformat()}&having=pets")
    box = page.locator(".plan-steps input[name=done]").first
    key = box.get_attribute("value")
    box.check()
    page.get_by_role("button", name="Keep the ticks in the address").click()
    assert f"done={key}" in page.url
    assert page.locator(f".plan-steps input[value={key}]").is_checked()
