"""What the directory and groups hang into lower rooms: part, menus, rooms of the account, what waits, what can be
reported and appealed."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueSource, queue_sources
from rootbridge.people.privacy.opening import Openable, openables
from rootbridge.people.privacy.rooms import add_room
from rootbridge.shared.feedback.pages import places
from rootbridge.shared.moderation.models import Appeal
from rootbridge.shared.moderation.registry import Appealable, Reportable, appealables, reportables

from . import circles, desk  # noqa: F401 - circles registers itself
from .models import Contact, Group, Post, Profile, Removal
from .permissions import may_work_on_groups
from .telling import tell_of_group

PART = "community"

register(Part(PART, _("People and groups"), 45))
menus.add_public(key="groups", title=_("Groups"), url_name="groups:list", order=65, part=PART)
menus.add_manage(
    key="groups",
    group="voices",
    title=_("Groups"),
    url_name="manage_groups:list",
    order=55,
    part=PART,
    shown_to=may_work_on_groups,
)
add_room(key="found", title=_("Being found"), url_name="community:entry", order=22, part=PART)
add_room(key="contacts", title=_("Contacts"), url_name="community:contacts", order=23, part=PART)
add_room(key="groups", title=_("My groups"), url_name="groups:mine", order=24, part=PART)
add_room(key="away", title=_("Who must not find me"), url_name="community:away", order=45, part=PART)
openables.add(
    "found",
    Openable(
        "found",
        _("your entry in the directory"),
        _("to let them find you and ask you for contact"),
        order=20,
        part=PART,
    ),
)


def place_of_group(slug) -> str:
    """The path of the place of a listed group; "" where there is none."""
    return Group.objects.listed().filter(slug=slug).values_list("place__path", flat=True).first() or ""


def _for_nobody(model):
    """For who decides; a reader reports from the page of the thing, so that no number opens anything."""

    def find(number, user):
        return model.objects.filter(pk=number).first() if user is None else None

    return find


def _staff_url(kind):
    return lambda thing: reverse("manage_groups:reported", args=[kind, thing.pk])


def _author_of_contact(contact):
    """Whoever the newest report is about."""
    passage = contact.passages.select_related("about").order_by("-at").first()
    return passage.about if passage else None


def _residence(member) -> str:
    return member.living.country_code if member.living else ""


def _path(member) -> str:
    return member.home.path if member.home else ""


def _report(kind, model, *, called, title, author, path, residence):
    key = f"community.{kind}"
    reportables.add(
        key,
        Reportable(
            key=key,
            find=_for_nobody(model),
            title=title,
            url=_staff_url(kind),
            place_path=path,
            residence=residence,
            author=author,
            hide=lambda thing, by: thing.hide(by=by),
            show=lambda thing, by: thing.show(by=by),
            is_private=kind != "group",
            called=called,
            words=(lambda group: f"{group.about}\n\n{group.rules}") if kind == "group" else None,
            part=PART,
        ),
    )


def _removal(number):
    rows = Removal.objects.select_related("group__place", "group__residence", "member", "by")
    return rows.filter(pk=number).first()


def after_appeal(removal, appeal, by):
    """Somebody else decided anew: they are back where the appeal is right."""
    if appeal.outcome == Appeal.Outcome.RIGHT:
        removal.lift(by=by, brings_back=True)
    to = "groups:group" if appeal.outcome == Appeal.Outcome.RIGHT else "groups:removed"
    tell_of_group("appealed", [removal.member], removal.group, to=to)


_report(
    "profile",
    Profile,
    called=_("Entry in the directory"),
    title=lambda one: gettext("An entry in the directory"),
    author=lambda one: one.member,
    path=lambda one: _path(one.member),
    residence=lambda one: _residence(one.member),
)
_report(
    "contact",
    Contact,
    called=_("Conversation"),
    title=lambda one: gettext("A conversation between two members"),
    author=_author_of_contact,
    path=lambda one: _path(one.asker),
    residence=lambda one: _residence(one.asker),
)
_report(
    "post",
    Post,
    called=_("Post in a group"),
    title=lambda one: gettext("A post in a group"),
    author=lambda one: one.author,
    path=lambda one: one.group.place_path,
    residence=lambda one: one.group.residence_code,
)
_report(
    "group",
    Group,
    called=_("Group"),
    title=lambda one: one.name,
    author=lambda one: None,
    path=lambda one: one.place_path,
    residence=lambda one: one.residence_code,
)
appealables.add(
    "community.removal",
    Appealable(
        key="community.removal",
        find=_removal,
        title=lambda one: gettext("Sent away from a group"),
        url=_staff_url("removal"),
        place_path=lambda one: one.group.place_path,
        first=lambda one: one.by_id,
        decided=after_appeal,
        part=PART,
    ),
)
places.add("groups:group", place_of_group)
queue_sources.add("community.groups", QueueSource("community.groups", _("Groups"), desk.waiting_groups, PART, 40))
