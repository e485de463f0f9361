"""A prepared decision in every language of the platform; at least one of them whole."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import clock
from rootbridge.base.core.forms import NamedInEachLanguage
from rootbridge.base.reference.models import Place

from .forms import CHOOSE, OUTCOMES
from .models import Outcome, PreparedDecision, Rule
from .permissions import may_keep_prepared


def places_for(user) -> dict[str, Place | None]:
    """{code: place} for which a user may keep prepared decisions, None for everywhere: their own scopes, and the
    regions of the platform's country for administrators of everywhere. Two queries at most."""
    scopes = [scope for scope in user.reach.scopes if scope.kind == "administrator"]
    if not scopes:
        return {}
    if may_keep_prepared(user):
        regions = Place.objects.filter(kind=Place.Kind.REGION, country_code=clock.platform().country or "MD")
        return {"": None} | {place.code: place for place in regions}
    codes = [scope.path.rstrip("/").rpartition("/")[2] or scope.residence for scope in scopes]
    return {place.code: place for place in Place.objects.filter(code__in=[code for code in codes if code])}


class PreparedForm(NamedInEachLanguage):
    translated = NamedInEachLanguage.translated | {"words": (_("Words"), 1_500)}

    place = forms.ChoiceField(label=_("Where it is used"), required=False, error_messages=CHOOSE)
    outcome = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES, widget=forms.RadioSelect, error_messages=CHOOSE)
    rule = forms.ChoiceField(
        label=_("Which rule does it break?"), choices=[("", _("None: it stays")), *Rule.choices], required=False,
        error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, data=None, *, places, instance: PreparedDecision | None = None):
        known = {}
        if instance:
            places = {**places, instance.place.code if instance.place else "": instance.place}
            known = {"place": instance.place.code if instance.place else "", "outcome": instance.outcome}
            known |= {"rule": instance.rule, **self.initial_of(instance.titles, instance.words)}
        super().__init__(data, initial=known)
        self.places, language = places, get_language()
        named = [(code, place.name(language) if place else _("Everywhere")) for code, place in places.items()]
        self.fields["place"].choices = sorted(named, key=lambda pair: (pair[0] != "", str(pair[1]).casefold()))
        self.fields["place"].required = "" not in places

    def clean(self):
        said = super().clean()
        if said.get("outcome") == Outcome.HIDDEN and not said.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule that it breaks: both sides are told which."))
        return said

    @property
    def content(self) -> dict:
        """What `PreparedDecision.keep` takes."""
        said = self.cleaned_data
        return {
            "place": self.places[said["place"]], "outcome": said["outcome"],
            "rule": said["rule"] if said["outcome"] == Outcome.HIDDEN else "",
            "titles": said["title"], "words": said["words"],
        }  # fmt: skip
