"""Writing a story: its words, its facts, a picture."""

import datetime as dt
import uuid

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField, LineField, TextField
from rootbridge.base.files.contents import PICTURES, Refused, examine, too_big
from rootbridge.base.reference.forms import NamedPlaceField
from rootbridge.base.reference.topics import Topic

from ..marking import bare
from ..models import Kind

TITLE, LEAD, BODY, SHORTEST = 140, 300, 12_000, 40
ONE_OF_THESE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
TAKEN = ".jpg,.jpeg,.png,.webp,.heic"


class HomeField(NamedPlaceField):
    """A place by its name, as people type it."""

    unknown = _("We know no such place. Write the name of a town, a village or a district.")


class TellingForm(forms.Form):
    """The words of a story in one language."""

    title = LineField(label=_("Title"), max_length=TITLE)
    lead = TextField(
        label=_("In one or two sentences"), max_length=LEAD,
        help_text=_("Readers see it in lists and before they open the story."),
    )  # fmt: skip
    body = TextField(
        label=_("Your story"), max_length=BODY, min_length=SHORTEST,
        help_text=_(
            "An empty line begins a new paragraph. A line that begins with ## is a heading, with - an item of a list. "
            "[words](https://address) is a link, **words** stand out."
        ),
        error_messages={"min_length": _("Write a few sentences at least.")},
    )  # fmt: skip

    def clean_body(self):
        """What is left when everything hostile is gone must still be words."""
        if len(bare(self.cleaned_data["body"])) < SHORTEST:
            raise forms.ValidationError(_("Write a few sentences at least."))
        return self.cleaned_data["body"]

    def telling(self, language: str) -> dict:
        return {"language": language, **{name: self.cleaned_data[name] for name in ("title", "lead", "body")}}

    @staticmethod
    def initial_of(telling) -> dict:
        return {name: getattr(telling, name) for name in ("title", "lead", "body")} if telling else {}


class FactsForm(forms.Form):
    """Whose story it is, about where, and until when it holds. ``kinds``: those the author may choose;
    ``organisations``: those they speak for."""

    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect, error_messages=ONE_OF_THESE)
    original = forms.ChoiceField(
        label=_("Language you write in"), choices=settings.LANGUAGES, error_messages=ONE_OF_THESE
    )
    credit = LineField(
        label=_("Name that stands below it"), max_length=80, required=False,
        help_text=_("Your name, part of it, or another that you choose. Everyone sees it."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        queryset=None, label=_("Written for"), required=False, empty_label=_("Myself"), error_messages=ONE_OF_THESE
    )
    place = HomeField(
        label=_("Home place it is about"),
        help_text=_("A town, a village or a district. Who represents it reads your story first."),
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    ends_on = DayField(
        label=_("Current until"), required=False,
        help_text=_("For something with a day of its own. After it the story stands among the past ones."),
        error_messages={"invalid": _("There is no such day. Write it like this: 2027-03-31.")},
    )  # fmt: skip

    def __init__(self, *args, kinds, organisations, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in kinds]
        self.fields["topic"].choices = [("", _("None of these")), *Topic.choices]
        self.fields["organisation"].queryset = organisations
        if not organisations:
            del self.fields["organisation"]

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day and not timezone.localdate() <= day <= timezone.localdate() + dt.timedelta(days=3 * 365):
            raise forms.ValidationError(_("Choose a day from today on, within three years."))
        return day

    def clean(self):
        said = super().clean()
        if not said.get("credit") and not said.get("organisation") and "credit" in said:
            self.add_error("credit", _("Write the name that should stand below your story."))
        return said

    def facts(self) -> dict:
        names = ("kind", "original", "credit", "place", "topic", "ends_on")
        return {name: self.cleaned_data[name] for name in names} | {
            "organisation": self.cleaned_data.get("organisation")
        }

    @staticmethod
    def initial_of(edition) -> dict:
        names = ("kind", "original", "credit", "topic", "ends_on", "organisation")
        return {name: getattr(edition, name) for name in names} | {"place": edition.place.name(get_language())}


class StoryForm(TellingForm, FactsForm):
    """A story with everything but its pictures; ``ticket``: so that a form sent twice makes one story."""

    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ["ticket", "kind", "title", "lead", "body", "original", "credit", "organisation", "place", "topic",
                   "ends_on"]  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["ticket"].initial = uuid.uuid4


class PictureField(forms.FileField):
    """One photo, drawn anew: where and with what it was taken stays behind. Cleaned: a `Checked`."""

    widget = forms.FileInput(attrs={"accept": TAKEN})

    def clean(self, data, initial=None):
        if not data:
            raise forms.ValidationError(_("Choose a photo first."))
        if getattr(data, "is_too_big", False):
            raise forms.ValidationError(too_big(data.name))
        try:
            return examine(data.name, data.read(), kinds=PICTURES)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PictureForm(forms.Form):
    """A picture with the words that who cannot see it hears instead."""

    file = PictureField(
        label=_("Photo"), help_text=_("JPEG, PNG, WebP or HEIC. We take the place and the camera out of it.")
    )
    alt = LineField(
        label=_("What does it show?"), max_length=300, required=False,
        help_text=_("For readers who cannot see it: “Three women plant a walnut tree behind the school”."),
    )  # fmt: skip
    is_decoration = forms.BooleanField(label=_("It is only decoration and says nothing"), required=False)
    caption = LineField(label=_("Words below it"), max_length=200, required=False)
    people_agreed = forms.BooleanField(
        label=_("Everybody who can be recognised in it agreed that it is shown here, or nobody can be recognised"),
        required=False,
        help_text=_("For a child, a parent must have agreed. Anybody shown may ask at any time to have it taken off."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if not said.get("alt") and not said.get("is_decoration"):
            self.add_error("alt", gettext("Say what the picture shows, or tick that it is only decoration."))
        if said.get("is_decoration"):
            said["alt"] = ""
        if not said.get("people_agreed"):
            self.add_error("people_agreed", gettext("Ask those who can be recognised first, then tick this."))
        return said
