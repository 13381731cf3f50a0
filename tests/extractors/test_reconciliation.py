"""The findings of arithmetic over whole papers: all that are there, and none beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.extract import extract
from ingest.reading import read_file
from tests.extractors.table_papers import paper

CORPUS = Path(__file__).parents[2] / "corpus"
ARITHMETIC = {"sum_mismatch", "percentage_mismatch", "variance_mismatch", "conflicting_values", "other"}

EXPECTED = {
    "stockton-cabinet-decision-2010-03-11-workload-pressures.txt": [("sum_mismatch", "£299,072", "£299,077")],
    "stockton-select-committee-presentation-2011-10-26-childrens-social-care.txt": [],
    "stockton-cabinet-decision-2012-06-14-workload-pressures.txt": [],
    "lancashire-cabinet-report-2018-04-childrens-services.txt": [],
    "stockton-cabinet-report-2013-11-activity-and-performance.txt": [
        ("percentage_mismatch", "5.5%", "5.4%"),
        ("sum_mismatch", "342", "341"),
        ("sum_mismatch", "1642", "1641"),
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_five_papers(name: str) -> None:
    found = [finding for finding in extract(read_file(CORPUS / name)).findings if finding.rule in ARITHMETIC]
    assert [(finding.rule, finding.printed, finding.computed) for finding in found] == EXPECTED[name]


def test_the_paper_of_2013_explains_its_own_total() -> None:
    path = CORPUS / "stockton-cabinet-report-2013-11-activity-and-performance.txt"
    sums = [finding for finding in extract(read_file(path)).findings if finding.rule == "sum_mismatch"]
    assert sums
    assert all(finding.explained_by and "do not add up to 1642" in finding.explained_by for finding in sums)


def test_a_finding_stands_on_the_printed_figure() -> None:
    found = paper("Visits\n\nSite | Visits\nAbbey | 310\nMill | 94\nTotal | 414")
    (finding,) = found.findings
    assert found.reading.text[finding.start : finding.end] == finding.printed == "414"


CELLS = st.sampled_from(
    ["", "N/A", "-", "12", "1,204", "£3.2m", "45%", "(7)", "↑", "Total", "2019/20", "%", "Budget", "Mill", "*"]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=1, max_size=9))
def test_any_grid_of_cells_is_read_without_an_error(rows: list[list[str]]) -> None:
    text = "Intro\n\n" + "\n".join(" | ".join(row) for row in rows)
    found = paper(text)
    starts = [figure.start for figure in found.figures]
    assert starts == sorted(set(starts))
