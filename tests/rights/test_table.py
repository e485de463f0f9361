"""Every role × verb × scope. A row is a verb on a thing, a column somebody at work; x is a yes.

adm: administrator of everything, a-or of Orhei, a-it of people living in Italy · mod, m-or, m-it: moderator, likewise ·
r-or, r-pe: local representative of Orhei and of its commune Peresecina · r-it: representative in Italy ·
agnt: support agent of the Orhei town hall · offc: officer of the Orhei hospital · memb: holds no role
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone
from wagtail.models import Locale

from rootbridge.bridges.insights import permissions as insights
from rootbridge.bridges.search import permissions as search
from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import RoleKind
from rootbridge.people.offices.models import Batch, FocalPoint, Office
from rootbridge.people.organisations import permissions as organisations
from rootbridge.shared.feedback import permissions as feedback
from rootbridge.shared.feedback.models import Note
from rootbridge.shared.moderation import permissions as moderation
from rootbridge.shared.safety import permissions as safety
from rootbridge.shared.translation.editorial import permissions as texts
from rootbridge.shared.translation.languages import permissions as languages
from rootbridge.shared.translation.models import Submission, TextPicture, Wording
from rootbridge.shared.translation.recordings import permissions as recordings
from rootbridge.stewardship.administration import permissions as administration
from rootbridge.subjects.community import permissions as community
from rootbridge.subjects.community.models import Contact, Group, Post
from rootbridge.subjects.focalpoints import permissions as focalpoints
from rootbridge.subjects.help import permissions as help_
from rootbridge.subjects.help.models import Chat, PreparedReply, Question
from rootbridge.subjects.localities import permissions as localities
from rootbridge.subjects.opportunities import permissions as opportunities
from rootbridge.subjects.opportunities.models import Answer
from rootbridge.subjects.programmes import permissions as programmes
from rootbridge.subjects.resources import permissions as resources
from rootbridge.subjects.resources.models import Collection, Resource
from rootbridge.subjects.services import permissions as services
from rootbridge.subjects.services.models import Guide, Link
from rootbridge.subjects.stories import permissions as stories
from rootbridge.subjects.stories.models import Edition, Story
from tests.architecture.house import our_apps
from tests.cast import make_member
from tests.rights.world import make_world
from tests.translation.factories import make_guide

TABLE = """
                                        adm  a-or  a-it  edit   mod  m-or  m-it  r-or  r-pe  r-it  agnt  offc  memb
work on any need                          x     x     x     x     .     .     .     x     x     .     .     x     .
write a need for Orhei                    x     x     .     x     .     .     .     x     .     .     .     x     .
write a need for Soroca                   x     .     .     x     .     .     .     .     .     .     .     .     .
work on a need in Orhei                   x     x     .     x     .     .     .     x     .     .     .     x     .
work on a need in Soroca                  x     .     .     x     .     .     .     .     .     .     .     .     .
publish a need of rep-or                  x     x     .     x     .     .     .     .     .     .     .     x     .
close a need in Orhei                     x     x     .     x     .     .     .     x     .     .     .     x     .
answer a need in Orhei                    x     x     x     x     x     x     x     .     x     x     x     .     x
see an answer to Orhei                    .     .     .     .     .     .     .     x     .     .     .     x     .
see an answer to Soroca                   .     .     .     .     .     .     .     .     .     .     .     .     .
handle an answer to Orhei                 .     .     .     .     .     .     .     x     .     .     .     x     .
handle an answer to Soroca                .     .     .     .     .     .     .     .     .     .     .     .     .
own somebody's answer                     .     .     .     .     .     .     .     .     .     .     .     .     .
read a question to Orhei town hall        .     .     .     .     .     .     .     .     .     .     x     .     .
answer a question to Orhei town hall      .     .     .     .     .     .     .     .     .     .     x     .     .
read a question to the bureau             .     .     .     .     .     .     .     .     .     .     .     .     .
pass on a question nobody reads           x     .     .     .     .     .     .     .     .     .     .     .     .
set up the desk of Orhei town hall        x     x     .     .     .     .     .     x     .     .     .     .     .
make rules of who reads                   x     x     x     .     .     .     .     .     .     .     .     .     .
change a prepared reply of Orhei          x     x     .     .     .     .     .     .     .     .     x     .     .
change a prepared reply for all           x     .     .     .     .     .     .     .     .     .     .     .     .
lead the talks of Orhei town hall         x     x     .     .     .     .     .     .     .     .     .     .     .
listen to a talk with Orhei               x     x     .     .     .     .     .     .     .     .     .     .     .
edit a guide of the country               x     .     .     x     .     .     .     .     .     .     .     .     .
edit a guide of Orhei                     x     x     .     x     .     .     .     x     .     .     .     .     .
let a guide of the country be heard       x     .     .     x     .     .     .     .     .     .     .     .     .
let a guide of Orhei be heard             x     x     .     x     .     .     .     .     .     .     .     .     .
keep links at all                         x     x     .     x     .     .     .     x     x     .     .     .     .
keep a link of the country                x     .     .     x     .     .     .     .     .     .     .     .     .
keep a link of Orhei                      x     x     .     x     .     .     .     x     .     .     .     .     .
keep elections                            x     .     .     x     .     .     .     .     .     .     .     .     .
keep the steps of the return plan         x     .     .     x     .     .     .     .     .     .     .     .     .
write a text of Orhei                     x     x     .     x     .     .     .     x     .     .     .     .     .
publish a text of Orhei                   x     x     .     x     .     .     .     .     .     .     .     .     .
approve a draft of rep-or                 x     x     .     x     .     .     .     .     .     .     .     .     .
show a draft that rep-or wrote            x     x     .     x     .     .     .     .     .     .     .     .     .
show a picture that rep-or added          x     x     .     x     .     .     .     .     .     .     .     .     .
publish a text that nobody else read      x     .     .     x     .     .     .     .     .     .     .     .     .
see how fresh texts are                   x     x     .     x     .     .     .     .     .     .     .     .     .
decide a report of Orhei                  x     x     .     .     x     x     .     x     .     .     .     .     .
decide a report of Soroca                 x     .     .     .     x     .     .     .     .     .     .     .     .
decide a report of Italy                  x     .     x     .     x     .     x     .     .     x     .     .     .
keep prepared decisions of Orhei          x     x     .     .     .     .     .     .     .     .     .     .     .
keep prepared decisions for everywhere    x     .     .     .     .     .     .     .     .     .     .     .     .
see reports                               x     x     x     .     x     x     x     x     x     x     .     .     .
write a story                             x     x     x     x     x     x     x     x     x     x     x     x     x
own somebody's story                      .     .     .     .     .     .     .     .     .     .     .     .     .
read what was sent in at all              x     x     x     x     .     .     .     x     x     .     .     .     .
judge a story of Orhei                    x     x     .     x     .     .     .     x     .     .     .     .     .
judge a story of Soroca                   x     .     .     x     .     .     .     .     .     .     .     .     .
work on the library at all                x     x     x     x     .     .     .     x     x     .     .     .     .
keep records of Orhei                     x     x     .     x     .     .     .     x     .     .     .     .     .
keep records for every place              x     .     .     x     .     .     .     .     .     .     .     .     .
change a record of Orhei                  x     x     .     x     .     .     .     x     .     .     .     .     .
change a collection for every place       x     .     .     x     .     .     .     .     .     .     .     .     .
see people at work                        x     x     x     .     .     .     .     x     x     x     .     x     .
invite an administrator everywhere        x     .     .     .     .     .     .     .     .     .     .     .     .
invite an administrator of Orhei          x     x     .     .     .     .     .     .     .     .     .     .     .
invite an editor of Orhei                 x     x     .     .     .     .     .     .     .     .     .     .     .
invite a moderator of Soroca              x     .     .     .     .     .     .     .     .     .     .     .     .
invite a moderator of Italy               x     .     x     .     .     .     .     .     .     .     .     .     .
invite a representative of Orhei          x     x     .     .     .     .     .     x     .     .     .     .     .
invite a representative of Peresecina     x     x     .     .     .     .     .     x     x     .     .     .     .
invite a representative of Soroca         x     .     .     .     .     .     .     .     .     .     .     .     .
invite a representative in Italy          x     .     x     .     .     .     .     .     .     x     .     .     .
invite an agent of Orhei town hall        x     x     .     .     .     .     .     x     .     .     .     .     .
invite an agent of the embassy            x     .     x     .     .     .     .     .     .     x     .     .     .
invite an officer of the hospital         x     x     .     .     .     .     .     .     .     .     .     x     .
withdraw an invitation to Orhei           x     x     .     .     .     .     .     x     .     .     .     .     .
suspend the role of rep-or                x     x     .     .     .     .     .     .     .     .     .     .     .
suspend the role of rep-per               x     x     .     .     .     .     .     x     .     .     .     .     .
end the role of rep-or                    x     x     .     .     .     .     .     x     .     .     .     .     .
hand over the role of rep-or              x     x     .     .     .     .     .     x     .     .     .     .     .
open private data at all                  x     x     x     .     .     .     .     .     .     .     x     x     .
look at somebody of Orhei in Italy        x     x     x     .     .     .     .     .     .     .     .     .     .
look at somebody of Soroca in France      x     .     .     .     .     .     .     .     .     .     .     .     .
read the record                           x     x     x     .     .     .     .     x     x     .     .     .     .
check the chain                           x     .     .     .     .     .     .     .     .     .     .     .     .
switch parts                              x     .     .     .     .     .     .     .     .     .     .     .     .
answer feedback on the platform           x     .     .     x     .     .     .     .     .     .     .     .     .
answer feedback on a page of Orhei        x     x     .     x     .     .     .     .     .     .     .     .     .
read feedback at all                      x     x     x     x     .     .     .     .     .     .     .     .     .
keep the survey's register                x     .     .     x     .     .     .     .     .     .     .     .     .
name trustees                             x     .     .     .     .     .     .     .     .     .     .     .     .
read safe reports                         .     .     .     .     .     .     .     .     .     .     .     .     .
read figures                              x     x     x     x     .     .     .     x     x     x     .     .     .
see searches without result               x     x     x     x     .     .     .     .     .     .     .     .     .
write synonyms                            x     .     .     x     .     .     .     .     .     .     .     .     .
keep any page of a place                  x     x     .     .     .     .     .     x     x     .     x     .     .
keep the page of Orhei                    x     x     .     .     .     .     .     x     .     .     x     .     .
keep the page of Peresecina               x     x     .     .     .     .     .     x     x     .     x     .     .
keep the page of Soroca                   x     .     .     .     .     .     .     .     .     .     .     .     .
decide on a word about Peresecina         x     x     .     .     .     .     .     x     x     .     x     .     .
name a caretaker for Orhei                x     .     .     .     .     .     .     .     .     .     .     .     .
name a caretaker for Peresecina           x     x     .     .     .     .     .     x     .     .     .     .     .
add to the page of Peresecina             x     x     .     .     .     .     .     x     x     .     x     x     x
add to the page of Soroca                 x     .     .     .     .     .     .     .     .     .     .     .     .
follow a place                            x     x     x     x     x     x     x     x     x     x     x     x     x
work on programmes at all                 x     x     x     x     .     .     .     x     x     .     x     .     .
write a programme of Orhei town hall      x     x     .     x     .     .     .     x     .     .     x     .     .
define a programme of Orhei               x     x     .     x     .     .     .     x     .     .     x     .     .
see the round of Orhei                    x     x     .     x     .     .     .     x     .     .     x     .     .
own somebody's application                .     .     .     .     .     .     .     .     .     .     .     .     .
write in somebody's application           .     .     .     .     .     .     .     .     .     .     .     .     .
handle an application to Orhei            .     .     .     .     .     .     .     .     .     .     x     .     .
declare interests in a review             .     .     .     x     .     .     .     .     .     .     .     .     .
review an application to Orhei            .     .     .     x     .     .     .     .     .     .     .     .     .
confirm a decision at Orhei               .     .     .     .     .     .     .     .     .     .     x     .     .
accompany a grant of Orhei                .     .     .     .     .     .     .     .     .     .     x     .     .
keep offices at all                       x     x     x     .     .     .     .     x     x     x     .     .     .
add an office                             x     x     x     .     .     .     .     .     .     .     .     .     .
keep Orhei town hall                      x     x     .     .     .     .     .     x     .     .     .     .     .
keep the embassy in Italy                 x     .     x     .     .     .     .     .     .     x     .     .     .
keep somebody who answers at Orhei        x     x     .     .     .     .     .     x     .     .     .     .     .
keep an office of Soroca                  x     .     .     .     .     .     .     .     .     .     .     .     .
keep somebody who answers at Soroca       x     .     .     .     .     .     .     .     .     .     .     .     .
be somebody who answers at Orhei          .     .     .     .     .     .     .     .     .     .     .     .     .
bring a list of offices                   x     x     x     .     .     .     .     .     .     .     .     .     .
approve a list over Orhei                 x     x     .     .     .     .     .     .     .     .     .     .     .
take back a list over Orhei               x     x     .     .     .     .     .     .     .     .     .     .     .
approve a list over Soroca                x     .     .     .     .     .     .     .     .     .     .     .     .
take back a list over Soroca              x     .     .     .     .     .     .     .     .     .     .     .     .
write the message of a month              x     .     .     x     .     .     .     .     .     .     .     .     .
see the languages of texts                x     x     .     x     .     .     .     x     x     .     .     .     .
translate a text of Orhei                 x     x     .     x     .     .     .     x     .     .     .     .     .
translate a text of the country           x     .     .     x     .     .     .     .     .     .     .     .     .
keep the glossary                         x     .     .     x     .     .     .     .     .     .     .     .     .
judge organisations at all                x     x     x     .     x     x     x     x     x     x     .     .     .
lead the Orhei hospital                   .     .     .     .     .     .     .     .     .     .     .     x     .
look at an association of Orhei           x     x     x     .     x     x     x     x     .     x     .     .     .
look at an organisation of Soroca         x     .     .     .     x     .     .     .     .     .     .     .     .
judge an association of Orhei             x     x     x     .     .     .     .     x     .     x     .     .     .
judge an organisation of Soroca           x     .     .     .     .     .     .     .     .     .     .     .     .
list an association of Orhei              x     x     x     .     x     x     x     x     .     x     .     .     .
agree as the second                       x     x     x     .     .     .     .     x     .     x     .     .     .
decide on a claim in Orhei                x     x     x     .     .     .     .     x     .     x     .     .     .
claim a page that nobody leads            x     x     x     x     x     x     x     x     x     x     x     x     x
write to many for a listed one            .     .     .     .     .     .     .     .     .     .     .     .     .
collect for a listed one                  .     .     .     .     .     .     .     .     .     .     .     .     .
reserve names                             x     .     .     .     .     .     .     .     .     .     .     .     .
be found in the directory                 x     x     x     x     x     x     x     x     x     x     x     x     x
write in somebody's contact               .     .     .     .     .     .     .     .     .     .     .     .     .
work on groups at all                     x     x     x     .     .     .     .     x     x     x     .     .     .
work on a group of Orhei                  x     x     .     .     .     .     .     x     .     .     .     .     .
work on a group of Soroca                 x     .     .     .     .     .     .     .     .     .     .     .     .
work on a group of people in Italy        x     .     x     .     .     .     .     .     .     x     .     .     .
open a group of Orhei                     x     x     .     .     .     .     .     x     .     .     .     .     .
check a moderator of the young            x     x     .     .     .     .     .     x     .     .     .     .     .
open a group of Soroca                    x     .     .     .     .     .     .     .     .     .     .     .     .
open a group of people in Italy           x     .     x     .     .     .     .     .     .     x     .     .     .
check one of the young in Soroca          x     .     .     .     .     .     .     .     .     .     .     .     .
join a group of Orhei                     x     x     x     x     x     x     x     x     x     x     x     x     x
read a group of Orhei                     .     .     .     .     .     .     .     .     .     .     .     .     .
see who is in a group of Orhei            .     .     .     .     .     .     .     .     .     .     .     .     .
write in a group of Orhei                 .     .     .     .     .     .     .     .     .     .     .     .     .
take over a group of Orhei                .     .     .     .     .     .     .     .     .     .     .     .     .
tend a group of Orhei                     .     .     .     .     .     .     .     .     .     .     .     .     .
change a post in a group                  .     .     .     .     .     .     .     .     .     .     .     .     .
take a post in a group away               .     .     .     .     .     .     .     .     .     .     .     .     .
bring in lists of organisations           x     .     .     .     .     .     .     .     .     .     .     .     .
ask a machine for translations            x     x     x     x     .     .     .     .     .     .     .     .     .
"""


@dataclass(frozen=True)
class Verb:
    """``may(user, world)``; ``predicate``: the sentence of permissions.py that it asks, None for a question of rows."""

    may: Callable
    predicate: Callable | None = None


def ask(predicate, thing=None) -> Verb:
    """A predicate on a thing that ``thing`` picks from the world."""
    return Verb(lambda user, world: predicate(user, *([thing(world)] if thing else [])), predicate)


def invite(kind, **bounds) -> Verb:
    def may(user, world):
        found = {
            key: world.cast.places[value] if key in ("place", "residence") else value for key, value in bounds.items()
        }
        if "body" in found:
            found["body"] = getattr(world.cast, found["body"]).audience_key
        return administration.may_grant_role(user, kind, Bounds(**found))

    return Verb(may, administration.may_grant_role)


def a_group(world, state="open", kind="hometown", at="MD-OR"):
    """A group of a district or a country that somebody proposed who does not work here; nobody tends it."""
    ages = {"age_from": 16, "age_to": 25} if kind == "youth" else {}
    where = {"place" if "-" in at else "residence": world.cast.places[at]}
    return Group.objects.get_or_create(
        slug=f"{kind}-{state}-{at.lower()}", defaults={"state": state, "kind": kind, **ages, **where}
    )[0]


def a_post(world):
    return Post.objects.get_or_create(group=a_group(world), author=world.abroad, words="Hello")[0]


def a_contact(world):
    found = Contact.objects.first() or Contact.ask(world.abroad, world.soroca_member, words="Hello", name="Helper")
    return found.accept(by=world.soroca_member, name="Sana")


def role_of(name):
    return lambda world: world.people[name].roles.get()


def sent_to(world, code) -> Edition:
    """A story that a member abroad sent in."""
    return Edition(place=world.cast.places[code], story=Story(author=world.abroad))


def text_of_orhei(world) -> Guide:
    known = Guide.objects.filter(slug="of-orhei").select_related("place").first()
    return known or make_guide(world.cast, slug="of-orhei", place=world.cast.places["MD-OR"])


def draft_of_orhei(world) -> Submission:
    waiting = Submission.objects.waiting().first()
    return waiting or Submission.send(text_of_orhei(world), by=world.people["r-or"])


def edits(code) -> Verb:
    """A guide is worked on when its row lies inside what the editor shows."""

    def may(user, world):
        place = world.cast.places[code]
        row = Guide(
            title="A guide", slug=f"guide-{code.lower()}", lead="x", topic="papers", place=place,
            office=world.cast.bureau, locale=Locale.objects.get_or_create(language_code="en")[0],
        )  # fmt: skip
        existing = Guide.objects.filter(slug=row.slug)
        if not existing.exists():
            row.save()
        return Guide.objects.worked_on_by(user).filter(slug=row.slug).exists()

    return Verb(may)


def somebody_at_orhei(world) -> FocalPoint:
    return FocalPoint(office=world.cast.town_hall, member=make_member("Answers There"), name="Answers There")


def office_of_soroca(world) -> Office:
    said = {"kind": "town_hall", "place": world.cast.places["MD-SO"], "names": {"en": "Soroca town hall"}}
    return Office.objects.get_or_create(slug="soroca-town-hall", defaults=said)[0]


def list_of(code, is_done=False):
    """Brought by an administrator who is none of those asked here."""

    def found(world) -> Batch:
        done = {"applied_at": timezone.now(), "made": {"offices": [0]}} if is_done else {}
        said = {"file_digest": "", "scope_path": world.cast.places[code].path, **done}
        return Batch.objects.get_or_create(name=f"{code} {is_done}.csv", defaults={"body": b"", **said})[0]

    return found


def wording_of(code):
    """A text of a place; not kept."""
    return lambda world: Wording(place=world.cast.places[code])


def _guide_in(world, code) -> Guide:
    return Guide(place=world.cast.places[code])


VERBS = {
    "keep offices at all": ask(focalpoints.may_keep_offices),
    "add an office": ask(focalpoints.may_add_office),
    "keep Orhei town hall": ask(focalpoints.may_keep_office, lambda world: world.cast.town_hall),
    "keep the embassy in Italy": ask(focalpoints.may_keep_office, lambda world: world.cast.embassy),
    "keep somebody who answers at Orhei": ask(focalpoints.may_keep_person, somebody_at_orhei),
    "be somebody who answers at Orhei": ask(focalpoints.may_be_person, somebody_at_orhei),
    "bring a list of offices": ask(focalpoints.may_bring_list),
    "approve a list over Orhei": ask(focalpoints.may_approve_list, list_of("MD-OR")),
    "take back a list over Orhei": ask(focalpoints.may_undo_list, list_of("MD-OR", is_done=True)),
    "keep an office of Soroca": ask(focalpoints.may_keep_office, office_of_soroca),
    "keep somebody who answers at Soroca": ask(
        focalpoints.may_keep_person, lambda world: FocalPoint(office=office_of_soroca(world), name="Answers There")
    ),
    "approve a list over Soroca": ask(focalpoints.may_approve_list, list_of("MD-SO")),
    "take back a list over Soroca": ask(focalpoints.may_undo_list, list_of("MD-SO", is_done=True)),
    "write the message of a month": ask(focalpoints.may_write_monthly),
    "see the languages of texts": ask(languages.may_see_languages),
    "translate a text of Orhei": ask(languages.may_translate, wording_of("MD-OR")),
    "translate a text of the country": ask(languages.may_translate, wording_of("MD")),
    "keep the glossary": ask(languages.may_keep_glossary),
    "ask a machine for translations": ask(languages.may_ask_machine),
    "work on any need": ask(opportunities.may_work_on_needs),
    "write a need for Orhei": Verb(
        lambda user, world: opportunities.may_write_need(user, world.cast.hospital, world.cast.places["MD-OR"]),
        opportunities.may_write_need,
    ),
    "write a need for Soroca": Verb(
        lambda user, world: opportunities.may_write_need(
            user, world.soroca_need.organisation, world.cast.places["MD-SO"]
        )
    ),
    "work on a need in Orhei": ask(opportunities.may_work_on_need, lambda world: world.orhei_need),
    "work on a need in Soroca": ask(opportunities.may_work_on_need, lambda world: world.soroca_need),
    "publish a need of rep-or": ask(opportunities.may_publish_need, lambda world: world.own_proposal),
    "close a need in Orhei": ask(opportunities.may_close_need, lambda world: world.orhei_need),
    "answer a need in Orhei": Verb(
        lambda user, world: opportunities.may_answer_need(user, world.orhei_need, timezone.localdate()),
        opportunities.may_answer_need,
    ),
    "see an answer to Orhei": Verb(
        lambda user, world: Answer.objects.received_by(user).filter(pk=world.answer.pk).exists()
    ),
    "see an answer to Soroca": Verb(
        lambda user, world: Answer.objects.visible_to(user).filter(pk=world.soroca_answer.pk).exists()
    ),
    "handle an answer to Orhei": ask(opportunities.may_handle_answer, lambda world: world.answer),
    "handle an answer to Soroca": ask(opportunities.may_handle_answer, lambda world: world.soroca_answer),
    "own somebody's answer": ask(opportunities.may_own_answer, lambda world: world.answer),
    "read a question to Orhei town hall": Verb(
        lambda user, world: Question.objects.visible_to(user).filter(pk=world.question.pk).exists()
    ),
    "answer a question to Orhei town hall": ask(help_.may_answer, lambda world: world.question),
    "read a question to the bureau": Verb(
        lambda user, world: Question.objects.visible_to(user).filter(pk=world.bureau_question.pk).exists()
    ),
    "pass on a question nobody reads": ask(help_.may_pass_on, lambda world: world.bureau_question),
    "set up the desk of Orhei town hall": ask(help_.may_change_desk, lambda world: world.cast.town_hall),
    "make rules of who reads": ask(help_.may_make_rules),
    "change a prepared reply of Orhei": ask(
        help_.may_change_prepared, lambda world: PreparedReply(office=world.cast.town_hall)
    ),
    "change a prepared reply for all": ask(help_.may_change_prepared, lambda world: PreparedReply()),
    "lead the talks of Orhei town hall": ask(help_.may_lead, lambda world: world.cast.town_hall),
    "listen to a talk with Orhei": ask(help_.may_listen, lambda world: Chat(office=world.cast.town_hall)),
    "edit a guide of the country": edits("MD"),
    "edit a guide of Orhei": edits("MD-OR"),
    "let a guide of the country be heard": ask(recordings.may_record, lambda world: _guide_in(world, "MD")),
    "let a guide of Orhei be heard": ask(recordings.may_record, lambda world: _guide_in(world, "MD-OR")),
    "keep links at all": ask(services.may_keep_links),
    "keep a link of the country": ask(services.may_keep_link, lambda world: Link(place=world.cast.places["MD"])),
    "keep a link of Orhei": ask(services.may_keep_link, lambda world: Link(place=world.cast.places["MD-OR"])),
    "keep elections": ask(services.may_keep_elections),
    "keep the steps of the return plan": ask(services.may_keep_steps),
    "write a text of Orhei": ask(texts.may_write_text, text_of_orhei),
    "publish a text of Orhei": ask(texts.may_publish_text, text_of_orhei),
    "approve a draft of rep-or": ask(texts.may_approve, draft_of_orhei),
    "show a draft that rep-or wrote": Verb(
        lambda user, world: texts.may_show(user, text_of_orhei(world), draft_of_orhei(world).revision)
    ),
    "show a picture that rep-or added": Verb(
        lambda user, world: texts.may_show_picture(user, text_of_orhei(world), TextPicture(by=world.people["r-or"]))
    ),
    "publish a text that nobody else read": ask(texts.may_publish_alone),
    "see how fresh texts are": ask(texts.may_see_freshness),
    "decide a report of Orhei": ask(moderation.may_decide_case, lambda world: world.reports["orhei"].case),
    "decide a report of Soroca": ask(moderation.may_decide_case, lambda world: world.reports["soroca"].case),
    "decide a report of Italy": ask(moderation.may_decide_case, lambda world: world.reports["italy"].case),
    "keep prepared decisions of Orhei": ask(moderation.may_keep_prepared, lambda world: world.cast.places["MD-OR"]),
    "keep prepared decisions for everywhere": ask(moderation.may_keep_prepared, lambda world: None),
    "see reports": ask(moderation.may_see_reports),
    "write a story": ask(stories.may_write_story),
    "own somebody's story": ask(stories.may_own_story, lambda world: Story(author=make_member("Somebody Else"))),
    "read what was sent in at all": ask(stories.may_read_editions),
    "judge a story of Orhei": ask(stories.may_judge_edition, lambda world: sent_to(world, "MD-OR")),
    "judge a story of Soroca": ask(stories.may_judge_edition, lambda world: sent_to(world, "MD-SO")),
    "work on the library at all": ask(resources.may_work_on_resources),
    "keep records of Orhei": ask(resources.may_keep_for, lambda world: world.cast.places["MD-OR"]),
    "keep records for every place": Verb(lambda user, world: resources.may_keep_for(user, None)),
    "change a record of Orhei": ask(
        resources.may_change_resource, lambda world: Resource(place=world.cast.places["MD-OR"])
    ),
    "change a collection for every place": ask(resources.may_change_collection, lambda world: Collection()),
    "see people at work": ask(administration.may_see_people),
    "invite an administrator everywhere": invite(RoleKind.ADMINISTRATOR, is_everywhere=True),
    "invite an administrator of Orhei": invite(RoleKind.ADMINISTRATOR, place="MD-OR"),
    "invite an editor of Orhei": invite(RoleKind.EDITOR, place="MD-OR"),
    "invite a moderator of Soroca": invite(RoleKind.MODERATOR, place="MD-SO"),
    "invite a moderator of Italy": invite(RoleKind.MODERATOR, residence="IT"),
    "invite a representative of Orhei": invite(RoleKind.LOCAL_REPRESENTATIVE, place="MD-OR"),
    "invite a representative of Peresecina": invite(RoleKind.LOCAL_REPRESENTATIVE, place="MD-OR-peresecina"),
    "invite a representative of Soroca": invite(RoleKind.LOCAL_REPRESENTATIVE, place="MD-SO"),
    "invite a representative in Italy": invite(RoleKind.RESIDENCE_REPRESENTATIVE, residence="IT"),
    "invite an agent of Orhei town hall": invite(RoleKind.SUPPORT_AGENT, body="town_hall"),
    "invite an agent of the embassy": invite(RoleKind.SUPPORT_AGENT, body="embassy"),
    "invite an officer of the hospital": invite(RoleKind.ORGANISATION_OFFICER, body="hospital"),
    "withdraw an invitation to Orhei": ask(administration.may_withdraw_invitation, lambda world: world.invitation),
    "suspend the role of rep-or": ask(administration.may_manage_role, role_of("r-or")),
    "suspend the role of rep-per": ask(administration.may_manage_role, role_of("r-pe")),
    "end the role of rep-or": ask(administration.may_end_role, role_of("r-or")),
    "hand over the role of rep-or": ask(administration.may_pass_on_role, role_of("r-or")),
    "open private data at all": ask(administration.may_look),
    "look at somebody of Orhei in Italy": ask(administration.may_look_at, lambda world: world.abroad),
    "look at somebody of Soroca in France": ask(administration.may_look_at, lambda world: world.soroca_member),
    "read the record": ask(administration.may_read_records),
    "check the chain": ask(administration.may_verify_chain),
    "switch parts": ask(administration.may_switch_parts),
    "answer feedback on the platform": ask(feedback.may_answer_note, lambda world: Note(place_path="")),
    "answer feedback on a page of Orhei": Verb(
        lambda user, world: feedback.may_answer_note(user, Note(place_path=world.cast.places["MD-OR"].path))
    ),
    "read feedback at all": ask(feedback.may_read_notes),
    "keep the survey's register": ask(feedback.may_keep_survey),
    "name trustees": ask(safety.may_name_trustees),
    "read safe reports": ask(safety.may_read_safe_reports),
    "read figures": ask(insights.may_read_figures),
    "see searches without result": ask(search.may_see_misses),
    "write synonyms": ask(search.may_edit_words),
    "keep any page of a place": ask(localities.may_oversee_pages),
    "keep the page of Orhei": ask(localities.may_keep_page, lambda world: world.cast.places["MD-OR"]),
    "keep the page of Peresecina": ask(localities.may_keep_page, lambda world: world.cast.places["MD-OR-peresecina"]),
    "keep the page of Soroca": ask(localities.may_keep_page, lambda world: world.cast.places["MD-SO"]),
    "decide on a word about Peresecina": ask(localities.may_decide_contribution, lambda world: world.word),
    "name a caretaker for Orhei": ask(localities.may_name_caretaker, lambda world: world.cast.places["MD-OR"]),
    "name a caretaker for Peresecina": ask(
        localities.may_name_caretaker, lambda world: world.cast.places["MD-OR-peresecina"]
    ),
    "add to the page of Peresecina": ask(
        localities.may_contribute, lambda world: world.cast.places["MD-OR-peresecina"]
    ),
    "add to the page of Soroca": ask(localities.may_contribute, lambda world: world.cast.places["MD-SO"]),
    "follow a place": ask(localities.may_follow_place),
    "be found in the directory": ask(community.may_be_found),
    "write in somebody's contact": ask(community.may_write_contact, a_contact),
    "work on groups at all": ask(community.may_work_on_groups),
    "work on a group of Orhei": ask(community.may_work_on_group, a_group),
    "open a group of Orhei": Verb(
        lambda user, world: community.may_open_group(user, a_group(world, "proposed")), community.may_open_group
    ),
    "check a moderator of the young": Verb(
        lambda user, world: community.may_check_moderator(user, a_group(world, "open", "youth")),
        community.may_check_moderator,
    ),
    "work on a group of Soroca": ask(community.may_work_on_group, lambda world: a_group(world, at="MD-SO")),
    "work on a group of people in Italy": ask(community.may_work_on_group, lambda world: a_group(world, at="IT")),
    "open a group of Soroca": ask(community.may_open_group, lambda world: a_group(world, "proposed", at="MD-SO")),
    "open a group of people in Italy": ask(community.may_open_group, lambda world: a_group(world, "proposed", at="IT")),
    "check one of the young in Soroca": ask(
        community.may_check_moderator, lambda world: a_group(world, "open", "youth", "MD-SO")
    ),
    "take over a group of Orhei": ask(community.may_take_over, a_group),
    "join a group of Orhei": ask(community.may_join, a_group),
    "read a group of Orhei": ask(community.may_read_group, a_group),
    "see who is in a group of Orhei": ask(community.may_see_members, a_group),
    "write in a group of Orhei": ask(community.may_post, a_group),
    "tend a group of Orhei": ask(community.may_tend, a_group),
    "change a post in a group": ask(community.may_change_post, a_post),
    "take a post in a group away": ask(community.may_take_post, a_post),
    "work on programmes at all": ask(programmes.may_work_on_programmes),
    "write a programme of Orhei town hall": ask(programmes.may_write_programme, lambda world: world.cast.town_hall),
    "define a programme of Orhei": ask(programmes.may_define_programme, lambda world: world.round.call.programme),
    "see the round of Orhei": ask(programmes.may_see_round, lambda world: world.round.call),
    "own somebody's application": ask(programmes.may_own_application, lambda world: world.round.sent),
    "write in somebody's application": ask(programmes.may_write_application, lambda world: world.round.sent),
    "handle an application to Orhei": ask(programmes.may_handle_application, lambda world: world.round.sent),
    "declare interests in a review": ask(programmes.may_declare_interests, lambda world: world.round.review),
    "review an application to Orhei": ask(programmes.may_review, lambda world: world.round.review),
    "confirm a decision at Orhei": ask(programmes.may_confirm_decision, lambda world: world.round.decision),
    "accompany a grant of Orhei": ask(programmes.may_accompany, lambda world: world.round.granted),
    "judge organisations at all": ask(organisations.may_judge_organisations),
    "lead the Orhei hospital": ask(organisations.may_lead, lambda world: world.cast.hospital),
    "look at an association of Orhei": ask(organisations.may_look_at, lambda world: world.registered.waiting),
    "look at an organisation of Soroca": ask(organisations.may_look_at, lambda world: world.soroca_need.organisation),
    "judge an association of Orhei": ask(organisations.may_judge, lambda world: world.cast.association),
    "judge an organisation of Soroca": ask(organisations.may_judge, lambda world: world.soroca_need.organisation),
    "list an association of Orhei": ask(organisations.may_admit, lambda world: world.registered.waiting),
    "agree as the second": ask(organisations.may_agree, lambda world: world.registered.verification),
    "decide on a claim in Orhei": ask(organisations.may_decide_claim, lambda world: world.registered.claim),
    "claim a page that nobody leads": ask(organisations.may_claim, lambda world: world.registered.claim.organisation),
    "write to many for a listed one": ask(organisations.may_contact_many, lambda world: world.cast.hospital),
    "collect for a listed one": ask(organisations.may_collect, lambda world: world.cast.hospital),
    "reserve names": ask(organisations.may_reserve_names),
    "bring in lists of organisations": ask(organisations.may_bring_lists),
}
# A change that waits is judged as the need it belongs to, by a second person: its own tests say so.
# An appeal is decided by somebody else than who decided first: the tests of stories say so.
ELSEWHERE = {opportunities.may_check_amendment, moderation.may_decide_appeal}


def rows():
    head, *lines = [line for line in TABLE.splitlines() if line.strip()]
    names = head.split()
    for line in lines:
        cells = line.split()[-len(names) :]
        yield line[: line.index("  ")].strip(), dict(zip(names, [cell == "x" for cell in cells], strict=True))


@pytest.fixture
def world(cast):
    return make_world(cast)


def test_the_table_is_the_truth(world):
    told = dict(rows())
    wrong = [
        f"{verb}: {name} is {'refused' if answer else 'let'}"
        for verb, answers in told.items()
        for name, answer in answers.items()
        if bool(VERBS[verb].may(world.people[name], world)) is not answer
    ]
    assert not wrong, "\n".join(wrong)


def test_every_verb_stands_in_the_table():
    assert {verb for verb, _answers in rows()} == set(VERBS)


def test_every_permission_has_a_row():
    asked = {verb.predicate for verb in VERBS.values()} | ELSEWHERE
    silent = [
        f"{app.label}.{name}" for app in our_apps() for name, predicate in _predicates(app) if predicate not in asked
    ]
    assert not silent


def _predicates(app):
    module = getattr(app.module, "permissions", None)
    return [(name, value) for name, value in vars(module).items() if name.startswith("may_")
            and value.__module__ == module.__name__] if module else []  # fmt: skip
