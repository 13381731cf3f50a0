"""The words that say what a number counts in: days, months, FTE, miles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One entry of units.toml. ``factor`` turns the printed number into ``unit`` (a fortnight is two weeks)."""

    name: str
    unit: str
    factor: float


def _entries() -> tuple[dict[str, UnitWord], str]:
    by_word: dict[str, UnitWord] = {}
    alternatives: list[str] = []
    initials: set[str] = set()
    for entry in load("units")["unit"]:
        unit = UnitWord(entry["name"], entry["unit"], float(entry.get("factor", 1)))
        words = sorted(entry["words"], key=len, reverse=True)
        for word in words:
            by_word[word.lower()] = unit
        initials.update(word[0] for word in (*words, *entry.get("before", ())))
        before = "|".join(re.escape(word) for word in sorted(entry.get("before", ()), key=len, reverse=True))
        prefix = rf"(?:(?:{before})[\s-]){{0,2}}" if before else ""
        alternatives.append(prefix + "(?:" + "|".join(re.escape(word) for word in words) + ")")
    # The first letter is looked at by itself: where cases do not matter, re tries the words one after another.
    return by_word, rf"(?=[{re.escape(''.join(sorted(initials)))}])(?:{'|'.join(alternatives)})"


_BY_WORD, UNIT_WORDS = _entries()
"""``UNIT_WORDS`` is the source of a pattern: a unit with the adjectives that may stand before it."""


def read_unit(words: str) -> UnitWord:
    """The unit that the matched words end in ("clear working days" is days)."""
    folded = re.sub(r"\s+", " ", words.lower())
    for word in sorted(_BY_WORD, key=len, reverse=True):
        if folded.endswith(word):
            return _BY_WORD[word]
    raise KeyError(words)
