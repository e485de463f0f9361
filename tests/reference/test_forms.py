"""A place by its name, for the forms of every room."""

import pytest
from django import forms
from django.http import QueryDict

from rootbridge.base.reference.forms import NamedPlaceField
from rootbridge.base.reference.models import Place
from tests.cast import cast  # noqa: F401

pytestmark = pytest.mark.django_db


class OneForm(forms.Form):
    place = NamedPlaceField(required=False)


def said(*typed):
    return OneForm(QueryDict("&".join(f"place={one}" for one in typed)))


@pytest.fixture
def town(cast):  # noqa: F811
    Place.objects.filter(code="MD-OR-orhei").update(names={"en": "Orhei"}, unit="town", has_namesake=True)
    Place.objects.filter(code="MD-OR").update(unit="district", has_namesake=True)
    return Place.objects.at("MD-OR-orhei")


def test_the_town_and_the_district_of_one_name_are_told_apart_by_asking(town):
    form = said("orhei")
    assert form.errors["place"].as_data()[0].code == "which"
    assert dict(form["place"].field.which).keys() == {"MD-OR", "MD-OR-orhei"}
    assert len(set(dict(form["place"].field.which).values())) == 2
    assert not OneForm(QueryDict("")).fields["place"].which


@pytest.mark.parametrize("typed", ["Orhei, town", "MD-OR-orhei"])
def test_who_says_which_is_not_asked(town, typed):
    form = said(typed)
    assert form.is_valid() and form.cleaned_data["place"] == town


def test_the_choice_is_sent_after_the_words_and_comes_back_as_a_name(town):
    form = said("Orhei", "MD-OR-orhei")
    assert form.is_valid() and form.cleaned_data["place"] == town
    assert form["place"].value() == "Orhei, town"


def test_nothing_is_none_and_an_unknown_name_is_quoted(cast):  # noqa: F811
    form = said("")
    assert form.is_valid() and form.cleaned_data["place"] is None
    assert "“Nowhereville”" in said("Nowhereville").errors["place"][0]
