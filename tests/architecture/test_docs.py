"""The docs match: every setting and command is mentioned."""

import re

from django.core.management import get_commands

from tests.architecture.house import ROOT, files

DOCS = "\n".join(path.read_text("utf8") for path in sorted((ROOT / "docs").rglob("*.md")))
INNER = {"ROOTBRIDGE_TEST_LEAD", "ROOTBRIDGE_TEST_FULL"}


def test_every_setting_is_in_the_docs():
    code = [*files(".py"), ROOT / "config/settings.py", ROOT / "Makefile"]
    found = {name for path in code for name in re.findall(r"\bROOTBRIDGE_[A-Z_]*[A-Z]\b", path.read_text("utf8"))}
    assert not sorted(name for name in found - INNER if name not in DOCS)


def test_every_command_is_in_the_docs():
    ours = [name for name, app in get_commands().items() if str(app).startswith("rootbridge.")]
    assert len(ours) >= 10
    assert not [name for name in ours if f"`{name}`" not in DOCS and f"manage.py {name}" not in DOCS]


def test_links_between_the_docs_lead_somewhere():
    broken = []
    for path in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf8")):
            if not (path.parent / target).exists():
                broken.append(f"{path.name}: {target}")
    assert not broken


def test_the_readme_shows_the_two_commands_and_one_picture():
    readme = (ROOT / "README.md").read_text("utf8")
    assert "make demo" in readme
    assert "make test" in readme
    assert len(re.findall(r"!\[[^]]+\]\(", readme)) == 1
