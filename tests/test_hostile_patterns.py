"""The sweep over all patterns tells one that backs up from one that does not."""

from __future__ import annotations

import re

from benchmarks.hostile_patterns import BOUND_LENGTH, BOUND_SECONDS, Caught, slow, worst


def test_a_pattern_that_backs_up_is_seen() -> None:
    doubling = Caught(re.compile(r"(?:\s+)+$"), "here", False)
    assert worst(doubling, BOUND_LENGTH) > BOUND_SECONDS
    squared = slow(Caught(re.compile(r"\s*$"), "here", False))
    assert squared is not None
    assert slow(Caught(re.compile(r"\s{1,9}[a-z]{1,40}\d"), "here", False)) is None
