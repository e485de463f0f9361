"""A place typed by name, and asked back when several have that name."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField
from rootbridge.base.core.text import search_key
from rootbridge.base.reference.forms import told_apart
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Role

OFFERED = 8


class PlaceMixin(forms.Form):
    """Two fields: ``place`` as typed, and ``place_code``, drawn only when a choice is needed.

    After cleaning, ``cleaned_data["place"]`` is a Place or None.
    """

    place = LineField(
        label=_("Place"), max_length=120, required=False,
        help_text=_("Type a country, a district or a locality: “Orhei”, or “Peresecina, Orhei”."),
    )  # fmt: skip
    place_code = forms.ChoiceField(label=_("Which of these?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        typed = str(self.data.get(self.add_prefix("place"), "")) if self.is_bound else ""
        self._found = self._matches(typed)
        self.fields["place_code"].choices = [(place.code, told_apart(place)) for place in self._found]

    @property
    def asks_back(self) -> bool:
        return len(self._found) > 1

    def clean(self):
        known = super().clean() or self.cleaned_data
        typed, chosen = known.get("place"), known.get("place_code")
        by_code = {place.code: place for place in self._found}
        known["place"] = by_code.get(chosen) or (self._found[0] if len(self._found) == 1 else None)
        if typed and known["place"] is None and self.wants_place(known):
            self._ask_back(typed)
        return known

    def wants_place(self, known) -> bool:
        """Does what else was chosen ask for a place?"""
        return True

    def _ask_back(self, typed):
        if self._found:
            self.add_error("place_code", gettext("Several places are called “%(name)s”. Choose one.") % {"name": typed})
        else:
            self.add_error(
                "place", gettext("We know no place called “%(name)s”. Write it another way.") % {"name": typed}
            )

    def _matches(self, typed) -> list[Place]:
        """One place when the words name one exactly or alone, else those to choose from."""
        typed = typed.strip()
        if not typed:
            return []
        if code := Place.objects.filter(code=typed).first():
            return [code]
        found = Place.objects.typed(typed, language=get_language(), limit=OFFERED)
        key = search_key(typed.partition(",")[0])
        exact = [place for place in found if key in {search_key(name) for name in place.names.values()}]
        return exact or found


def regions_seen_by(user) -> list[tuple[str, str]]:
    """(code, name) of the districts in which somebody works whom the user may see. Two queries."""
    paths = Role.objects.visible_to(user).filter(place__isnull=False).values_list("place__path", flat=True).distinct()
    codes = {path.split("/")[min(1, path.count("/") - 1)] for path in paths}
    places = Place.objects.filter(code__in=codes).sorted_by_name(get_language())
    return [(place.code, place.name(get_language())) for place in places]
