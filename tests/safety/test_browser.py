"""In a real browser: a report without a script, opened by a trustee with the key they keep, and answered."""

import json
from pathlib import Path

from rootbridge.shared.safety import keyfile, sealing
from rootbridge.shared.safety.models import Message, SafeReport
from tests.safety.people import SECRET, make_trustee

PASSPHRASE = "podul leagă două maluri"


def test_a_trustee_opens_and_answers_what_only_they_can_read(live, browser, cast):
    lidia, _oana = make_trustee("Lidia Lawyer", outside=True), make_trustee("Oana Ombudsperson")
    file = keyfile.make(PASSPHRASE)
    private = keyfile.open_(file, PASSPHRASE)
    lidia.trustee.set_key(sealing.public_of(private))

    plain = browser.new_context(java_script_enabled=False, base_url=live.url).new_page()
    plain.goto("/en/safety/report/")
    plain.fill("textarea", SECRET)
    plain.set_input_files("[type=file]", {"name": "n.txt", "mimeType": "text/plain", "buffer": b"a small file"})
    plain.click("main form button")
    code = plain.inner_text(".safe-code")

    context = browser.new_context(base_url=live.url, accept_downloads=True)
    context.add_cookies([{"name": "rb_session", "value": cast.enter(lidia.member).cookies["rb_session"].value,
                          "url": live.url}])  # fmt: skip
    page = context.new_page()
    page.goto(SafeReport.objects.get().get_absolute_url())
    key = {"name": "key.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
    page.set_input_files("#keyfile", key)
    page.fill("#passphrase", "another passphrase")
    page.click("[data-open] button")
    page.wait_for_selector("[data-say=wrong]:visible")
    assert SECRET not in page.content()
    page.fill("#passphrase", PASSPHRASE)
    page.click("[data-open] button")
    page.wait_for_selector(f"text={SECRET}")
    with page.expect_download() as taken:
        page.click("[data-locked] a")
    assert Path(taken.value.path()).read_bytes() == b"a small file\n"
    page.fill("#reply", "Come on Monday")
    page.click("[data-reply] button")
    page.wait_for_selector(".notice.done")
    assert Message.objects.count() == 2

    plain.goto("/en/safety/follow/")
    plain.fill("[name=code]", code.lower())
    plain.click("main form button")
    assert "Come on Monday" in plain.inner_text(".talk")


def test_a_trustee_makes_a_key_that_the_platform_never_sees(live, browser, cast):
    lidia = make_trustee("Lidia Lawyer", outside=True, has_key=False)
    context = browser.new_context(base_url=live.url, accept_downloads=True)
    context.add_cookies([{"name": "rb_session", "value": cast.enter(lidia.member).cookies["rb_session"].value,
                          "url": live.url}])  # fmt: skip
    page, sent = context.new_page(), []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto("/en/safety/key/")
    page.fill("#passphrase", PASSPHRASE)
    page.fill("#again", PASSPHRASE)
    with page.expect_download() as taken:
        page.click("[data-make]")
    file = json.loads(Path(taken.value.path()).read_text("utf8"))
    page.click("[data-send]")
    page.wait_for_selector(".notice.done")
    lidia.trustee.refresh_from_db()
    assert sealing.public_of(keyfile.open_(file, PASSPHRASE)) == bytes(lidia.trustee.public_key)
    assert not any(file["cipher"][:40] in body or "podul" in body for body in sent)
