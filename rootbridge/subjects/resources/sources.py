"""The library as the one search box finds it: a text for each version in a language of the platform."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources

from .models import Resource
from .models.resource import SEARCHED


def documents(ids=None):
    """Each version whose language the platform speaks; of a record in another language alone, its original in the
    platform's first."""
    rows = Resource.objects.all() if ids is None else Resource.objects.filter(pk__in=list(ids))
    spoken = dict(settings.LANGUAGES)
    for resource in rows.for_rows().order_by("pk").iterator(chunk_size=200):
        found = {one.language: one for one in resource.versions.all()}
        titles = " ".join(one.title for one in found.values())
        told = {code: one for code, one in found.items() if code in spoken} or (
            {settings.LANGUAGE_CODE: next(iter(found.values()))} if found else {}
        )
        for language, version in told.items():
            with override(language):
                url, kind = resource.get_absolute_url(), str(resource.get_kind_display())
            yield Document(
                key=SEARCHED, object_id=resource.pk, language=language, title=version.title,
                summary=resource.summary(language)[0], words=f"{resource.publisher} {resource.year or ''} {kind}",
                url=url, also=titles, place_path=resource.path, live=resource.off_at is None,
            )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, _("Library"), documents, part="resources", order=45))
