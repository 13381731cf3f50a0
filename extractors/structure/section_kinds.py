"""The kinds of sections, known by the words of their headings (vocabulary/sections.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.structure.heading_words import SMALL_WORDS, after_numbering, content_words, singular
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class Headings:
    exact: dict[tuple[str, ...], str]
    contains: tuple[tuple[str, tuple[str, ...]], ...]
    """Kinds and the stems that a heading must hold, each with the blank before a word."""
    mastheads: frozenset[tuple[str, ...]]
    mast_starts: tuple[str, ...]
    inherited: frozenset[str]


_VALUE = re.compile(r"[:\t]\s{0,8}\S|\s{3}\S")
"""A heading with its value behind it on one line: no heading as a whole."""


@cache
def headings() -> Headings:
    data = load("sections")
    exact: dict[tuple[str, ...], str] = {}
    contains: list[tuple[str, tuple[str, ...]]] = []
    for entry in data["kind"]:
        for phrase in entry["headings"]:
            exact.setdefault(content_words(phrase), entry["kind"])
        for stems in entry.get("contains", ()):
            contains.append((entry["kind"], tuple(f" {stem}" for stem in stems)))
    mast = data["mastheads"]
    return Headings(
        exact,
        tuple(contains),
        frozenset(content_words(phrase) for phrase in mast["phrases"]),
        tuple(mast["begins"]),
        frozenset(data["inherit"]["kinds"]),
    )


_LETTERS = re.compile(r"[a-z]+")


@cache
def _first_words() -> frozenset[str]:
    """The letters with which the first telling words of the known headings begin."""
    return frozenset(run[0] for words in headings().exact for word in words[:1] if (run := _LETTERS.search(word)))


def may_begin_with_heading(words: str) -> bool:
    """False where no beginning of ``words`` is a known heading: what stands first there begins none."""
    if " / " in words:
        return True
    known = _first_words()
    for run in _LETTERS.finditer(words[after_numbering(words) :].lower()):
        word = singular(run[0])
        if word in known:
            return True
        if run[0] not in SMALL_WORDS:
            return False
    return True


def kind_of_heading(heading: str, *, loosely: bool = False) -> str | None:
    """The kind that ``heading`` opens, by its words; ``loosely`` also by the stems that a known heading holds."""
    words = content_words(heading)
    kind = headings().exact.get(words)
    if kind is None and " / " in heading and not _VALUE.search(heading):
        # Bilingual papers print one heading in both languages.
        halves = (headings().exact.get(content_words(half)) for half in heading.split(" / "))
        kind = next((found for found in halves if found is not None), None)
    if kind is not None or not loosely:
        return kind
    joined = " " + " ".join(words)
    for held_kind, stems in headings().contains:
        for stem in stems:
            if stem not in joined:
                break
        else:
            return held_kind
    return None
