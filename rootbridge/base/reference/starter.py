"""The taxonomy that ships with the platform: the groups of ISCO-08 and the skills diaspora programmes ask for."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from .bundles import Wrong, digest_of
from .esco import GROUP_CODE, group_uri
from .models import Edition, Occupation, Skill
from .staging import Stage

DATA = Path(__file__).resolve().parent / "data"
OCCUPATION_FILES = ("occupations_1.csv", "occupations_2.csv")
SKILL_FILE, RELATION_FILE = "skills.csv", "occupation_skills.csv"
LANGUAGES = ("en", "ro", "ru", "fr", "es", "ar")


def skill_uri(key: str) -> str:
    """Our own address of a skill of the starter."""
    return f"urn:rootbridge:skill:{key}"


def load_starter(folder: Path = DATA) -> bool:
    """Write the starter taxonomy, or bring it up to date; one query when nothing changed since.

    Returns whether anything was written. Raises `Wrong` with the line of a file that is wrong.
    """
    digest = digest_of(folder / name for name in (*OCCUPATION_FILES, SKILL_FILE, RELATION_FILE))
    if Edition.objects.digest_of(Edition.Source.STARTER) == digest:
        return False
    with transaction.atomic(), Stage(Edition.Source.STARTER) as stage:
        for name in OCCUPATION_FILES:
            _stage_occupations(stage, folder / name)
        _stage_skills(stage, folder / SKILL_FILE)
        _stage_relations(stage, folder / RELATION_FILE)
        stage.merge(is_whole=True)
        stage.record("starter", digest)
    return True


def _stage_occupations(stage: Stage, path: Path) -> None:
    for at, row in _rows(stage, path, "code"):
        code = row["code"]
        if not GROUP_CODE.fullmatch(code) or str(len(code)) != row["level"]:
            raise Wrong(path.name, f"{code!r} is no code of level {row['level']}", at[1])
        stage.occupation(group_uri(code), code=code, kind=Occupation.Kind.GROUP)
        _stage_words(stage, ("occupation", group_uri(code)), row, at)


def _stage_skills(stage: Stage, path: Path) -> None:
    for at, row in _rows(stage, path, "key"):
        stage.skill(skill_uri(row["key"]), kind=Skill.Kind.SKILL, category=row["group"])
        _stage_words(stage, ("skill", skill_uri(row["key"])), row, at)


def _stage_relations(stage: Stage, path: Path) -> None:
    for at, row in _rows(stage, path, "code", "key"):
        if row["relation"] not in ("essential", "optional"):
            raise Wrong(path.name, f"{row['relation']!r} is no kind of relation", at[1])
        is_essential = row["relation"] == "essential"
        stage.relation(group_uri(row["code"]), skill_uri(row["key"]), is_essential=is_essential, at=at)


def _stage_words(stage: Stage, concept: tuple[str, str], row: dict[str, str], at: tuple[int, int]) -> None:
    for language in LANGUAGES:
        if not row[language]:
            raise Wrong(stage.places[at[0]], f"no name in {language}", at[1])
        stage.label(concept, row[language], language=language, kind="preferred", at=at)
        for word in row[f"also_{language}"].split("|"):
            stage.label(concept, word, language=language, kind="other", at=at)


def _rows(stage: Stage, path: Path, *keys: str) -> Iterator[tuple[tuple[int, int], dict[str, str]]]:
    """Each row with its (file, line); refuses a key that comes twice and a row of another width."""
    file, seen = stage.file(path.name), set()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for row in reader:
            key = tuple(row[name] for name in keys)
            if None in row or None in row.values() or key in seen:
                raise Wrong(path.name, "another number of columns, or a key that was there before", reader.line_num)
            seen.add(key)
            yield (file, reader.line_num), row
