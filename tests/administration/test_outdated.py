"""What is kept for a time goes when the time is over, and every model that says so has a rule."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from rootbridge.base.core.keeping import keeping_of
from rootbridge.base.core.retention import LENGTHS, clear_outdated, rules
from rootbridge.base.mail.models import Letter
from rootbridge.base.mail.writing import write
from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Invitation, Role
from rootbridge.people.offices.models import FocalPoint
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Decision, Hold, Outcome, Report
from rootbridge.shared.moderation.registry import reportables
from tests.architecture.house import our_models
from tests.cast import make_member
from tests.opportunities.factories import make_need

NOW = timezone.now()
LATER = {days: NOW + timedelta(days=days) for days in (29, 31, 180, 190, 200, 725, 735)}


def _kept_for_a_time(model) -> bool:
    keepings = [keeping_of(field) for field in model._meta.concrete_fields]
    return any(keeping is not None and keeping.retention in LENGTHS for keeping in keepings)


def test_every_model_that_keeps_for_a_time_has_a_rule():
    timed = {model._meta.label_lower for model in our_models() if _kept_for_a_time(model)}
    assert timed - set(rules.all()) == set()


def test_letters_go_after_thirty_days(cast):
    write("test", "members/letters/code.html", address="x@example.org", language="en", code="1", minutes=1)
    clear_outdated(LATER[29])
    assert Letter.objects.count() == 1
    clear_outdated(LATER[31])
    assert not Letter.objects.exists()


def test_notices_go_after_six_months(cast):
    Notice.objects.create(member=cast.amina, kind="administration.looked", words={})
    clear_outdated(LATER[180])
    assert Notice.objects.count() == 1
    clear_outdated(LATER[190])
    assert not Notice.objects.exists()


def test_invitations_and_roles_go_after_their_time(cast):
    invitation, _made = Invitation.invite("x@example.org", "editor", Bounds(is_everywhere=True), by=cast.esi)
    vera = make_member("Vera Balan")
    role, _made = Role.grant(vera, "editor", Bounds(is_everywhere=True), by=cast.esi)
    role.end(by=cast.esi, reason="over")
    clear_outdated(LATER[200])
    assert not Invitation.objects.filter(pk=invitation.pk).exists() and Role.objects.filter(pk=role.pk).exists()
    clear_outdated(LATER[735])
    assert not Role.objects.filter(pk=role.pk).exists()
    assert Role.objects.filter(member=cast.dana).exists(), "who still works stays"


def test_a_name_at_an_office_goes_with_the_last_role(cast):
    FocalPoint.objects.create(office=cast.town_hall, member=cast.dana, name="Dana Lungu", functions={})
    clear_outdated(LATER[735])
    assert FocalPoint.objects.count() == 1
    Role.objects.get(member=cast.dana).end(by=cast.esi, reason="over")
    clear_outdated(LATER[725])
    assert FocalPoint.objects.count() == 1
    clear_outdated(LATER[735])
    assert not FocalPoint.objects.exists() or Role.objects.filter(member=cast.dana).exists()


def test_reports_go_two_years_after_the_decision_and_those_that_wait_stay(cast):
    known = reportables.get("opportunities.need")
    decided, _made = Report.send(known, make_need(cast), by=cast.amina, reason="hate")
    waiting, _made = Report.send(known, make_need(cast, "Another"), by=cast.amina, reason="hate")
    decided.case.decide(by=cast.esi, outcome=Outcome.HIDDEN, reason="It breaks a rule of ours.")
    clear_outdated(LATER[725])
    assert Decision.objects.count() == 1
    clear_outdated(LATER[735])
    assert list(Report.objects.all()) == [waiting] and not Decision.objects.exists()
    assert Hold.objects.get().placed_by is None, "still off the pages"


def test_an_organisation_that_asked_nothing_for_two_years_loses_its_contact(cast):
    cast.hospital.contact_name = "Dr Ana Rusu"
    cast.hospital.save()
    clear_outdated(LATER[735])
    cast.hospital.refresh_from_db()
    assert cast.hospital.contact_name, "it never asked anything: its name was written lately"
    make_need(cast)
    clear_outdated(LATER[735])
    cast.hospital.refresh_from_db()
    assert not cast.hospital.contact_name


def test_the_command_says_what_it_cleared(cast, capsys):
    Notice.objects.create(member=cast.amina, kind="x", words={}, at=NOW - timedelta(days=200))
    call_command("clear_outdated")
    assert "inbox.notice: 1" in capsys.readouterr().out
