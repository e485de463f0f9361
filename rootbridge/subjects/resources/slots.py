"""What the library hangs into lower rooms: menu, part, tasks, what stands beside them, what waits."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.beside import add_task
from rootbridge.base.core.context import provide
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.core.sections import Checked, add_section
from rootbridge.base.core.shipping import ship
from rootbridge.base.files.showing import add_showing
from rootbridge.base.reference.topics import Topic

from .helping import BesideTopic, beside_page
from .loading import bring
from .models import Resource, Version
from .permissions import may_work_on_resources

PART = "resources"
AHEAD = timedelta(days=14)
# Key, title, pages on which it is done. Some of the pages are of rooms that a platform may not have.
TASKS = [
    ("associations", _("Founding and running an association"),
     ("associations:register", "associations:list", "associations:association", "associations:detail")),
    ("programmes", _("Finding a programme, and applying"),
     ("programmes:list", "programmes:programme", "programmes:fits", "programmes:apply")),
    ("projects", _("Planning a project with a home place"), ("projects:list", "projects:new", "projects:detail")),
    ("localities", _("Working with people abroad as a town hall"),
     ("localities:list", "localities:detail", "manage_needs:new")),
    ("skills", _("Finding skills among people abroad"), ("manage_needs:list", "manage_needs:skills")),
    ("work", _("Looking for work or an internship"), ("jobs:list",)),
    ("administration", _("Running the platform"), ("administration:manual_index", "administration:parts")),
    ("figures", _("Measuring what people abroad bring"), ("insights:figures", "insights:all")),
    ("feedback", _("Listening to readers"), ("manage_feedback:list", "manage_feedback:survey")),
    ("stories", _("Writing so that it is read"), ("stories:write", "manage_stories:list")),
    ("governance", _("Deciding together"), ("governance:list",)),
]  # fmt: skip

register(Part(PART, _("Library"), 45))
menus.add_public(key="resources", group="reading", title=_("Library"), url_name="resources:list", order=22, part=PART)
menus.add_manage(key="resources", group="texts", title=_("Library"), url_name="manage_resources:list", order=34,
                 part=PART, shown_to=may_work_on_resources)  # fmt: skip
for number, (key, title, pages) in enumerate(TASKS):
    add_task(key, title, pages, order=number)
for number, topic in enumerate(Topic, start=100):
    add_task(f"topic-{topic.value}", topic.label, topic=topic.value, order=number)
provide("beside_page", beside_page, part=PART)
provide("beside_topic", lambda request: BesideTopic(), part=PART)
ship(PART, bring)
add_showing("resources.version", lambda user: Version.objects.visible_to(user))


def waiting_resources(user):
    """Records whose check is due within two weeks, for who keeps them."""
    if not may_work_on_resources(user):
        return
    today = timezone.localdate()
    rows = Resource.objects.worked_on_by(user).filter(off_at__isnull=True, review_on__lte=today + AHEAD)
    for resource in rows.for_rows().order_by("review_on"):
        yield QueueRow(
            title=resource.title, kind_words=gettext("To check again"),
            detail=f"{gettext('Library')} · {resource.publisher}",
            url=reverse("manage_resources:resource", args=[resource.pk]), since=_at(resource.checked_on),
            due=_at(resource.review_on), language=resource.original,
        )  # fmt: skip


def _at(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


queue_sources.add("resources.checks", QueueSource("resources.checks", _("Library"), waiting_resources, PART, 45))


def checked_resources() -> list[Checked]:
    """Every record that stands in the library; those of no place have nobody who looks after them. One query."""
    rows = Resource.objects.published().values_list("place__path", "review_on")
    return [Checked(path or "", day, path is not None) for path, day in rows]


add_section("resources", _("Library"), checked_resources, part=PART, order=65,
            url=lambda user: reverse("manage_resources:list"))  # fmt: skip
