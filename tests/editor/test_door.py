"""The door before Wagtail's editor: what is open, to whom, and what stays shut for everybody."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from rootbridge.people.members.models import Role
from rootbridge.stewardship.administration import editor
from tests.cast import give_role, make_member
from tests.translation.factories import make_guide

SHUT = [
    "users/", "users/add/", "users/1/", "groups/", "groups/new/", "sites/", "sites/new/", "locales/", "collections/",
    "workflows/list/", "workflows/tasks/index/", "pages/", "pages/1/", "pages/1/edit/", "pages/add/wagtailcore/page/1/",
    "images/", "images/add/", "images/chooser/", "documents/", "documents/add/", "documents/chooser/",
    "reports/locked/", "reports/site-history/", "reports/aging-pages/", "reports/workflow/", "choose-page/",
    "api/main/pages/", "snippets/", "snippets/choose/services/guide/", "snippets/choose/services/guide/results/",
    "tag-autocomplete/",
    "bulk/services/guide/delete/?id=1", "bulk/wagtailcore/page/delete/?id=1", "failwhale/", "test404/", "nothing/",
    "translation/submit/page/1/", "snippets/services/guide", "../people/",
]  # fmt: skip


@pytest.fixture
def people(cast):
    """The cast, and an editor of everywhere, of Soroca, a support agent, a representative abroad."""
    found = dict(cast.everybody)
    for name, kind, scope in (
        ("editor", "editor", {"is_everywhere": True}),
        ("soroca", "editor", {"place": cast.places["MD-SO"]}),
        ("agent", "support_agent", {"body": cast.bureau.audience_key}),
        ("consul", "residence_representative", {"residence": cast.places["IT"]}),
        ("moderator", "moderator", {"is_everywhere": True}),
    ):
        found[name] = make_member(f"{name.capitalize()} Test")
        give_role(found[name], kind, **scope)
    return found


@pytest.mark.parametrize(
    ("name", "may_enter"),
    [
        ("nobody", False), ("amina", False), ("bilal", False), ("chidi", False), ("agent", False), ("consul", False),
        ("moderator", False), ("dana", True), ("esi", True), ("editor", True), ("soroca", True),
    ],
)  # fmt: skip
def test_who_may_enter(cast, people, name, may_enter):
    make_guide(cast)
    client = cast.enter(people[name])
    for address in ("", "snippets/services/guide/", "snippets/help/publishedanswer/"):
        answer = client.get("/manage/content/" + address, follow=address == "")
        if name == "nobody":
            assert "/account/sign-in/" in (answer.redirect_chain[0][0] if address == "" else answer.url)
        else:
            assert answer.status_code == (200 if may_enter else 404), address


def test_without_a_second_factor_nobody_works(cast, people):
    people["editor"].authenticator_set.all().delete()
    answer = cast.enter(people["editor"]).get("/manage/content/snippets/services/guide/")
    assert answer.status_code == 302
    assert "second-factor" in answer.url


def test_a_role_that_is_over_opens_nothing(cast, people):
    Role.objects.filter(member=people["editor"]).update(suspended_at=timezone.now())
    assert cast.enter(people["editor"]).get("/manage/content/snippets/services/guide/").status_code == 404


@pytest.mark.parametrize("address", SHUT)
def test_what_stays_shut_for_everybody(cast, people, address):
    for name in ("esi", "editor", "dana"):
        assert cast.enter(people[name]).get("/manage/content/" + address).status_code in (404, 405), name


@pytest.mark.parametrize("address", ["login/", "logout/", "account/", "password_reset/", "password_reset/done/"])
def test_its_own_sign_in_leads_to_ours(cast, people, address):
    answer = cast.enter(people["esi"]).get("/manage/content/" + address)
    assert answer.status_code == 302
    assert "/account/" in answer.url
    assert "/account/sign-in/" in cast.enter(people["nobody"]).get("/manage/content/" + address).url


def test_every_page_of_the_editor_stands_behind_the_door():
    """A page that a new Wagtail brings is shut until somebody lists it."""
    texts = {model.snippet_viewset.url_namespace for model in editor.texts()}
    named = set(_names(get_resolver(editor.URLCONF)))
    assert named >= editor.OPEN_VIEWS, "a page listed as open is gone"
    open_ = {name for name in named if name in editor.OPEN_VIEWS or name.rpartition(":")[0] in texts}
    assert len(named) > 150
    assert len(open_) < 50
    first = get_resolver().url_patterns
    content = [entry for entry in first if str(entry.pattern) == "manage/content/"]
    assert content[0].url_patterns[0].callback is editor.door, "nothing of Wagtail's comes before it"


def _names(resolver, space=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name


def test_rights_are_lent_behind_the_door_only(cast, people):
    assert not people["editor"].has_perm("services.publish_guide")
    editor.lend_rights(people["dana"])
    assert people["dana"].has_perms(["wagtailadmin.access_admin", "services.change_guide", "help.add_publishedanswer"])
    for right in ("services.publish_guide", "services.delete_guide", "members.change_member", "auth.change_group",
                  "wagtailcore.change_site", "wagtailimages.add_image"):  # fmt: skip
        assert not people["dana"].has_perm(right), right
