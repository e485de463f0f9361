"""It reads in every direction: logical CSS, tokens for colour, translatable words."""

import ast
import re

from tests.architecture.house import files, python_files, shown

PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right|top|bottom)|(?:^|[;{\s])(?:left|right|top|bottom)\s*:|"
    r"text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch)\(")
WORDS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
AVOIDED = re.compile(r"\b(submit|invalid|oops|please|users?)\b", re.I)


def our_css():
    return [path for path in files(".css") if "build" not in path.parts]


def test_css_knows_no_left_and_no_right():
    assert not [shown(path) for path in our_css() if PHYSICAL.search(_bare(path))]


def test_colours_come_from_tokens():
    loose = [path for path in our_css() if path.name not in ("tokens.css", "hex.css")]
    assert not [shown(path) for path in loose if COLOUR.search(_bare(path))]


def test_every_css_file_stands_in_a_layer():
    assert not [shown(path) for path in our_css() if not _bare(path).lstrip().startswith("@layer")]


def test_nothing_is_important_outside_utilities():
    loud = [path for path in our_css() if path.name not in ("utilities.css", "print.css", "reset.css")]
    assert not [shown(path) for path in loud if "!important" in path.read_text("utf8")]


def test_no_f_string_is_translated():
    wrong = []
    for path, node in _calls():
        if node.args and isinstance(node.args[0], ast.JoinedStr):
            wrong.append(f"{shown(path)}:{node.lineno}")
    assert not wrong


def test_words_are_plain():
    wrong = []
    for path, node in _calls():
        text = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
        if AVOIDED.search(str(text)):
            wrong.append(f"{shown(path)}:{node.lineno} {text}")
    for path in files(".html"):
        for text in re.findall(r'_\("([^"]*)"', path.read_text("utf8")):
            if AVOIDED.search(text):
                wrong.append(f"{shown(path)} {text}")
    assert not wrong


def test_no_template_carries_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:src=|ld\+json))")
    assert not [
        shown(path) for path in files(".html") if "jinja2" in path.parts and inline.search(path.read_text("utf8"))
    ]


def _bare(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf8"), flags=re.S)


def _calls():
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS:
                yield path, node
