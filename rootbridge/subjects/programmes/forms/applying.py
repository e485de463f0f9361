"""The parts of an application. Every part can be saved half filled; what is missing is told before sending."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Stage
from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import AgeBand, Gender
from rootbridge.shared.conversations.forms import FilesField

from ..checking import plain_facts
from ..eligibility import CHOICE, COUNTRY, Applicant, Sector
from ..models import Side
from .fields import AmountField, ChosenField, PlaceField

NOT_YET = _("Not said yet")
MOST_LINES = 40


def countries() -> list[tuple[str, str]]:
    """(code, name in the reader's language) of every country."""
    language = get_language()
    return [(place.code, place.name(language)) for place in Place.objects.countries().sorted_by_name(language)]


def fact_field(fact, required=False, empty=NOT_YET):
    """The field for one fact that rules ask for."""
    label = fact.question
    if fact.kind == CHOICE:
        choices = Stage.choices if fact.key == "stage" else fact.choices.choices
        return ChosenField(label=label, choices=choices, required=required, empty=empty)
    if fact.kind == COUNTRY:
        return ChosenField(label=label, choices=countries(), required=required, empty=empty)
    return AmountField(label=label, required=required, most=fact.most)


class PartForm(forms.Form):
    """One part of a draft. ``version``: of the draft that was read; ``values()``: what is saved."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, application, **options):
        self.application = application
        options.setdefault("initial", {"version": application.version, **self.initial_of(application)})
        super().__init__(data, **options)

    @classmethod
    def initial_of(cls, application) -> dict:
        return {}

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AboutForm(PartForm):
    """What it is, who, where, and what the rules ask."""

    title = LineField(
        label=_("What do you call it?"), max_length=120, required=False,
        help_text=_("A few words, no names of people: for example “Bakery in Peresecina”."),
    )  # fmt: skip
    applicant = ChosenField(label=_("Who applies?"), choices=Applicant.choices, required=False, empty=NOT_YET)
    sector = ChosenField(label=_("What is it about?"), choices=Sector.choices, required=False, empty=NOT_YET)
    place = PlaceField(label=_("In which town or village does it happen?"), required=False, is_small=True)
    phone = LineField(label=_("Telephone, if you want to be called"), max_length=40, required=False)

    def __init__(self, data=None, *, application, **options):
        super().__init__(data, application=application, **options)
        self.asked = [fact.key for fact in plain_facts(application.programme)]
        for fact in plain_facts(application.programme):
            self.fields[fact.key] = fact_field(fact)
        self.fields["place"].path = application.programme.place.path

    @classmethod
    def initial_of(cls, application) -> dict:
        held = {name: getattr(application, name) for name in ("title", "applicant", "sector", "place", "phone")}
        return application.facts | held

    def values(self) -> dict:
        said = super().values()
        facts = {key: said.pop(key) for key in self.asked}
        return said | {"facts": {key: value for key, value in facts.items() if value not in (None, "")}}


class PlanForm(PartForm):
    """The questions of the programme."""

    def __init__(self, data=None, *, application, **options):
        super().__init__(data, application=application, **options)
        self.questions = list(application.programme.questions.order_by("order", "pk"))
        for question in self.questions:
            self.fields[f"q{question.pk}"] = TextField(
                label=str(question.name), help_text=str(question.help), required=False,
                max_length=question.most_letters,
            )  # fmt: skip

    @classmethod
    def initial_of(cls, application) -> dict:
        return {f"q{number}": words for number, words in application.answers.items()}

    def values(self) -> dict:
        said = super().values()
        return {"answers": {name[1:]: words for name, words in said.items() if words}}


class MoneyForm(PartForm):
    """What it costs, line by line, and who gives what. ``lines``: pairs of bound fields."""

    def __init__(self, data=None, *, application, lines: int, **options):
        super().__init__(data, application=application, **options)
        self.count = min(lines, MOST_LINES)
        for number in range(self.count):
            self.fields[f"what{number}"] = LineField(label=_("What"), max_length=120, required=False)
            self.fields[f"amount{number}"] = AmountField(label=_("Amount"), required=False)
        self.shares = list(application.programme.shares.order_by("order", "pk"))
        for share in self.shares:
            self.fields[f"side_{share.side}"] = AmountField(
                label=share.title, required=False, help_text=share.rule_words(application.programme.currency)
            )

    @property
    def lines(self):
        return [(self[f"what{number}"], self[f"amount{number}"]) for number in range(self.count)]

    @classmethod
    def initial_of(cls, application) -> dict:
        held = {f"side_{side}": amount for side, amount in application.given.items()}
        for number, cost in enumerate(application.costs):
            held |= {f"what{number}": cost["what"], f"amount{number}": cost["amount"]}
        return held

    def clean(self):
        said = super().clean()
        for number in range(self.count):
            has_words, amount = bool(said.get(f"what{number}")), said.get(f"amount{number}")
            if amount and not has_words:
                self.add_error(f"what{number}", _("Write what it is for."))
        return said

    def values(self) -> dict:
        said = self.cleaned_data
        costs = [
            {"what": said.get(f"what{number}", ""), "amount": said.get(f"amount{number}") or 0}
            for number in range(self.count)
            if said.get(f"what{number}") or said.get(f"amount{number}")
        ]
        given = {share.side: said.get(f"side_{share.side}") or 0 for share in self.shares}
        return {"costs": costs, "given": given}


class CountingForm(PartForm):
    """What one may say so that it can be counted who is served. Every field is free, and read by nobody."""

    counted_gender = ChosenField(label=_("Gender"), choices=Gender.choices, required=False, empty=NOT_YET)
    counted_age = ChosenField(label=_("Age"), choices=AgeBand.choices, required=False, empty=NOT_YET)
    counted_region = ChosenField(label=_("Home region"), choices=[], required=False)
    counted_residence = ChosenField(label=_("Country where you live"), choices=[], required=False)

    def __init__(self, data=None, *, application, **options):
        super().__init__(data, application=application, **options)
        self.fields["counted_region"].choices = [("", NOT_YET), *regions(application.programme.place.path)]
        self.fields["counted_residence"].choices = [("", NOT_YET), *countries()]

    @classmethod
    def initial_of(cls, application) -> dict:
        return {name: getattr(application, name) for name in cls.base_fields if name.startswith("counted_")}


def regions(path: str) -> list[tuple[str, str]]:
    """(code, name) of the regions of the country in which a path lies."""
    language = get_language()
    rows = Place.objects.offered().filter(kind=Place.Kind.REGION, country_code=path[:2])
    return [(place.code, place.name(language)) for place in rows.sorted_by_name(language)]


class InviteForm(forms.Form):
    """Somebody who applies together with you."""

    name = LineField(label=_("Their name"), max_length=80)
    email = forms.EmailField(
        label=_("Their e-mail"), max_length=200, help_text=_("They get a letter and decide whether they take part."),
        error_messages={"required": _("Write an e-mail address."), "invalid": _("This is no e-mail address yet.")},
    )  # fmt: skip
    side = ChosenField(label=_("What do they bring?"), choices=[
        (value, label) for value, label in Side.choices if value != Side.PROGRAMME
    ])  # fmt: skip


class PaperForm(forms.Form):
    """Files for one of the papers; ``client``: for one press of the button."""

    files = FilesField(required=True)
    client = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class WithdrawForm(forms.Form):
    words = LineField(label=_("Why, if you want to say it"), max_length=300, required=False)


class EvidenceForm(forms.Form):
    """That a milestone is done."""

    evidence = TextField(label=_("What was done?"), max_length=3000)
    files = FilesField(label=_("Pictures or papers, if there are any"), help_text="")
    client = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)
