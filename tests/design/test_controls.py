import pytest
from django import forms

from rootbridge.base.design.controls import control, errors_of


class Everything(forms.Form):
    name = forms.CharField(label="Name", help_text="As you like.", max_length=40)
    note = forms.CharField(widget=forms.Textarea, required=False)
    country = forms.ChoiceField(choices=[("", "—"), ("Near", [("RO", "Romania")]), ("IT", "Italy")])
    gives = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    desk = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(required=False)
    paper = forms.FileField(required=False)
    secret = forms.CharField(widget=forms.HiddenInput)
    when = forms.SplitDateTimeField(required=False)

    def clean(self):
        raise forms.ValidationError("Everything is wrong.")


@pytest.fixture
def form():
    typed = {"name": "x" * 50, "note": "a\nb", "country": "RO", "gives": ["b"], "agree": "on", "secret": "s"}
    return Everything(typed, {})


@pytest.mark.parametrize(
    ("name", "kind"),
    [("name", "input"), ("note", "textarea"), ("country", "select"), ("gives", "checks"), ("desk", "radios"),
     ("agree", "check"), ("paper", "file"), ("secret", "hidden"), ("when", "other")],
)  # fmt: skip
def test_each_widget_has_its_kind(form, name, kind):
    assert control(form[name]).kind == kind


def test_what_was_typed_is_kept(form):
    assert control(form["name"]).value == "x" * 50
    assert control(form["agree"]).value == "on"
    assert [option.is_chosen for option in control(form["gives"]).options] == [False, True]
    assert control(form["country"]).options[1].options[0].is_chosen


def test_a_field_is_described_by_its_why_and_its_error(form):
    shown = control(form["name"])
    assert shown.described_by == "id_name-why id_name-error"
    assert shown.attributes["maxlength"] == "40"
    assert shown.is_required


def test_why_may_be_said_anew(form):
    assert control(form["name"], "Because.").why == "Because."


def test_errors_lead_to_their_fields(form):
    found = dict(reversed(pair) for pair in errors_of(form))
    assert found["Everything is wrong."] == ""
    assert "id_name" in found.values()
    assert "id_desk_0" in found.values()


def test_a_sentence_that_two_fields_have_is_told_apart_by_their_names():
    form = type("Two", (forms.Form,), {
        "title": forms.CharField(label="What is needed"), "lead": forms.CharField(label="In two sentences"),
    })({})  # fmt: skip
    assert errors_of(form) == [
        ("id_title", "What is needed: This field is required."),
        ("id_lead", "In two sentences: This field is required."),
    ]


def test_errors_of_a_formset_are_found():
    typed = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "x"}
    formset = forms.formset_factory(Everything)(typed)
    assert ("id_form-0-country", "Country: This field is required.") in errors_of(formset)
