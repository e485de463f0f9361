"""Back office: the records and collections that one keeps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.files.models import PublicFile
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ..actions import free_slug, put_version, remove_version
from ..forms import CollectionForm, RecordForm, VersionForm
from ..models import Collection, Count, Resource
from ..permissions import may_change_collection, may_change_resource, may_keep_for, may_work_on_resources
from ..shelves import shown


@staff_only
@require_safe
def resources(request):
    """Every record inside one's scope: all, those to check again, those taken off."""
    _let_in(request.user)
    today, show = timezone.localdate(), request.GET.get("show", "")
    mine = Resource.objects.worked_on_by(request.user)
    shelves = {"": mine.filter(off_at__isnull=True), "check": mine.filter(off_at__isnull=True, review_on__lt=today),
               "off": mine.filter(off_at__isnull=False)}  # fmt: skip
    rows = sorted(shelves.get(show, shelves[""]).for_rows(), key=lambda one: one.title.casefold())
    titles = {"": _("In the library"), "check": _("To check again"), "off": _("Taken off")}
    tabs = [{"title": titles[key], "href": f"?show={key}", "count": shelf.count(), "is_current": key == show}
            for key, shelf in shelves.items()]  # fmt: skip
    return render(request, "resources/manage/list.html", {"rows": rows, "tabs": tabs, "today": today})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """A new record; its first version comes next."""
    _let_in(request.user)
    form = RecordForm(request.POST or None, may_keep_for=lambda place: may_keep_for(request.user, place))
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        found = Resource.add(by=request.user, slug=free_slug(values["publisher"]), original=get_language(), **values)
        messages.success(request, _("Saved. Give it a title and an address: then it stands in the library."))
        return redirect("manage_resources:version", found.pk)
    return render(request, "resources/manage/form.html", {"form": form}, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def resource(request, number):
    """One record: its facts, its versions, how often it was fetched."""
    found = _mine(request, number)
    form = RecordForm(request.POST or None, initial=RecordForm.initial_of(found),
                      may_keep_for=lambda place: may_keep_for(request.user, place))  # fmt: skip
    if form.is_bound and form.is_valid():
        found.change(by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("manage_resources:resource", number)
    fetched = Count.objects.filter(version__resource=found).values("version__language").annotate(times=Sum("number"))
    return render(request, "resources/manage/resource.html", {
        "resource": found, "form": form, "shown": shown(found) if found.versions.all() else None,
        "today": timezone.localdate(), "fetched": fetched.order_by("-times"),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff_only
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def version(request, number):
    """Add a version, or write the one of a language anew."""
    found = _mine(request, number)
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VersionForm(*typed, initial={"language": request.GET.get("language") or get_language()})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        file = PublicFile.keep(said["file"], by=request.user) if said["file"] else None
        put_version(resource=found, by=request.user, language=said["language"], title=said["title"],
                    address=said["address"], file=file)  # fmt: skip
        messages.success(request, _("The version is in."))
        return redirect("manage_resources:resource", number)
    page = {"resource": found, "form": form}
    return render(request, "resources/manage/version.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def step(request, number):
    """Check again, take off, put back, remove a version."""
    found, wanted = _mine(request, number), request.POST.get("step", "")
    if wanted == "check":
        found.check_again(by=request.user)
        messages.success(request, _("Noted: checked today."))
    elif wanted == "off":
        found.take_off(by=request.user)
        messages.success(request, _("Nobody sees it any more. You can put it back."))
    elif wanted == "on":
        found.put_back(by=request.user)
        messages.success(request, _("It stands in the library again."))
    elif request.POST.get("remove"):
        remove_version(resource=found, by=request.user, language=request.POST["remove"][:8])
        messages.success(request, _("The version is out."))
    return redirect("manage_resources:resource", number)


@staff_only
@require_safe
def collections(request):
    _let_in(request.user)
    rows = Collection.objects.worked_on_by(request.user).with_entries().order_by("number", "slug")
    return render(request, "resources/manage/collections.html", {"rows": list(rows)})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_collection(request):
    _let_in(request.user)
    return _collection_page(request, None)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def collection(request, number):
    """Title, words and order of a collection."""
    rows = Collection.objects.worked_on_by(request.user).with_entries()
    found = get_object_or_404(rows, pk=number)
    if not may_change_collection(request.user, found):
        raise PermissionDenied("not one's own")
    if request.method == "POST" and "off" in request.POST:
        found.set_off(request.POST["off"] == "1", by=request.user)
        return redirect("manage_resources:collection", number)
    return _collection_page(request, found)


def _collection_page(request, found):
    form = CollectionForm(request.POST or None, initial=CollectionForm.initial_of(found) if found else {},
                          may_keep_for=lambda place: may_keep_for(request.user, place))  # fmt: skip
    if form.is_bound and form.is_valid():
        values = dict(form.cleaned_data)
        notes = {entry.resource_id: entry.notes for entry in found.standing()} if found else {}
        entries = [(one, notes.get(one.pk, {})) for one in values.pop("entries")]
        slug = {} if found else {"slug": free_slug(next(iter(values["titles"].values())))}
        saved = Collection.save_words(by=request.user, collection=found, entries=entries, **slug, **values)
        messages.success(request, _("Saved."))
        return redirect("manage_resources:collection", saved.pk)
    page = {"form": form, "collection": found}
    return render(request, "resources/manage/collection.html", page, status=422 if form.is_bound else 200)


def _let_in(user) -> None:
    if not may_work_on_resources(user):
        raise Http404("no library to keep")


def _mine(request, number) -> Resource:
    found = get_object_or_404(Resource.objects.worked_on_by(request.user).for_rows(), pk=number)
    if not may_change_resource(request.user, found):
        raise PermissionDenied("not one's own")
    return found
