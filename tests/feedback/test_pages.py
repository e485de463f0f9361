"""Was this page useful: on every public page without a box of its own, the same bytes for everybody."""

import pytest

from rootbridge.base.core.panels import panels
from rootbridge.shared.feedback.models import Remark, Tally
from tests.feedback.test_feedback import reader
from tests.opportunities.factories import make_need

ASKED = "Was this page useful?"


@pytest.mark.parametrize("path", ["/en/", "/en/services/", "/en/opportunities/", "/en/help/", "/en/help/ask/"])
def test_a_public_page_asks(cast, path):
    first, second = reader().get(path), reader("198.51.100.7").get(path)
    assert ASKED in first.content.decode()
    assert f'name="path" value="{path}"' in first.content.decode()
    assert first.content == second.content
    assert not first.cookies and "public" in first["Cache-Control"]


@pytest.mark.parametrize("path", ["/en/feedback/", "/en/account/sign-in/", "/en/safety/", "/en/nothing/here/"])
def test_pages_of_its_own_do_not_ask(cast, path):
    assert ASKED not in reader().get(path).content.decode()


def test_a_need_has_a_box_of_its_own(cast):
    need = make_need(cast, "Orhei")
    page = reader().get(need.get_absolute_url()).content.decode()
    assert "Was this useful?" in page and ASKED not in page
    said = {"kind": "opportunities.need", "number": need.pk, "verdict": "yes"}
    assert reader().post("/en/feedback/useful/", said).status_code == 302
    assert Tally.objects.get().target_id == need.pk


def test_a_yes_is_counted_by_the_name_of_the_page(cast):
    answer = reader().post("/en/feedback/useful/page/", {"path": "/en/services/", "verdict": "yes"})
    assert answer.url == "/en/feedback/useful/thanks/?page=%2Fen%2Fservices%2F"
    assert (Tally.objects.get().target_kind, Tally.objects.get().target_id) == ("page:services:list", 0)
    assert 'href="/en/services/"' in reader().get(answer.url).content.decode()


def test_a_no_asks_why_and_its_keepers_read_it(cast, rf):
    answer = reader().post("/en/feedback/useful/page/", {"path": "/en/services/", "verdict": "no"})
    sent = reader().post(answer.url, {"reason": "missing", "words": "Nothing about bicycles"})
    assert sent.status_code == 302
    assert Remark.objects.get().path == "/en/services/"
    request = rf.get("/manage/")
    request.user = cast.esi
    assert "Nothing about bicycles" in str(panels.get("feedback").render(request))
    request.user = cast.dana
    assert "Nothing about bicycles" not in str(panels.get("feedback").render(request))


@pytest.mark.parametrize(
    "path",
    ["", "//example.org/", "https://example.org/", "/manage/", "/en/account/", "/en/feedback/", "/x" * 400, "/\\x"],
)
def test_what_is_no_public_page_is_not_judged(cast, path):
    assert reader().post("/en/feedback/useful/page/", {"path": path, "verdict": "yes"}).status_code == 404
    assert reader().get("/en/feedback/useful/thanks/", {"page": path}).status_code == 404
    assert not Tally.objects.exists()
