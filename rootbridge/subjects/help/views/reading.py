"""Answers that many need: the list of them, and one."""

from django.shortcuts import render

from rootbridge.base.core.access import public
from rootbridge.shared.feedback.opinions import box_for
from rootbridge.shared.translation.library import library_page, text_page

from ..models import PublishedAnswer


@public
def answers(request):
    """Answered questions by topic, and the way to a desk."""
    return render(request, "help/answers.html", library_page(request, PublishedAnswer.objects.published()))


@public
def answer(request, slug):
    """One answer in the reader's language, or in the best that there is."""
    page = text_page(request, PublishedAnswer.objects.published(), slug)
    return render(request, "help/answer.html", page | {"useful": box_for(request, page["article"])})
