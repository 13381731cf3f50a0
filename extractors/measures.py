"""What a figure measures, in the document's own words: the phrase before it, the thing counted after it."""

from __future__ import annotations

import re

from extractors.vocabulary import load

_WORDS = load("measures")
_ENDS_BEFORE = re.compile(_WORDS["ends_before"], re.IGNORECASE)
_ENDS_AFTER = re.compile(_WORDS["ends_after"], re.IGNORECASE)
_MAX_WORDS: int = _WORDS["max_words"]
_SPACE = re.compile(r"\s+")
_EDGES = " \t\n,;:-–—*•()[]'’‘\"“”."


def _edge(words: list[str], *, leading: bool) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"^(?:{alternatives})(?!\w)" if leading else rf"(?<!\w)(?:{alternatives})$", re.IGNORECASE)


_LEADING = _edge(_WORDS["leading"], leading=True)
_TRAILING = _edge(_WORDS["trailing"], leading=False)


def trim(phrase: str) -> str:
    """``phrase`` without the particles and punctuation at its edges; white space folded."""
    words = _SPACE.sub(" ", phrase.replace("\0", " ")).strip(_EDGES)
    for _ in range(12):
        shorter = _TRAILING.sub("", _LEADING.sub("", words)).strip(_EDGES)
        if shorter == words:
            return words
        words = shorter
    return words


def measure_of(before: str, after: str, heading: str | None = None) -> str | None:
    """The phrase that says what the figure between ``before`` and ``after`` measures; None where nothing does.

    Both are cut at the nearest end of a clause. A heading is used where the sentence says nothing ("- 16").
    """
    cut = 0
    for match in _ENDS_BEFORE.finditer(before):
        cut = match.end()
    lead = trim(before[cut:])
    end = _ENDS_AFTER.search(after)
    tail = trim(after[: end.start()] if end else after)
    parts = [_last_words(lead), _first_words(tail)]
    phrase = ", ".join(part for part in parts if part)
    if phrase:
        return phrase
    return trim(heading) or None if heading else None


def _last_words(phrase: str) -> str:
    words = phrase.split(" ")
    return trim(" ".join(words[-_MAX_WORDS:])) if len(words) > _MAX_WORDS else phrase


def _first_words(phrase: str) -> str:
    return " ".join(phrase.split(" ")[:_MAX_WORDS])
