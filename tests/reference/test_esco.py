"""The import of ESCO: what it keeps, that it never doubles, and what it refuses."""

import gzip
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rootbridge.base.reference import esco
from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.esco import import_esco
from rootbridge.base.reference.models import Edition, Occupation, OccupationLabel, OccupationSkill, Skill, SkillLabel

from . import slices
from .slices import BAKER, COOK, GROUPS, HYGIENE, LABELS, NURSE, OCCUPATIONS, RELATIONS, SKILLS, as_csv, as_zip, bundles

pytestmark = pytest.mark.django_db
TABLES = (Occupation, OccupationLabel, OccupationSkill, Skill, SkillLabel, Edition)


def everything():
    """All that the tables hold, without the numbers of rows."""
    return [
        sorted(Occupation.objects.values_list("uri", "same_as", "code", "kind", "parent__code", "source"), key=str),
        sorted(OccupationLabel.objects.values_list("occupation__uri", "language", "kind", "text", "key")),
        sorted(SkillLabel.objects.values_list("skill__uri", "language", "kind", "text", "key")),
        sorted(Skill.objects.values_list("uri", "kind", "source")),
        sorted(OccupationSkill.objects.values_list("occupation__uri", "skill__uri", "is_essential")),
    ]


def test_it_keeps_addresses_codes_labels_and_relations(tmp_path):
    counts, unknown = import_esco(bundles(tmp_path))
    assert counts == {"occupations": 3, "groups": 6, "skills": 3, "labels": 24, "relations": 4}
    assert unknown == {}
    nurse = Occupation.objects.get(uri=NURSE)
    assert (nurse.code, nurse.parent.code, nurse.group_code) == ("2221.1", "2221", "2221")
    kinds = dict(nurse.labels.filter(language="en").values_list("text", "kind"))
    assert kinds == {
        "ward nurse": "preferred", "nurse of the ward": "other", "hospital nurse": "other", "rn": "hidden",
    }  # fmt: skip
    assert set(nurse.asks.values_list("skill__uri", "is_essential")) == {(slices.CARE, True), (HYGIENE, False)}
    assert Skill.objects.get(uri=HYGIENE).kind == Skill.Kind.KNOWLEDGE


def test_it_shows_the_label_with_both_forms_where_no_file_says_which(tmp_path):
    import_esco(bundles(tmp_path))
    assert Occupation.objects.get(uri=NURSE).name("ro") == "asistent de salon/asistentă de salon"
    assert Occupation.objects.get(uri=NURSE).name("fr") == "ward nurse"
    assert Occupation.objects.get(uri=COOK).name("ro") == "bucătar pe vapor"


def test_it_doubles_nothing_the_second_time(tmp_path):
    import_esco(bundles(tmp_path))
    before = everything()
    import_esco(bundles(tmp_path))
    assert everything() == before


def test_it_takes_the_files_in_any_order_one_by_one_or_as_a_folder(tmp_path):
    classification, relations, labels = bundles(tmp_path)
    import_esco([classification])
    import_esco([relations])
    import_esco([labels])
    apart = everything()
    import_esco([labels, relations, classification])
    import_esco([tmp_path])
    assert everything() == apart


def test_it_brings_what_changed_up_to_date(tmp_path):
    import_esco(bundles(tmp_path))
    changed = [
        OCCUPATIONS[0],
        [*OCCUPATIONS[1][:3], "hospital nurse", "ward nurse", "", "released", "2221.1"],
        *OCCUPATIONS[2:],
    ]
    import_esco(bundles(tmp_path, OCCUPATIONS=changed, RELATIONS=[RELATIONS[0], RELATIONS[1], *RELATIONS[3:]]))
    nurse = Occupation.objects.get(uri=NURSE)
    assert nurse.name("en") == "hospital nurse"
    assert nurse.labels.filter(language="en", kind="preferred").count() == 1
    assert nurse.asks.count() == 1


def test_it_links_to_the_groups_of_the_starter(starter, tmp_path):
    groups = Occupation.objects.groups().count()
    import_esco(bundles(tmp_path))
    group = Occupation.objects.get(uri="urn:rootbridge:isco:2221")
    assert Occupation.objects.groups().count() == groups
    assert group.same_as == "http://data.europa.eu/esco/isco/C2221"
    assert Occupation.objects.get(uri=NURSE).parent == group
    assert group.name("ro") == "asistent medical"
    assert group.labels.filter(text="Asistenți medicali", source="esco").exists()


def test_it_leaves_out_a_few_concepts_that_fell_out_between_releases(tmp_path):
    many = [LABELS[0], *([f"{NURSE}", "ro", f"asistent {n}"] for n in range(40))]
    gone = [[f"{slices.HOME}/occupation/gone", "ro", "dispărut"]]
    others = [[f"{slices.HOME}/isco/C{code}", "ro", code] for code in ("2", "22", "222", "2221", "5120", "7512")]
    others += [[uri, "ro", uri[-4:]] for uri in (COOK, BAKER, *(row[1] for row in SKILLS[1:]))]
    _counts, unknown = import_esco(bundles(tmp_path, LABELS=many + others + gone))
    assert unknown == {"occupation_labels_3_languages.csv.gz": 1}


def changed_row(rows, at, column, value):
    """The rows with one value changed."""
    rows = [list(row) for row in rows]
    rows[at][column] = value
    return rows


WRONG_FILES = {
    "a missing column": (
        "OCCUPATIONS",
        [row[:-1] for row in OCCUPATIONS],
        "occupations_en.csv, line 1: no column code",
    ),
    "a row cut short": ("SKILLS", as_csv(SKILLS)[:-30], "skills_en.csv, line 4"),
    "a quote left open": ("GROUPS", as_csv(GROUPS).replace(b'lines"', b"lines"), "ISCOGroups_en.csv, line 2"),
    "another encoding": (
        "LABELS",
        as_csv(LABELS).decode().encode("iso8859_16"),
        "csv.gz, line 2: not written in UTF-8",
    ),
    "two-byte encoding": ("RELATIONS", as_csv(RELATIONS).decode().encode("utf-16"), "1: not written in UTF-8"),
    "a NUL byte": ("LABELS", as_csv(LABELS).replace(b"pe vapor", b"pe\0vapor"), "csv.gz, line 7: a NUL byte"),
    "one column too many": ("RELATIONS", [*RELATIONS[:2], [*RELATIONS[2], "x"]], "Relations.csv, line 3: 5 columns"),
    "an unknown relation": ("RELATIONS", changed_row(RELATIONS, 3, 1, "maybe"), "Relations.csv, line 4: 'maybe'"),
    "an unknown skill": ("RELATIONS", changed_row(RELATIONS, 4, 3, f"{slices.HOME}/skill/x"), "Relations.csv, line 5"),
    "a skill for an occupation": ("RELATIONS", changed_row(RELATIONS, 1, 0, HYGIENE), "Relations.csv, line 2"),
    "a foreign address": ("SKILLS", changed_row(SKILLS, 1, 1, "urn:rootbridge:isco:2221"), "skills_en.csv, line 2"),
    "a code outside its group": ("OCCUPATIONS", changed_row(OCCUPATIONS, 2, 2, "7512"), "occupations_en.csv, line 5"),
    "an occupation twice": ("OCCUPATIONS", [*OCCUPATIONS, OCCUPATIONS[1]], "occupations_en.csv, line 7"),
    "a group twice": ("GROUPS", [*GROUPS, GROUPS[2]], "ISCOGroups_en.csv, line 9"),
    "no shown label": ("SKILLS", changed_row(SKILLS, 2, 4, " "), "skills_en.csv, line 3: no preferredLabel"),
    "an endless label": ("LABELS", changed_row(LABELS, 3, 2, "a" * 600), "csv.gz, line 4: a label of 600 letters"),
    "an endless field": ("LABELS", changed_row(LABELS, 3, 2, "a" * 200_000), "csv.gz, line 4"),
    "an endless line": ("LABELS", as_csv(LABELS) + b"a" * 1_000_001, "a line without end"),
    "no language": ("LABELS", changed_row(LABELS, 1, 1, "'; DROP TABLE"), "csv.gz, line 2"),
    "labels of strangers": ("LABELS", changed_row(LABELS, 5, 0, f"{slices.HOME}/occupation/x"), "csv.gz, line 6"),
    "an empty table": ("GROUPS", b"", "ISCOGroups_en.csv, line 1: no column"),
    "a doubled column": ("LABELS", [["conceptUri", "label", "label"], *LABELS[1:]], "csv.gz, line 1"),
}


@pytest.mark.parametrize("fault", WRONG_FILES)
def test_it_refuses_the_whole_and_names_the_line(fault, tmp_path):
    name, content, said = WRONG_FILES[fault]
    import_esco([as_zip(tmp_path / "held.zip", slices.CLASSIFICATION)])
    before = everything()
    (tmp_path / "held.zip").unlink()
    with pytest.raises(Wrong) as refused:
        import_esco(bundles(tmp_path, **{name: content}))
    assert said in str(refused.value)
    assert everything() == before


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("occupations_en.csv", as_csv(OCCUPATIONS) + b"\0" * 30_000_000)
    return path


def link(path):
    entry = zipfile.ZipInfo("occupations_en.csv")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr(entry, "/etc/passwd")
    return path


def cut(path):
    as_zip(path, slices.CLASSIFICATION)
    path.write_bytes(path.read_bytes()[:-60])
    return path


def damaged(path):
    as_zip(path, slices.CLASSIFICATION)
    content = bytearray(path.read_bytes())
    content[120:160] = b"x" * 40
    path.write_bytes(content)
    return path


def liar(path):
    """The sizes in the zip's own list say little; what is inside is large."""
    bomb(path)
    content = path.read_bytes().replace(
        (30_000_000 + len(as_csv(OCCUPATIONS))).to_bytes(4, "little"), (500).to_bytes(4, "little")
    )
    path.write_bytes(content)
    return path


def gzip_bomb(path):
    path = path.with_suffix(".csv.gz")
    path.write_bytes(gzip.compress(as_csv(LABELS) + b"\r\n" * 15_000_000))
    return path


def gzip_cut(path):
    path = path.with_name("occupation_labels_9.csv.gz")
    rows = [LABELS[0], *([NURSE, "ro", f"asistent {n * 7919}"] for n in range(5_000))]
    path.write_bytes(gzip.compress(as_csv(rows))[:-4_000])
    return path


HOSTILE = {
    "a bomb": bomb,
    "a bomb that lies": liar,
    "a link": link,
    "a zip cut short": cut,
    "a damaged zip": damaged,
    "a bomb in gzip": gzip_bomb,
    "a gzip cut short": gzip_cut,
    "a path upwards": lambda path: as_zip(path, {"../occupations_en.csv": OCCUPATIONS}),
    "a path from the root": lambda path: as_zip(path, {"/etc/occupations_en.csv": OCCUPATIONS}),
    "a path of Windows": lambda path: as_zip(path, {"..\\occupations_en.csv": OCCUPATIONS}),
    "a harmless file beside a path upwards": lambda path: as_zip(path, slices.CLASSIFICATION | {"a/../../b": b""}),
    "a zip of something else": lambda path: as_zip(path, {"holiday.csv": [["a", "b"]]}),
    "no zip at all": lambda path: Path(path).write_text("hello") and path,
    "an empty file": lambda path: Path(path).write_text("") or path,
    "no file": lambda path: path,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_refuses_hostile_and_broken_files(kind, tmp_path):
    path = HOSTILE[kind](tmp_path / "bundle.zip")
    started = time.monotonic()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_esco", path, verbosity=0)
    assert time.monotonic() - started < 10
    assert not any(table.objects.exists() for table in TABLES)


CONTENTS = {"GROUPS": GROUPS, "OCCUPATIONS": OCCUPATIONS, "SKILLS": SKILLS, "RELATIONS": RELATIONS, "LABELS": LABELS}
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(CONTENTS)), changes=CHANGES)
def test_no_change_of_bytes_does_more_than_be_refused(tmp_path_factory, name, changes):
    content = as_csv(CONTENTS[name])
    for where, cut_away, put in changes:
        at = int(where * len(content))
        content = content[:at] + put + content[at + cut_away :]
    _import_or_refuse(bundles(tmp_path_factory.mktemp("changed"), **{name: content}))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 2), changes=CHANGES)
def test_no_damage_to_a_bundle_does_more_than_be_refused(tmp_path_factory, number, changes):
    paths = bundles(tmp_path_factory.mktemp("damaged"))
    content = paths[number].read_bytes()
    for where, cut_away, put in changes:
        at = int(where * len(content))
        content = content[:at] + put + content[at + cut_away :]
    paths[number].write_bytes(content)
    _import_or_refuse(paths)


def _import_or_refuse(paths):
    with transaction.atomic():
        try:
            import_esco(paths)
        except Wrong as wrong:
            assert wrong.why
            assert not any(table.objects.exists() for table in TABLES)
        transaction.set_rollback(True)


def test_letters_that_grow_when_folded_are_kept(tmp_path):
    import_esco(bundles(tmp_path, LABELS=changed_row(LABELS, 6, 2, "ﷺ" * 400)))
    assert Occupation.objects.get(uri=COOK).name("ro") == "ﷺ" * 400


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(esco, "members_of", closed)
    with pytest.raises(Wrong, match="Permission denied"):
        import_esco([tmp_path])


def test_it_says_the_line_a_gzip_ends_at(tmp_path):
    classification = bundles(tmp_path)[0]
    with pytest.raises(Wrong) as refused:
        import_esco([classification, gzip_cut(tmp_path / "x")])
    assert refused.value.line > 100


def test_the_command_counts_and_shows_its_progress(tmp_path, capsys):
    call_command("import_esco", *bundles(tmp_path))
    shown = capsys.readouterr()
    assert "3 occupations, 6 groups, 3 skills" in shown.out
    assert "reading" in shown.err
    assert "writing: 100%" in shown.err


def real_files():
    folder = Path(os.environ.get("ROOTBRIDGE_ESCO_DIR") or Path(__file__).parents[3] / "shared" / "data" / "esco")
    return sorted(folder.glob("*.zip")) + sorted(folder.glob("*.gz"))


@pytest.mark.skipif(not real_files(), reason="the ESCO files are not here: set ROOTBRIDGE_ESCO_DIR")
def test_it_reads_the_real_files(starter):
    counts, unknown = import_esco(real_files())
    assert counts["occupations"] > 2_900
    assert counts["groups"] == 619
    assert counts["relations"] > 100_000
    assert sum(unknown.values()) < 10
    assert not Occupation.objects.filter(kind="occupation", parent__isnull=True).exists()
