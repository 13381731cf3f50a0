"""States that papers tell in sentences: called in, considered, confirmed, to be reviewed; who asked, on what grounds.

A sentence that tells what may be is no state, and one about the call-in of another decision is none of this thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from db.threads.decision_threads import Thread
from db.threads.records import DateFact, Paper, PassageFact
from db.threads.states import State, on_day
from db.threads.words import vocabulary

_SENTENCE = re.compile(r"[^.!?\n]{1,1200}(?:[.!?](?=\s|$)|\n|$)")
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(vocabulary()['life']['abbreviations'])})\.$")
_OWN = re.compile(vocabulary()["life"]["own"], re.IGNORECASE)
_NEVER_SCANNED = ("forward_plan", "agenda")


@dataclass(frozen=True, slots=True)
class Texts:
    """How the words of one paper are got: one paper at a time, so that no archive is held in memory."""

    passages: Callable[[str], list[PassageFact]]
    dates: Callable[[str], list[DateFact]]


@dataclass(frozen=True, slots=True)
class _Cue:
    state: str
    stage: int
    pattern: re.Pattern[str]
    planned: bool


@cache
def _cues() -> tuple[_Cue, ...]:
    data = vocabulary()["life"]
    return tuple(
        _Cue(one["state"], one["stage"], re.compile(one["pattern"], re.IGNORECASE), planned)
        for planned, name in ((False, "state"), (True, "planned"))
        for one in data[name]
    )


@cache
def _hypothetical() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary()["life"]["hypothetical"]), re.IGNORECASE)


def told_states(thread: Thread, papers: Mapping[str, Paper], texts: Texts) -> Iterable[State]:
    """States that the sentences of papers about the decision tell."""
    for document_id in sorted(thread.whole | {one.document_id for one in thread.decisions}):
        paper = papers[document_id]
        if paper.kind in _NEVER_SCANNED:
            continue
        own = {one.id for one in thread.decisions}
        passages = [one for one in texts.passages(document_id) if document_id in thread.whole or one.decision_id in own]
        dates = texts.dates(document_id)
        yield from _in_order(thread, paper, passages, dates)
        if paper.kind == "call_in":
            yield from _request(thread, paper, passages)


def _in_order(thread: Thread, paper: Paper, passages: list[PassageFact], dates: list[DateFact]) -> Iterable[State]:
    """The day of a meeting that a paper tells of holds for what it tells next, where that has no day of its own."""
    meeting: State | None = None
    for passage in passages:
        for start, sentence in _sentences(passage):
            for state in _states_in(thread, paper, passage, (start, sentence), dates):
                if state.state == "called_in" and _of_another(thread, paper, state):
                    continue
                if state.state == "considered_by_scrutiny" and state.date_from:
                    meeting = state
                after = state.stage in (65, 70) and not state.date_from
                if after and meeting:
                    yield replace(state, date_from=meeting.date_from, date_to=meeting.date_to, basis="inferred")
                else:
                    yield state


def _of_another(thread: Thread, paper: Paper, called_in: State) -> bool:
    """Whether a sentence tells of the call-in of some other decision than this thread's.

    A record tells of its own call-in as that of "this decision", if at all: it is written when the decision is taken.
    A paper on another subject, or of an earlier day than the decision, tells of an earlier one.
    """
    decided = min((one.decided_on for one in thread.decisions if one.decided_on), default=None)
    if decided and called_in.date_to and called_in.date_to < decided:
        return True
    if paper.kind == "call_in":
        return False
    if not thread.decisions:
        return True
    if paper.id in {one.document_id for one in thread.decisions if one.decided_on in (decided, None)}:
        return _OWN.search(called_in.quote or "") is None
    return bool(decided and paper.date and paper.date < decided)


def _sentences(passage: PassageFact) -> Iterable[tuple[int, str]]:
    """Sentences with their offset in the document; a full stop after "Mr" ends none."""
    pending, start = "", 0
    for match in _SENTENCE.finditer(passage.text):
        start = start if pending else match.start()
        pending += match.group()
        if not _ABBREVIATION.search(pending.rstrip()):
            yield passage.start + start, pending
            pending = ""
    if pending:
        yield passage.start + start, pending


def _states_in(
    thread: Thread, paper: Paper, passage: PassageFact, sentence: tuple[int, str], dates: list[DateFact]
) -> Iterable[State]:
    start, text = sentence
    may_be = bool(_hypothetical().search(text))
    seen = set()
    inside = [one for one in dates if start <= one.start < start + len(text)]
    for cue in _cues():
        match = None if cue.state in seen or (may_be and not cue.planned) else cue.pattern.search(text)
        if not match:
            continue
        seen.add(cue.state)
        after = [one for one in inside if one.start >= start + match.start()]
        printed = after if cue.planned or cue.state == "called_in" else inside
        if cue.state == "reconsideration":
            printed = []  # the days in such a sentence are those of the committee's comments
        state = State(
            thread_id=thread.id,
            stage=cue.stage,
            state=cue.state,
            planned=cue.planned,
            detail=_detail(match, text),
            document_id=paper.id,
            passage_id=passage.id,
            quote=" ".join(text.split()),
            reason="a sentence of the paper says so",
            confidence=0.85,
        )
        yield (
            on_day(state, printed[0].date_from, printed[0].date_to) if printed else on_day(state, _fallback(cue, paper))
        )


def _fallback(cue: _Cue, paper: Paper) -> str | None:
    """The paper's own meeting, where the sentence is what that meeting decides or is asked to decide."""
    decides = paper.kind in ("minutes", "decision_record", "decision_list") and cue.state != "called_in"
    return paper.meeting_date if decides or cue.state == "reconsideration" else None


def _detail(match: re.Match[str], text: str) -> str | None:
    said = []
    who = match.groupdict().get("who")
    if who:
        said.append(f"by {' '.join(who.split())}")
    clauses = re.search(vocabulary()["life"]["request"]["clauses"], text, re.IGNORECASE)
    if match.groupdict().keys() & {"who"} and clauses:
        said.append(f"clauses {clauses['clauses']}")
    return "; ".join(said) or None


def _request(thread: Thread, paper: Paper, passages: list[PassageFact]) -> Iterable[State]:
    """Who asks for the call-in and on what grounds, where the paper is the request itself."""
    data = vocabulary()["life"]["request"]
    who, grounds = [], []
    first: PassageFact | None = None
    for passage in passages:
        for line in passage.text.splitlines():
            named = re.match(data["who"], line.strip(), re.IGNORECASE)
            ground = re.match(data["ground"], line.strip(), re.IGNORECASE)
            if named:
                who.append(" ".join(named["who"].split()))
            if ground:
                grounds.append(" ".join(ground["ground"].split()).rstrip("."))
            if (named or ground) and first is None:
                first = passage
    if first is not None:
        said = [f"by {', '.join(who)}" if who else "", f"grounds: {'; '.join(grounds)}" if grounds else ""]
        yield State(
            thread_id=thread.id,
            stage=50,
            state="called_in",
            detail="; ".join(part for part in said if part),
            document_id=paper.id,
            passage_id=first.id,
            quote=" ".join(first.text.split()),
            reason="the request itself",
            confidence=0.95,
        )
