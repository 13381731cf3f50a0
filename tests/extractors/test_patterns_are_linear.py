"""No paper can be written that understanding takes far longer over than its length allows.

Time is judged by ratio alone: four times the length may take four times as long, not sixteen.
"""

from __future__ import annotations

import time

import pytest

from extractors.extract import extract
from ingest.reading import read_bytes

SHORT, TIMES, WORST_RATIO = 300, 4, 9.0
OPENING = "Saltmarsh District Council\n\nCabinet, 4 May 2031\n\nRESOLVED that the dues be raised.\n\n"
LINEAR = ("a", "a ", "1", "1,", "(", ". ", "Councillor A ", "\n", "Aa and ")
TOO_SLOW = ("1 ", "£1 ", "2.1 ")
"""Rows of bare numbers: known to grow with the square of their length."""


def seconds(words: str) -> float:
    document = read_bytes((OPENING + words).encode(), "hostile.txt")
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        extract(document)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize(
    "unit",
    [*LINEAR, *(pytest.param(unit, marks=pytest.mark.xfail(strict=True, reason="a known miss")) for unit in TOO_SLOW)],
    ids=repr,
)
def test_a_paper_four_times_as_long_takes_about_four_times_as_long(unit: str) -> None:
    words = (unit * (SHORT * TIMES // len(unit) + 1))[: SHORT * TIMES]
    seconds("warm")
    whole, part = seconds(words), seconds(words[:SHORT])
    assert whole / part < WORST_RATIO, f"{part * 1e3:.0f} ms, then {whole * 1e3:.0f} ms"
