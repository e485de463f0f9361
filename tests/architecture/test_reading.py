"""Reading: every page answers, is valid HTML, writes nothing, and what is public is the same for everybody."""

import re

import html5lib
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import translation

from rootbridge.base.core import parts
from rootbridge.base.core.figures import indicators
from rootbridge.base.core.menus import public
from rootbridge.bridges.search.models import WordGroup
from rootbridge.people.members.models import Ability, Member, Role
from rootbridge.people.offices.models import FocalPoint
from rootbridge.people.organisations.models import Organisation
from rootbridge.shared.moderation.models import Appeal, Case, Decision, PreparedDecision
from rootbridge.shared.translation.models import Recording, Term, Wording
from rootbridge.subjects.associations.models import Load
from rootbridge.subjects.community.models import Group
from rootbridge.subjects.help.models import DeskRule, PreparedReply, PublishedAnswer, Question
from rootbridge.subjects.localities.addresses import slug_of
from rootbridge.subjects.localities.models import Contribution
from rootbridge.subjects.opportunities.models import Answer, Need
from rootbridge.subjects.programmes.models import Application, Assignment
from rootbridge.subjects.resources.models import Collection, Resource
from rootbridge.subjects.services.models import Election, Guide, Link, PlanStep
from rootbridge.subjects.stories.models import Story
from tests.architecture.house import our_patterns
from tests.cast import note_sign_in, show_factor
from tests.packed import acasa  # noqa: F401

# Pages that answer to a form only, end a session, or need a step that a look cannot take.
NOT_READ = re.compile(
    r"^(members:(new_code|sign_out|sign_out_everywhere|code|leave)|account_\w+|mfa_\w+|packs:(sign_in|letter|here|key_file)|"
    r"privacy:(withdraw|erased|name_reader|reader)|inbox:read_all|moderation:(report|thanks)|"
    r"feedback:(judge|remark|judge_page|remark_page|thanks|rating|sent|survey_sheet)|safety:(key|inbox|read|cipher|close)|"
    r"manage_feedback:(note|show|aside|change)|manage_trustees:end|"
    r"help:(asked|enough|question|about_letter|stop|files?|keep_files|talk\w*|transcript\w*|leave_talk)|"
    r"manage_chat:(chat|step|passing|block|report|listening|lift|presence|files?)|"
    r"opportunities:(my_answer|my_step)|people:(withdraw|suspend|resume|end|hand_over|substitute)|"
    r"manage_needs:(step|proposal|publication|return|closing|text|skills)|"
    r"manage_questions:(pass_on|question|person|note|log|link|double|proposal|new|slip|file|ask_file)|"
    r"services:(return_ics|own_ics|keep_plan|tick_plan|move_plan|drop_plan)|manage_links:move|"
    r"manage_reports:put_back|stories:(step|appeal)|manage_resources:step|manage_search:(settle|remove)|"
    r"administration:(language|opened|end_look|verify|switch|welcome)|"
    r"associations:(step|link|go_on|send|code|new_code|registered|officer|name|wish|appeal|paper|claim_code|"
    r"withdraw_claim|confirmation|takeaway|one_officer|departure|members?|chapters?|letters?|told|one_told|facts|office|profile|places|officers)|"
    r"manage_associations:(load_step|care|admission|proposal|agreement|claim|paper)|"
    r"programmes:(sending|withdrawal|message|invite|part_ways|paper|remove_file|milestone|joint|file)|"
    r"manage_programmes:(publication|announcement|stage|assign|unassign|decision|message|adviser|plan|milestone|visit|"
    r"finish|file|review_file|pdf|term)|"
    r"manage_languages:(beginning|ask_machine|bring|brought|take|undo|many|bring_terms|remove_term|machine_many)|"
    r"manage_texts:(sending|taking_back|publication|return|unplanning|ending|restoring|checked|unchecked|keeper|picture)|"
    r"manage_texts:readability|"
    r"localities:stop|short_locality|manage_localities:step|"
    r"focalpoints:(answer|true|facts|new_meeting|meeting|meetings_sheet)|manage_offices:(columns|approval|undoing|person_step|letters|one_list)|"
    r"community:(end_away|off|new_address|answer|leave|block|report\w*|ask|person|contact)|"
    r"groups:(take_over|link|take_back|leave|removed|block|report\w*|write|reply|withdraw|file|decide|member|post|posts|links|edit|join)|"
    r"manage_groups:(decide|moderators|close|reported)|"
    r"files:file|worker|manage_recordings:step|runtime:\w+|best_language|search:suggestions|editor_door|wagtailsnippets_\w+:\w+)$"
)
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|ALTER|CREATE|DROP)\b[^\"]*\"(\w+)\"", re.I)
# Tables that a look may write: looks and counts, the session, Wagtail's own.
MAY_BE_WRITTEN = {
    "audit_look", "django_session", "opportunities_answer", "opportunities_step", "audit_record", "audit_seal",
    "core_contentversion", "inbox_notice", "mail_letter", "search_miss", "search_missed", "core_cache",
    "help_presence", "resources_count", "community_harvest",
}  # fmt: skip
WORKERS = ("natalia", "maria")


@pytest.fixture
def sample(acasa):  # noqa: F811
    """A client for a sample person by their key; nobody for ""."""

    def client(key=""):
        found = Client(headers={"Sec-Fetch-Site": "same-origin"}, SERVER_NAME="127.0.0.1")
        if key:
            member = Member.objects.get(email=f"{key}@example.org")
            if member.has_role:
                Authenticator.objects.get_or_create(
                    user=member, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
                )
            found.force_login(member)
            note_sign_in(found, member, method="code")
            show_factor(found, member)
            session = found.session
            session["sample_person"] = True
            session.save()
        return found

    return client


def arguments() -> dict[str, dict]:
    answer = Answer.objects.filter(need__place__path__startswith="MD/MD-OR/").first()
    need = Need.objects.published().filter(place__path__startswith="MD/MD-OR/").first()
    elena = Member.objects.get(email="elena@example.org")
    return {
        "services:guide": {"slug": Guide.objects.first().slug},
        "services:flyer": {"slug": Guide.objects.first().slug},
        "manage_recordings:recording": {"number": Recording.objects.first().pk},
        "services:election": {"slug": Election.objects.get(slug="parliamentary-sample").slug},
        "services:election_ics": {"slug": Election.objects.get(slug="parliamentary-sample").slug},
        "manage_links:link": {"number": Link.objects.first().pk},
        "manage_voting:election": {"number": Election.objects.first().pk},
        "manage_voting:places": {"number": Election.objects.first().pk},
        "manage_voting:sheet": {"number": Election.objects.first().pk},
        "manage_voting:step": {"number": PlanStep.objects.first().pk},
        **of_stories(elena),
        **of_localities(),
        "help:answer": {"slug": PublishedAnswer.objects.first().slug},
        "help:topic": {"topic": "pension"},
        "opportunities:detail": {"slug": need.slug},
        "opportunities:answer": {"slug": Need.objects.published().order_by("pk").first().slug},
        **of_associations(),
        "home:about": {"key": "data"},
        **of_programmes(elena),
        **of_groups(elena),
        "members:step": {"step": "living"},
        "members:ability": {"pk": Ability.objects.filter(member=elena).first().pk},
        "people:invite": {"kind": "support_agent"},
        "people:role": {"number": Role.objects.filter(place__code="MD-OR").first().pk},
        "manage_needs:need": {"number": need.pk},
        "manage_needs:edit": {"number": need.pk},
        "manage_needs:answer": {"number": answer.pk},
        "manage_questions:contacts": {"slug": "orhei-town-hall"},
        "manage_questions:rule": {"number": DeskRule.objects.first().pk},
        "manage_questions:prepared_reply": {"number": PreparedReply.objects.first().pk},
        "manage_chat:desk": {"slug": "brd-desk"},
        "insights:sheet": {"key": "members.all"},
        "manage_search:group": {"number": WordGroup.objects.first().pk},
        "manage_languages:side": {"number": Wording.objects.get(slug="apostille").pk, "language": "ru"},
        "manage_languages:file": {"number": Wording.objects.get(slug="apostille").pk, "language": "ru"},
        "manage_languages:term": {"number": Term.objects.get(key="pension").pk},
        "manage_texts:text": {"kind": "services.guide", "number": Guide.objects.published().first().pk},
        "manage_texts:versions": {"kind": "services.guide", "number": Guide.objects.published().first().pk},
        "manage_texts:pictures": {"kind": "services.guide", "number": Guide.objects.published().first().pk},
        "focalpoints:office": {"slug": "orhei-district"},
        "focalpoints:person": {"slug": FocalPoint.objects.get(name="Ion Lupu").slug},
        "manage_offices:office": {"slug": "orhei-district"},
        "manage_offices:new_person": {"slug": "orhei-district"},
        "manage_offices:person": {"number": FocalPoint.objects.get(name="Ion Lupu").pk},
        **of_reports(elena),
        "administration:manual": {"key": "administration_first"},
    }


def of_reports(elena) -> dict[str, dict]:
    """What waits in Orhei with its signs, a decision on what Elena wrote, her appeal."""
    case = Case.objects.waiting().filter(place_path__startswith="MD/MD-OR/", reason="").first()
    return {
        "moderation:decision": {"number": Decision.objects.get(case__author=elena, outcome="hidden").pk},
        "manage_reports:report": {"number": case.pk},
        "manage_reports:appeal": {"number": Appeal.objects.get(member=elena, target_kind="moderation.decision").pk},
        "manage_reports:prepared_decision": {"number": PreparedDecision.objects.first().pk},
    }  # fmt: skip


def of_associations() -> dict[str, dict]:
    waiting = Organisation.objects.filter(state="unseen").first()
    listed = Organisation.objects.filter(state="listed", residence__isnull=False).first()
    led = {"slug": Organisation.objects.filter(author__email="elena@example.org").first().slug}
    return {
        "associations:write": {"slug": listed.slug}, "associations:belong": {"slug": listed.slug},
        "associations:association": {"slug": listed.slug}, "associations:claim": {"slug": listed.slug},
        "associations:standing": led,
        "manage_associations:organisation": {"number": waiting.pk},
        "manage_associations:load": {"number": Load.objects.first().pk},
    }  # fmt: skip


def of_stories(elena) -> dict[str, dict]:
    waiting = Story.objects.get(slug="waiting-beekeeping")
    changes = {"number": Story.objects.get(slug="changes-football").pk}
    collection, resource = Collection.objects.first(), Resource.objects.get(slug="association-statutes")
    return {
        "stories:story": {"slug": "dialysis-at-home"}, "stories:own": changes, "stories:words": changes,
        "stories:pictures": changes, "stories:telling": {**changes, "language": "en"},
        "manage_stories:story": {"number": waiting.pk}, "resources:resource": {"slug": resource.slug},
        "resources:open": {"slug": resource.slug, "language": "ro"}, "resources:collection": {"slug": collection.slug},
        "manage_resources:resource": {"number": resource.pk}, "manage_resources:version": {"number": resource.pk},
        "manage_resources:collection": {"number": collection.pk},
    }  # fmt: skip


def of_localities() -> dict[str, dict]:
    """Pages of Orhei, the town, with what somebody said of it."""
    said = Contribution.objects.filter(entry__place__code="MD-OR-orhei").select_related("entry__place").first()
    slug = {"slug": slug_of(said.entry.place)}
    names = ("keep", "month", "lead", "estimate")
    found = {f"manage_localities:{name}": slug for name in names} | {
        f"localities:{name}": slug for name in ("place", "sheet", "follow", "add")
    }
    return found | {
        "manage_localities:caretaker": slug, "localities:new": slug | {"kind": "news"},
        "localities:correct": slug | {"number": said.entry_id}, "manage_localities:new": slug | {"kind": "facility"},
        "manage_localities:entry": slug | {"number": said.entry_id},
        "manage_localities:contribution": slug | {"number": said.pk},
    }  # fmt: skip


def of_groups(elena) -> dict[str, dict]:
    """A group that Elena tends, and one that waits in Orhei."""
    tended = {"slug": Group.objects.filter(memberships__member=elena, memberships__is_moderator=True).first().slug}
    found = {f"groups:{name}": tended for name in ("group", "membership", "members", "tend", "describe")}
    return found | {"manage_groups:group": {"number": Group.objects.filter(place__code="MD-OR").first().pk}}


def of_programmes(elena) -> dict[str, dict]:
    """A public programme with its calls, a draft of Elena's, what lies at work."""
    draft = Application.objects.get(member=elena, state="draft")
    programme, own = draft.call.programme, {"number": draft.pk}
    past = programme.calls.get(results_at__isnull=False)
    sent = Application.objects.filter(call=draft.call, state="sent").first()
    return {
        "programmes:programme": {"slug": programme.slug},
        "programmes:apply": {"slug": programme.slug, "key": draft.call.key},
        "programmes:results": {"slug": programme.slug, "key": past.key},
        "programmes:application": own, "programmes:print": own, "programmes:pdf": own,
        "programmes:part": own | {"part": "money"},
        **{f"manage_programmes:{name}": {"number": programme.pk} for name in ("programme", "edit", "new_call")},
        **{f"manage_programmes:{name}": {"number": past.pk} for name in ("round", "call", "sheet")},
        "manage_programmes:terms": {"number": programme.pk, "kind": "rule"},
        "manage_programmes:application": {"number": sent.pk},
        "manage_programmes:review": {"number": Assignment.objects.get(reviewer__email="maria@example.org").pk},
    }  # fmt: skip


def addresses(prefix: str) -> dict[str, str]:
    """{page name: address} of every page that can be read, of the back office or of the rest."""
    known, found = arguments(), {}
    for address, name, _view in our_patterns():
        if NOT_READ.match(name) or address.startswith("manage/") != (prefix == "manage/"):
            continue
        try:
            found[name] = reverse(name, kwargs=known.get(name))
        except NoReverseMatch as error:
            raise AssertionError(f"{name} has no sample address: add one to `arguments` of this test") from error
    return found


class Writes:
    """Notes every statement that writes."""

    def __init__(self):
        self.tables = []

    def __call__(self, execute, sql, params, many, context):
        if found := WRITES.match(sql if isinstance(sql, str) else sql.as_string(None)):
            self.tables.append(found[2])
        return execute(sql, params, many, context)


def check_html(page: str) -> list[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page)
    return [f"{where}: {code} {words}" for where, code, words in parser.errors]


@pytest.mark.parametrize("language", ["en", "ro", "ar"])
def test_every_public_page_can_be_read_by_nobody(sample, language):
    client = sample()
    with translation.override(language):
        pages = addresses("")
    for name, address in pages.items():
        answer = client.get(address)
        is_public = not getattr(resolve(address).func, "login_required", True)
        assert answer.status_code == (200 if is_public else 302), f"{name} {address}: {answer.status_code}"
        if is_public:
            assert not answer.cookies, f"{name} sets a cookie"
            if answer["Content-Type"].startswith("text/html"):
                assert not check_html(answer.content.decode()), name


@pytest.mark.parametrize("language", ["ro", "ar"])
def test_every_page_of_a_member_can_be_read(sample, language):
    client = sample("elena")
    with translation.override(language):
        pages = addresses("")
    noted = Writes()
    with connection.execute_wrapper(noted):
        for name, address in pages.items():
            answer = client.get(address)
            assert answer.status_code in (200, 302), f"{name} {address}: {answer.status_code}"
            assert "no-store" in answer["Cache-Control"], name
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                assert not check_html(answer.content.decode()), name
    assert set(noted.tables) <= MAY_BE_WRITTEN


@pytest.mark.parametrize("key", WORKERS)
def test_every_page_of_the_back_office_can_be_read(sample, key):
    client = sample(key)
    noted, seen = Writes(), []
    with connection.execute_wrapper(noted):
        for name, address in addresses("manage/").items():
            answer = client.get(address)
            assert answer.status_code in (200, 302, 404), f"{name} {address}: {answer.status_code}"
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                seen.append(name)
                assert not check_html(answer.content.decode()), name
    assert set(noted.tables) <= MAY_BE_WRITTEN
    assert len(seen) >= 10


def test_no_page_of_the_back_office_opens_to_a_member_without_a_role(sample):
    client = sample("elena")
    for name, address in addresses("manage/").items():
        assert client.get(address).status_code == 404, name


def test_a_representative_of_elsewhere_finds_nothing_of_orhei(sample):
    client = sample("vera")
    with translation.override("en"):
        closed = ("people:role", "manage_needs:edit", "manage_needs:answer")
        for name in closed:
            address = addresses("manage/")[name]
            assert client.get(address).status_code == 404, name


def test_a_public_page_is_the_same_bytes_for_everybody(sample):
    one, other = sample(), sample()
    other.cookies.load({"something": "else"})
    for address in ("/en/", "/ro/services/", "/ar/opportunities/", "/ru/help/"):
        first, second = one.get(address), other.get(address)
        assert first.content == second.content, address
        assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Cookie" in first["Vary"]


def test_what_a_visitor_said_of_themselves_changes_the_front_page(sample):
    nobody, mover = sample(), sample()
    answer = mover.post("/en/account/here/", {"living": "IT", "stage": "returning", "home": "Soroca"})
    assert answer.status_code == 302
    assert settings.SESSION_COOKIE_NAME not in mover.cookies
    plain, theirs = nobody.get("/en/").content.decode(), mover.get("/en/").content.decode()
    assert "Italy" in theirs
    assert "Soroca" in theirs
    assert plain != theirs


def test_two_people_get_two_own_pages(sample):
    elena, petru = sample("elena").get("/en/account/"), sample("petru").get("/en/account/")
    fits = re.compile(r'class="card".*?<a href="([^"]+)"', re.S)
    assert fits.findall(elena.content.decode()) != fits.findall(petru.content.decode())
    assert "Elena" in elena.content.decode()
    assert "Elena" not in petru.content.decode()
    assert sample("elena").get("/en/").content != sample("petru").get("/en/").content


def test_a_part_that_is_off_is_nowhere(sample):
    from rootbridge.base.core.models import Switch

    client = sample()
    for part, address in (
        ("opportunities", "/en/opportunities/"),
        ("services", "/en/services/"),
        ("help", "/en/help/"),
    ):
        before = Need.objects.count(), Guide.objects.count(), Question.objects.count()
        Switch.turn(part, is_on=False)
        assert client.get(address).status_code == 404
        assert address not in client.get("/en/about/data/").content.decode()
        assert client.get("/en/").status_code == 200
        assert sample("elena").get("/en/account/").status_code == 200
        assert not [indicator for indicator in indicators if indicator.part == part]
        assert not [entry for entry in public if entry.part == part]
        Switch.turn(part, is_on=True)
        assert client.get(address).status_code == 200
        assert before == (Need.objects.count(), Guide.objects.count(), Question.objects.count())
    parts.forget()
