"""What a paper says of itself, field by field, and where each field was read.

Whole papers with all their fields stand in small_papers/facts_of_the_paper.toml.
"""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import Record
from ingest.reading import read_bytes
from tests.extractors.small_papers.paper import SmallPaper, record_of, small_papers

PAPERS = [paper for paper in small_papers() if paper.shape == "facts_of_the_paper"]
Value = str | bool | None


def record_of_words(text: str) -> Record:
    return extract(read_bytes(text.encode(), "paper.txt"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_document_fact_shows_its_words(paper: SmallPaper) -> None:
    record = record_of(paper)
    assert record.document_evidence
    for item in record.document_evidence:
        assert paper.text[item.start : item.end] == item.quote
        assert item.rule
        assert getattr(record.document, item.field) is not None


SHAPES = [
    (
        "kind",
        "Report to Cabinet\n\nCABINET DECISION\n\nROADS\n\nRecommendations\n\nCabinet is asked to approve it.",
        "report",
    ),
    ("kind", "Some words about nothing.", "other"),
    (
        "kind",
        "MINUTES OF THE SCRUTINY COMMITTEE\nHELD ON 12 MARCH 2014\n\nCALL IN OF DECISION C/3/14 - LEISURE TRUST\n\n"
        "RESOLVED that the Committee raise no objection.",
        "minutes",
    ),
    (
        "kind",
        "CALL-IN HEARING\nSCRUTINY BOARD\nMinutes of the special meeting held on 4 November 2021 to hear a call-in\n\n"
        "Reasons for the call-in were given.\n\nThe Board AGREED to take no further action.",
        "minutes",
    ),
    (
        "kind",
        "Call-in of decision: sale of the depot\n\nReport to the Scrutiny Board\n\nThe minutes of Cabinet are below.",
        "call_in",
    ),
    (
        "kind",
        "Quay Users\n\nDues\n\n- RESOLVED to raise them\n\nSlip\n\n- RESOLVED to mend it\n\nGate\n\n- Painted\n\n"
        "Boats\n\n- Counted\n\nTolls\n\n- Kept\n\nNets\n\n- AGREED to dry them",
        "other",
    ),
    (
        "kind",
        "Monthly Monitoring Report\n\n26/09/2031 - Monthly Monitoring Report\n\n1. That the report be noted.\n\n"
        "Reason for Decisions:\n\nThe policy asks.\n\n[The decisions on this item can be called in by the Board]",
        "decision_record",
    ),
    (
        "kind",
        "Agenda item\n\nMonitoring Report - Quarter 3\n\n1. That the report be noted.\n\nReason for Decisions:\n\n"
        "The policy asks for it.\n\nImplementation of Decisions:\n\nThe decisions will be implemented at once.",
        "decision_record",
    ),
    (
        "kind",
        "Agenda item\n\nMonitoring\n\nReport of the Director of Tides.\n\nTo consider the tides.\n\n"
        "The Leader introduced the report.\n\nRESOLVED\n\n1. To note the tides.",
        "minutes",
    ),
    (
        "title",
        "Agenda item\n\n2030/31 Outturn of the Harbour\n\nMinutes:\n\nRESOLVED that it be noted.",
        "2030/31 Outturn of the Harbour",
    ),
    ("council", "Minutes of the Tenant Forum\n\nThe council replied.", None),
    ("council", "Report to Cabinet\n\nContact: j.doe@kent.gov.uk", "Kent County Council"),
    ("council", "STOCKTON BOROUGH COUNCIL\n\nCabinet", "Stockton-on-Tees Borough Council"),
    ("council", "Hackney Council\n\nCabinet\n\nLewisham Council was visited.", "London Borough of Hackney"),
    ("meeting_date", "Report to Cabinet\n\nThe inspection was in March 2014.", None),
    ("meeting_date", "REPORT TO: Executive\nDATE: 4 May 2021\nSUBJECT: Trees", "2021-05-04"),
    ("exempt", "Report to Cabinet\n\nThe appendix to another report was exempt.\n", None),
    ("exempt", "Report to Cabinet\n\nPart II\n\nSale of land\n\nSummary\n\nAn offer.", True),
    ("part", "Report to Cabinet\n\nPart I\n\nTrees\n\nSummary\n\nTrees grow.", "Part I"),
    ("key_decision", "Report to Cabinet\n\nTrees\n\nThis is not a key decision.", False),
    ("key_decision", "Report to Cabinet\n\nTrees\n\nKey decisions are listed in the forward plan.", None),
    ("reference", "Record of Decision\n\nDecision number: 21/00417\n\nDecision\n\nI agree.", "21/00417"),
]


@pytest.mark.parametrize("field, text, expected", SHAPES)
def test_one_field_of_a_few_lines(field: str, text: str, expected: Value) -> None:
    assert getattr(record_of_words(text).document, field) == expected
