"""What is counted of every kind of text; the subjects that have them register it. And of their languages."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Cell, Figure, Indicator, indicators

from .languages.kinds import kinds
from .languages.matrix import tallies
from .models import Article, Wording


def share_current(model: type[Article], period, scope) -> Figure:
    """How many of a hundred published texts are inside their review date on the last day of the period."""
    texts = model.objects.published().filter(place__path__startswith=scope.path)
    if scope.residence:
        texts = texts.for_residence(scope.residence)
    all_, late = texts.count(), texts.past_review(period.end).count()
    return Figure(value=round(100 * (all_ - late) / all_) if all_ else None)


def languages_current(period, scope) -> Figure:
    """Of a hundred published texts of a place, how many exist in each language and say what their original says."""
    if scope.residence:
        return Figure()
    found = Wording.objects.public().of_kinds(kinds()).filter(place__path__startswith=scope.path)
    names = dict(settings.LANGUAGES)
    rows = [(names[one.language], one.share) for one in tallies(found) if one.total]
    return Figure(cells=[Cell(name, "", share, FACTS_ONLY) for name, share in rows])


FACTS_ONLY = 10**6  # a share of texts has nobody behind it whom a small number could show
indicators.add(
    "translation.current",
    Indicator("translation.current", _("Texts up to date, by language"), _("of a hundred"), languages_current,
              shape="bars", note=_("As it stands today: the text exists and says what its original says."), order=51,
              is_now=True),
)  # fmt: skip
