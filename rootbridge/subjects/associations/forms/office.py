"""What officers of an association write at its desk."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import InEachLanguage, LineField, TextField
from rootbridge.people.members.forms.fields import NameField, any_of, one_of
from rootbridge.people.members.forms.sign_in import NO_ADDRESS, plain_address
from rootbridge.people.organisations import doubles
from rootbridge.people.organisations.models import Flag, Function, Organisation, Work
from rootbridge.shared.conversations.forms import FilesField

from ..models import ProjectState
from .registering import REFUSED as NOT_A_NAME
from .registering import ContactForm

REFUSED = NOT_A_NAME | {
    Flag.LINKS: Flag.LINKS.label,
    Flag.DOUBLE: _("An association with this name is there already. Add what tells yours apart."),
}
CURRENCIES = ("EUR", "MDL", "USD", "GBP", "RON", "RUB", "CHF", "CAD", "CZK", "TRY", "ILS", "XOF", "JMD")
OLDEST = 1800


class ProfileForm(InEachLanguage):
    """``organisation``: as it is. Names and words in each language, fields of work, how to reach it."""

    translated = {"names": (_("Name"), 120), "about": (_("What it does"), 1500)}

    def __init__(self, data=None, *, organisation):
        self.organisation = organisation
        shown = {f"show_{way}": organisation.shows(way) for way in ("email", "phone")}
        words = {f"{name}_{code}": text for name in self.translated
                 for code, text in getattr(organisation, name).items()}  # fmt: skip
        plain = ("works_on", "languages", "founded", "members_about", "email", "phone", "website")
        social = {"social": next(iter(organisation.social), "")}
        super().__init__(data, initial=words | shown | social | {one: getattr(organisation, one) for one in plain})
        self.fields["works_on"] = any_of(Work.choices, label=_("Fields of work"))
        self.fields["languages"] = any_of(settings.LANGUAGES, label=_("Languages in which one can write to you"))
        for name in ("email", "show_email", "phone", "show_phone", "website", "social"):
            self.fields[name] = ContactForm.base_fields[name]
        self.fields["founded"] = forms.IntegerField(label=_("Since the year"), required=False, min_value=OLDEST,
                                                    max_value=timezone.localdate().year)  # fmt: skip
        self.fields["members_about"] = forms.IntegerField(label=_("About how many members"), required=False,
                                                          min_value=1, max_value=1_000_000)  # fmt: skip

    clean_email, clean_phone = ContactForm.clean_email, ContactForm.clean_phone
    clean_website, clean_social = ContactForm.clean_website, ContactForm.clean_social

    def plain(self):
        """The fields that have no language, in the order of the page."""
        inside = {f"{name}_{code}" for name in self.translated for code, _native in settings.LANGUAGES}
        return [self[name] for name in self.fields if name not in inside]

    def clean(self):
        said = super().clean()
        names = said.get("names") or {}
        if names and names != self.organisation.names:
            other = Organisation(pk=self.organisation.pk, kind=self.organisation.kind, names=names).prepare()
            for flag in doubles.flags_of(other):
                if flag in REFUSED:
                    code = next(code for code in names if names[code] != self.organisation.names.get(code, ""))
                    self.add_error(f"names_{code}", REFUSED[flag])
        return said

    @property
    def values(self) -> dict:
        said = self.cleaned_data
        shown = [way for way in ("email", "phone") if said[f"show_{way}"] and said[way]]
        shown += [way for way in ("website", "social") if said[way]]
        plain = ("names", "about", "works_on", "languages", "founded", "members_about", "email", "phone", "website")
        return {name: said[name] for name in plain} | {
            "social": [said["social"]] if said["social"] else [], "shown": shown,
        }  # fmt: skip


class OfficerForm(forms.Form):
    name = NameField(label=_("Name"), max_length=120, error_messages={"required": _("Write a name.")})
    function = one_of(Function.choices, label=_("Function"), required=True, radios=False)
    function_words = LineField(label=_("Function in your own words"), max_length=80, required=False)
    email = LineField(label=_("E-mail"), max_length=254, error_messages={"required": NO_ADDRESS},
                      help_text=_("We ask them by mail whether it is so. Nothing is shown before."))  # fmt: skip
    starts_on = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    ends_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))
    may_edit = forms.BooleanField(
        label=_("May change the page"), required=False,
        help_text=_("They need an account here with this address, and a second proof when they sign in."),
    )  # fmt: skip

    def clean_email(self):
        try:
            return plain_address(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(NO_ADDRESS, code="address") from None

    def clean(self):
        said = super().clean()
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first."))
        return said


class ToldForm(forms.Form):
    """``row``: to be changed, None for a new one."""

    title = LineField(label=_("Title"), max_length=140)
    language = one_of(settings.LANGUAGES, label=_("Written in"), required=True, radios=False)


class NewsForm(ToldForm):
    text = TextField(label=_("Text"), max_length=3000)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}),
                          help_text=_("A day ahead: it appears then."))  # fmt: skip
    field_order = ["title", "text", "day", "language"]


class ProjectForm(ToldForm):
    place = LineField(label=_("Place"), max_length=80, required=False)
    state = one_of(ProjectState.choices, label=_("State"), required=True)
    amount = forms.IntegerField(label=_("Sum"), required=False, min_value=0, max_value=2_000_000_000)
    currency = one_of([("", "–"), *((code, code) for code in CURRENCIES)], label=_("Currency"), radios=False)
    year = forms.IntegerField(label=_("Year"), min_value=OLDEST, max_value=2200)
    field_order = ["title", "place", "state", "amount", "currency", "year", "language"]

    def clean(self):
        said = super().clean()
        if said.get("amount") is not None and not said.get("currency"):
            self.add_error("currency", _("Choose the currency of the sum."))
        if said.get("amount") is None:
            said["currency"] = ""
        return said


class DocumentForm(ToldForm):
    file = FilesField(label=_("File"), required=True, help_text=_("Everybody may open it."))

    def clean_file(self):
        files = self.cleaned_data["file"]
        if not files and not self.fields["file"].required:
            return None
        if len(files) != 1:
            raise ValidationError(_("Choose one file."), code="many")
        return files[0]


class WordsForm(forms.Form):
    """A letter or its answer."""

    words = TextField(label=_("Your letter"), max_length=3000, min_length=10,
                      error_messages={"min_length": _("Write a whole sentence.")})  # fmt: skip


class BelongForm(forms.Form):
    words = TextField(label=_("A few words about you"), max_length=500, required=False,
                      help_text=_("Only its officers read this."))  # fmt: skip


class ChapterForm(forms.Form):
    """``found``: the association that is meant."""

    parent = LineField(label=_("Its name or the address of its page"), max_length=200)

    def clean_parent(self):
        typed = self.cleaned_data["parent"]
        slug = typed.rstrip("/").rpartition("/")[2]
        listed = Organisation.objects.listed().select_related("place")
        found = listed.filter(slug=slug[:80]).first() if slug else None
        near = [one for one, like in doubles.near(typed, rows=listed) if like >= doubles.SURE] if not found else []
        if not found and len(near) != 1:
            raise ValidationError(
                _("We found none, or several, of this name. Open its page and copy its address here."), code="none"
            )
        return found or near[0]


class CaretakerForm(forms.Form):
    email = LineField(label=_("E-mail of a member"), max_length=254, error_messages={"required": NO_ADDRESS})
