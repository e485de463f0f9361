"""The guides' menu entry and switch, and where readers judge and report them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import findable, menus, parts
from rootbridge.base.core.queue import QueueSource, queue_sources
from rootbridge.base.core.sections import Checked, add_section
from rootbridge.base.fetching.registry import add_addresses, listen
from rootbridge.people.offices import kit
from rootbridge.shared.feedback.pages import places
from rootbridge.shared.feedback.registry import add_judgeable
from rootbridge.shared.moderation.registry import Reportable, reportables
from rootbridge.shared.translation.addresses import register_sources
from rootbridge.shared.translation.waiting import edit_url, register_queue, report_words

from . import desk, placed
from .models import Guide, Link
from .permissions import may_keep_elections, may_keep_links

__all__ = ["placed"]

KEY = "services.guide"
# A machine looks whether a page answers; a person whether it still says what it is listed for.
READ_AGAIN = timedelta(days=365)


def place_of_guide(slug) -> str:
    """The path of the place of a public guide; "" where there is none."""
    return Guide.objects.published().filter(slug=slug).values_list("place__path", flat=True).first() or ""


places.add("services:guide", place_of_guide)
parts.register(parts.Part("services", _("Guides"), 10))
menus.add_group(key="reading", title=_("Guides"), order=20)
menus.add_public(
    key="services", group="reading", title=_("Guides"), url_name="services:list", order=20, part="services"
)
add_judgeable(
    Guide, part="services", edit_url=edit_url, within=lambda user: Guide.objects.worked_on_by(user).values("pk")
)
reportables.add(KEY, Reportable(KEY, **report_words(Guide), part="services"))
register_queue(Guide, part="services", title=_("Guides"), order=40)
register_sources(Guide, part="services", title=_("Sources of guides"), order=45)
add_addresses("services.links", lambda: Link.objects.values_list("url", flat=True), part="services")


def flyers_for(topics: list[str], language: str) -> list[kit.Paper]:
    """Flyers of guides in a language, those about the topics first."""
    fresh = Guide.objects.published().fresh(timezone.localdate()).best_for(language)
    rows = sorted(
        fresh.only("slug", "title", "topic", "locale"), key=lambda guide: (guide.topic not in topics, guide.title)
    )
    return [
        kit.Paper(
            f"services.{guide.slug}", guide.title, f"{reverse('services:flyer', args=[guide.slug])}?paper=a4",
            guide.get_absolute_url(), guide.topic, guide.language,
        )
        for guide in rows
    ]  # fmt: skip


kit.flyers.add("services", kit.Source("services", flyers_for, part="services"))


def tell_search(urls) -> None:
    """What the search box finds of links changes with what their addresses answer."""
    for number in Link.objects.filter(url__in=urls).values_list("pk", flat=True):
        findable.changed("services.link", number)


listen(tell_search)
menus.add_manage(key="links", group="texts", title=_("Useful links"),
                 url_name="manage_links:list", order=34, part="services",
                 shown_to=may_keep_links)  # fmt: skip
queue_sources.add("services.links", QueueSource("services.links", _("Useful links"), desk.link_trouble, "services", 46))
menus.add_manage(key="voting", group="texts", title=_("Elections"),
                 url_name="manage_voting:list", order=36, part="services",
                 shown_to=may_keep_elections)  # fmt: skip
queue_sources.add("services.steps", QueueSource("services.steps", _("Return plan"), desk.steps_due, "services", 47))


def checked_links() -> list[Checked]:
    """Every useful link and the day until which somebody should have read the page behind it again. One query."""
    rows = Link.objects.values_list("place__path", "checked_on")
    return [Checked(path, day + READ_AGAIN, True) for path, day in rows]


add_section("services.links", _("Useful links"), checked_links, part="services", order=46,
            url=lambda user: reverse("manage_links:list"))  # fmt: skip
