"""It is closed by default: every page wants a sign-in unless it stands in this list; the back office wants a role."""

from django.apps import apps
from django.conf import settings
from django.db import models

from rootbridge.base.core.keeping import keeping_of
from rootbridge.people.members.models import Member
from tests.architecture.house import our_models, our_patterns

PUBLIC = {
    "best_language", "files:file",
    "home:front", "home:about", "home:bearings",
    "members:sign_in", "members:code", "members:new_code", "members:sign_out", "members:leave", "privacy:erased",
    "mfa_authenticate", "mfa_login_webauthn",
    "services:list", "services:guide", "services:flyer", "services:reading", "services:manifest", "worker",
    "services:links", "services:return", "services:return_ics", "services:voting",
    "services:past_elections", "services:election", "services:election_ics",
    "stories:list", "stories:story", "stories_feed",
    "resources:list", "resources:resource", "resources:open", "resources:collections", "resources:collection",
    "help:list", "help:answer", "help:topic", "help:enough", "help:ask", "help:follow", "help:asked", "search:nearest",
    "help:about", "help:about_letter", "help:stop", "help:stopped", "help:files", "help:file", "help:keep_files",
    "help:chat", "help:talk", "help:talk_step", "help:talk_report", "help:transcript", "help:transcript_confirmed",
    "help:leave_talk", "help:talk_files", "help:talk_file",
    "opportunities:list", "opportunities:detail",
    "atlas:map", "localities:list", "localities:place", "localities:sheet", "localities:stop", "short_locality",
    "focalpoints:list", "focalpoints:office", "focalpoints:person", "focalpoints:check", "focalpoints:coverage",
    "focalpoints:code", "focalpoints:answer",
    "programmes:list", "programmes:programme", "programmes:fits", "programmes:results",
    "associations:list", "associations:association", "associations:register", "associations:guide",
    "associations:guide_pdf",
    "associations:link", "associations:go_on", "associations:send", "associations:code", "associations:new_code",
    "associations:registered", "associations:step", "associations:officer",
    "search:results", "search:suggestions",
    "feedback:judge", "feedback:remark", "feedback:judge_page", "feedback:remark_page", "feedback:thanks",
    "feedback:section", "feedback:write", "feedback:sent", "feedback:rating",
    "feedback:survey", "feedback:survey_answer", "feedback:survey_thanks", "feedback:survey_sheet",
    "safety:front", "safety:report", "safety:follow",
    "moderation:report", "moderation:thanks", "moderation:reported",
    "conversations:talk",
    "design:sheet",
    "groups:list", "groups:group",
    "runtime:live", "runtime:ready",
    "packs:here", "packs:people", "packs:sign_in", "packs:outbox", "packs:letter", "packs:key_file",
}  # fmt: skip
# Rows that belong to a person but are read by themselves only through their owner's rows.
READ_THROUGH_OWNER = {
    "opportunities.step",
    "moderation.decision",
    "help.closing",
    "help.handover",
    "help.note",
    "conversations.conversation",
    "conversations.message",
    "inbox.preference",
}


def test_only_the_named_pages_are_public():
    public = {name for _address, name, view in our_patterns() if not getattr(view, "login_required", True)}
    assert public - PUBLIC - ALLAUTH == set()


ALLAUTH = {"account_login", "account_signup", "account_logout", "account_reauthenticate", "account_inactive"}


def test_every_page_of_the_back_office_wants_a_role():
    open_pages = [
        name
        for address, name, view in our_patterns()
        if address.startswith("manage/")
        and not address.startswith("manage/content/")  # its own door, probed by the tests of the editor
        and not getattr(view, "is_staff_only", False)
    ]
    assert not open_pages


def test_every_field_tells_what_it_keeps():
    silent = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and not _says(field)
    ]
    assert not silent


def _says(field) -> bool:
    return keeping_of(field) is not None or (field.primary_key and not field.is_relation)


def test_a_tie_to_a_person_is_said_at_the_field_itself():
    """A model of facts may still hold who wrote it; that field says so itself."""
    vague = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Member and not hasattr(field, "keeping")
    ]
    assert not vague


def test_every_model_with_an_owner_can_be_asked_what_is_visible():
    without = [
        model._meta.label
        for model in our_models()
        if _has_owner(model)
        and model._meta.label_lower not in READ_THROUGH_OWNER
        and not hasattr(model._default_manager.all(), "visible_to")
    ]
    assert not without


def _has_owner(model) -> bool:
    names = {field.name for field in model._meta.get_fields() if getattr(field, "related_model", None) is Member}
    return bool(names & {"member", "subject", "reporter"}) and model._meta.label_lower not in {"offices.focalpoint"}


def test_nobody_is_superuser():
    assert not settings.AUTH_USER_MODEL.startswith("auth.")
    assert any(constraint.name == "member_no_superuser" for constraint in Member._meta.constraints)


def test_no_table_is_ordered_by_itself():
    assert not [model._meta.label for model in our_models() if model._meta.ordering]


def test_every_app_of_ours_has_its_label():
    assert not [config.name for config in apps.get_app_configs() if config.name.startswith("rootbridge.")
                and config.label != config.name.rpartition(".")[2]]  # fmt: skip
