"""It stays small: files, functions, classes, templates, CSS and JavaScript within their limits."""

import ast

import pytest

from tests.architecture.house import HOUSE, ROOT, files, python_files, shown

LIMITS = {
    "__init__.py": 20, "apps.py": 40, "urls.py": 60, "views.py": 250, "forms.py": 200, "permissions.py": 80,
    "models.py": 300, "actions.py": 200, "verbs.py": 40, "notices.py": 120, "tasks.py": 60, "blocks.py": 150,
    "wagtail_hooks.py": 150,
}  # fmt: skip
ANY_FILE, FUNCTION, CLASS, TEMPLATE, ALL_CSS, ALL_JS, ONE_JS = 300, 40, 250, 120, 5_000, 1_500, 80


def test_no_file_outgrows_its_limit():
    long = [
        f"{shown(path)}: {count}"
        for path in python_files()
        if (count := len(path.read_text("utf8").splitlines())) > LIMITS.get(path.name, ANY_FILE)
    ]
    assert not long


def test_no_function_or_class_outgrows_its_limit():
    long = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            limit = {ast.FunctionDef: FUNCTION, ast.AsyncFunctionDef: FUNCTION, ast.ClassDef: CLASS}.get(type(node))
            if limit and node.end_lineno - node.lineno + 1 > limit:
                long.append(f"{shown(path)}:{node.lineno} {node.name}")
    assert not long


def test_no_function_takes_more_than_seven_arguments_by_place():
    wide = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.FunctionDef) and len(node.args.args) > 7:
                wide.append(f"{shown(path)}:{node.lineno} {node.name}")
    assert not wide


def test_templates_stay_short():
    templates = [path for path in files(".html") if "jinja2" in path.parts or "templates" in path.parts]
    assert not [shown(path) for path in templates if len(path.read_text("utf8").splitlines()) > TEMPLATE]


def test_style_and_script_stay_small():
    css = sum(len(path.read_text("utf8").splitlines()) for path in files(".css"))
    scripts = {path: len(path.read_text("utf8").splitlines()) for path in files(".js")}
    assert css < ALL_CSS
    assert sum(scripts.values()) < ALL_JS
    assert not [shown(path) for path, lines in scripts.items() if lines > ONE_JS]


def test_tests_stay_readable():
    long = [
        shown(path) for path in files(".py", below=ROOT / "tests") if len(path.read_text("utf8").splitlines()) > 600
    ]
    assert not long


DRAWERS = ("utils", "helpers", "managers", "shortcuts", "common", "misc", "constants")


@pytest.mark.parametrize("drawer", DRAWERS)
def test_there_is_no_drawer(drawer):
    assert not [path for path in HOUSE.rglob(f"{drawer}*") if path.stem == drawer]


def test_every_app_says_what_it_is():
    silent = [
        shown(path)
        for path in HOUSE.rglob("apps.py")
        if not ast.get_docstring(ast.parse((path.parent / "__init__.py").read_text("utf8")))
    ]
    assert not silent
