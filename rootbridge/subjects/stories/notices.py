"""What people hear about stories. No letter repeats what was written, but for the title that its author gave it."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind


def _kind(key, title, sentence, order, **more):
    name = key.partition(".")[2]
    add_kind(key=key, title=title, sentence=sentence, template=f"stories/notices/{name}.txt", part="stories",
             order=order, **more)  # fmt: skip


_kind("stories.accepted", _("My story is published"), _("Your story is published: %(story)s"), 60)
_kind("stories.changes", _("My story should change"), _("Somebody asks you to change your story: %(story)s"), 61)
_kind("stories.refused", _("My story is refused"), _("Your story was not published: %(story)s"), 62)
_kind("stories.to_read", _("A story to read"), _("A story was sent in: %(place)s"), 63, for_staff=True)
_kind("stories.appeal_stands", _("My appeal is decided"), _("Your appeal was decided: %(story)s"), 64)
