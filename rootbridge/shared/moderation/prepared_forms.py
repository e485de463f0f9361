"""A prepared decision in every language of the platform; at least one of them whole."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import clock
from rootbridge.base.core.forms import LineField, TextField
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


class PreparedForm(forms.Form):
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
            known |= {"rule": instance.rule, **{f"title_{code}": text for code, text in instance.titles.items()}}
            known |= {f"words_{code}": text for code, text in instance.words.items()}
        super().__init__(data, initial=known)
        self.places, language = places, get_language()
        named = [(code, place.name(language) if place else _("Everywhere")) for code, place in places.items()]
        self.fields["place"].choices = sorted(named, key=lambda pair: (pair[0] != "", str(pair[1]).casefold()))
        self.fields["place"].required = "" not in places
        for code, _name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = LineField(label=_("Name"), max_length=120, required=False)
            self.fields[f"words_{code}"] = TextField(label=_("Words"), max_length=1500, required=False)

    @property
    def languages(self) -> list[tuple]:
        """(code, field of the name, field of the words) of each language."""
        return [(code, self[f"title_{code}"], self[f"words_{code}"]) for code, _name in settings.LANGUAGES]

    def clean(self):
        said, whole = super().clean(), 0
        if said.get("outcome") == Outcome.HIDDEN and not said.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule that it breaks: both sides are told which."))
        for code, _name in settings.LANGUAGES:
            title, words = said.get(f"title_{code}", ""), said.get(f"words_{code}", "")
            if bool(title) != bool(words):
                field = f"words_{code}" if title else f"title_{code}"
                self.add_error(field, _("A name and words belong together: write both, or empty both."))
            whole += bool(title and words)
        if not whole and not self.errors:
            self.add_error(f"title_{settings.LANGUAGE_CODE}", _("Write it in one language at least."))
        return said

    @property
    def content(self) -> dict:
        """What `PreparedDecision.keep` takes."""
        said = self.cleaned_data
        texts = {
            name: {code: said[f"{key}_{code}"] for code, _name in settings.LANGUAGES if said.get(f"{key}_{code}")}
            for name, key in (("titles", "title"), ("words", "words"))
        }
        rule = said["rule"] if said["outcome"] == Outcome.HIDDEN else ""
        return {"place": self.places[said["place"]], "outcome": said["outcome"], "rule": rule, **texts}
