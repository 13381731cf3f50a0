"""Patterns over hostile text: ten times the text may take ten times as long, not a hundred."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from db.contact_details import contact_places
from db.excerpts import pieces
from db.query import parse
from db.rows import distinct_words

HOSTILE = (
    "0",
    "01",
    "0 1",
    "a",
    "a.",
    "a@",
    "@",
    "a@b.",
    "+44 ",
    "(0",
    '"',
    "-",
    "-a ",
    "OR ",
    '" "',
    "\x02",
    "\x03a\x02",
)


@pytest.mark.parametrize("function", [contact_places, parse, distinct_words, pieces])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(function: Callable[[str], object], piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        times = []
        for _ in range(3):
            start = time.process_time()
            function(text)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(100_000) < 30 * seconds(10_000) + 0.05
