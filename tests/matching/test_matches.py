"""Needs for a person: two people get two lists, each need with its reasons; how many could do it, never who."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rootbridge.bridges.matching.matches import match_of, needs_for
from rootbridge.bridges.matching.reachable import how_many_could
from rootbridge.people.members.backends import MemberBackend
from rootbridge.people.members.models import Ability, Giving, MemberLanguage, MemberSkill
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need, make_occupation, make_skill, send

pytestmark = pytest.mark.django_db
DAY = timezone.localdate()


def person(cast, name, *, occupation=None, skills=(), speaks=("ro",), gives=(), own_words="my work", **fields):
    member = make_member(name, **fields)
    if occupation:
        Ability.objects.create(member=member, own_words=own_words, language="ro", occupation=occupation)
    for skill in skills:
        MemberSkill.objects.create(member=member, skill=skill)
    for code in speaks:
        MemberLanguage.objects.create(member=member, code=code)
    for kind in gives:
        Giving.objects.create(member=member, kind=kind)
    return cast.again(member)


@pytest.fixture
def words(db):
    return {
        "nurse": make_occupation("2221", "nurse"), "mechanic": make_occupation("7231", "car mechanic"),
        "doctor": make_occupation("2212", "specialist doctor"),
        "dialysis": make_skill("dialysis-m", "home dialysis"), "tractors": make_skill("tractors-m", "tractor repair"),
        "training": make_skill("training-m", "training staff"),
    }  # fmt: skip


@pytest.fixture
def needs(cast, words):
    """One for a nurse in Orhei, one for a mechanic in Soroca, one for anybody who mentors, one on the spot."""
    return {
        "dialysis": make_need(cast, "Dialysis", occupations=[words["nurse"]],
                              skills=[words["dialysis"], words["training"]]),
        "tractors": make_need(cast, "Tractors", occupations=[words["mechanic"]], skills=[words["tractors"]],
                              mode="there", place=cast.places["MD-SO"]),
        "mentor": make_need(cast, "Mentor", kind="mentoring", place=cast.places["MD-SO"]),
        "village": make_need(cast, "Village", place=cast.places["MD-OR-peresecina"], mode="there"),
    }  # fmt: skip


def titles(member, **more):
    known = {match.need_id: match for match in needs_for(member, day=DAY, language="en", limit=9, **more)}
    return list(known), known


def reasons(member, need, language="en"):
    match = match_of(member, need, day=DAY, language=language)
    return {reason.key: reason.words for reason in match.reasons} if match else None


def test_the_nurse_from_orhei_sees_the_need_of_orhei_first_with_its_reasons(cast, words, needs):
    elena = person(
        cast, "Elena Ciobanu", occupation=words["nurse"], skills=[words["dialysis"]], speaks=("ro", "it"),
        gives=("advice",), living=cast.places["IT"], home=cast.places["MD-OR"], own_words="asistentă medicală",
    )  # fmt: skip
    first = needs_for(elena, day=DAY, language="en")[0]
    assert first.need_id == needs["dialysis"].pk
    assert [reason.words for reason in first.reasons] == [
        "Your work: nurse", "You know: home dialysis", "From Orhei, your home", "Can be done from Italy",
        "You speak Romanian", "You offered this kind of help",
    ]  # fmt: skip
    assert reasons(elena, needs["dialysis"], "ro")["occupation"].endswith("asistentă medicală")


def test_two_people_get_two_lists(cast, words, needs):
    nurse = person(cast, "Nurse One", occupation=words["nurse"], home=cast.places["MD-OR"], living=cast.places["IT"])
    mechanic = person(cast, "Mechanic Two", occupation=words["mechanic"], living=cast.places["MD"])
    of_nurse, of_mechanic = titles(nurse)[0], titles(mechanic)[0]
    assert of_nurse[0] == needs["dialysis"].pk and of_mechanic[0] == needs["tractors"].pk
    assert not set(of_nurse) & set(of_mechanic)


def test_every_match_has_a_reason(cast, words, needs):
    people = [
        person(cast, "All One", occupation=words["nurse"], skills=[words["tractors"]], gives=("mentoring",),
               home=cast.places["MD-OR-peresecina"], living=cast.places["IT"]),
        person(cast, "Mentor Two", gives=("mentoring",), living=cast.places["FR"]),
        person(cast, "Homesick Three", home=cast.places["MD-SO"], speaks=()),
        person(cast, "Silent Four", speaks=()),
    ]  # fmt: skip
    lists = [needs_for(member, day=DAY, language="en") for member in people]
    assert [bool(matches) for matches in lists] == [True, True, True, False]
    assert all(
        match.reasons and all(reason.words for reason in match.reasons) for matches in lists for match in matches
    )


def test_distance_alone_is_no_reason(cast, needs):
    assert titles(person(cast, "Anybody Abroad", living=cast.places["IT"]))[0] == []


def test_offered_help_counts_where_no_profession_is_asked(cast, needs):
    giver = person(cast, "Giver One", gives=("mentoring",), living=cast.places["FR"])
    assert titles(giver)[0] == [needs["mentor"].pk]
    assert titles(person(cast, "French Giver", gives=("mentoring",), speaks=("fr",), living=cast.places["FR"]))[0] == []


def test_nearer_home_comes_first(cast, words):
    asked = {"occupations": [words["nurse"]]}
    far = make_need(cast, "Soroca", place=cast.places["MD-SO"], **asked)
    near = make_need(cast, "Orhei", place=cast.places["MD-OR"], **asked)
    here = make_need(cast, "Peresecina", place=cast.places["MD-OR-peresecina"], **asked)
    nurse = person(cast, "Nurse One", occupation=words["nurse"], home=cast.places["MD-OR-peresecina"])
    assert titles(nurse)[0] == [here.pk, near.pk, far.pk]
    assert reasons(nurse, near)["home"] == "From Orhei, near your home" and "home" not in reasons(nurse, far)


def test_a_language_that_is_missing_weighs_against(cast, words):
    romanian = make_need(cast, "Romanian", occupations=[words["nurse"]])
    french = make_need(cast, "French", occupations=[words["nurse"]], languages=["fr"])
    nurse = person(cast, "Nurse One", occupation=words["nurse"], speaks=("fr",))
    assert titles(nurse)[0] == [french.pk, romanian.pk]
    assert "languages" not in reasons(nurse, romanian)


def test_an_occupation_covers_those_below_it_and_the_group_above(cast, words):
    below = make_occupation("2221", "nurse")
    group = make_occupation("222", "nurses and midwives")
    wide = make_need(cast, "Wide", occupations=[group])
    nurse = person(cast, "Nurse One", occupation=below)
    assert wide.pk in titles(nurse)[0]


def test_what_is_answered_closed_hidden_or_past_is_not_shown(cast, words):
    asked = {"occupations": [words["nurse"]]}
    nurse = person(cast, "Nurse One", occupation=words["nurse"])
    answered, closed, hidden = (make_need(cast, f"Need {number}", **asked) for number in range(3))
    make_need(cast, "Past", answer_by=DAY - timedelta(days=1), **asked)
    make_need(cast, "Draft", published=False, **asked)
    assert set(titles(nurse)[0]) == {answered.pk, closed.pk, hidden.pk}
    send(answered, nurse)
    closed.close(by=cast.dana)
    hidden.hide(by=cast.esi)
    assert titles(nurse)[0] == []
    assert reasons(nurse, answered)  # its own page still says why it fitted


@pytest.mark.parametrize(("able", "words_said"), [
    (0, "Fewer than 10 members could do this"), (9, "Fewer than 10 members"), (10, "About 10 members"),
    (19, "About 10 members"), (27, "About 20 members"),
])  # fmt: skip
def test_how_many_could_do_it_is_said_in_tens(cast, words, able, words_said):
    need = make_need(cast, occupations=[words["nurse"]], skills=[words["dialysis"], words["training"]])
    for number in range(able):
        how = {"occupation": words["nurse"]} if number % 2 else {"skills": [words["dialysis"]]}
        person(cast, f"Person{number} Able", **how)
    person(cast, "Somebody Else", occupation=words["doctor"], skills=[words["tractors"]])
    assert words_said in how_many_could(need)


def test_who_is_suspended_is_not_counted(cast, words):
    need = make_need(cast, occupations=[words["nurse"]])
    for number in range(10):
        person(cast, f"Person{number} Able", occupation=words["nurse"])
    make_member("Person0 Able").change(by=cast.esi, is_active=False)
    assert "Fewer than 10" in how_many_could(need)


def test_needs_whose_answers_one_reads_are_not_recommended(cast, words, needs):
    """They may not be answered by their own desk either."""
    place = cast.places["MD-OR"]
    nurse = person(cast, "Nurse One", occupation=words["nurse"], skills=[words["dialysis"]], home=place)
    assert {needs["dialysis"].pk, needs["village"].pk} <= set(titles(nurse)[0])
    give_role(nurse, "local_representative", place=place)
    assert not {needs["dialysis"].pk, needs["village"].pk} & set(titles(cast.again(nurse))[0])
    assert match_of(cast.again(nurse), needs["dialysis"], day=DAY, language="en") is None


def test_neither_are_those_of_ones_own_organisation(cast, words, needs):
    nurse = person(cast, "Nurse One", occupation=words["nurse"], home=cast.places["MD-OR"])
    give_role(nurse, "organisation_officer", body=needs["dialysis"].organisation.body)
    shown = titles(cast.again(nurse))[0]
    assert needs["dialysis"].pk not in shown


def test_an_editor_is_recommended_what_fits(cast, words, needs):
    nurse = person(cast, "Nurse One", occupation=words["nurse"], home=cast.places["MD-OR"])
    give_role(nurse, "editor", place=cast.places["MD-OR"])
    assert needs["dialysis"].pk in titles(cast.again(nurse))[0]


def test_it_asks_the_database_as_often_for_many_needs(cast, words, django_assert_max_num_queries):
    for number in range(30):
        make_need(cast, f"Need {number}", occupations=[words["nurse"]], skills=[words["dialysis"]])
    nurse = person(cast, "Nurse One", occupation=words["nurse"], skills=[words["dialysis"]], living=cast.places["IT"])
    nurse = MemberBackend().get_user(nurse.pk)
    with django_assert_max_num_queries(3):
        assert len(needs_for(nurse, day=DAY, language="en", limit=20)) == 20


def test_the_page_of_a_need_shows_reasons_to_the_one_they_are_about(cast, words, needs):
    nurse = person(cast, "Nurse One", occupation=words["nurse"], living=cast.places["IT"])
    address = needs["dialysis"].get_absolute_url()
    assert "Your work: nurse" in cast.enter(nurse).get(address).text
    for who in (cast.nobody, cast.chidi):
        shown = cast.enter(who).get(address).text
        assert "Your work" not in shown and "Fewer than 10 members could do this" in shown
