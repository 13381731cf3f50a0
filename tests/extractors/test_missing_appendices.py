"""An appendix that is announced and not there is found; one that was never promised to be in the paper is not."""

from __future__ import annotations

import pytest

from extractors.findings.missing_appendices import find_missing_appendices
from extractors.pipeline import read
from ingest.reading import read_bytes

HELD = "Appendix 2: Tram patronage\n\nLine\tJourneys\nA\t410\nB\t95\n"


def numbers(text: str) -> list[str]:
    reading = read(read_bytes(text.encode(), "paper.txt"))
    found = find_missing_appendices(reading)
    assert all(finding.rule == "missing_section" for finding in found)
    return [reading.text[finding.start : finding.end] for finding in found]


def test_a_gap_before_an_appendix_that_is_there_is_found_once() -> None:
    text = "1. Appendix 1 sums up the survey of passengers.\n\n2. See Appendix 1 again, and Appendix 2.\n\n" + HELD
    assert numbers(text) == ["Appendix 1"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The survey stands in Appendix 2.",
        "The survey stands in Appendix 3.",
        "Appendix 1 of the Tramways Order lists the stops.",
        "Appendix 1 is exempt under paragraph 3 and is with members alone.",
        "The sum was settled under Schedule 1.",
    ],
)
def test_what_was_not_promised_in_this_paper_is_not_missing(sentence: str) -> None:
    assert numbers(f"{sentence}\n\n{HELD}") == []


def test_a_paper_whose_appendices_were_published_apart_has_no_gap() -> None:
    assert numbers("1. Appendix 1 lists the stops and Appendix 2 the fares.\n") == []
