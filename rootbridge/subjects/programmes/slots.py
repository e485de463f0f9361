"""What programmes hang into lower rooms: menus, the member's account, what waits, what can be judged useful."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueSource, queue_sources
from rootbridge.base.core.sections import Checked, add_section
from rootbridge.people.privacy.rooms import add_room

from . import desk
from .models import Programme
from .permissions import may_work_on_programmes

PART = "programmes"

register(Part(PART, _("Programmes"), 25))
menus.add_public(key="programmes", title=_("Programmes"), url_name="programmes:list", order=35, part=PART)
menus.add_manage(key="programmes", title=_("Programmes"), url_name="manage_programmes:list", order=27, part=PART,
                 shown_to=may_work_on_programmes)  # fmt: skip
add_room(key="applications", title=_("My applications"), url_name="programmes:mine", order=35, part=PART)
queue_sources.add(
    "programmes.applications",
    QueueSource("programmes.applications", _("Applications to programmes"), desk.waiting_applications, PART, 30),
)
queue_sources.add("programmes.reviews", QueueSource("programmes.reviews", _("Reviews"), desk.waiting_reviews, PART, 31))
queue_sources.add(
    "programmes.texts", QueueSource("programmes.texts", _("Programmes to look at again"), desk.outdated, PART, 60)
)


def checked_programmes() -> list[Checked]:
    """Every public programme, the day on which its text is looked at again, whether somebody answers for it."""
    rows = Programme.objects.public().values_list("place__path", "review_on", "owner")
    return [Checked(path, day, owner is not None) for path, day, owner in rows]


add_section("programmes", _("Programmes"), checked_programmes, part=PART, order=50,
            url=lambda user: reverse("manage_programmes:list"))  # fmt: skip
