"""What a day of asking makes of promises and of a decision's life. Pure: rows and a day in, words out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.queries.promises import EventRow
from archive.queries.threads import StateRow
from archive.words import day

PROMISE_STATES = {
    "kept": "a paper came",
    "due": "due",
    "overdue": "overdue: no paper held",
    "cannot_tell": "cannot tell",
}
PROMISE_COLOURS = {"kept": "good", "due": "info", "overdue": "warn", "cannot_tell": "plain"}
STATE_NAMES = {
    "recommended": "Recommended",
    "considered_before": "Considered before the decision",
    "resolved": "Decided",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "rejected": "Rejected",
    "referred": "Referred",
    "published": "Published",
    "call_in_window": "Open to call-in",
    "call_in_set_aside": "Call-in set aside",
    "not_subject_to_call_in": "Not subject to call-in",
    "in_force_unless_called_in": "In force from this day, unless called in",
    "called_in": "Called in",
    "considered_by_scrutiny": "Considered by scrutiny",
    "postponed": "Implementation to be postponed",
    "no_further_action": "Scrutiny takes no further action",
    "referred_back": "Referred back to who decided",
    "referred_to_council": "Referred to full Council",
    "reconsideration": "To be reconsidered by who decided",
    "confirmed": "Confirmed",
    "amended": "Amended",
    "rescinded": "Rescinded",
    "council_review": "To be reviewed by full Council",
    "in_force": "In force",
    "superseded": "Superseded",
}
WINDOW_OVER = "Call-in period over; no paper held tells of a call-in"
_ENDS_WINDOW = 50


@dataclass(frozen=True, slots=True)
class PromiseState:
    """``state`` is kept, due, overdue or cannot_tell; ``why`` what it rests on."""

    state: str
    label: str
    colour: str
    why: str


def promise_state(event: EventRow, as_at: str) -> PromiseState:
    """Overdue only where the archive holds a later paper of that council: else it could not know."""
    state, why = _promise(event, as_at)
    return PromiseState(state, PROMISE_STATES[state], PROMISE_COLOURS[state], why)


def _promise(event: EventRow, as_at: str) -> tuple[str, str]:
    if event.kept_by and event.kept_on and event.kept_on <= as_at:
        return "kept", event.reason
    if event.expected_to is None:
        return "cannot_tell", event.reason
    if as_at <= event.expected_to:
        return "due", f"expected by {day(event.expected_to)}"
    if not event.expects_paper:
        said = "a later paper speaks of it" if event.mentioned_by else "no paper held says whether it was done"
        return "cannot_tell", f"its day was {day(event.expected_to)}; {said}"
    if event.known_to and event.known_to > event.expected_to:
        said = "; a later paper speaks of it" if event.mentioned_by else ""
        return "overdue", f"expected by {day(event.expected_to)}; papers up to {day(event.known_to)} are held{said}"
    return "cannot_tell", f"the last paper held is of {day(event.known_to)}, before it was due"


def until_first_due(events: Iterable[EventRow], as_at: str) -> list[EventRow]:
    """Of a recurring promise, the dates up to the next one: those after it are not yet expected."""
    found = []
    for event in events:
        found.append(event)
        if event.expected_to and as_at <= event.expected_to:
            break
    return found


@dataclass(frozen=True, slots=True)
class ShownState:
    """``time`` is past, now, to_come or unknown, seen from the day of asking."""

    row: StateRow
    name: str
    said: str
    time: str


def shown_states(rows: Sequence[StateRow], as_at: str) -> list[ShownState]:
    return [
        ShownState(row, STATE_NAMES.get(row.state, row.state.replace("_", " ")), said_day(row), _time(row, as_at))
        for row in rows
    ]


def said_day(row: StateRow) -> str:
    if not row.date_from:
        return f"until {day(row.date_to)}" if row.date_to else "day not stated"
    if row.date_to and row.date_to != row.date_from:
        words = "between {} and {}" if row.basis == "inferred" else "{} to {}"
        return words.format(day(row.date_from), day(row.date_to))
    return day(row.date_from)


def _time(row: StateRow, as_at: str) -> str:
    first, last = row.date_from, row.date_to or row.date_from
    if not last:
        return "unknown"
    if first and as_at < first:
        return "to_come"
    if row.state == "call_in_window":
        return "now" if as_at <= last else "past"
    if row.basis == "inferred" and as_at < last:
        return "unknown"
    return "to_come" if as_at < last else "past"


def standing(rows: Sequence[StateRow], as_at: str) -> str:
    """How the decision stands on the day, in a few words: the last thing that papers say had happened by then."""
    return _standing(rows, as_at) + _on_no_day(rows, as_at) + _open_ends(rows, as_at)


def _on_no_day(rows: Sequence[StateRow], as_at: str) -> str:
    """What papers say has happened without giving its day, where nothing dated comes after it in a decision's life."""
    begun = [row for row in rows if not row.planned and _time(row, as_at) in ("past", "now")]
    furthest = max((row.stage for row in begun), default=None)
    if furthest is None:
        return ""
    later = [row for row in _undated(rows) if row.stage > furthest]
    said = dict.fromkeys(STATE_NAMES.get(row.state, row.state).lower() for row in later)
    return "".join(f"; {name} (day not stated)" for name in said)


def _undated(rows: Sequence[StateRow]) -> list[StateRow]:
    """What ended the time for a call-in on a day that no paper gives."""
    return [row for row in rows if not (row.planned or row.date_from or row.date_to) and row.stage >= _ENDS_WINDOW]


def _open_ends(rows: Sequence[StateRow], as_at: str) -> str:
    """What was planned for a day that is past, and of which no paper tells the outcome."""
    told = max((row.date_from or "" for row in rows if not row.planned), default="")
    planned = [row for row in rows if row.planned and row.date_from and told < row.date_from <= as_at]
    if not planned:
        return ""
    said = ", ".join(f"{STATE_NAMES.get(one.state, one.state).lower()} on {day(one.date_from)}" for one in planned)
    return f"; then {said}: what came of it no paper held tells"


def _standing(rows: Sequence[StateRow], as_at: str) -> str:
    happened = [row for row in rows if not row.planned and _time(row, as_at) in ("past", "now")]
    if not happened:
        return "Nothing in these papers is dated on or before this day"
    last = max(happened, key=lambda row: (row.date_from or row.date_to or "", row.stage, row.id))
    if last.state == "call_in_window" or _window_only(happened):
        window = max((row for row in happened if row.state == "call_in_window"), key=lambda row: row.id)
        open_now = _time(window, as_at) == "now"
        if open_now:
            return f"Open to call-in until {day(window.date_to)}"
        return "Call-in period over" if _undated(rows) else WINDOW_OVER
    return f"{STATE_NAMES.get(last.state, last.state)} ({said_day(last)})"


def _window_only(happened: Sequence[StateRow]) -> bool:
    """Whether the call-in window is the last that is known."""
    windows = [row for row in happened if row.state == "call_in_window"]
    return bool(windows) and not any(row.stage >= _ENDS_WINDOW for row in happened)
