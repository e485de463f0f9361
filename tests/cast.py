"""The people of the tests. Amina lives abroad, Bilal serves her association, Chidi is a stranger, Dana speaks for
Orhei, Esi administers, and nobody is signed out.

`cast` is a fixture; a folder of tests takes it by `from tests.cast import cast  # noqa: F401` in its conftest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client
from django.utils import translation

from rootbridge.base.reference.gazetteer import keys_of
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Member, Role, RoleKind
from rootbridge.people.offices.models import Office, OfficeKind
from rootbridge.people.organisations.models import Organisation, OrganisationKind

PLACES = [
    # code, what it lies in, kind, names
    ("MD-OR", "MD", "region", {"en": "Orhei", "ro": "Orhei", "ru": "Орхей"}),
    ("MD-OR-orhei", "MD-OR", "locality", {"en": "Orhei town", "ro": "Orhei", "ru": "Орхей"}),
    ("MD-OR-peresecina", "MD-OR", "locality", {"en": "Peresecina", "ro": "Peresecina", "ru": "Пересечина"}),
    ("MD-SO", "MD", "region", {"en": "Soroca", "ro": "Soroca", "ru": "Сороки"}),
    ("MD-SO-soroca", "MD-SO", "locality", {"en": "Soroca town", "ro": "Soroca", "ru": "Сороки"}),
]


@dataclass
class Cast:
    """Members, places and bodies by name; `enter(person)` is a client signed in as them, having just shown the
    second factor where they have one."""

    amina: Member
    bilal: Member
    chidi: Member
    dana: Member
    esi: Member
    nobody: AnonymousUser
    places: dict[str, Place]
    association: Organisation
    hospital: Organisation
    town_hall: Office
    embassy: Office
    bureau: Office

    @property
    def everybody(self) -> dict[str, object]:
        """Name → person, the rows of a table of permissions."""
        return {name: getattr(self, name) for name in ("nobody", "amina", "bilal", "chidi", "dana", "esi")}

    def enter(self, person) -> Client:
        """A browser signed in as this person; signed out for nobody. Same origin, as our own pages send."""
        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        if person.pk:
            client.force_login(person)
            show_factor(client, person)
        return client

    def again(self, person: Member) -> Member:
        """The person as the database has them now, nothing remembered."""
        return Member.objects.get(pk=person.pk)


def make_place(code: str, parent: str, kind: str, names: dict) -> Place:
    """A place as a pack would load it; the one there is when it exists."""
    found = Place.objects.filter(code=code).first()
    if found is None:
        found = _place(code, Place.objects.get(code=parent), kind, names)
        found.save()
    return found


def _place(code: str, above: Place, kind: str, names: dict) -> Place:
    return Place(
        code=code, kind=kind, parent=above, path=f"{above.path}{code}/", country_code=above.country_code,
        names=names, keys=keys_of([*names.values()]), timezone=above.timezone,
    )  # fmt: skip


def make_member(name: str, **fields) -> Member:
    """A member whose address is their first name at example.org, unless told."""
    fields.setdefault("email", f"{name.split()[0].lower()}@example.org")
    member, _made = Member.objects.join(fields.pop("email"), language=fields.pop("language", "en"))
    return member.change(by=member, name=name, **fields)


def give_role(member: Member, kind: str, **scope) -> Role:
    """A role with one scope (``is_everywhere``, ``place``, ``residence`` or ``body``), and a second factor."""
    role = Role.objects.create(member=member, kind=kind, **scope)
    add_second_factor(member)
    member.__dict__.pop("reach", None)
    return role


def add_second_factor(member: Member) -> None:
    if not Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).exists():
        _second_factor(member).save()


def _second_factor(member: Member) -> Authenticator:
    return Authenticator(user=member, type=Authenticator.Type.TOTP, data={"secret": "not used here"})


def show_factor(client: Client, person: Member) -> None:
    """This session showed the second factor just now, if its owner has one; noted as its page would note it."""
    if person.authenticator_set.filter(type=Authenticator.Type.TOTP).exists():
        note_sign_in(client, person, method="mfa", type="totp")


def note_sign_in(client: Client, person: Member, *, method: str, minutes_ago: int = 0, **more) -> None:
    """The session of a browser knows that its owner showed that it is them: by "code" or "mfa"."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, method=method, **more)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= minutes_ago * 60
    request.session.save()


def make_office(slug: str, kind: str, place: Place, **fields) -> Office:
    names = fields.pop("names", {"en": slug.replace("-", " ").capitalize()})
    return Office.objects.create(slug=slug, kind=kind, names=names, place=place, **fields)


def make_cast() -> Cast:
    """Everybody, with the places they come from and live in. Called once a test, so everybody is written at once, and
    nothing is recorded of it."""
    places = {place.code: place for place in _places()}
    association = Organisation.objects.create(
        slug="orhei-in-turin", kind=OrganisationKind.HOMETOWN_ASSOCIATION, names={"en": "Orhei in Turin"},
        place=places["MD-OR"], residence=places["IT"], state="listed",
    )  # fmt: skip
    hospital = Organisation.objects.create(
        slug="orhei-hospital", kind=OrganisationKind.HOSPITAL, names={"en": "Orhei district hospital"},
        place=places["MD-OR"], state="listed",
    )  # fmt: skip
    people = _people(places)
    _with_roles(
        Role(member=people["bilal"], kind=RoleKind.ORGANISATION_OFFICER, body=association.body),
        Role(member=people["dana"], kind=RoleKind.LOCAL_REPRESENTATIVE, place=places["MD-OR"]),
        Role(member=people["esi"], kind=RoleKind.ADMINISTRATOR, is_everywhere=True),
    )
    return Cast(
        **people, nobody=AnonymousUser(), places=places, association=association, hospital=hospital,
        town_hall=make_office("orhei-town-hall", OfficeKind.DISTRICT_COUNCIL, places["MD-OR"]),
        embassy=make_office("embassy-rome", OfficeKind.EMBASSY, places["IT"], serves=["IT"]),
        bureau=make_office("bureau", OfficeKind.BUREAU, places["MD"]),
    )  # fmt: skip


def _places() -> Iterable[Place]:
    """Those of PLACES, made where a pack has not made them, and the countries that people live in."""
    wanted = ["MD", "IT", "FR", "RO", *(code for code, *_rest in PLACES)]
    known = {place.code: place for place in Place.objects.filter(code__in=wanted)}
    for kind in ("region", "locality"):
        missing = [row for row in PLACES if row[2] == kind and row[0] not in known]
        made = Place.objects.bulk_create(
            _place(code, known[above], kind, names) for code, above, kind, names in missing
        )
        known |= {place.code: place for place in made}
    return known.values()


def _people(places: dict[str, Place]) -> dict[str, Member]:
    abroad = {"stage": "abroad", "living": places["IT"]}
    people = {
        "amina": Member(name="Amina Rusu", **abroad, living_city="Turin", home=places["MD-OR-peresecina"]),
        "bilal": Member(name="Bilal Ceban", **abroad, home=places["MD-OR"]),
        "chidi": Member(name="Chidi Okafor", living=places["FR"]),
        "dana": Member(name="Dana Lungu", stage="home", living=places["MD"], home=places["MD-OR"]),
        "esi": Member(name="Esi Munteanu"),
    }
    for name, person in people.items():
        person.email = f"{name}@example.org"
        person.set_unusable_password()
    Member.objects.bulk_create(people.values())
    return people


def _with_roles(*roles: Role) -> None:
    Role.objects.bulk_create(roles)
    Authenticator.objects.bulk_create(_second_factor(role.member) for role in roles)


@pytest.fixture
def cast(db) -> Iterator[Cast]:
    """Everybody; addresses are made in English, whatever page an earlier test read."""
    with translation.override("en"):
        yield make_cast()
