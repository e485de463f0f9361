"""What is behind waits by those who translate."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.design.formats import language_name

from ..models import WRITERS, Rendering
from .kinds import kinds
from .matrix import LANGUAGES, address_of

# Rows in one's queue; the table of languages has them all.
MOST = 30


def rows(user) -> Iterable[QueueRow]:
    """Published translations that are behind, the longest first, in the languages that the user reads; in every
    language for who did not say."""
    if not user.reach.holds(*WRITERS):
        return
    found = Rendering.objects.worked_on_by(user).behind().filter(wording__kind__in=kinds())
    read = [code for code in user.languages.filter(can_read=True).values_list("code", flat=True) if code in LANGUAGES]
    found = found.filter(language__in=read) if read else found
    for one in found.select_related("wording").order_by("wording__changed_at", "pk")[:MOST]:
        behind = {"num": one.behind, "count": one.count}
        words = ngettext("%(num)s of %(count)s passages changed", "%(num)s of %(count)s passages changed", one.behind)
        yield QueueRow(
            title=one.wording.title, kind_words=_("A translation is behind"),
            detail=f"{language_name(one.language)} · {words % behind}", url=address_of(one.wording, one.language),
            since=one.wording.changed_at, language=one.wording.language,
        )  # fmt: skip


def register() -> None:
    title = gettext_lazy("Translations that are behind")
    queue_sources.add("translation.behind", QueueSource("translation.behind", title, rows, order=45))
