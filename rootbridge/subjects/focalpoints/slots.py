"""What the room of offices hangs into lower ones: its switch, menus, a room of the account, what waits."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.people.offices.models import Batch, FocalPoint
from rootbridge.people.privacy.rooms import add_room

from .permissions import may_approve_list, may_bring_list, may_keep_offices

PART = "focalpoints"

register(Part(PART, _("Offices and their people"), 20))
menus.add_public(key="offices", group="places", title=_("Offices"), url_name="focalpoints:list", order=45, part=PART)
menus.add_group(key="offices", title=_("Offices"), order=28)
for _key, _title, _order in (("list", _("Offices"), 1), ("invitations", _("Not yet confirmed"), 2),
                             ("coverage", _("Where nobody answers"), 3)):  # fmt: skip
    menus.add_manage(key=f"offices.{_key}", group="offices", title=_title, url_name=f"manage_offices:{_key}",
                     order=28 + _order, part=PART, shown_to=may_keep_offices)  # fmt: skip
menus.add_manage(key="offices.lists", group="offices", title=_("Lists"), url_name="manage_offices:lists", order=32,
                 part=PART, shown_to=may_bring_list)  # fmt: skip


def answers_somewhere(user) -> bool:
    return bool(user.pk) and FocalPoint.objects.filter(member=user, declined_at=None).exists()


add_room(key="focalpoint", title=_("My work as a focal point"), url_name="focalpoints:mine", order=38, part=PART,
         shown_to=answers_somewhere)  # fmt: skip


def lists_to_approve(user):
    """Lists that one of two administrators approved, for the second."""
    if not may_bring_list(user):
        return
    rows = Batch.objects.visible_to(user).waiting().filter(approvals__isnull=False).defer("body").distinct()
    for batch in rows.select_related("uploaded_by"):
        if may_approve_list(user, batch):
            yield QueueRow(
                title=batch.name, kind_words=gettext("A list wants a second approval"), since=batch.uploaded_at,
                detail=batch.uploaded_by.short_name if batch.uploaded_by else "", is_mine=True,
                url=reverse("manage_offices:one_list", args=[batch.pk]),
            )  # fmt: skip


def said_no(user):
    """People who declined, and whom nobody followed."""
    if not may_keep_offices(user):
        return
    rows = FocalPoint.objects.kept_by(user).filter(declined_at__isnull=False, ends_on=None).for_pages()
    for person in rows.order_by("-declined_at")[:20]:
        yield QueueRow(
            title=person.name, kind_words=gettext("Said “not me”"), since=person.declined_at,
            detail=person.office.name, url=reverse("manage_offices:person", args=[person.pk]),
        )  # fmt: skip


queue_sources.add("offices.lists", QueueSource("offices.lists", _("Lists of offices"), lists_to_approve, PART, 50))
queue_sources.add("offices.declined", QueueSource("offices.declined", _("Said “not me”"), said_no, PART, 51))
