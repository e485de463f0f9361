"""Small ESCO files in the shape of the published ones: the same names, columns and ends of lines."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

HOME = "http://data.europa.eu/esco"
NURSE, COOK, BAKER = (f"{HOME}/occupation/{number * 8}-0000" for number in ("a", "b", "c"))
CARE, HYGIENE, PASTRY = (f"{HOME}/skill/{number * 8}-0000" for number in ("d", "e", "f"))

GROUPS = [
    ["conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "inScheme", "description"],
    ["ISCOGroup", f"{HOME}/isco/C2", "2", "Professionals", "released", "", "", "Two\nlines"],
    ["ISCOGroup", f"{HOME}/isco/C22", "22", "Health professionals", "released", "", "", ""],
    ["ISCOGroup", f"{HOME}/isco/C222", "222", "Nursing professionals", "released", "", "", ""],
    ["ISCOGroup", f"{HOME}/isco/C2221", "2221", "Nursing professionals", "released", "", "", ""],
    ["ISCOGroup", f"{HOME}/isco/C5120", "5120", "Cooks", "released", "", "", ""],
    ["ISCOGroup", f"{HOME}/isco/C7512", "7512", "Bakers", "released", "", "", ""],
]
OCCUPATIONS = [
    ["conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status", "code"],
    ["Occupation", NURSE, "2221", "ward nurse", "nurse of the ward\nward nurse\nhospital nurse", "rn", "released",
     "2221.1"],
    ["Occupation", COOK, "5120", "ship cook", "cook at sea", "", "released", "5120.1"],
    ["Occupation", BAKER, "7512", "night baker", "baker by night, \"the early one\"", "", "released", "7512.1"],
]  # fmt: skip
SKILLS = [
    ["conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels", "status"],
    ["KnowledgeSkillCompetence", CARE, "skill/competence", "", "care for the sick", "look after patients", "",
     "released"],
    ["KnowledgeSkillCompetence", HYGIENE, "knowledge", "", "hygiene", "", "", "released"],
    ["KnowledgeSkillCompetence", PASTRY, "skill/competence", "", "make pastry", "", "", "released"],
]  # fmt: skip
RELATIONS = [
    ["occupationUri", "relationType", "skillType", "skillUri"],
    [NURSE, "essential", "skill/competence", CARE],
    [NURSE, "optional", "knowledge", HYGIENE],
    [COOK, "essential", "knowledge", HYGIENE],
    [BAKER, "essential", "skill/competence", PASTRY],
]
LABELS = [
    ["conceptUri", "language", "label"],
    [f"{HOME}/isco/C2221", "ro", "Asistenți medicali"],
    [NURSE, "en", "ward nurse"],
    [NURSE, "ro", "asistent de salon"],
    [NURSE, "ro", "asistent de salon/asistentă de salon"],
    [NURSE, "ro", "asistentă de salon"],
    [COOK, "ro", "bucătar pe vapor"],
    [BAKER, "it", "panettiere di notte"],
]
CLASSIFICATION = {"ISCOGroups_en.csv": GROUPS, "occupations_en.csv": OCCUPATIONS, "skills_en.csv": SKILLS}


def as_csv(rows, end="\r\n") -> bytes:
    """The rows as a CSV file in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows(rows)
    return text.getvalue().encode()


def as_zip(path: Path, files: dict[str, bytes | list]) -> Path:
    """A zip of these files, by name: bytes, or rows to write as CSV."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content if isinstance(content, bytes) else as_csv(content))
    return path


def bundles(folder: Path, **changed) -> list[Path]:
    """The three published bundles; `changed` are rows or bytes in the place of GROUPS, OCCUPATIONS, …"""
    rows = {"GROUPS": GROUPS, "OCCUPATIONS": OCCUPATIONS, "SKILLS": SKILLS, "RELATIONS": RELATIONS, "LABELS": LABELS}
    rows |= changed
    files = {"ISCOGroups_en.csv": rows["GROUPS"], "occupations_en.csv": rows["OCCUPATIONS"]}
    files |= {"skills_en.csv": rows["SKILLS"], "skillsHierarchy_en.csv": b"ragged,rows\r\n1\r\n"}
    labels = folder / "occupation_labels_3_languages.csv.gz"
    content = rows["LABELS"] if isinstance(rows["LABELS"], bytes) else as_csv(rows["LABELS"])
    labels.write_bytes(gzip.compress(content))
    return [
        as_zip(folder / "ESCO-classification-en.csv.zip", files),
        as_zip(folder / "ESCO-relations.csv.zip", {"occupationSkillRelations.csv": rows["RELATIONS"]}),
        labels,
    ]
