"""The fifth journey: the administrator counts, and nobody small is seen."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member
from rootbridge.subjects.help.models import Question
from rootbridge.subjects.opportunities.models import Need

from .steps import assert_fits, press, sign_in_as

SMALL = settings.ROOTBRIDGE_SMALL_CELL
HIDDEN = "hidden"


def chart(page: Page, title: str) -> Locator:
    """One chart with its table and the link to its sheet."""
    return page.locator("div.flow", has=page.get_by_role("heading", name=title, exact=True))


def number(page: Page, words: str) -> str:
    """The big figure above these words."""
    return page.locator(".stat", has_text=words).first.locator("b").inner_text()


def cells(table: Locator) -> dict[tuple[str, str], str]:
    """{(row, column): what stands there} of a table."""
    columns = table.locator("thead th").all_inner_texts()[1:]
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return {(row[0], column): cell for row in rows for column, cell in zip(columns, row[1:], strict=True)}


def settled_members():
    """Those of the end of last week: whom the figures tell apart."""
    today = timezone.localdate()
    return Member.objects.active().filter(joined_at__date__lte=today - timedelta(days=today.isoweekday()))


def where_few_asked(options: Locator) -> str:
    """The offered country whose people asked least: by the day of the week one more question may be counted."""
    offered = [option.get_attribute("value") for option in options.all()]
    living = [value.removeprefix("living.") for value in offered if value.startswith("living.")]
    asked = {code: Question.objects.filter(living=code).count() for code in living}
    least = min(asked, key=asked.get)
    assert asked[least] < SMALL
    return least


def download(page: Page, link: Locator) -> list[dict[str, str]]:
    with page.expect_download() as started:
        link.click()
    text = started.value.path().read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, False)], ids=["1280", "360-no-javascript"])
def test_the_administrator_sees_the_count_and_no_small_cell(acasa, new_page, width, javascript):
    page = new_page(width=width, javascript=javascript, locale="en")
    sign_in_as(page, "natalia")
    assert page.url.endswith("/manage/")
    assert_fits(page)
    assert number(page, "members") == str(Member.objects.active().count())
    assert number(page, "Needs open") == str(Need.objects.published().open_on(timezone.localdate()).count())
    for words in ("Answers to needs", "Needs filled", "Hours given"):
        assert int(number(page, words)) > 0
    for words in ("Usual wait after a question", "Usual wait after an answer to a need"):
        assert re.fullmatch(r"\d+(\.\d)? days", number(page, words))

    ties = chart(page, "Origin and residence")
    shown = cells(ties.locator("table"))
    said = [int(cell) for cell in shown.values() if cell != HIDDEN]
    assert min(said) >= SMALL
    assert len(said) >= 2 / 3 * len(shown)
    assert sum(int(cell) for place, cell in shown.items() if place[1] == "All") == settled_members().count()
    assert_sheet_says_the_same(page, ties, shown)
    assert_table_stands_behind_the_chart(page)


def assert_sheet_says_the_same(page: Page, ties: Locator, shown: dict) -> None:
    sheet = download(page, ties.get_by_role("link", name="As CSV"))
    without_totals = {place: cell for place, cell in shown.items() if place[1] != "All"}
    assert {(row["Row"], row["Column"]): row["Value"] for row in sheet} == without_totals


def assert_table_stands_behind_the_chart(page: Page) -> None:
    """Members by gender and by age, those who said nothing among them, add up to all."""
    for title in ("Members by gender", "Members by age"):
        part = chart(page, title)
        part.locator("summary").click()
        table = part.locator("table")
        expect(table).to_be_visible()
        bars = part.locator(".bars li b").all_inner_texts()
        assert list(cells(table).values()) == bars
        assert sum(int(bar) for bar in bars) == settled_members().count()


def test_a_narrow_look_hides_what_is_small_on_the_page_and_in_the_sheet(acasa, new_page):
    page = new_page(width=360, javascript=False, locale="en")
    sign_in_as(page, "natalia")
    page.goto("/manage/figures/")
    offered = page.locator("select[name=place] option").all_inner_texts()
    assert "Orhei, district" in offered and "Italy" in offered
    few = settled_members().values("living").annotate(number=Count("pk")).filter(number__lt=SMALL)
    names = [place.name("en") for place in Place.objects.filter(pk__in=few.values("living"))]
    assert names and not set(names) & set(offered)
    living = where_few_asked(page.locator("select[name=place] option"))
    page.locator("select[name=place]").select_option(f"living.{living}")
    press(page, "Show")
    page.wait_for_url(f"**place=living.{living}*")
    assert_fits(page)
    assert number(page, "members") == str(settled_members().living_in(living).count())
    assert number(page, "Usual wait after a question") == "too few to show"
    assert chart(page, "Origin and residence").count() == 0
    sheet = download(page, page.get_by_role("link", name="All as CSV"))
    asked = next(row for row in sheet if row["Figure"] == "Questions asked")
    assert asked["Value"] == HIDDEN
