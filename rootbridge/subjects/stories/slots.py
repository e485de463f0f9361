"""What stories hang into lower rooms: menu, part, what waits, what can be reported, appealed, and one's own room."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.core.sections import Checked, add_section
from rootbridge.base.files.showing import add_showing
from rootbridge.people.privacy.rooms import add_room
from rootbridge.shared.feedback.pages import places
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.moderation.models import Appeal
from rootbridge.shared.moderation.registry import Appealable, Reportable, appealables, reportables
from rootbridge.shared.translation.languages.others import Line, add_other

from . import placed
from .actions import tell_author
from .models import Edition, Picture, Story, Verdict
from .permissions import may_judge_edition, may_read_editions

PART = "stories"

__all__ = ["placed"]
WITHIN_DAYS = 5
# How long a story without a last day counts as current.
LASTS = timedelta(days=365)

register(Part(PART, _("Stories"), 40))
menus.add_public(key="stories", title=_("Stories"), url_name="stories:list", order=60, part=PART)
menus.add_manage(key="stories", group="texts", title=_("Stories"), url_name="manage_stories:list", order=32, part=PART,
                 shown_to=may_read_editions)  # fmt: skip
add_showing("stories.picture", lambda user: Picture.objects.visible_to(user))
add_room(key="stories", title=_("My stories"), url_name="stories:mine", order=35, part=PART)


def place_of_story(slug) -> str:
    """The path of the place of a public story; "" where there is none."""
    rows = Story.objects.published().filter(slug=slug)
    return rows.values_list("standing__place__path", flat=True).first() or ""


def waiting_stories(user):
    """What was sent in to a place that this user represents, due in five days."""
    if not may_read_editions(user):
        return
    for edition in Edition.objects.received_by(user).waiting().for_desk().order_by("sent_at"):
        if may_judge_edition(user, edition):
            yield QueueRow(
                title=edition.title, kind_words=gettext("A story to read"),
                detail=f"{edition.get_kind_display()} · {edition.place.name(get_language())}",
                url=reverse("manage_stories:story", args=[edition.story_id]), since=edition.sent_at,
                due=edition.sent_at + timedelta(days=WITHIN_DAYS), language=edition.original,
            )  # fmt: skip


def _find(number, user):
    stories = Story.objects.filter(standing__isnull=False) if user is None else Story.objects.published()
    return stories.for_pages().filter(pk=number).first()


def _verdict(number):
    return Verdict.objects.select_related("edition__story__author", "edition__place").filter(pk=number).first()


def after_appeal(verdict, appeal, by):
    """Somebody else decided anew: publish the text where the appeal is right, and tell the author."""
    story = verdict.edition.story
    if appeal.outcome == Appeal.Outcome.RIGHT:
        story.readmit(verdict.edition, by=by)
        tell_author(story, "stories.accepted")
        return
    with override(appeal.member.language):
        url = reverse("stories:own", args=[story.pk])
    tell("stories.appeal_stands", [appeal.member], url=url, story=verdict.edition.title)


def checked_stories() -> list[Checked]:
    """Every public story that still runs: until its last day, or a year after its last edition where it has none. One
    whose last day is over has left the lists by itself. Whoever wrote it looks after it."""
    rows = Story.objects.published().current_on(timezone.localdate())
    known = rows.values_list("standing__place__path", "standing__ends_on", "changed_at", "published_at", "author")
    return [
        Checked(path, ends_on or timezone.localdate(changed_at or published_at) + LASTS, author is not None)
        for path, ends_on, changed_at, published_at, author in known
    ]


def lines_of_stories(user) -> list[Line]:
    """Public stories of the places that somebody reads for, with the languages in which they are told."""
    rows = Story.objects.published().received_by(user).for_pages().prefetch_related("standing__tellings")
    return [
        Line(
            title=story.title, language=story.standing.original, told=frozenset(story.standing.told()),
            place=story.standing.place.name(get_language()), slug=story.slug, changed_on=story.changed_at.date(),
            url=reverse("manage_stories:story", args=[story.pk]),
        )
        for story in rows.newest_first()
    ]  # fmt: skip


places.add("stories:story", place_of_story)
add_section("stories", _("Stories"), checked_stories, part=PART, order=60,
            url=lambda user: reverse("manage_stories:list") if may_read_editions(user) else "")  # fmt: skip
add_other("stories", _("Stories"), lines_of_stories, part=PART, order=10)
queue_sources.add("stories.waiting", QueueSource("stories.waiting", _("Stories"), waiting_stories, PART, 35))
reportables.add(
    "stories.story",
    Reportable(
        key="stories.story", find=_find, title=str, url=lambda story: story.get_absolute_url(),
        place_path=lambda story: story.standing.place.path, residence=lambda story: "",
        author=lambda story: story.author, hide=lambda story, by: story.hide(by=by),
        show=lambda story, by: story.show(by=by), part=PART, called=_("Story"),
        words=lambda story: "\n\n".join(f"{one.lead}\n\n{one.body}" for one in story.latest.told().values()),
    ),
)  # fmt: skip
appealables.add(
    "stories.verdict",
    Appealable(
        key="stories.verdict", find=_verdict, title=lambda verdict: verdict.edition.title,
        url=lambda verdict: reverse("manage_stories:story", args=[verdict.edition.story_id]),
        place_path=lambda verdict: verdict.edition.place.path, first=lambda verdict: verdict.by_id,
        decided=after_appeal, part=PART,
    ),
)  # fmt: skip
