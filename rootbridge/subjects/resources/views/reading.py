"""The library as everybody reads it."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from rootbridge.base.core.access import public
from rootbridge.shared.translation.reading import languages_read_by

from .. import toolkits
from ..helping import titles_of
from ..listing import library_page
from ..models import Collection, Count, Resource, Version
from ..shelves import shown


@public
def library(request):
    """Records by title, narrowed as the reader asked; with the collections on top."""
    page = library_page(request.GET, languages_read_by(request.user))
    shelf = Collection.objects.published().order_by("number", "slug")[:6] if not page["is_narrow"] else []
    return render(request, "resources/library.html", page | {"collections": list(shelf)})


@public
def resource(request, slug):
    """One record: its versions, what it helps with, and its collections."""
    found = get_object_or_404(Resource.objects.published().for_rows(), slug=slug)
    one = shown(found, today=timezone.localdate(), read=languages_read_by(request.user))
    within = Collection.objects.published().filter(entries__resource=found).order_by("number", "slug")
    page = {"shown": one, "within": list(within), "tasks": titles_of(found.tasks)}
    return render(request, "resources/resource.html", page)


@public
@never_cache
def open_version(request, slug, language):
    """Lead to the file or the official address, or make the document; it is counted, and nobody is followed."""
    versions = Version.objects.select_related("resource", "file").filter(resource__off_at__isnull=True)
    version = get_object_or_404(versions, resource__slug=slug, language=language)
    if not version.is_there:
        raise Http404("there is nothing to open")
    Count.objects.one_more(version, timezone.localdate())
    if version.made:
        return _made(version)
    return HttpResponseRedirect(version.file.url if version.file else version.address)


def _made(version) -> HttpResponse:
    document = toolkits.make(version.made, version.language)
    if document is None:
        raise Http404("this document is not made in this language")
    response = HttpResponse(document.body, content_type=document.media_type)
    response["Content-Disposition"] = f'attachment; filename="{document.name}"'
    return response


@public
def collections(request):
    """Every collection."""
    rows = Collection.objects.published().with_entries().order_by("number", "slug")
    return render(request, "resources/collections.html", {"rows": list(rows)})


@public
def collection(request, slug):
    """One collection in its order, as a page that prints well."""
    found = get_object_or_404(Collection.objects.published().with_entries(), slug=slug)
    language, today = get_language(), timezone.localdate()
    read = languages_read_by(request.user)
    rows = [(shown(entry.resource, language, today, read), entry.note) for entry in found.standing()
            if entry.resource.versions.all()]  # fmt: skip
    return render(request, "resources/collection.html", {"collection": found, "rows": rows})
