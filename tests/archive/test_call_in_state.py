from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from archive.call_in_state import state_of
from db.search import CALL_IN_STATE

NOW = dt.datetime(2024, 3, 22, 15, 0)


@pytest.mark.parametrize(
    "status, deadline, effective_from, state",
    [
        ("open_until", "2024-03-22T23:59:59", None, "open"),
        ("open_until", "2024-03-22T14:59:59", None, "closed"),
        ("open_until", "2024-03-22", None, "open"),
        ("open_until", "2024-03-21", None, "closed"),
        ("effective_on", None, "2024-03-23", "open"),
        ("effective_on", None, "2024-03-22", "closed"),
        ("relative", None, None, "unknown"),
        ("relative", "2024-03-25T23:59:59", None, "open"),
        ("not_stated", None, None, "unknown"),
        ("exempt", None, None, "exempt"),
        ("not_subject", None, None, "exempt"),
        ("called_in", "2024-03-30T23:59:59", None, "called_in"),
    ],
)
def test_the_page_and_the_search_filter_agree(
    status: str, deadline: str | None, effective_from: str | None, state: str
) -> None:
    assert state_of(status, deadline, effective_from, "stated", NOW).state == state
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE call_ins (decision_id, status, deadline, effective_from, start)")
    conn.execute("INSERT INTO call_ins VALUES ('d', ?, ?, ?, 0)", (status, deadline, effective_from))
    decision = CALL_IN_STATE.format(decision="'d'")
    assert conn.execute(f"SELECT {decision}", {"at": NOW.isoformat()}).fetchone()[0] == state


def test_a_calculated_deadline_is_said_to_be_calculated() -> None:
    shown = state_of("relative", "2024-03-25T23:59:59", None, "calculated", NOW)
    assert "does not print it" in shown.explanation
    assert shown.basis == "calculated"


def test_a_decision_without_a_call_in_is_unknown() -> None:
    assert state_of(None, None, None, None, NOW).state == "unknown"
