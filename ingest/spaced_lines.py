"""Lines of a type of one width: print-outs of typed papers, whose columns are lined up with spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONOSPACED_FLAG = 8
"""How the library marks a type in which all characters are of one width."""
_GAP = re.compile(r"(?<=[^\s.?!:;])[ \xa0]{2,}(?=\S)|(?<=\S)[ \xa0]{3,}(?=\S)")
"""Two spaces after a full stop are typists' habit, not a column."""
_TYPED_RULE = re.compile(r"[-=_*.+|–—\s]+\Z")
_LEAST_RULE = 3


@dataclass(frozen=True, slots=True)
class SpacedPiece:
    """A piece of a line, and where it begins and ends as shares of the line's width."""

    words: str
    low: float
    high: float


def spaced_pieces(text: str) -> tuple[SpacedPiece, ...]:
    """The pieces that runs of spaces part; none where there is no such run."""
    if not text.strip():
        return ()
    lead = len(text) - len(text.lstrip())
    edges = [lead, *(edge for gap in _GAP.finditer(text) for edge in gap.span()), len(text.rstrip())]
    if len(edges) == 2:
        return ()
    whole = len(text)
    return tuple(
        SpacedPiece(text[low:high], low / whole, high / whole)
        for low, high in zip(edges[::2], edges[1::2], strict=True)
    )


def is_typed_rule(text: str) -> bool:
    """Whether a line is dashes and spaces only: a rule, as typists draw it."""
    return len(text.strip()) >= _LEAST_RULE and _TYPED_RULE.match(text) is not None
