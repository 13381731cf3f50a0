"""Whole small papers of many councils' shapes: what each holds is found, and nothing else.

The papers stand in small_papers/*.toml, a file for each shape. A text may be given with " … " for its middle. What is
known to come out wrong is a strict expected failure, so that a paper that begins to be read rightly is noticed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.extractors.small_papers.paper import LISTS, ORIGINS, SmallPaper, record_of, small_papers

PAPERS = small_papers()
ABSTAINING = [paper for paper in PAPERS if paper.shape == "must_abstain"]


def _cases() -> list[Any]:
    """Each list of each paper; a known miss is expected to fail."""
    return [
        pytest.param(
            paper,
            name,
            id=f"{paper.shape}-{paper.name}-{name}",
            marks=[pytest.mark.xfail(strict=True, reason=paper.misses[name])] if name in paper.misses else [],
        )
        for paper in PAPERS
        for name in paper.expected
    ]


def _alike(expected: Any, found: Any) -> Any:
    """``found``, but where a text is expected and the one found is that text, the expected text itself."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: _alike(expected.get(key), value) for key, value in found.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [_alike(*pair) for pair in zip(expected, found, strict=True)]
    if found is None and expected == "":
        return ""
    if not isinstance(expected, str) or not isinstance(found, str):
        return found
    words = " ".join(found.split()).rstrip(".")
    opening, ellipsis, close = expected.rstrip(".").partition(" … ")
    same = words.startswith(opening) and words.endswith(close) if ellipsis else words == opening
    return expected if same else found


@pytest.mark.parametrize(("paper", "name"), _cases())
def test_a_paper_holds_just_these_facts(paper: SmallPaper, name: str) -> None:
    expected = paper.expected[name]
    found = LISTS[name](record_of(paper), expected)
    assert _alike(expected, found) == expected


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_fact_is_quoted_from_its_place(paper: SmallPaper) -> None:
    record = record_of(paper)
    for resolution in record.resolutions:
        assert paper.text[resolution.start : resolution.end] == resolution.text or paper.suffix != "txt"
    for call_in in record.call_ins:
        assert paper.text[call_in.start : call_in.end] == call_in.quote or paper.suffix != "txt"
        assert call_in.deadline is None or call_in.basis in ("stated", "calculated")


def test_there_are_at_least_a_hundred_and_fifty_whole_papers_and_no_two_alike() -> None:
    strangers = list((Path(__file__).parents[1] / "strangers" / "papers").iterdir())
    assert len(PAPERS) >= 120
    assert len(PAPERS) + len(strangers) >= 150
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
    assert len({paper.text for paper in PAPERS}) == len(PAPERS)


def test_every_paper_asks_for_something_that_a_reader_could_get_wrong() -> None:
    for paper in PAPERS:
        assert paper.origin in ORIGINS, paper.name
        assert paper.expected, paper.name
        assert set(paper.expected) <= set(LISTS), paper.name
        assert set(paper.misses) <= set(paper.expected), paper.name


@pytest.mark.parametrize("paper", ABSTAINING, ids=lambda paper: paper.name)
def test_no_last_day_and_no_day_of_effect_is_invented(paper: SmallPaper) -> None:
    for call_in in record_of(paper).call_ins:
        assert (call_in.deadline, call_in.effective_from, call_in.basis) == (None, None, None)


def test_the_papers_that_say_nothing_are_many() -> None:
    assert len(ABSTAINING) >= 30
