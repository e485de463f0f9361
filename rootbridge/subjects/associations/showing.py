"""The page of one association, as everybody reads it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from rootbridge.base.core.names import in_language, language_of
from rootbridge.base.design.formats import language_name, number
from rootbridge.people.organisations import facts
from rootbridge.people.organisations.models import Chapter, Organisation, Work
from rootbridge.people.organisations.sections import sections

NEWS = 5


def page_of(organisation) -> dict:
    """Everything of its page. The number of queries does not depend on how much there is."""
    today = timezone.localdate()
    ties = list(organisation.ties.for_list())
    listed = Organisation.objects.listed().values("pk")
    links = Chapter.objects.accepted().select_related("parent", "chapter")
    editors = organisation.editors().exists()
    return {
        "association": organisation, "homes": [tie for tie in ties if tie.side == "home"],
        "heres": [tie for tie in ties if tie.side == "here"], "facts": facts.lines_of(organisation),
        "about": in_language(organisation.about), "about_language": language_of(organisation.about),
        "officers": organisation.officers.public_on(today).in_order(),
        "standing": organisation.standings.live().first(),
        "news": organisation.news.shown_on(today)[:NEWS],
        "documents": organisation.documents.select_related("file").order_by("-pk"),
        "parent": links.filter(chapter=organisation, parent__in=listed).first(),
        "chapters": links.filter(parent=organisation, chapter__in=listed).order_by("chapter__sort_key"),
        "sections": [(one.title, body) for one in sections if (body := one.render(organisation))],
        "works": [label for key, label in Work.choices if key in organisation.works_on],
        "short": _short(organisation),
        "projects": [_cells(one) for one in organisation.projects.order_by("-year", "-pk")],
        "is_led": editors, "linked": linked_data(organisation, ties),
    }  # fmt: skip


def _cells(project) -> list:
    """A project as cells of a table."""
    title = Markup('<span lang="{}" dir="auto">{}</span>').format(project.language, project.title)
    amount = f"{number(project.amount)} {project.currency}" if project.amount is not None else ""
    return [title, project.place, project.get_state_display(), amount, str(project.year)]


def _short(organisation) -> list[tuple]:
    """(name, value): since when, how many, languages, and the ways that it lets stand on the page."""
    web = [address for way in ("website", "social") if organisation.shows(way)
           for address in ([organisation.website] if way == "website" else organisation.social)]  # fmt: skip
    links = Markup("<br>").join(Markup('<a href="{0}" rel="nofollow ugc">{0}</a>').format(one) for one in web)
    mail = Markup('<a href="mailto:{0}">{0}</a>').format(organisation.email) if organisation.shows("email") else ""
    return [
        (_("Since"), str(organisation.founded or "")),
        (_("Members, about"), number(organisation.members_about) if organisation.members_about else ""),
        (_("Languages"), ", ".join(language_name(code) for code in organisation.languages)),
        (_("E-mail"), mail), (_("Telephone"), escape(organisation.phone) if organisation.shows("phone") else ""),
        (_("On the web"), links),
    ]  # fmt: skip


def linked_data(organisation, ties) -> dict | None:
    """For search engines, once it is verified."""
    if not organisation.is_verified:
        return None
    data = {
        "@context": "https://schema.org", "@type": "Organization", "name": organisation.name,
        "alternateName": [name for name in organisation.names.values() if name != organisation.name],
        "description": in_language(organisation.about), "knowsLanguage": organisation.languages,
        "areaServed": [tie.place.name("en") for tie in ties],
    }  # fmt: skip
    if organisation.shows("website"):
        data["url"] = organisation.website
    if organisation.shows("social"):
        data["sameAs"] = organisation.social
    if organisation.founded:
        data["foundingDate"] = str(organisation.founded)
    return {key: value for key, value in data.items() if value}
