"""The life of a decision: every state that papers tell, with its day and its words.

What the facts of papers show is gathered here, what their sentences tell in told_states.py. Where a paper prints no
day, the day stays open, or is bounded by the states around it and marked as inferred. Source of the states: Local
Government Act 2000, s 9F, and the way councils' constitutions carry call-in out (committee: no action, back to the
decision maker, or to Council).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from db.threads.clause_comparison import Pair
from db.threads.decision_threads import Thread, threads
from db.threads.records import CallInFact, Clause, CouncilPapers, DecisionFact, made_id
from db.threads.states import State, on_day
from db.threads.told_states import Texts, told_states
from db.threads.words import vocabulary

_SCRUTINY = re.compile(vocabulary()["life"]["scrutiny"], re.IGNORECASE)


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
            states += told_states(thread, facts.papers, texts)
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
            yield on_day(state, facts.papers[report].meeting_date)


_OUTCOMES = {"deferred": "deferred", "withdrawn": "withdrawn", "rejected": "rejected", "referred": "referred"}


def _decided(thread: Thread, facts: _Council, texts: Texts) -> Iterable[State]:
    for at, decision in enumerate(thread.decisions):
        paper = facts.papers[decision.document_id]
        clauses = facts.clauses.get(decision.id, [])
        state, stage = _OUTCOMES.get(decision.outcome, "resolved"), 20
        if at and _SCRUTINY.search(paper.body or ""):
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
        yield on_day(taken, decision.decided_on)
        printed = [one for one in texts.dates(paper.id) if one.date_from == paper.published_date]
        if paper.published_date and printed:
            why = "the paper's day of publication"
            published = replace(taken, stage=30, state="published", detail=None, quote=None, reason=why)
            yield on_day(replace(published, passage_id=printed[0].id), paper.published_date)


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
        yield on_day(replace(base, state="in_force_unless_called_in", stage=45), one.effective_from[:10])
    elif one.status in ("exempt", "not_subject"):
        name = "call_in_set_aside" if one.status == "exempt" else "not_subject_to_call_in"
        yield on_day(replace(base, state=name), decision.decided_on)
    elif one.status == "called_in":
        yield replace(base, state="called_in", stage=50)


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


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
