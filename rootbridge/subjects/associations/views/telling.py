"""The desk of an association: news, projects and documents, each a list with a form."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rootbridge.base.files.models import PublicFile
from rootbridge.base.files.uploading import takes_files

from ..forms.office import DocumentForm, NewsForm, ProjectForm
from ..models import Document, News, Project
from ..models.telling import TooMuch
from .office import desk, led_or_404

ROOMS = {
    "news": (News, NewsForm, gettext_lazy("News"), gettext_lazy("Tell something"), "-day"),
    "projects": (Project, ProjectForm, gettext_lazy("Projects"), gettext_lazy("Add a project"), "-year"),
    "documents": (Document, DocumentForm, gettext_lazy("Documents"), gettext_lazy("Add a document"), "-at"),
}


def _room(key):
    if key not in ROOMS:
        raise Http404("no such room")
    return ROOMS[key]


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def told(request, slug, room):
    """What stands there, and one more."""
    one = led_or_404(request, slug)
    model, form_class, _title, _add, _order = _room(room)
    first = {"language": get_language(), "day": timezone.localdate(), "year": timezone.localdate().year}
    form = form_class(request.POST, request.FILES) if request.method == "POST" else form_class(initial=first)
    if request.method != "POST" or not form.is_valid():
        return _page(request, one, room, form, status=422 if request.method == "POST" else 200)
    try:
        model.tell(one, by=request.user, **_values(form, request.user))
    except TooMuch:
        form.add_error(None, _("There is no room for more. Take something old away first."))
        return _page(request, one, room, form, status=422)
    messages.success(request, _("It stands on the page."))
    return redirect("associations:told", slug, room)


def _values(form, by) -> dict:
    said = dict(form.cleaned_data)
    if said.get("file"):
        said["file"] = PublicFile.keep(said["file"], by=by)
    return said


def _page(request, one, room, form, *, row=None, status=200):
    model, _form, title, add, order = _room(room)
    rows = [] if row else model.objects.filter(organisation=one).order_by(order, "-pk")
    return desk(request, "told", one, room, form=form, rows=rows, row=row, room=room, title=title, add=add,
                status=status)  # fmt: skip


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def one_told(request, slug, room, number):
    """Change one, or take it away."""
    one = led_or_404(request, slug)
    model, form_class, *_rest = _room(room)
    row = get_object_or_404(model, organisation=one, pk=number)
    if "remove" in request.POST:
        row.take_away(by=request.user)
        messages.success(request, _("Taken away."))
        return redirect("associations:told", slug, room)
    before = {name: getattr(row, name) for name in form_class.base_fields if name != "file"}
    form = form_class(request.POST, request.FILES) if request.method == "POST" else form_class(initial=before)
    if "file" in form.fields:
        form.fields["file"].required = False
    if request.method != "POST" or not form.is_valid():
        return _page(request, one, room, form, row=row, status=422 if request.method == "POST" else 200)
    row.change(by=request.user, **{name: value for name, value in _values(form, request.user).items() if name != "file"
                                   or value})  # fmt: skip
    messages.success(request, _("Kept."))
    return redirect("associations:told", slug, room)
