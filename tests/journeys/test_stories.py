"""A member writes a story with a picture on a phone; who represents the place asks for a change and publishes it; then
it stands in the feed, and an association takes its statutes from the library."""

import io

from docx import Document
from PIL import Image
from playwright.sync_api import Page, expect

from rootbridge.subjects.stories.models import Story

from .steps import press, sign_in_as

BODY = "Am plecat la patru dimineața cu două lădițe de mere. La Torino le-am împărțit vecinilor, câte trei de fiecare."


def fill(page: Page, **words) -> None:
    for name, text in words.items():
        page.locator(f"[name={name}]").fill(text)


def tick(page: Page, selector: str) -> None:
    page.locator(selector).locator("xpath=ancestor::*[.//label][1]//label").first.click()


def write_with_a_picture(page: Page, folder) -> Story:
    page.goto("/ro/stories/write/")
    tick(page, "input[name=kind][value=blog]")
    fill(page, title="Mere de acasă", lead="Ce se întâmplă cu două lădițe de mere.", body=BODY, credit="Elena C.",
         place="Orhei, raion")  # fmt: skip
    press(page, "Save, and look at it")
    page.wait_for_url(lambda url: "/mine/" in url)
    story = Story.objects.get(slug__startswith="mere-de-acasa")
    page.goto(f"/ro/stories/mine/{story.pk}/pictures/")
    photo = folder / "mere.png"
    Image.new("RGB", (900, 600), "#a33").save(photo)
    page.locator("input[type=file]").set_input_files(photo)
    fill(page, alt="O lădiță cu mere roșii pe un prag")
    tick(page, "input[name=people_agreed]")
    press(page, "Put the picture in")
    expect(page.get_by_alt_text("O lădiță cu mere roșii pe un prag")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    press(page, "Send it in")
    return story


def judge(page: Page, story: Story, outcome: str, words: str = "") -> None:
    page.goto(f"/manage/stories/{story.pk}/")
    tick(page, f"input[name=outcome][value={outcome}]")
    fill(page, words=words)
    press(page, "Decide, and tell the author")
    page.wait_for_load_state()


def test_a_story_is_written_on_a_phone_mended_and_published(acasa, new_page, tmp_path):
    author, home = new_page(width=360, locale="ro"), new_page(locale="ro")
    sign_in_as(author, "elena")
    story = write_with_a_picture(author, tmp_path)

    sign_in_as(home, "maria")
    judge(home, story, "changes", "Spuneți, vă rog, în ce an a fost.")

    author.goto(f"/ro/stories/mine/{story.pk}/")
    expect(author.locator("main")).to_contain_text("Spuneți, vă rog, în ce an a fost.")
    author.goto(f"/ro/stories/mine/{story.pk}/words/")
    fill(author, body=BODY + " Era toamna lui 2024.")
    press(author, "Save, and look at it")
    press(author, "Send it in")
    expect(author.locator("aside.home")).to_contain_text("Orhei")

    judge(home, story, "accepted")
    reader = new_page(width=360, locale="ro")
    reader.goto(f"/ro/stories/{story.slug}/")
    expect(reader.locator("main")).to_contain_text("Era toamna lui 2024.")
    expect(reader.get_by_alt_text("O lădiță cu mere roșii pe un prag")).to_be_visible()
    feed = reader.request.get("/ro/stories.atom")
    assert "Mere de acasă" in feed.text() and "Elena C." in feed.text()


def test_an_association_takes_its_statutes_from_the_library(acasa, new_page):
    page = new_page(width=360, locale="ro")
    page.goto("/ro/resources/?kind=template")
    page.get_by_role("link", name="Statutul unei asociații", exact=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Statutul unei asociații", exact=True).first.click()
    paper = Document(io.BytesIO(download.value.path().read_bytes()))
    assert paper.paragraphs[0].text.startswith("Statutul asociației")
