"""Invented associations by country, in the proportions in which people live abroad; written in bulk, nobody is told."""

import csv
import io
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Role, RoleKind
from rootbridge.people.organisations.models import Organisation, Standing, Tie
from rootbridge.people.organisations.skeletons import spoken
from rootbridge.subjects.associations.entries import guess
from rootbridge.subjects.associations.models import Load
from rootbridge.subjects.associations.rows import rows_of

LEADERS = 12  # each leads several, so that most sample members hold no role
SOURCE = "Sample list of the consulates, 2025"


def write_communities(pack, members) -> list[Organisation]:
    """Each row of ``communities.csv``, which a pack may leave out: verified and listed ones are led by sample members,
    unclaimed ones by nobody, of sleeping ones nobody hears any more."""
    path = pack.folder / "communities.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["home"] for row in rows} | {row["country"] for row in rows}
    places = {place.code: place for place in Place.objects.filter(code__in=codes)}
    words, now = pack.read("communities.json"), timezone.now()
    made = Organisation.objects.bulk_create(
        [_organisation(row, places, words, now - timedelta(days=number)) for number, row in enumerate(rows)]
    )
    for one in made:
        one.body = f"organisation:{one.pk}"
    Organisation.objects.bulk_update(made, ["body"])
    pairs = list(zip(made, rows, strict=True))
    Tie.objects.bulk_create([Tie(organisation=one, side="home", place=one.place) for one in made])
    Tie.objects.bulk_create(
        [Tie(organisation=one, side="here", place=one.residence, town=row["town"]) for one, row in pairs]
    )
    Standing.objects.bulk_create([_standing(one, row, now) for one, row in pairs])
    members = members[-LEADERS:]
    led = [one for one, row in pairs if row["state"] != "unclaimed"]
    Role.objects.bulk_create([
        Role(member=members[number % len(members)], kind=RoleKind.ORGANISATION_OFFICER, body=one.body)
        for number, one in enumerate(led)
    ])  # fmt: skip
    return made


def write_list(pack) -> list[Load]:
    """``list_of_consulate.csv``, which a pack may leave out: brought, its columns chosen, not applied yet."""
    path = pack.folder / "list_of_consulate.csv"
    if not path.is_file():
        return []
    body = path.read_bytes()
    _line, header = next(rows_of(io.BytesIO(body), path.name))
    return [Load.objects.create(name=SOURCE, body=body, mapping=guess(header))]


def _organisation(row, places, words, since) -> Organisation:
    asleep, led = row["state"] == "sleeping", row["state"] != "unclaimed"
    confirmed = since - timedelta(days=420 if asleep else 0) if led else None
    return Organisation(
        slug=slugify(spoken(row["name"])), kind=row["kind"], names={"ro": row["name"]},
        about=dict(zip(("ro", "en"), words[row["work"]], strict=True)), works_on=[row["work"]], languages=["ro"],
        place=places[row["home"]], residence=places[row["country"]], source="" if led else SOURCE,
        state="verified" if row["state"] == "verified" else "listed", registered_at=since - timedelta(days=600),
        confirmed_at=confirmed, asleep_at=since - timedelta(days=200) if asleep else None,
    ).prepare()  # fmt: skip


def _standing(one, row, now) -> Standing:
    if row["state"] != "verified":
        return Standing(organisation=one, kind="listed", at=one.registered_at)
    day = timezone.localdate(now) + timedelta(days=200)
    return Standing(organisation=one, kind="verified", at=one.registered_at, recheck_on=day)
