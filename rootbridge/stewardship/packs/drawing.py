"""Drawing sample members from lists of names, always the same ones: the seed is the pack's name."""

import random
from dataclasses import dataclass, field

from rootbridge.base.core.text import search_key

STAGES_ABROAD = ["abroad"] * 8 + ["returning"] * 2 + ["born_abroad"]
STAGES_HOME = ["home"] * 5 + ["returned"] * 3 + ["planning"] * 2
GENDERS = ["woman"] * 50 + ["man"] * 40 + ["unsaid"] * 5 + [""] * 5
AGES = ["18-24"] * 10 + ["25-34"] * 28 + ["35-44"] * 28 + ["45-54"] * 18 + ["55-64"] * 9 + ["65+"] * 4 + [""] * 3
GIVINGS = ["advice", "mentoring", "volunteering", "assignment", "goods", "money"]
TOPICS = ["papers", "family", "work", "money", "pension", "health", "study", "property", "car", "business", "return"]
SPOKEN = {"IT": "it", "RO": "ro", "DE": "de", "FR": "fr", "GB": "en", "ES": "es", "PT": "pt", "IE": "en", "CZ": "cs",
          "GR": "el", "IL": "he", "TR": "tr", "RU": "ru", "US": "en", "CA": "en", "AT": "de", "BE": "fr", "CH": "de",
          "PL": "pl", "NO": "no"}  # fmt: skip


@dataclass
class Drawn:
    """A sample member before it is a row. ``home``: code of a place; ``living``: ISO country code."""

    name: str
    email: str
    language: str
    living: str
    living_city: str
    home: str
    stage: str
    gender: str
    age_band: str
    own_words: list = field(default_factory=list)  # [(text, language, [ISCO codes])]
    languages: list = field(default_factory=list)
    givings: list = field(default_factory=list)
    seekings: list = field(default_factory=list)
    topics: list = field(default_factory=list)


def draw(count, *, seed, people, residences, homes, country) -> list[Drawn]:
    """``people``: lists of names and words; ``residences``: [{code, weight, cities}]; ``homes``: [(code, weight)]."""
    dice = random.Random(f"members of {seed}")
    taken: set[str] = set()
    return [_one(dice, people, residences, homes, country, taken) for _number in range(count)]


def _one(dice, people, residences, homes, country, taken) -> Drawn:
    gender = dice.choice(GENDERS)
    is_woman = gender == "woman" or (gender != "man" and dice.random() < 0.5)
    given = dice.choice(people["given_f"] if is_woman else people["given_m"])
    surname = dice.choice(people["surnames"])
    if is_woman:
        surname = people.get("surnames_f", {}).get(surname, surname)
    land = dice.choices(residences, [row["weight"] for row in residences])[0] if dice.random() < 0.76 else None
    living = land["code"] if land else country
    words = dice.sample(people["own_words"], k=1 if dice.random() < 0.8 else 2)
    drawn = Drawn(
        name=f"{given} {surname}", email=_address(given, surname, taken),
        language=dice.choice(["ro"] * 7 + ["ru", "ru", "en"]),
        living=living, living_city=dice.choice(land["cities"]) if land else "",
        home=dice.choices([code for code, _weight in homes], [weight for _code, weight in homes])[0],
        stage=dice.choice(STAGES_ABROAD if land else STAGES_HOME), gender=gender, age_band=dice.choice(AGES),
        own_words=[(word["text"], word["language"], word["occupations"]) for word in words],
    )  # fmt: skip
    spoken = {"ro", SPOKEN.get(living, "ro")} | ({"ru"} if dice.random() < 0.6 else set()) | {drawn.language}
    drawn.languages = sorted(spoken | ({"en"} if dice.random() < 0.3 else set()))
    drawn.givings = sorted(dice.sample(GIVINGS, k=dice.randint(1, 3)))
    drawn.seekings = sorted(dice.sample(GIVINGS, k=dice.randint(0, 2)))
    drawn.topics = sorted(dice.sample(TOPICS, k=dice.randint(1, 4)))
    return drawn


def _address(given, surname, taken) -> str:
    """An address under a domain that RFC 2606 keeps for examples: no letter can ever reach anybody."""
    stem = f"{search_key(given)}.{search_key(surname)}".replace(" ", "-")
    address, number = f"{stem}@example.org", 1
    while address in taken or not address.isascii():
        number += 1
        address = f"{stem}{number}@example.org" if stem.isascii() else f"member{len(taken)}-{number}@example.org"
    taken.add(address)
    return address
