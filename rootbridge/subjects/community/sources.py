"""Groups as the one search box finds them: what they say of themselves, never who is in them nor what is said there."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources

from .models import Group, State
from .models.group import SEARCHED


def documents(ids=None):
    """Every group that was ever opened; one that stands in no list as not live."""
    groups = Group.objects.for_cards() if ids is None else Group.objects.for_cards().filter(pk__in=list(ids))
    for group in groups.order_by("pk").iterator(chunk_size=200):
        names = " ".join(name for place in (group.place, group.residence) if place for name in place.names.values())
        live = group.is_listed and group.state in (State.OPEN, State.ASLEEP) and group.hidden_at is None
        with override(group.language):
            url = group.get_absolute_url()
        yield Document(
            key=SEARCHED, object_id=group.pk, language=group.language, title=group.name if live else "",
            summary=group.about[:200] if live else "", words=f"{group.about} {names}" if live else "", url=url,
            place_path=group.place.path if group.place else "", live=live,
        )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, _("Groups"), documents, part="community", order=60))
