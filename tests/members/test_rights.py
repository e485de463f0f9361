"""Who reaches which page of the members' rooms: rows are the cast, columns the pages."""

import pytest
from django.urls import reverse

from tests.cast import note_sign_in

SIGNED_IN = ["members:profile", "members:second_factor", "privacy:mine", "privacy:export", "privacy:erase",
             "privacy:name_reader", "inbox:list", "inbox:preferences"]  # fmt: skip
OPEN = ["members:sign_in", "members:sign_out", "account_inactive", "privacy:erased"]
ONLY_POST = ["members:sign_out_everywhere", "inbox:read_all", "members:new_code"]
TABLE = {
    #          signed-in pages, open pages
    "nobody": (302, 200),
    "amina": (200, 200),
    "bilal": (200, 200),
    "chidi": (200, 200),
    "dana": (200, 200),
    "esi": (200, 200),
}


def _just_entered(cast, person):
    client = cast.enter(person)
    if person.pk:
        note_sign_in(client, person, method="code")
    return client


@pytest.mark.parametrize("name", TABLE)
def test_pages(cast, name):
    client = _just_entered(cast, cast.everybody[name])
    own, open_to_all = TABLE[name]
    assert {page: client.get(reverse(page)).status_code for page in SIGNED_IN} == dict.fromkeys(SIGNED_IN, own)
    reached = {page: client.get(reverse(page)).status_code for page in OPEN}
    assert reached == dict.fromkeys(OPEN, open_to_all) | ({"members:sign_in": 302} if name != "nobody" else {})


@pytest.mark.parametrize("page", ONLY_POST)
def test_what_changes_something_is_never_a_link(cast, page):
    assert cast.enter(cast.amina).get(reverse(page)).status_code == 405


@pytest.mark.parametrize("page", ["members:sign_in", "members:step", "privacy:export", "privacy:erase"])
def test_another_site_cannot_write(cast, page):
    address = reverse(page, kwargs={"step": "name"} if page == "members:step" else {})
    answer = cast.enter(cast.amina).post(address, {"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("page", ["members:sign_in", "members:step", "privacy:erase", "inbox:preferences"])
def test_ten_megabytes_are_refused_plainly(cast, page):
    address = reverse(page, kwargs={"step": "about"} if page == "members:step" else {})
    client = _just_entered(cast, cast.nobody if page == "members:sign_in" else cast.amina)
    answer = client.post(address, {"name": "x" * 10_000_000, "email": "a@example.org"})
    assert answer.status_code in {400, 413, 422}
