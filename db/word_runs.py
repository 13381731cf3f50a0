"""Runs of words by which equal print is recognised, wherever lines break and pages end. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

LENGTH = 8
"""Words in a run: long enough that two papers share one only where they print the same sentence."""
_SAMPLED = 32
"""One run in so many is kept as a mark; which, the run itself decides, so that equal print gives equal marks."""
_WORD = re.compile(r"\w+")


def runs_of(text: str) -> set[int]:
    """A number for each run of eight words in ``text``; capitals, punctuation and line breaks make no difference."""
    return set(_runs(text))


def marks_of(text: str) -> set[int]:
    """The sampled runs of ``text``."""
    return {run for run in _runs(text) if run % _SAMPLED == 0}


def _runs(text: str) -> Iterator[int]:
    words = _WORD.findall(text.lower())
    for at in range(len(words) - LENGTH + 1):
        yield crc32(" ".join(words[at : at + LENGTH]).encode())
