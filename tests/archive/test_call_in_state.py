from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from archive.call_in_state import of_part, of_proposal, own_name, state_of
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


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("Deadline for Escalation Panel referral 19 September 2024", "Escalation Panel referral"),
        ("Last date for referral to Council: 4 May 2023", "referral to Council"),
        ("Deadline for call-in 19 September 2024", None),
        ("Last day for the calling in of decisions: 4 May", None),
        ("Midnight on Friday 22 March 2024", None),
        (None, None),
    ],
)
def test_a_procedure_is_called_what_the_paper_calls_it(quote: str | None, name: str | None) -> None:
    assert own_name(quote) == name


def test_the_papers_name_stands_in_label_and_explanation() -> None:
    now = dt.datetime(2024, 9, 18, 12)
    words = "Deadline for Escalation Panel referral 19 September 2024"
    state = state_of("open_until", "2024-09-19T23:59:59", None, "stated", now, words)
    assert state.label == "Escalation Panel referral open until 19 September 2024"
    assert "The paper calls it “Escalation Panel referral”" in state.explanation


def test_an_exemption_beside_a_period_is_said_of_a_part_only() -> None:
    shown = of_part(state_of("not_subject", None, None, "stated", NOW))
    assert shown.label == "Exempt or not subject to call-in in part"
    assert shown.explanation == "The paper says that part of this decision is not subject to call-in."


def test_what_a_report_asks_for_is_not_said_of_a_decision_that_was_taken() -> None:
    shown = of_proposal(state_of("exempt", None, None, "stated", NOW))
    assert shown.explanation.startswith("The paper says that call-in does not apply to the decision that it proposes")
