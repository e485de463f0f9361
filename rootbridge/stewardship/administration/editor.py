"""Wagtail's editor inside the back office: one door before all of its pages, closed but for those listed here.

Texts are cut by region at this door and again by the policy of each view. What Wagtail has for users, groups,
sites, locales, workflows, settings, pages, images, documents and its own sign-in stays shut for everybody: people
are looked after at /manage/people/, where nobody grants more than they hold, pictures of texts at /manage/texts/
(decision 18).
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect
from django.urls import Resolver404, get_resolver, re_path
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    AbstractPage,
    Collection,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
)
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from rootbridge.base.core import clock
from rootbridge.people.members.access import staff_only
from rootbridge.shared.translation.editorial.kinds import kinds
from rootbridge.shared.translation.models import Article
from rootbridge.shared.translation.slots import writes_texts

URLCONF = "wagtail.admin.urls"
# Wagtail's own ways in and out lead to ours.
LEAD_AWAY = {
    "login/": "members:sign_in", "logout/": "members:leave", "account/": "members:profile",
    "password_reset/": "members:sign_in",
}  # fmt: skip
# Views that every writer needs, by their names; those of texts are open by their namespace.
OPEN_VIEWS = {
    "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release",
    "simple_translation:submit_snippet_translation",
}  # fmt: skip
ACTIONS = ("add", "change", "delete", "publish", "view")


class Nobody(BasePermissionPolicy):
    """What the editor has and this platform does not hand out."""

    def user_has_permission(self, user, action):
        return False

    def users_with_any_permission(self, actions):
        return get_user_model().objects.none()


class NobodyOnPages(PagePermissionPolicy):
    def get_all_permissions_for_user(self, user):
        return GroupPagePermission.objects.none()


def texts() -> list[type[Article]]:
    """The kinds of text that the editor has, in the order of its menu."""
    return kinds()


@staff_only
def door(request, rest):
    """Every page of the editor: is it open at all, and is the text inside what this reader works on?"""
    if not writes_texts(request.user):
        raise Http404("no writer")
    if away := next((name for beginning, name in LEAD_AWAY.items() if rest.startswith(beginning)), None):
        return redirect(away)
    if not rest:
        return redirect(texts()[0].snippet_viewset.get_url_name("list"))
    match = _page(rest)
    model = _model_of(match)
    if match.view_name not in OPEN_VIEWS and model is None:
        raise Http404("closed")
    if not _may_come_near(request.user, model, match.kwargs):
        raise Http404("not theirs")
    lend_rights(request.user)
    request.resolver_match = match
    try:
        with timezone.override(clock.zone()):  # moments are told and typed by the reader's own clock
            answer = match.func(request, *match.args, **match.kwargs)
            return answer.render() if hasattr(answer, "render") else answer
    except MultiValueDictKeyError as error:
        raise BadRequest("a form of the editor that lost its fields") from error


def _page(rest: str):
    try:
        return get_resolver(URLCONF).resolve(f"/{rest}")
    except Resolver404 as error:
        raise Http404("no such page") from error


def _model_of(match) -> type[Article] | None:
    """The kind of text that a page of the editor is about, by its namespace or by the names in its address."""
    for model in texts():
        named = match.kwargs.get("app_label"), match.kwargs.get("model_name")
        if match.namespace == model.snippet_viewset.url_namespace or named == (
            model._meta.app_label, model._meta.model_name,
        ):  # fmt: skip
            return model
    return None


def _may_come_near(user, model, kwargs) -> bool:
    """A text named in the address must lie inside the scopes of the reader's roles; elsewhere it does not exist."""
    number = kwargs.get("pk") or kwargs.get("object_id")
    if number is None:
        return "app_label" not in kwargs or model is not None
    if model is None or not str(number).isdecimal():
        return False
    return model.objects.worked_on_by(user).filter(pk=number).exists()


def lend_rights(user) -> None:
    """Django's names of permissions, worked out from roles for this request and only behind the door."""
    rights = {"wagtailadmin.access_admin", "simple_translation.submit_translation"}
    for model in texts():
        policy = policy_registry.get_by_type(model)
        rights |= {
            f"{model._meta.app_label}.{action}_{model._meta.model_name}"
            for action in ACTIONS
            if policy.user_has_permission(user, action)
        }
    user._perm_cache = rights  # where Django's own backend remembers what it worked out


def shut() -> None:
    """Nobody has a right on what Wagtail manages besides texts."""
    policy_registry.register(AbstractPage, NobodyOnPages(Page))
    for model in (Collection, Site, Locale, Workflow, Task, Group, get_user_model(), get_image_model(),
                  get_document_model()):  # fmt: skip
        policy_registry.values_by_exact_class[model] = Nobody(model)


shut()
closed_urls = [re_path(r"^(?P<rest>.*)?$", door, name="editor_door")]
