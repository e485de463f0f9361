"""Country files of GeoNames: what they add, what they fill in and never overrule."""

import pytest
from django.core.management import call_command

from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.place_import import Refused, import_places

pytestmark = pytest.mark.django_db


def row(number, name, kind, admin="", admin2="", **more):
    """A line in the shape of MD.txt: 19 columns between tabs."""
    cells = [str(number), name, name, more.get("also", ""), "47.38494", "28.82450", kind[0], kind, "MD", "", admin]
    return "\t".join([*cells, admin2, "", "", str(more.get("people", 0)), "", "70", "Europe/Chisinau", "2024-01-01"])


ROWS = [
    row(617486, "Orhei", "PPLA", "49", people=25641, also="Orgeyev,Оргеев,أورهي"),
    row(617485, "Raionul Orhei", "ADM1", "49", also="Orhei"),
    row(617400, "Peresecina", "PPL", "49", people=7000),
    row(617401, "Vechea Moară", "PPLQ", "49"),
    row(617402, "Lacul Ghidighici", "LK", "49"),
    row(617403, "Satul Fără Raion", "PPL", "00"),
]
NAMES = [
    "1\t617400\tru\tПересечина\t\t\t\t\t\t", "2\t617400\tru\tПересечино\t1\t\t\t\t\t",
    "3\t617400\tlink\thttps://example.org\t\t\t\t\t\t", "4\t617400\ten\tOld Peresecina\t\t\t\t1\t\t",
    "5\t999\tru\tЧужое\t\t\t\t\t\t",
]  # fmt: skip


@pytest.fixture
def files(tmp_path):
    """(the country file, the alternate names)"""
    (tmp_path / "MD.txt").write_text("\n".join([*ROWS, ""]), "utf8")
    (tmp_path / "alternateNamesV2.txt").write_text("\n".join([*NAMES, ""]), "utf8")
    return tmp_path / "MD.txt", tmp_path / "alternateNamesV2.txt"


def test_it_adds_units_and_places_with_their_names_in_each_script(files):
    report = import_places(files[0], names=files[1])
    assert (report.counts["add"], report.passed_over) == (4, 2)
    district, village = Place.objects.get(geonames=617485), Place.objects.get(geonames=617400)
    assert (district.kind, district.code, district.official_code) == ("region", "MD-g617485", "")
    assert village.path == "MD/MD-g617485/MD-g617485-g617400/"
    assert village.names == {"en": "Peresecina", "ru": "Пересечино"}
    assert (village.also, village.former_names, village.population) == (["Пересечина"], ["Old Peresecina"], 7000)
    assert Place.objects.typed("أورهي", language="ar")[0].geonames in (617485, 617486)
    assert Place.objects.get(geonames=617403).parent.code == "MD"


def test_it_doubles_nothing_and_never_overrules_an_official_list(files, tmp_path):
    call_command("import_countries", regions=["MD"], verbosity=0)
    (tmp_path / "units.csv").write_text(
        "code,parent,type,name_ro,name_ru,lat,lon\n6401,MD-OR,oraș,Orhei,Орхей,47.39,28.83\n"
        "6453,MD-OR,sat,Peresecina,,,\n", "utf8",
    )  # fmt: skip
    import_places(tmp_path / "units.csv", country="MD")
    for _time in range(2):
        report = import_places(files[0], names=files[1])
    assert not any(report.counts.values())
    town, village = Place.objects.get(official_code="6401"), Place.objects.get(official_code="6453")
    assert (town.geonames, town.names["ru"], str(town.latitude), town.unit) == (617486, "Орхей", "47.39", "town")
    assert (town.population, Place.objects.at("MD-OR").geonames) == (25641, 617485)
    assert (village.names["ru"], str(village.latitude)) == ("Пересечино", "47.38")
    assert Place.objects.typed("Old Peresecina", language="ro")[0] == village
    assert Place.objects.filter(country_code="MD", kind="locality").count() == 3


def test_a_file_that_is_not_of_geonames_or_half_of_it_is_refused(files):
    path, _names = files
    path.write_text("\n".join([*ROWS[:2], ROWS[2][:40], ""]), "utf8")
    with pytest.raises(Refused, match="line 3: .* columns where 19 should be"):
        import_places(path)
    path.write_bytes("\n".join(ROWS).encode("cp1251", "replace"))
    with pytest.raises(Wrong, match="not written in UTF-8"):
        import_places(path)
