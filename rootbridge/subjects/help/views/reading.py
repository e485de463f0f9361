"""Answers that many need: the list of them, a whole topic, and one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.base.reference.topics import Topic
from rootbridge.shared.feedback.opinions import box_for
from rootbridge.shared.translation.library import library_page, narrowed, text_page
from rootbridge.shared.translation.reading import languages_read_by, marks

from ..models import PublishedAnswer
from ..models.published import faq
from ..models.serving import What
from .serving import count_serving


@public
def answers(request):
    """Answered questions by topic, of a stage of life, of a country; and the way to a desk."""
    page = library_page(request, PublishedAnswer.objects.published())
    if topic := page["form"].initial["topic"]:
        page |= {"topic": topic, "linked": faq(_whole(request, topic, page["form"].initial), get_language())}
    if request.htmx and request.htmx.target == "found":
        return HttpResponse(render_block(request, "help/answers.html", "found", page))
    return render(request, "help/answers.html", page)


@public
def topic(request, topic):
    """Every answer of a topic with all its words, to read through or to print; narrowed as the list is."""
    if topic not in Topic.values:
        raise Http404("no such topic")
    page = library_page(request, PublishedAnswer.objects.published())
    found = _whole(request, topic, page["form"].initial)
    today = timezone.localdate()
    rows = [(answer, marks(answer.language, get_language()), answer.is_past_review(today)) for answer in found]
    page |= {"topic": Topic(topic), "rows": rows, "linked": faq(found, get_language())}
    return render(request, "help/topic.html", page)


@public
def answer(request, slug):
    """One answer in the reader's language, or in the best that there is. Who came from the form that asks a desk is
    asked whether it was enough."""
    page = text_page(request, PublishedAnswer.objects.published(), slug)
    came = request.GET.get("from", "")
    page |= {"useful": box_for(request, page["article"]), "came": came if came in ("ask", "enough") else ""}
    answered = render(request, "help/answer.html", page | _elsewhere(request, page))
    if came == "ask":
        count_serving(request, What.OPENED)
        answered.headers["Cache-Control"] = "private, no-store"  # each time is counted
    return answered


def _whole(request, topic, asked) -> list[PublishedAnswer]:
    """The answers of a topic as they stand on its shelf, the reader's own country first among variants."""
    language = get_language()
    found = PublishedAnswer.objects.whole(topic, language, languages_read_by(request.user))
    return narrowed(found, asked | {"topic": topic}, asked["living"] or request.bearings.living, timezone.localdate())


def _elsewhere(request, page) -> dict:
    """{"own_variant"}: the answer for the country where the reader lives, where this one is for another."""
    living = request.bearings.living
    if not living or living in page["article"].residence:
        return {"own_variant": None}
    own = [variant for variant in page["variants"] if living in variant.residence]
    return {"own_variant": own[0] if own else None}
