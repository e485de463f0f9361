"""Forms of the back office: the text and facts of a need, its skills, its text in another language."""

import uuid

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.design.formats import language_name
from rootbridge.base.reference.models import Occupation, Skill

from ..models import Mode, NeedKind
from ..models.needs import IN_HOURS, PAID_WORK
from ..permissions import may_write_need
from .fields import DayField, HoursField, PlaceField

TITLE, LEAD, BODY, NOTE = 120, 400, 5_000, 300
LONGEST_AHEAD = 3  # years that a need may be planned ahead
MOST_TICKS = 40
ALSO_SPOKEN = ("it", "de")
ONE_OF_THESE = {"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")}
TEXTS = {"title": "titles", "lead": "leads", "body": "bodies", "pay": "pay", "licence": "licence",
         "contact_function": "contact_functions"}  # fmt: skip


class TextForm(forms.Form):
    """The words of a need in one language."""

    title = LineField(
        label=_("What is needed"), max_length=TITLE,
        help_text=_("One line: who is needed, and for what. “A nurse who knows home dialysis, for twelve hours”."),
    )  # fmt: skip
    lead = TextField(
        label=_("In two sentences"), max_length=LEAD, help_text=_("Why, and what changes when it is done.")
    )
    body = TextField(
        label=_("The whole"), max_length=BODY, required=False,
        help_text=_("What the helper does, how often, with whom, and what comes after."),
    )  # fmt: skip
    pay = LineField(
        label=_("Paid"), max_length=NOTE, required=False, help_text=_("For example: No; a letter of thanks.")
    )
    licence = LineField(
        label=_("Is a licence needed"), max_length=NOTE, required=False, help_text=_("For work that the law protects.")
    )
    contact_function = LineField(label=_("Their function"), max_length=NOTE, required=False)

    def texts(self, need, language) -> dict:
        """{field of the need: {language: text}} with this language written anew and the others kept."""
        found = {}
        for name, column in TEXTS.items():
            kept = dict(getattr(need, column)) if need else {}
            if self.cleaned_data.get(name):
                kept[language] = self.cleaned_data[name]
            else:
                kept.pop(language, None)
            found[column] = kept
        return found

    @staticmethod
    def initial_of(need, language) -> dict:
        return {name: getattr(need, column).get(language, "") for name, column in TEXTS.items()}


class NeedForm(TextForm):
    """A need with its facts, in the language it is first written in."""

    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.ModelChoiceField(
        queryset=None, label=_("For whom"), empty_label=None, error_messages=ONE_OF_THESE
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=NeedKind, error_messages=ONE_OF_THESE)
    original = forms.ChoiceField(
        label=_("Language of this text"), choices=settings.LANGUAGES, error_messages=ONE_OF_THESE
    )
    place = PlaceField(
        label=_("Place"), required=False, within=None,
        help_text=_("Town, village or district. Left empty, it is where the organisation works."),
    )  # fmt: skip
    mode = forms.ChoiceField(
        label=_("Where it can be done"), choices=Mode, widget=forms.RadioSelect, error_messages=ONE_OF_THESE
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that are needed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=ONE_OF_THESE,
    )
    hours = HoursField(label=_("Hours in all"), required=False, help_text=_("Empty where it is not a matter of hours."))
    people_needed = HoursField(label=_("How many people"), most=200, initial=1)
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False)
    answer_by = DayField(
        label=_("Answer by"),
        required=False,
        help_text=_("After this day it leaves the list."),
    )
    contact_name = LineField(
        label=_("Who answers"), max_length=120, help_text=_("The name that helpers see: “Dr Ana Rusu”."),
    )  # fmt: skip
    no_fee = forms.BooleanField(
        label=_("Nobody pays anything to get this work, and nobody's papers are kept"), required=False,
        help_text=_("For jobs and internships. Where a fee is asked, the need is not published."),
    )  # fmt: skip

    def __init__(self, *args, user, organisations, need=None, **options):
        super().__init__(*args, **options)
        self.user, self.need = user, need
        self.fields["organisation"].queryset = organisations
        self.fields["place"].within = self._is_within
        spoken = dict.fromkeys([*dict(settings.LANGUAGES), *ALSO_SPOKEN, *(need.languages if need else [])])
        self.fields["languages"].choices = [(code, language_name(code)) for code in spoken]
        if need is None:
            self.fields["ticket"].initial = uuid.uuid4

    @classmethod
    def initial_for(cls, need) -> dict:
        """What an edit begins with."""
        plain = ("organisation", "kind", "original", "mode", "languages", "hours", "people_needed", "starts_on",
                 "ends_on", "answer_by", "contact_name")  # fmt: skip
        facts = {name: getattr(need, name) for name in plain}
        return {**cls.initial_of(need, need.original), **facts, "place": need.place.name(get_language()),
                "no_fee": need.kind in PAID_WORK}  # fmt: skip

    def _is_within(self, place):
        organisation = self.cleaned_data.get("organisation")
        return organisation is None or may_write_need(self.user, organisation, place)

    def clean(self):
        said = super().clean()
        self._place(said)
        self._days(said)
        if said.get("kind") in PAID_WORK and not said.get("no_fee"):
            self.add_error("no_fee", _("A job or internship is published only when nobody pays for it."))
        if said.get("kind") in IN_HOURS and not said.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Say how many hours, for example 12: helpers want to plan."))
        return said

    def _place(self, said):
        organisation = said.get("organisation")
        if organisation is None or "place" in self.errors:
            return
        said["place"] = said.get("place") or organisation.place
        if not may_write_need(self.user, organisation, said["place"]):
            self.add_error("place", _("This place lies outside what you work for."))

    def _days(self, said):
        start, end, last = said.get("starts_on"), said.get("ends_on"), said.get("answer_by")
        today = timezone.localdate()
        if start and end and end < start:
            self.add_error("ends_on", _("This day lies before the first one. Write a later day."))
        unchanged = self.need is not None and last == self.need.answer_by
        if last and last < today and not unchanged:
            self.add_error("answer_by", _("This day is over. Write today or a later day."))
        if last and end and last > end:
            self.add_error("answer_by", _("By then it is over. Write a day before the last one."))
        for name, day in (("starts_on", start), ("ends_on", end), ("answer_by", last)):
            if day and day.year > today.year + LONGEST_AHEAD:
                self.add_error(name, _("That is more than three years away. Write a nearer day."))

    def values(self) -> dict:
        """The fields of the need."""
        said = self.cleaned_data
        plain = ("organisation", "kind", "original", "place", "mode", "languages", "hours", "people_needed",
                 "starts_on", "ends_on", "answer_by", "contact_name")  # fmt: skip
        return {**{name: said[name] for name in plain}, **self.texts(self.need, said["original"])}


class SkillsForm(forms.Form):
    """Who could do it: occupations and skills to tick. ``offered``: {"occupations": {id: label}, "skills": …}."""

    occupations = forms.TypedMultipleChoiceField(
        label=_("Who could do this"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.TypedMultipleChoiceField(
        label=_("What they should know"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, offered, **options):
        super().__init__(*args, **options)
        for name in ("occupations", "skills"):
            self.fields[name].choices = list(offered[name].items())

    def values(self) -> dict:
        said = self.cleaned_data
        return {"occupations": list(Occupation.objects.filter(pk__in=said["occupations"][:MOST_TICKS])),
                "skills": list(Skill.objects.filter(pk__in=said["skills"][:MOST_TICKS]))}  # fmt: skip
