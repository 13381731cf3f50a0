"""Words as threads compare them: stems without grammar words, weights by rarity, and differences word by word."""

from __future__ import annotations

import json
import math
import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

_WORD = re.compile(r"[^\W\d_]{2,40}|\d{1,9}(?:[./]\d{1,9}){0,4}")
_POSSESSIVE = re.compile(r"['’‘`]s?\b")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ied", "ed", "es", "e")
_SHORTEST_STEM = 4


@cache
def vocabulary() -> dict[str, Any]:
    """The words and patterns of threads (``threads.toml``)."""
    return tomllib.loads(files("db.threads").joinpath("threads.toml").read_text(encoding="utf-8"))


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary()["words"][name])


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A light stem: one ending off while four letters stay. Equal words get equal stems; that is all it must do."""
    word = word.lower()
    if word.endswith("ies") and len(word) > _SHORTEST_STEM:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 and not word.endswith("es"):
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def words(text: str) -> list[str]:
    """Words in order, lower case, without possessive endings."""
    return [word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", text))]


def stems(text: str) -> list[str]:
    """Stems in order, without grammar words."""
    dull = _word_list("grammar")
    return [found for word in words(text) if (found := stem(word)) not in dull]


def telling(text: str) -> frozenset[str]:
    """The stems of a title that say what it is about: no grammar words, no words that half of all papers bear."""
    plain = _word_list("of_papers")
    return frozenset(one for one in stems(text) if one not in plain and not one[0].isdigit())


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each stem is among ``total`` texts."""

    total: int
    counts: Mapping[str, int]

    def of(self, one: str) -> float:
        return math.log(1 + self.total / (1 + self.counts.get(one, 0))) + 0.2


def rarity(texts: Iterable[frozenset[str]]) -> Rarity:
    """How rare each word is among ``texts``: the fewer of them use it, the more it weighs."""
    counts: Counter[str] = Counter()
    total = 0
    for found in texts:
        counts.update(found)
        total += 1
    return Rarity(total, counts)


class Weighed:
    """Words with their weights, and the length of the row they make, which many comparisons need."""

    __slots__ = ("length", "weights")

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.length = math.sqrt(math.fsum(value * value for value in weights.values()))


_V = TypeVar("_V")


class Packed(Mapping[str, _V]):
    """A small mapping in a tenth of the room of a dict; ``keys`` are sorted."""

    __slots__ = ("_keys", "_values")

    def __init__(self, keys: tuple[str, ...], values: Sequence[_V]) -> None:
        self._keys, self._values = keys, values

    def __getitem__(self, key: str) -> _V:
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(key)
        return self._values[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def plain(self) -> dict[str, _V]:
        return dict(zip(self._keys, self._values, strict=True))


def cosine(one: Weighed, other: Weighed) -> float:
    """Between 0 and 1. ``fsum`` loses nothing, so that equal rows give equal bits in any order."""
    product = math.fsum(one.weights[key] * other.weights[key] for key in one.weights.keys() & other.weights.keys())
    return product / (one.length * other.length) if product else 0.0


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the smaller set that the other holds."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


Difference = tuple[tuple[str, str], ...]
"""Pieces in order: ("same" | "taken_out" | "put_in", the words)."""


def difference(before: str, after: str) -> Difference:
    """What changed, word by word. Case and the punctuation at a word's end make no difference."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, [_bare(w) for w in old], [_bare(w) for w in new], autojunk=False)
    pieces: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", " ".join(new[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(("taken_out", " ".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(("put_in", " ".join(new[j1:j2])))
    return tuple(pieces)


def _bare(word: str) -> str:
    return word.strip(".,;:()‘’“”'\"").lower() or word


def as_json(pieces: Difference) -> str:
    """A JSON array of [same|taken_out|put_in, words], as the column ``diff`` holds it."""
    return json.dumps([list(piece) for piece in pieces], ensure_ascii=False)


def likeness(before: Sequence[str], after: Sequence[str]) -> float:
    """Between 0 and 1: how much of two word lists is common, in order."""
    if not before or not after:
        return 0.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


@lru_cache(maxsize=100_000)
def key_of_reference(reference: str | None) -> str | None:
    """A council's number without its spelling: "24-00093" and "24/00093" are one. None for one too short to tell."""
    if not reference:
        return None
    folded = re.sub(r"[^0-9a-z]+", "/", reference.lower()).strip("/")
    digits = sum(character.isdigit() for character in folded)
    return folded if digits >= 3 and len(folded) >= 5 else None
