"""The terms of a programme, a form for each kind; every one checks that the whole can still be met."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Stage as LifeStage
from rootbridge.base.core.forms import InEachLanguage, LineField
from rootbridge.base.reference.models import Place

from ..eligibility import CHOICE, COUNTRY, FACTS, PLACE, SETS, Operator
from ..models import Does, Paper, Question, Rule, Share, Side, Stage
from ..models.terms import Criterion
from .applying import countries
from .fields import AmountField, ChosenField


class TermForm(InEachLanguage):
    """Names and explanations in each language; ``term``: the row as it would be."""

    translated = {"names": (_("Name"), 160), "helps": (_("Explanation"), 400)}
    may_be_empty = ("helps",)
    model, plain = None, ()

    def __init__(self, data=None, *, programme, term=None):
        self.programme, self.term = programme, term or self.model(programme=programme)
        super().__init__(data, initial=self.initial_of(self.term))

    def initial_of(self, term) -> dict:
        said = {name: getattr(term, name) for name in self.plain} if term.pk else {}
        for name in self.translated:
            said |= {f"{name}_{code}": words for code, words in (getattr(term, name) or {}).items()}
        return said

    def clean(self):
        said = super().clean()
        for name in self.may_be_empty:
            first = next(field for field in self.fields if field.startswith(f"{name}_"))
            if not said.get(name):
                self.errors.pop(first, None)
                said[name] = {}
        if not self.errors:
            self._lay(said)
            for sentence in self.term.contradicts(self.programme):
                self.add_error(None, sentence)
        return said

    def _lay(self, said):
        """What was typed, laid over the row, not saved."""
        for name in (*self.plain, *self.translated):
            setattr(self.term, name, said[name])


class ShareForm(TermForm):
    model, plain = Share, ("side", "least", "most", "most_amount")
    translated = {"names": (_("Called, if not as usual"), 80), "helps": (_("Explanation"), 400)}
    may_be_empty = ("names", "helps")
    side = ChosenField(label=_("Who gives"), choices=Side.choices)
    least = forms.DecimalField(label=_("At least, percent"), min_value=0, max_value=100, decimal_places=2, initial=0)
    most = forms.DecimalField(label=_("At most, percent"), min_value=0, max_value=100, decimal_places=2, initial=100)
    most_amount = AmountField(label=_("At most, amount"), required=False)

    def clean(self):
        least, most = self.cleaned_data.get("least"), self.cleaned_data.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is less than the smallest."))
        others = self.programme.shares.exclude(pk=self.term.pk)
        if others.filter(side=self.cleaned_data.get("side")).exists():
            self.add_error("side", _("This side has a share already: change that one."))
        return super().clean()


class PaperTermForm(TermForm):
    model, plain = Paper, ("is_required",)
    is_required = forms.BooleanField(label=_("It must be there"), required=False, initial=True)


class CriterionForm(TermForm):
    model, plain = Criterion, ("weight", "scale")
    weight = AmountField(label=_("Weight, beside the others"), least=1, most=100, initial=1)
    scale = AmountField(label=_("Highest score"), least=1, most=100, initial=10)


class StageForm(TermForm):
    model, plain = Stage, ("does", "days")
    does = ChosenField(label=_("What happens"), choices=Does.choices)
    days = AmountField(label=_("Days at most"), least=1, most=365, initial=14)


class QuestionForm(TermForm):
    model, plain = Question, ("is_required", "most_letters")
    is_required = forms.BooleanField(label=_("It must be answered"), required=False, initial=True)
    most_letters = AmountField(label=_("Letters at most"), least=50, most=10_000, initial=2000)


class RuleForm(TermForm):
    """A rule of who may apply. Values of a set are picked, a limit is written."""

    model, plain = Rule, ("field", "operator", "values")
    translated = {"names": (_("As a sentence"), 200), "remedies": (_("What would change a no"), 300)}
    may_be_empty = ("names", "remedies")
    field = ChosenField(label=_("What is asked"), choices=[(key, fact.title) for key, fact in FACTS.items()])
    operator = ChosenField(label=_("How it is compared"), choices=Operator.choices)
    picked = LineField(
        label=_("Values"), max_length=2000,
        help_text=_("A number, or one or more of the words in the list below, parted by commas."),
    )  # fmt: skip

    def initial_of(self, term) -> dict:
        said = super().initial_of(term)
        if term.pk:
            said["picked"] = ", ".join(str(value) for value in term.values)
        return said

    def clean(self):
        said = self.cleaned_data
        if {"field", "operator", "picked"} <= said.keys():
            self._read(FACTS[said["field"]], said)
        said.setdefault("values", [])
        return super().clean()

    def _read(self, fact, said):
        """``values`` from what was written; errors beside the field that is wrong."""
        is_set = said["operator"] in SETS
        if is_set != fact.is_set:
            self.add_error("operator", _("“%(what)s” is compared the other way.") % {"what": fact.title})
            return
        typed = [piece.strip() for piece in said["picked"].split(",") if piece.strip()]
        if not is_set:
            self._read_number(fact, typed, said)
            return
        known = known_values(fact)
        by_word = {word.casefold(): value for value, word in known} | {value.casefold(): value for value, _w in known}
        values = [by_word.get(piece.casefold()) for piece in typed]
        if None in values:
            unknown = typed[values.index(None)]
            self.add_error("picked", _("“%(value)s” is not in the list.") % {"value": unknown[:40]})
            return
        said["values"] = list(dict.fromkeys(values))

    def _read_number(self, fact, typed, said):
        try:
            number = AmountField(most=fact.most).clean(typed[0] if len(typed) == 1 else ",".join(typed))
        except forms.ValidationError as error:
            self.add_error("picked", error)
            return
        said["values"] = [number]


def known_values(fact) -> list[tuple[str, str]]:
    """(value, word) of everything that a rule may name for a fact."""
    if fact.kind == CHOICE:
        choices = LifeStage.choices if fact.key == "stage" else fact.choices.choices
        return [(value, str(word)) for value, word in choices]
    if fact.kind == COUNTRY:
        return countries()
    if fact.kind == PLACE:
        places = Place.objects.offered().filter(kind=Place.Kind.REGION)
        return [(place.code, str(place)) for place in places.order_by("code")]
    return []


FORMS = {"share": ShareForm, "paper": PaperTermForm, "criterion": CriterionForm, "stage": StageForm,
         "question": QuestionForm, "rule": RuleForm}  # fmt: skip
