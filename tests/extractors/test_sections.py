"""The sections of a paper: known in many wordings, and lying side by side."""

from __future__ import annotations

from itertools import pairwise

from extractors.extract import extract
from ingest.reading import read_bytes
from tests.extractors.small_papers.paper import record_named, record_of, small_papers


def test_sections_are_known_in_many_wordings() -> None:
    kinds = {section.kind for section in record_named("an_officer_decision_record").sections}
    assert {"title", "record_of_decision", "reasons", "alternatives", "conflicts", "contact"} <= kinds


def test_sections_do_not_overlap_and_quote_their_heading() -> None:
    for paper in small_papers():
        if paper.suffix != "txt":
            continue
        text, sections = paper.text, record_of(paper).sections
        for one, other in pairwise(sections):
            assert one.end <= other.start
        for section in sections:
            assert " ".join(text[section.start : section.end].split()).startswith(section.heading)


def test_the_field_below_each_item_of_a_web_page_is_no_section() -> None:
    text = (
        "Harbour Committee - Thursday 24 January 2019\n\n1.\n\nMinutes of Previous Meeting\n\nMinutes:\n\n"
        "RESOLVED: That the minutes of 5 December 2018 be approved.\n\n2.\n\nSite Visits\n\nMinutes:\n\n"
        "The Committee had visited the pier.\n"
    )
    sections = extract(read_bytes(text.encode(), "paper.txt")).sections
    assert "Minutes:" not in [section.heading for section in sections]
    assert ("minutes_of_previous", "Minutes of Previous Meeting") in [(one.kind, one.heading) for one in sections]
