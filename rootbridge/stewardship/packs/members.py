"""Sample members as rows: the cast that one can sign in as, and three hundred drawn from lists of names."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from rootbridge.base.reference.models import Occupation, OccupationSkill, Place, Skill
from rootbridge.base.reference.starter import skill_uri
from rootbridge.people.members.models import (
    Ability,
    Giving,
    Interest,
    Member,
    MemberLanguage,
    MemberSkill,
    Role,
    Seeking,
)
from rootbridge.people.offices.models import FocalPoint, Office
from rootbridge.people.organisations.models import Organisation

from .drawing import Drawn, draw

# Many sample members come from Orhei, so that its figures stand above the limit for small cells.
HOME_WEIGHTS = {"MD-OR": 9, "MD-SO": 4, "MD-CU": 4, "MD-UN": 3, "MD-CA": 3, "MD-TE": 3, "MD-BA": 3}


def load_cast(pack) -> dict[str, Member]:
    """The sample people with a part to play, by key, with their roles."""
    cast = {}
    for row in pack.read("cast.json"):
        drawn = Drawn(
            name=row["name"], email=f"{row['key']}@example.org", language=row["language"], living=row["living"],
            living_city=row["living_city"], home=row["home"], stage=row["stage"], gender=row["gender"],
            age_band=row["age_band"], own_words=[tuple(words) for words in row["own_words"]],
            languages=row["languages"], givings=row["givings"], seekings=row["seekings"], topics=row["topics"],
        )  # fmt: skip
        member = _write([drawn])[0]
        skills = Skill.objects.filter(uri__in=[skill_uri(key) for key in row["skills"]])
        MemberSkill.objects.bulk_create(
            [MemberSkill(member=member, skill=skill) for skill in skills], ignore_conflicts=True
        )
        for role in row["roles"]:
            _give_role(member, role)
        FocalPoint.objects.filter(name=row["name"]).update(member=member)
        cast[row["key"]] = member
    return cast


def _give_role(member, role):
    scope = {"is_everywhere": not set(role) & {"place", "residence", "office", "organisation"}}
    if "place" in role:
        scope["place"] = Place.objects.at(role["place"])
    if "residence" in role:
        scope["residence"] = Place.objects.at(role["residence"])
    if "office" in role:
        scope["body"] = Office.objects.get(slug=role["office"]).audience_key
    if "organisation" in role:
        scope["body"] = Organisation.objects.get(slug=role["organisation"]).audience_key
    Role.objects.create(member=member, kind=role["kind"], starts_on=timezone.localdate() - timedelta(days=90), **scope)


def load_members(pack, count) -> list[Member]:
    facts = pack.facts
    homes = [
        (place.code, HOME_WEIGHTS.get(place.path.split("/")[1], 1))
        for place in Place.objects.offered().filter(country_code=pack.country, kind=Place.Kind.LOCALITY)
    ]
    spread = {}
    for code, _weight in homes:
        spread[code[:5]] = spread.get(code[:5], 0) + 1
    even = [(code, weight / spread[code[:5]]) for code, weight in homes]
    drawn = draw(count, seed=pack.name, people=pack.read("people.json"), residences=facts["residence"],
                 homes=even, country=pack.country)  # fmt: skip
    return _write(drawn)


def _write(drawn: list[Drawn]) -> list[Member]:
    places = {place.code: place for place in Place.objects.all()}
    now, closed = timezone.now(), make_password(None)
    members = Member.objects.bulk_create(
        [
            Member(
                email=one.email,
                name=one.name,
                language=one.language,
                living=places[one.living],
                password=closed,
                living_city=one.living_city,
                home=places[one.home],
                stage=one.stage,
                gender=one.gender,
                age_band=one.age_band,
                joined_at=now - timedelta(days=300 - 290 * number // max(1, len(drawn))),
            )  # fmt: skip
            for number, one in enumerate(drawn)
        ]
    )
    pairs = list(zip(members, drawn, strict=True))
    _write_abilities(pairs)
    MemberLanguage.objects.bulk_create(
        [MemberLanguage(member=m, code=code) for m, one in pairs for code in one.languages]
    )
    Giving.objects.bulk_create([Giving(member=m, kind=kind) for m, one in pairs for kind in one.givings])
    Seeking.objects.bulk_create([Seeking(member=m, kind=kind) for m, one in pairs for kind in one.seekings])
    Interest.objects.bulk_create([Interest(member=m, topic=topic) for m, one in pairs for topic in one.topics])
    return members


def _write_abilities(pairs):
    occupations = dict(Occupation.objects.groups().values_list("code", "pk"))
    asked = {}
    for occupation, skill in OccupationSkill.objects.order_by("-is_essential", "skill_id").values_list(
        "occupation_id", "skill_id"
    ):
        asked.setdefault(occupation, []).append(skill)
    abilities, skills = [], set()
    for member, one in pairs:
        for text, language, codes in one.own_words:
            occupation = occupations.get(codes[0]) if codes else None
            abilities.append(Ability(member=member, own_words=text, language=language, occupation_id=occupation))
            skills.update((member.pk, skill) for skill in asked.get(occupation, [])[: 2 + member.pk % 3])
    Ability.objects.bulk_create(abilities, ignore_conflicts=True)
    MemberSkill.objects.bulk_create(
        [MemberSkill(member_id=member, skill_id=skill) for member, skill in sorted(skills)], ignore_conflicts=True
    )
