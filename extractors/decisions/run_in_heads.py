"""Items of business whose heads run into their text: "045 Chair's remarks: The Chair ...", "19/8Resolved to ...".

Clerks of small councils often print an item's number, its title and what was said in one paragraph, or several items
in one unbroken line. Such a paragraph is cut here into its head and the rest, so that each item is one decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from extractors.decisions.sub_items import Item
from extractors.structure.passages import MarkerKind, Passage
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class _Wordings:
    """What each pattern is for stands beside it in the vocabulary."""

    coded: re.Pattern[str]
    plain: re.Pattern[str]
    capitals: re.Pattern[str]
    decides: re.Pattern[str]
    before_text: re.Pattern[str]
    parted: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    """The passage in which the number stands."""
    start: int
    number: str | None
    values: tuple[int, ...]
    title: tuple[int, int] | None
    after: int
    """Where the item's text begins."""


@cache
def _wordings() -> _Wordings:
    data = load("items")["run_in"]
    return _Wordings(**{wording.name: re.compile(data[wording.name]) for wording in fields(_Wordings)})


_DIGITS = re.compile(r"\d{1,6}")
_FEWEST = 3
_FEWEST_PLAIN = 4
"""Numbers of one or two digits without a stop begin lists too, so more of them are asked for."""
_FOLD = re.compile(r"\s+")


def with_run_in_heads(text: str, flow: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Item, ...]]:
    """The flow with each head that runs into its text cut off, and the items; both empty where heads stand alone."""
    words = _wordings()
    coded = _chain([c for i, p in enumerate(flow) for c in _numbered(text, i, p, words.coded)])
    plain = _chain(list(_no_entries(text, flow)))
    chosen = coded if len(coded) >= len(plain) else plain
    if len(chosen) < (_FEWEST if chosen is coded else _FEWEST_PLAIN):
        chosen = [c for i, p in enumerate(flow) for c in _in_capitals(text, i, p)]
        if len(chosen) < _FEWEST_PLAIN:
            return (), ()
    return _cut(text, flow, chosen)


def _numbered(text: str, index: int, passage: Passage, number: re.Pattern[str]) -> Iterator[_Candidate]:
    """Each coded number in a passage: at its beginning, and behind a sentence where lines are unbroken."""
    for match in number.finditer(text, passage.start, passage.end):
        before = text[passage.start : match.start()].rstrip()
        if not before or before.endswith((".", "!", "?", ")", "”")):
            yield _candidate(text, index, match, passage.end)


def _no_entries(text: str, flow: Sequence[Passage]) -> Iterator[_Candidate]:
    """The plain numbers that begin a passage, without the entries of lists that a colon leads to."""
    entry: tuple[int, ...] = ()
    for index, passage in enumerate(flow):
        match = _wordings().plain.match(text, passage.start, passage.end)
        if match is None:
            continue
        candidate = _candidate(text, index, match, passage.end)
        if not _may_begin(text, flow, index) or _step(entry, candidate.values) == 1:
            entry = candidate.values
        else:
            yield candidate


def _candidate(text: str, index: int, match: re.Match[str], end: int) -> _Candidate:
    number = match.group("number")
    values = tuple(int(digits) for digits in _DIGITS.findall(number))
    title, after = _title(text, match.end(), end)
    return _Candidate(index, match.start(), number, values, title, after)


def _title(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """The title's place and where the text behind it begins; no title where the decision follows the number at once."""
    words = _wordings()
    if words.decides.match(text, start, end):
        return None, start
    parted = words.parted.match(text, start, end)
    narrated = words.before_text.match(text, start, end)
    if narrated is not None and (parted is None or narrated.end("title") < parted.end("title")):
        return narrated.span("title"), narrated.end()
    return (parted.span("title"), parted.end()) if parted is not None else (None, start)


def _in_capitals(text: str, index: int, passage: Passage) -> Iterator[_Candidate]:
    match = _wordings().capitals.match(text, passage.body, passage.end)
    if match is not None:
        yield _Candidate(index, passage.start, None, (), match.span("title"), match.end())


def _may_begin(text: str, flow: Sequence[Passage], index: int) -> bool:
    """Whether a plain number here can head an item: behind a colon it begins a list."""
    return index == 0 or not text[flow[index - 1].start : flow[index - 1].end].rstrip().endswith((":", ":-", ";"))


def _step(values: tuple[int, ...], following: tuple[int, ...]) -> int:
    if len(values) != len(following):
        return 0
    changed = [b - a for a, b in zip(values, following, strict=True) if a != b]
    return changed[0] if len(changed) == 1 else 0


def _chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """The longest run of numbers that count on; a number left out by the clerk does not end it."""
    best: list[_Candidate] = []
    for start in range(min(len(candidates), 12)):
        run = [candidates[start]]
        for candidate in candidates[start + 1 :]:
            if 1 <= _step(run[-1].values, candidate.values) <= 2:
                run.append(candidate)
        best = run if len(run) > len(best) else best
    return best


def _cut(
    text: str, flow: Sequence[Passage], chosen: Sequence[_Candidate]
) -> tuple[tuple[Passage, ...], tuple[Item, ...]]:
    made: list[Passage] = []
    begun: list[tuple[_Candidate, int]] = []
    for index, passage in enumerate(flow):
        here = [candidate for candidate in chosen if candidate.index == index]
        if not here:
            made.append(passage)
            continue
        if text[passage.start : here[0].start].strip():
            made.append(replace(passage, end=_before(text, passage.start, here[0].start)))
        for n, candidate in enumerate(here):
            begun.append((candidate, len(made)))
            stop = here[n + 1].start if n + 1 < len(here) else passage.end
            end = _before(text, candidate.after, stop)
            body = candidate.after
            while body < end and text[body].isspace():
                body += 1
            if body < end:
                made.append(replace(passage, start=body, body=body, end=end, marker=None, marker_kind=MarkerKind.NONE))
    items = []
    for n, (candidate, first) in enumerate(begun):
        last = begun[n + 1][1] if n + 1 < len(begun) else len(made)
        title_end = candidate.title[1] if candidate.title else candidate.after
        title = _FOLD.sub(" ", text[slice(*candidate.title)]).strip(" .:-–—*") if candidate.title else None
        items.append(Item(candidate.number, title or None, candidate.start, title_end, first, last, "run_in_head"))
    return tuple(made), tuple(items)


def _before(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
