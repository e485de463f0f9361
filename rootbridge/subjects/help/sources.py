"""What the search box finds of help: answered questions."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.findable import Source, search_sources
from rootbridge.shared.translation.sources import documents_of

from .models import PublishedAnswer


def answers(numbers):
    return documents_of(PublishedAnswer, numbers, summary=lambda answer: answer.short, words=lambda answer: answer.body)


search_sources.add(
    "help.publishedanswer", Source("help.publishedanswer", _("Answered questions"), answers, part="help", order=20)
)
