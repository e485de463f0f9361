"""Looking after a text: checked again, named to somebody, shown with a picture."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.files.models import PublicFile
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ...models import Check, Keeper, TextPicture
from ..forms import KeeperForm, PictureForm
from ..kinds import text_for
from ..owners import writers_for
from ..permissions import may_publish_alone, may_show_picture
from .desk import text_page


@staff_only
@require_POST
def checked(request, kind, number):
    """Read again, nothing has changed."""
    found = text_for(request.user, kind, number)
    if not found.live:
        raise Http404("not public")
    Check.note(found, by=request.user)
    messages.success(request, _("Noted with your name. The next check follows from today."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@require_POST
def unchecked(request, kind, number):
    """Take back the check of today."""
    found = text_for(request.user, kind, number)
    newest = Check.objects.of_text(found).filter(undone_at=None).order_by("-at", "-pk").first()
    if newest is not None and newest.undo(found, by=request.user):
        messages.success(request, _("Taken back. The date from before stands again."))
    else:
        messages.info(request, _("There is nothing to take back any more."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@require_POST
def keeper(request, kind, number):
    """Name who looks after it."""
    found = text_for(request.user, kind, number)
    form = KeeperForm(request.POST, writers=writers_for(found), auto_id="keeper_%s")
    if not form.is_valid():
        return text_page(request, found, keeper_form=form, wrong="keeper", status=422)
    Keeper.name(found, form.cleaned_data["member"], by=request.user)
    messages.success(request, _("Kept."))
    return redirect("manage_texts:text", kind=kind, number=number)


@staff_only
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request, kind, number):
    """The pictures of a text, and one more."""
    found = text_for(request.user, kind, number)
    languages = [row.language for row in (found, *found.get_translations().select_related("locale").order_by("pk"))]
    form = PictureForm(request.POST or None, request.FILES or None, languages=languages)
    if request.method == "POST" and form.is_valid():
        file = PublicFile.keep(form.cleaned_data["picture"], by=request.user)
        added = TextPicture.add(found, file, alts=form.cleaned_data["alts"], by=request.user)
        if may_publish_alone(request.user):
            added.show(found, by=request.user)
        messages.success(request, _("The picture stands in the text.") if added.shown_at else
                         _("The picture waits until somebody approves it."))  # fmt: skip
        return redirect("manage_texts:pictures", kind=kind, number=number)
    rows = TextPicture.objects.of_text(found).select_related("file").order_by("pk")
    return render(request, "translation/manage/pictures.html", {
        "text": found, "form": form, "pictures": [(row, may_show_picture(request.user, found, row)) for row in rows],
    }, status=422 if form.errors else 200)  # fmt: skip


@staff_only
@require_POST
def picture(request, kind, number, picture):
    """``do``: "show" by who may publish, "away" by who may write."""
    found = text_for(request.user, kind, number)
    row = get_object_or_404(TextPicture.objects.of_text(found), pk=picture)
    if request.POST.get("do") == "away":
        row.take_away(found, by=request.user)
        messages.success(request, _("The picture is off the text."))
    elif may_show_picture(request.user, found, row):
        row.show(found, by=request.user)
        messages.success(request, _("The picture stands in the text."))
    return redirect("manage_texts:pictures", kind=kind, number=number)
