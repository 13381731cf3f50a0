"""The life of a decision: every state that papers tell, with its day and its words.

A sentence that tells what may happen is no state. Where a paper prints no day, the day stays open, or is bounded by
the states around it and marked as inferred. Source of the states: Local Government Act 2000, s 9F, and the way
councils' constitutions carry call-in out (committee: no action, back to the decision maker, or to Council).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from db.threads.clause_comparison import Pair
from db.threads.decision_threads import Thread, threads
from db.threads.records import (
    CallInFact,
    Clause,
    CouncilPapers,
    DateFact,
    DecisionFact,
    Paper,
    PassageFact,
    made_id,
)
from db.threads.words import vocabulary

_SENTENCE = re.compile(r"[^.!?\n]{1,1200}(?:[.!?](?=\s|$)|\n|$)")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|No|s|Cllrs)\.$")
_NEVER_SCANNED = ("forward_plan", "agenda")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    id: str = ""
    thread_id: str
    stage: int
    state: str
    date_from: str | None = None
    date_to: str | None = None
    basis: str | None = None
    planned: bool = False
    detail: str | None = None
    decision_id: str | None = None
    document_id: str
    passage_id: str
    quote: str | None = None
    reason: str
    confidence: float = 0.9


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


class _Council:
    """A council's facts by paper and by decision, looked up for each thread."""

    def __init__(self, council: CouncilPapers) -> None:
        self.papers = council.papers
        self.clauses: dict[str, list[Clause]] = defaultdict(list)
        self.asked: dict[str, list[Clause]] = defaultdict(list)
        self.call_ins: dict[str, list[CallInFact]] = defaultdict(list)
        for clause in council.clauses:
            if clause.decision_id:
                self.clauses[clause.decision_id].append(clause)
            elif clause.status in ("recommended", "proposed"):
                self.asked[clause.document_id].append(clause)
        for call_in in council.call_ins:
            self.call_ins[call_in.decision_id or call_in.document_id].append(call_in)


def lives(council: CouncilPapers, pairs: list[Pair], texts: Texts) -> Iterator[State]:
    """All states of all threads, without repeats."""
    facts = _Council(council)
    for thread in threads(council, pairs):
        states = [*_recommended(thread, facts), *_decided(thread, facts, texts), *_windows(thread, facts)]
        if thread.whole:
            states += _told(thread, facts, texts)
        yield from _bounded(_named(_without_repeats(states)))


def _recommended(thread: Thread, facts: _Council) -> Iterable[State]:
    reports = {pair.report.id for pair in thread.reports}
    reports |= {one for one in thread.whole if facts.papers[one].kind == "report"}
    for report in sorted(reports):
        asked = facts.asked.get(report, [])
        if asked:
            state = State(
                thread_id=thread.id,
                stage=10,
                state="recommended",
                detail=_count(len({one.text for one in asked}), "clause"),
                document_id=report,
                passage_id=asked[0].id,
                quote=asked[0].text,
                reason="a report asks for it",
            )
            yield _on(state, facts.papers[report].meeting_date)


_OUTCOMES = {"deferred": "deferred", "withdrawn": "withdrawn", "rejected": "rejected", "referred": "referred"}


def _decided(thread: Thread, facts: _Council, texts: Texts) -> Iterable[State]:
    for at, decision in enumerate(thread.decisions):
        paper = facts.papers[decision.document_id]
        clauses = facts.clauses.get(decision.id, [])
        state, stage = _OUTCOMES.get(decision.outcome, "resolved"), 20
        if at and re.search(r"scrutiny|overview|select", paper.body or "", re.IGNORECASE):
            state, stage = "considered_by_scrutiny", 60
        elif at:
            effects = {effect for clause in clauses for effect in clause.effects}
            state, stage = next((one for one in ("confirmed", "amended") if one in effects), state), 80
        who = decision.decision_maker or paper.body
        taken = State(
            thread_id=thread.id,
            stage=stage,
            state=state,
            detail=", ".join(part for part in (who, _count(len(clauses), "clause")) if part),
            decision_id=decision.id,
            document_id=decision.document_id,
            passage_id=decision.id,
            quote=decision.title,
            reason="the record of the decision",
        )
        yield _on(taken, decision.decided_on)
        printed = [one for one in texts.dates(paper.id) if one.date_from == paper.published_date]
        if paper.published_date and printed:
            why = "the paper's day of publication"
            published = replace(taken, stage=30, state="published", detail=None, quote=None, reason=why)
            yield _on(replace(published, passage_id=printed[0].id), paper.published_date)


def _windows(thread: Thread, facts: _Council) -> Iterable[State]:
    for decision in thread.decisions:
        for one in facts.call_ins.get(decision.id, []):
            yield from _window(thread, decision, one)
    for document_id in sorted(thread.whole):
        for one in facts.call_ins.get(document_id, []):
            if one.status == "called_in":
                yield State(
                    thread_id=thread.id,
                    stage=50,
                    state="called_in",
                    document_id=document_id,
                    passage_id=one.id,
                    quote=one.quote,
                    reason="a paper about the call-in",
                )


def _window(thread: Thread, decision: DecisionFact, one: CallInFact) -> Iterable[State]:
    base = State(
        thread_id=thread.id,
        stage=40,
        state="call_in_window",
        decision_id=decision.id,
        document_id=one.document_id,
        passage_id=one.id,
        quote=one.quote,
        reason="the paper's own words on call-in",
    )
    if one.status == "open_until" and one.deadline:
        yield replace(base, date_from=decision.decided_on, date_to=one.deadline[:10], basis="stated")
    elif one.status == "effective_on" and one.effective_from:
        yield _on(replace(base, state="in_force_unless_called_in", stage=45), one.effective_from[:10])
    elif one.status in ("exempt", "not_subject"):
        name = "call_in_set_aside" if one.status == "exempt" else "not_subject_to_call_in"
        yield _on(replace(base, state=name), decision.decided_on)
    elif one.status == "called_in":
        yield replace(base, state="called_in", stage=50)


def _told(thread: Thread, facts: _Council, texts: Texts) -> Iterable[State]:
    """States that the sentences of papers about the decision tell."""
    for document_id in sorted(thread.whole | {one.document_id for one in thread.decisions}):
        paper = facts.papers[document_id]
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
                if state.state == "considered_by_scrutiny" and state.date_from:
                    meeting = state
                after = state.stage in (65, 70) and not state.date_from
                if after and meeting:
                    yield replace(state, date_from=meeting.date_from, date_to=meeting.date_to, basis="inferred")
                else:
                    yield state


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
        yield _on(state, printed[0].date_from, printed[0].date_to) if printed else _on(state, _fallback(cue, paper))


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


def _without_repeats(states: Iterable[State]) -> list[State]:
    """A state told twice for one day stands once; one without day or detail gives way to one that has them."""
    kept: list[State] = []
    ordered = sorted(states, key=lambda one: (-one.confidence, one.document_id, one.passage_id, one.state))
    for one in sorted(ordered, key=lambda state: (state.date_from is None, state.detail is None)):
        same = [other for other in kept if other.state == one.state and other.planned == one.planned]
        alike = any(
            (other.date_from == one.date_from or one.date_from is None) and (one.detail in (None, other.detail))
            for other in same
        )
        if not alike:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.stage, one.date_from or "9999", one.document_id, one.passage_id))


def _bounded(states: list[State]) -> list[State]:
    """A call-in without a day lies between the decision and the committee's meeting on it."""
    decided = next((one.date_from for one in states if one.state == "resolved" and one.date_from), None)
    heard = next((one.date_from for one in states if one.state == "considered_by_scrutiny" and one.date_from), None)
    found = []
    for one in states:
        if one.state == "called_in" and not one.date_from and decided and heard and decided <= heard:
            why = f"{one.reason}; it gives no day: after the decision, before the committee met"
            one = replace(one, date_from=decided, date_to=heard, basis="inferred", reason=why)
        found.append(one)
    return found


def _named(states: list[State]) -> list[State]:
    return [
        replace(
            one, id=made_id("ds", one.thread_id, one.state, one.document_id, one.passage_id, one.detail, one.date_from)
        )
        for one in states
    ]


def _on(state: State, date: str | None, to: str | None = None) -> State:
    """``state`` on a printed day."""
    return replace(state, date_from=date, date_to=to or date, basis="stated" if date else None)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
