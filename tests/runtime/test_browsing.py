"""The bed of the browser tests: a real browser, the real application, this worker's database."""

from rootbridge.base.runtime.models import SchemaMark


def test_a_browser_meets_the_platform(page, live):
    answer = page.goto("/health/live")
    assert answer.status == 200
    assert page.url == f"{live.url}/health/live"
    assert page.inner_text("body").strip() == "alive"


def test_what_a_test_writes_is_served(new_page):
    page = new_page(width=360, locale="ar", javascript=False)
    assert page.goto("/health/ready").status == 200
    SchemaMark.objects.update(digest="another")
    assert page.goto("/health/ready").status == 503
