"""The sections of a paper: known in many wordings, and lying side by side."""

from __future__ import annotations

from itertools import pairwise

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
