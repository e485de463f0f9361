"""The forms of a registration: one step each. ``values`` is what is kept of it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.models import Place
from rootbridge.people.members import homes
from rootbridge.people.members.forms.fields import BADGE, NameField, any_of, one_of
from rootbridge.people.members.forms.sign_in import NO_ADDRESS, plain_address
from rootbridge.people.organisations.doubles import refusal_of
from rootbridge.people.organisations.models import ASSOCIATIONS, OFFICIAL, Flag, Function, OrganisationKind, Work

PLACES = 3
LONGEST_ABOUT = 600
WEB = forms.URLField(assume_scheme="https")
KINDS = {
    "initiative_group": _("some people who do things together, no papers"),
    "hometown_association": _("people of one village, town or district"),
    "association": _("people of one country, profession, hobby or age"),
    "federation": _("an association of associations"),
}


class StepForm(forms.Form):
    """``draft``: the registration as it is."""

    def __init__(self, data=None, files=None, *, draft, **options):
        self.draft = draft
        super().__init__(data, files, initial=self.initial_of(draft.answers), **options)
        self.add_fields()

    def add_fields(self):
        """Fields that depend on the registration or on the language."""

    def initial_of(self, answers) -> dict:
        return {name: answers.get(name) for name in self.base_fields if name in answers}

    @property
    def values(self) -> dict:
        return dict(self.cleaned_data)


class KindForm(StepForm):
    def add_fields(self):
        institutions = [kind for kind in OrganisationKind if kind not in (*ASSOCIATIONS, *OFFICIAL)]
        choices = [
            (
                _("Associations and groups"),
                [(kind.value, format_lazy("{}: {}", kind.label, KINDS[kind])) for kind in ASSOCIATIONS],
            ),
            (_("Institutions and companies"), [(kind.value, kind.label) for kind in institutions]),
        ]
        self.fields["kind"] = one_of(choices, label=_("It is"), required=True)
        self.initial["kind"] = self.draft.answers.get("kind")


REFUSED = {
    Flag.RESERVED: _("This is the name of a public authority, or reads like it. Choose another name for yours."),
    Flag.LOOKALIKE: _("This name mixes letters of two alphabets that look alike. Type it in one alphabet."),
    Flag.BADGE: BADGE,
}


class TitleField(LineField):
    """A name under which an organisation may be tried. Two queries for its names of authorities."""

    def clean(self, value):
        """Checked here and not earlier, so that a name that is refused comes back as it was typed."""
        name = super().clean(value)
        if name and (why := refusal_of(name)):
            raise ValidationError(REFUSED[why], code=str(why))
        return name


class NameStepForm(StepForm):
    """``sure``: they saw the likely doubles, and it is none of them."""

    name = TitleField(label=_("Its name"), max_length=120)
    name_also = TitleField(label=_("Its name in another language"), max_length=120, required=False)
    sure = forms.BooleanField(label=_("It is none of these"), required=False)

    def add_fields(self):
        others = [pair for pair in settings.LANGUAGES if pair[0] != get_language()]
        self.fields["language_also"] = one_of(others, label=_("Which language"), radios=False)
        self.initial["language_also"] = self.draft.answers.get("language_also")

    def clean_name(self):
        name = self.cleaned_data["name"]
        if sum(sign.isalpha() for sign in name) < 3:
            raise ValidationError(_("Write its name with at least three letters."), code="short")
        return name

    def clean(self):
        said = super().clean()
        if said.get("name_also") and not said.get("language_also"):
            self.add_error("language_also", _("Choose the language of this name."))
        said["language"] = get_language()
        return said


class HereForm(StepForm):
    """Up to three countries with a town each."""

    def add_fields(self):
        self.countries = {one.code: one for one in Place.objects.countries().defer("keys", "also")}
        names = sorted(((code, one.name(get_language())) for code, one in self.countries.items()), key=lambda p: p[1])
        for number, row in enumerate([*self.draft.answers.get("here", []), *[["", ""]] * PLACES][:PLACES]):
            self.fields[f"country_{number}"] = one_of(
                [("", _("Choose a country")), *names], label=_("Country"), radios=False, required=number == 0
            )
            self.fields[f"town_{number}"] = NameField(label=_("Town"), max_length=80, required=False)
            self.initial |= {f"country_{number}": row[0], f"town_{number}": row[1]}

    @property
    def rows(self):
        return [(self[f"country_{number}"], self[f"town_{number}"]) for number in range(PLACES)]

    def clean(self):
        said = super().clean()
        for number in range(1, PLACES):
            if said.get(f"town_{number}") and not said.get(f"country_{number}"):
                self.add_error(f"country_{number}", _("Choose the country of this town."))
        return said

    @property
    def values(self):
        said = self.cleaned_data
        rows = [[said[f"country_{number}"], said[f"town_{number}"]] for number in range(PLACES)]
        return {"here": [list(row) for row in dict.fromkeys(tuple(row) for row in rows if row[0])]}


class HomeStepForm(StepForm):
    """Places of origin: found by typing, kept as ticks. ``found``: (place, lineage) of what was typed."""

    MOST = 8
    q = LineField(label=_("Type a village, town, district or country"), max_length=80, required=False)

    def add_fields(self):
        self.found, self.language = [], get_language()
        self.homes = homes.home_countries(self.language)
        self.kept = self._known(self.draft.answers.get("home", []))

    def look(self, said) -> None:
        """Show what was typed and ticked so far, keeping nothing."""
        words = self.fields["q"].to_python(said.get("q", "")[:80])
        if "home" in said or self.is_bound:
            self.kept = self._known(said.getlist("home"))
        codes = {place.code for place, _lineage in self.kept}
        typed = homes.typed(words, self.homes, self.language) if words else []
        self.found = [(place, place.lineage(self.language)) for place in typed if place.code not in codes]
        self.words = words

    def clean(self):
        self.look(self.data)
        if not self.kept:
            wanted = _("Tick one of the places that we found.") if self.found else _("Choose at least one place.")
            self.add_error("q", wanted)
        return super().clean()

    @property
    def values(self):
        return {"home": [place.code for place, _lineage in self.kept]}

    def _known(self, codes):
        asked = [code[:60].replace("\x00", "") for code in codes][: self.MOST]
        found = {one.code: one for one in Place.objects.filter(code__in=asked)}
        paths = tuple(home.path for home in self.homes)
        known = [found[code] for code in dict.fromkeys(codes) if code in found and found[code].path.startswith(paths)]
        return [(place, place.lineage(self.language)) for place in known]


class WorkForm(StepForm):
    works_on = any_of(Work.choices, label=_("Fields of work"))
    about = TextField(
        label=_("In a few sentences"), max_length=LONGEST_ABOUT,
        error_messages={"required": _("Say in a sentence or two what it does.")},
    )  # fmt: skip

    def initial_of(self, answers):
        return {"works_on": answers.get("works_on"), "about": answers.get("about")}

    @property
    def values(self):
        return self.cleaned_data | {"about_language": get_language()}


class ContactForm(StepForm):
    email = LineField(label=_("E-mail of the organisation"), max_length=254, required=False,
                      widget=forms.EmailInput(attrs={"autocomplete": "off"}))  # fmt: skip
    show_email = forms.BooleanField(label=_("Show this e-mail on the page"), required=False)
    phone = LineField(label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput({"type": "tel"}))
    show_phone = forms.BooleanField(label=_("Show this number on the page"), required=False)
    website = LineField(label=_("Website"), max_length=200, required=False)
    social = LineField(label=_("A page on a network"), max_length=200, required=False)

    def clean_email(self):
        if not (typed := self.cleaned_data["email"]):
            return ""
        try:
            return plain_address(typed)
        except ValidationError:
            raise ValidationError(NO_ADDRESS, code="address") from None

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        if typed and sum(sign.isdecimal() for sign in typed) < 6:
            raise ValidationError(_("Write the whole number, with the sign of the country: +39 …"), code="phone")
        return typed

    def clean_website(self):
        return web_address(self.cleaned_data["website"])

    def clean_social(self):
        return web_address(self.cleaned_data["social"])


def web_address(typed: str) -> str:
    """An address of the web, with its beginning. Raises ValidationError."""
    if not typed:
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        return WEB.clean(whole)
    except ValidationError:
        raise ValidationError(_("Write the address as in your browser: example.org"), code="address") from None


class SpeakerForm(StepForm):
    speaker = NameField(label=_("Your name"), max_length=120, error_messages={"required": _("Write your name.")})
    function = one_of(Function.choices, label=_("What you do there"), required=True, radios=False)
    own_email = LineField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send a code to it at the end. It stands on no page."), error_messages={"required": NO_ADDRESS},
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("My name may stand on the page"), required=False, help_text=_("You can take it back at any time.")
    )

    def add_fields(self):
        if self.draft.member_id:
            del self.fields["own_email"]
            self.initial.setdefault("speaker", self.draft.member.name)

    def clean_own_email(self):
        try:
            return plain_address(self.cleaned_data["own_email"])
        except ValidationError:
            raise ValidationError(NO_ADDRESS, code="address") from None
