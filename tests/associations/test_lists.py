"""Lists of organisations: looked at first, brought in, taken back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from rootbridge.people.organisations.models import Claim, Organisation
from rootbridge.subjects.associations import bringing
from rootbridge.subjects.associations.entries import guess
from rootbridge.subjects.associations.models import Load
from rootbridge.subjects.associations.rows import MOST_LINES, Unreadable, rows_of
from rootbridge.subjects.associations.undoing import undo
from tests.associations.factories import make_organisation

TABLE = """Denumire;Raion;Țara;Oraș;E-mail
Plaiul Orhei;Orhei;Franța;Lyon;plai@example.org
Dorul Sorocii;MD-SO;FR;;
Orhei in Turin;Orhei;IT;;
Half;
=HYPERLINK("x");Orhei;FR;;
Atlantis club;Atlantis;FR;;
No mail;Orhei;FR;;nothing
Plaiul  ORHEI;Orhei;FR;;
Ministry of Foreign Affairs of the Republic of Moldova;Orhei;FR;;
Orhei district hospital;Orhei;;;hospital@example.org
"""


def bring(client, body=TABLE.encode(), name="list.csv"):
    file = SimpleUploadedFile(name, body)
    said = {"file": file, "source": "Register 2026", "language": "ro"}
    return client.post(reverse("manage_associations:lists"), said)


def test_a_list_is_looked_at_brought_in_and_taken_back(cast, client):
    before = Organisation.objects.count()
    cast.hospital.change(by=None, names={"ro": "Orhei district hospital"})
    esi = cast.enter(cast.esi)
    page = bring(esi).headers["Location"]
    assert "selected" in esi.get(page).content.decode()
    columns = {"column_name": "0", "column_home": "1", "column_country": "2", "column_town": "3", "column_email": "4"}
    assert esi.post(page + "step/", {"column_name": ""}).status_code == 422
    assert esi.post(page + "step/", columns).status_code == 302
    looked = esi.get(page).content.decode()
    for told in ("no place of origin “Atlantis”", "no e-mail address", "Half a row", "A formula", "same as line 2",
                 "its own people look after it", "public authority"):  # fmt: skip
        assert told in looked, told
    assert Organisation.objects.count() == before
    esi.post(page + "step/", {"apply": "1"})
    esi.post(page + "step/", {"apply": "1"})
    load = Load.objects.get()
    assert load.counts == {"added": 2, "changed": 1, "double": 2, "refused": 5}
    made = Organisation.objects.get(slug="plaiul-orhei")
    assert (made.state, made.body, made.residence.code) == ("listed", f"organisation:{made.pk}", "FR")
    assert made.ties.get(side="here").town == "Lyon" and not made.shows("email")
    public = client.get(made.get_absolute_url()).content.decode()
    assert "Register 2026" in public and "It is ours" in public and "plai@" not in public
    cast.hospital.refresh_from_db()
    assert cast.hospital.email == "hospital@example.org"
    esi.post(page + "step/", {"undo": "1"})
    cast.hospital.refresh_from_db()
    assert Organisation.objects.count() == before and cast.hospital.email == ""
    assert esi.get(page).status_code == 200


NEAR = """name,home,country
Femeile din Cahul,MD-OR,FR
Femei din Cahul,MD-OR,FR
Cahul la Paris,MD-OR,FR
Corul Doina ✔,MD-OR,FR
Aсociatia Orhei,MD-OR,FR
Old friends of Orhei,MD-OR,FR,
"""


def test_a_name_near_another_waits_for_a_word_of_whoever_brings_the_list(cast, client):
    make_organisation(cast)
    esi = cast.enter(cast.esi)
    page = bring(esi, NEAR.encode()).headers["Location"]
    esi.post(page + "step/", {"column_name": "0", "column_home": "1", "column_country": "2"})
    looked = esi.get(page).content.decode()
    assert "Perhaps there already: line 2," in looked and "Cahul In Paris" in looked and "looks like a badge" in looked
    assert "two alphabets" in looked and 'name="other" value="4"' in looked
    esi.post(page + "step/", {"apply": "1", "other": ["4", "nonsense"]})
    load = Load.objects.get()
    assert load.counts["near"] == 1 and load.counts["refused"] == 2
    assert Organisation.objects.filter(slug__in=["cahul-la-paris", "femeile-din-cahul"]).count() == 2
    assert not Organisation.objects.filter(slug="femei-din-cahul").exists()


def test_what_somebody_changed_since_stays_when_a_list_is_taken_back(cast):
    cast.hospital.change(by=None, names={"ro": "Orhei district hospital"})
    rows = "name,home,country,email\nPlaiul Orhei,MD-OR,FR,\nDorul Sorocii,MD-SO,FR,\nVatra,MD-SO,FR,\n"
    load = Load.objects.create(name="Register", language="ro")
    body = io.BytesIO((rows + "Orhei district hospital,MD-OR,,first@example.org\n").encode())
    listed = rows_of(body, "list.csv")
    bringing.bring(load, listed, guess(next(listed)[1]), by=cast.esi)
    Organisation.objects.get(slug="plaiul-orhei").change(by=cast.esi, phone="+373 22 123456")
    Claim.make(Organisation.objects.get(slug="dorul-sorocii"), by=cast.amina, name="A", function="president", words="w")
    cast.hospital.refresh_from_db()
    cast.hospital.change(by=None, email="later@example.org")
    assert undo(load, by=cast.esi) == (1, 3)
    assert undo(load, by=cast.esi) == (0, 0)
    cast.hospital.refresh_from_db()
    assert cast.hospital.email == "later@example.org"
    left = dict(load.rows.values_list("organisation__slug", "left"))
    assert left == {"plaiul-orhei": "changed", "dorul-sorocii": "claimed", cast.hospital.slug: "changed"}
    page = cast.enter(cast.esi).get(reverse("manage_associations:load", args=[load.pk])).content.decode()
    assert "somebody changed it since" in page


class Endless(io.RawIOBase):
    """Ten million rows that nobody holds."""

    def __init__(self, row, most=10_000_000):
        self.row, self.left, self.asked, self.begun = row, most, 0, False

    def readline(self, size=-1):
        self.asked, self.left = self.asked + 1, self.left - 1
        return self.row[: size if size > 0 else None] if self.left else b""

    def read(self, size=-1):
        return self.row[:size]

    def seek(self, *where):
        return 0


@pytest.mark.parametrize("row", [b"Some name,MD-OR\n", b"\n", b",,,\n"])
def test_ten_million_rows_are_refused_after_the_first_thousands(row):
    endless = Endless(row)
    with pytest.raises(Unreadable, match="5,000"):
        for _row in rows_of(endless, "list.csv", most=MOST_LINES):
            pass
    assert endless.asked <= MOST_LINES + 2


def test_a_line_without_an_end_and_a_sheet_that_swells_are_refused(tmp_path):
    with pytest.raises(Unreadable, match="longer than any row"):
        list(rows_of(Endless(b"x" * 500_000), "list.csv"))
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive, archive.open(
        "xl/sharedStrings.xml", "w"
    ) as part:  # fmt: skip
        for _block in range(130):
            part.write(b" " * 1_000_000)
    with (tmp_path / "bomb.xlsx").open("rb") as bomb, pytest.raises(Unreadable, match="unpacked"):
        list(rows_of(bomb, "bomb.xlsx"))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "empty"),
        ("Nume\nȘcoala".encode("utf-16"), "UTF-16"),
        ("Nume\nȘcoala".encode("cp1250", "replace") + b"\xff", "not UTF-8"),
        (b"PK\x03\x04broken", "cannot be opened"),
        (b"name\n" + b"Some name,x\n" * 5100, "More than 5,000 rows"),
    ],
)
def test_what_cannot_be_read_is_told(cast, body, told):
    answer = bring(cast.enter(cast.esi), body)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Load.objects.exists()


def test_a_spreadsheet_is_a_list_too_and_the_command_takes_it(cast, tmp_path):
    book = Workbook()
    book.active.append(["Name", "Home", "Country"])
    book.active.append(["Casa Orhei", "Orhei", "IT"])
    book.active.append(["=1+1", "Orhei", "IT"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    told = io.StringIO()
    call_command("import_organisations", path, "--dry-run", stdout=told)
    assert "1 added" in told.getvalue() and "1 refused" in told.getvalue() and not Load.objects.exists()
    call_command("import_organisations", path, "--map", "name=Name", "home=2", stdout=told)
    assert Organisation.objects.filter(slug="casa-orhei").exists()
    with pytest.raises(CommandError):
        call_command("import_organisations", path, "--map", "nonsense=1")


def test_only_administrators_of_everything_bring_lists(cast):
    load = Load.objects.create(name="x", body=b"name\nSome name")
    for person in (cast.bilal, cast.dana):
        reader = cast.enter(person)
        assert bring(reader).status_code in (403, 404)
        assert reader.get(reverse("manage_associations:load", args=[load.pk])).status_code in (403, 404)
