"""Recognition at the full ESCO size: its time, its reciprocal rank on held-out cases, a plain baseline beside it.

The ESCO files are read from ROOTBRIDGE_ESCO_DIR, else from `../shared/data/esco` beside the repository. They are
imported inside a transaction that is rolled back, so the database stays as it was.

`recognition_cases.csv` holds texts as people type them, written without a look at the labels, each with the codes
(of ISCO-08, or of ESCO below it) that answer it; a match answers when its code is one of them or lies below.
`recognition_tuning.csv` holds those that were looked at while the weights were chosen.
"""

import csv
import math
import os
import time
from collections import Counter, defaultdict
from pathlib import Path

from django.db import transaction

from rootbridge.base.core.text import search_key
from rootbridge.base.reference import recognition
from rootbridge.base.reference.esco import import_esco
from rootbridge.base.reference.models import Occupation, OccupationLabel
from rootbridge.base.reference.starter import load_starter

HERE = Path(__file__).resolve().parent
HELD_OUT, TUNING = HERE / "recognition_cases.csv", HERE / "recognition_tuning.csv"
LANGUAGES = ("ro", "en", "ru", "fr", "es", "ar")
DEPTH = 20
GOAL_MS = 20


class Baseline:
    """What any search over characters does: cosine of tf-idf over letter triples, the best label of each concept."""

    def __init__(self, labels: list[tuple[int, str]]):
        self.labels = labels
        grams = [Counter(self.grams(key)) for _concept, key in labels]
        spread = Counter(gram for counted in grams for gram in counted)
        self.weight = {gram: math.log(len(labels) / count) + 1 for gram, count in spread.items()}
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for label, counted in enumerate(grams):
            length = math.sqrt(sum((count * self.weight[gram]) ** 2 for gram, count in counted.items())) or 1.0
            for gram, count in counted.items():
                self.postings[gram].append((label, count * self.weight[gram] / length))

    @staticmethod
    def grams(key: str) -> list[str]:
        padded = f" {key} "
        return [padded[i : i + 3] for i in range(len(padded) - 2)]

    def rank(self, text: str) -> list[int]:
        """Concepts, the likeliest first."""
        scores: dict[int, float] = defaultdict(float)
        for gram, count in Counter(self.grams(search_key(text))).items():
            for label, weight in self.postings.get(gram, ()):
                scores[label] += count * weight * self.weight[gram]
        best: dict[int, float] = {}
        for label, score in scores.items():
            concept = self.labels[label][0]
            best[concept] = max(best.get(concept, 0.0), score)
        return sorted(best, key=lambda concept: (-best[concept], concept))[:DEPTH]


def esco_folder() -> Path | None:
    """Where the ESCO files are, None if they are not here."""
    named = os.environ.get("ROOTBRIDGE_ESCO_DIR")
    folder = Path(named) if named else HERE.parent.parent / "shared" / "data" / "esco"
    return folder if folder.is_dir() and any(folder.glob("*.zip")) else None


def cases(path: Path) -> list[dict[str, str]]:
    """The cases of a file: text, language, kind, codes."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measures() -> list[dict]:
    """Each measure as name, value, unit, ratio_to (in words, what a ratio is to)."""
    folder = esco_folder()
    if folder is None:
        reason = "the ESCO files are not here: set ROOTBRIDGE_ESCO_DIR to the folder that holds them"
        return [_measure("recognition", "left out", "", reason)]
    with transaction.atomic():
        load_starter()
        found = [_measure("recognition.import", _timed(lambda: import_esco([folder])), "s"), *_recognition()]
        transaction.set_rollback(True)
    return found


def _recognition() -> list[dict]:
    built = _timed(lambda: recognition.prepare(*LANGUAGES))
    held_out, codes = cases(HELD_OUT), dict(Occupation.objects.values_list("pk", "code"))
    spent: list[float] = []
    ranks = [rank_of(case, codes, recognised(case, spent)) for case in held_out + cases(TUNING)]
    spent.sort()
    ours, tuned = mean(ranks[: len(held_out)]), mean(ranks[len(held_out) :])
    plain, plain_spent = baseline_of(held_out, codes)
    median, high = spent[len(spent) // 2], spent[len(spent) * 95 // 100]
    return [
        _measure("recognition.indexes_built", built, "s"),
        _measure("recognition.cpu_median", median, "ms a text"),
        _measure("recognition.cpu_95", high, "ms a text"),
        _measure("recognition.cpu_most", spent[-1], "ms a text"),
        _measure("recognition.cpu_95_of_goal", high / GOAL_MS, "times", f"the goal of {GOAL_MS} ms"),
        _measure("recognition.cpu_ratio", median / plain_spent, "times", "the baseline, letter triples by tf-idf"),
        _measure("recognition.rank", ours, "MRR"),
        _measure("recognition.rank_of_baseline", plain, "MRR"),
        _measure("recognition.rank_ratio", ours / plain, "times", "the baseline, letter triples by tf-idf"),
        _measure("recognition.rank_tuning", tuned, "MRR", "cases seen while the weights were chosen"),
    ]


def baseline_of(held_out: list[dict], codes: dict[int, str]) -> tuple[float, float]:
    """Mean reciprocal rank and median CPU in ms of the baseline, over labels in the reader's language and English."""
    ranks, spent = [], []
    for language in LANGUAGES:
        labels = OccupationLabel.objects.filter(language__in={language, "en"}).values_list("occupation", "key")
        baseline = Baseline(list(labels))
        for case in (case for case in held_out if case["language"] == language):
            started = time.process_time()
            concepts = baseline.rank(case["text"])
            spent.append((time.process_time() - started) * 1000)
            ranks.append(rank_of(case, codes, concepts))
    return mean(ranks), sorted(spent)[len(spent) // 2]


def recognised(case: dict, spent: list[float]) -> list[int]:
    started = time.process_time()
    matches = recognition.recognise_occupations(case["text"], case["language"], DEPTH)
    spent.append((time.process_time() - started) * 1000)
    return [match.pk for match in matches]


def rank_of(case: dict, codes: dict[int, str], concepts: list[int]) -> int:
    """The place of the first concept that answers the case, from 1; 0 if none does."""
    wanted = case["codes"].split("|")
    for place, concept in enumerate(concepts, 1):
        if any(codes[concept] == code or codes[concept].startswith(f"{code}.") for code in wanted):
            return place
    return 0


def mean(ranks: list[int]) -> float:
    return sum(1 / rank for rank in ranks if rank) / max(1, len(ranks))


def _timed(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _measure(name: str, value: float | str, unit: str, to: str = "") -> dict:
    shown = value if isinstance(value, str) else round(value, 4)
    return {"name": name, "value": shown, "unit": unit, "ratio_to": to}
