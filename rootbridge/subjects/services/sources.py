"""What the search box finds of guides."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.findable import Source, search_sources
from rootbridge.shared.translation.sources import documents_of

from .models import Guide


def words_of(guide) -> str:
    """Everything a guide says but for its title and lead."""
    steps = [f"{step.value['title']} {step.value['body']}" for step in guide.steps]
    said = [guide.notice_title, guide.notice, guide.who, *guide.papers, *steps, guide.cost, guide.time_needed]
    return " ".join([*said, guide.easy])


def documents(numbers):
    return documents_of(Guide, numbers, summary=lambda guide: guide.lead, words=words_of)


search_sources.add("services.guide", Source("services.guide", _("Guides"), documents, part="services", order=10))
