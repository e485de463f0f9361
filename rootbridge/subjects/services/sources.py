"""What the search box finds of guides and useful links."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources
from rootbridge.base.core.names import in_language
from rootbridge.base.fetching.models import Address
from rootbridge.shared.translation.sources import documents_of

from .models import Guide, Link


def words_of(guide) -> str:
    """Everything a guide says but for its title and lead."""
    steps = [f"{step.value['title']} {step.value['body']}" for step in guide.steps]
    said = [guide.notice_title, guide.notice, guide.who, *guide.papers, *steps, guide.cost, guide.time_needed]
    return " ".join([*said, guide.easy])


def documents(numbers):
    return documents_of(Guide, numbers, summary=lambda guide: guide.lead, words=words_of)


search_sources.add("services.guide", Source("services.guide", _("Guides"), documents, part="services", order=10))


def link_documents(numbers):
    """A document for each language that a link is described in; a broken one is not public. Two queries."""
    rows = Link.objects.select_related("place")
    rows = list(rows if numbers is None else rows.filter(pk__in=list(numbers)))
    broken = set(Address.objects.broken().filter(url__in=[row.url for row in rows]).values_list("url", flat=True))
    for row in rows:
        for language in row.titles:
            with override(language):
                address = row.get_absolute_url()
            yield Document(
                key="services.link", object_id=row.pk, language=language, title=row.titles[language],
                summary=in_language(row.purposes, language), words=in_language(row.owners, language), url=address,
                also=urlsplit(row.url).netloc, place_path=row.place.path,
                residence=[row.country] if row.country else [], live=row.url not in broken,
            )  # fmt: skip


search_sources.add("services.link", Source("services.link", _("Useful links"), link_documents, "services", order=35))
