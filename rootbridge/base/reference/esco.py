"""The official ESCO bundles, read as published: occupations, ISCO groups, skills, labels, relations.

Groups of ISCO-08 become those of the starter, by code; their ESCO address is kept as `same_as`.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path

from django.db import transaction

from .bundles import Member, Wrong, digest_of, members_of, rows_of
from .models import Edition, Occupation, OccupationLabel, OccupationSkill, Skill, SkillLabel
from .staging import STEPS, Stage, guess_shown

ADDRESS = re.compile(r"http://data\.europa\.eu/esco/(isco/C|occupation/|skill/)([0-9A-Za-z._-]{1,80})")
GROUP_CODE, CODE = re.compile(r"[0-9]{1,4}"), re.compile(r"[0-9]{4}(\.[0-9]{1,3}){1,6}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
KINDS = {"knowledge": Skill.Kind.KNOWLEDGE, "skill/competence": Skill.Kind.SKILL, "": Skill.Kind.SKILL}
WORDS = ("preferredLabel", "altLabels", "hiddenLabels")
LABEL_COLUMNS = ("conceptUri", "language", "label")
Tell = Callable[[str, int, int], None]  # what is being done, how much of it was done since, of how much
Counts = dict[str, int]


def group_uri(code: str) -> str:
    """Our own address of a group of ISCO-08."""
    return f"urn:rootbridge:isco:{code}"


def import_esco(paths: Iterable[Path], *, tell: Tell = lambda what, done, total: None) -> tuple[Counts, Counts]:
    """Read ESCO files (zip, csv.gz, csv, or folders of them) and write what is new, in one transaction.

    Returns what the database holds afterwards (occupations, groups, skills, labels, relations), and for each
    file how many concepts it names that stand in no classification. Raises `Wrong`, and then nothing is written.
    """
    paths = [Path(path) for path in paths]
    members = [member for path in paths for member in _members(path)]
    parts = [(member, reader) for member in members if (reader := _reader_of(member, alone=len(members) == 1))]
    if not parts:
        raise Wrong(", ".join(path.name for path in paths), "no file of ESCO in it")
    total = sum(member.size for member, _reader in parts)
    with transaction.atomic(), Stage(Edition.Source.ESCO) as stage:
        for member, reader in parts:
            reader(stage, member, lambda done: tell("reading", done, total))
        unknown = stage.merge(is_whole=False, step=lambda: tell("writing", 1, STEPS))
        stage.record(", ".join(path.name for path in paths), digest_of(_files(members)))
    return _counts(), unknown


def _members(path: Path) -> list[Member]:
    try:
        return members_of(path)
    except OSError as error:
        raise Wrong(str(path), f"it cannot be read ({error.strerror})") from error


def _files(members: list[Member]) -> list[Path]:
    return sorted({member.path for member in members})


def _counts() -> Counts:
    return {
        "occupations": Occupation.objects.filter(kind=Occupation.Kind.OCCUPATION).count(),
        "groups": Occupation.objects.groups().count(),
        "skills": Skill.objects.count(),
        "labels": OccupationLabel.objects.count() + SkillLabel.objects.count(),
        "relations": OccupationSkill.objects.count(),
    }


def _reader_of(member: Member, alone: bool) -> Callable | None:
    """How to read this file, by its name; None for the files of ESCO that say nothing we keep."""
    for pattern, reader in READERS.items():
        if found := re.fullmatch(pattern, member.name):
            return partial(reader, language=found[1]) if found.groups() else reader
    if alone or not member.inside:
        return read_labels
    return None


def read_groups(stage: Stage, member: Member, tell: Callable[[int], None], *, language: str) -> None:
    file, seen = stage.file(member.place), set()
    for line, (uri, code, *words) in rows_of(member, ("conceptUri", "code", *WORDS[:2]), tell):
        if not GROUP_CODE.fullmatch(code) or _concept(uri, member, line) != ("occupation", group_uri(code)):
            raise Wrong(member.place, f"{code!r} is not the code of {uri}", line)
        _once(uri, seen, member, line)
        stage.occupation(group_uri(code), code=code, kind=Occupation.Kind.GROUP, same_as=uri)
        _read_words(stage, ("occupation", group_uri(code)), [*words, ""], language=language, at=(file, line))


def read_occupations(stage: Stage, member: Member, tell: Callable[[int], None], *, language: str) -> None:
    file, seen = stage.file(member.place), set()
    for line, (uri, group, code, *words) in rows_of(member, ("conceptUri", "iscoGroup", "code", *WORDS), tell):
        if not CODE.fullmatch(code) or code.partition(".")[0] != group:
            raise Wrong(member.place, f"the code {code!r} does not lie in the group {group!r}", line)
        concept = _concept(uri, member, line, wanted="occupation/")
        _once(uri, seen, member, line)
        stage.occupation(uri, code=code, kind=Occupation.Kind.OCCUPATION)
        _read_words(stage, concept, words, language=language, at=(file, line))


def read_skills(stage: Stage, member: Member, tell: Callable[[int], None], *, language: str) -> None:
    file, seen = stage.file(member.place), set()
    for line, (uri, kind, *words) in rows_of(member, ("conceptUri", "skillType", *WORDS), tell):
        if kind not in KINDS:
            raise Wrong(member.place, f"{kind!r} is no kind of skill", line)
        concept = _concept(uri, member, line, wanted="skill/")
        _once(uri, seen, member, line)
        stage.skill(uri, kind=KINDS[kind])
        _read_words(stage, concept, words, language=language, at=(file, line))


def read_relations(stage: Stage, member: Member, tell: Callable[[int], None]) -> None:
    file = stage.file(member.place)
    for line, (occupation, kind, skill) in rows_of(member, ("occupationUri", "relationType", "skillUri"), tell):
        if kind not in ("essential", "optional"):
            raise Wrong(member.place, f"{kind!r} is no kind of relation", line)
        asking = _concept(occupation, member, line, wanted="occupation/")[1]
        asked = _concept(skill, member, line, wanted="skill/")[1]
        stage.relation(asking, asked, is_essential=kind == "essential", at=(file, line))


def read_labels(stage: Stage, member: Member, tell: Callable[[int], None]) -> None:
    """Labels in many languages, which do not say which is the one to show."""
    file = stage.file(member.place)
    rows = rows_of(member, LABEL_COLUMNS, tell)
    for (uri, language), group in groupby(rows, key=lambda row: (row[1][0], row[1][1])):
        given = [(line, values[2]) for line, values in group]
        concept = _concept(uri, member, given[0][0])
        if not LANGUAGE.fullmatch(language):
            raise Wrong(member.place, f"{language!r} is no language", given[0][0])
        shown = guess_shown([text for _line, text in given])
        for i, (line, text) in enumerate(given):
            if not text.strip():
                raise Wrong(member.place, "a label without a word", line)
            kind = "guess" if i == shown else "other"
            stage.label(concept, text, language=language, kind=kind, at=(file, line))


READERS = {
    r"ISCOGroups_([a-z]{2})\.csv": read_groups,
    r"occupations_([a-z]{2})\.csv": read_occupations,
    r"skills_([a-z]{2})\.csv": read_skills,
    r"occupationSkillRelations(?:_[a-z]{2})?\.csv": read_relations,
    r"(?:occupation|skill)_labels.*\.csv": read_labels,
}


def _concept(uri: str, member: Member, line: int, *, wanted: str = "") -> tuple[str, str]:
    """("occupation" or "skill", our address of it)."""
    found = ADDRESS.fullmatch(uri)
    if not found or (wanted and found[1] != wanted):
        raise Wrong(member.place, f"{uri[:100]!r} is no address of ESCO that belongs here", line)
    if found[1] == "isco/C":
        return "occupation", group_uri(found[2])
    return found[1].rstrip("/"), uri


def _once(uri: str, seen: set[str], member: Member, line: int) -> None:
    if uri in seen:
        raise Wrong(member.place, f"{uri} stands there twice", line)
    seen.add(uri)


def _read_words(stage: Stage, concept: tuple, words: list[str], *, language: str, at: tuple[int, int]) -> None:
    preferred, others, hidden = words
    if not preferred.strip():
        raise Wrong(stage.places[at[0]], "no preferredLabel", at[1])
    stage.label(concept, preferred, language=language, kind="preferred", at=at)
    for kind, texts in (("other", others), ("hidden", hidden)):
        for text in texts.split("\n"):
            stage.label(concept, text, language=language, kind=kind, at=at)
