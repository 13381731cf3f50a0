"""What kind of paper it is, by evidence that is added up: words of the head, headings, labels, verbs.

A heading alone decides nothing: "CABINET DECISION" stands over reports that only ask for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice

from extractors.reading import Reading
from extractors.structure.labels import Label
from extractors.vocabulary import load
from extractors.vocabulary.required_words import Needs
from extractors.vocabulary.screened import Screened, screened
from ingest.document import BlockKind

_FLAGS = re.IGNORECASE | re.MULTILINE
_OVER_LINES = re.compile(r"\\[sSWDnAZ]|\[\^|\(\?s")
"""What a pattern that can match a line end, or one that asks for the ends of the whole text, is written with."""
_READ_FROM_START, _READ_FROM_END = 40_000, 10_000
"""Characters of a long paper that are looked at: its kind shows in its first pages and at its end."""
_LONGEST_LINE = 140
_RESOLVED = re.compile(r"^\W{0,8}(?:RESOLVED|AGREED|DECIDED)\b|\bRESOLVED\s?[:–-]", re.MULTILINE)
_SLIDE_WORDS = 14
"""A block of a slide rarely has more words; a paragraph of prose has."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    kind: str
    where: str
    screened: Screened
    label: str
    weight: float
    times: int
    in_line: bool
    """Whether no match can go over the end of a line, so that lines without the needed words need no look."""


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind, the sum of its evidence, and how far the next kind lies behind (0 to 1: how sure)."""

    kind: str
    weight: float
    confidence: float


class _Rows:
    """The lines of the body."""

    def __init__(self, body: str) -> None:
        self._lines = body.split("\n")
        self._lowered = [line.lower() for line in self._lines]
        self._joined = "\n".join(self._lowered)
        self._starts = list(accumulate((len(line) + 1 for line in self._lowered), initial=0))

    def with_words(self, needs: Needs) -> Iterator[str]:
        """The lines that hold what is needed, in order. Looked for in all of them at once: most hold nothing."""
        sets = needs.sets
        for row in self._holding(sets[0]) if sets else range(len(self._lines)):
            if needs.met_by(self._lowered[row]):
                yield self._lines[row]

    def _holding(self, words: tuple[str, ...]) -> list[int]:
        joined, starts, rows = self._joined, self._starts, set()
        for word in words:
            at = joined.find(word)
            while at >= 0:
                row = bisect_right(starts, at) - 1
                rows.add(row)
                at = joined.find(word, starts[row + 1])
        return sorted(rows)


@cache
def _evidence() -> tuple[_Evidence, ...]:
    return tuple(
        _Evidence(
            entry["kind"],
            entry["where"],
            screened(entry["pattern"], _FLAGS),
            entry["pattern"],
            float(entry["weight"]),
            entry.get("times", 1),
            _OVER_LINES.search(entry["pattern"]) is None,
        )
        for entry in load("kinds")["evidence"]
    )


def find_kind(reading: Reading, labels: Sequence[Label], title: str | None) -> KindFound:
    """The kind with the most evidence, or ``other`` where there is too little."""
    data = load("kinds")
    body = body_text(reading)
    if len(body) > _READ_FROM_START + _READ_FROM_END:
        body = f"{body[:_READ_FROM_START]}\n{body[-_READ_FROM_END:]}"
    head, lowered = body[: data["head_characters"]], body.lower()
    lines = [line for printed in head.splitlines() if 2 < len(line := printed.strip(" *#\t")) <= _LONGEST_LINE]
    rows = _Rows(body)
    fields = Counter(label.field for label in labels)
    sums: dict[str, float] = defaultdict(float)
    for item in _evidence():
        if item.where in ("head", "line", "body") and not item.screened.needs.met_by(lowered):
            continue
        if _holds(item, head, lines, body, rows, fields, title or ""):
            sums[item.kind] += item.weight
    sums["presentation"] += _slide_weight(reading)
    ranked = sorted(sums, key=lambda kind: (-sums[kind], data["tie"].index(kind)))
    best = ranked[0]
    if sums[best] < data["threshold"]:
        return KindFound("other", sums[best], 0.5)
    behind = (sums[best] - sums[ranked[1]]) / sums[best] if len(ranked) > 1 else 1.0
    return KindFound(best, sums[best], round(0.5 + behind / 2, 2))


def _holds(
    item: _Evidence, head: str, lines: list[str], body: str, rows: _Rows, fields: Counter[str], title: str
) -> bool:
    match item.where:
        case "head":
            return item.screened.pattern.search(head) is not None
        case "line":
            return any(map(item.screened.pattern.fullmatch, lines))
        case "title":
            return item.screened.search(title) is not None
        case "label":
            return fields[item.label] >= item.times
        case _:
            return len(list(islice(_matches(item, body, rows), item.times))) >= item.times


def _matches(item: _Evidence, body: str, rows: _Rows) -> Iterator[re.Match[str]]:
    if not item.in_line:
        yield from item.screened.pattern.finditer(body)
        return
    for line in rows.with_words(item.screened.needs):
        yield from item.screened.pattern.finditer(line)


def body_text(reading: Reading) -> str:
    """The text without furniture and contents; offsets in it are not offsets of the document."""
    return "\n".join(reading.text[block.start : block.end] for block in reading.body if block.start < block.end)


def _slide_weight(reading: Reading) -> float:
    """Slides are headings and short items; a paper that is nearly all of them is likely a presentation."""
    blocks = [block for block in reading.body if block.kind is not BlockKind.TABLE and block.start < block.end]
    if len(blocks) < 12:
        return 0.0
    if _RESOLVED.search(reading.text):
        return 0.0  # a short list of what was resolved
    items = [b for b in blocks if b.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING)]
    short = sum(len(reading.words(block).split()) <= _SLIDE_WORDS for block in blocks)
    if len(items) / len(blocks) > 0.8 and short / len(blocks) > 0.75:
        return 3.0
    return 0.0
