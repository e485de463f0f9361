"""Offices against those who wish harm: a list of one place reaches no office of another."""

import pytest

from rootbridge.people.offices.importing.plan import plan_of
from tests.cast import make_office
from tests.focalpoints import factories

pytestmark = pytest.mark.django_db


def test_a_list_of_one_place_takes_no_office_of_another_by_its_address(cast):
    far = make_office("soroca-council", "district_council", cast.places["MD-SO"], phone="+373 230 1")
    row = f"{far.slug},district_council,MD-OR,,+373 235 66 666,,,,,,"
    plan = plan_of(factories.bring(cast.esi, row, path="MD/MD-OR/"))
    assert plan.wrong == 1 and not plan.offices
    consul = make_office("consulate-lyon", "consulate", cast.places["FR"], serves=["FR"])
    plan = plan_of(factories.bring(cast.esi, f"{consul.slug},consulate,MD,IT,,,,,,,", residence="IT"))
    assert plan.wrong == 1 and not plan.offices
