"""What stories keep of a member, and how it goes: what they wrote for themselves goes with their account."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import findable
from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter
from rootbridge.shared.moderation.models import Appeal

from .models import Edition, Picture, Story, Telling, Verdict
from .models.story import SEARCHED


def let_go(member):
    """Their own stories go, drafts and pictures too; what was written at work or for an association stays there,
    without their name."""
    stories = Story.objects.filter(author=member)
    for story in stories.for_pages():
        is_theirs = not story.is_work and (story.standing is None or story.standing.organisation_id is None)
        if is_theirs:
            number = story.pk
            story.delete()
            findable.changed(SEARCHED, number)
        else:
            Edition.objects.filter(story=story).update(credit="")
            Story.objects.filter(pk=story.pk).update(author=None)
            findable.changed(SEARCHED, story.pk)


def clear_old_names(now):
    """Two years after a decision: that it was made, no longer by whom."""
    old = Verdict.objects.filter(at__lt=now - LENGTHS[TWO_YEARS], by__isnull=False)
    return old.update(by=None)


def clear_old_pictures(now):
    """Pictures that nobody reads and no appeal brings back any more; one that waits for its answer keeps them."""
    waiting = Appeal.objects.waiting().filter(target_kind="stories.verdict").values("target_id")
    return Picture.objects.outdated(now).exclude(edition__verdict__in=waiting).delete()[0]


def _of(model, tie):
    return lambda member: model.objects.filter(**{tie: member})


add_exporter("stories", Story, title=_("Your stories"), rows="author", without=("ticket",), order=45)
add_exporter(
    "story_editions", Edition, title=_("Each writing of your stories"), rows=_of(Edition, "story__author"), order=46
)
add_exporter(
    "story_words", Telling, title=_("The words of your stories"), rows=_of(Telling, "edition__story__author"), order=47
)
add_exporter("story_pictures", Picture, title=_("The pictures of your stories"), order=48,
             rows=_of(Picture, "edition__story__author"), also=lambda row: {"address": row.file.url})  # fmt: skip
add_exporter("story_verdicts", Verdict, title=_("What was decided on your stories"), order=49, without=("by",),
             rows=_of(Verdict, "edition__story__author"))  # fmt: skip
add_eraser("stories", let_go, order=30)
add_rule("stories.verdict", clear_old_names)
add_rule("stories.picture", clear_old_pictures)
