"""A place typed by its name: one way for the forms of every room."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rootbridge.base.core.forms import LineField
from rootbridge.base.core.text import search_key

from .models import Place
from .models.place import LINEAGE_JOIN

OFFERED, LOOKED_AT, QUOTED = 8, 20, 40


class NamedPlaceField(LineField):
    """A place by its name ("Orhei", "Orhei, town", "Peresecina, Orhei") or its code. Cleaned: a Place, None where
    empty.

    Names in the reader's language come first. Where several places may be meant, it asks back: ``which`` holds [(code,
    words that tell them apart)], the field is drawn with them as choices of the same name, and the one that is ticked
    is sent after the words and counts.
    """

    unknown = ""

    def __init__(self, **options):
        super().__init__(**{"max_length": 120} | options)
        self.which: list[tuple[str, str]] = []

    def among(self):
        """The places that may be meant, as a query."""
        return Place.objects.all()

    def may(self, place: Place) -> bool:
        """Is this one of them? For what no query can say."""
        return True

    def clean(self, value):
        typed, self.which = super().clean(value), []
        if not typed:
            return None
        found = self._meant(typed)
        if not found:
            said = self.unknown or _("We know no place called “%(written)s”. Write it another way.")
            raise forms.ValidationError(said % {"written": typed[:QUOTED]}, code="place")
        if len(found) > 1:
            self.which = [(place.code, told_apart(place)) for place in found]
            raise forms.ValidationError(
                _("Several places are called “%(name)s”. Choose one.") % {"name": typed[:QUOTED]}, code="which"
            )
        return found[0]

    def _meant(self, typed: str) -> list[Place]:
        """The places that may be meant: one, several to ask about, or none."""
        exact = self.among().offered().filter(code__in=[typed, typed.upper()]).first()
        if exact:
            return [exact] if self.may(exact) else []
        found = self.among().typed(typed, language=get_language(), limit=LOOKED_AT)
        found = [place for place in found if self.may(place)]
        wanted = search_key(typed.replace("\u060c", ",").partition(",")[0])
        called = [place for place in found if wanted in {search_key(name) for name in place.names.values()}]
        here = [place for place in called if wanted == search_key(place.bare_name(get_language()))]
        return (here or called or found)[:OFFERED]

    def prepare_value(self, value):
        return value.name(get_language()) if isinstance(value, Place) else value

    def bound_data(self, data, initial):
        """What comes back with an error: of a choice its name, not its code."""
        written = super().bound_data(data, initial)
        place = self.among().filter(code=written).first() if written else None
        return place.name(get_language()) if place else written


def told_apart(place: Place) -> str:
    """ "Orhei, Moldova (district)": enough to tell two places of one name apart."""
    language = get_language()
    where = [above.bare_name(language) for above in [place, *place.ancestors()]]
    return f"{LINEAGE_JOIN.get(language, ', ').join(where)} ({place.unit_name(language)})"
