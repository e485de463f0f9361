"""Associations on the page of a place: what belongs there or to anything in it, and nothing else."""

import pytest
from django.utils import timezone

from rootbridge.people.organisations.models import Organisation, OrganisationKind, Tie
from rootbridge.people.organisations.models.kinds import Side
from rootbridge.subjects.associations.placed import MOST, associations_of, has_one


def tied(cast, slug, place, **more):
    made = Organisation.objects.create(
        slug=slug, kind=OrganisationKind.HOMETOWN_ASSOCIATION, names={"en": slug}, place=cast.places[place],
        residence=cast.places["FR"], **{"state": "listed"} | more,
    )  # fmt: skip
    Tie.objects.get_or_create(organisation=made, side=Side.HOME, place=cast.places[place])
    return made


def test_the_district_shows_what_works_for_its_villages_with_where_they_live(cast, client):
    tied(cast, "peresecina-in-lyon", "MD-OR-peresecina")
    tied(cast, "soroca-in-paris", "MD-SO")
    page = client.get("/en/localities/md-or/").content.decode()
    assert "peresecina-in-lyon" in page and "France" in page and "soroca-in-paris" not in page
    assert "/en/associations/?home=MD-OR" in page
    assert "peresecina-in-lyon" in client.get("/en/localities/md-or-peresecina/").content.decode()


@pytest.mark.parametrize("more", [
    {"state": "unseen"}, {"state": "closed"}, {"hidden_at": timezone.now}, {"asleep_at": timezone.now},
])  # fmt: skip
def test_what_nobody_may_find_and_what_rests_is_not_there(cast, rf, more):
    tied(cast, "quiet", "MD-SO", **{key: value() if callable(value) else value for key, value in more.items()})
    assert associations_of(rf.get("/"), cast.places["MD-SO"]) == ""


def test_there_are_a_few_and_the_way_to_all_in_one_query(cast, rf, django_assert_num_queries):
    assert not has_one(cast.places["MD-SO"])
    for number in range(MOST + 2):
        tied(cast, f"soroca-{number}", "MD-SO")
    assert has_one(cast.places["MD-SO"])
    with django_assert_num_queries(1):
        drawn = associations_of(rf.get("/"), cast.places["MD-SO"])
    assert drawn.count("<li>") == MOST and "?home=MD-SO" in drawn
