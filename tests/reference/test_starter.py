"""The taxonomy that ships with the platform."""

import shutil

import pytest
from django.core.management import call_command

from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.models import Edition, Occupation, OccupationLabel, OccupationSkill, Skill, SkillLabel
from rootbridge.base.reference.starter import DATA, load_starter, skill_uri

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "ro", "ru", "fr", "es", "ar"}


@pytest.fixture
def folder(tmp_path):
    """A copy of the files, to change."""
    return shutil.copytree(DATA, tmp_path / "data")


def test_every_group_and_skill_has_a_name_in_every_language(starter):
    for labels, concepts in ((OccupationLabel, Occupation), (SkillLabel, Skill)):
        named = labels.objects.filter(kind="preferred").values_list(labels.CONCEPT, "language")
        concept_ids = concepts.objects.values_list("pk", flat=True)
        assert set(named) == {(pk, language) for pk in concept_ids for language in LANGUAGES}


def test_the_groups_are_one_tree(starter):
    assert Occupation.objects.groups().filter(code__regex="^[0-9]{4}$").count() >= 400
    orphans = Occupation.objects.filter(parent__isnull=True).values_list("code", flat=True)
    assert set(orphans) == set("0123456789")
    nurse = Occupation.objects.get(uri="urn:rootbridge:isco:2221")
    assert [nurse.parent.code, nurse.parent.parent.code] == ["222", "22"]
    assert set(Occupation.objects.under("222").values_list("code", flat=True)) >= {"222", "2221", "2222"}


def test_every_unit_group_asks_for_skills(starter):
    asking = OccupationSkill.objects.values_list("occupation__code", flat=True)
    units = Occupation.objects.filter(code__regex="^[0-9]{4}$").values_list("code", flat=True)
    assert set(units) <= set(asking)


def test_it_is_loaded_once(starter, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert load_starter() is False


def test_what_changed_is_written_and_what_is_gone_is_gone(starter, folder):
    path = folder / "skills.csv"
    lines = path.read_text("utf8").splitlines(keepends=True)
    key = lines[1].split(",")[0]
    old = Skill.objects.get(uri=skill_uri(key)).name("en")
    lines[1] = lines[1].replace(f",{old},", ",another name,", 1)
    path.write_text("".join(lines), "utf8")
    assert load_starter(folder) is True
    skill = Skill.objects.get(uri=skill_uri(key))
    assert skill.name("en") == "another name"
    assert not skill.labels.filter(language="en", text=old).exists()


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("occupations_1.csv", "99x,3" + ",x" * 12, "'99x' is no code of level 3"),
        ("occupations_1.csv", "2221,4" + ",x" * 12, "a key that was there before|another number"),
        ("occupations_2.csv", "9999,4,x,,x,x,x,x,,,,,,", "no name in ro"),
        ("skills.csv", "too,few", "another number of columns"),
        ("occupation_skills.csv", "2221,nothing-like-it,essential", "stand in no classification"),
        ("occupation_skills.csv", "2221,child-care,perhaps", "no kind of relation|there before"),
    ],
)
def test_a_wrong_line_refuses_the_whole(folder, name, line, said):
    path = folder / name
    lines = path.read_text("utf8").splitlines(keepends=True)
    wrong = [lines[0], *([f"{line}\n"] * (40 if "nothing" in line else 1)), *lines[1:]]
    if "nothing" in line:
        wrong = [lines[0], *(f"2221,nothing-{n},essential\n" for n in range(40)), *lines[1:]]
    path.write_text("".join(wrong), "utf8")
    if "there before" in said and "2221,4" in line:
        path.write_text("".join([*lines, f"{line}\n"]), "utf8")
    with pytest.raises(Wrong, match=said):
        load_starter(folder)
    assert not Edition.objects.exists()
    assert not Occupation.objects.exists()


def test_the_command_says_what_it_did(capsys):
    call_command("load_taxonomy")
    call_command("load_taxonomy")
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["written", "up to date"]
