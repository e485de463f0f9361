"""The steps of a profile: each keeps what was said, each can be skipped, and nothing bad gets through."""

import pytest
from django.urls import reverse

from rootbridge.base.audit.models import Record
from rootbridge.base.reference.models import Occupation, OccupationLabel, OccupationSkill, Place, Skill, SkillLabel
from rootbridge.people.members.models import Ability, Member, MemberLanguage
from rootbridge.people.members.steps import BY_KEY, STEPS, next_card
from rootbridge.people.privacy.models import Consent

STEP = "/en/account/steps/{}/"


def post(cast, step, person="amina", **data):
    return cast.enter(getattr(cast, person)).post(STEP.format(step), data)


def rows(*languages):
    """The fields of the rows of languages."""
    told = {"languages-TOTAL_FORMS": str(len(languages)), "languages-INITIAL_FORMS": "0"}
    for number, (code, read, speak) in enumerate(languages):
        told[f"languages-{number}-code"] = code
        told |= {f"languages-{number}-can_read": "on"} if read else {}
        told |= {f"languages-{number}-can_speak": "on"} if speak else {}
    return told


@pytest.fixture
def nurse(db):
    """An occupation with two skills, as the starter taxonomy has them."""
    nurse = Occupation.objects.filter(code="2221", kind="group").first() or Occupation.objects.create(
        uri="urn:test:2221", code="2221", kind="group", source="starter"
    )
    for language, text in (("en", "nurse"), ("ro", "asistentă medicală")):
        OccupationLabel.objects.get_or_create(
            occupation=nurse, language=language, kind="preferred", source="starter",
            defaults={"text": text, "key": text.replace("ă", "a")},
        )  # fmt: skip
    for name in ("dress wounds", "give injections"):
        skill = Skill.objects.create(uri=f"urn:test:{name}", kind="skill", source="starter")
        SkillLabel.objects.create(skill=skill, language="en", kind="preferred", source="starter", text=name, key=name)
        OccupationSkill.objects.create(occupation=nurse, skill=skill, is_essential=True)
    return nurse


@pytest.mark.parametrize("step", list(BY_KEY))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_step_asks_and_says_why_and_who_sees_it(cast, step, language):
    answer = cast.enter(cast.amina).get(f"/{language}/account/steps/{step}/")
    assert answer.status_code == 200
    if language == "en":
        assert b"Seen by" in answer.content
        assert b"Why we ask" in answer.content


def test_a_step_that_does_not_exist_is_not_here(cast):
    assert cast.enter(cast.amina).get(STEP.format("income")).status_code == 404


def test_they_lead_from_one_to_the_next_and_home(cast):
    client = cast.enter(cast.chidi)
    said = {"living": {"where": "home"}, "home": {"country": "MD"}, "abilities": {"language": "en"}, "giving": {},
            "about": rows()}  # fmt: skip
    after = [client.post(step.url, said[step.key]).url for step in STEPS]
    assert after == [*(step.url for step in STEPS[1:]), reverse("home:own")]


def test_who_came_to_change_one_thing_goes_back_to_the_profile(cast):
    answer = post(cast, "living", where="home", back="profile")
    assert answer.url == "/en/account/profile/"


def test_i_live_here_is_a_full_answer(cast):
    post(cast, "living", "chidi", where="home")
    chidi = cast.again(cast.chidi)
    assert (chidi.living.code, chidi.stage) == ("MD", "home")


def test_i_live_abroad_says_where(cast):
    post(cast, "living", "dana", where="abroad", country="IT", town="Torino")
    dana = cast.again(cast.dana)
    assert (dana.living.code, dana.living_city, dana.stage) == ("IT", "Torino", "abroad")


def test_somebody_who_comes_back_keeps_that_stage(cast):
    cast.amina.change(by=cast.amina, stage="returning")
    post(cast, "living", where="abroad", country="FR")
    assert cast.again(cast.amina).stage == "returning"


@pytest.mark.parametrize(
    ("said", "field"),
    [({"where": "abroad"}, "country"), ({"where": "abroad", "country": "ZZ"}, "country"), ({"where": "moon"}, "where"),
     ({"where": "home", "town": "Тurin"}, "town"), ({"where": "home", "town": "x" * 200}, "town")],
)  # fmt: skip
def test_what_does_not_fit_comes_back_with_its_sentence(cast, said, field):
    answer = post(cast, "living", **said)
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content or field == "where"
    assert cast.again(cast.amina).living_city == "Turin"
    if "town" in said and len(said["town"]) < 80:
        assert said["town"] in answer.content.decode()


def test_home_is_found_by_typing(cast):
    answer = post(cast, "home", q="peres", find="1")
    assert answer.status_code == 200
    assert b"Peresecina, Orhei, Moldova" in answer.content
    post(cast, "home", "chidi", q="peres", place="MD-OR-peresecina")
    assert cast.again(cast.chidi).home.code == "MD-OR-peresecina"


def test_home_is_picked_from_three_lists(cast):
    client = cast.enter(cast.chidi)
    first = client.get(STEP.format("home")).content.decode()
    assert 'value="MD-OR"' in first  # the only country stands chosen
    assert 'name="locality"' not in first
    second = client.post(STEP.format("home"), {"country": "MD", "region": "MD-OR", "show": "1"}).content.decode()
    assert 'value="MD-OR-peresecina"' in second
    client.post(STEP.format("home"), {"country": "MD", "region": "MD-OR", "locality": "MD-OR-peresecina"})
    assert cast.again(cast.chidi).home.code == "MD-OR-peresecina"


def test_a_district_alone_is_enough(cast):
    post(cast, "home", "chidi", country="MD", region="MD-SO")
    assert cast.again(cast.chidi).home.code == "MD-SO"


@pytest.mark.parametrize(
    "said",
    [{"country": "MD", "region": "IT-21"}, {"country": "IT", "region": "MD-OR"}, {"region": "MD-OR"},
     {"country": "MD", "region": "MD-SO", "locality": "MD-OR-peresecina"}, {"country": "MD", "locality": "MD-OR-orhei"},
     {"place": "IT"}, {"place": "no-such-place"}, {"q": "Xyzzyqwrt"}, {"q": "peres"}, {"country": "<b>"}],
)  # fmt: skip
def test_a_place_that_does_not_lie_there_is_refused(cast, said):
    answer = post(cast, "home", "amina", **said)
    assert answer.status_code == 422
    assert b'class="error"' in answer.content
    assert cast.again(cast.amina).home.code == "MD-OR-peresecina"


def test_parts_of_the_page_come_alone_while_somebody_types(cast):
    client = cast.enter(cast.amina)
    found = client.get(STEP.format("home"), {"q": "soro", "part": "found"}, headers={"HX-Request": "true"}).content
    assert b"Soroca" in found
    assert b"<html" not in found
    lists = client.get(STEP.format("home"), {"country": "MD", "region": "MD-SO", "part": "lists"},
                       headers={"HX-Request": "true"}).content  # fmt: skip
    assert b"MD-SO-soroca" in lists


def test_own_words_lead_to_the_occupation_and_its_skills(cast, nurse):
    client = cast.enter(cast.amina)
    answer = client.post(STEP.format("abilities"), {"own_words": "asistentă medicală", "language": "ro"})
    ability = Ability.objects.get()
    assert answer.url == f"/en/account/steps/abilities/{ability.pk}/"
    assert ability.occupation == nurse
    page = client.get(answer.url).content.decode()
    assert "give injections" in page
    assert "Nothing is ticked for you" in page
    skill = Skill.objects.get(uri="urn:test:give injections")
    client.post(answer.url, {"occupation": str(nurse.pk), "skills": [str(skill.pk)]})
    assert list(cast.amina.member_skills.values_list("skill", flat=True)) == [skill.pk]
    client.post(answer.url, {"occupation": str(nurse.pk)})
    assert not cast.amina.member_skills.exists()


def test_words_that_nobody_knows_stay_as_they_are(cast, nurse):
    client = cast.enter(cast.amina)
    answer = client.post(STEP.format("abilities"), {"own_words": "qwrtplk zxcv", "language": "en"})
    assert Ability.objects.get().occupation is None
    assert client.post(answer.url, {"occupation": "none"}).url == "/en/account/steps/abilities/"


def test_an_occupation_that_is_not_offered_is_refused(cast, nurse):
    other = Occupation.objects.exclude(pk=nurse.pk).first() or nurse
    ability, _made = Ability.say(cast.amina, "qwrtplk zxcv", language="en", by=cast.amina)
    answer = cast.enter(cast.amina).post(f"/en/account/steps/abilities/{ability.pk}/", {"occupation": str(other.pk)})
    assert answer.status_code == 422


def test_the_same_words_twice_are_one_ability(cast, nurse):
    for _time in range(2):
        assert post(cast, "abilities", own_words="nurse", language="en").status_code == 302
    assert Ability.objects.count() == 1


def test_an_ability_can_be_taken_away_by_its_owner_only(cast):
    ability, _made = Ability.say(cast.amina, "nurse", language="en", by=cast.amina)
    post(cast, "abilities", "chidi", drop=ability.pk)
    assert Ability.objects.exists()
    assert cast.enter(cast.chidi).get(f"/en/account/steps/abilities/{ability.pk}/").status_code == 404
    post(cast, "abilities", drop=ability.pk)
    assert not Ability.objects.exists()


def test_giving_and_seeking_are_what_is_ticked(cast):
    post(cast, "giving", giving=["advice", "mentoring"], seeking=["money"])
    post(cast, "giving", giving=["mentoring", "goods"])
    assert set(cast.amina.givings.values_list("kind", flat=True)) == {"mentoring", "goods"}
    assert not cast.amina.seekings.exists()
    assert post(cast, "giving", giving=["gold"]).status_code == 422


def test_the_last_card_keeps_everything_and_lets_it_go_again(cast):
    post(cast, "about", name="Amina", stage="returning", topics=["health", "return"], gender="own_words",
         gender_words="as I am", age_band="35-44",
         **rows(("ro", True, True), ("it", False, True), ("", True, False)))  # fmt: skip
    amina = cast.again(cast.amina)
    assert (amina.name, amina.stage, amina.gender, amina.gender_words, amina.age_band) == (
        "Amina", "returning", "own_words", "as I am", "35-44",
    )  # fmt: skip
    assert set(amina.interests.values_list("topic", flat=True)) == {"health", "return"}
    assert {(row.code, row.can_read, row.can_speak) for row in amina.languages.all()} == {
        ("ro", True, True), ("it", False, True),
    }  # fmt: skip
    post(cast, "about", stage="", gender="", age_band="", **rows())
    amina = cast.again(cast.amina)
    assert (amina.name, amina.stage, amina.gender, amina.gender_words) == ("", "", "", "")
    assert not amina.languages.exists()


def test_own_words_for_gender_go_when_another_answer_is_chosen(cast):
    post(cast, "about", gender="woman", gender_words="left over", **rows())
    assert cast.again(cast.amina).gender_words == ""
    post(cast, "about", gender_words="as I am", **rows())
    assert cast.again(cast.amina).gender == "own_words"


@pytest.mark.parametrize(
    "said",
    [{"stage": "rich"}, {"gender": "x"}, {"age_band": "200"}, {"topics": ["weather"]}, {"name": "x" * 81},
     {"name": "Аmina"}, {"gender_words": "x" * 61}],
)  # fmt: skip
def test_the_last_card_refuses_what_it_does_not_offer(cast, said):
    answer = post(cast, "about", **said, **rows())
    assert answer.status_code == 422
    assert b'class="error"' in answer.content


def test_a_language_without_a_tick_and_a_forged_form_are_refused(cast):
    assert post(cast, "about", **rows(("ro", False, False))).status_code == 422
    assert post(cast, "about", **rows(("xx-no", True, True))).status_code == 422
    assert post(cast, "about", name="Amina").status_code == 422
    forged = {"languages-TOTAL_FORMS": "9999999", "languages-INITIAL_FORMS": "0"}
    assert post(cast, "about", **forged).status_code == 422
    assert not MemberLanguage.objects.exists()


def test_the_page_language_is_one_of_the_platform(cast):
    post(cast, "name", name="Amina", language="ar")
    assert cast.again(cast.amina).language == "ar"
    assert post(cast, "name", name="Amina", language="tlh").status_code == 422


def test_ticks_beside_a_field_become_dated_consents(cast):
    office = cast.town_hall.audience_key
    ticks = {"sees-shown": ["living", "living_city"], "sees-living": [office]}
    post(cast, "living", where="abroad", country="IT", **ticks)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.audience, consent.withdrawn_at) == ("show:living", office, None)
    assert "Orhei town hall may see" in consent.text
    post(cast, "living", where="abroad", country="IT", **{"sees-shown": ["living"]})
    assert Consent.objects.get().withdrawn_at


def test_ticks_that_were_not_on_the_page_stay_as_they_are(cast):
    Consent.give(cast.amina, "show:living", "members", text="yes")
    post(cast, "living", where="abroad", country="IT")
    assert Consent.objects.in_force().count() == 1


def test_a_reader_that_was_not_offered_gets_nothing(cast):
    post(cast, "home", country="MD", **{"sees-shown": ["home"], "sees-home": ["office:999", "organisation:1", "<b>"]})
    assert not Consent.objects.exists()


def test_a_form_that_comes_back_keeps_its_ticks(cast):
    office = cast.bureau.audience_key
    page = post(cast, "living", where="abroad", country="", **{"sees-shown": ["living"], "sees-living": [office]})
    assert page.status_code == 422
    assert f'value="{office}" id="sees-living-2" checked' in page.content.decode()
    assert not Consent.objects.exists()


def test_the_next_card_is_the_first_that_is_empty(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert next_card(cast.amina).key == "abilities"
    assert next_card(cast.esi).key == "living"


def test_a_change_is_one_record_with_the_words_locked(cast):
    before = Record.objects.count()
    post(cast, "name", name="Amina Rusu-Popa", language="ro")
    entry = Record.objects.order_by("-pk").first()
    assert Record.objects.count() == before + 1
    assert (entry.verb, entry.fields) == ("members.changed", ["language", "name"])
    assert "Popa" not in f"{entry.body}"


def test_the_profile_shows_everything_and_who_sees_it(cast, nurse):
    Ability.say(cast.amina, "asistentă medicală", language="ro", occupation=nurse, by=cast.amina)
    Consent.give(cast.amina, "show:abilities", cast.embassy.audience_key, text="yes")
    page = cast.enter(cast.amina).get(reverse("members:profile")).content.decode()
    for words in ("Amina Rusu", "Italy", "Turin", "Peresecina, Orhei, Moldova", "asistentă medicală", "Embassy rome"):
        assert words in page


def test_the_profile_names_what_is_empty_with_the_way_to_say_it(cast):
    page = cast.enter(cast.amina).get(reverse("members:profile")).content.decode()
    empty = page[page.index("Still empty:") : page.index("<section")]
    assert 'href="/en/account/steps/abilities/?back=profile">What I can do</a>' in empty
    assert "steps/giving/" in empty
    assert "steps/living/" not in empty


@pytest.mark.parametrize("step", ["living", "about", "name", "giving", "abilities"])
def test_pages_ask_few_queries(cast, step, django_assert_max_num_queries):
    client = cast.enter(cast.amina)
    with django_assert_max_num_queries(14):
        client.get(STEP.format(step))


def test_two_countries_of_home_let_one_choose(cast):
    Place.objects.create(code="RO-IS", kind="region", parent=cast.places["RO"], path="RO/RO-IS/", country_code="RO",
                         names={"en": "Iași"})  # fmt: skip
    post(cast, "living", "esi", where="home")
    assert (cast.again(cast.esi).living, cast.again(cast.esi).stage) == (None, "home")
    post(cast, "living", "amina", where="home")
    assert cast.again(cast.amina).living.code == "MD"
    page = cast.enter(cast.esi).get(STEP.format("home")).content.decode()
    assert 'value="RO"' in page
    assert 'name="region"' not in page


def test_members_are_seen_by_themselves_only(cast):
    for name, person in cast.everybody.items():
        seen = set(Member.objects.visible_to(person))
        assert seen == ({person} if person.pk else set()), name


def test_an_office_not_known_yet_is_offered_only_where_its_place_is_said(cast):
    somebody, _made = Member.objects.join("nadia@example.org")
    client = cast.enter(somebody)
    living, home = (client.get(f"/en/account/steps/{step}/").text for step in ("living", "home"))
    assert "office-of:residence" in living and "office-of:origin" not in living
    assert "office-of:origin" in home and "office-of:residence" not in home
