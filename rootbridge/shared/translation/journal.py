"""The editor's log of what was done to a text becomes records of the audit, beside every other change."""

from datetime import timedelta

from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from rootbridge.base.audit.chain import record
from rootbridge.base.audit.models import Record
from rootbridge.base.audit.registry import add_verb

from .models import Article

# Drafts are saved every few seconds while somebody writes: one record an hour tells of them.
ONE_OF_MANY = timedelta(hours=1)
VERBS = {
    "wagtail.create": ("translation.text_written", _("%(actor)s wrote a text"), False),
    "wagtail.edit": ("translation.text_changed", _("%(actor)s changed a text"), False),
    "wagtail.revert": ("translation.text_restored", _("%(actor)s took an earlier version of a text"), False),
    "wagtail.publish": ("translation.text_published", _("%(actor)s published a text"), True),
    "wagtail.unpublish": ("translation.text_taken_off", _("%(actor)s took a text off the pages"), True),
    "wagtail.delete": ("translation.text_deleted", _("%(actor)s deleted a text"), True),
    "wagtail.publish.schedule": ("translation.text_scheduled", _("%(actor)s set a day for a text"), False),
    "wagtail.publish.scheduled": ("translation.text_came_on", _("A text went on the pages on its day"), True),
    "wagtail.unpublish.scheduled": ("translation.text_went_off", _("A text left the pages on its day"), True),
    "wagtail.schedule.cancel": ("translation.text_unscheduled", _("%(actor)s took back the day set for a text"), False),
}  # fmt: skip
OWN_VERBS = [
    ("translation.text_sent", _("%(actor)s sent a text for approval"), False),
    ("translation.text_approved", _("%(actor)s approved a text"), True),
    ("translation.text_sent_back", _("%(actor)s sent a text back"), False),
    ("translation.text_taken_back", _("%(actor)s took a text back from approval"), False),
    ("translation.text_end_set", _("%(actor)s set a last day for a text"), True),
    ("translation.text_end_unset", _("%(actor)s took away the last day of a text"), True),
    ("translation.text_checked", _("%(actor)s checked a text again"), True),
    ("translation.text_check_undone", _("%(actor)s took back a check"), True),
    ("translation.text_given", _("%(actor)s named who looks after a text"), False),
    ("translation.picture_added", _("%(actor)s put a picture beside a text"), False),
    ("translation.picture_shown", _("%(actor)s approved a picture"), True),
    ("translation.picture_taken", _("%(actor)s took a picture off a text"), True),
]


def register_verbs() -> None:
    for verb, sentence, is_public in (*VERBS.values(), *OWN_VERBS):
        add_verb(verb, sentence, by_staff=True, is_public=is_public)


def write_record(sender, instance, created, **_more):
    """A new line of the editor's log about a text: the same in the audit, in the same transaction."""
    model = instance.content_type.model_class() if created else None
    known = VERBS.get(instance.action)
    if known is None or model is None or not issubclass(model, Article):
        return
    text = model.objects.select_related("place").filter(pk=instance.object_id).first()
    verb = known[0]
    if text is None or (instance.action == "wagtail.edit" and _is_told(text, instance.user_id)):
        return
    record(verb, text, by=instance.user, place_path=text.place.path)


def _is_told(text, actor_number) -> bool:
    since = timezone.now() - ONE_OF_MANY
    told = Record.objects.about(text).filter(verb="translation.text_changed", actor_number=actor_number, at__gte=since)
    return told.exists()


def follow() -> None:
    """Listen to Wagtail's log: its models, not ours."""
    post_save.connect(write_record, sender=ModelLogEntry, dispatch_uid="rootbridge.translation.journal")
