"""What a report asks for: `recommended` clauses, once each, and never a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz

from extractors.decisions.clause_words import Clause, trim
from extractors.decisions.clauses import collect
from extractors.decisions.decision_parts import boundaries_of, extent
from extractors.decisions.effects import clause_effects
from extractors.decisions.introducers import Introducer, find_introducer
from extractors.decisions.resolutions import Found, fold
from extractors.decisions.statements import sentences
from extractors.reading import Reading
from extractors.records import Section
from extractors.structure.passages import Passage, index_at
from extractors.vocabulary import load

_IN_SECTION = 0.95
_IN_PROSE = 0.75
_BETWEEN_WORDS = 12
"""How many spaces and stars may stand between a heading's number and its words."""


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("introducers")["asks"].items()}


def find_recommended(
    reading: Reading, flow: tuple[Passage, ...], sections: Sequence[Section], kind: str
) -> list[Found]:
    """The clauses a report, agenda or call-in request asks for, in reading order, a second printing left out."""
    found: list[Found] = []
    covered: list[tuple[int, int]] = []
    starts = boundaries_of(sections)
    for section in sections:
        if section.kind == "recommendations" and not any(start <= section.start < end for start, end in covered):
            end = extent(section, starts, reading.text)
            found.extend(_of_section(reading, flow, section, end, kind, starts))
            covered.append((section.start, end))
    found.extend(_introduced(reading, flow, kind, covered, starts))
    found.extend(_asked_in_prose(reading, flow, covered, bool(found)))
    return _without_reprints(reading.text, sorted(found, key=lambda item: item.clause.start))


def _of_section(
    reading: Reading, flow: tuple[Passage, ...], section: Section, end: int, kind: str, starts: frozenset[int]
) -> Iterator[Found]:
    text = reading.text
    first, last = index_at(flow, section.start), index_at(flow, end)
    if first >= last:
        first = max(0, first - 1)
    for index in range(first, last):
        introducer = find_introducer(text, flow[index], kind)
        if introducer is not None and introducer.status == "recommended" and introducer.after < flow[last - 1].end:
            break
    else:
        index = first
        head_end = _heading_end(text, flow[first], section)
        introducer = Introducer(
            "recommendations_section", "recommended", None, flow[first].start, head_end, False, True
        )
    block = collect(text, flow, index, introducer, last, kind, starts)
    for clause in block.clauses:
        yield _made(text, _cut(text, clause), "recommendations_section", _IN_SECTION)


def _heading_end(text: str, passage: Passage, section: Section) -> int:
    """Where the heading's words end in its passage (a colon and the first words may follow them)."""
    end = passage.start
    for word in section.heading.split():
        at = text.find(word, end, min(passage.end, end + len(word) + _BETWEEN_WORDS))
        if at == -1:
            return passage.end
        end = at + len(word)
    while end < passage.end and text[end] in " \t\n:*-–—?.":
        end += 1
    return end


def _cut(text: str, clause: Clause) -> Clause:
    """An unnumbered recommendation ends before sentences about how the decision is to be carried out."""
    for start, _ in list(sentences(text, clause.start, clause.end))[1:]:
        if _wordings()["cut"].match(text, start, clause.end):
            begin, end = trim(text, clause.start, start)
            return replace(clause, start=begin, end=end)
    return clause


def _introduced(
    reading: Reading,
    flow: tuple[Passage, ...],
    kind: str,
    covered: Sequence[tuple[int, int]],
    starts: frozenset[int],
) -> Iterator[Found]:
    """RECOMMENDED blocks outside sections that are headed so (agendas, old reports)."""
    index = 0
    while index < len(flow):
        passage = flow[index]
        introducer = find_introducer(reading.text, passage, kind)
        outside = not any(start <= passage.start < end for start, end in covered)
        if introducer is None or introducer.status != "recommended" or not outside:
            index += 1
            continue
        block = collect(reading.text, flow, index, introducer, len(flow), kind, starts)
        for clause in block.clauses:
            yield _made(reading.text, clause, introducer.rule, _IN_SECTION)
        index = max(block.until, index + 1)


def _asked_in_prose(
    reading: Reading, flow: Sequence[Passage], covered: Sequence[tuple[int, int]], any_found: bool
) -> Iterator[Found]:
    words = _wordings()
    for index, passage in enumerate(flow):
        if passage.heading or any(start <= passage.start < end for start, end in covered):
            continue
        for start, end in sentences(reading.text, passage.body, passage.end):
            sentence = " ".join(reading.text[start:end].split())
            asked = words["sentence"].match(sentence)
            if asked is None and (any_found or not words["no_section"].match(sentence)):
                continue
            below = flow[index + 1] if index + 1 < len(flow) else None
            if sentence.endswith(":") and below is not None and below.marker is not None:
                verb = words["list_verb"].search(sentence)
                lead = clause_effects(verb["verb"]).names[0] if verb else None
                introducer = Introducer("asked_in_prose", "recommended", lead, start, passage.end, False, False)
                block = collect(reading.text, tuple(flow), index, introducer, len(flow), "report")
                asks = [_made(reading.text, clause, "asked_in_prose", _IN_PROSE) for clause in block.clauses]
                # A list of few acts ("the debate be structured as follows: ...") asks for no decision.
                yield from asks if sum(ask.effects.stated for ask in asks) * 2 >= len(asks) else ()
                continue
            begin, finish = trim(reading.text, start, end)
            made = _made(reading.text, Clause(begin, finish, None, None), "asked_in_prose", _IN_PROSE)
            if made.effects.stated:
                yield made


def _made(text: str, clause: Clause, rule: str, confidence: float) -> Found:
    effects = clause_effects(text[clause.start : clause.end], clause.lead_effect)
    return Found(clause, "recommended", rule, effects, None, clause.start, confidence)


def _without_reprints(text: str, found: list[Found]) -> list[Found]:
    kept: list[tuple[Found, str]] = []
    for item in found:
        words = fold(text[item.clause.start : item.clause.end])
        if not any(_reprint(words, other_words) or _overlap(item, other) for other, other_words in kept):
            kept.append((item, words))
    return [item for item, _ in kept]


def _reprint(words: str, other: str) -> bool:
    return fuzz.ratio(words, other) >= 90 or (len(words) > 60 and fuzz.partial_ratio(words, other) >= 95)


def _overlap(item: Found, other: Found) -> bool:
    return item.clause.start < other.clause.end and other.clause.start < item.clause.end
