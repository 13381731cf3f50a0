"""Decision sheets set as a table, one decision a row. Every paper is invented."""

from __future__ import annotations

from tests.extractors.invented_papers import Extracted, paper

ROWS = (
    ("1. Minutes", "That the minutes be agreed as a correct record.", "", "Not subject to call-in"),
    (
        "<p>4. Pier railings</p><p>Cabinet Member: Ms Tarn</p>",
        "That £12,000 be spent on railings.",
        "They rust.",
        "{deadline}",
    ),
    ("5. Public question", "Mr Reed asked about gulls. The Leader replied that there were many.", "", "{deadline}"),
    (
        "6. Ferry slip",
        "<p>RESOLVED</p><ol><li>That the slip be closed.</li><li>That the boats be moved.</li></ol>",
        "The piles are cracked.",
        "Exempt from call-in. The Chair agreed that the decision was urgent.",
    ),
    ("7. Bandstand", "Deferred to the next meeting.", "Plans are awaited.", ""),
)
HEADS = ("Item", "Decision", "Reasons for decision", "Call-in deadline")


def sheet(
    deadline: str = "5.00pm on Thursday 18 March 2021", after: str = "", kind: str = "decision_list"
) -> Extracted:
    head = "".join(f"<th>{words}</th>" for words in HEADS)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    table = f"<table><tr>{head}</tr>{body}</table>".replace("{deadline}", deadline)
    page = f"<html><body><h1>Harbour Board Decisions</h1>{table}<p>{after}</p></body></html>"
    return paper(page, kind, as_file="sheet.html", body="Harbour Board", meeting_date="2021-03-09")


def test_each_row_that_decides_is_a_decision_with_its_number_and_title() -> None:
    decisions = sheet().decisions
    assert [(d.number, d.title) for d in decisions] == [
        ("1", "Minutes"),
        ("4", "Pier railings"),
        ("6", "Ferry slip"),
        ("7", "Bandstand"),
    ]
    assert [d.outcome for d in decisions] == ["decided", "decided", "decided", "deferred"]


def test_the_column_of_reasons_is_no_narrative_and_no_clause() -> None:
    found = sheet()
    assert [d.reasons for d in found.decisions] == [None, "They rust.", "The piles are cracked.", "Plans are awaited."]
    assert found.texts[-3:] == ["That the slip be closed.", "That the boats be moved.", "Deferred to the next meeting."]
    assert not any("rust" in (d.record or "") for d in found.decisions)


def test_each_rows_call_in_is_said_of_its_own_decision_only() -> None:
    found = {c.decision: (c.status, c.deadline) for c in sheet().call_ins}
    assert found == {
        0: ("not_subject", None),
        1: ("open_until", "2021-03-18T17:00:00"),
        2: ("exempt", None),
    }


def test_the_day_on_which_all_take_effect_stands_beside_the_last_moment_of_each() -> None:
    found = sheet(after="A decision that is not called in will be put into effect on Friday 19 March 2021.").call_ins
    effects = {c.decision: (c.status, c.effective_from) for c in found if c.decision in (0, 1, 2)}
    assert effects == {
        0: ("not_subject", None),
        1: ("open_until", "2021-03-19"),
        2: ("exempt", None),
    }


def test_a_cell_that_cannot_be_read_gives_no_moment() -> None:
    found = {c.decision: (c.status, c.deadline) for c in sheet(deadline="see the notice of 3 and 4 March").call_ins}
    assert found[1][1] is None
    assert found[2] == ("exempt", None)


def test_a_report_with_such_a_table_decides_nothing() -> None:
    assert sheet(kind="report").decisions == ()


def test_rows_may_be_known_by_their_numbers_alone() -> None:
    rows = (("HB/12", "That the dues be raised."), ("HB/13", "That the survey be noted."))
    body = "".join(f"<tr><td>{number}</td><td>{words}</td></tr>" for number, words in rows)
    table = f"<table><tr><th>Decision number</th><th>Decision</th></tr>{body}</table>"
    found = paper(f"<html><body><h1>Harbour Board</h1>{table}</body></html>", "decision_list", as_file="sheet.html")
    assert [(d.number, d.title, d.outcome) for d in found.decisions] == [
        ("HB/12", None, "decided"),
        ("HB/13", None, "noted"),
    ]
