"""The library as a reader asked to see it, with how many each choice would show."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rootbridge.base.core.beside import tasks
from rootbridge.base.core.text import words
from rootbridge.base.design.formats import language_name, number
from rootbridge.base.reference.topics import Topic

from .models import Kind, Resource
from .shelves import Shown, shown

NAMES = ("kind", "topic", "language", "task", "publisher")


def asked_for(query) -> dict[str, str]:
    """What was asked for; what is not on the lists is left out."""
    said = {name: query.get(name, "")[:160] for name in NAMES}
    known = {"kind": Kind.values, "topic": Topic.values, "task": tasks.all()}
    said |= {name: said[name] if said[name] in there else "" for name, there in known.items()}
    return said | {"q": query.get("q", "")[:120].strip()}


def library_page(query, read=()) -> dict:
    """{"rows", "asked", "selects", "count", "is_narrow"}: all that fits, by title. Two queries."""
    asked, language, today = asked_for(query), get_language(), timezone.localdate()
    every = [shown(one, language, today, read) for one in Resource.objects.published().for_rows()]
    rows = sorted((one for one in every if _fits(one, asked)), key=lambda one: (one.is_past, one.title.casefold()))
    return {
        "rows": rows, "asked": asked, "count": len(rows), "selects": _selects(every, asked),
        "is_narrow": any(asked[name] for name in NAMES),
    }  # fmt: skip


def _values(one: Shown) -> dict[str, set]:
    resource = one.resource
    return {
        "kind": {resource.kind}, "topic": {resource.topic} - {""}, "language": set(one.languages),
        "task": set(resource.tasks), "publisher": {resource.publisher},
    }  # fmt: skip


def _fits(one: Shown, asked: dict, but: str = "") -> bool:
    values = _values(one)
    if any(asked[name] and name != but and asked[name] not in values[name] for name in NAMES):
        return False
    if not asked["q"]:
        return True
    resource = one.resource
    text = " ".join([*(version.title for version in one.versions), *resource.summaries.values(), resource.publisher])
    there = " ".join(words(text))
    return all(f" {word}" in f" {there}" for word in words(asked["q"]))


def _selects(every: list[Shown], asked: dict) -> list[tuple]:
    """(name, label, [(value, words, is chosen)]); a choice that would show nothing is not offered."""
    labels = {
        "kind": (_("Type"), _("All types"), {kind.value: str(kind.label) for kind in Kind}),
        "topic": (_("Topic"), _("All topics"), {topic.value: str(topic.label) for topic in Topic}),
        "language": (_("Language"), _("Any language"), None),
        "task": (_("Helps with"), _("Anything"), {task.key: str(task.title) for task in tasks.all().values()}),
        "publisher": (_("Publisher"), _("Any publisher"), None),
    }
    found = []
    for name, (label, every_one, known) in labels.items():
        counts = Counter(value for one in every if _fits(one, asked, name) for value in _values(one)[name])
        if known is None:
            known = {value: language_name(value) if name == "language" else value for value in sorted(counts)}
        options = [("", every_one, not asked[name])]
        options += [
            (value, f"{said} ({number(counts[value])})", value == asked[name])
            for value, said in known.items() if counts.get(value) or value == asked[name]
        ]  # fmt: skip
        found.append((name, label, options))
    return found
