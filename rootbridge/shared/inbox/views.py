"""The notices of a member, and how they want to be told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .forms import PreferenceForm, sections
from .models import Notice

ON_A_PAGE = 30


@require_safe
def notices(request):
    """The newest first; those of a part that sleeps stay away."""
    rows = Notice.objects.visible_to(request.user).of_awake_parts().order_by("-at", "-pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    unread = Notice.objects.visible_to(request.user).of_awake_parts().unread().count()
    return render(request, "inbox/list.html", {"page": page, "unread": unread})


@require_POST
def read_all(request):
    """Everything up to now is read."""
    Notice.objects.visible_to(request.user).mark_read()
    return HttpResponseRedirect(reverse("inbox:list"))


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    form = PreferenceForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, gettext("Kept. From now on we write as you chose."))
        return HttpResponseRedirect(reverse("inbox:preferences"))
    known = {"form": form, "sections": sections(form)}
    return render(request, "inbox/preferences.html", known, status=422 if form.is_bound else 200)
