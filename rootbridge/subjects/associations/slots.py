"""What associations hang into lower rooms: the switch, menus, the account, what waits, what can be reported."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus
from rootbridge.base.core.chores import add_chore
from rootbridge.base.core.parts import Part, register
from rootbridge.base.core.queue import QueueSource, queue_sources
from rootbridge.base.files.showing import add_showing
from rootbridge.people.organisations.models import Organisation
from rootbridge.people.organisations.permissions import may_bring_lists, may_judge_organisations
from rootbridge.people.privacy.rooms import add_room
from rootbridge.shared.moderation.registry import Reportable, reportables

from . import actions, appealing, confirming, desk, placed
from .models import Document, News

PART = "associations"
__all__ = ["placed"]

register(Part(PART, _("Associations"), 27))
menus.add_public(
    key="associations", group="places", title=_("Associations"), url_name="associations:list", order=40, part=PART
)
menus.add_manage(key="associations", title=_("Associations"), url_name="manage_associations:list", order=24, part=PART,
                 shown_to=may_judge_organisations)  # fmt: skip
menus.add_manage(key="organisation_lists", title=_("Lists of organisations"), url_name="manage_associations:lists",
                 order=25, part=PART, shown_to=may_bring_lists)  # fmt: skip
add_room(key="associations", title=_("My associations"), url_name="associations:mine", order=33, part=PART)
queue_sources.add(
    "associations.waiting", QueueSource("associations.waiting", _("Associations"), desk.waiting, PART, 25)
)
add_chore("associations.lapse", actions.lapse, part=PART)
add_chore("associations.remind", confirming.remind, part=PART)
add_chore("associations.terms", confirming.end_terms, part=PART)
add_showing(
    "associations.document",
    lambda user: Document.objects.filter(organisation__in=Organisation.objects.visible_to(user).values("pk")),
)


def _find(number, user):
    return Organisation.objects.listed().filter(pk=number).select_related("place", "residence").first()


reportables.add(
    "organisations.organisation",
    Reportable(
        key="organisations.organisation", find=_find, title=lambda one: one.name,
        url=lambda one: one.get_absolute_url(), place_path=lambda one: one.place.path,
        residence=lambda one: one.residence.code if one.residence else "", author=lambda one: one.author,
        hide=lambda one, by: one.hide(by=by), show=lambda one, by: one.show(by=by), part=PART,
        called=_("Association"), words=lambda one: "\n\n".join(one.about.values()),
    ),
)  # fmt: skip
reportables.add(
    "associations.news",
    Reportable(
        key="associations.news", find=lambda number, user: News.objects.filter(pk=number, hidden_at=None).first(),
        title=lambda one: one.title, url=lambda one: one.organisation.get_absolute_url() + "#news",
        place_path=lambda one: one.organisation.place.path,
        residence=lambda one: one.organisation.residence.code if one.organisation.residence else "",
        author=lambda one: one.by, hide=lambda one, by: one.cover(timezone.now(), by=by),
        show=lambda one, by: one.cover(None, by=by), part=PART, holds_at=3,
        called=_("News"), words=lambda one: one.text,
    ),
)  # fmt: skip

__all__ = ["appealing"]
