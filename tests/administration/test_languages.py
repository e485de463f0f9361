"""It speaks the language that whoever works here chooses, and stays on their page."""

import pytest
from django.urls import reverse

from rootbridge.people.members.models import Member


def choose(client, language, back="/manage/people/"):
    return client.post(reverse("administration:language"), {"language": language, "back": back})


def test_every_page_of_the_back_office_offers_each_language_by_its_own_name(cast):
    page = cast.enter(cast.dana).get("/manage/people/?page=1").content.decode()
    for code, name in (("ro", "Română"), ("ar", "العربية"), ("ru", "Русский")):
        assert f'value="{code}" lang="{code}">{name}</button>' in page
    assert 'name="back" value="/manage/people/?page=1"' in page


def test_the_choice_is_kept_in_the_profile_and_leads_back(cast):
    client = cast.enter(cast.dana)
    answer = choose(client, "ro", back="/manage/people/?page=1")
    assert answer.url == "/manage/people/?page=1"
    assert Member.objects.get(pk=cast.dana.pk).language == "ro"
    page = client.get(answer.url).content.decode()
    assert '<html lang="ro"' in page
    assert "Română" in page.partition("notice")[2].partition("</div>")[0]  # it says what changed
    assert '<html lang="ro"' in cast.enter(cast.dana).get("/manage/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/manage/", "//evil.example/manage/", "/en/", "", "/manage/\\x"])
def test_it_leads_nowhere_but_into_the_back_office(cast, back):
    assert choose(cast.enter(cast.dana), "fr", back=back).url.startswith("/manage/")


def test_a_language_that_nobody_speaks_here_is_refused(cast):
    assert choose(cast.enter(cast.dana), "tlh").status_code == 404
    assert choose(cast.enter(cast.amina), "ro").status_code == 404  # no role, no back office


def test_public_pages_and_forms_that_came_back_have_no_such_form(cast):
    client = cast.enter(cast.esi)
    action = f'action="{reverse("administration:language")}"'
    assert action not in client.get("/en/").content.decode()
    wrong = client.post("/manage/look/", {"email": "nobody", "reason": "typed"})
    assert wrong.status_code == 422
    assert action not in wrong.content.decode()
