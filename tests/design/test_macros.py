"""Every macro renders alone, as valid HTML, in both directions."""

import html5lib
import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.utils import translation

from rootbridge.base.design import sheet

ROWS = [("Italy", 2140), ("Norway", None)]
CALLED = {"actions", "fieldset", "more", "rows", "queue"}
ARGUMENTS = {
    "actions": "", "because": "['You are a nurse']", "reasons": "['x']", "breadcrumbs": "[('Guides', '#')]",
    "bars": "rows, 'Members'", "bridge": "planks, 'Sent.', 'Nobody read it.', turn='home'", "button": "'Send', key='A'",
    "card": "'A nurse', '#', 'Orhei', because=['x']", "code_input": "form['code']", "copy_button": "'x'",
    "deck": "{'here_label': 'I live in', 'here_value': 'Italy', 'here_zone': 'Europe/Rome'}", "empty": "'Nothing yet'",
    "error_summary": "form", "facts": "[('Where', 'Orhei'), ('Empty', '')]", "fault_text": "404", "fault_title": "500",
    "few": "", "field": "form['hours'], seen_by=ui.sees('nobody')", "fields": "form", "fieldset": "'When'",
    "heading": "'Title', 'Lead', [('Guides', '#')]", "hero": "'What?', 'Ask.', '#', often=[('x', '#', 'ro')]",
    "kbd": "'J'", "keys": "", "clock_note": "'Italy'", "tongue": "'ro'", "tongue_tag": "'ro'",
    "language_notice": "'en', ['ro', 'en'], '#', [('ro', 'Română', '/ro/'), ('en', 'English', '/en/')]",
    "line_chart": "[('in time', [1, 2, none])], ['a', 'b', 'c'], 'Chart'",
    "link_button": "'Go', '#', icon='arrow'", "list_row": "'Title', '#', 'note'", "manual_link": "'#'",
    "map_links": "('47.02', '28.83'), 'Town hall', 'Street 1'",
    "menu_items": "[]", "messages": "[]", "meter": "1, 2, 3, ['a', 'b', 'c'], 'Light'", "more": "'Table'",
    "not_yet": "'Send', 'Write first.'", "notice": "'Text', 'wait', 'Title'", "pages": "page",
    "person": "'Ana Rusu', 'Doctor', '#'", "print_button": "", "queue": "", "queue_row": "'Title', '#', 'Kind', 'note'",
    "rows": "", "said": "'You', 'Text'", "search_box": "'#'", "sees": "'you', [{'label': 'Town hall'}]", "span": "",
    "stat": "'1', 'x'", "steps": "[{'title': 'One', 'body': 'x', 'side': 'home'}]",
    "table": "['A', {'title': 'B', 'num': true}], [['x', 1]], 'Caption'",
    "tabs": "[{'title': 'All', 'count': 0, 'href': '#'}]",
    "tag": "'late', 'late'", "tile_map": "[{'code': 'IT', 'value': 12}, {'code': 'NO', 'value': none}], 'MD', 'Map'",
    "too_few": "", "tongue_form": "'#', '/manage/', 'tongues'",
    "tongue_items": "[('ro', 'Română', '/ro/')]", "tongues": "[('ro', 'Română', '/ro/')]", "value": "none",
}  # fmt: skip
INSIDE = dict.fromkeys(("list_row", "queue_row", "menu_items", "tongue_items"), "<ul>%s</ul>")


@pytest.fixture(scope="module")
def environment():
    return next(iter(engines.all())).env


@pytest.fixture
def known():
    form, page = sheet.context()["form"], Paginator(range(30), 10).page(2)
    return {"form": form, "planks": sheet.planks("hH!.."), "rows": ROWS, "page": page}


def draw(environment, name, known):
    if name in CALLED:
        source = f"{{% call ui.{name}({ARGUMENTS[name]}) %}}inside{{% endcall %}}"
    else:
        source = f"{{{{ ui.{name}({ARGUMENTS[name]}) }}}}"
    return environment.from_string(source).render(known)


def test_every_macro_is_tried(environment):
    assert set(environment.globals["ui"].names()) == ARGUMENTS.keys()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_it_renders_alone_as_valid_html(environment, known, name, language):
    with translation.override(language):
        drawn = draw(environment, name, known)
    page = f"<!doctype html><title>x</title><body>{INSIDE.get(name, '%s') % drawn}"
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(page)


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_it_carries_no_style_and_no_script(environment, known, name):
    drawn = draw(environment, name, known)
    assert " style=" not in drawn
    assert "<script" not in drawn


def test_what_people_write_is_escaped(environment):
    evil = "<img src=x>"
    for name in ("card", "list_row", "notice", "tag", "heading", "button", "empty"):
        drawn = environment.from_string(f"{{{{ ui.{name}(evil) }}}}").render(evil=evil)
        assert evil not in drawn, name


def test_a_field_with_an_error_says_so(environment, known):
    drawn = environment.from_string("{{ ui.field(form['hours']) }}").render(known)
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_hours-error"' in drawn
    assert "You wrote" in drawn
    assert 'value="12"' in drawn


def test_a_hidden_value_is_never_printed_as_nought(environment):
    drawn = environment.from_string("{{ ui.bars(rows, 'x') }}").render(rows=ROWS)
    assert drawn.count("&lt; 10") == 2


def test_the_present_plank_is_marked(environment, known):
    drawn = environment.from_string("{{ ui.bridge(planks, 'x') }}").render(known)
    assert drawn.count('aria-current="step"') == 1
    assert "Step 3 of 5." in drawn


def test_an_unknown_macro_is_an_error(environment):
    with pytest.raises(AttributeError, match="no macro named nonsense"):
        environment.globals["ui"].nonsense
