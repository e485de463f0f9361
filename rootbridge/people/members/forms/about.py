"""What I would give and look for; the last card; how we call you."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Stage
from rootbridge.base.core.forms import LineField
from rootbridge.base.reference.languages import languages
from rootbridge.base.reference.topics import Topic

from ..models import AgeBand, Gender, Giving, Interest, MemberLanguage, Seeking
from ..models.ability import Help
from .fields import NameField, any_of, one_of

MOST_LANGUAGES = 20
EMPTY_ROWS = 2
NOT_SAID = ("", _("I leave this open"))


class GivingForm(forms.Form):
    giving = any_of(Help.choices, label=_("What would you give?"))
    seeking = any_of(Help.choices, label=_("What do you look for?"))

    def __init__(self, data=None, *, member):
        self.member = member
        given = {
            "giving": list(member.givings.values_list("kind", flat=True)),
            "seeking": list(member.seekings.values_list("kind", flat=True)),
        }
        super().__init__(data, initial=given)

    def save(self):
        Giving.objects.settle(self.member, "kind", self.cleaned_data["giving"], by=self.member)
        Seeking.objects.settle(self.member, "kind", self.cleaned_data["seeking"], by=self.member)


class LanguageRow(forms.Form):
    """One language; a row without one counts for nothing."""

    def __init__(self, *args, choices, **options):
        super().__init__(*args, **options)
        self.fields["code"] = one_of(choices, label=_("Language"), radios=False)
        self.fields["can_read"] = forms.BooleanField(label=_("I read it"), required=False)
        self.fields["can_speak"] = forms.BooleanField(label=_("I speak it"), required=False)

    def clean(self):
        said = self.cleaned_data
        if said.get("code") and not said.get("can_read") and not said.get("can_speak"):
            self.add_error("can_read", _("Tick whether you read or speak it, or both."))
        return said


class LanguageRows(forms.BaseFormSet):
    """Rows of languages; the same language twice is once, with what both say."""

    @property
    def wanted(self) -> dict[str, tuple[bool, bool]]:
        found = {}
        for row in self.cleaned_data:
            if code := row.get("code"):
                read, speak = found.get(code, (False, False))
                found[code] = (read or row["can_read"], speak or row["can_speak"])
        return found


LanguageFormSet = forms.formset_factory(
    LanguageRow, formset=LanguageRows, extra=EMPTY_ROWS, max_num=MOST_LANGUAGES, absolute_max=MOST_LANGUAGES + 5,
    validate_max=True,
)  # fmt: skip


class AboutForm(forms.Form):
    name = NameField(label=_("How shall we call you?"), max_length=80, required=False)
    stage = one_of([*Stage.choices, NOT_SAID], label=_("At which stage are you?"))
    topics = any_of(Topic.choices, label=_("Which topics do you need?"))
    gender = one_of(Gender.choices, label=_("Gender"))
    gender_words = LineField(label=_("In my own words"), max_length=60, required=False)
    age_band = one_of([*AgeBand.choices, ("", _("I prefer not to say"))], label=_("Age"))

    def __init__(self, data=None, *, member):
        self.member = member
        said = {name: getattr(member, name) for name in ("name", "stage", "gender", "gender_words", "age_band")}
        topics = list(member.interests.values_list("topic", flat=True))
        super().__init__(data, initial={**said, "topics": topics})
        choices = [("", _("Choose a language")), *language_choices()]
        spoken = [{"code": row.code, "can_read": row.can_read, "can_speak": row.can_speak}
                  for row in member.languages.order_by("id")]  # fmt: skip
        self.rows = LanguageFormSet(data, initial=spoken, prefix="languages", form_kwargs={"choices": choices})
        self.rows.error_messages["too_many_forms"] = _("Up to twenty languages fit here.")

    def is_valid(self):
        return all([super().is_valid(), self.rows.is_valid()])

    def clean(self):
        said = self.cleaned_data
        if said.get("gender") == "" and said.get("gender_words"):
            said["gender"] = Gender.OWN_WORDS
        if said.get("gender") != Gender.OWN_WORDS:
            said["gender_words"] = ""
        return said

    def save(self):
        said = dict(self.cleaned_data)
        Interest.objects.settle(self.member, "topic", said.pop("topics"), by=self.member)
        MemberLanguage.objects.settle_all(self.member, self.rows.wanted, by=self.member)
        self.member.change(by=self.member, **said)


class NameForm(forms.Form):
    name = NameField(label=_("How shall we call you?"), max_length=80, required=False)
    language = one_of(settings.LANGUAGES, label=_("Language of the pages and letters"), required=True)

    def __init__(self, data=None, *, member):
        self.member = member
        super().__init__(data, initial={"name": member.name, "language": member.language})

    def save(self):
        self.member.change(by=self.member, **self.cleaned_data)


def language_choices() -> list[tuple[str, str]]:
    """Every language by its name for the reader, those of the interface first."""
    named = languages(get_language())
    first = [code for code, _name in settings.LANGUAGES]
    return [pair for pair in named if pair[0] in first] + [pair for pair in named if pair[0] not in first]
