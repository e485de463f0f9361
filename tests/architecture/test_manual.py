"""Help on this page: every screen of the back office has its page in the manual, in English and in Romanian."""

import inspect
import re

from django.urls import reverse

from rootbridge.stewardship.administration import manual
from tests.architecture.house import our_patterns

LANGUAGES = ("en", "ro")
EDITOR = {"editor_door", "wagtailadmin_home"}
FILES = {
    "insights:all", "insights:sheet", "manage_reports:sheet", "manage_search:sheet", "manage_questions:sheet",
    "manage_voting:sheet",
    "manage_associations:paper",
    "manage_localities:sheet",
    "manage_programmes:sheet", "manage_programmes:pdf", "manage_programmes:file", "manage_programmes:review_file",
    "manage_languages:sheet", "manage_languages:file", "manage_languages:many", "manage_languages:terms_sheet",
    "manage_freshness:sheet", "manage_offices:sheet", "manage_offices:example", "manage_offices:letters",
    "manage_languages:sheet", "manage_languages:file", "manage_languages:many", "manage_languages:terms_sheet",
}  # fmt: skip


def screens():
    """Pages of the back office that can be opened by a link; what only changes something is no screen."""
    return (
        {
            name
            for address, name, view in our_patterns()
            if address.startswith("manage/") and getattr(view, "is_staff_only", False) and not _only_changes(view)
        }
        - EDITOR
        - FILES
    )


def _only_changes(view) -> bool:
    """Does it take nothing but POST?"""
    while view is not None:
        if inspect.getclosurevars(view).nonlocals.get("request_method_list") == ["POST"]:
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_every_screen_has_its_page():
    missing = sorted(name for name in screens() if manual.page_of(name) is None)
    assert not missing, f"write a page in docs/administer/manual/ and name these in its first line: {missing}"


def test_every_page_exists_in_english_and_romanian():
    assert not [page.key for page in manual.pages("en") if not set(LANGUAGES) <= set(page.languages)]


def test_no_page_explains_a_screen_that_is_gone():
    known = screens() | EDITOR
    gone = [f"{page.key}: {screen}" for page in manual.pages("en") for screen in page.screens if screen not in known]
    assert not gone


def test_no_screen_has_two_pages():
    named = [screen for page in manual.pages("en") for screen in page.screens]
    assert len(named) == len(set(named))


def test_the_languages_of_a_page_explain_the_same_screens():
    for page in manual.pages("en"):
        for language in LANGUAGES:
            assert manual.page(page.key, language).screens == page.screens, page.key


def test_links_between_pages_lead_to_pages():
    for path in manual.FOLDER.glob("*.md"):
        for target in re.findall(r"\]\(([^)]+\.md)\)", path.read_text("utf8")):
            assert (manual.FOLDER / target).exists(), f"{path.name} → {target}"


def test_no_raw_markup_passes(tmp_path, monkeypatch):
    text = "order: 1\n\n# T\n\n<script>x</script> [a](javascript:alert(1)) [b](people.en.md)"
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    (tmp_path / "evil.en.md").write_text(text)
    (tmp_path / "people.en.md").write_text("order: 2\n\n# P\n\ntext")
    for memory in (manual._written, manual._screens, manual._screens_by_name, manual._read):
        memory.cache_clear()
    drawn = str(manual.drawn(manual.page("evil", "ar")))
    for memory in (manual._written, manual._screens, manual._screens_by_name, manual._read):
        memory.cache_clear()
    assert "<script" not in drawn and "javascript:" not in drawn.replace("[a](javascript:alert(1))", "")
    assert reverse("administration:manual", args=["people"]) in drawn
