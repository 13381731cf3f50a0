"""The words that a pattern needs are in every text that it matches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.references import citations, cues
from extractors.vocabulary.required_words import needs_of
from tests.extractors import test_citations, test_commitments

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.mark.parametrize(
    ("pattern", "sets"),
    [
        (r"\bminutes\s(?:of|from)\sthe\b", {("minutes",), ("from", "of"), ("the",)}),
        (r"[Rr]eports?\b", {("report",)}),
        (r"(?i)\bAct\b", {("act",)}),
        (r"(?:white|green)?paper", {("paper",)}),
        (r"¤{2,60}", {("¤",)}),
        (r"\d+", set()),
        (r"(?:\d|two)", set()),
    ],
)
def test_what_a_pattern_needs_is_read_off_it(pattern: str, sets: set[tuple[str, ...]]) -> None:
    assert set(needs_of(re.compile(pattern)).sets) == sets


def test_no_match_of_the_vocabulary_is_lost() -> None:
    words = [case[0] for case in test_citations.NAMED] + [case[1] for case in test_commitments.PROMISED]
    words += [path.read_text("utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))]
    patterns = [(shape.screened.pattern, shape.screened.needs) for shape in citations._SHAPES]
    patterns += [(cue.screened.pattern, cue.screened.needs) for cue in cues.CUES_TOLD.members]
    matched = 0
    for text in words:
        for pattern, needs in patterns:
            for found in pattern.finditer(text):
                matched += 1
                assert needs.met_by(found[0].lower()), (pattern.pattern, found[0])
    assert matched > 100
