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
    """``outcome`` is lost, withdrawn, carried, superseded (an amendment took its place, or may have) or None (nothing
    said). ``at`` is the offset of the result's words."""

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
    inline_to: re.Pattern[str]
    named_inline: re.Pattern[str]
    named_to: re.Pattern[str]
    moved_quoted: re.Pattern[str]
    seconded: re.Pattern[str]
    seconded_by: re.Pattern[str]
    seconded_text: re.Pattern[str]
    moved_by: re.Pattern[str]
    words_of_motion: re.Pattern[str]
    quoted: re.Pattern[str]
    ends: re.Pattern[str]
    headed: re.Pattern[str]
    result: re.Pattern[str]
    amendment: re.Pattern[str]
    adds: re.Pattern[str]
    as_amended: re.Pattern[str]
    kind: re.Pattern[str]
    division: re.Pattern[str]
    became: re.Pattern[str]
    chosen: re.Pattern[str]
    carried_bare: re.Pattern[str]
    withdrew: re.Pattern[str]
    of_the_vote: re.Pattern[str]


_QUOTATION = re.compile(r"[“\"](?P<words>[^”\"]{10,1500})[”\"]")


@cache
def _wordings() -> _Wordings:
    data = load("motions")
    return _Wordings(**{wording.name: re.compile(data[wording.name]) for wording in fields(_Wordings)})


def find_motions(text: str, flow: Sequence[Passage], first: int, last: int, kind: str) -> tuple[Motion, ...]:
    """The motions, amendments and recommendations put to the vote in ``flow[first:last]``, in the order moved."""
    motions: list[Motion] = []
    index, divided = first, False
    while index < last:
        passage = flow[index]
        moved, index = _moved(text, flow, index, last, kind)
        if moved is not None:
            if not _wordings().of_the_vote.match(text, moved.clauses[0].start):
                motions.append(moved)
        elif motions:
            divided = divided or _wordings().division.search(text[passage.body : passage.end]) is not None
            _apply_results(text, passage, motions, divided=divided)
    return tuple(motions)


def settled_by(words: str, motions: Sequence[Motion], at: int) -> tuple[Motion, ...]:
    """``motions`` after a resolution at ``at`` in ``words``: "to adopt the motion" is each amendment's loss."""
    chosen = _wordings().chosen.match(words)
    if chosen is None:
        return tuple(motions)
    fallen = "amendment" if chosen.group("kind").lower() == "motion" else "motion"
    return tuple(
        replace(motion, outcome="lost", at=at) if motion.kind == fallen and motion.outcome is None else motion
        for motion in motions
    )


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
    seconded = words.seconded.search(line) or _seconded_below(text, flow, index)
    said = _words_below(text, flow, index + 1, last) if seconded is not None else None
    if said is not None:
        return _with_result(text, flow[index + 1], Motion(_sort(text, flow, index, line), (said,))), index + 2
    if seconded is not None and _is_listed_below(text, flow, index + 1, last):
        clauses, after = _text_below(text, flow, index + 1, last, kind)
        if clauses:
            return Motion(_sort(text, flow, index, line), clauses), after
    together = words.seconded_text.match(line)
    if together is not None and _moved_above(text, flow, index):
        start, end = trim(text, passage.start + together.start("text"), passage.end)
        return Motion("motion", (Clause(start, end, None, None),), moved_plainly=True), index + 1
    lead = words.moved.search(line) or words.text_follows.search(line)
    if lead is not None:
        said = _in_quotation_marks(text, flow, index + 1, last)
        if said is not None:
            return _with_result(text, flow[index + 1], Motion(lead.group("kind").lower(), (said,))), index + 2
        clauses, after = _text_below(text, flow, index + 1, last, kind)
        return (Motion(lead.group("kind").lower(), clauses), after) if clauses else (None, index + 1)
    told = words.named_inline.search(line) or words.named_to.search(line)
    inline = told or words.inline.search(line) or words.inline_to.search(line)
    if inline is not None and find_introducer(text, passage, kind) is None:
        start, end = trim(text, passage.start + inline.start("text"), passage.start + inline.end("text"))
        sort = _sort(text, flow, index, line[: inline.start("text")])
        motion = Motion(sort, (Clause(start, end, None, None),), moved_plainly=True)
        results = [motion]
        after = passage.start + told.start() if told is not None else end
        _apply_results(text, replace(passage, start=after, body=after), results)
        return results[0], index + 1
    return None, index + 1


def _is_listed_below(text: str, flow: Sequence[Passage], index: int, last: int) -> bool:
    """Whether the words moved stand below as numbered clauses: "1. That the powers be revoked."."""
    below = flow[index] if index < last else None
    return below is not None and below.marker is not None and text.startswith(("That ", "To "), below.body)


def _with_result(text: str, passage: Passage, motion: Motion) -> Motion:
    """``motion`` with the result that ``passage`` gives behind its words, if it gives one."""
    results = [motion]
    after = motion.clauses[-1].end
    _apply_results(text, replace(passage, start=after, body=after), results)
    return results[0]


def _sort(text: str, flow: Sequence[Passage], index: int, line: str) -> str:
    """What is moved: an amendment where the line, or the sub-heading over it, says so; else a motion."""
    above = text[flow[index - 1].start : flow[index - 1].end] if index else ""
    if index and not flow[index - 1].heading and _wordings().headed.fullmatch(above) is None:
        above = ""
    return "amendment" if _wordings().amendment.search(f"{above} {line}") else "motion"


def _seconded_below(text: str, flow: Sequence[Passage], index: int) -> re.Match[str] | None:
    """The line of the seconder that stands below that of the mover, as the minutes of Northern Ireland print them."""
    if not _moved_above(text, flow, index):
        return None
    return _wordings().seconded_by.fullmatch(text, flow[index].start, flow[index].end)


def _moved_above(text: str, flow: Sequence[Passage], index: int) -> bool:
    above = flow[index - 1] if index else None
    return above is not None and _wordings().moved_by.fullmatch(text, above.start, above.end) is not None


def _words_below(text: str, flow: Sequence[Passage], index: int, last: int) -> Clause | None:
    """The words of a motion in the passage below its mover and seconder: in quotation marks, or behind "That"."""
    said = _in_quotation_marks(text, flow, index, last)
    if said is not None or index >= last or flow[index].marker is not None:
        return said
    if _wordings().words_of_motion.match(text, flow[index].body, flow[index].end) is None:
        return None
    start, end = trim(text, flow[index].body, flow[index].end)
    return Clause(start, end, None, None)


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
        # "That this Council:" over its clauses may be taken for a heading.
        heads = passage.heading and (spans or not words.rstrip().endswith(":"))
        if heads or find_introducer(text, passage, kind) is not None:
            break
        spans.append((passage.body, passage.end, passage.marker))
        index += 1
    numbered = [i for i, (_, _, marker) in enumerate(spans) if marker is not None and marker[0].isalnum()]
    if not spans:
        return (), index
    if len(numbered) < 2:
        start, end = _unquoted(text, *trim(text, spans[0][0], spans[-1][1]))
        return (Clause(start, end, None, None),), index
    clauses = []
    for place, at in enumerate(numbered):
        until = numbered[place + 1] if place + 1 < len(numbered) else at + 1
        start, end = _unquoted(text, *trim(text, spans[at][0], spans[max(until - 1, at)][1]))
        clauses.append(Clause(start, end, spans[at][2], None))
    return tuple(clauses), index


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The same without the quotation mark that opens or closes the motion it is (a part of)."""
    words = text[start:end]
    if words[:1] in ("“", '"') and not any(mark in words[1:-1] for mark in '“”"'):
        start += 1
    if words[-1:] in ("”", '"') and not any(mark in text[start : end - 1] for mark in '“”"'):
        end -= 1
    return start, end


def _apply_results(text: str, passage: Passage, motions: list[Motion], *, divided: bool = False) -> None:
    """Give the last open motion of the kind named its result; ``divided``: members voted for one or for the other."""
    for start, end in sentences(text, passage.body, passage.end):
        results = list(_wordings().result.finditer(text, start, end))
        if not results:
            _apply_plain_result(text, start, end, motions)
        starts = [start, *(later.start() for later in results[1:]), end]
        for match, first, last in zip(results, starts, starts[1:], strict=False):
            _apply_result(text, passage, motions, match, (first, last), divided=divided)


def _apply_result(
    text: str, passage: Passage, motions: list[Motion], match: re.Match[str], told: tuple[int, int], *, divided: bool
) -> None:
    """Give the motion that ``match`` speaks of its result; the votes stand in ``told``, or in the passage behind it."""
    start, end = told
    named = _named_last(match)
    outcome = "lost" if match.group("lost") else "withdrawn" if match.group("withdrawn") else "carried"
    if named != "amendment" and _wordings().as_amended.search(text, max(match.start() - 30, 0), match.end()):
        named = _substantive(text, motions, match.start(), outcome)
    for place in range(len(motions) - 1, -1, -1):
        motion = motions[place]
        if motion.outcome is None and (motion.kind == "amendment") == (named == "amendment"):
            votes = find_votes(text[start:end]) or find_votes(text[end : passage.end])
            motions[place] = replace(motion, outcome=outcome, votes=votes, at=match.start())
            break
    divided = divided or _wordings().division.search(text[passage.body : end]) is not None
    if outcome == "carried" and named == "motion" and divided:
        _fall(motions, "amendment", match.start())
    elif outcome == "carried" and named == "amendment" and _wordings().became.search(text, passage.body, passage.end):
        _fall(motions, "motion", match.start())


def _substantive(text: str, motions: list[Motion], at: int, outcome: str) -> str:
    """What a result of the substantive motion speaks of: the amendment that took the motion's place, or the motion.

    Which of its words an amendment left standing is nowhere said, so nothing is said of the motion that was moved,
    unless all that was carried only adds to it. Where the substantive motion falls, its amendments fall with it.
    """
    places = [place for place, motion in enumerate(motions) if motion.kind == "amendment"]
    taken = [place for place in places if motions[place].outcome == "carried"]
    waiting = [place for place in places if motions[place].outcome is None]
    if not taken and not waiting:
        return "motion"
    if outcome != "carried":
        for place in taken:
            motions[place] = replace(motions[place], outcome=outcome, at=at)
    if taken and all(_wordings().adds.match(text, motions[place].clauses[0].start) for place in taken):
        return "motion"
    for place, motion in enumerate(motions):
        if motion.kind != "amendment" and motion.outcome is None:
            motions[place] = replace(motion, outcome="superseded", at=at)
    return "motion" if taken else "amendment"


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


def _fall(motions: list[Motion], kind: str, at: int) -> None:
    """Where members voted for the motion or for the amendment, the success of the one is the loss of the other."""
    for place, motion in enumerate(motions):
        if motion.kind == kind and motion.outcome is None:
            motions[place] = replace(motion, outcome="lost", at=at)
