"""Whether a decision can still be called in: said only as far as the paper says it.

The words of the paper are always shown beside the state. A date that was worked out from a council's rule is labelled
"calculated"; where the paper gives a rule but no date the state is unknown, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from archive.words import capitalised, day, moment, weekday_and_day

OPEN, CLOSED, EXEMPT, CALLED_IN, UNKNOWN = "open", "closed", "exempt", "called_in", "unknown"

STATES = {
    OPEN: "Can still be called in",
    CLOSED: "Call-in period over",
    EXEMPT: "Exempt or not subject to call-in",
    CALLED_IN: "Called in",
    UNKNOWN: "Call-in not known",
}

COLOURS = {OPEN: "warn", CLOSED: "plain", EXEMPT: "info", CALLED_IN: "bad", UNKNOWN: "plain"}


@dataclass(frozen=True, slots=True)
class CallInState:
    """``state`` is one of the five above; ``explanation`` one sentence; ``basis`` stated, calculated or None."""

    state: str
    label: str
    colour: str
    explanation: str
    basis: str | None


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("archive").joinpath("call_in_names.toml").read_text(encoding="utf-8"))


@cache
def _own_name() -> re.Pattern[str]:
    return re.compile(_words()["own_name"], re.IGNORECASE)


def own_name(quote: str | None) -> str | None:
    """What a council calls its procedure where it is not "call-in", as "Escalation Panel referral"."""
    found = _own_name().match(quote or "")
    name = " ".join(found["name"].split()) if found else ""
    for word in _words()["no_part_of_a_name"]:
        name = name.removesuffix(f" {word}")
    return name if name and _words()["usual_name"] not in name.lower() else None


def state_of(
    status: str | None,
    deadline: str | None,
    effective_from: str | None,
    basis: str | None,
    now: dt.datetime,
    quote: str | None = None,
) -> CallInState:
    """The state at ``now`` (local time) of a stored call-in; ``status`` is None where the paper is silent.

    ``quote`` are the paper's words, for the name that it gives to the procedure.
    """
    state = _state_of(status, deadline, effective_from, basis, now)
    name = own_name(quote)
    if name is None or not deadline:
        return state
    how = "open until" if state.state == OPEN else "closed"
    said = f"{state.explanation} The paper calls it “{name}”."
    return replace(state, label=f"{capitalised(name)} {how} {day(deadline)}", explanation=said)


def of_part(state: CallInState) -> CallInState:
    """``state`` where the paper gives a call-in period beside it: then it can hold for a part only."""
    return _about(state, "part of this decision", f"{state.label} in part")


def of_proposal(state: CallInState) -> CallInState:
    """``state`` where the paper decides nothing but asks others to."""
    return _about(state, "the decision that it proposes", state.label)


def _about(state: CallInState, what: str, label: str) -> CallInState:
    return replace(state, label=label, explanation=state.explanation.replace("this decision", what))


def _state_of(
    status: str | None, deadline: str | None, effective_from: str | None, basis: str | None, now: dt.datetime
) -> CallInState:
    at = now.isoformat(timespec="seconds")
    if status == "called_in":
        said = "The paper says that a decision was called in; which one, and what came of it, its own words may tell."
        return _say(CALLED_IN, said, basis)
    if status == "exempt":
        return _say(EXEMPT, "The paper says that call-in does not apply to this decision (waived, or urgent).", basis)
    if status == "not_subject":
        return _say(EXEMPT, "The paper says that this decision is not subject to call-in.", basis)
    if deadline:
        return _by_deadline(deadline, basis, at)
    if effective_from:
        return _by_effect(effective_from, basis, at)
    if status == "relative":
        return _say(UNKNOWN, "The paper gives a rule for the call-in period but no date.", basis)
    return _say(UNKNOWN, "Nothing was found in the paper that says until when this decision can be called in.", basis)


def _by_deadline(deadline: str, basis: str | None, at: str) -> CallInState:
    last = deadline if len(deadline) > 10 else f"{deadline}T23:59:59"
    how = (
        " This date was calculated from the council's rule; the paper does not print it."
        if basis == "calculated"
        else ""
    )
    if last >= at:
        return _say(OPEN, f"It can be called in until {moment(last)}.{how}", basis, f"Call-in open until {day(last)}")
    return _say(CLOSED, f"The call-in period ended at {moment(last)}.{how}", basis, f"Call-in closed {day(last)}")


def _by_effect(effective_from: str, basis: str | None, at: str) -> CallInState:
    said = weekday_and_day(effective_from)
    if effective_from[:10] > at[:10]:
        text = f"The decision takes effect on {said} unless it is called in before then."
        return _say(OPEN, text, basis, f"Can be called in before {day(effective_from)}")
    return _say(CLOSED, f"The decision took effect on {said}.", basis, f"In effect since {day(effective_from)}")


def _say(state: str, explanation: str, basis: str | None, label: str | None = None) -> CallInState:
    return CallInState(state, label or STATES[state], COLOURS[state], explanation, basis)
