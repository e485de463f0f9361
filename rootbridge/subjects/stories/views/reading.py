"""Stories as everybody reads them."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import absolute
from rootbridge.shared.translation.reading import languages_read_by

from ..drawing import linked_data, show
from ..listing import list_page
from ..models import Edition, Story
from ..permissions import may_own_story
from ..sharing import ways


@public
def stories(request):
    """News, blog, success stories, leaflets: what is current, the newest first; what is past on a page of its own."""
    page = list_page(request.GET, get_language(), languages_read_by(request.user))
    return render(request, "stories/stories.html", page)


@public
def story(request, slug):
    """One story in the reader's language, or in the best that there is."""
    found = Story.objects.published().for_pages().filter(slug=slug).first()
    if found is None:
        raise Http404("no such story")
    edition = Edition.objects.for_desk().prefetch_related("tellings", "pictures__file").get(pk=found.standing_id)
    shown = show(edition, read=languages_read_by(request.user))
    return render(request, "stories/story.html", {
        "story": found, "shown": shown, "data": linked_data(found, shown),
        "ways": ways(shown.telling.title, absolute(found.get_absolute_url())),
        "is_mine": may_own_story(request.user, found),
    })  # fmt: skip
