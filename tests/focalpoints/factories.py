"""Lists and people of offices."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.people.offices.importing import deed
from rootbridge.people.offices.importing.columns import guessed
from rootbridge.people.offices.importing.sheet import head_of
from rootbridge.people.offices.models import Batch, FocalPoint

HEAD = "office,kind,place,serves,phone,hours,person,function,email,language,ends_on"
HALL = 'Primăria Peresecina,town_hall,MD-OR-peresecina,,+373 235 00 1,"mon-fri 08:00-12:00, 13:00-17:00"'
ROWS = (
    f"{HALL},Ana Exemplu,Secretară,ana.exemplu@example.org,ro,",
    "Consulate in Turin,consulate,MD,IT,,,Vasile Crudu,Consul,,ru,2031-12-31",
)


def sheet(*rows) -> bytes:
    return "\n".join([HEAD, *(rows or ROWS)]).encode()


def bring(by, *rows, path="", residence="") -> Batch:
    body = sheet(*rows)
    return Batch.bring(
        "offices.csv", body, guessed(head_of("offices.csv", body)), by=by, path=path, residence=residence
    )


def approve(batch, *people) -> Batch:
    for one in people:
        batch.approve(by=one, digest=batch.digest, read_in=lambda row, one=one: deed.read_in(row, by=one))
    return batch


def make_person(office, name="Ion Lupu", **known) -> FocalPoint:
    """Somebody who confirmed long ago and is public."""
    at = timezone.now() - timedelta(days=20)
    known = {"confirmed_at": at, "checked_at": at, "is_public": True, "functions": {"en": "Secretary"}} | known
    known.setdefault("starts_on", timezone.localdate() - timedelta(days=400))
    return FocalPoint.objects.create(office=office, name=name, **known)
