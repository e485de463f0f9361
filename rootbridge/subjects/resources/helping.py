"""What stands beside a task: the resources that help with it, on every page where the task is done."""

from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from rootbridge.base.core import versions
from rootbridge.base.core.beside import tasks, tasks_about, tasks_on
from rootbridge.base.core.fragments import Memory

from .models import Resource
from .shelves import Shown, shown

MOST = 3
_drawn = Memory(500)


def helping_with(keys, language) -> list[Shown]:
    """The resources that help with any of these tasks: what opens in the reader's language first, the newest next."""
    today = timezone.localdate()
    found = [shown(one, language, today) for one in Resource.objects.published().helping_with(keys).for_rows()]
    order = {key: place for place, key in enumerate(keys)}
    nearest = {one.pk: min((order[key] for key in one.resource.tasks if key in order), default=0) for one in found}
    found.sort(key=lambda one: (not one.has_language(language), nearest[one.pk], -(one.resource.year or 0), one.title))
    return found


def beside(keys) -> Markup:
    """The box with the first few and a link to all; "" where nothing helps. Remembered until something changes."""
    keys, language = list(keys), get_language()
    if not keys:
        return Markup("")

    def draw():
        found = helping_with(keys, language)
        page = {"helping": found[:MOST], "count": len(found), "task": keys[0]}
        return render_to_string("resources/beside.html", page) if found else ""

    if connection.in_atomic_block:  # what it changes has no version yet
        return Markup(draw())
    return Markup(_drawn.get((versions.number(), language, timezone.localdate(), *keys), draw))


def beside_page(request) -> Markup:
    """For the page that was asked for."""
    match = getattr(request, "resolver_match", None)
    return beside(tasks_on(match.view_name)) if match else Markup("")


class BesideTopic:
    """``beside_topic[topic]`` in a template: the box for texts about a topic."""

    def __getitem__(self, topic) -> Markup:
        return beside(tasks_about(topic))


def titles_of(keys) -> list[tuple[str, str]]:
    """(key, title) of tasks that are known."""
    return [(key, str(tasks.all()[key].title)) for key in keys if key in tasks.all()]
