"""Motions and amendments put to a vote: what was moved, and whether it was carried, lost or withdrawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from extractors.decisions.clause_words import Clause, trim
from extractors.decisions.introducers import find_introducer
from extractors.decisions.statements import sentences
from extractors.decisions.votes import find_votes
from extractors.records import Votes
from extractors.structure.passages import Passage
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class Motion:
    """``outcome`` is lost, withdrawn, carried or None (nothing said). ``at`` is the offset of the result's words."""

    kind: str
    clauses: tuple[Clause, ...]
    outcome: str | None = None
    votes: Votes | None = None
    at: int = -1
    moved_plainly: bool = False
    """Whether it was moved in one sentence, so that a bare "Agreed." behind it is its result."""


@dataclass(frozen=True, slots=True)
class _Wordings:
    moved: re.Pattern[str]
    text_follows: re.Pattern[str]
    inline: re.Pattern[str]
    named_inline: re.Pattern[str]
    moved_quoted: re.Pattern[str]
    seconded: re.Pattern[str]
    quoted: re.Pattern[str]
    ends: re.Pattern[str]
    headed: re.Pattern[str]
    result: re.Pattern[str]
    amendment: re.Pattern[str]
    kind: re.Pattern[str]
    division: re.Pattern[str]
    carried_bare: re.Pattern[str]
    withdrew: re.Pattern[str]


_QUOTATION = re.compile(r"[“\"](?P<words>[^”\"]{10,1500})[”\"]")


@cache
def _wordings() -> _Wordings:
    data = load("motions")
    return _Wordings(**{wording.name: re.compile(data[wording.name]) for wording in fields(_Wordings)})


def find_motions(text: str, flow: Sequence[Passage], first: int, last: int, kind: str) -> tuple[Motion, ...]:
    """The motions, amendments and recommendations put to the vote in ``flow[first:last]``, in the order moved."""
    motions: list[Motion] = []
    index = first
    while index < last:
        passage = flow[index]
        moved, index = _moved(text, flow, index, last, kind)
        if moved is not None:
            motions.append(moved)
        elif motions:
            _apply_results(text, passage, motions)
    return tuple(motions)


def _moved(text: str, flow: Sequence[Passage], index: int, last: int, kind: str) -> tuple[Motion | None, int]:
    words = _wordings()
    passage = flow[index]
    headed = words.headed.fullmatch(text, passage.start, passage.end)
    if headed is not None:
        clauses, after = _text_below(text, flow, index + 1, last, kind)
        return (Motion(headed.group("kind").lower(), clauses), after) if clauses else (None, index + 1)
    quoted = words.quoted.match(text, passage.start, passage.end)
    if quoted is not None:
        return _quoted(text, flow, index, last, quoted)
    line = text[passage.start : passage.end]
    inside = words.moved_quoted.search(line)
    if inside is not None:
        start, end = trim(text, passage.start + inside.start("text"), passage.start + inside.end("text"))
        sort = _sort(text, flow, index, line[: inside.start("text")])
        return Motion(sort, (Clause(start, end, None, None),)), index + 1
    seconded = words.seconded.search(line)
    said = _in_quotation_marks(text, flow, index + 1, last) if seconded is not None else None
    if said is not None:
        return _with_result(text, flow[index + 1], Motion(_sort(text, flow, index, line), (said,))), index + 2
    lead = words.moved.search(line) or words.text_follows.search(line)
    if lead is not None:
        said = _in_quotation_marks(text, flow, index + 1, last)
        if said is not None:
            return _with_result(text, flow[index + 1], Motion(lead.group("kind").lower(), (said,))), index + 2
        clauses, after = _text_below(text, flow, index + 1, last, kind)
        return (Motion(lead.group("kind").lower(), clauses), after) if clauses else (None, index + 1)
    told = words.named_inline.search(line)
    inline = told or words.inline.search(line)
    if inline is not None and find_introducer(text, passage, kind) is None:
        start, end = trim(text, passage.start + inline.start("text"), passage.start + inline.end("text"))
        sort = "amendment" if words.amendment.search(line[: inline.start("text")]) else "motion"
        motion = Motion(sort, (Clause(start, end, None, None),), moved_plainly=True)
        results = [motion]
        after = passage.start + told.start() if told is not None else end
        _apply_results(text, replace(passage, start=after, body=after), results)
        return results[0], index + 1
    return None, index + 1


def _with_result(text: str, passage: Passage, motion: Motion) -> Motion:
    """``motion`` with the result that ``passage`` gives behind its words, if it gives one."""
    results = [motion]
    after = motion.clauses[-1].end
    _apply_results(text, replace(passage, start=after, body=after), results)
    return results[0]


def _sort(text: str, flow: Sequence[Passage], index: int, line: str) -> str:
    """What is moved: an amendment where the line, or the sub-heading over it, says so; else a motion."""
    above = text[flow[index - 1].start : flow[index - 1].end] if index and flow[index - 1].heading else ""
    return "amendment" if _wordings().amendment.search(f"{above} {line}") else "motion"


def _in_quotation_marks(text: str, flow: Sequence[Passage], index: int, last: int) -> Clause | None:
    """The words of a motion that the passage below its lead-in gives in quotation marks, or None."""
    if index >= last:
        return None
    match = _QUOTATION.match(text, flow[index].body, flow[index].end)
    if match is None:
        return None
    start, end = trim(text, *match.span("words"))
    return Clause(start, end, None, None)


def _quoted(
    text: str, flow: Sequence[Passage], index: int, last: int, quoted: re.Match[str]
) -> tuple[Motion | None, int]:
    """A recommendation printed in quotation marks: its number on the first line, its words there or below."""
    number = quoted.group("number").rstrip(".").lower()
    start, end = quoted.span("text")
    after = index + 1
    if not quoted.group("close") and after < last:
        if not text[start:end].strip():
            start = flow[after].body
        while after < last and "”" not in text[start:end] and after - index < 8:
            end = flow[after].end
            after += 1
    close = text.find("”", start, end)
    start, end = trim(text, start, close if close != -1 else end)
    if end - start < 8:
        return None, index + 1
    return Motion("recommendation", (Clause(start, end, number, None),)), after


def _text_below(text: str, flow: Sequence[Passage], index: int, last: int, kind: str) -> tuple[tuple[Clause, ...], int]:
    """The words of a motion printed below its lead-in: numbered clauses, or one text over several lines."""
    spans: list[tuple[int, int, str | None]] = []
    known = _wordings()
    while index < last and len(spans) < 30:
        passage = flow[index]
        words = text[passage.body : passage.end]
        if _wordings().ends.search(words[:240]) and not (passage.marker and len(words) > 240):
            break
        if known.headed.fullmatch(words) or known.result.search(words):
            break
        if passage.heading or find_introducer(text, passage, kind) is not None:
            break
        spans.append((passage.body, passage.end, passage.marker))
        index += 1
    numbered = [i for i, (_, _, marker) in enumerate(spans) if marker is not None and marker[0].isalnum()]
    if not spans:
        return (), index
    if len(numbered) < 2:
        start, end = trim(text, spans[0][0], spans[-1][1])
        return (Clause(start, end, None, None),), index
    clauses = []
    for place, at in enumerate(numbered):
        until = numbered[place + 1] if place + 1 < len(numbered) else at + 1
        start, end = trim(text, spans[at][0], spans[max(until - 1, at)][1])
        clauses.append(Clause(start, end, spans[at][2], None))
    return tuple(clauses), index


def _apply_results(text: str, passage: Passage, motions: list[Motion]) -> None:
    """Give the last open motion of the kind named its result."""
    for start, end in sentences(text, passage.body, passage.end):
        results = list(_wordings().result.finditer(text, start, end))
        if not results:
            _apply_plain_result(text, start, end, motions)
        starts = [start, *(later.start() for later in results[1:]), end]
        for match, first, last in zip(results, starts, starts[1:], strict=False):
            _apply_result(text, passage, motions, match, (first, last))


def _apply_result(
    text: str, passage: Passage, motions: list[Motion], match: re.Match[str], told: tuple[int, int]
) -> None:
    """Give the motion that ``match`` speaks of its result; the votes stand in ``told``, or in the passage behind it."""
    start, end = told
    named = _named_last(match)
    outcome = "lost" if match.group("lost") else "withdrawn" if match.group("withdrawn") else "carried"
    for place in range(len(motions) - 1, -1, -1):
        motion = motions[place]
        if motion.outcome is None and (motion.kind == "amendment") == (named == "amendment"):
            votes = find_votes(text[start:end]) or find_votes(text[end : passage.end])
            motions[place] = replace(motion, outcome=outcome, votes=votes, at=match.start())
            break
    if outcome == "carried" and named == "motion" and _wordings().division.search(text, passage.body, end):
        _fall_with_the_motion(motions, match.start())


def _apply_plain_result(text: str, start: int, end: int, motions: list[Motion]) -> None:
    """A result that names no motion ("All in favour."), or tells that its mover withdrew it."""
    withdrew = _wordings().withdrew.search(text, start, end)
    for place in range(len(motions) - 1, -1, -1):
        motion = motions[place]
        if motion.outcome is not None:
            continue
        if withdrew is not None and motion.kind == withdrew.group("kind").lower():
            motions[place] = replace(motion, outcome="withdrawn", at=withdrew.start())
            return
        if motion.moved_plainly and _wordings().carried_bare.match(text[start:end]):
            motions[place] = replace(motion, outcome="carried", votes=find_votes(text[start:end]), at=start)
            return


def tells_of_loss(words: str) -> bool:
    """Whether ``words`` say that a motion or an amendment was lost, and that none was carried."""
    results = list(_wordings().result.finditer(words))
    return any(match.group("lost") for match in results) and not any(match.group("carried") for match in results)


def _named_last(match: re.Match[str]) -> str:
    """What the result speaks of: "6 voted for the amendment and 9 for the motion, which was carried" of the motion."""
    outcome = next(group for group in ("lost", "withdrawn", "carried") if match.group(group))
    before = match.string[match.start("kind") : match.start(outcome)]
    return [found.group(1).lower() for found in _wordings().kind.finditer(before)][-1]


def _fall_with_the_motion(motions: list[Motion], at: int) -> None:
    """Where members voted for the motion or for the amendment, the motion's success is the amendment's loss."""
    for place, motion in enumerate(motions):
        if motion.kind == "amendment" and motion.outcome is None:
            motions[place] = replace(motion, outcome="lost", at=at)
