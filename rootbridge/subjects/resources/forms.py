"""Keeping the library: a record, a version of it, a collection."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.beside import tasks
from rootbridge.base.core.forms import InEachLanguage, LineField
from rootbridge.base.files.contents import DOCUMENTS, PICTURES, Refused, examine, too_big
from rootbridge.base.reference.forms import NamedPlaceField
from rootbridge.base.reference.languages import languages
from rootbridge.base.reference.topics import Topic

from .models import Kind, Licence, Resource

LONGEST = 600
ONE_OF_THESE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}


class PlaceField(NamedPlaceField):
    """A place by its name; ``may(place)`` says for which one may keep records."""

    unknown = _("Write a place for which you work.")

    def clean(self, value):
        """Left empty, it is for every place, which only some may say."""
        found = super().clean(value)
        if found is None and not self.may(None):
            raise forms.ValidationError(self.unknown, code="place")
        return found


class RecordForm(InEachLanguage):
    """A record of the library, without its versions."""

    translated = {"summaries": (_("What it is good for"), LONGEST)}

    kind = forms.ChoiceField(label=_("Type"), choices=Kind, error_messages=ONE_OF_THESE)
    publisher = LineField(label=_("Publisher"), max_length=160)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=1900, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a year in four digits, for example 2021.")},
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence, required=False)
    tasks = forms.MultipleChoiceField(
        label=_("Helps with"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The record stands beside these tasks, on the pages where they are done."),
    )  # fmt: skip
    place = PlaceField(
        label=_("Place"), required=False, help_text=_("Left empty, it is for every place of the platform."),
    )  # fmt: skip

    def __init__(self, *args, may_keep_for, **options):
        super().__init__(*args, **options)
        self.fields["place"].may = may_keep_for
        self.fields["topic"].choices = [("", _("None of these")), *Topic.choices]
        self.fields["tasks"].choices = [(key, task.title) for key, task in tasks.all().items()]

    def clean(self):
        """A record may do without words on what it is good for."""
        said = super().clean()
        self._errors.pop(f"summaries_{settings.LANGUAGES[0][0]}", None)
        return said | {"summaries": said.get("summaries", {})}

    @staticmethod
    def initial_of(resource) -> dict:
        names = ("kind", "publisher", "year", "topic", "licence", "tasks")
        said = {name: getattr(resource, name) for name in names}
        said["place"] = resource.place.name(get_language()) if resource.place else ""
        return said | {f"summaries_{code}": words for code, words in resource.summaries.items()}


class VersionForm(forms.Form):
    """A record in one language: an official address or a file."""

    language = forms.ChoiceField(label=_("Language"), error_messages=ONE_OF_THESE)
    title = LineField(label=_("Title in this language"), max_length=300)
    address = forms.URLField(
        label=_("Official address"), required=False, max_length=400, assume_scheme="https",
        help_text=_("The page of its publisher rather than a copy."),
        error_messages={"invalid": _("Write the whole address, as it begins with https://.")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("PDF, Word or plain text, where its licence allows a copy.")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        own = dict(settings.LANGUAGES)
        others = [one for one in languages(get_language()) if one[0] not in own]
        self.fields["language"].choices = [*own.items(), *others]

    def clean_address(self):
        address = self.cleaned_data["address"]
        if address and not address.startswith(("http://", "https://")):
            raise forms.ValidationError(_("Write the whole address, as it begins with https://."))
        return address

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        if getattr(file, "is_too_big", False):
            raise forms.ValidationError(too_big(file.name))
        try:
            return examine(file.name, file.read(), kinds=DOCUMENTS | PICTURES)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self):
        said = super().clean()
        if said.get("address") and said.get("file"):
            self.add_error("file", gettext("Give the address or the file, not both."))
        elif not self.errors and not said.get("address") and not said.get("file"):
            self.add_error("address", gettext("Give its official address, or a file."))
        return said


class CollectionForm(InEachLanguage):
    """A collection: title, words, and its records in their order, one address a line."""

    translated = {"titles": (_("Title"), 120), "leads": (_("What it is for"), LONGEST)}

    place = PlaceField(
        label=_("Place"), required=False, help_text=_("Left empty, it is for every place of the platform."),
    )  # fmt: skip
    entries = forms.CharField(
        label=_("Its records, in their order"), widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr"}), max_length=6000,
        help_text=_("One a line: the last part of the record's address, such as association-statutes."),
        error_messages={"required": _("Put at least one record in.")},
    )  # fmt: skip

    def __init__(self, *args, may_keep_for, **options):
        super().__init__(*args, **options)
        self.fields["place"].may = may_keep_for

    def clean(self):
        """A collection may do without words on what it is for."""
        said = super().clean()
        self._errors.pop(f"leads_{settings.LANGUAGES[0][0]}", None)
        return said | {"leads": said.get("leads", {})}

    def clean_entries(self):
        slugs = list(dict.fromkeys(line.strip().strip("/").rpartition("/")[2] for line in
                                   self.cleaned_data["entries"].splitlines() if line.strip()))  # fmt: skip
        found = Resource.objects.in_bulk(slugs, field_name="slug")
        missing = [slug for slug in slugs if slug not in found]
        if missing:
            raise forms.ValidationError(
                _("There is no record with this address: %(address)s") % {"address": ", ".join(missing)[:200]}
            )
        return [found[slug] for slug in slugs]

    @staticmethod
    def initial_of(collection) -> dict:
        said = {f"titles_{code}": words for code, words in collection.titles.items()}
        said |= {f"leads_{code}": words for code, words in collection.leads.items()}
        said["place"] = collection.place.name(get_language()) if collection.place else ""
        said["entries"] = "\n".join(entry.resource.slug for entry in collection.standing())
        return said
