import pytest
from django.test import override_settings
from django.utils import translation

from rootbridge.base.design import look, weave


@pytest.fixture
def told():
    rows = ["#" * 16] * 9
    return {
        "name": "Yaad",
        "owner": {"en": "Diaspora Affairs", "fr": "Affaires de la diaspora"},
        "hues": {"home_h": 160, "home_c": 0.07, "here_h": 96, "here_c": 0.16},
        "weave": {"first": rows, "second": rows},
    }


def test_the_owner_speaks_the_language_of_the_reader(told):
    one = look.of(told)
    with translation.override("fr"):
        assert one.owner == "Affaires de la diaspora"
    with translation.override("ar"):
        assert one.owner == one.run_by == "Diaspora Affairs"


def test_settings_may_say_name_and_owner_anew():
    with override_settings(ROOTBRIDGE_PLATFORM={"name": "Casa", "owner": "The Office"}):
        assert (look.current().name, look.current().owner) == ("Casa", "The Office")


def test_a_pack_without_a_look_gets_the_plain_one():
    assert look.path_of("nowhere").name == "rootbridge.toml"


@pytest.mark.parametrize("rows", [["#" * 16] * 8, ["#" * 15] * 9, []])
def test_a_weave_of_another_size_is_refused(rows):
    with pytest.raises(ValueError, match="9 rows of 16"):
        weave.mask(rows)


def test_a_weave_is_small(told):
    moldova = look.read(look.path_of("moldova"))
    assert len(weave.mask(moldova.weave_first)) < 1100


def test_runs_are_drawn_thread_by_thread():
    assert weave.runs(["##.#", "...."], "#") == "M0 0h2v1h-2zM3 0h1v1h-1z"


def test_the_emblem_is_drawn_of_both_banks():
    assert "of-here" in weave.emblem()
    assert "of-home" in weave.emblem()
    assert weave.BRIDGE[0].count("e") > weave.BRIDGE[0].count("h")


def test_the_favicon_needs_nothing_else(told):
    assert look.of(told).favicon().startswith('<svg xmlns="http://www.w3.org/2000/svg"')
