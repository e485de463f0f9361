"""The directory: hidden unless one says so, to whom one says so, with what one shows; and nothing else leaks."""

import secrets

import pytest
from django.urls import reverse
from django.utils import timezone

from rootbridge.people.organisations.models import Membership
from rootbridge.people.privacy.models import Consent
from rootbridge.subjects.community import directory
from rootbridge.subjects.community.circles import circles_of
from rootbridge.subjects.community.directory import Filters, entry_for, search
from rootbridge.subjects.community.models import Exclusion, Harvest, Profile
from rootbridge.subjects.community.models.profile import LETTERS, PROFILES_A_DAY
from tests.associations.factories import make_organisation
from tests.cast import make_member

from .factories import let_find, teach

QUERIES_OF_NOTHING, QUERIES_OF_A_PAGE, WITH_FEW = 4, 4, 5


def found(reader, **asked) -> set[str]:
    return {entry.name for entry in search(type(reader).objects.get(pk=reader.pk), Filters(**asked)).entries}


def page(cast, person, address):
    return cast.enter(person).get(address)


def test_nobody_is_found_who_did_not_say_so(cast):
    Profile(member=cast.amina).keep(by=cast.amina, line="I am here")
    assert found(cast.chidi) == set() and cast.enter(cast.nobody).get(reverse("community:people")).status_code == 302


def test_one_is_found_by_the_circles_one_chose_and_off_at_once(cast):
    neighbour = make_member("Nelu Orhei", home=cast.places["MD-OR-orhei"])
    let_find(cast.amina, ["home:MD-OR"])
    assert found(neighbour) == {"Amina Rusu"} and found(cast.chidi) == set()
    cast.enter(cast.amina).post(reverse("community:off"))
    assert found(neighbour) == set()


def test_members_of_an_association_find_who_opened_it_to_them_and_the_page_names_them(cast):
    key = f"members-of:{cast.association.pk}"
    for member in (cast.amina, cast.chidi):
        Membership.ask(cast.association, by=member)[0].accept(by=cast.bilal)
    let_find(cast.amina, [key])
    assert found(cast.chidi) == {"Amina Rusu"} == found(cast.bilal) and found(cast.dana) == set()
    client = cast.enter(cast.amina)
    body = client.get(reverse("community:entry")).content.decode()
    assert f"By: Members of {cast.association.name}." in body
    assert "Amina" in client.get(reverse("community:preview") + f"?as={key}").content.decode().partition("<article")[2]
    Membership.objects.get(member=cast.chidi).end(by=cast.bilal)
    assert found(cast.chidi) == set()


def test_whom_one_named_in_my_data_finds_and_the_page_says_who_reads_for_them(cast):
    let_find(cast.amina, [])
    for key, reader in ((cast.association.body, cast.bilal), ("everyone", cast.chidi)):
        consent = Consent.give(cast.amina, "show:found", key, text="agreed")
        assert found(reader) == {""}
        body = cast.enter(cast.amina).get(reverse("community:entry")).content.decode()
        assert (f"And by those you named in “My data”: the officers of {cast.association.name}." in body) == (
            reader == cast.bilal
        )
        consent.withdraw(by=cast.amina)
        assert found(reader) == set()


def test_the_name_of_what_is_not_listed_is_told_by_no_number(cast):
    draft = make_organisation(cast, state="unseen")
    client, answers = cast.enter(cast.chidi), set()
    for number in (draft.pk, 999_999):
        for key in (f"organisation:{number}", f"members-of:{number}"):
            answer = client.get(reverse("privacy:reader", args=[key]))
            answers.add((answer.status_code, answer.content.replace(key.encode(), b"")))
    assert len(answers) == 1 and {status for status, _body in answers} == {404}


def test_women_find_those_who_show_themselves_to_women(cast):
    let_find(cast.amina, ["women"])
    assert found(cast.chidi) == set()
    Profile(member=cast.chidi).keep(by=cast.chidi, is_woman=True)
    assert found(cast.chidi) == {"Amina Rusu"}


def test_what_is_not_shown_is_not_searched_and_not_told(cast):
    teach(cast.amina)
    let_find(cast.amina, fields=["living"])
    assert (
        found(cast.chidi, living="IT") and not found(cast.chidi, home="MD-OR") and not found(cast.chidi, language="ro")
    )
    body = page(cast, cast.chidi, reverse("community:people")).content.decode()
    assert "Italy" in body and "Amina" not in body and "Orhei</" not in body.partition('id="found"')[2]
    let_find(cast.amina)
    assert found(cast.chidi, home="MD-OR", living="IT", work="22", language="ro") == {"Amina Rusu"}
    text = page(cast, cast.chidi, reverse("community:people")).content.decode().partition('id="found"')[2]
    assert "Peresecina" not in text and "Turin" not in text  # coarse places only


def test_a_consent_taken_back_in_my_data_closes_the_entry(cast):
    let_find(cast.amina)
    Consent.objects.get(member=cast.amina, purpose="show:name").withdraw(by=cast.amina)
    assert search(cast.chidi, Filters()).entries[0].title == "A member"
    Consent.objects.get(member=cast.amina, purpose="show:found", withdrawn_at=None).withdraw(by=cast.amina)
    assert search(cast.chidi, Filters()).entries == []


def test_who_is_not_of_age_is_not_found(cast):
    cast.amina.change(by=cast.amina, age_band="0-17")
    client = cast.enter(cast.amina)
    client.post(reverse("community:entry"), {"circles": ["members"], "fields": ["name"]})
    assert found(cast.chidi) == set()
    let_find(cast.amina)
    assert found(cast.chidi) == set()


def test_nobody_from_home_finds_who_said_so(cast):
    neighbour, other = (
        make_member("Nelu Orhei", home=cast.places["MD-OR"]),
        make_member("Sana", home=cast.places["MD-SO"]),
    )
    let_find(cast.amina, hides_from_home=True)
    assert found(neighbour) == set() and found(cast.chidi) == set()  # who does not say where from is kept out too
    assert found(other) == {"Amina Rusu"}


def test_blocked_works_both_ways(cast):
    let_find(cast.amina)
    let_find(cast.chidi)
    client = cast.enter(cast.amina)
    assert client.post(reverse("community:block", args=[cast.chidi.profile.handle])).status_code == 302
    assert found(cast.amina) == set() and found(cast.chidi) == set()
    assert "Chidi" in client.get(reverse("community:away")).content.decode()


def test_an_address_named_before_anybody_comes_keeps_its_owner_away_later(cast):
    let_find(cast.amina)
    client = cast.enter(cast.amina)
    answers = [
        client.post(reverse("community:away"), {"email": email}).status_code
        for email in ("Later@Example.org", cast.chidi.email)
    ]
    assert answers == [302, 302] and found(cast.chidi) == set()
    late = make_member("Late Comer", email="later@example.org")
    let_find(late)
    assert found(late) == set()
    assert found(cast.amina) == {"Late Comer"}  # naming an address changes nothing of what one sees: it tells nothing
    assert "later@example.org" in client.get(reverse("community:away")).content.decode()
    client.post(reverse("community:end_away", args=[Exclusion.objects.get(other=cast.chidi).pk]))
    assert found(cast.chidi) == {"Amina Rusu", "Late Comer"}


def test_blocked_hidden_and_missing_are_the_same_bytes_and_the_same_queries(cast, django_assert_num_queries):
    blocked, hidden, off = (make_member(name) for name in ("Blocked One", "Hidden One", "Off One"))
    handles = [let_find(one).handle for one in (blocked, hidden)] + [Profile(member=off).keep(by=off).handle]
    Exclusion.block(blocked, cast.chidi)
    hidden.profile.hide()
    client, answers = cast.enter(cast.chidi), []
    client.get(reverse("community:person", args=["a" * 12]))
    for handle in [*handles, "a" * 12]:
        with django_assert_num_queries(QUERIES_OF_NOTHING):
            answer = client.get(reverse("community:person", args=[handle]))
        assert answer.status_code == 404
        answers.append(answer.content.replace(handle.encode(), b"x"))
    assert len(set(answers)) == 1


def test_a_hundred_thousand_guesses_find_nobody(cast):
    for number in range(20):
        let_find(make_member(f"Member {number}", email=f"m{number}@example.org"))
    guesses = {"".join(secrets.choice(LETTERS) for _one in range(12)) for _guess in range(100_000)}
    assert not Profile.objects.filter(handle__in=guesses).exists()
    report = cast.enter(cast.chidi).get(
        reverse("moderation:report"), {"kind": "community.profile", "id": Profile.objects.first().pk}
    )
    assert report.status_code == 404  # no number opens an entry either


def test_a_new_address_leaves_the_old_one_empty(cast):
    before = let_find(cast.amina).handle
    cast.enter(cast.amina).post(reverse("community:new_address"))
    after = Profile.objects.get(member=cast.amina).handle
    assert after != before and entry_for(cast.chidi, before) is None and entry_for(cast.chidi, after)


def test_two_hundred_entries_a_day_and_the_same_one_counts_once(cast):
    numbers = list(range(10_001, 10_000 + PROFILES_A_DAY))
    assert Harvest.spend(cast.chidi, numbers) == set(numbers) == Harvest.spend(cast.chidi, numbers)
    assert Harvest.spend(cast.chidi, [1000, 1001, 10_001]) == {1000, 10_001}
    assert Harvest.is_full(cast.chidi) and not Harvest.is_full(cast.amina)
    let_find(cast.amina)
    assert "two hundred" in page(cast, cast.chidi, reverse("community:people")).content.decode()
    answers = [
        page(cast, cast.chidi, reverse("community:person", args=[handle]))
        for handle in (cast.amina.profile.handle, "b" * 12)
    ]
    assert [answer.status_code for answer in answers] == [429, 429]


def test_a_page_holds_twenty_and_queries_do_not_grow(cast, django_assert_num_queries):
    def look():
        client = cast.enter(cast.chidi)
        client.get(reverse("community:people"))
        Harvest.objects.all().delete()
        return client

    let_find(cast.amina)
    client = look()
    with django_assert_num_queries(WITH_FEW):
        client.get(reverse("community:people") + "?living=IT&home=MD-OR")
    for number in range(24):
        one = make_member(
            f"Member {number}", email=f"m{number}@example.org", living=cast.places["IT"], home=cast.places["MD-OR"]
        )
        teach(one)
        let_find(one)
    client = look()
    with django_assert_num_queries(QUERIES_OF_A_PAGE):
        answer = client.get(reverse("community:people") + "?living=IT&home=MD-OR")
    body = answer.content.decode()
    assert (
        body.count("<article") == 20
        and "More people" in body
        and " 25" not in body
        and "no-store" in answer["Cache-Control"]
    )
    onward = body.partition("after=")[2][:12]
    more = client.get(reverse("community:people") + f"?living=IT&home=MD-OR&after={onward}").content.decode()
    assert more.count("<article") == 5


def test_who_is_rare_is_found_beyond_the_walk_in_the_same_order(cast, monkeypatch):
    for number in range(9):
        one = make_member(f"Member {number}", email=f"m{number}@example.org")
        teach(one, languages=["ro", "fr"] if number % 3 else ["ro"])
        let_find(one)
    asked = [Filters(), Filters(language="fr"), Filters(language="fr", work="22"), Filters(offer="hands")]
    whole = [search(cast.chidi, one).entries for one in asked]
    assert [len(entries) for entries in whole] == [9, 6, 6, 0]
    monkeypatch.setattr(directory, "NEAR", directory.NEAR.replace(str(directory.WALK), "2"))
    monkeypatch.setattr(directory, "FAR", directory.FAR.replace(str(directory.WALK), "2"))
    assert [search(cast.chidi, one).entries for one in asked] == whole
    monkeypatch.setattr(directory, "PAGE", 1)
    assert search(cast.chidi, asked[1], after=whole[1][-2].handle).entries == whole[1][-1:]


def test_the_preview_is_what_they_see(cast):
    let_find(cast.amina, ["living:IT"], fields=["name"])
    client = cast.enter(cast.amina)
    assert (
        "Amina Rusu"
        in client.get(reverse("community:preview") + "?as=living:IT").content.decode().partition("<article")[2]
    )
    assert "They do not find you" in client.get(reverse("community:preview")).content.decode()


@pytest.mark.parametrize(
    "asked", ["home=XX", "after=%00", "after=" + "z" * 400, "work=2'--", "offer=none", "language=xx-yy"]
)
def test_what_is_unknown_is_as_if_not_asked(cast, asked):
    let_find(cast.amina)
    answer = page(cast, cast.bilal, reverse("community:people") + "?" + asked)
    assert answer.status_code in (200, 400)


def test_circles_follow_what_one_says_now(cast):
    assert circles_of(cast.again(cast.amina))[0] == ["everyone", "members", "home:MD-OR", "living:IT"]
    assert cast.association.body in circles_of(cast.again(cast.bilal))[0] and timezone.localdate()
