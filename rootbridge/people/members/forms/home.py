"""Where I am from: a place typed, or picked from three lists."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField

from .. import homes as places

NOT_INSIDE = {
    "place": _("We do not know this place. Choose one of those that we found."),
    "country": _("Choose one of the countries in the list."),
    "region": _("This district does not lie in the country you chose. Choose once more."),
    "locality": _("This town or village does not lie in the district you chose. Choose once more."),
}
CHOOSE_FOUND = _("Choose one of the places that we found, or empty this box and use the lists below.")
NOT_FOUND = _("We know no place of this name. Try another spelling, or use the lists below.")


class HomeForm(forms.Form):
    """``homes``: the countries one can come from. ``shown``: what the page needs besides the fields."""

    q = LineField(label=_("Type your town, village or district"), max_length=80, required=False)
    place = forms.CharField(required=False)
    country = forms.CharField(label=_("Country"), required=False)
    region = forms.CharField(label=_("District or city"), required=False)
    locality = forms.CharField(label=_("Town or village"), required=False)

    def __init__(self, data=None, *, member, homes):
        super().__init__(data)
        self.member, self.homes, self.language = member, homes, get_language()
        self.picking = places.Picking.of(homes, self.language, member.home)
        self.found, self.words, self.chosen = [], "", None

    @property
    def shown(self) -> dict:
        return {"picking": self.picking, "found": self.found, "words": self.words, "language": self.language}

    def look(self, said) -> None:
        """Show what was typed or picked so far, keeping nothing."""
        self.words = self.fields["q"].clean(said.get("q", "")[:80])
        if self.words:
            self.found = [(place, place.lineage(self.language)) for place in
                          places.typed(self.words, self.homes, self.language)]  # fmt: skip
        if said.get("country"):
            self._pick(said)

    def clean(self):
        said = self.cleaned_data
        self.words = said.get("q", "")
        try:
            self.chosen = self._choose(said)
        except places.NotInside as odd:
            self._pick(said)
            self.add_error(self._list_shown(odd.level), NOT_INSIDE[odd.level])
        return said

    def _list_shown(self, level: str) -> str:
        """The field beside which the sentence can stand: the nearest list above that is on the page."""
        if level == "locality" and not self.picking.localities:
            level = "region"
        if level == "region" and not self.picking.regions:
            level = "country"
        return "q" if level == "place" else level

    def save(self):
        self.member.change(by=self.member, home=self.chosen)

    def _choose(self, said):
        """The place that is meant; None when nothing was said. Raises NotInside."""
        if said.get("place"):
            return places.place_of_home(said["place"], self.homes)
        if said.get("q"):
            self.look(said)
            self.add_error("q", CHOOSE_FOUND if self.found else NOT_FOUND)
            return None
        codes = (said.get("country", ""), said.get("region", ""), said.get("locality", ""))
        self.picking = places.Picking.chosen(self.homes, self.language, *codes)
        return self.picking.place

    def _pick(self, said) -> None:
        """The lists as far as what was picked fits together."""
        codes = [said.get(level, "") for level in ("country", "region", "locality")]
        for length in (3, 2, 1):
            try:
                self.picking = places.Picking.chosen(self.homes, self.language, *codes[:length])
                return
            except places.NotInside:
                continue
