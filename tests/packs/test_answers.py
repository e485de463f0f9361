"""The answers of the Moldova pack: each has an owner, a check, sources and every language that the pack promises."""

import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from rootbridge.base.core.bearings import Stage
from rootbridge.base.reference.countries import country_name
from rootbridge.base.reference.topics import Topic

PACK = Path(settings.BASE_DIR) / "packs/moldova"
ANSWERS = {path.stem: json.loads(path.read_text("utf8")) for path in sorted((PACK / "answers").glob("*.json"))}
OFFICES = {office["slug"] for office in json.loads((PACK / "offices.json").read_text("utf8"))}
GUIDES = {path.stem for path in (PACK / "guides").glob("*.json")}
PROMISED = set(json.loads((PACK / "pack.json").read_text("utf8"))["languages"]["content"])


def families() -> dict[str, list[dict]]:
    found = defaultdict(list)
    for answer in ANSWERS.values():
        if answer.get("same_question"):
            found[answer["same_question"]].append(answer)
    return found


def test_there_are_forty_questions_at_least():
    alone = [answer for answer in ANSWERS.values() if not answer.get("same_question")]
    assert len(alone) + len(families()) >= 40


@pytest.mark.parametrize("slug", ANSWERS)
def test_each_answer_is_whole(slug):
    answer = ANSWERS[slug]
    assert answer["slug"] == slug
    assert answer["office"] in OFFICES
    assert 0 <= answer["checked_days_ago"] < answer["review_days"] <= 366
    assert answer["topic"] in Topic.values
    assert answer["stages"] and set(answer["stages"]) <= set(Stage.values)
    assert all(country_name(code, "en") != code for code in answer["residence"])
    assert answer["sources"]
    assert all(source["title"] and urlsplit(source["url"]).netloc for source in answer["sources"])
    assert len(answer["synonyms"]) >= 6
    assert set(answer.get("related_guides") or []) <= GUIDES


@pytest.mark.parametrize("slug", ANSWERS)
def test_each_answer_is_there_in_every_language_promised(slug):
    texts = ANSWERS[slug]["texts"]
    assert set(texts) >= PROMISED
    lengths = {len(text["paragraphs"]) for text in texts.values()}
    assert len(lengths) == 1, "a translation leaves a paragraph out"
    for text in texts.values():
        assert text["question"].endswith("?") or text["question"].endswith("؟")
        assert len(text["question"]) <= 200
        assert len(text["short"]) <= 600


def test_six_questions_are_answered_for_several_countries():
    several = {key: rows for key, rows in families().items() if len(rows) > 1}
    assert len(several) >= 6
    for key, rows in several.items():
        lands = [code for row in rows for code in row["residence"] or [""]]
        assert len(lands) == len(set(lands)), f"{key}: one country is answered twice"
        assert len({row["topic"] for row in rows}) == 1, f"{key} stands on one shelf"


def test_synonyms_of_every_language_of_the_interface():
    groups = json.loads((PACK / "synonyms.json").read_text("utf8"))
    assert {group["language"] for group in groups} >= {"", *(code for code, _name in settings.LANGUAGES)}
    assert all(len(set(group["words"])) >= 2 for group in groups)
    together = next(group["words"] for group in groups if "стаж" in group["words"])
    assert "carnet de muncă" in together
