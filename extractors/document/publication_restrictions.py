"""Whether a paper may be seen: Part I or II, exempt or open, key decision or not.

"Exempt" means the paper itself is kept back under Schedule 12A of the Local Government Act 1972 (in Scotland Schedule
7A of the 1973 Act). A sentence about some other paper that is exempt says nothing about this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.reading import Reading
from extractors.structure.labels import Label, find_labels
from extractors.structure.passages import Passage, passages
from extractors.vocabulary import load

_HEAD_PASSAGES = 45
_HEAD_CHARACTERS = 3500
_KEY_WORDS = re.compile(load("documents")["key_decision_words"])
_REACH = 160
"""How far from those words a statement about them begins or ends, in characters."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes or no, and the words that say it."""

    value: bool
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class PrintedPart:
    words: str
    start: int
    end: int


@cache
def _pattern(section: str, key: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(load("documents")[section][key], flags)


@cache
def _statements() -> tuple[tuple[bool, str, re.Pattern[str]], ...]:
    flags = re.IGNORECASE | re.MULTILINE
    return tuple((e["value"], e["rule"], re.compile(e["pattern"], flags)) for e in load("documents")["key_decision"])


@cache
def _item_statements() -> tuple[tuple[bool, str, re.Pattern[str]], ...]:
    flags = re.IGNORECASE | re.MULTILINE
    return tuple(
        (e["value"], e["rule"], re.compile(e["pattern"], flags)) for e in load("documents")["item_key_decision"]
    )


def find_key_decision(reading: Reading, labels: Sequence[Label]) -> Flag | None:
    """Whether the decision in hand is a key decision; None where the paper does not say."""
    return _labelled_key(labels) or _stated_key(reading, list(_around_the_words(reading.text)), _statements())


def item_key_decision(reading: Reading, start: int, end: int, first: int) -> bool | None:
    """The same of one item of a paper with many, which stands in ``text[start:end]``; its heading may say it.

    Where such a label stands before the ``first`` item, each stands above the item it speaks of, and which that is
    cannot be told from its place: then no label is believed.
    """
    flags = [label for label in find_labels(reading, passages(reading)) if label.field == "key_decision"]
    if any(label.label_start < first for label in flags):
        return None
    own = [label for label in flags if start <= label.label_start < end]
    places = [(max(first, start), min(last, end)) for first, last in _around_the_words(reading.text, start, end)]
    found = _labelled_key(own) or _stated_key(reading, places, (*_item_statements(), *_statements()))
    return found.value if found else None


def _labelled_key(labels: Sequence[Label]) -> Flag | None:
    for label in labels:
        if label.field != "key_decision" or label.start >= label.end:
            continue
        words = _ticked(label.value)
        if _pattern("key_values", "no", re.IGNORECASE).match(words):
            return Flag(False, label.start, label.end, "key_decision.label")
        if _pattern("key_values", "yes", re.IGNORECASE).match(words):
            return Flag(True, label.start, label.end, "key_decision.label")
    return None


def _stated_key(
    reading: Reading, places: Sequence[tuple[int, int]], statements: Sequence[tuple[bool, str, re.Pattern[str]]]
) -> Flag | None:
    for value, rule, pattern in statements:
        for start, end in places:
            for match in pattern.finditer(reading.text, start, end):
                if not reading.is_skipped(match.start()):
                    return Flag(value, match.start(), match.end(), rule)
    return None


def _ticked(value: str) -> str:
    """The words beside the one ticked box of a value with several ("[ ] Yes [x] No" -> "No"); "" where none is."""
    if len(_pattern("boxes", "any").findall(value)) < 2:
        return value
    chosen = [match.group("words").strip() for match in _pattern("boxes", "ticked").finditer(value)]
    return chosen[0] if len(chosen) == 1 else ""


def _around_the_words(text: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
    """Whole lines around each "key decision" or "non-key": the statements are tried nowhere else."""
    for match in _KEY_WORDS.finditer(text, first, len(text) if last is None else last):
        start = text.rfind("\n", 0, max(0, match.start() - _REACH)) + 1
        end = text.find("\n", match.end() + _REACH)
        yield start, len(text) if end < 0 else end


def find_part(reading: Reading, flow: Sequence[Passage]) -> PrintedPart | None:
    """ "Part I" as printed on a line of the head."""
    for passage in _head(flow):
        match = _pattern("openness", "part_lines").fullmatch(reading.text[passage.start : passage.end].strip())
        if match is not None:
            start = reading.text.find(match.group("part"), passage.start)
            return PrintedPart(match.group("part"), start, start + len(match.group("part")))
    return None


def find_exempt(
    reading: Reading, flow: Sequence[Passage], labels: Sequence[Label], *, many_items: bool = False
) -> Flag | None:
    """True where the paper itself is kept from the public, False where it says that it is open, else None.

    In a paper of ``many_items`` a sentence about a report that is exempt speaks of one item.
    """
    by_label = _exempt_labels(labels)
    if by_label is not None and by_label.value:
        return by_label
    for passage in _head(flow):
        words = reading.text[passage.start : passage.end].strip(" *\t\n")
        if _pattern("openness", "closed_lines").fullmatch(words):
            return Flag(True, passage.start, passage.end, "exempt.line")
        if _pattern("openness", "open_lines").fullmatch(words):
            return by_label or Flag(False, passage.start, passage.end, "open.line")
    closed = _pattern("openness", "closed_text").search(reading.text, 0, _HEAD_CHARACTERS)
    if closed is not None and not many_items:
        return Flag(True, closed.start(), closed.end(), "exempt.text")
    return by_label


def _exempt_labels(labels: Sequence[Label]) -> Flag | None:
    found: Flag | None = None
    for label in labels:
        if label.field != "exempt" or label.start >= label.end:
            continue
        flags, value = re.IGNORECASE, _ticked(label.value)
        if _asks_openness(label) and _pattern("key_values", "yes", flags).match(value):
            return None
        if _pattern("openness", "closed_values", flags).match(value):
            return Flag(True, label.start, label.end, "exempt.label")
        if found is None and _pattern("openness", "open_values", flags).match(value):
            found = Flag(False, label.start, label.end, "open.label")
    return found


def _asks_openness(label: Label) -> bool:
    """ "Open or exempt: Yes" answers nothing."""
    lowered = label.label.lower()
    return "open" in lowered or "public" in lowered or "publication" in lowered


def _head(flow: Sequence[Passage]) -> Sequence[Passage]:
    return [passage for passage in flow[:_HEAD_PASSAGES] if passage.start <= _HEAD_CHARACTERS]
