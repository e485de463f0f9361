"""Signs in real texts: a job offer as traffickers write it, an honest one; the same text again; names in disguise."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from rootbridge.base.core.retention import clear_outdated
from rootbridge.people.privacy import erasure
from rootbridge.shared.moderation.lookout import look_at
from rootbridge.shared.moderation.models import Case, Hold, Host, Report, Signal, Trace
from rootbridge.shared.moderation.registry import reportables
from rootbridge.shared.moderation.signs import ALIKE, confusable, hosts_of, likeness, numbers_of, sketch_of
from tests.cast import give_role, make_member, make_office
from tests.opportunities.factories import make_need

KIND = "opportunities.need"
TRAP = (
    "Angajăm urgent fete și băieți pentru muncă ușoară la căsuțe în Italia. Nu trebuie limbă, nu trebuie experiență, "
    "plătim două mii de euro pe lună în mână, drumul și cazarea sunt asigurate de noi. Pașaportul se lasă la șofer. "
    "Scrieți numai pe t.me/munca_rapida_it sau sunați la +39 351 555 01 02."
)
HONEST = (
    "Spitalul raional Orhei caută o asistentă medicală pentru secția de dializă, cu contract pe perioadă "
    "nedeterminată. Cerem diploma și o scrisoare. Salariul este cel din grila publică. Interviul se ține la spital, "
    "marți, la ora zece; drumul îl puteți face cu autobuzul 5."
)


def old(name="Oana Veche", **more):
    member = make_member(name, **more)
    member.joined_at = timezone.now() - timedelta(days=400)
    member.save(update_fields=["joined_at"])
    return member


def look(need, by, words, **more):
    return {
        row.kind: row for row in look_at(KIND, need, by=by, title=more.pop("title", need.title), words=words, **more)
    }


def test_a_job_offer_as_traffickers_write_it_bears_signs_and_an_honest_one_none(cast):
    trap, honest = make_need(cast, "Muncă ușoară"), make_need(cast, "Asistentă medicală la dializă")
    seen = look(trap, make_member("Nou Venit"), TRAP)
    assert set(seen) == {"new", "links"}
    assert seen["links"].facts == {"number": 2, "unseen": [], "hiding": ["t.me"], "refused": []}
    assert "t.me" in seen["links"].sentence and "first text" in seen["new"].sentence
    assert look(honest, old(), HONEST) == {}
    case = Case.objects.get()
    assert case.target_id == trap.pk and case.reason == "" and not Hold.objects.exists(), "looked at, not held"
    assert case.due_at - case.opened_at == timedelta(hours=settings.ROOTBRIDGE_REPORT_HOURS)


def test_three_signs_are_urgent_and_hold_where_the_registry_asks_for_it(cast):
    first, second = make_need(cast, "Prima ofertă"), make_need(cast, "A doua ofertă")
    look(first, old(), TRAP)
    seen = look(second, make_member("Nou Venit"), TRAP.replace("Italia", "Spania").replace("351", "352"))
    assert set(seen) == {"new", "links", "repeated"}
    assert seen["repeated"].facts == {"times": 1, "days": 14, "others": 1}
    case, hold = Case.objects.get(target_id=second.pk), Hold.objects.get()
    assert case.due_at - case.opened_at == timedelta(hours=settings.ROOTBRIDGE_URGENT_HOURS)
    assert (hold.target_id, hold.why, hold.placed_by) == (second.pk, "signals", None)
    second.refresh_from_db()
    assert second.hidden_at
    case.decide(by=cast.esi, outcome="kept", reason="I called them: it is honest.")
    second.refresh_from_db()
    assert second.hidden_at is None


def test_what_nobody_reads_yet_and_what_few_read_opens_no_case(cast):
    assert len(look(make_need(cast, "Ciornă", published=False), make_member("Nou Venit"), TRAP)) == 2
    assert reportables.get("community.post").is_private and reportables.get("help.chat").is_private
    assert not Case.objects.exists()


def test_people_at_work_are_not_looked_at(cast):
    assert look(make_need(cast), cast.dana, TRAP) == {} and not Trace.objects.exists()


def test_a_site_is_known_after_a_week_and_remembered_when_it_was_taken_off(cast):
    need, by, words = make_need(cast), old(), "Vedeți pe https://munca-rapida.top/oferta și www.orhei.md azi."
    assert look(need, by, words)["links"].facts["unseen"] == ["munca-rapida.top", "orhei.md"]
    Host.objects.update(first_seen_at=timezone.now() - timedelta(days=8))
    assert look(need, by, words) == {}
    Report.send(reportables.get(KIND), need, by=cast.amina, reason="fraud")
    Case.objects.get().decide(by=cast.esi, outcome="hidden", rule="money", reason="It asks for money for a visa.")
    again = look(make_need(cast, "Altceva"), by, "Scrieți la munca-rapida.top")["links"]
    assert again.facts["refused"] == ["munca-rapida.top"] and "taken off" in again.sentence


@pytest.mark.parametrize(("text", "hosts"), [
    ("Scrieți la ana@exemplu.ro sau pe WWW.Site-Nou.xyz/a?b=1.", ["exemplu.ro", "site-nou.xyz"]),
    ("Ne vedem la ora 10.30. Pe 5.12.2026 vine dl. Rusu, de la s.r.l. Vita", []),
    ("http://127.0.0.1/x https://пример.рф bit.ly/2x", ["bit.ly"]),
    ("", []),
])  # fmt: skip
def test_sites_are_found_where_a_person_sees_them(text, hosts):
    assert hosts_of(text) == hosts


def test_numbers_are_telephones_and_not_sums():
    assert numbers_of("Sunați la +373 (69) 123-456 sau 0039 351 555 0102; costă 2 000 de lei, din 2026.") == 2


def test_a_text_is_known_again_though_words_letters_and_numbers_change():
    same = TRAP.replace("Angajăm", "Angajam").replace("muncă", "Muncă").replace("a", "а", 3).replace("0102", "7788")
    assert likeness(sketch_of(TRAP), sketch_of(same)) >= ALIKE > likeness(sketch_of(TRAP), sketch_of(HONEST))
    assert sketch_of("Bună ziua tuturor") == [] and likeness([], sketch_of(TRAP)) == 0


def test_a_name_in_letters_that_are_not_its_own_is_seen(cast):
    make_office("health", "ministry", cast.places["MD"], names={"ro": "Ministerul Sănătății"})
    assert confusable("Мinisterul Sănătății", "")["how"] == "mixed"
    assert confusable("Ministerul Sănătăţii", "")["how"] == "office"
    assert confusable("0rhei in Turin", "") == {
        "how": "organisation",
        "name": "0rhei in Turin",
        "other": "Orhei in Turin",
    }
    assert confusable("Orhei in Turin", "") is None and confusable("Ana Rusu", "Primăria repară drumul") is None


def test_signs_go_after_thirty_days_but_for_what_waits_and_with_the_account(cast):
    writer, now = make_member("Nou Venit"), timezone.now()
    waits = make_need(cast, "Muncă ușoară")
    look(waits, writer, TRAP)
    look(make_need(cast, "Ciornă", published=False), writer, TRAP)
    clear_outdated(now + timedelta(days=31))
    assert set(Signal.objects.values_list("target_id", flat=True)) == {waits.pk} and not Trace.objects.exists()
    erasure.erase(writer)
    assert not Signal.objects.exists() and Case.objects.get().author_id != writer.pk


def test_signs_are_told_to_those_who_decide_and_to_nobody_else(cast):
    need = make_need(cast, "Muncă ușoară")
    look(need, make_member("Nou Venit"), TRAP)
    case = Case.objects.get()
    page = cast.enter(cast.dana).get(f"/manage/reports/{case.pk}/")
    assert "t.me" in page.text and "New account" in page.text
    soroca = give_role(make_member("Sorin Rusu"), "local_representative", place=cast.places["MD-SO"]).member
    assert cast.enter(soroca).get(f"/manage/reports/{case.pk}/").status_code == 404
    assert "New account" not in cast.enter(cast.amina).get(need.get_absolute_url()).text
