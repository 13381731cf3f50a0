"""Plain text in which a converter has marked headings and labels says what it says without the signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.extract import extract
from extractors.records import Record
from extractors.structure.marked_text import as_it_reads
from ingest.reading import read_bytes

MINUTES = """{open}SALTMARSH BOROUGH COUNCIL{close}

{open}Cabinet{close}

{open}Wednesday 7 May 2031{close}

{open}4. Harbour dues{close}

{label}Decision:{end} That the dues be raised by 4% from 1 June 2031.

{label}Reasons:{end} To pay for the lamps.

{open}5. Wharf lease{close}

RESOLVED that the lease be granted at £12,000 a year.

{label}Call-in deadline:{end} 5pm on Wednesday 14 May 2031
"""


def record_of(text: str) -> Record:
    return extract(read_bytes(text.encode(), "minutes.txt"))


@pytest.mark.parametrize(
    ("open_", "close", "label", "end"),
    [("## ", "", "**", "**"), ("**", "**", "**", "**"), ("__", "__", "", ""), ("# ", " #", "**", "**")],
)
def test_signs_of_headings_and_labels_change_no_fact(open_: str, close: str, label: str, end: str) -> None:
    plain = record_of(MINUTES.format(open="", close="", label="", end=""))
    marked = record_of(MINUTES.format(open=open_, close=close, label=label, end=end))
    assert marked.document.meeting_date == plain.document.meeting_date == "2031-05-07"
    assert marked.document.body == plain.document.body == "Cabinet"
    assert [(item.number, item.title, item.reasons) for item in marked.decisions] == [
        (item.number, item.title, item.reasons) for item in plain.decisions
    ]
    assert [(clause.text, clause.effects) for clause in marked.resolutions] == [
        (clause.text, clause.effects) for clause in plain.resolutions
    ]
    assert [call_in.deadline for call_in in marked.call_ins] == [call_in.deadline for call_in in plain.call_ins]
    assert len(plain.decisions) == 2
    assert "2031-05-14T17:00:00" in [call_in.deadline for call_in in plain.call_ins]
    assert [(figure.value, figure.kind) for figure in marked.figures] == [
        (figure.value, figure.kind) for figure in plain.figures
    ]


@given(st.lists(st.sampled_from(["# Dues", "**Dues**", "__Dues__", "**Dues:** paid", "**a", "* b*", "£4m", "", "##"])))
def test_each_sign_becomes_one_space(lines: list[str]) -> None:
    text = "\n".join(["Saltmarsh", *lines])
    plain = as_it_reads(read_bytes(text.encode(), "paper.txt")).text
    assert len(plain) == len(text)
    assert all(one == other or (one == " " and other in "#*_") for one, other in zip(plain, text, strict=True))


def test_a_quotation_has_the_signs_that_the_file_has() -> None:
    text = "Saltmarsh Council\n\nCabinet, 7 May 2031\n\n**Decision:** That the dues be raised to £4m.\n"
    record = record_of(text)
    for fact in (*record.figures, *record.dates, *record.commitments, *record.citations):
        assert text[fact.start : fact.end] == fact.quote


def test_bold_words_within_a_sentence_stay() -> None:
    document = read_bytes(b"The dues were **not** raised.\n", "paper.txt")
    assert as_it_reads(document) is document
