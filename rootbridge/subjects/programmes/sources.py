"""Programmes as the one search box finds them, a text for each language, with the calls that are open."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources

from .models import Programme
from .models.programme import SEARCHED


def documents(ids=None):
    """One text for each language of each programme; of one that is not public too, as not live."""
    programmes = Programme.objects.all() if ids is None else Programme.objects.filter(pk__in=list(ids))
    for programme in programmes.for_pages().order_by("pk"):
        for language in programme.names:
            with override(language):
                yield _document(programme, language)


def _document(programme, language) -> Document:
    now = timezone.now()
    calls = [call for call in programme.calls.all() if call.published_at and not call.cancelled_at]
    current = [str(call.state_at(now).label) for call in calls if call.closes_at > now]
    texts = [programme.bodies.get(language, ""), *(call.names.get(language, "") for call in calls)]
    return Document(
        key=SEARCHED, object_id=programme.pk, language=language, title=programme.names[language],
        summary=programme.leads.get(language, ""), words=" ".join([*texts, *current]),
        url=programme.get_absolute_url(), also=" ".join(programme.office.names.values()),
        place_path=programme.place.path, live=programme.is_public,
    )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, _("Programmes"), documents, part="programmes", order=15))
