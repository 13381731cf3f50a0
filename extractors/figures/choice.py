"""Which printed quantities a sentence asserts as figures, and which only point back, name, vote or number."""

from __future__ import annotations

import re
from typing import Any

from extractors.figures.quantity import COUNT, Quantity
from extractors.structure.folding import one_space
from extractors.vocabulary import load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened

_WORDS: dict[str, Any] = load("prose_figures")
_REACH = 60


def _any_word(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MARK = "\1"
"""Stands for the number in a pattern: the sentence is looked at with its number replaced by this sign."""

_POINTING = re.compile(
    rf"(?<!\w)(?:{_any_word(_WORDS['pointing_back']['words'])})(?:\s\w+['’]s)?\s$|\w['’]s\s$", re.IGNORECASE
)
_NEWS = re.compile(rf"^\s(?:{_any_word(_WORDS['pointing_back']['news'])})\b", re.IGNORECASE)


def _marked(patterns: list[str]) -> Family[Screened]:
    edged = (pattern.replace(r"\b#", r"(?<![\w])#").replace(r"#\b", r"#(?![\w])") for pattern in patterns)
    made = (screened(pattern.replace("#", _MARK), re.IGNORECASE) for pattern in edged)
    return family(made, lambda pattern: pattern.needs)


_PHRASES = _marked(_WORDS["phrases"]["patterns"])
_DIGIT_PHRASES = _marked(_WORDS["phrases"]["digit_patterns"])
_VOTES_AFTER = re.compile(_WORDS["votes"]["after"], re.IGNORECASE)
_VOTES_BEFORE = re.compile(_WORDS["votes"]["before"], re.IGNORECASE)
_VOTES_SENTENCE = screened(_WORDS["votes"]["sentence"], re.IGNORECASE)
_SCORE_BEFORE = re.compile(_WORDS["score"]["before"], re.IGNORECASE)
_SCORE_AFTER = re.compile(_WORDS["score"]["after"], re.IGNORECASE)
_SCORE_NOT_AFTER = re.compile(_WORDS["score"]["not_after"], re.IGNORECASE)
_DURATIONS = frozenset({"days", "weeks", "months", "years"})
_NAME_NEXT = re.compile(r"^\s[A-Z][a-z]+")


def asserts(sentence: str, quantity: Quantity, offset: int = 0) -> bool:
    """Whether ``sentence``, which begins at ``offset`` of the text that ``quantity`` was found in, asserts it."""
    if quantity.unit != COUNT and quantity.unit not in _DURATIONS:
        return True
    before, after = one_space(sentence[: quantity.start - offset]), one_space(sentence[quantity.end - offset :])
    if quantity.unit in _DURATIONS:
        return not _is_named_duration(quantity, after)
    if _is_vote(sentence, before, after):
        return False
    marked = f"{before[-_REACH:]}{_MARK}{after[:_REACH]}"
    if quantity.spelled:
        return _spelled_asserts(quantity, before, after, marked)
    return not _any_found(_DIGIT_PHRASES, marked)


def _any_found(patterns: Family[Screened], words: str) -> bool:
    return any(pattern.pattern.search(words) for pattern in patterns.among(words.lower()))


def _spelled_asserts(quantity: Quantity, before: str, after: str, marked: str) -> bool:
    if _any_found(_PHRASES, marked):
        return False
    if quantity.quote[0].isupper() and before.strip() and _NAME_NEXT.match(after):
        return False
    return not (_POINTING.search(before) and not _NEWS.match(after))


def _is_named_duration(quantity: Quantity, after: str) -> bool:
    """A duration in a name: "the 10 Day Assessment Team", "CP plans 2 years+", "the three-year average"."""
    unit = quantity.quote.split()[-1] if " " in quantity.quote else quantity.quote
    if after.startswith((" average", " rolling average")) and "-" in quantity.quote:
        return True
    return after.startswith("+") or bool(unit[0].isupper() and unit[1:].islower() and _NAME_NEXT.match(after))


def _is_vote(sentence: str, before: str, after: str) -> bool:
    if not _VOTES_SENTENCE.search(sentence):
        return False
    return bool(_VOTES_AFTER.match(after) or _VOTES_BEFORE.search(before[-_REACH:]))


def is_score(sentence: str, quantity: Quantity, offset: int = 0) -> bool:
    """Whether the number is a score ("Current score: 16", "rated 4 out of 5"); ``offset`` as in `asserts`."""
    before, after = sentence[: quantity.start - offset], sentence[quantity.end - offset :]
    if _SCORE_NOT_AFTER.match(after):
        return False
    return bool(_SCORE_BEFORE.search(before[-_REACH:]) or _SCORE_AFTER.match(after))
