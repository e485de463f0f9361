"""What is offered for a need comes from its profession and from what its words say, and few of it is ticked."""

import pytest
from django.utils import translation

from rootbridge.base.reference.recognition import forget
from rootbridge.base.reference.starter import load_starter
from rootbridge.subjects.opportunities.suggestions import suggest

NOTHING = {"occupations": [], "skills": []}
TITLES = [
    # title, language, who is ticked, some skills that are ticked, what may not be offered
    ("A nurse who can teach wound care to two colleagues", "en", "nurse", {"nursing care", "training staff"},
     {"cancer care", "child care", "nursery school teacher", "private tutor"}),
    ("O asistentă medicală care să ne învețe îngrijirea rănilor, pentru douăsprezece ore", "ro", "asistent medical",
     {"îngrijiri de asistență medicală", "siguranța pacientului"}, {"lucru de birou", "îngrijirea solului"}),
    ("Нужна медсестра для обучения уходу за ранами", "ru", "медицинская сестра", {"сестринский уход"},
     {"искусственный интеллект"}),
    ("Une infirmière qui connaît la dialyse à domicile", "fr", "infirmier", {"dialyse à domicile"}, set()),
    ("ممرضة تعرف غسيل الكلى في المنزل", "ar", "ممرض", {"غسيل الكلى في المنزل"}, set()),
]  # fmt: skip


@pytest.fixture
def starter(db):
    load_starter()
    forget()


def test_a_long_title_brings_its_profession_and_few_ticks(starter):
    for title, language, who, skills, stray in TITLES:
        with translation.override(language):
            found = suggest(title, language, NOTHING, language)
        ticked = {name: {found.offered[name][one] for one in found.ticked[name]} for name in NOTHING}
        assert ticked["occupations"] == {who}, title
        assert skills <= ticked["skills"], title
        assert len(ticked["skills"]) <= 5, title
        assert not stray & {*found.offered["occupations"].values(), *found.offered["skills"].values()}, title


def test_where_no_profession_is_sure_nothing_of_it_is_ticked(starter):
    found = suggest("Help us with things", "en", NOTHING, "en")
    assert not found.ticked["occupations"]


def test_what_the_need_has_is_all_that_is_ticked(starter):
    first = suggest("nurse", "en", NOTHING, "en")
    held = {"occupations": [first.ticked["occupations"][0]], "skills": []}
    again = suggest("cook", "en", held, "en")
    assert again.ticked == held
    assert set(held["occupations"]) < set(again.offered["occupations"])
