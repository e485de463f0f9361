"""The associations of the Moldova pack: as many, and where, as its people live."""

import csv
import json
from collections import Counter
from pathlib import Path

PACK = Path(__file__).parents[2] / "packs/moldova"
# Where Moldovans live, by the number of them (UN DESA 2020, residence permits 2023), the most first.
MOST = ["IT", "RU", "DE"]


def rows() -> list[dict]:
    with (PACK / "communities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_hundred_and_forty_stand_by_country_in_the_proportions_of_the_people():
    named = [row["residence"] for row in json.loads((PACK / "associations.json").read_text("utf8"))]
    lands = Counter([*named, *(row["country"] for row in rows())])
    assert sum(lands.values()) == 140
    assert [land for land, _count in lands.most_common(3)] == MOST
    assert len(lands) >= 15 and lands["IT"] / 140 > 0.2


def test_no_country_has_far_more_or_fewer_than_its_people():
    """But Romania, where many hold its passport and few found associations."""
    weights = {one["code"]: one["weight"] for one in json.loads((PACK / "pack.json").read_text("utf8"))["residence"]}
    lands = Counter(row["country"] for row in rows())
    shares = {code: len(rows()) * weight / sum(weights.values()) for code, weight in weights.items() if code != "RO"}
    assert not [code for code, share in shares.items() if not share / 3.5 - 1 <= lands[code] <= share * 3.5 + 1]


def test_every_district_has_one_and_every_state_and_kind_is_there():
    with (PACK / "places.csv").open(encoding="utf-8", newline="") as file:
        regions = {line["code"] for line in csv.DictReader(file) if line["parent"] == "MD" and line["kind"] == "region"}
    assert {row["home"] for row in rows()} == regions
    assert {row["state"] for row in rows()} == {"verified", "listed", "unclaimed", "sleeping"}
    assert len({row["name"] for row in rows()}) == len(rows()) and len({row["kind"] for row in rows()}) >= 6


def test_twelve_full_places_have_associations_abroad():
    full = {page["place"] for page in json.loads((PACK / "localities.json").read_text("utf8"))["pages"]}
    regions = {"-".join(code.split("-")[:2]) for code in full}
    homes = {"-".join(row["home"].split("-")[:2]) for row in rows()}
    assert len(full) >= 12 and regions <= homes
