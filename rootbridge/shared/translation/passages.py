"""A text in passages: the pieces of it that are translated, each with a name that stays while the text changes.

A field of one value is one passage (``title``); every item of a list (``papers.3f2a91c0``) and every words of a block
(``steps.<id of the block>.title``) is one by itself.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from .aligning import settle

EXTRA = "+"  # begins the name of an item that only a translation has
WORDS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)


@dataclass(frozen=True)
class Place:
    """Where a passage stands. ``number``: of its item, from 1, 0 where there is but one; ``longest``: letters it may
    have, 0 for no limit; ``has_marks``: its words are HTML."""

    label: str
    number: int = 0
    longest: int = 0
    is_line: bool = False
    is_needed: bool = False
    has_marks: bool = False


@dataclass
class Item:
    """One item of a field: its words by the names inside it, "" where there is but one. ``raw``: the whole block."""

    key: str
    words: dict[str, str] = field(default_factory=dict)
    raw: dict | None = None

    @property
    def whole(self) -> str:
        return "\n".join(self.words.values())


def items_of(article, name: str) -> list[Item]:
    """The items of a field as they stand; their keys are the ids of its blocks, "" in a list, which gives none."""
    kind, value = article._meta.get_field(name), getattr(article, name)
    if isinstance(kind, StreamField):
        raws = kind.stream_block.get_prep_value(value)
        return [Item(str(raw["id"]), _words_inside(kind, raw), raw) for raw in raws]
    if isinstance(kind, ArrayField):
        return [Item("", {"": str(line)}) for line in value or []]
    return [Item("", {"": str(value or "")})]


def is_many(model, name: str) -> bool:
    """Has the field items, of which each is translated by itself?"""
    return isinstance(model._meta.get_field(name), StreamField | ArrayField)


def key_of(name: str, item: str = "", inner: str = "") -> str:
    return ".".join(part for part in (name, item, inner) if part)


def read_original(article, known: dict[str, str]) -> dict[str, str]:
    """{passage: words} of a text in its own language, in its order. ``known``: the same as it was before; an item of a
    list keeps its name while it still says about the same."""
    found = {}
    for name in article.translated:
        items = items_of(article, name)
        if not is_many(article, name):
            found[name] = items[0].whole
            continue
        keys = [item.key for item in items]
        if not all(keys):
            keys = settle(_wholes(known, name), [item.whole for item in items], new=lambda: uuid4().hex[:8])
        for key, item in zip(keys, items, strict=True):
            found |= {key_of(name, key, inner): words for inner, words in item.words.items()}
    return found


def read_translation(article, original: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """{passage: words} of a translation by the names of its original's passages. ``known``: what it said before, by
    those names. Items that the original does not have are named ``steps.+1``, or as they were known."""
    found = {}
    for name in article.translated:
        items = items_of(article, name)
        if not is_many(article, name):
            found[name] = items[0].whole
            continue
        for key, item in zip(_names(name, items, original, known), items, strict=True):
            found |= {key_of(name, key, inner): words for inner, words in item.words.items()}
    return found


def _names(name, items, original, known) -> list[str]:
    """For each item of a translation the name of the item it translates."""
    there = list(_wholes(original, name))
    if items and all(item.key in dict(there) for item in items):
        return [item.key for item in items]
    before = _wholes(known, name)
    numbers = iter(range(1, len(items) + 1))
    if before:
        return settle(before, [item.whole for item in items], new=lambda: f"{EXTRA}{next(numbers)}")
    keys = [key for key, _whole in there]
    return [*keys[: len(items)], *(f"{EXTRA}{next(numbers)}" for _more in items[len(keys) :])]


def _wholes(passages: dict[str, str], name: str) -> list[tuple[str, str]]:
    """(name of the item, all its words) of one field."""
    found: dict[str, list[str]] = {}
    for key, words in passages.items():
        field_name, _dot, rest = key.partition(".")
        if field_name == name and rest:
            found.setdefault(rest.partition(".")[0], []).append(words)
    return [(key, "\n".join(words)) for key, words in found.items()]


def put(article, words: dict[str, str], original) -> None:
    """Write the words of all passages into a translation. Order and everything that is no words come from the original
    text; items that only the translation has stand after them."""
    for name in article.translated:
        if not is_many(article, name):
            setattr(article, name, words.get(name, ""))
            continue
        kind = article._meta.get_field(name)
        if isinstance(kind, StreamField):
            raws = _blocks(article, name, words, original)
            setattr(article, name, kind.to_python(raws))
        else:
            setattr(article, name, [line for _key, line in _wholes(words, name) if line.strip()])


def _blocks(article, name, words, original) -> list[dict]:
    own = {item.key: item.raw for item in items_of(article, name)}
    base = {item.key: item.raw for item in items_of(original, name)}
    rest = [raw for key, raw in own.items() if key not in base]
    found = []
    for key, whole in _wholes(words, name):
        raw = base.get(key) or own.get(key) or (rest.pop(0) if rest else None)
        if raw is None or not whole.strip():
            continue
        raw = deepcopy(raw) | {"id": str(raw["id"]) if key in base else key if key in own else str(uuid4())}
        _write_inside(raw, {part.rpartition(".")[2]: said for part, said in words.items() if _is_of(part, name, key)})
        found.append(raw)
    return found


def _is_of(passage: str, name: str, item: str) -> bool:
    return passage == f"{name}.{item}" or passage.startswith(f"{name}.{item}.")


def _words_inside(kind: StreamField, raw: dict) -> dict[str, str]:
    block = kind.stream_block.child_blocks.get(raw["type"])
    if isinstance(block, blocks.StructBlock):
        inner = block.child_blocks.items()
        return {one: str(raw["value"].get(one) or "") for one, part in inner if isinstance(part, WORDS)}
    return {"": str(raw["value"] or "")} if isinstance(block, WORDS) else {}


def _write_inside(raw: dict, said: dict[str, str]) -> None:
    if isinstance(raw["value"], dict):
        raw["value"] |= {name: words for name, words in said.items() if name in raw["value"]}
    elif said:
        raw["value"] = next(iter(said.values()))


def places_of(article, passages: dict[str, str]) -> dict[str, Place]:
    """Where each of these passages stands in a text; ``article`` gives the fields and the kinds of its blocks."""
    found, numbers = {}, {}
    kinds = {item.key: item.raw["type"] for name in article.translated for item in items_of(article, name) if item.raw}
    for key in passages:
        name, _dot, rest = key.partition(".")
        kind = article._meta.get_field(name)
        item, _dot, inner = rest.partition(".")
        if rest:
            seen = numbers.setdefault(name, [])
            seen += [] if item in seen else [item]
        number = numbers[name].index(item) + 1 if rest else 0
        found[key] = _place(kind, kinds.get(item, ""), inner, number)
    return found


def _place(kind, type_: str, inner: str, number: int) -> Place:
    label = str(kind.verbose_name)
    if isinstance(kind, StreamField):
        children = kind.stream_block.child_blocks
        block = children.get(type_) or next(iter(children.values()))
        part = block.child_blocks.get(inner) if isinstance(block, blocks.StructBlock) else block
        inside = str(getattr(part, "label", "") or inner)
        longest = getattr(getattr(part, "field", None), "max_length", 0) or 0
        has_marks, is_line = isinstance(part, blocks.RichTextBlock), isinstance(part, blocks.CharBlock)
        return Place(f"{label} {number} · {inside}", number, longest, is_line, has_marks=has_marks)
    if isinstance(kind, ArrayField):
        return Place(f"{label} {number}", number, kind.base_field.max_length or 0, is_line=True)
    is_line = kind.get_internal_type() == "CharField"
    return Place(label, 0, kind.max_length or 0, is_line, not kind.blank, isinstance(kind, RichTextField))
