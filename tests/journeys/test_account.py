"""The second journey: an account, from a new address to a page of one's own."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from rootbridge.people.members.models import Ability, Member

from .steps import (
    assert_arabic,
    assert_fits,
    assert_left_to_right,
    follow,
    pick_place,
    press,
    read_code,
    sees,
    sign_in_by_code,
    tick,
    unfold,
)


@dataclass(frozen=True)
class Newcomer:
    """Somebody with an address that nobody knows yet, and what they say of themselves."""

    name: str
    address: str
    country: str
    town: str
    home: tuple[str, str, str]
    work: tuple[str, str]
    """The words, and the code of the occupation that is meant."""
    gives: str
    topic: str
    speaks: str
    gender: str
    age: str


NADIA = Newcomer(
    "Nadia", "nadia@example.net", "IT", "Torino", ("MD", "MD-OR", "MD-OR-peresecina"),
    ("asistentă medicală", "2221"), "advice", "pension", "ro", "woman", "35-44",
)  # fmt: skip
VICTOR = Newcomer(
    "Victor", "victor@example.net", "GB", "Leeds", ("MD", "MD-SO", "MD-SO-soroca"),
    ("programator", "2512"), "mentoring", "business", "en", "man", "25-34",
)  # fmt: skip

# A phone that confirms every question by itself.
PHONE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
         "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


def say_where_i_live(page: Page, who: Newcomer) -> None:
    tick(page, "where", "abroad")
    page.locator("select[name=country]").select_option(who.country)
    page.locator("input[name=town]").fill(who.town)
    press(page, "Keep and go on")
    page.wait_for_url("**/steps/home/")


def say_what_i_can_do(page: Page, who: Newcomer) -> None:
    """In own words; the occupation is recognised, its skills are offered to tick."""
    words, code = who.work
    page.locator("input[name=own_words]").fill(words)
    page.locator("select[name=language]").select_option("ro")
    press(page, "Keep this")
    expect(page.locator("input[name=occupation]:checked")).to_have_count(1)
    assert Ability.objects.get(member__email=who.address).occupation.code == code
    for place in (0, 1):
        tick(page, "skills", page.locator("input[name=skills]").nth(place).get_attribute("value"))
    assert_fits(page)
    press(page, "Keep this")
    expect(page.locator("ul.own-abilities")).to_contain_text(words)
    follow(page, "Done")


def say_the_rest(page: Page, who: Newcomer) -> None:
    tick(page, "giving", who.gives)
    press(page, "Keep and go on")
    page.wait_for_url("**/steps/about/")
    page.locator("input[name=name]").fill(who.name)
    page.locator("select[name='languages-0-code']").select_option(who.speaks)
    for way in ("read", "speak"):
        tick(page, f"languages-0-can_{way}")
    for field, value in (("topics", who.topic), ("gender", who.gender), ("age_band", who.age)):
        tick(page, field, value)
    expect(page.locator("input[name=stage]:checked")).to_have_attribute("value", "abroad")
    assert_fits(page)
    press(page, "Keep and go on")


def join(page: Page, who: Newcomer) -> None:
    """From the page that asks for an address, through every step, to one's own page."""
    page.goto("/en/account/sign-in/")
    sign_in_by_code(page, who.address)
    sees(page, "Step %(number)s of %(total)s", number=1, total=5)
    assert not page.locator("details.sees input:checked").count(), "an office starts closed"
    say_where_i_live(page, who)
    pick_place(page, who.home)
    press(page, "Keep and go on")
    page.wait_for_url("**/steps/abilities/")
    say_what_i_can_do(page, who)
    say_the_rest(page, who)
    page.wait_for_url("**/account/")


def texts(page: Page, places: str) -> list[str]:
    return page.locator(places).all_inner_texts()


def test_two_different_people_get_two_different_pages(acasa, new_page):
    seen = {}
    for who in (NADIA, VICTOR):
        page = new_page()
        join(page, who)
        own = texts(page, "main .card")
        page.goto("/en/")
        seen[who.name] = (own, texts(page, ".deck .half"), texts(page, ".ask-home h2"), texts(page, "section.second a"))
    for hers, his in zip(seen["Nadia"], seen["Victor"], strict=True):
        assert hers and his and hers != his


def test_an_account_without_javascript_opened_to_one_office_and_closed_again(acasa, new_page):
    page = new_page(width=360, javascript=False)
    join(page, NADIA)
    assert_fits(page)
    page.goto("/en/account/profile/?")
    for words in ("Torino", "Peresecina, Orhei, Moldova", "asistentă medicală", "An hour of advice", "Nadia"):
        expect(page.locator("main").get_by_text(words).first).to_be_visible()
    assert_fits(page)

    page.goto("/en/account/steps/home/?back=profile")
    unfold(page, "Seen by")
    page.locator("details.sees label", has_text="Orhei district council").click()
    press(page, "Keep this")
    expect(page.get_by_text("Seen by Orhei district council")).to_be_visible()
    page.goto("/en/account/data/")
    expect(page.locator("ul.consents")).to_contain_text("Orhei district council")
    assert_fits(page)
    press(page, "Take back")
    sees(page, "Nothing. Every office starts closed; you open fields one by one in your profile.")


def test_somebody_at_home_mistypes_the_code_and_skips_what_they_like(acasa, new_page):
    page = new_page(width=360, javascript=False)
    page.goto("/en/account/sign-in/")
    page.locator("input[name=email]").fill("galina@example.net")
    press(page, "Send me a code")
    page.locator("input[name=code]").fill("000000" if read_code(page, "galina@example.net") != "000000" else "111111")
    press(page, "Sign in")
    expect(page.locator("#id_code-error")).to_contain_text("not the code we sent")
    press(page, "Send a new code")
    sees(page, "A new code is on its way. The newest one is the right one.")
    page.locator("input[name=code]").fill(read_code(page, "galina@example.net"))
    press(page, "Sign in")

    tick(page, "where", "home")
    press(page, "Keep and go on")
    for _step in range(4):
        follow(page, "Skip")
    page.wait_for_url("**/account/")
    assert Member.objects.get(email="galina@example.net").living.code == "MD"


def test_a_passkey_is_added_and_opens_the_account(acasa, page):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    page.goto(acasa.url.replace("127.0.0.1", "localhost") + "/en/account/sign-in/")
    sign_in_by_code(page, "petru@example.org")
    page.wait_for_url("**/account/")
    page.goto(page.url + "second-factor/")
    follow(page, "Add a passkey")
    press(page, "Add a passkey")
    sees(page, "I have kept them")
    follow(page, "Sign out")
    press(page, "Sign out on this device")
    page.goto(page.url + "account/sign-in/")
    press(page, "Sign in with a passkey")
    expect(page.locator("h1")).to_contain_text("Petru Gîscă")


def test_an_account_in_arabic(acasa, new_page):
    page = new_page(width=360, locale="ar")
    page.goto("/ar/account/sign-in/")
    assert_arabic(page)
    page.locator("input[name=email]").fill("elena@example.org")
    press(page, "Send me a code")
    assert_arabic(page)
    assert_left_to_right(page.locator(".lead bdi"))
    expect(page.locator("input[name=code]")).to_have_css("direction", "ltr")
    page.locator("input[name=code]").fill(read_code(page, "elena@example.org"))
    press(page, "Sign in")
    page.wait_for_url("**/ar/account/")
    for path in ("", "profile/", "steps/living/", "steps/home/", "steps/abilities/", "steps/about/", "data/"):
        page.goto(f"/ar/account/{path}")
        assert_arabic(page)
        page.set_viewport_size({"width": 1280 if page.viewport_size["width"] == 360 else 360, "height": 800})
        assert_arabic(page)
