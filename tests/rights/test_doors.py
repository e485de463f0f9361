"""Every address of the back office, taken from the resolver: nothing of Orhei is there for a role of Soroca, nothing
at all for who holds no role or no second factor. An address that nobody listed here fails."""

from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from rootbridge.base.audit.chain import record_look
from rootbridge.base.files.models import PublicFile
from rootbridge.people.members.models import Invitation, RoleKind
from rootbridge.people.members.models.role import Role
from rootbridge.people.offices.models import Batch, FocalPoint
from rootbridge.shared.feedback.models import Change, Note
from rootbridge.shared.moderation.models import Appeal, PreparedDecision, Report
from rootbridge.shared.moderation.registry import reportables
from rootbridge.shared.safety.models import Trustee
from rootbridge.shared.translation.models import Arrival, Recording, Wording
from rootbridge.subjects.help.models import Chat, DeskRule, PreparedReply
from rootbridge.subjects.help.models.chats import Block
from rootbridge.subjects.resources.models import Collection, Resource
from rootbridge.subjects.stories.models import Outcome
from tests.architecture.house import our_patterns
from tests.cast import give_role, make_member
from tests.community.factories import make_group
from tests.rights.world import make_world
from tests.services.factories import make_election, make_link, make_step
from tests.stories.factories import accept, make_story
from tests.translation.factories import make_guide

ROOM = "manage/"
EDITOR = "manage/content/"  # Wagtail's pages stand behind one door, probed by its own tests


def pages():
    """(name, has arguments) of each address of ours in the back office."""
    return [
        (name, "<" in address)
        for address, name, _view in our_patterns()
        if address.startswith(ROOM) and not address.startswith(EDITOR)
    ]


def orheis(world) -> dict[str, list]:
    """Arguments that name something of Orhei, for each address that takes any."""
    role, need = world.people["r-or"].roles.get(), world.orhei_need
    look = record_look(world.people["a-or"], world.abroad, reason="asked at the counter", fields=["profile"])
    invitation = Invitation.objects.get(pk=world.invitation.pk)
    found = {name: [need.pk] for name in ("need", "edit", "skills", "proposal", "publication", "return", "closing")}
    found = {f"manage_needs:{name}": arguments for name, arguments in found.items()}
    found |= {f"manage_needs:{name}": [world.answer.pk] for name in ("answer", "step", "given", "withdrawal")}
    found |= {f"people:{name}": [role.pk] for name in ("role", "suspend", "resume", "end", "substitute", "hand_over")}
    found |= {f"manage_reports:{name}": [world.reports["orhei"].case_id] for name in ("report", "put_back")}
    words = {"titles": {"en": "Fine"}, "words": {"en": "All is well."}, "outcome": "kept"}
    found["manage_reports:prepared_decision"] = [PreparedDecision.objects.create(place=role.place, **words).pk]
    found |= of_the_desk(world) | of_a_round(world.round)
    found |= of_a_text(world)
    note = Note.say(category="idea", words="Said of Orhei", language="en", place_path=role.place.path)[0]
    found |= {f"manage_feedback:{name}": [note.pk] for name in ("note", "show", "aside")}
    change = Change.tell(by=world.cast.esi, titles={"en": "Changed everywhere"}, bodies={})
    keeper = make_member("Keeper", email=f"{uuid4()}@example.org")
    trustee = Trustee.name_one(keeper, by=None, name="Keeper", abouts={}, is_outside_state=True)[0]
    found |= of_words(world) | of_a_group(world)
    found |= {"manage_feedback:change": [change.pk], "manage_trustees:end": [trustee.pk]}
    recording = recording_of(make_guide(world.cast, "ro", slug="heard-in-orhei", place=role.place))
    found |= {f"manage_recordings:{name}": [recording.pk] for name in ("recording", "step")}
    found |= of_associations(world.registered)
    found |= of_the_planners(world) | of_a_page(world)
    found |= of_the_translators(world) | of_an_office(world)
    return found | {
        "manage_needs:text": [need.pk, "en"], "people:withdraw": [invitation.pk],
        "administration:opened": [look.pk], "administration:end_look": [look.pk],
    }  # fmt: skip


def of_associations(registered) -> dict[str, list]:
    """Organisations of Orhei that wait, ask and are claimed."""
    waiting, asks = [registered.waiting.pk], [registered.verification.organisation_id]
    claim = registered.claim
    return {
        "manage_associations:organisation": waiting, "manage_associations:admission": waiting,
        "manage_associations:proposal": asks, "manage_associations:agreement": asks,
        "manage_associations:claim": [claim.organisation_id, claim.pk],
        "manage_associations:paper": [*waiting, 1], "manage_associations:load": [1],
        "manage_associations:load_step": [1], "manage_associations:care": waiting,
    }  # fmt: skip


def of_words(world) -> dict[str, list]:
    """A story sent to Orhei and refused there, with the appeal; a record and a collection of Orhei."""
    place = world.cast.places["MD-OR"]
    story = make_story(world.cast, by=world.abroad, place=place, sent=True)
    verdict = accept(world.cast, story, Outcome.REFUSED, "It names a neighbour.", by=world.cast.esi)
    appeal = Appeal.make("stories.verdict", verdict, by=world.abroad, words="The neighbour agreed.")[0]
    resource = Resource.add(by=world.cast.esi, slug="of-orhei", kind="handbook", publisher="Orhei", place=place)
    collection = Collection.save_words(by=world.cast.esi, slug="of-orhei", titles={"en": "Of Orhei"}, place=place)
    found = {f"manage_resources:{name}": [resource.pk] for name in ("resource", "version", "step")}
    return found | {
        "manage_stories:story": [story.pk], "manage_reports:appeal": [appeal.pk],
        "manage_resources:collection": [collection.pk],
    }  # fmt: skip


def of_a_group(world) -> dict[str, list]:
    """A group of Orhei that waits to be opened, and a report about it."""
    group = make_group(world.abroad, name="Said of a group", place=world.cast.places["MD-OR"], opened=False)
    Report.send(reportables.get("community.group"), group, by=world.abroad, reason="other")
    found = {f"manage_groups:{name}": [group.pk] for name in ("group", "decide", "moderators", "close")}
    return found | {"manage_groups:reported": ["group", group.pk]}


def of_a_round(round) -> dict[str, list]:
    """A programme that Orhei runs: its rules, its call, what was sent to it, who reviews."""
    programme, sent, granted = round.call.programme, [round.sent.pk], [round.granted.pk]
    found = {name: [programme.pk] for name in ("programme", "edit", "publication", "new_call")}
    found |= {name: [round.call.pk] for name in ("round", "call", "announcement", "sheet")}
    found |= dict.fromkeys(("application", "stage", "assign", "decision", "message", "pdf"), sent)
    found |= dict.fromkeys(("adviser", "plan", "visit", "finish"), granted)
    found |= {"terms": [programme.pk, "rule"], "term": [programme.pk, "rule", programme.rules.first().pk],
              "unassign": [*sent, round.review.pk], "file": [*sent, 1], "milestone": [*granted, 1],
              "review": [round.review.pk], "review_file": [round.review.pk, 1]}  # fmt: skip
    return {f"manage_programmes:{name}": arguments for name, arguments in found.items()}


def of_the_translators(world) -> dict[str, list]:
    """A guide of Orhei with its languages, and a file that somebody brought for it."""
    make_guide(world.cast, "ro", slug="of-orhei", place=world.cast.places["MD-OR"])
    wording = Wording.objects.get(slug="of-orhei")
    arrival = Arrival.objects.create(by=world.cast.dana, name="orhei.xlf")
    found = {f"manage_languages:{name}": [wording.pk, "ru"] for name in ("side", "beginning", "file", "ask_machine")}
    return found | {f"manage_languages:{name}": [arrival.pk] for name in ("brought", "take", "undo")}


def of_a_page(world) -> dict[str, list]:
    """The page of Peresecina, an entry of it and what somebody said of that."""
    slug, entry = "md-or-peresecina", world.word.entry
    found = {f"manage_localities:{name}": [slug] for name in ("keep", "month", "lead", "estimate", "caretaker")}
    found |= {f"manage_localities:{name}": [slug, entry.pk] for name in ("entry", "step")}
    return found | {"manage_localities:new": [slug, "news"], "manage_localities:contribution": [slug, world.word.pk]}


def of_an_office(world) -> dict[str, list]:
    """The town hall of Orhei, somebody who was asked there, a list over Orhei."""
    hall, place = world.cast.town_hall, world.cast.places["MD-OR"]
    asked = FocalPoint.objects.create(office=hall, name="Asked Once")
    batch = Batch.bring("orhei.csv", b"office,kind,place\n", {}, by=world.people["a-or"], path=place.path)
    found = {name: [batch.pk] for name in ("one_list", "columns", "approval", "undoing")}
    found |= {"person": [asked.pk], "person_step": [asked.pk], "office": [hall.slug], "new_person": [hall.slug]}
    return {f"manage_offices:{name}": arguments for name, arguments in found.items()}


def of_a_text(world) -> dict[str, list]:
    """A guide of Orhei with a draft, and a picture."""
    guide = make_guide(world.cast, slug=f"g{uuid4().hex[:8]}", place=world.cast.places["MD-OR"])
    version = guide.save_revision(user=world.cast.dana)
    steps = ("text", "sending", "taking_back", "publication", "return", "unplanning", "ending", "versions", "checked",
             "unchecked", "keeper", "pictures")  # fmt: skip
    one = [guide.kind, guide.pk]
    found = {f"manage_texts:{name}": one for name in steps}
    return found | {"manage_texts:restoring": [*one, version.pk], "manage_texts:picture": [*one, 1]}


def recording_of(guide) -> Recording:
    """A guide that is heard; what the file holds is not asked here."""
    file = PublicFile.objects.create(digest="0" * 64, name="heard.mp3", kind="mp3", size=1)
    return Recording.objects.create(
        kind=guide.kind, translation_key=guide.translation_key, language="ro", file=file, voice="machine",
        made_from="ro", edition="",
    )  # fmt: skip


def of_the_desk(world) -> dict[str, list]:
    """What lies at the town hall of Orhei: a question, a talk, how the desk works."""
    hall, number = world.question.office, world.question.number
    steps = ("question", "pass_on", "person", "note", "log", "link", "double", "proposal", "ask_file")
    found = {f"manage_questions:{name}": [number] for name in steps}
    chat = Chat.start(office=hall, words="Said to Orhei", language="en", by=world.abroad)[0]
    found |= {
        f"manage_chat:{name}": [chat.pk]
        for name in ("chat", "step", "passing", "block", "report", "files", "listening")
    }  # fmt: skip
    block = Block.place(chat, by=world.cast.esi, reason="spam", hours=1)
    rule = DeskRule.objects.create(office=hall, topics=["papers"])
    reply = PreparedReply.objects.create(office=hall, titles={"en": "Hello"}, words={"en": "Good day."})
    return found | {
        "manage_questions:file": [number, 1], "manage_chat:file": [chat.pk, 1], "manage_chat:lift": [block.pk],
        "manage_questions:rule": [rule.pk], "manage_questions:prepared_reply": [reply.pk],
        "manage_questions:contacts": [hall.slug], "manage_chat:desk": [hall.slug],
    }  # fmt: skip


def of_the_planners(world) -> dict[str, list]:
    """A link that Orhei keeps; an election and a step, which hold for the whole country."""
    link, step = make_link(world.cast, place=world.cast.places["MD-OR"]), make_step("probed")
    election = make_election(world.cast)
    found = {f"manage_voting:{name}": [election.pk] for name in ("election", "places", "sheet")}
    return found | {
        "manage_links:link": [link.pk], "manage_links:move": [link.pk], "manage_voting:step": [step.pk]
    }  # fmt: skip


# Addresses whose argument names nothing of a place: a kind of role, a part, a page of the manual, a chart.
OF_NO_PLACE = {
    "people:invite", "administration:switch", "administration:manual", "insights:sheet", "manage_search:group",
    "manage_search:remove", "manage_questions:slip", "manage_languages:term", "manage_languages:remove_term",
}  # fmt: skip


NUMBERED = {"manage_search:group", "manage_search:remove", "manage_languages:term", "manage_languages:remove_term"}


@pytest.fixture
def world(cast):
    return make_world(cast)


@pytest.fixture
def strangers(cast, world):
    """One of each role, all of Soroca."""
    soroca, clinic = cast.places["MD-SO"], world.soroca_need.organisation
    scopes = {kind: {"place": soroca} for kind in RoleKind.values}
    scopes[RoleKind.RESIDENCE_REPRESENTATIVE] = {"residence": cast.places["FR"]}
    scopes[RoleKind.SUPPORT_AGENT] = {"body": clinic.office.audience_key}
    scopes[RoleKind.ORGANISATION_OFFICER] = {"body": clinic.body}
    return {
        kind: give_role(make_member(f"Stranger {kind}", email=f"{uuid4()}@example.org"), kind, **scope).member
        for kind, scope in scopes.items()
    }


def test_every_address_with_an_argument_is_probed(world):
    known = set(orheis(world)) | OF_NO_PLACE
    assert {name for name, has in pages() if has} - known == set()


def test_nothing_of_orhei_opens_to_a_role_of_soroca(cast, world, strangers):
    things, there = orheis(world), {name for name, has in pages() if has}
    leaks = []
    for kind, person in strangers.items():
        client = cast.enter(person)
        for name in sorted(there & set(things)):
            address = reverse(name, args=things[name])
            answers = {client.get(address).status_code, client.post(address, {"reason": "x" * 20}).status_code}
            if not answers <= {404, 405}:
                leaks.append(f"{kind}: {name} {sorted(answers)}")
    assert not leaks, "\n".join(leaks)


def test_no_list_names_anything_of_orhei_to_a_role_of_soroca(cast, world, strangers):
    secrets = ["Dana Lungu", "Pavel Peresecina", "new@example.org", "Where do I register",
               "Proposed by the representative", world.question.number, "Helper", "Said of Orhei",
               world.round.sent.number]  # fmt: skip
    leaks = []
    for kind, person in strangers.items():
        client = cast.enter(person)
        for name in sorted(name for name, has in pages() if not has):
            answer = client.get(reverse(name))
            text = answer.content.decode("utf8", "replace") if answer.status_code == 200 else ""
            leaks += [f"{kind}: {name} names {secret}" for secret in secrets if secret in text]
    assert not leaks, "\n".join(leaks)


def test_no_address_exists_for_who_holds_no_role(cast, world):
    things, member, nobody = orheis(world), cast.enter(cast.chidi), cast.enter(cast.nobody)
    for name, has in pages():
        arguments = things.get(name, ["x"] if has else [])
        if name == "insights:sheet":
            arguments = ["members"]
        if name in NUMBERED:
            arguments = [1]
        address = reverse(name, args=arguments)
        assert member.get(address).status_code in (404, 405), name
        assert member.post(address).status_code in (404, 405), name
        sent_on = nobody.get(address)
        assert sent_on.status_code in (302, 405) and "sign-in" in sent_on.get("Location", "sign-in"), name


def test_no_work_without_a_second_factor(cast, world):
    Authenticator.objects.filter(user=cast.dana).delete()
    client, factor = cast.enter(cast.dana), reverse("members:second_factor")
    for name, has in pages():
        if not has:
            answer = client.get(reverse(name))
            assert answer.status_code == 405 or answer.get("Location", "").endswith(factor.partition("/")[2][2:]), name


def test_a_suspended_role_finds_every_address_gone(cast, world):
    client = cast.enter(cast.dana)
    assert client.get(reverse("people:list")).status_code == 200
    Role.objects.get(member=cast.dana).suspend(by=cast.esi, reason="asked to")
    assert {client.get(reverse(name)).status_code for name, has in pages() if not has} <= {404, 405}
