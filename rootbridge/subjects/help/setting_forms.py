"""How a desk is set up: how it is reached, what it reads, which replies it has ready."""

import re

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, NamedInEachLanguage, TextField
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.phones import format_phone
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.hours import special_days, special_lines
from rootbridge.people.offices.models import Office

from .models import DeskRule, PreparedReply

NAME = re.compile(r"[A-Za-z]\w{4,31}", re.A)
CHOOSE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}


class ContactsForm(forms.Form):
    """The plain links of a desk, and the days of its promise."""

    phone = LineField(label=_("Telephone"), max_length=40, required=False)
    whatsapp = LineField(
        label="WhatsApp", max_length=40, required=False, help_text=_("The number, with the code of the country.")
    )
    telegram = LineField(
        label="Telegram", max_length=60, required=False, help_text=_("The name of the account, such as acasa_desk.")
    )
    viber = LineField(
        label="Viber", max_length=40, required=False, help_text=_("The number, with the code of the country.")
    )
    reply_days = forms.IntegerField(
        label=_("Working days until the first reply"), min_value=1, max_value=60,
        error_messages={"required": _("Write a number of days."), "invalid": _("Write a number of days.")},
    )  # fmt: skip

    special_hours = TextField(
        label=_("Other hours on single days"), max_length=3000, required=False,
        help_text=_("One day a line, such as 2026-12-24 09:00-12:00. A day without hours: closed."),
    )  # fmt: skip

    def __init__(self, data=None, *, office):
        ways = ("phone", "whatsapp", "telegram", "viber", "reply_days")
        known = {name: getattr(office, name) for name in ways}
        super().__init__(data, initial=known | {"special_hours": special_lines(office.special_hours)})
        self.country = office.place.country_code

    def clean_special_hours(self):
        try:
            return special_days(self.cleaned_data["special_hours"])
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(line)s” is no day with hours yet. Write it as 2026-12-24 09:00-12:00."),
                params={"line": str(error)[:60]},
            ) from error

    def clean(self):
        said = super().clean()
        for name in ("phone", "whatsapp", "viber"):
            typed = said.get(name, "")
            if typed:
                said[name] = format_phone(typed, self.country)
            if typed and not said[name]:
                self.add_error(name, forms.ValidationError(
                    _("This is no telephone number yet: “%(typed)s”. Begin with + and the code of the country."),
                    params={"typed": typed},
                ))  # fmt: skip
        said["telegram"] = said.get("telegram", "").removeprefix("https://").removeprefix("t.me/").lstrip("@")
        if said["telegram"] and not NAME.fullmatch(said["telegram"]):
            self.add_error("telegram", _("A name in Telegram has five letters or more: a to z, digits and _."))
        return said


class RuleForm(forms.ModelForm):
    """Who reads what. Only offices that the reader administers."""

    office = forms.ModelChoiceField(
        label=_("Who reads it"), queryset=Office.objects.none(), to_field_name="slug",
        empty_label=_("Choose an office"), error_messages=CHOOSE,
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("No tick: any topic."), error_messages=CHOOSE,
    )  # fmt: skip
    origins = forms.MultipleChoiceField(
        label=_("From"), required=False, help_text=_("None: from anywhere."), error_messages=CHOOSE
    )
    residences = forms.MultipleChoiceField(
        label=_("Living in"), required=False, help_text=_("None: living anywhere."), error_messages=CHOOSE
    )
    weight = forms.IntegerField(
        label=_("Weight"), min_value=1, max_value=100, initial=10,
        help_text=_("1 to 100. Where two rules hold, the heavier goes first."),
        error_messages={"required": _("Write a number from 1 to 100."), "invalid": _("Write a number from 1 to 100.")},
    )  # fmt: skip

    class Meta:
        model = DeskRule
        fields = ["office", "topics", "origins", "residences", "weight"]

    def __init__(self, data=None, *, user, instance=None):
        super().__init__(data, instance=instance)
        offices = Office.objects.filter(user.reach.condition("administrator", path="place__path"))
        self.fields["office"].queryset = offices.select_related("place")
        if instance and instance.pk:
            self.initial["office"] = instance.office.slug
        self.fields["origins"].choices = regions()
        self.fields["residences"].choices = countries()
        for name in ("origins", "residences"):
            self.fields[name].widget.attrs["size"] = 6

    def clean(self):
        said = super().clean()
        if not (said.get("topics") or said.get("origins") or said.get("residences")):
            self.add_error("topics", _("Choose a topic, a place or a country: a rule for everything says nothing."))
        return said


class PreviewForm(forms.Form):
    """Somebody who might ask."""

    topic = forms.ChoiceField(
        label=_("A question about"), choices=[("", _("Anything")), *Topic.choices], required=False
    )
    home = forms.ChoiceField(label=_("From"), required=False)
    living = forms.ChoiceField(label=_("Living in"), required=False)

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_who_%s")
        self.fields["home"].choices = [("", _("Not said")), *regions()]
        self.fields["living"].choices = [("", _("Not said")), *countries()]


class PreparedForm(NamedInEachLanguage):
    """A prepared reply in every language of the platform; at least one of them whole."""

    office = forms.ChoiceField(label=_("Whose it is"), required=False, error_messages=CHOOSE)
    topic = forms.ChoiceField(
        label=_("Topic"), choices=[("", _("Any topic")), *Topic.choices], required=False, error_messages=CHOOSE
    )

    def __init__(self, data=None, *, offices, for_all: bool, instance: PreparedReply | None = None):
        known = {}
        if instance:
            known = {"office": instance.office.slug if instance.office else "", "topic": instance.topic}
            known |= self.initial_of(instance.titles, instance.words)
        super().__init__(data, initial=known)
        self.offices = {office.slug: office for office in offices}
        everyone = [("", _("All desks"))] if for_all else []
        self.fields["office"].required = not for_all
        self.fields["office"].choices = [*everyone, *((slug, one.name) for slug, one in self.offices.items())]

    def clean(self):
        said = super().clean()
        said["office"] = self.offices.get(said.get("office", ""))
        return said


def regions() -> list[tuple[str, str]]:
    """(code, name) of the regions that offices work for. One query."""
    lands = Office.objects.values("place__country_code")
    return _named(Place.objects.offered().filter(kind=Place.Kind.REGION, country_code__in=lands))


def countries() -> list[tuple[str, str]]:
    """(code, name) of every country. One query."""
    return _named(Place.objects.filter(kind=Place.Kind.COUNTRY))


def _named(places) -> list[tuple[str, str]]:
    language = get_language()
    return sorted(((place.code, place.name(language)) for place in places), key=lambda pair: pair[1].casefold())
