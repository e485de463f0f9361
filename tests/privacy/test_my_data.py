"""My data: what is kept, who looked, a copy of everything, the end of everything."""

import io
import json
import zipfile

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit import chain, keys
from rootbridge.base.audit.models import Look, PersonalValue, PersonKey, Record
from rootbridge.base.core import versions
from rootbridge.base.mail.models import Letter
from rootbridge.base.mail.writing import write
from rootbridge.people.members.models import Ability, Giving, Invitation, Member, MemberLanguage
from rootbridge.people.privacy import erasure, export
from rootbridge.people.privacy.models import Consent
from rootbridge.shared.inbox.models import Notice, Preference
from rootbridge.stewardship.administration.actions import open_data
from tests.architecture.house import our_models
from tests.cast import give_role, make_member, note_sign_in

MARK = "Zvezdomira"  # a name that stands nowhere else


@pytest.fixture
def full(cast):
    """Amina with something in every room."""
    amina = cast.amina
    amina.change(by=amina, name=f"{MARK} Rusu", living_city=f"{MARK}ville", gender="own_words", gender_words=MARK)
    Member.objects.filter(pk=amina.pk).update(email=f"{MARK.lower()}@example.org")
    amina = cast.again(amina)
    Ability.say(amina, f"{MARK} nursing", language="ro", by=amina)
    Giving.objects.settle(amina, "kind", ["advice"], by=amina)
    MemberLanguage.objects.settle_all(amina, {"ro": (True, True)}, by=amina)
    Consent.give(amina, "show:home", "members", text=f"{MARK} agreed")
    write("members.code", "members/letters/code.html", address=amina.email, language="en", code="123456", minutes=15)
    write("members.safety", "members/letters/safety.html", address=amina.email, language="en", member=amina, what=MARK)
    chain.record_look(cast.esi, amina, reason="A question of hers", fields=["home", "living"])
    chain.record_look(amina, cast.chidi, reason="Of duty", fields=["home"], viewer_words=f"{MARK} Rusu, desk")
    Notice.objects.create(member=amina, kind="x", words={"who": MARK})
    Preference.objects.create(member=amina, kind="x", by_mail=False)
    Invitation.objects.create(email=amina.email, kind="editor", is_everywhere=True, invited_by=cast.esi,
                              expires_at=timezone.now())  # fmt: skip
    chain.seal_records()
    return amina


def entered(cast, person):
    """A browser that signed in just now."""
    client = cast.enter(person)
    note_sign_in(client, person, method="code")
    return client


def unzip(answer) -> dict:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_page_shows_what_is_kept_why_and_who_looked(cast, full):
    page = cast.enter(full).get(reverse("privacy:mine")).content.decode()
    for words in (f"{MARK} nursing", "to find the needs that fit you", "as long as you have an account",
                  "A question of hers", "Esi Munteanu", "Signed-in members", "where you live"):  # fmt: skip
        assert words in page, words


def test_the_page_exists_in_every_direction(cast, full):
    assert cast.enter(full).get("/ar/account/data/").status_code == 200


def test_looks_at_others_are_not_mine_to_see(cast, full):
    assert "A question of hers" not in cast.enter(cast.chidi).get(reverse("privacy:mine")).content.decode()


def test_queries_of_the_page_do_not_grow_with_what_is_kept(cast, full, django_assert_max_num_queries):
    client = cast.enter(full)
    for number in range(40):
        Notice.objects.create(member=full, kind="x", words={"n": number})
        Consent.give(full, f"show:x{number}", "members", text="yes")
    with django_assert_max_num_queries(len(export.every()) + 10):
        client.get(reverse("privacy:mine"))


def test_the_copy_holds_everything_and_nobody_else(cast, full):
    answer = entered(cast, full).post(reverse("privacy:export"))
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    files = unzip(answer)
    assert set(files) == {"README.txt", *(f"{one.key}.json" for one in export.every())}
    profile = json.loads(files["profile.json"])[0]
    assert (profile["name"], profile["home"], profile["living"]) == (f"{MARK} Rusu", "Peresecina", "Italy")
    assert json.loads(files["abilities.json"])[0]["own_words"] == f"{MARK} nursing"
    assert json.loads(files["consents.json"])[0]["text"] == f"{MARK} agreed"
    assert json.loads(files["looks.json"])[0]["reason"] == "A question of hers"
    assert len(json.loads(files["letters.json"])) == 2
    everything = " ".join(files.values())
    for other in (cast.chidi, cast.dana, cast.bilal):
        assert other.email not in everything
        assert other.name not in everything


def test_the_copy_holds_no_key_and_no_secret(cast, full):
    files = unzip(entered(cast, full).post(reverse("privacy:export")))
    assert "password" not in json.loads(files["profile.json"])[0]
    assert not any("session_key" in row for row in json.loads(files["devices.json"]))


def test_the_copy_speaks_the_language_of_the_reader(cast, full):
    files = unzip(entered(cast, full).post("/ro/account/data/copy/"))
    assert json.loads(files["profile.json"])[0]["living"] == "Italia"


def test_taking_a_copy_is_recorded(cast, full):
    entered(cast, full).post(reverse("privacy:export"))
    assert Record.objects.filter(verb="privacy.exported", actor_number=full.pk).count() == 1


def test_the_copy_is_made_piece_by_piece(cast, full):
    Notice.objects.bulk_create(Notice(member=full, kind="x", words={"t": f"{n} " * 300}) for n in range(800))
    pieces = list(export.stream(full, "en"))
    assert len(pieces) > 3
    assert len(json.loads(zipfile.ZipFile(io.BytesIO(b"".join(pieces))).read("notices.json"))) == 801


def test_every_model_with_an_owner_has_an_exporter():
    """A tie that goes with the member is a row of theirs; it goes into the copy, itself or through its owner."""
    known = {exporter.model for exporter in export.every()}
    missing = [
        model._meta.label
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.related_model is Member and field.remote_field.on_delete is models.CASCADE and model not in known
    ]
    assert not missing


def test_nothing_holds_a_member_fast():
    """No tie to a member may refuse their erasure."""
    tied = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.related_model is Member and field.remote_field.on_delete in (models.PROTECT, models.RESTRICT)
    ]
    assert not tied


def test_erasure_wants_the_own_address(cast, full):
    client = entered(cast, full)
    assert client.get(reverse("privacy:erase")).status_code == 200
    for typed in ("", "amina@example.org", "<b>", "\x00"):
        answer = client.post(reverse("privacy:erase"), {"email": typed})
        assert answer.status_code == 422
    assert Member.objects.filter(pk=full.pk).exists()


def test_an_erased_person_is_found_nowhere(cast, full):
    client = entered(cast, full)
    answer = client.post(reverse("privacy:erase"), {"email": f" {full.email.upper()} "})
    assert answer.url == reverse("privacy:erased")
    assert answer["Clear-Site-Data"]
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("members:profile")).status_code == 302
    assert not places_that_say(MARK)
    assert not Member.objects.filter(pk=full.pk).exists()
    assert not Letter.objects.exists()
    assert not PersonKey.objects.filter(person_number=full.pk).exists()
    assert not PersonalValue.objects.filter(person_number=full.pk).exists()
    assert not [one for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(full.pk)]


def test_the_chain_still_verifies_and_others_still_see_that_somebody_looked(cast, full):
    erasure.erase(full)
    chain.seal_records()
    assert chain.verify().holds
    assert Record.objects.filter(verb="privacy.erased", target_id=full.pk).count() == 1
    look = Look.objects.get(subject=cast.chidi)
    assert (look.viewer, look.reason) == (None, "Of duty")


def test_nobody_can_try_what_was_changed_until_it_fits(cast, full):
    """Not even with the platform's own key: the digests are under the person's."""
    entry = Record.objects.get(verb="members.changed", actor_number=full.pk, fields__contains=["gender"])
    said = {"name": ["Amina Rusu", f"{MARK} Rusu"], "living_city": ["Turin", f"{MARK}ville"],
            "gender": ["", "own_words"], "gender_words": ["", MARK]}  # fmt: skip
    values = [{name: pair[side] for name, pair in said.items()} for side in (0, 1)]
    key = PersonKey.objects.get(person_number=full.pk).key
    assert keys.digest(values, key) == entry.digest, "while the person is here it can be told whether a value was this"
    erasure.erase(full)
    assert keys.digest(values) != entry.digest
    assert keys.digest(values, keys.new_person_key()) != entry.digest
    chain.seal_records()
    assert chain.verify().holds


def test_whoever_looked_and_left_is_named_nowhere(cast):
    give_role(make_member("Vera Balan"), "administrator", is_everywhere=True)
    cast.esi.change(by=cast.esi, name=f"{MARK} Munteanu")
    client = cast.enter(cast.amina)
    open_data(cast.again(cast.esi), cast.amina.email, reason="She asked at the counter", keys=["profile"])
    for address in (reverse("privacy:mine"), reverse("home:own")):
        assert f"{MARK} Munteanu" in client.get(address).content.decode()
    erasure.erase(cast.esi)
    assert not places_that_say(MARK)
    for address in (reverse("privacy:mine"), reverse("home:own")):
        page = client.get(address).content.decode()
        assert "Somebody who has left" in page
        assert "She asked at the counter" in page
    assert "Administrator" in Notice.objects.get(member=cast.amina).sentence


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (lambda member: member.change(by=member, name="Other"), 1),
        (erasure.erase, 1),
        (lambda member: member.change(by=member, living_city="Bergamo"), 0),  # no public page says it
    ],
)
def test_public_pages_are_drawn_anew_when_a_name_changes_or_goes(
    cast, django_capture_on_commit_callbacks, change, more
):
    """Where somebody let a public page name them, it does so at once no longer."""
    before = versions.number()
    with django_capture_on_commit_callbacks(execute=True):
        change(cast.amina)
    assert versions.number() == before + more


def test_erasing_one_leaves_the_others(cast, full):
    before = set(Member.objects.exclude(pk=full.pk).values_list("pk", flat=True))
    erasure.erase(full)
    assert set(Member.objects.values_list("pk", flat=True)) == before


def test_the_only_administrator_hands_over_first(cast):
    client = cast.enter(cast.esi)
    answer = client.post(reverse("privacy:erase"), {"email": cast.esi.email})
    assert answer.status_code == 422
    assert b"Hand your role over first" in answer.content
    assert Member.objects.filter(pk=cast.esi.pk).exists()


def test_erased_twice_at_once_it_is_over_once(cast, full):
    erasure.erase(full)
    with pytest.raises(Member.DoesNotExist):
        erasure.erase(full)


def places_that_say(word: str) -> list[str]:
    """Every column of text, array or JSON in which a word stands; sessions and locked words are read too."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying', 'ARRAY', 'json', 'jsonb', 'character')"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s', [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found + ["session" for one in Session.objects.all() if word.lower() in str(one.get_decoded()).lower()]
