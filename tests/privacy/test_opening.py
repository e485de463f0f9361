"""Every office starts closed; what is opened is a dated row, and can be taken back."""

import pytest
from django.urls import reverse

from rootbridge.people.privacy.audiences import keys_read_by, offered_to
from rootbridge.people.privacy.models import Consent
from rootbridge.people.privacy.opening import Opening, openables
from tests.cast import give_role, make_office

READER = "/en/account/data/readers/{}/"


def test_each_office_is_offered_by_itself_the_nearest_first(cast):
    town = make_office("peresecina", "town_hall", cast.places["MD-OR-peresecina"])
    consulate = make_office("consulate-milan", "consulate", cast.places["IT"], serves=["IT"])
    make_office("soroca", "district_council", cast.places["MD-SO"])
    make_office("embassy-paris", "embassy", cast.places["FR"], serves=["FR"])
    offered = [one.key for one in offered_to(cast.amina)]
    nearest_first = [town, cast.town_hall, cast.embassy, consulate, cast.bureau]
    assert offered == [*(office.audience_key for office in nearest_first), "members", "everyone"]


def test_residents_at_home_are_offered_the_same_kinds(cast):
    assert [one.key for one in offered_to(cast.dana)][:2] == [cast.town_hall.audience_key, cast.bureau.audience_key]


def test_somebody_who_said_nothing_is_offered_kinds_of_office(cast):
    kinds = ["office-of:origin", "office-of:residence"]
    assert [one.key for one in offered_to(cast.esi)] == [*kinds, cast.bureau.audience_key, "members", "everyone"]


def test_a_kind_of_office_becomes_the_offices_once_it_is_known_which(cast):
    Opening(cast.esi).change("home", ["office-of:origin"], by=cast.esi)
    assert not Consent.objects.exists()
    town = make_office("peresecina", "town_hall", cast.places["MD-OR-peresecina"])
    cast.esi.change(by=cast.esi, home=cast.places["MD-OR-peresecina"])
    Opening(cast.esi).change("home", ["office-of:origin"], by=cast.esi)
    assert set(Consent.objects.values_list("audience", flat=True)) == {town.audience_key, cast.town_hall.audience_key}


def test_everything_starts_closed(cast):
    opening = Opening(cast.amina)
    for field in openables:
        seen = opening.beside(field.key)
        assert seen.who == "nobody but you"
        assert not any(office["is_open"] for office in seen.offices)


def test_opening_costs_few_queries_however_many_fields(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        opening = Opening(cast.amina)
        for field in openables:
            opening.beside(field.key)


def test_an_office_that_was_opened_stays_in_the_list_when_one_moves_away(cast):
    Consent.give(cast.amina, "show:home", cast.embassy.audience_key, text="yes")
    cast.amina.change(by=cast.amina, living=cast.places["FR"])
    seen = Opening(cast.amina).beside("home")
    assert [office["label"] for office in seen.offices if office["is_open"]] == ["Embassy rome"]


def test_taking_back_keeps_the_row_with_both_dates(cast):
    Opening(cast.amina).change("home", ["members"], by=cast.amina)
    Opening(cast.amina).change("home", [], by=cast.amina)
    Opening(cast.amina).change("home", ["members"], by=cast.amina)
    dates = list(Consent.objects.order_by("pk").values_list("given_at", "withdrawn_at"))
    assert len(dates) == 2
    assert dates[0][1] >= dates[0][0]
    assert dates[1][1] is None


def test_asked_twice_it_is_one_row(cast):
    for _time in range(2):
        Opening(cast.amina).change("home", ["members"], by=cast.amina)
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(("name", "read"), [("nobody", {"everyone"}), ("chidi", {"everyone", "members"})])
def test_who_reads_for_whom(cast, name, read):
    assert keys_read_by(cast.everybody[name]) == read


def test_officers_read_for_their_body_only(cast):
    give_role(cast.chidi, "support_agent", body=cast.embassy.audience_key)
    assert keys_read_by(cast.again(cast.chidi)) == {"everyone", "members", cast.embassy.audience_key}
    assert keys_read_by(cast.bilal) == {"everyone", "members", cast.association.body}
    assert keys_read_by(cast.esi) == {"everyone", "members"}  # who administers everything reads nothing by that


def test_an_organisation_is_found_by_its_name_and_opened_field_by_field(cast):
    client = cast.enter(cast.amina)
    page = client.get(reverse("privacy:name_reader"), {"q": "turin orh"}).content.decode()
    assert "Orhei in Turin" in page
    assert "Orhei district hospital" not in page
    address = READER.format(cast.association.body)
    assert client.get(address).status_code == 200
    client.post(address, {"fields": ["name", "skills", "no-such-field"]})
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"show:name", "show:skills"}
    assert cast.association.body in [one.key for one in offered_to(cast.amina)]
    client.post(address, {"fields": ["name"]})
    assert set(Consent.objects.in_force().values_list("purpose", flat=True)) == {"show:name"}


@pytest.mark.parametrize("key", ["organisation:999999", "office:x", "office:0", "planet:1"])
def test_a_reader_that_is_not_there_is_not_here(cast, key):
    assert cast.enter(cast.amina).get(READER.format(key)).status_code == 404


@pytest.mark.parametrize("words", ["", "zzzzzz", "\x00", "<script>", "a" * 300])
def test_odd_names_find_nothing_and_break_nothing(cast, words):
    answer = cast.enter(cast.amina).get(reverse("privacy:name_reader"), {"q": words})
    assert answer.status_code in {200, 400, 422}


def test_a_consent_is_taken_back_by_its_owner_only(cast):
    consent = Consent.give(cast.amina, "show:home", "members", text="yes")
    address = reverse("privacy:withdraw", args=[consent.pk])
    assert cast.enter(cast.chidi).post(address).status_code == 404
    assert cast.enter(cast.esi).post(address).status_code == 404
    client = cast.enter(cast.amina)
    for _time in range(2):
        assert client.post(address).status_code == 302
    assert not Consent.objects.in_force().exists()
