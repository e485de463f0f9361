"""An office, a person of it, the message of a month: as those at work write them."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.badges import bears_badge
from rootbridge.base.core.forms import InEachLanguage, LineField
from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.design.formats import country_name
from rootbridge.base.reference.forms import NamedPlaceField
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.forms.fields import NameField
from rootbridge.people.offices.models import ABROAD, FocalPoint, OfficeKind
from rootbridge.people.offices.weeks import words_of

from .codes import spoken
from .own import CHOOSE, DayField, WeekField, colleagues

BADGE = _("A name has no ticks, stars, pictures or words such as “verified”. Leave them out.")


class PlaceField(NamedPlaceField):
    """A place by its code or its name, among ``within``."""

    unknown = _("No place of yours is called so. Write its code, as in MD-OR.")

    def __init__(self, **options):
        super().__init__(**options)
        self.within = Place.objects.none()

    def among(self):
        return self.within


def places_of(user, *kinds):
    return Place.objects.filter(user.reach.condition(*kinds, path="path"))


class OfficeForm(InEachLanguage):
    translated = {"names": (_("Name"), 160)}
    kind = forms.ChoiceField(label=_("Kind"), choices=OfficeKind.choices, error_messages=CHOOSE)
    place = PlaceField(label=_("Place"), help_text=_("Its code, as in MD-OR, or its name."))
    serves = forms.MultipleChoiceField(label=_("Serves people living in"), required=False, error_messages=CHOOSE)
    address = LineField(label=_("Street and number"), max_length=200, required=False)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    hours = WeekField(label=_("Opening hours"))

    def __init__(self, data=None, *, user, office=None):
        super().__init__(data, initial=_shown(office) if office else None)
        self.fields["place"].within = places_of(
            user, "administrator", "local_representative", "residence_representative"
        )
        if office:
            del self.fields["place"], self.fields["kind"]
        lands = Place.objects.countries().values_list("code", flat=True)
        self.fields["serves"].choices = sorted(
            ((c, country_name(c)) for c in lands), key=lambda pair: pair[1].casefold()
        )
        self.fields["languages"].choices = spoken(office.languages if office else ())

    def clean(self):
        said = super().clean()
        for code, words in said.get("names", {}).items():
            try:
                said["names"][code] = one_alphabet(words)
            except Lookalike as odd:
                mixed = _(
                    "“%(word)s” mixes letters of two alphabets that look alike. Type it once more in one alphabet."
                )
                self.add_error(f"names_{code}", forms.ValidationError(mixed, params={"word": odd.word[:40]}))
            if bears_badge(words):
                self.add_error(f"names_{code}", BADGE)
        if said.get("kind") in ABROAD and not said.get("serves"):
            self.add_error("serves", _("Write which country this embassy or consulate serves, as in IT."))
        return said


def _shown(office) -> dict:
    known = {name: getattr(office, name) for name in ("kind", "serves", "address", "topics", "languages")}
    known |= {f"names_{code}": words for code, words in office.names.items()}
    return known | {"hours": words_of(office.hours)}


class PersonForm(forms.Form):
    name = NameField(label=_("Name"), max_length=120)
    function = LineField(label=_("Function"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        help_text=_("They confirm by a letter to it. Without one, print a letter with a code."),
        error_messages={"invalid": _("This is not yet an address. It should look like ana@example.org.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES, error_messages=CHOOSE)
    territory = PlaceField(
        label=_("Answers for"), required=False, help_text=_("A place and all below; empty for that of the office.")
    )
    countries = forms.MultipleChoiceField(label=_("Answers people living in"), required=False, error_messages=CHOOSE)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )  # fmt: skip
    is_first = forms.BooleanField(label=_("Answers first at this office"), required=False)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Last day"), required=False)
    substitute = forms.ModelChoiceField(
        label=_("Who stands in and follows"), queryset=FocalPoint.objects.none(), required=False,
        empty_label=_("Nobody"), error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, data=None, *, person, user):
        self.person = person
        known = {name: getattr(person, name) for name in self.base_fields if name not in ("function", "territory")}
        known |= {"function": person.function, "territory": person.territory.code if person.territory else ""}
        known["language"] = person.language or settings.LANGUAGES[0][0]
        super().__init__(data, initial=known)
        self.fields["territory"].within = Place.objects.inside(person.office.place.path)
        lands = Place.objects.countries().values_list("code", flat=True)
        self.fields["countries"].choices = sorted(
            ((c, country_name(c)) for c in lands), key=lambda pair: pair[1].casefold()
        )
        self.fields["substitute"].queryset = colleagues(person)

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        said = super().clean()
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        double = FocalPoint.objects.filter(office=self.person.office_id, declined_at=None).exclude(pk=self.person.pk)
        if said.get("email") and double.filter(email=said["email"]).exists():
            self.add_error("email", _("Somebody of this office has this address already."))
        return said

    def written(self) -> dict:
        said = dict(self.cleaned_data)
        words = said.pop("function")
        if words != self.person.function:
            said["functions"] = self.person.functions | {get_language(): words}
        return said


class MonthlyForm(InEachLanguage):
    translated = {"messages": (_("Message"), 1000)}
    flyer = forms.ChoiceField(label=_("Flyer"), required=False, error_messages=CHOOSE)

    def __init__(self, data=None, *, monthly=None, papers=()):
        known = {f"messages_{code}": words for code, words in monthly.messages.items()} if monthly else {}
        super().__init__(data, initial=known | {"flyer": monthly.flyer if monthly else ""})
        self.fields["flyer"].choices = [("", _("One that fits their topics")), *((p.key, p.title) for p in papers)]
