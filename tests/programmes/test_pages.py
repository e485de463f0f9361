"""Pages of programmes: read by all, filled in by who applies, worked on by the office and by reviewers."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.models import Look
from rootbridge.base.mail.models import Letter
from rootbridge.people.privacy.erasure import erase
from rootbridge.shared.inbox.models import Notice
from rootbridge.stewardship.packs.papers import PDF
from rootbridge.subjects.programmes.gaps import gaps_of
from rootbridge.subjects.programmes.models import Application, Call, Decision, Milestone, Programme
from tests.programmes.factories import (
    add_rule,
    ask_review,
    clerk,
    draft,
    enter,
    make_call,
    make_programme,
    propose,
    reviewer,
    score,
    send,
)


@pytest.fixture
def call(cast):
    return make_call(make_programme(cast), cast)


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_closed_call_never_stands_as_current(cast, call):
    nobody = cast.enter(cast.nobody)
    page = nobody.get(f"/en/programmes/{call.programme.slug}/").content.decode()
    assert f"/apply/{call.key}/" in page
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=5))
    page = nobody.get(f"/en/programmes/{call.programme.slug}/").content.decode()
    assert f"/apply/{call.key}/" not in page
    assert "Closed since" in page
    assert "Closed since" in nobody.get("/en/programmes/").content.decode()


def test_a_page_that_is_about_to_turn_is_kept_by_nobody(cast, call):
    nobody = cast.enter(cast.nobody)
    assert "public" in nobody.get("/en/programmes/")["Cache-Control"]
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() + timedelta(seconds=40))
    assert "no-store" in nobody.get("/en/programmes/")["Cache-Control"]


def test_a_draft_programme_is_not_there_for_others(cast, call):
    call.programme.hide(by=cast.esi)
    address = f"/en/programmes/{call.programme.slug}/"
    assert cast.enter(cast.nobody).get(address).status_code == 404
    assert cast.enter(cast.amina).get(address).status_code == 404
    assert cast.enter(cast.esi).get(address).status_code == 200


def test_the_planner_answers_each_rule_and_keeps_nothing(cast, call):
    add_rule(call.programme, "away", "least", [12])
    add_rule(call.programme, "age", "least", [18])
    nobody = cast.enter(cast.nobody)
    answer = nobody.get("/en/programmes/fits/?residence=IT&away=6")
    page = text(answer)
    assert "Does not fit" in page
    assert "At least 12 months is needed: that is 6 months more." in page
    assert "Not said yet" in page
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Fits" in text(nobody.get("/en/programmes/fits/?residence=IT&away=20&age=40"))
    assert nobody.get("/en/programmes/fits/?residence=XX&away=lots").status_code == 200


def test_the_parts_are_saved_and_the_check_names_what_is_missing(cast, call):
    amina, slug = cast.enter(cast.amina), call.programme.slug
    assert amina.get(f"/en/programmes/{slug}/apply/{call.key}/").status_code == 200
    assert amina.post(f"/en/programmes/{slug}/apply/{call.key}/").status_code == 302
    mine = Application.objects.get(member=cast.amina)
    address = f"/en/programmes/mine/{mine.pk}"
    for part in ("about", "plan", "money", "papers", "people", "counting", "check"):
        assert amina.get(f"{address}/{part}/").status_code == 200, part
    page = text(amina.get(f"{address}/check/"))
    assert "What it is called" in page
    assert "Business plan" in page
    amina.post(f"{address}/about/", {"version": mine.version, "title": "Bakery", "applicant": "person",
                                     "sector": "food", "place": "Peresecina", "residence": "IT"})  # fmt: skip
    mine.refresh_from_db()
    assert (mine.title, mine.place.code) == ("Bakery", "MD-OR-peresecina")
    question = call.programme.questions.get()
    amina.post(f"{address}/plan/", {"version": mine.version, f"q{question.pk}": "Bread."})
    mine.refresh_from_db()
    money = {"version": mine.version, "what0": "Oven", "amount0": "300 000", "side_applicant": "50.000",
             "side_programme": "250000"}  # fmt: skip
    reckoned = text(amina.post(f"{address}/money/", {**money, "do": "reckon"}))
    assert "must give at least 33.33 %" in reckoned
    mine.refresh_from_db()
    assert mine.costs == []
    amina.post(f"{address}/money/", {**money, "side_applicant": "100000", "side_programme": "200000", "do": "save"})
    mine.refresh_from_db()
    assert mine.asked == 200_000
    assert [gap.part for gap in gaps_of(mine)] == ["papers"]


def test_a_wrong_sum_is_told_beside_its_field(cast, call):
    mine, amina = draft(call, cast.amina, full=False), cast.enter(cast.amina)
    answer = amina.post(f"/en/programmes/mine/{mine.pk}/money/", {"version": mine.version, "what0": "Oven",
                                                                  "amount0": "lots", "do": "save"})  # fmt: skip
    assert answer.status_code == 422
    assert "Write a sum in whole numbers" in text(answer)
    assert 'value="lots"' in answer.content.decode()


def test_from_the_paper_to_the_receipt(cast, call):
    handler = clerk(cast)
    mine, amina = draft(call, cast.amina), cast.enter(cast.amina)
    address = f"/en/programmes/mine/{mine.pk}"
    assert amina.post(f"{address}/sending/").url.endswith("/check/")
    paper = call.programme.papers.get(is_required=True)
    wrong = amina.post(f"{address}/papers/{paper.pk}/", {"files": SimpleUploadedFile("plan.exe", b"MZ\0\0nothing")})
    assert wrong.status_code == 422
    fine = {"files": SimpleUploadedFile("plan.pdf", PDF), "client": "one"}
    assert amina.post(f"{address}/papers/{paper.pk}/", fine).status_code == 302
    attachment = mine.attachments.get()
    got = amina.get(f"{address}/files/{attachment.pk}/")
    assert b"".join(got.streaming_content) == PDF
    assert "attachment" in got["Content-Disposition"]
    assert cast.enter(cast.chidi).get(f"{address}/files/{attachment.pk}/").status_code == 404
    amina.post(f"{address}/sending/")
    mine.refresh_from_db()
    assert mine.state == "sent"
    assert mine.number in text(amina.get(f"{address}/"))
    assert Letter.objects.filter(kind="programmes.sent", member=cast.amina).count() == 1
    assert Notice.objects.filter(kind="programmes.received", member=handler).count() == 1
    assert amina.post(f"{address}/files/{attachment.pk}/removal/").status_code == 302
    assert mine.attachments.exists()
    assert amina.get(f"{address}/dossier.pdf").content.startswith(b"%PDF")
    assert "Bread." in amina.get(f"{address}/print/").content.decode()


def test_a_closed_call_keeps_the_draft_and_says_so(cast, call):
    mine, amina = draft(call, cast.amina), cast.enter(cast.amina)
    call.programme.papers.all().delete()
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    answer = amina.post(f"/en/programmes/mine/{mine.pk}/sending/", follow=True)
    assert "could not be sent any more" in text(answer)
    mine.refresh_from_db()
    assert mine.is_draft


def test_an_invitation_is_taken_up_by_its_own_address_only(cast, call):
    mine, amina = draft(call, cast.amina), cast.enter(cast.amina)
    address = f"/en/programmes/mine/{mine.pk}"
    amina.post(f"{address}/invitations/", {"name": "Bilal", "email": cast.bilal.email, "side": "diaspora"})
    letter = Letter.objects.get(kind="programmes.invited")
    link = re.search(r"/\w\w/programmes/joint/\S+", letter.text)[0]
    assert cast.enter(cast.chidi).post(link, {"do": "accept"}).status_code == 409
    bilal = cast.enter(cast.bilal)
    assert "Take part" in text(bilal.get(link))
    bilal.post(link, {"do": "accept"})
    assert bilal.get(f"{address}/about/").status_code == 200
    assert bilal.get(f"{address}/counting/").status_code == 302
    assert bilal.post(f"{address}/sending/").status_code == 404
    party = mine.parties.get()
    amina.post(f"{address}/people/{party.pk}/end/")
    assert bilal.get(f"{address}/about/").status_code == 404


def test_an_application_is_nobody_elses(cast, call):
    mine, judge, handler = send(call, cast.amina), reviewer(cast), clerk(cast)
    own = [f"/en/programmes/mine/{mine.pk}/", f"/en/programmes/mine/{mine.pk}/print/"]
    for person in (cast.chidi, cast.bilal, cast.dana, cast.esi, handler):
        assert [cast.enter(person).get(address).status_code for address in own] == [404, 404], person
    at_work = reverse("manage_programmes:application", args=[mine.pk])
    for person in (cast.esi, cast.dana, judge):
        assert cast.enter(person).get(at_work).status_code == 404, person
    assert cast.enter(handler).get(at_work).status_code == 200
    assert Look.objects.filter(subject=cast.amina, viewer=handler).count() == 1


def test_the_centre_sees_sums_and_no_applications(cast, call):
    mine = send(call, cast.amina)
    page = cast.enter(cast.esi).get(reverse("manage_programmes:round", args=[call.pk]))
    assert page.status_code == 200
    assert mine.number not in page.content.decode()
    sheet = reverse("manage_programmes:sheet", args=[call.pk])
    assert cast.enter(cast.esi).get(sheet).status_code == 404
    assert mine.number in cast.enter(clerk(cast)).get(sheet).content.decode()


def test_nothing_is_shown_before_the_declaration_nor_after_a_conflict(cast, call):
    handler, judge = clerk(cast), reviewer(cast)
    sent = enter(send(call, cast.amina), "review", handler)
    assignment = ask_review(sent, judge, handler)
    address, client = reverse("manage_programmes:review", args=[assignment.pk]), cast.enter(judge)
    for _time in range(2):
        page = client.get(address).content.decode()
        assert not [word for word in ("A bakery", "Bread.", "Amina") if word in page]
        client.post(address, {"do": "declare", "has_conflict": "yes", "words": "My cousin"})
    assert Notice.objects.filter(kind="programmes.conflict", member=handler).exists()
    assert cast.enter(handler).get(address).status_code == 404


def test_scores_of_others_are_hidden_until_ones_own_are_sent(cast, call):
    handler, first, second = clerk(cast), reviewer(cast), reviewer(cast, "Rolf Reviewer")
    sent = enter(send(call, cast.amina), "review", handler)
    score(ask_review(sent, first, handler))
    assignment = ask_review(sent, second, handler)
    address, client = reverse("manage_programmes:review", args=[assignment.pk]), cast.enter(second)
    client.post(address, {"do": "declare", "has_conflict": "no"})
    assert "All reviews together" not in text(client.get(address))
    criteria = list(call.programme.criteria.order_by("order"))
    said = {f"points{criteria[0].pk}": "4", f"points{criteria[1].pk}": "", "advice": "no"}
    assert client.post(address, {**said, "do": "send"}).status_code == 422
    client.post(address, {**said, f"points{criteria[1].pk}": "1", "do": "send"})
    page = text(client.get(address))
    assert "All reviews together" in page
    assert "Rita" in page
    board = text(cast.enter(handler).get(reverse("manage_programmes:round", args=[call.pk])))
    assert "Average" in board


def test_a_decision_goes_through_two_pairs_of_eyes_to_the_applicant(cast, call):
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    sent = enter(send(call, cast.amina), "decide", handler)
    address = reverse("manage_programmes:decision", args=[sent.pk])
    cast.enter(handler).post(address, {"do": "propose", "outcome": "granted", "amount": "900000", "reasons": "x"})
    assert not Decision.objects.exists()
    cast.enter(handler).post(address, {"do": "propose", "outcome": "granted", "amount": "150000", "reasons": "Good."})
    waiting = Decision.objects.get()
    assert cast.enter(handler).post(address, {"do": "confirm", "decision": waiting.pk}).status_code == 404
    cast.enter(second).post(address, {"do": "confirm", "decision": waiting.pk})
    letter = Letter.objects.get(kind="programmes.decided")
    assert "Good." not in letter.text
    page = text(cast.enter(cast.amina).get(f"/en/programmes/mine/{sent.pk}/"))
    assert "150,000 MDL" in page
    assert "Good." in page


def test_results_tell_no_names(cast, call):
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    sent = enter(send(call, cast.amina), "decide", handler)
    propose(sent, handler).confirm(by=second)
    address = f"/en/programmes/{call.programme.slug}/results/{call.key}/"
    nobody = cast.enter(cast.nobody)
    assert nobody.get(address).status_code == 404
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    cast.enter(cast.esi).post(reverse("manage_programmes:announcement", args=[call.pk]), {"do": "results"})
    page = nobody.get(address).content.decode()
    assert sent.number in page
    assert "Orhei" in page
    assert not [word for word in ("Amina", "bakery", "Peresecina", "Good") if word in page]


def test_adviser_milestones_visits_and_messages(cast, call):
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    sent = enter(send(call, cast.amina), "decide", handler)
    propose(sent, handler).confirm(by=second)
    work, amina = cast.enter(handler), cast.enter(cast.amina)

    def at(name, *more):
        return reverse(f"manage_programmes:{name}", args=[sent.pk, *more])

    work.post(at("adviser"), {"adviser": handler.pk})
    work.post(at("plan"), {"title": "Oven bought", "due_on": timezone.localdate().isoformat(), "amount": "50000"})
    milestone = Milestone.objects.get()
    amina.post(f"/en/programmes/mine/{sent.pk}/milestones/{milestone.pk}/", {"evidence": "Here it stands."})
    work.post(at("milestone", milestone.pk), {"do": "confirm"})
    work.post(at("visit"), {"on": timezone.localdate().isoformat(), "notes": "All clean.", "agreed": "More bread."})
    work.post(at("message"), {"words": "Well done!", "client": "a"})
    amina.post(f"/en/programmes/mine/{sent.pk}/message/", {"words": "Thank you!", "client": "b"})
    amina.post(f"/en/programmes/mine/{sent.pk}/message/", {"words": "Thank you!", "client": "b"})
    page = text(amina.get(f"/en/programmes/mine/{sent.pk}/"))
    assert [word for word in ("Oven bought", "All clean.", "More bread.", "Well done!") if word not in page] == []
    assert page.count("Thank you!") == 1
    work.post(at("finish"))
    stale, sent = sent, Application.objects.get(pk=sent.pk)
    assert sent.state == "finished"
    today = timezone.localdate().isoformat()
    with patch("rootbridge.subjects.programmes.views.accompanying.find_accompanied", return_value=stale):
        late = [work.post(at(name), said) for name, said in (
            ("plan", {"title": "Another", "due_on": today}), ("visit", {"on": today, "notes": "Late.", "agreed": ""}),
            ("adviser", {"adviser": handler.pk}), ("finish", {}),
        )]  # fmt: skip
    assert {answer.status_code for answer in late} == {302}, "over from another page meanwhile"
    assert "moved on meanwhile" in text(work.get(at("application")))


def test_the_name_of_an_adviser_goes_with_their_account(cast, call):
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    sent = enter(send(call, cast.amina), "decide", handler)
    propose(sent, handler).confirm(by=second)
    sent.advise(second, by=handler)
    address = f"/en/programmes/mine/{sent.pk}/"
    assert "Sven Second accompanies you" in text(cast.enter(cast.amina).get(address))
    erase(second)
    assert "Somebody of the office accompanies you" in text(cast.enter(cast.amina).get(address))
    assert not sent.steps.filter(data__icontains="Sven").exists()


def test_a_programme_is_written_ruled_and_called_at_work(cast):
    esi = cast.enter(cast.esi)
    soon = (timezone.localdate() + timedelta(days=90)).isoformat()
    said = {"names_en": "Seeds", "leads_en": "Money for seeds.", "kind": "business", "office": cast.bureau.pk,
            "place": "Moldova", "currency": "mdl", "grant_min": "1000", "grant_max": "50 000", "months": "6",
            "sources": "Law https://www.legis.md/", "review_on": soon}  # fmt: skip
    assert esi.post(reverse("manage_programmes:new"), {**said, "grant_max": "10"}).status_code == 422
    assert esi.post(reverse("manage_programmes:new"), said).status_code == 302
    made = Programme.objects.get()
    terms = {"share": {"side": "programme", "least": "0", "most": "50"}, "stage": {"does": "decide", "days": "9",
             "names_en": "Decided"}, "question": {"most_letters": "500", "names_en": "Why?"},
             "paper": {"names_en": "Plan"}, "criterion": {"names_en": "Plan", "weight": "1", "scale": "5"},
             "rule": {"field": "residence", "operator": "among", "picked": "Italy, FR"}}  # fmt: skip
    for kind, values in terms.items():
        answer = esi.post(reverse("manage_programmes:terms", args=[made.pk, kind]), values)
        assert answer.status_code == 302, (kind, text(answer)[:2000])
    assert made.rules.get().values == ["IT", "FR"]
    own = {"side": "applicant", "least": "50", "most": "100"}
    esi.post(reverse("manage_programmes:terms", args=[made.pk, "share"]), own)
    clash = esi.post(reverse("manage_programmes:terms", args=[made.pk, "rule"]),
                     {"field": "residence", "operator": "among", "picked": "Romania"})  # fmt: skip
    assert clash.status_code == 422
    assert "Nothing meets both of these rules" in text(clash)
    esi.post(reverse("manage_programmes:publication", args=[made.pk]), {"do": "publish"})
    day = timezone.localdate()
    call = {"names_en": "First", "opens_on": day.isoformat(), "opens_clock": "00:00", "zone": "Europe/Chisinau",
            "closes_on": (day + timedelta(days=9)).isoformat(), "closes_clock": "17:00", "budget": "100000",
            "decide_by": (day + timedelta(days=20)).isoformat()}  # fmt: skip
    assert esi.post(reverse("manage_programmes:new_call", args=[made.pk]), call).status_code == 302
    esi.post(reverse("manage_programmes:announcement", args=[Call.objects.get().pk]), {"do": "publish"})
    assert Call.objects.open_now().count() == 1
    assert cast.enter(cast.dana).get(reverse("manage_programmes:programme", args=[made.pk])).status_code == 404
    assert esi.get(reverse("manage_programmes:list")).status_code == 200
