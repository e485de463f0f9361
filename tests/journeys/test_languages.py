"""A journey: the Romanian guide changes, the Russian one falls behind, and comes back up by a file."""

import pytest
from playwright.sync_api import expect

from rootbridge.shared.translation.models import Wording
from rootbridge.subjects.services.models import Guide

from .steps import assert_fits, press, sees, sign_in_as

SLUG = "pension-italy-moldova"
NEW = "Răspunsul vine în 77 de zile."
TRANSLATED = "Ответ приходит в течение 77 дней."


def change_the_original():
    """As the editor does, whose own pages are tested with it."""
    guide = Guide.objects.get(slug=SLUG, locale__language_code="ro")
    guide.lead = f"{guide.lead} {NEW}"
    guide.save_revision(clean=False).publish()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, False)], ids=["1280", "360-no-javascript"])
def test_the_russian_guide_falls_behind_and_is_brought_up_by_a_file(acasa, new_page, tmp_path, width, javascript):
    change_the_original()
    old = Guide.objects.get(slug=SLUG, locale__language_code="ru").lead
    number = Wording.objects.get(slug=SLUG).pk
    page = new_page(width=width, javascript=javascript, locale="en")
    sign_in_as(page, "natalia")

    page.goto("/manage/languages/?language=ru&state=behind")
    row = page.locator("table.matrix tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Behind")
    expect(row).to_contain_text("1 of ")
    assert_fits(page)
    row.get_by_role("link", name="Behind").click()
    expect(page.locator("ins")).to_contain_text(NEW)
    assert_fits(page)

    with page.expect_download() as started:
        page.get_by_role("link", name="Take along as XLIFF").click()
    body = started.value.path().read_text("utf8")
    assert f"{old}</target>" in body
    filled = tmp_path / "filled.xlf"
    filled.write_text(
        body.replace(f'state="needs-review-translation">{old}', f'state="translated">{old} {TRANSLATED}'), "utf8"
    )

    page.goto("/manage/languages/files/")
    assert_fits(page)
    page.locator("input[type=file]").set_input_files(filled)
    press(page, "Look through the file")
    sees(page, "Nothing is kept yet.")
    expect(page.locator("ins").first).to_contain_text(TRANSLATED.split()[0])
    assert_fits(page)
    press(page, "Take over as drafts")
    page.goto("/ru/services/pension-italy-moldova/")
    expect(page.locator("p.lead").first).not_to_contain_text(TRANSLATED)

    page.goto(f"/manage/languages/text/{number}/ru/")
    press(page, "Keep and publish")
    sees(page, "Published. Readers see it now.")
    page.goto("/ru/services/pension-italy-moldova/")
    expect(page.locator("p.lead").first).to_contain_text(TRANSLATED)
    page.goto("/manage/languages/?language=ru&state=behind")
    expect(page.locator("table.matrix")).to_have_count(0)
