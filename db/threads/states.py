"""A state in the life of a decision: what happened or is to happen, on which day, and where a paper says so."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One row of ``decision_states``; db/threads.sql says what each field means."""

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


def on_day(state: State, date: str | None, to: str | None = None) -> State:
    """``state`` on a printed day."""
    return replace(state, date_from=date, date_to=to or date, basis="stated" if date else None)
