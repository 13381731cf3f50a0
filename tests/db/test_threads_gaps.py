"""What papers say should be there and is not."""

from __future__ import annotations

import pytest

from db.threads.citations_resolved import resolve
from db.threads.gaps import appendices, cited

from .thread_papers import citation, council, key, paper, passages

PAPER = paper("one", "Lido opening", "2017-06-06", body="Cabinet", kind="report")
LONG = "Attendance by week is set out in the lines below. " * 6


def marks(*texts: str, others: tuple[str, ...] = ()) -> list[str]:
    return [gap.what.split(" of ")[0] for gap in appendices(PAPER, passages("one", *texts), others)]


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (("Prices are in Appendix 1.",), ["Appendix 1"]),
        (("Prices are in Appendix 1.", "Appendix 1", LONG), []),
        (("Prices are in Appendix 1.", "Appendix 1", "Appendix 2 Staffing", LONG), ["Appendix 1"]),
        (("See Annex B and Appendix C.",), ["Appendix B", "Appendix C"]),
        (("See appendix D of the constitution.",), []),
        (("The appendix was discussed at length.",), []),
    ],
)
def test_an_appendix_is_missing_where_nothing_stands_under_its_name(texts: tuple[str, ...], missing: list[str]) -> None:
    assert marks(*texts) == missing


def test_an_appendix_that_is_a_paper_of_its_own_is_held() -> None:
    assert marks("Prices are in Appendix 1.", others=("Appendix 1: prices at the lido",)) == []


def test_a_paper_cited_by_many_is_one_gap_with_its_count() -> None:
    two = paper("two", "Lido winter closure", "2017-11-07", body="Cabinet", kind="report")
    facts = council(
        PAPER,
        two,
        citations=[
            citation("one", "the report of 10 January 2017", date="2017-01-10"),
            citation("two", "as reported on 10 January 2017", date="2017-01-10"),
        ],
    )
    (gap,) = cited(facts, resolve(facts))
    assert (gap.date, gap.mentions, gap.document_id) == ("2017-01-10", 2, key("one"))


def test_a_citation_with_a_year_alone_or_of_an_inspection_is_no_gap() -> None:
    facts = council(
        PAPER,
        citations=[
            citation("one", "a report in 2016", date="2016"),
            citation("one", "the inspection of 3 May 2016", date="2016-05-03", kind="inspection"),
        ],
    )
    assert cited(facts, resolve(facts)) == []
