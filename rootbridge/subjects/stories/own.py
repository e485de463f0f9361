"""A member's own stories: where each stands, and what can be done next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Edition, Outcome, Story


@dataclass(frozen=True)
class Standing:
    """``tag``: (words, kind of tag) of where a story stands for its author."""

    story: Story
    edition: Edition
    tag: tuple[str, str]


def standing_of(story: Story, edition: Edition) -> Standing:
    """Where a story stands. ``edition``: its newest."""
    return Standing(story, edition, _tag(story, edition))


def stories_of(member) -> list[Standing]:
    """A member's stories, the last one touched first."""
    rows = Story.objects.written_by(member).for_pages()
    found = [standing_of(story, story.latest) for story in rows]
    return sorted(found, key=lambda one: one.edition.saved_at, reverse=True)


def _tag(story, edition) -> tuple[str, str]:
    if story.hidden_at:
        return _("Taken off by a moderator"), "late"
    if edition.state == "waiting":
        return _("Waits to be read"), "soon"
    if edition.state == Outcome.CHANGES:
        return _("Changes asked for"), "late"
    if edition.state == Outcome.REFUSED:
        return _("Refused"), "late"
    if story.withdrawn_at:
        return _("You took it off the pages"), "plain"
    if edition.state == "draft":
        return (_("Published, with changes not sent yet"), "soon") if story.is_published else (_("Draft"), "plain")
    return _("Published"), "fine"
