"""The words of many labels, and the labels a few typed words may mean. Plain memory, no database.

A label is its folded key ("asistent medical"). A typed word may be a word of a label, its beginning, another form
of it, or a misspelling; words may be joined, split, or only initials. Rare words weigh more than common ones.
"""

import heapq
import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .folding import STEM, Typed, is_form, shared_beginning, sounded

MOST_TERMS = 60  # that one typed word may mean
MOST_LOOKED_AT = 1_500  # labels that may become candidates
MOST_HITS = 60
SCORE = itemgetter(1)
OTHER_KEYBOARD, CLIP, CLIPPED = 0.9, 0.75, "aeosyа"  # "profa", "profe", "mates"
SAME, FORM, BEGINNING, NEAR, MISSPELT, CUT = 1.0, 0.94, 0.9, 0.7, 0.8, 0.85
UNKNOWN = 0.3  # weight of a typed word that no label has, as a share of the mean
INITIALS, BEGUN = 0.75, 0.2
SEVERAL = 3
LEAN, LEAN_A_WORD, LEAN_MOST = 0.55, 0.03, 0.7  # towards the label told whole, not the text answered whole
LEFT_OFF = (0.8, 0.8, 0.75, 0.6, 0.45)  # what a beginning of so many letters loses, by the share of the word left off


class Lexicon:
    """The words of the labels in one language, or in many. `keys` are the labels, the shortest first.

    Each word has its labels in one row of `labels`, from `starts[number]` on, where `numbers` knows the word.
    `is_own` is for the reader's language: initials find ("drh"), and the beginning of a whole label.
    """

    def __init__(self, keys: Iterable[str], *, is_own: bool = True):
        self.is_own = is_own
        self.keys = sorted(keys, key=lambda key: (key.count(" "), key))
        postings: dict[str, array] = defaultdict(lambda: array("I"))
        self.initials: dict[str, list[int]] = defaultdict(list)
        for label, key in enumerate(self.keys):
            words = key.split()
            for word in dict.fromkeys(words):
                postings[word].append(label)
            if is_own and 2 <= len(words) <= 6:
                self.initials["".join(word[0] for word in words if len(word) > 3)].append(label)
        self.words = sorted(postings)
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self.labels, self.starts = array("I"), array("I", [0])
        for word in self.words:
            self.labels.extend(postings.pop(word))
            self.starts.append(len(self.labels))
        self.alphabet = sorted(range(len(self.keys)), key=self.keys.__getitem__) if is_own else []
        weight = {word: self.weight(word) for word in self.words}
        self.mean = sum(weight.values()) / max(1, len(weight))
        self.lengths = array("f", (sum(map(weight.__getitem__, set(key.split()))) for key in self.keys))

    def held(self, word: str) -> int:
        """How many labels have the word."""
        number = self.numbers.get(word, -1)
        return self.starts[number + 1] - self.starts[number] if number >= 0 else 0

    def weight(self, word: str) -> float:
        """How much a word of these labels tells: the more, the rarer."""
        return math.log(1 + len(self.keys) / self.held(word))

    def search(self, typed: list[Typed], *, start: str = "") -> list[tuple[int, float]]:
        """(label, score) of the labels that fit the typed words, the best first, at most `MOST_HITS`.

        `start` is the whole text folded, which may be the beginning of a label of the reader's language.
        """
        found: dict[int, float] = {}
        known = {word: self.meanings(word) for word in typed}
        for words in self._readings(typed):
            for word in words:
                known.setdefault(word, {word.word: SAME})
            for label, score in self._fitting([known[word] for word in words]):
                found[label] = max(found.get(label, 0.0), score)
        for label, score in (*self._begun(start), *self._initials(typed)):
            found[label] = max(found.get(label, 0.0), score)
        return heapq.nlargest(MOST_HITS, found.items(), key=SCORE)

    def _begun(self, start: str) -> list[tuple[int, float]]:
        """The labels that begin with the text, the shortest."""
        if len(start) < STEM or not self.is_own:
            return []
        first = bisect_left(self.alphabet, start, key=self.keys.__getitem__)
        past = bisect_left(self.alphabet, start + "\uffff", key=self.keys.__getitem__)
        labels = heapq.nsmallest(MOST_HITS, self.alphabet[first : first + min(past - first, MOST_LOOKED_AT)])
        shares = [(label, BEGUN + (1 - BEGUN) * len(start) / len(self.keys[label])) for label in labels]
        return [(label, share / (1 - LEAN + LEAN * share)) for label, share in shares]

    def _initials(self, typed: list[Typed]) -> list[tuple[int, float]]:
        """The labels with these initials, if the text is one short word."""
        if len(typed) != 1 or not 2 <= len(typed[0].word) <= 5:
            return []
        return [(label, INITIALS) for label in self.initials.get(typed[0].word, ())[:MOST_HITS]]

    def _readings(self, typed: list[Typed]) -> list[list[Typed]]:
        """The words as typed, with two of them joined, with one of them split: where labels have such words."""
        readings = [typed]
        if not self.is_own:
            return readings
        for i in range(len(typed) - 1):
            joined = typed[i].word + typed[i + 1].word
            if joined in self.numbers:
                readings.append([*typed[:i], Typed(joined), *typed[i + 2 :]])
        for i, (word, _is_cut) in enumerate(typed):
            if len(word) > 7 and word not in self.numbers:
                for end in range(3, len(word) - 2):
                    if word[:end] in self.numbers and word[end:] in self.numbers:
                        readings.append([*typed[:i], Typed(word[:end]), Typed(word[end:]), *typed[i + 1 :]])
        return readings[:3]

    def _fitting(self, meanings: list[dict[str, float]]) -> list[tuple[int, float]]:
        """The labels that fit words with these meanings: one number of two shares.

        They are the share of the typed words that the label answers, and the share of its own words that were
        typed; the more words were typed, the more the second counts.
        """
        weights = [
            max((self.weight(term) * likeness for term, likeness in terms.items()), default=self.mean * UNKNOWN)
            for terms in meanings
        ]
        given, told = self._walk(meanings, weights)
        asked, lengths = sum(weights) or 1.0, self.lengths
        lean = min(LEAN + LEAN_A_WORD * max(0, len(meanings) - 2), LEAN_MOST)
        scores = {}
        for label, answered in given.items():
            answers, tells = answered / asked, min(1.0, told[label] / lengths[label])
            scores[label] = answers * tells / ((1 - lean) * tells + lean * answers)
        return heapq.nlargest(MOST_HITS, scores.items(), key=SCORE)

    def _walk(self, meanings: list[dict[str, float]], weights: list[float]) -> tuple[dict, dict]:
        """What each candidate label answers of the typed words, and what it tells of itself, by weight.

        The rarest word brings candidates first, of each word the short labels first; once there are enough, the
        best are kept and the other words only add to them.
        """
        given: dict[int, float] = {}
        told: dict[int, float] = {}
        for i in sorted(range(len(meanings)), key=lambda i: sum(map(self.held, meanings[i]))):
            terms = {term: (likeness, likeness * self.weight(term)) for term, likeness in meanings[i].items()}
            if len(given) < MOST_LOOKED_AT:
                best = self._bring(terms)
            else:
                given = dict(heapq.nlargest(MOST_LOOKED_AT, given.items(), key=SCORE))
                best = self._add(terms, given)
            for label, (likeness, tells) in best.items():
                given[label] = given.get(label, 0.0) + weights[i] * likeness
                told[label] = told.get(label, 0.0) + tells
        return given, told

    def _bring(self, terms: dict[str, tuple[float, float]]) -> dict[int, tuple[float, float]]:
        best: dict[int, tuple[float, float]] = {}
        for term, fit in sorted(terms.items(), key=lambda pair: -pair[1][0]):
            start = self.starts[self.numbers[term]]
            for label in self.labels[start : start + min(self.held(term), MOST_LOOKED_AT)]:
                if label not in best:
                    best[label] = fit
            if len(best) > 2 * MOST_LOOKED_AT:
                break
        return best

    def _add(self, terms: dict[str, tuple[float, float]], labels: Iterable[int]) -> dict[int, tuple[float, float]]:
        best = {}
        for label in labels:
            fits = [terms[word] for word in self.keys[label].split() if word in terms]
            if fits:
                best[label] = max(fits)
        return best

    def meanings(self, typed: Typed) -> dict[str, float]:
        """The words of labels that a typed word may be, with their likeness from 0 to 1.

        A word that several labels have is not misspelt; misspellings are looked for in the reader's language only.
        """
        word = typed.word
        found = {word: SAME} if word in self.numbers else {}
        is_known = self.held(word) >= SEVERAL
        if typed.is_cut:
            self._cut(word, found)
        else:
            self._forms(word, found)
        if self.is_own and not is_known and len(word) > 3:
            self._misspelt(word, found)
            if not found and word.isascii() != self.is_latin:
                self._other_keyboard(word, found)
        if len(found) > MOST_TERMS:
            found = dict(heapq.nlargest(MOST_TERMS, found.items(), key=lambda pair: pair[1]))
        return found

    def _cut(self, word: str, found: dict[str, float]) -> None:
        """Words that a dot cut short, the common ones before the rare."""
        begun = self._beginning(word, 3_000)
        for term in heapq.nlargest(MOST_TERMS, begun, key=self.held):
            found[term] = CUT

    def _forms(self, word: str, found: dict[str, float]) -> None:
        """Words that begin with the typed one, and its other forms."""
        stem = word[: max(STEM, math.ceil(len(word) * 0.55))]
        for term in self._beginning(stem, 600):
            if term == word:
                continue
            shared = shared_beginning(term, word, len(stem))
            longer = max(len(term), len(word))
            if is_form(term, word, shared):
                found[term] = FORM - 0.02 * (longer - shared)
            elif shared == len(word):
                found[term] = BEGINNING * (1 - LEFT_OFF[min(shared, 4)] * (1 - shared / longer))
            elif shared == len(word) - 1 >= STEM and word[-1] in CLIPPED:
                found[term] = CLIP * (1 - LEFT_OFF[4] * (1 - shared / longer))
            elif shared >= 5 and shared / longer >= 0.7:
                found[term] = NEAR * shared / longer

    def _misspelt(self, word: str, found: dict[str, float]) -> None:
        for term, distance, _place in _near(word, self.words):
            if distance and len(term) > 2:
                likeness = MISSPELT * (1 - 1.2 * distance / max(len(word), len(term))) + 0.08
                found[term] = max(found.get(term, 0.0), likeness)

    def _other_keyboard(self, word: str, found: dict[str, float]) -> None:
        """Words that sound like it in the other script: "medsestra", "асистентэ"."""
        for sound, distance, _place in _near(sounded(word), list(self.sounds)):
            likeness = OTHER_KEYBOARD * (1 - distance / max(len(word), len(sound)))
            found.update(dict.fromkeys(self.sounds[sound], likeness))

    @cached_property
    def is_latin(self) -> bool:
        return 2 * sum(map(str.isascii, self.words)) >= len(self.words)

    @cached_property
    def sounds(self) -> dict[str, list[str]]:
        """The words by how they are typed on the other keyboard."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(sounded(word), []).append(word)
        return found

    def _beginning(self, start: str, most: int) -> list[str]:
        first = bisect_left(self.words, start)
        return self.words[first : min(first + most, bisect_left(self.words, start + "\uffff"))]


def _near(word: str, words: list[str]) -> list[tuple[str, int, int]]:
    """(word, letters that differ, place) of the words within a few letters, the nearest first."""
    most = 1 if len(word) < 6 else 2 if len(word) < 9 else 3
    return process.extract(word, words, scorer=OSA.distance, processor=None, limit=30, score_cutoff=most)
