"""A name that can be taken for that of a public authority is never accepted without somebody looking."""

import itertools
import json
import random
from pathlib import Path

from rootbridge.people.offices.models import Office
from rootbridge.people.organisations import doubles
from rootbridge.people.organisations.models import Organisation, ReservedName
from rootbridge.people.organisations.official_words import Taken, is_taken, reads_official
from rootbridge.people.organisations.skeletons import DRAWN, skeleton

NAMES = (
    "Ministerul Sănătății", "Ministerul Afacerilor Externe și Integrării Europene", "Ministry of Health of Moldova",
    "Ambasada Republicii Moldova în Italia", "Consulatul General al Republicii Moldova la Milano",
    "Primăria municipiului Orhei", "Министерство здравоохранения", "Посольство Республики Молдова",
    "Biroul Relații cu Diaspora", "Guvernul Republicii Moldova",
)  # fmt: skip
SHIPPED = Path(__file__).parents[2] / "packs/moldova/authorities.json"
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2063"
MARKS = "\u0301\u0308\u0327\u0323\u0304"
LEET = {"a": "4@", "e": "3€", "i": "1!|", "o": "0", "s": "5$", "t": "7", "l": "1|", "b": "8"}
# Letters that are drawn the same in every font.
SAME = {"a": "аα", "c": "сϲ", "e": "еҽ", "i": "іι", "o": "оοօ", "p": "рρ", "s": "ѕ", "x": "х", "y": "у", "h": "һ",
        "m": "м", "k": "к", "t": "т", "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "M": "МΜ", "P": "РΡ", "G": "Ԍ",
        "u": "υ", "n": "ո", "r": "г", "d": "ԁ", "l": "ӏ"}  # fmt: skip
SOUNDS = {"a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "i": "и", "l": "л", "m": "м", "n": "н",
          "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "z": "з"}  # fmt: skip


def swapped(name, table, chance, rng):
    return "".join(rng.choice(table[sign]) if sign in table and rng.random() < chance else sign for sign in name)


def variants(rng, names=NAMES):
    """Without an end: each way of writing a name so that an eye takes it for the other."""
    for number in itertools.count():
        name = names[number % len(names)]
        way = (number // len(names)) % 10
        spot = rng.randrange(1, len(name) - 1)
        yield [
            lambda: swapped(name, SAME, 0.5, rng),
            lambda: swapped(name, {one: "".join(set(DRAWN[one]) & set(SAME.get(one, DRAWN[one]))) or one
                                   for one in DRAWN}, 0.3, rng),
            lambda: "".join(sign + (rng.choice(HIDDEN) if rng.random() < 0.3 else "") for sign in name),
            lambda: (" " if rng.random() < 0.7 else ".").join(name.replace(" ", "")),
            lambda: "".join(sign + (rng.choice(MARKS) if sign.isalpha() and rng.random() < 0.4 else "")
                            for sign in name),
            lambda: swapped(name.lower(), LEET, 0.6, rng),
            lambda: " ".join(rng.sample(name.split(), len(name.split()))),
            lambda: name[:spot] + name[spot - 1] + name[spot:],
            lambda: "".join(rng.choice((sign.upper(), sign.lower())) for sign in name) + rng.choice(("!", " ®", " MD")),
            lambda: rng.choice(("Min. ", "The ", "Oficial: ", "")) + name.replace("Ministerul", "Ministerul-ui"),
        ][way]()  # fmt: skip


def test_a_thousand_ways_of_writing_an_authority_all_wait(cast):
    rng = random.Random(5)
    through = [name for name in itertools.islice(variants(rng), 1000) if not reads_official(name)]
    assert through == []


def test_a_thousand_ways_of_writing_the_names_that_come_with_the_pack_are_never_accepted():
    """In the six languages in which authorities are called; most are refused at once, none is listed unseen."""
    rng = random.Random(7)
    names = [name for said in json.loads(SHIPPED.read_text("utf8")).values() for name in said]
    taken = Taken(names)
    assert len(names) > 60 and all(is_taken(name, taken) for name in names)
    ways = list(itertools.islice(variants(rng, names), 1000))
    through = [name for name in ways if not (doubles.refusal_of(name, taken) or reads_official(name, taken))]
    assert through == []
    assert sum(doubles.refusal_of(name, taken) is not None for name in ways) > 800


WAITING = [
    "Ministru lui Sănătății",
    "Миниcтерул Сэнэтэций",
    "MINI5TERUL 5ANATATII",
    "Ministeru1",
    "Min. Sănătății",
    "MAEIE",
    "ministеrul",
    "Μinisterul",
    "Ｍｉｎｉｓｔｅｒｕｌ",
    "𝐌inisterul",
    "Minsterul Sănătății",
    "E m b a s s y of Moldova",
    "Ambassada Moldovei",
    "Embasy of Moldova",
    "Prímăria Orhei",
    "مكتب وزارة الصحة",
    "Town-Hall of Orhei",
]


def test_the_words_of_authorities_wait(cast):
    assert [name for name in WAITING if not reads_official(name)] == []


USUAL = [
    "Orhei în Torino",
    "Asociația Femeilor din Padova",
    "Corul „Dor de casă”",
    "Școala de duminică Chișinău",
    "Молдавское землячество Москвы",
    "Administratorii de bloc",
    "Consultanță pentru acasă",
    "Minerva",
    "Mesteșugarii",
    "رابطة أصدقاء أورهي",
    "Association des Moldaves de Lyon",
    "Comunitatea Călărași 2020",
    "Fundația Mâini Dibace",
]


def test_usual_names_do_not_wait(cast):
    assert [name for name in USUAL if reads_official(name)] == []


def test_a_name_that_the_centre_reserves_waits_too(cast):
    assert not reads_official("Casa Limbii Noastre")
    ReservedName.reserve("Casa Limbii Noastre", by=cast.esi)
    assert reads_official("Nоastre limbii CASA")


def test_names_of_offices_are_watched_whatever_the_order_of_words(cast):
    Office.objects.create(slug="desk", kind="desk", names={"ro": "Ghișeul pentru migranți"}, place=cast.places["MD-OR"])
    for name in (
        "Ghișeul pentru migranți",
        "pentru MIGRANȚI ghiseul",
        "Ghiseul migranti Orhei pentru",
        "Ghișeul pentrυ migranți",
    ):
        assert reads_official(name), name
    assert not reads_official("Migranții din Padova")


def test_flags_say_why_somebody_looks(cast):
    def flags(**more):
        made = Organisation.objects.create(**{
            "slug": f"one-{Organisation.objects.count()}", "kind": "association", "names": {"ro": "Corul Ciocârlia"},
            "place": cast.places["MD-OR"],
        } | more)  # fmt: skip
        found = doubles.flags_of(made)
        made.delete()
        return found

    assert flags() == []
    assert flags(names={"ro": "Orhеi Mama"}) == ["lookalike"]
    assert flags(names={"en": "ORHEI in Turin"}) == ["double"]
    assert flags(kind="town_hall", about={"en": "Buy at shop.example.com"}) == ["links", "official"]
    assert skeleton("Rn") == skeleton("m")
