"""What a visitor may say of themselves without an account."""

from babel.lists import format_list
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Bearings, Stage
from rootbridge.base.core.forms import LineField
from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import locale_of
from rootbridge.base.reference.models import Place

OFFERED = 3


class BearingsForm(forms.Form):
    living = forms.ChoiceField(label=_("Where I live"), required=False)
    stage = forms.ChoiceField(label=_("Where I am in life"), required=False, widget=forms.RadioSelect)
    home = LineField(
        label=_("Where I am from"), required=False, max_length=80,
        help_text=_("A town, a village or a district. Write it as you say it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language()
        lands = Place.objects.countries().sorted_by_name(language)
        self.fields["living"].choices = [
            ("", _("I would rather not say")),
            *((p.code, p.name(language)) for p in lands),
        ]
        self.fields["stage"].choices = [*Stage.choices, ("", _("I would rather not say"))]

    def clean_home(self):
        """The code of the one place that was meant, or a question which of several."""
        typed = self.cleaned_data["home"]
        if not typed:
            return ""
        found = Place.objects.filter(kind__in=[Place.Kind.REGION, Place.Kind.LOCALITY]).typed(
            typed, language=get_language()
        )
        if not found:
            raise forms.ValidationError(
                _("We know no place called “%(typed)s”. Write a town, a village or a district, for example Orhei."),
                params={"typed": typed},
            )
        if not _is_called(found[0], typed):
            names = [place.name(get_language()) for place in found[:OFFERED]]
            raise forms.ValidationError(
                _("We know no place called “%(typed)s”. Did you mean %(names)s?"),
                params={"typed": typed, "names": format_list(names, style="or", locale=locale_of())},
            )
        return found[0].code

    def bearings(self) -> Bearings:
        return Bearings(self.cleaned_data["living"], self.cleaned_data["stage"], self.cleaned_data["home"])


def _is_called(place: Place, typed: str) -> bool:
    """Does one of its names begin so? Else it is a guess, and somebody else's village."""
    wanted = search_key(typed.partition(",")[0])
    names = [*place.names.values(), *place.also, *place.former_names]
    return any(search_key(name).startswith(wanted) for name in names)
