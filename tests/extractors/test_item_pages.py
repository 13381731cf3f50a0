"""Pages that hold one item of a meeting: what it asked, then what was said and resolved of it."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import Record
from ingest.reading import read_bytes

RESOLVED_AFTER_A_REPORT = """Agenda item

Parking Charges - Yearly Review

Report of the Head of Streets

The Member for Streets introduced the report of the Head of Streets (previously circulated) on what parking costs.

RESOLVED – (a)  That the charges, as detailed in the submitted report, be noted.

(b)  That a further report be made in June.

REASONS – (a)  To keep the streets open.
"""

ISSUE_OF_A_MEETING = """Issue - meetings

Allotment Rents

Meeting: 14/03/2019 - Cabinet (Item 12)

12 Allotment Rents PDF 88 KB

To consider a report of the Director of Parks.

Decision:

Rents to stay as they are.

Minutes:

The Director of Parks presented the report.

RESOLVED that the rents stay as they are.
"""

RETELLS_A_RESOLUTION = """Report of the Head of Streets

Parking Charges

1. Recommendations

1.1 That the charges be approved.

2. Background

2.1 In May the Council RESOLVED that charges be reviewed every year. This report is that review.
"""


def extracted(text: str) -> Record:
    return extract(read_bytes(text.encode(), "item.txt"))


@pytest.mark.parametrize("text", [RESOLVED_AFTER_A_REPORT, ISSUE_OF_A_MEETING])
def test_an_item_with_what_was_resolved_of_it_is_minutes_though_it_names_a_report(text: str) -> None:
    assert extracted(text).document.kind == "minutes"


def test_a_report_that_retells_a_resolution_stays_a_report() -> None:
    assert extracted(RETELLS_A_RESOLUTION).document.kind == "report"


def test_the_clauses_resolved_of_an_item_are_found() -> None:
    found = extracted(RESOLVED_AFTER_A_REPORT)
    assert [(clause.number, clause.status) for clause in found.resolutions] == [("a", "resolved"), ("b", "resolved")]


def test_the_meeting_of_an_issue_is_the_one_named_above_it() -> None:
    assert extracted(ISSUE_OF_A_MEETING).document.meeting_date == "2019-03-14"
