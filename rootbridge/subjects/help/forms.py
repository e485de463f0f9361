"""Asking an office, and its reply."""

import unicodedata

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.phones import format_phone
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.forms import FilesField

from .behalf import OnBehalf
from .readers import likely_readers, other_offices
from .staff import staffed_offices

FEWEST_LETTERS = 10


class Way(models.TextChoices):
    """How somebody signed out gets the answer."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("Call me back")
    LOOK = "look", _("I look here myself, with a number and a PIN")


class AskForm(OnBehalf):
    """``asked``: slug of the office the reader came for; ``needs_way``: nobody is signed in."""

    words = TextField(
        label=_("Your question"),
        max_length=4000,
        error_messages={"required": _("Write your question first.")},
    )
    files = FilesField(label=_("Files, if they help"))
    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", _("I do not know")), *Topic.choices], required=False
    )
    office = forms.ChoiceField(
        label=_("Who will read it"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose who will read it."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    other = forms.ChoiceField(
        label=_("Another office"), required=False,
        error_messages={"invalid_choice": _("Choose an office from the list.")},
    )  # fmt: skip
    hide = forms.MultipleChoiceField(
        label=_("Who must not see it"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    hide_other = forms.ChoiceField(
        label=_("One more office that must not see it"), required=False,
        error_messages={"invalid_choice": _("Choose an office from the list.")},
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_("How shall the answer reach you?"), choices=Way.choices, widget=forms.RadioSelect, required=False,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    phone = LineField(
        label=_("Your telephone"), max_length=40, required=False,
        help_text=_("With the code of the country, for example +39 333 123 4567. The office you chose sees it."),
    )  # fmt: skip
    call_hours = LineField(
        label=_("When may we call?"), max_length=120, required=False,
        help_text=_("Days and hours, in the time of the place where you live."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, required=False,
        help_text=_("The answer comes here. It is used for nothing else, and the office does not see it."),
        error_messages={
            "invalid": _("This is not yet an address. It should look like ana@example.org."),
        },
    )  # fmt: skip

    def __init__(self, data=None, files=None, *, bearings, asked="", topic="", words="", needs_way=True):
        topic = topic if topic in Topic.values else ""
        said = (data or {}).get("topic", "")
        self.readers = likely_readers(asked=asked, topic=said if said in Topic.values else topic, bearings=bearings)
        others = other_offices(self.readers)
        likeliest = self.readers[0].office.slug if self.readers else ""
        known = {"topic": topic, "words": words, "office": likeliest, "way": Way.EMAIL}
        super().__init__(data, files, initial=known)
        self.living = bearings.living
        self.fields["office"].choices = [reader.choice for reader in self.readers]
        staffed = set(staffed_offices())
        listed = ((office.slug, _listed(office, office.pk in staffed)) for office in others)
        self.fields["other"].choices = [("", _("No other")), *listed]
        self._offer_to_hide(likely_readers(bearings=bearings))
        if data and data.get("office") and data["office"] not in dict(self.fields["office"].choices):
            self._keep(data["office"], others)
        for name in () if needs_way else ("way", "phone", "call_hours", "email"):
            del self.fields[name]

    def _offer_to_hide(self, near):
        """The offices near the person, whatever the topic; any other from a list."""
        self.fields["hide"].choices = [(reader.office.slug, reader.office.name) for reader in near]
        others = [(office.slug, office.name) for office in other_offices(near)]
        self.fields["hide_other"].choices = [("", _("No other")), *others]

    def _keep(self, slug, others):
        """An office that was among the likely ones when the page was drawn is still a choice."""
        self.fields["office"].choices += [(office.slug, office.name) for office in others if office.slug == slug]

    def clean_words(self):
        words = self.cleaned_data["words"]
        if len(words) < FEWEST_LETTERS:
            raise forms.ValidationError(
                _("Tell a little more, so that it can be answered. You wrote “%(words)s”."), params={"words": words}
            )
        return words

    def clean(self):
        said = super().clean()
        slug = said.get("other") or said.get("office")
        said["office"] = Office.objects.select_related("place").filter(slug=slug).first() if slug else None
        if said.get("other"):
            self.errors.pop("office", None)
        self._read_way(said)
        hidden = [*said.get("hide", []), *filter(None, [said.get("hide_other", "")])]
        said["excluded"] = list(Office.objects.filter(slug__in=hidden)) if hidden else []
        if said["office"] in said["excluded"]:
            names = {"office": said["office"].name}
            self.add_error("hide", forms.ValidationError(
                _("%(office)s is to read it and must not see it: choose another reader, or take the tick away."),
                params=names,
            ))  # fmt: skip
        return said

    def _read_way(self, said):
        """Only what the chosen way needs is kept."""
        way = said.get("way") or Way.EMAIL
        if "email" in self.fields and way == Way.EMAIL and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write where the answer should go, for example ana@example.org."))
        if way == Way.PHONE and "phone" not in self.errors:
            typed, said["phone"] = said.get("phone", ""), format_phone(said.get("phone", ""), self.living)
            if not said["phone"]:
                self.add_error("phone", forms.ValidationError(
                    _("This is no telephone number yet: “%(typed)s”. Begin with + and the code of the country."),
                    params={"typed": typed},
                ))  # fmt: skip
        if way != Way.EMAIL:
            said["email"] = ""
            self.errors.pop("email", None)
        if way != Way.PHONE:
            said["phone"] = said["call_hours"] = ""
            self.errors.pop("phone", None)


def _listed(office, is_staffed: bool) -> str:
    """The name in a list, with a word of warning where nobody would read it soon."""
    return office.name if is_staffed else f"{office.name} · {_('Nobody signs in there yet, so it takes longer')}"


class FollowForm(forms.Form):
    """The number and the PIN of a receipt."""

    number = LineField(label=_("Number of the question"), max_length=20, help_text=_("For example 26-4417-93."))
    pin = LineField(label=_("PIN"), max_length=12, help_text=_("Six digits. They stand on your receipt."))

    def clean_number(self):
        """As it is kept, however it was typed."""
        digits = _digits(self.cleaned_data["number"])
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"

    def clean_pin(self):
        return _digits(self.cleaned_data["pin"])


def _digits(typed: str) -> str:
    """The digits of a text, of whatever script, as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) for sign in typed if sign.isdecimal())
