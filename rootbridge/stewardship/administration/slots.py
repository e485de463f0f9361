"""The menu of the back office, what every page of it knows, what people leave to the next one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.context import provide
from rootbridge.base.core.handover import OpenWork, open_work
from rootbridge.base.design.jinja import url
from rootbridge.people.members.models import Invitation
from rootbridge.people.offices.models import FocalPoint
from rootbridge.people.offices.models import Invitation as OfficeInvitation
from rootbridge.subjects.opportunities.models import Need

from . import manual, outdated  # noqa: F401 - what is past its time registers itself
from .permissions import may_look, may_read_records, may_see_people
from .waiting import desk_deck


def manual_page(request):
    """The address of the manual's page for this screen; "" outside the back office."""
    match = request.resolver_match
    key = manual.page_of(match.view_name) if match else None
    return reverse("administration:manual", args=[key]) if key else ""


def desk_url(request):
    """What waits, for whoever works here, from every page; "" for everybody else. No query."""
    return url("administration:first") if request.user.pk and request.user.works_here else ""


def tongue_url(request):
    """Where the reader of a page of the back office changes their language; "" for others, and on the page that answers
    a form, whose typed words would be lost."""
    inside = request.path.startswith(reverse("administration:first")) and request.method in ("GET", "HEAD")
    return reverse("administration:language") if inside and request.user.is_authenticated else ""


def invitations_of(role):
    return Invitation.objects.filter(invited_by=role.member_id).open_at(timezone.now())


def drafts_of(role):
    """Needs that the holder began inside the role and that are not public yet."""
    mine = Need.objects.filter(author=role.member_id, publication=None, closing=None)
    return mine.filter(organisation__body=role.body) if role.body else mine.inside(role.bounds.path)


def focal_points_of(role):
    """Where the holder is the person with a name, inside the role."""
    mine = FocalPoint.objects.filter(member=role.member_id)
    if role.body:
        return mine.filter(office=role.body.partition(":")[2]) if role.body.startswith("office:") else mine.none()
    return mine.filter(office__place__path__startswith=role.place.path) if role.place else mine


def pass_focal_points_on(role, successor):
    """The successor takes their places and is asked to confirm; before that no public page names them."""
    for person in focal_points_of(role).select_related("office__place"):
        person.pass_to(successor)
        OfficeInvitation.ask(person, by=role.member)


provide("desk_url", desk_url)
provide("manual_page", manual_page)
provide("desk_deck", desk_deck)
provide("tongue_url", tongue_url)

menus.add_manage(key="administration.first", title=_("What waits"), url_name="administration:first", order=0)
menus.add_group(key="people", title=_("People"), order=60)
menus.add_manage(
    key="people", group="people", title=_("People"), url_name="people:list", order=60, shown_to=may_see_people
)
menus.add_manage(
    key="look", group="people", title=_("Private data"), url_name="administration:look", order=70,
    shown_to=lambda user: may_look(user) and not may_read_records(user),
)  # fmt: skip
menus.add_manage(
    key="audit", group="people", title=_("Record"), url_name="administration:audit", order=80, shown_to=may_read_records
)

open_work.add(
    "invitations",
    OpenWork(
        "invitations", _("Open invitations"), invitations_of,
        lambda role, successor: invitations_of(role).update(invited_by=successor),
    ),
)  # fmt: skip
open_work.add(
    "opportunities.drafts",
    OpenWork(
        "opportunities.drafts", _("Needs not yet public"), drafts_of,
        lambda role, successor: drafts_of(role).update(author=successor),
    ),
)  # fmt: skip
open_work.add(
    "offices.people",
    OpenWork(
        "offices.people", _("Named at an office"), focal_points_of,
        pass_focal_points_on,
    ),
)  # fmt: skip
