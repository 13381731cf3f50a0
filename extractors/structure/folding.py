"""Words with every run of white space folded to one blank, and the way back to the offsets of the text.

Patterns say ``\\s`` between words. In typed papers a line end and an indent stand there: folded first, each pattern
stays short, and what it finds is placed in the text by ``Folded.at``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_RUN = re.compile(r"[^\S\xa0]{2,}")
_NOT_ONE_BLANK = re.compile(r"[^\S ]\s*| \s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """``words`` without runs of white space. ``starts[i]`` in ``words`` is ``places[i]`` in the text it came from."""

    words: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The offset in the original of ``offset`` in ``words``."""
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] + offset - self.starts[index]

    def end_at(self, offset: int) -> int:
        """The original offset behind the last character before ``offset``."""
        return self.at(offset - 1) + 1 if offset else self.places[0]


def fold(text: str, start: int, end: int) -> Folded:
    """``text[start:end]`` with each run of white space folded to its first character."""
    starts, places, pieces = [0], [start], []
    length, position = 0, start
    for run in _RUN.finditer(text, start, end):
        pieces.append(text[position : run.start() + 1])
        length += run.start() + 1 - position
        position = run.end()
        starts.append(length)
        places.append(position)
    pieces.append(text[position:end])
    return Folded("".join(pieces), tuple(starts), tuple(places))


def one_space(words: str) -> str:
    """``words`` with one blank for every run of white space: lines are cut and set in as the page is wide."""
    if "  " not in words and words.isprintable():
        return words  # the blank is the only white space that is printable
    return _NOT_ONE_BLANK.sub(" ", words)
