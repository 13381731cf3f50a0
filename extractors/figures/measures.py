"""What a figure measures, in the document's own words: the phrase before it, the thing counted after it."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.structure.folding import one_space
from extractors.vocabulary import load

_WORDS = load("measures")
_ENDS_BEFORE = re.compile(_WORDS["ends_before"], re.IGNORECASE)
_ENDS_AFTER = re.compile(_WORDS["ends_after"], re.IGNORECASE)
_MAX_WORDS: int = _WORDS["max_words"]
_CALENDAR = re.compile(_WORDS["calendar"])
_EDGES = " \t\n,;:-–—*•·()[]'’‘\"“”."


def _edge(words: list[str], *, leading: bool) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"^(?:{alternatives})(?!\w)" if leading else rf"(?<!\w)(?:{alternatives})$", re.IGNORECASE)


_LEADING = _edge(_WORDS["leading"], leading=True)
_TRAILING = _edge(_WORDS["trailing"], leading=False)
_LONGEST_TRAILING = max(map(len, _WORDS["trailing"]))


_TOLD_BY = re.compile(rf"(?:{'|'.join(_WORDS['told_by'])})\s{{0,3}}", re.IGNORECASE)
_TOLD_AFTER = re.compile(_WORDS["told_after"], re.IGNORECASE)
_ENDS_SENTENCE = re.compile(_WORDS["ends_sentence"])
_LIST_NUMBER = re.compile(r"[^\w£$]{0,4}(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s", re.IGNORECASE)
_FEWEST_WORDS = 3

_KEPT = 4096
"""The same phrases come back: a sentence's subject with each of its figures, a heading with all below it."""


@lru_cache(maxsize=_KEPT)
def trim(phrase: str) -> str:
    """``phrase`` without the particles and punctuation at its edges; white space folded."""
    words = one_space(phrase.replace("\0", " ")).strip(_EDGES)
    for _ in range(12):
        shorter = _LEADING.sub("", words)
        trailing = _TRAILING.search(shorter, max(0, len(shorter) - _LONGEST_TRAILING))
        shorter = (shorter[: trailing.start()] if trailing else shorter).strip(_EDGES)
        if shorter == words:
            return words
        words = shorter
    return words


def measure_of(before: str, after: str, subject: str = "", heading: str | None = None) -> str | None:
    """The phrase that says what the figure between ``before`` and ``after`` measures; None where nothing does.

    Both are cut at the nearest end of a clause. Where they hold dates and particles only, ``subject`` (the opening
    of the sentence) says it: "rose from 512 in March to 547 in May". A heading serves where the sentence says
    nothing ("- 16").
    """
    cuts = [0, *(match.end() for match in _ENDS_BEFORE.finditer(before))]
    lead = _lead(before[cuts[-1] :])
    if _is_bare(lead) and len(cuts) > 1:
        # "the budget, which was £2m": the relative clause says nothing by itself.
        lead = trim(before[cuts[-2] : cuts[-1]].rstrip(" ,").removesuffix("which"))
    end = _ENDS_AFTER.search(after)
    tail = trim(after[: end.start()] if end else after)
    if _is_bare(lead) and _is_bare(tail) and subject:
        lead = _lead(subject)
    parts = [_last_words(lead), "" if _is_bare(tail) else _first_words(tail)]
    phrase = ", ".join(part for part in parts if part)
    if phrase:
        return phrase
    return _told_after(after) or (trim(heading) or None if heading else None)


def _lead(words: str) -> str:
    """The words before a figure without the number of their clause and without who says them."""
    numbered = _LIST_NUMBER.match(words)
    phrase = trim(words[numbered.end() :] if numbered else words)
    told = _TOLD_BY.match(phrase)
    return (trim(phrase[told.end() :]) or phrase) if told else phrase


def _told_after(after: str) -> str | None:
    """What becomes of a figure with which its sentence opens, where it is said in more than a word or two."""
    verb = _TOLD_AFTER.match(after)
    if verb is None:
        return None
    rest = after[verb.end() :]
    end = _ENDS_SENTENCE.search(rest)
    phrase = trim(rest[: end.start()] if end else rest)
    enough = phrase.count(" ") + 1 >= _FEWEST_WORDS and not _is_bare(phrase)
    return _first_words(phrase) if enough else None


@lru_cache(maxsize=_KEPT)
def _is_bare(phrase: str) -> bool:
    """Whether nothing is left of ``phrase`` without its dates, numbers and small words."""
    return not trim(_CALENDAR.sub(" ", phrase))


def _last_words(phrase: str) -> str:
    words = phrase.split(" ")
    return trim(" ".join(words[-_MAX_WORDS:])) if len(words) > _MAX_WORDS else phrase


def _first_words(phrase: str) -> str:
    return " ".join(phrase.split(" ")[:_MAX_WORDS])
