"""Official lists of places: what they add, rename, move and merge, that a dry run tells it, and what is refused."""

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rootbridge.base.reference import place_import, tables
from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.models import FormerAddress, Place
from rootbridge.base.reference.place_import import Refused, import_places

pytestmark = pytest.mark.django_db
HEAD = ["Cod", "Cod superior", "Tip", "Denumire", "Название", "Denumiri vechi", "Comasat cu", "Lat", "Lon"]
LIST = [
    HEAD,
    ["6400", "", "raion", "Orhei", "Орхей", "", "", "47.42", "28.83"],
    ["6401", "6400", "oraș", "Orhei", "Орхей", "Orgheev", "", "47,385", "28.825"],
    ["6453", "6400", "sat", "Peresecina", "Пересечино", "", "", "", ""],
    ["6472", "6400", "comună", "Trebujeni", "", "", "", "", ""],
    ["6473", "6472", "sat", "Butuceni", "Бутучаны", "", "", "", ""],
    ["6915", "9800", "sat", "Butuceni", "", "", "", "", ""],
    ["9800", "", "unitate teritorială", "Stînga Nistrului", "", "", "", "", ""],
]


@pytest.fixture
def sheet(tmp_path):
    """``sheet(rows)``: a CSV with these rows; ``name`` with the ending .xlsx makes a workbook."""

    def write(rows, name="units.csv", encoding="utf-8", joined=";"):
        path = tmp_path / name
        if name.endswith(".xlsx"):
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)
            book.save(path)
        else:
            path.write_bytes("\r\n".join([*(joined.join(row) for row in rows), ""]).encode(encoding))
        return path

    return write


@pytest.fixture
def orhei(sheet):
    """The list above, read."""
    report = import_places(sheet(LIST), country="MD")
    assert report.counts["add"] == 7
    return report


def changed(code, **values):
    """The list with some cells of one row changed."""
    at = {name: HEAD.index(name) for name in HEAD}
    rows = [list(row) for row in LIST]
    row = next(row for row in rows if row[0] == code)
    for name, value in values.items():
        row[at[name.replace("_", " ")]] = value
    return rows


def everything():
    fields = [field.attname for field in Place._meta.local_fields]
    return [list(Place.objects.order_by("pk").values_list(*fields)), list(FormerAddress.objects.values_list("word"))]


def test_it_builds_the_tree_in_any_order_of_rows(orhei):
    butuceni = Place.objects.get(official_code="6473")
    assert butuceni.code == "MD-6400-6473"
    assert butuceni.path == "MD/MD-6400/MD-6400-6472/MD-6400-6473/"
    assert [place.official_code for place in butuceni.ancestors()][:2] == ["6472", "6400"]
    assert (butuceni.kind, butuceni.unit, butuceni.names["ru"]) == ("locality", "village", "Бутучаны")
    town = Place.objects.get(official_code="6401")
    assert (str(town.latitude), str(town.longitude), town.timezone) == ("47.38", "28.82", "Europe/Chisinau")


def test_the_town_and_the_district_are_told_apart_wherever_they_are_named(orhei):
    district, town = Place.objects.get(official_code="6400"), Place.objects.get(official_code="6401")
    assert (district.name("en"), town.name("en")) == ("Orhei, district", "Orhei, town")
    assert district.bare_name("en") == town.bare_name("en") == "Orhei"
    assert (district.slug, town.slug) == ("orhei", "orhei-town")
    assert town.lineage("en") == "Orhei, town, Orhei, Moldova"
    villages = {place.name("en") for place in Place.objects.filter(names__ro="Butuceni")}
    assert villages == {"Butuceni, Orhei", "Butuceni, Stînga Nistrului"}
    assert Place.objects.get(official_code="6453").name("en") == "Peresecina"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Orhei", ["6400", "6401"]),
        ("Orhei, town", ["6401"]),
        ("Orhei, oraș", ["6401"]),
        ("Орхей, район", ["6400"]),
        ("Butuceni, Orhei", ["6473"]),
        ("Butuceni, sat, Orhei", ["6473"]),
        ("Orgheev", ["6401"]),
        ("Пересечино", ["6453"]),
    ],
)
def test_what_it_is_called_finds_it_again(orhei, typed, codes):
    found = Place.objects.typed(typed, language="ro", within=Place.objects.at("MD"))
    assert [place.official_code for place in found][: len(codes)] == codes
    assert len(found) == len(codes) or typed == "Orhei"


def test_the_second_time_it_changes_nothing(orhei, sheet):
    before = everything()
    again = import_places(sheet(LIST), country="MD")
    assert not any(again.counts.values())
    assert everything() == before


def test_a_list_without_our_codes_takes_over_what_has_the_same_name_in_the_same_place(sheet):
    call_command("import_countries", regions=["MD"], verbosity=0)
    report = import_places(sheet(LIST), country="MD")
    assert Place.objects.at("MD-OR").official_code == "6400"
    assert Place.objects.get(official_code="6453").code == "MD-OR-6453"
    assert report.counts["add"] == 5


def test_a_workbook_says_the_same_as_a_sheet(orhei, sheet):
    rows = [LIST[0], *([int(row[0]), int(row[1]) if row[1] else None, *row[2:]] for row in LIST[1:])]
    assert not any(import_places(sheet(rows, name="units.xlsx"), country="MD").counts.values())


RENAMED = changed("6472", Denumire="Trebujenii Noi")
MERGED = changed("6453", Comasat_cu="6472")
MOVED = changed("6472", Cod_superior="9800")
NEWS = [*LIST, ["6499", "6400", "sat", "Satul Nou", "", "", "", "", ""]]


@pytest.mark.parametrize(
    ("rows", "what", "said"),
    [
        (RENAMED, "rename", "rename Trebujeni to Trebujenii Noi (MD-6400-6472)"),
        (MERGED, "merge", "merge Peresecina (MD-6400-6453) into MD-6400-6472"),
        (MOVED, "move", "move Trebujeni (MD-6400-6472) to MD-9800"),
        (NEWS, "add", "add Satul Nou (MD-6400-6499, in MD-6400)"),
        (changed("6453", Lat="47.25", Lon="28.77"), "change", "change Peresecina (MD-6400-6453)"),
    ],
)
def test_a_dry_run_tells_what_the_import_then_does(orhei, sheet, capsys, rows, what, said):
    before, path = everything(), sheet(rows)
    call_command("import_places", path, country="md", dry_run=True)
    told = capsys.readouterr().out
    assert said in told
    assert f"1 to {what}" in told
    assert everything() == before
    call_command("import_places", path, country="MD")
    assert f"1 {what}" in capsys.readouterr().out
    after = everything()
    assert after != before
    import_places(path, country="MD")
    assert everything() == after


def test_a_renamed_place_keeps_its_address_and_is_found_by_its_former_name(orhei, sheet):
    import_places(sheet(RENAMED), country="MD")
    place = Place.objects.addressed("trebujeni")
    assert (place.slug, place.code, place.former_names) == ("trebujenii-noi", "MD-6400-6472", ["Trebujeni"])
    assert Place.objects.addressed("MD-6400-6472") == place
    assert place in Place.objects.typed("Trebujeni", language="ro")
    import_places(sheet(LIST), country="MD")
    assert Place.objects.addressed("trebujenii-noi").slug == "trebujeni"


def test_a_merged_place_lies_in_what_took_it_in_and_leads_there(orhei, sheet):
    village, into = Place.objects.get(official_code="6472"), Place.objects.get(official_code="6401")
    import_places(sheet(changed("6472", Comasat_cu="6401")), country="MD")
    village.refresh_from_db()
    into.refresh_from_db()
    assert village.merged_into == into
    assert into.holds(village)
    assert into.holds(Place.objects.get(official_code="6473"))
    assert Place.objects.addressed("trebujeni") == Place.objects.addressed(village.code) == into
    assert Place.objects.typed("Trebujeni", language="ro")[0] == into
    assert village not in Place.objects.offered()
    import_places(sheet(LIST), country="MD")
    assert Place.objects.addressed("trebujeni") == into
    import_places(sheet(changed("6472", Comasat_cu="-")), country="MD")
    village.refresh_from_db()
    assert village.merged_into is None
    assert Place.objects.addressed("trebujeni") == village
    assert village.path == "MD/MD-6400/MD-6400-6472/"


def test_an_address_never_given_leads_nowhere(orhei):
    for word in ("", "nowhere", "x" * 300):
        with pytest.raises(Place.DoesNotExist):
            Place.objects.addressed(word)


def test_a_list_changes_only_the_columns_it_has(orhei, sheet):
    import_places(sheet([["code", "name_ro"], ["6401", "Orhei"]]), country="MD")
    town = Place.objects.get(official_code="6401")
    assert (town.unit, town.names["ru"], str(town.latitude)) == ("town", "Орхей", "47.38")


WRONG = {
    "half a row": ([*LIST, ["6499", "6400"]], "line 9: 2 columns where 9 should be"),
    "a formula": (changed("6453", Denumire="=HYPERLINK(1)"), "line 4: a formula: '=HYPERLINK(1)'"),
    "an unknown parent": (changed("6453", Cod_superior="7777"), "line 4: nothing is known of the parent 7777"),
    "a circle": (changed("6400", Cod_superior="6472"), "line 2: it lies in itself: its parents run in a circle"),
    "its own parent": (changed("6453", Cod_superior="6453"), "line 4: it lies in itself"),
    "a circle of mergers": (changed("6400", Comasat_cu="6473"), "line 2: it lies in itself"),
    "a doubled code": ([*LIST, LIST[3]], "line 9: the code 6453 stands in line 4 already"),
    "no name": (changed("6453", Denumire="", Название=""), "line 4: a place needs a name"),
    "no code": (changed("6453", Cod=""), "line 4: a place needs a code"),
    "an unknown kind": (changed("6453", Tip="hamlet"), "line 4: 'hamlet' is no kind of place"),
    "a name without letters": (changed("6453", Denumire="***"), "line 4: '***' is no name"),
    "an endless name": (changed("6453", Denumire="a" * 121), "line 4: a name of 121 letters"),
    "an endless cell": (changed("6453", Denumire="a" * 4_001), "line 4: a cell of more than 4,000 letters"),
    "degrees beyond the earth": (changed("6401", Lat="91"), "line 3: '91' lies beyond 90 degrees"),
    "half a position": (changed("6401", Lon=""), "line 3: a latitude and a longitude, or neither"),
    "no number": (changed("6401", Lat="north"), "line 3: 'north' are no degrees"),
}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_list_is_refused_whole_with_its_lines(sheet, fault, ending):
    rows, said = WRONG[fault]
    if ending == ".xlsx" and fault in ("half a row", "its own parent"):
        rows, said = (changed("6453", Denumire="", Название=""), "line 4: a place needs a name")
    before = everything()
    with pytest.raises(Refused) as refused:
        import_places(sheet(rows, name=f"units{ending}"), country="MD")
    assert said in str(refused.value)
    assert everything() == before


def test_every_fault_is_told_up_to_a_limit(sheet, capsys):
    rows = [*LIST, *([str(number), "6400", "sat", "", "", "", "", "", ""] for number in range(100, 200))]
    rows += [["201", "7777", "sat", "A", "", "", "", "", ""]]
    with pytest.raises(CommandError, match="Nothing was written. 101 wrong") as refused:
        call_command("import_places", sheet(rows), country="MD")
    assert "line 9: a place needs a name" in str(refused.value)
    assert "… and 51 more" in str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("cp1251", "Windows-1251"), ("iso8859-2", "Windows-1250"), ("utf-16", "UTF-16"),
    ],
)  # fmt: skip
def test_a_wrong_encoding_is_named(sheet, encoding, said):
    words = {"cp1251": "Пересечино", "iso8859-2": "Bălţaţi", "utf-16": "Orhei"}[encoding]
    rows = [["code", "name_ro"], ["6453", words]]
    with pytest.raises(Wrong, match=f"not written in UTF-8 but, it seems, in {said}"):
        import_places(sheet(rows, encoding=encoding), country="MD")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b"\n\n", "nothing in it"), (b"code,name\n", "it holds no place"),
        (b"a,b\n1,2\n", "no column code"), (b"code,parent\n1,2\n", "no column with names"),
        (b"code,cod,name\n1,2,3\n", "two columns mean code"), (b'code,name\n1,"open\n', "no good CSV"),
        (b"code,name\n1,a\0b\n", "a NUL byte"), (b"\x89PNG\r\n\x1a\n", "UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused(tmp_path, content, said):
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    with pytest.raises((Wrong, Refused), match=said):
        import_places(path, country="MD")


def test_no_workbook_no_file_and_no_country_are_refused(tmp_path, sheet):
    (tmp_path / "x.xlsx").write_bytes(b"PK no workbook")
    for path, options in ((tmp_path / "x.xlsx", {}), (tmp_path / "none.csv", {}), (sheet(LIST), {"country": "XX"})):
        with pytest.raises(CommandError, match="Nothing was written"):
            call_command("import_places", path, **options)


def test_far_too_many_rows_are_refused_while_they_are_read(sheet, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 50)
    monkeypatch.setattr(place_import, "AT_ONCE", 10)
    before = everything()
    rows = [HEAD, *([str(number), "", "sat", f"A {number}", *[""] * 5] for number in range(1000, 1200))]
    with pytest.raises(Wrong, match="more than 50 rows"):
        import_places(sheet(rows), country="MD")
    assert everything() == before


def test_a_code_that_belongs_to_another_place_is_refused(orhei, sheet):
    rows = [["code", "official_code", "name_ro"], ["MD-6400-6453", "6472", "Peresecina"]]
    with pytest.raises(Refused, match="line 2: the official code 6472 belongs to MD-6400-6472"):
        import_places(sheet(rows), country="MD")


cells = st.text(st.characters(codec="utf-8", exclude_characters='\r\n\0"'), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(cells | st.sampled_from(["6400", "6401", "MD", "sat", "-"]), max_size=10), max_size=6))
def test_whatever_stands_in_a_list_it_is_read_or_refused(sheet, rows):
    with transaction.atomic():
        path = sheet([HEAD, *rows], joined="\t")
        try:
            first = import_places(path, country="MD")
            assert not any(import_places(path, country="MD").counts.values()), first
        except (Wrong, Refused) as refused:
            assert str(refused)
        transaction.set_rollback(True)
