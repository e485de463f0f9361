"""The own page of a focal point, its log, and what the clock does at the end of a time."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.mail.models import Letter
from rootbridge.people.offices.exporters import clear_batches, clear_meetings, erase_focal_points
from rootbridge.people.offices.models import Batch, FocalPoint, Invitation, Meeting, Monthly
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.translation.desks import desk_of
from rootbridge.subjects.focalpoints import chores
from rootbridge.subjects.help.models import Question
from tests.cast import give_role, make_member, make_office
from tests.focalpoints.factories import bring, make_person
from tests.translation.factories import make_guide

pytestmark = pytest.mark.django_db
MEETING = {"held_on": "", "where": "Orhei", "about": "Papers", "people": "12", "women": "7", "men": "", "outcome": ""}


@pytest.fixture
def ion(cast):
    """Answers first at the town hall, and holds the role that goes with it."""
    member = make_member("Ion Lupu")
    give_role(member, "support_agent", body=cast.town_hall.audience_key)
    return make_person(cast.town_hall, member=cast.again(member), is_first=True, topics=["papers"])


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def test_the_own_page_gives_a_job(cast, ion):
    make_guide(cast, "en", slug="papers", title="Papers at home", topic="papers")
    make_guide(cast, "en", slug="cars", title="Cars", topic="car")
    Monthly.write(by=cast.esi, month=timezone.localdate(), messages={"en": "Tell of the pension."}, flyer="")
    question = Question.ask(office=cast.town_hall, words="Where do I register a birth?", language="en", by=cast.chidi)[
        0
    ]
    question.hand_to(by=ion.member, to=ion.member)
    page = cast.enter(ion.member).get(reverse("focalpoints:mine")).text
    assert "Tell of the pension." in page and "Papers at home" in page and "/papers/flyer" in page
    assert "register a birth" in page and "None written down yet" in page
    assert "No office has named you yet" in cast.enter(cast.chidi).get(reverse("focalpoints:mine")).text


def test_meetings_are_written_changed_summed_and_taken_along(cast, ion):
    client, new = cast.enter(ion.member), reverse("focalpoints:new_meeting", args=[ion.pk])
    said = MEETING | {"held_on": yesterday().isoformat()}
    for wrong, words in (({"people": "6"}, "fewer than the women"), ({"held_on": "1999-01-01"}, "past two years")):
        answer = client.post(new, said | wrong)
        assert answer.status_code == 422 and words in answer.text and 'value="Papers"' in answer.text
    assert client.post(new, said).status_code == 302
    meeting = Meeting.objects.get()
    client.post(reverse("focalpoints:meeting", args=[ion.pk, meeting.pk]), said | {"people": "20", "outcome": "=1+1"})
    sheet = client.get(reverse("focalpoints:meetings_sheet", args=[ion.pk])).content.decode()
    assert ",20,7,,'=1+1" in sheet
    page = cast.enter(cast.dana).get(reverse("manage_offices:list")).text
    assert "Orhei" in page and ">20<" in page
    assert "Papers" in cast.enter(cast.dana).get(reverse("manage_offices:sheet")).text
    stranger = cast.enter(cast.chidi)
    for name, arguments in (("meeting", [ion.pk, meeting.pk]), ("facts", [ion.pk]), ("meetings_sheet", [ion.pk])):
        assert stranger.get(reverse(f"focalpoints:{name}", args=arguments)).status_code == 404
    clear_meetings(timezone.now() + timedelta(days=760))
    meeting.refresh_from_db()
    assert (meeting.people, meeting.about, meeting.person) == (20, "", None), "numbers stay, words go"


def test_a_representative_sees_neither_people_nor_meetings_of_elsewhere(cast, ion):
    soroca = make_office("soroca-hall", "town_hall", cast.places["MD-SO"])
    other = make_person(soroca, "Vera Soltan", email="vera.soltan@example.org")
    Meeting.write_down(other, by=None, held_on=yesterday(), where="Soroca", about="Secret talk", people=77)
    asked = FocalPoint.objects.create(office=soroca, name="Asked There")
    Invitation.ask(asked, by=cast.esi)
    client = cast.enter(cast.dana)
    for name in ("list", "sheet", "invitations"):
        page = client.get(reverse(f"manage_offices:{name}")).text
        assert not [words for words in ("Vera", "Secret", "Asked There", "77", "soroca-hall") if words in page], name
    for name, arguments in (("person", [other.pk]), ("office", [soroca.slug]), ("new_person", [soroca.slug])):
        assert client.get(reverse(f"manage_offices:{name}", args=arguments)).status_code == 404
    assert client.post(reverse("manage_offices:person_step", args=[other.pk]), {"do": "end"}).status_code == 404


def test_what_a_person_changes_of_themselves(cast, ion):
    colleague = make_person(cast.town_hall, "Elena Cazacu")
    client, address = cast.enter(ion.member), reverse("focalpoints:facts", args=[ion.pk])
    today = timezone.localdate()
    said = {"is_public": "on", "function": "Mayor's aide", "hours": "mon 09:00-10:00", "languages": ["ro"],
            "away_from": today.isoformat(), "away_until": (today + timedelta(days=9)).isoformat()}  # fmt: skip
    answer = client.post(address, said | {"hours": "never"})
    assert answer.status_code == 422 and "never" in answer.text and "Choose who stands in" in answer.text
    assert client.post(address, said | {"substitute": colleague.pk}).status_code == 302
    ion.refresh_from_db()
    assert ion.function == "Mayor's aide" and ion.confirmed_at and ion.state_on(today) == "away"
    page = cast.enter(cast.nobody).get(reverse("focalpoints:office", args=[cast.town_hall.slug])).text
    assert "In their place: " in page and "Elena Cazacu" in page
    assert desk_of(cast.town_hall, "", timezone.now()).person == colleague


def test_past_the_last_day_the_person_is_gone_and_what_waits_is_handed_on(cast, ion):
    heir_member = make_member("Elena Cazacu")
    give_role(heir_member, "support_agent", body=cast.town_hall.audience_key)
    heir = make_person(cast.town_hall, "Elena Cazacu", member=cast.again(heir_member))
    question = Question.ask(office=cast.town_hall, words="Where do I register a birth?", language="en", by=cast.chidi)[
        0
    ]
    question.hand_to(by=ion.member, to=ion.member)
    ion.change(by=cast.esi, substitute=heir, ends_on=timezone.localdate() + timedelta(days=20))
    assert chores.warn_of_ends(timezone.now()) == 1 and chores.warn_of_ends(timezone.now()) == 0
    assert {row.kind: row.member for row in Notice.objects.filter(kind__startswith="offices.")} == {
        "offices.own_ends": ion.member, "offices.ending": cast.dana,
    }  # fmt: skip
    assert chores.close_ended(timezone.now()) == 0
    FocalPoint.objects.filter(pk=ion.pk).update(ends_on=yesterday())
    assert chores.close_ended(timezone.now()) == 1 and chores.close_ended(timezone.now()) == 0
    question.refresh_from_db()
    heir.refresh_from_db()
    assert question.person == heir_member and heir.is_first
    page = cast.enter(cast.nobody).get(reverse("focalpoints:office", args=[cast.town_hall.slug])).text
    assert "Ion Lupu" not in page and "In the place of somebody who left: " in page
    assert cast.enter(cast.nobody).get(reverse("focalpoints:person", args=[ion.slug])).status_code == 404
    assert "is over since" in cast.enter(ion.member).get(reverse("focalpoints:mine")).text


def test_every_six_months_it_is_asked_whether_all_is_true(cast, ion):
    paper = make_person(cast.embassy, "No Account", email="no.account@example.org", language="en")
    later = timezone.now() + timedelta(days=190)
    assert chores.ask_whether_true(timezone.now()) == 0
    assert chores.ask_whether_true(later) == 2 and chores.ask_whether_true(later) == 0
    assert Notice.objects.get(kind="offices.own_still_true").member == ion.member
    letter = Letter.objects.get(kind="offices.invitation")
    assert letter.address == paper.email and "still" in letter.subject
    FocalPoint.objects.update(checked_at=timezone.now() - timedelta(days=200))
    client = cast.enter(ion.member)
    assert "Is all of this still true?" in client.get(reverse("focalpoints:mine")).text
    client.post(reverse("focalpoints:true", args=[ion.pk]))
    ion.refresh_from_db()
    assert not ion.is_due(timezone.now()) and paper.state_on(timezone.localdate()) == "public"


def test_a_name_or_address_changed_by_another_wants_a_new_yes(cast, ion):
    client = cast.enter(cast.dana)
    said = {"name": "Ion Lungu", "language": "ro", "starts_on": ion.starts_on.isoformat(), "email": "ion@example.org"}
    assert client.post(reverse("manage_offices:person", args=[ion.pk]), said).status_code == 302
    ion.refresh_from_db()
    assert not ion.is_public and ion.confirmed_at is None and ion.invitations.count() == 1


def test_who_leaves_the_platform_leaves_the_office(cast, ion):
    Meeting.write_down(ion, by=ion.member, held_on=yesterday(), where="Orhei", about="Papers", people=9)
    erase_focal_points(ion.member)
    assert not FocalPoint.objects.exists() and Meeting.objects.get().people == 9 and Meeting.objects.get().about == ""


def test_a_list_that_nobody_approves_is_forgotten(cast):
    batch = bring(cast.esi)
    clear_batches(timezone.now() + timedelta(days=31))
    batch = Batch.objects.get(pk=batch.pk)
    assert batch.state == "dropped" and bytes(batch.body) == b""


def test_the_directory_finds_by_kind_place_country_topic_and_name(cast, ion, django_assert_max_num_queries):
    consul = make_person(cast.embassy, "Vasile Crudu", topics=["voting"], countries=["FR"])
    call_command("rebuild_search", verbosity=0)
    client, address = cast.enter(cast.nobody), reverse("focalpoints:list")
    finds = {
        "kind=embassy": "Embassy rome", "place=MD-OR": "Orhei town hall", "living=FR": "", "living=IT": "Embassy rome",
        "topic=voting": "Embassy rome", "q=crudu": "Embassy rome", "q=nowhere": "", "kind=castle": "Bureau",
    }  # fmt: skip
    for query, name in finds.items():
        page = client.get(f"{address}?{query}").text
        assert (name in page) if name else ("No office fits this" in page or "Bureau" in page), query
    with django_assert_max_num_queries(6):
        client.get(address)
    page = client.get(reverse("focalpoints:coverage")).text
    assert consul.name not in page and "1 district has nobody yet." in page
