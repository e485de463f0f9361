"""What stands on the page of a place: one form, with the fields that its kind has."""

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField

from ..models import CURRENCIES, Facility, Kind, Money, Standing, State
from .fields import (
    ONE_OF_THESE,
    PAPER,
    PHOTO,
    WHOLE_ADDRESS,
    AmountField,
    CheckedFile,
    PastDayField,
    PositionField,
    YearField,
)

FIELDS = {
    Kind.PRIORITY: ("title", "body"),
    Kind.DOCUMENT: ("title", "file", "link", "on"),
    Kind.FACILITY: ("facility", "title", "address", "hours", "phone", "standing", "position"),
    Kind.INVESTMENT: ("title", "state", "on_state", "amount", "currency", "from_year", "to_year", "money", "body"),
    Kind.NEWS: ("title", "body", "on", "link"),
    Kind.PICTURE: ("file", "title", "people_agreed"),
}
# What is asked first; the rest is folded away.
FIRST = {
    Kind.PRIORITY: ("title", "body"),
    Kind.DOCUMENT: ("title", "file", "link"),
    Kind.FACILITY: ("facility", "title", "address", "hours", "phone"),
    Kind.INVESTMENT: ("title", "state", "on_state", "amount", "currency"),
    Kind.NEWS: ("title", "body", "on"),
    Kind.PICTURE: ("file", "title", "people_agreed"),
}
TITLES = {
    Kind.PRIORITY: _("What comes first, in a few words"), Kind.DOCUMENT: _("What is the document called?"),
    Kind.FACILITY: _("What is it called?"), Kind.INVESTMENT: _("What is being built or repaired?"),
    Kind.NEWS: _("What happened?"), Kind.PICTURE: _("What does the photo show?"),
}  # fmt: skip
COMMON = ("ticket", "edition", "language", "source")


class EntryForm(forms.Form):
    """``kind``: which fields it has; ``entry``: what is changed, None for something new; ``language``: that it is
    written in."""

    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    facility = forms.ChoiceField(label=_("What is it?"), choices=[("", _("Choose")), *Facility.choices],
                                 error_messages=ONE_OF_THESE)  # fmt: skip
    file = CheckedFile(label=_("File"), kinds=PAPER)
    title = LineField(label="", max_length=140)
    body = TextField(label=_("More about it, in one or two sentences"), max_length=600, required=False)
    address = LineField(label=_("Street and number"), max_length=200, required=False)
    hours = LineField(label=_("Open when"), max_length=200, required=False, help_text=_("For example: Mon–Fri 8–16"))
    phone = LineField(label=_("Telephone"), max_length=40, required=False)
    standing = forms.ChoiceField(label=_("Is it open?"), choices=[("", _("Not said")), *Standing.choices],
                                 required=False, error_messages=ONE_OF_THESE)  # fmt: skip
    position = PositionField(label=_("Where on the map"), help_text=_("Two numbers that any map shows; we keep them to "
                                                                      "a hundred metres."))  # fmt: skip
    state = forms.ChoiceField(label=_("How far are the works?"), choices=State.choices, widget=forms.RadioSelect,
                              error_messages=ONE_OF_THESE)  # fmt: skip
    on_state = PastDayField(label=pgettext_lazy("works", "Since when"), required=False)
    amount = AmountField(label=_("Amount"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES], required=False,
                                 error_messages=ONE_OF_THESE)  # fmt: skip
    from_year = YearField(label=_("From year"))
    to_year = YearField(label=_("To year"))
    money = forms.ChoiceField(label=_("Where the money comes from"), choices=[("", _("Not said")), *Money.choices],
                              required=False, error_messages=ONE_OF_THESE)  # fmt: skip
    on = PastDayField(label=_("Day"), required=False)
    link = forms.URLField(label=_("Address on the web"), required=False, max_length=400, assume_scheme="https",
                          error_messages=WHOLE_ADDRESS)  # fmt: skip
    people_agreed = forms.BooleanField(
        label=_("Everybody who can be recognised in it agreed that it is shown here, or nobody can be recognised"),
        required=False,
    )  # fmt: skip
    source = LineField(label=_("Where do you know this from?"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language you write in"), choices=settings.LANGUAGES,
                                 error_messages=ONE_OF_THESE)  # fmt: skip

    def __init__(self, *args, kind, entry=None, **options):
        super().__init__(*args, **options)
        self.kind, self.entry = Kind(kind), entry
        for name in set(self.fields) - {*FIELDS[self.kind], *COMMON} - set(getattr(self, "more", ())):
            del self.fields[name]
        self.fields["title"].label = TITLES[self.kind]
        self.fields["ticket"].initial = uuid.uuid4
        if self.kind == Kind.PICTURE:
            self.fields["file"] = CheckedFile(
                label=_("Photo"), kinds=PHOTO,
                help_text=_("JPEG, PNG, WebP or HEIC. We take the place and the camera out of it."),
            )  # fmt: skip
        self.order_fields([*FIELDS[self.kind], *COMMON])

    @property
    def first(self):
        """The fields that are asked first, bound."""
        return [self[name] for name in FIRST[self.kind] if name in self.fields]

    @property
    def rest(self):
        names = [*FIELDS[self.kind], "source", "language"]
        return [self[name] for name in names if name in self.fields and name not in FIRST[self.kind]]

    @property
    def has_errors_in_rest(self) -> bool:
        return any(bound.errors for bound in self.rest)

    def clean(self):
        said = super().clean()
        if self.kind == Kind.DOCUMENT and not self._has_file(said) and not said.get("link") and not self.errors:
            self.add_error("file", gettext("Choose a file, or write its address on the web."))
        if self.kind == Kind.PICTURE and not self._has_file(said) and "file" not in self.errors:
            self.add_error("file", gettext("Choose a photo first."))
        if self.kind == Kind.PICTURE and not said.get("people_agreed"):
            self.add_error("people_agreed", gettext("Ask those who can be recognised first, then tick this."))
        first, last = said.get("from_year"), said.get("to_year")
        if last and not first and "from_year" not in self.errors:
            said["from_year"] = last
        if first and last and first > last:
            self.add_error("to_year", gettext("It cannot end before it begins."))
        return said

    def _has_file(self, said) -> bool:
        return bool(said.get("file") or (self.entry and self.entry.file_id))

    def values(self, file=None) -> dict:
        """The columns of the entry: texts in the language written, other languages stay. ``file``: a kept
        `PublicFile`."""
        said, entry = self.cleaned_data, self.entry
        language = said["language"]
        plain = ("facility", "address", "hours", "phone", "standing", "amount", "from_year", "to_year", "money", "on",
                 "link")  # fmt: skip
        found = {name: said[name] for name in plain if name in self.fields}
        for column, name in (("titles", "title"), ("bodies", "body"), ("sources", "source")):
            if name in self.fields:
                texts = dict(getattr(entry, column) if entry else {}) | {language: said[name]}
                found[column] = {code: text for code, text in texts.items() if text}
        if "amount" in self.fields:
            found["currency"] = said["currency"] or CURRENCIES[0] if said["amount"] else ""
        if "position" in self.fields:
            found["latitude"], found["longitude"] = said["position"] or (None, None)
        if file is not None:
            found["file"] = file
        if entry is None:
            found |= {"kind": self.kind, "original": language}
        return found

    def works(self) -> dict:
        """``state`` and ``on_state`` of an investment."""
        said = self.cleaned_data
        return {"state": said.get("state", ""), "on_state": said.get("on_state")} if "state" in self.fields else {}

    @staticmethod
    def initial_of(entry, language) -> dict:
        """What the form of an entry begins with, in a language."""
        names = ("facility", "address", "hours", "phone", "standing", "amount", "currency", "from_year", "to_year",
                 "money", "on", "link")  # fmt: skip
        found = {name: getattr(entry, name) for name in names}
        if entry.amount is not None:
            found["amount"] = f"{entry.amount.normalize():f}"
        if entry.latitude is not None:
            found["position"] = f"{entry.latitude}, {entry.longitude}"
        return found | {
            "title": entry.titles.get(language, ""), "body": entry.bodies.get(language, ""), "state": entry.state,
            "source": entry.sources.get(language, ""), "language": language, "edition": entry.version,
            "people_agreed": True,
        }  # fmt: skip
