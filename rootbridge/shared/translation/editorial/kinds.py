"""The kinds of text that the platform has, and one text by its kind and number."""

from django.http import Http404
from wagtail.snippets.models import get_snippet_models

from rootbridge.base.core import parts

from ..models import Article


def kinds() -> list[type[Article]]:
    """The models of texts, in the order of the editor's menu; those of sleeping parts too."""
    found = [model for model in get_snippet_models() if issubclass(model, Article)]
    return sorted(found, key=lambda model: model.snippet_viewset.menu_order)


def awake() -> list[type[Article]]:
    """Those whose part is switched on."""
    return [model for model in kinds() if parts.is_on(model._meta.app_label)]


def kind_of(name: str) -> type[Article] | None:
    """The model called so: "services.guide"."""
    return next((model for model in awake() if model._meta.label_lower == name), None)


def text_for(user, kind: str, number: int) -> Article:
    """A text that a user works on. Raises Http404."""
    model = kind_of(kind)
    rows = model.objects.worked_on_by(user).with_owner() if model else None
    found = rows.select_related("latest_revision", "live_revision").filter(pk=number).first() if model else None
    if found is None:
        raise Http404("no such text")
    return found
