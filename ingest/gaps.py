"""Words of a printed line in the pieces that runs of spaces, upright bars and dot leaders part, and what a piece is.

Plain text has no cells: a table there is lines whose pieces stand under one another. Two spaces part two pieces, since
one space parts two words; a bar or a leader of dots parts them whatever the spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grids import is_amount, is_unit

BARS = "|¦│┃║"
"""Upright rules between cells, typed or drawn."""
_WORD = re.compile(rf"[^\s{BARS}]+")
_LEADER = re.compile(r"\A(?:[.…·_]{3,}|\.)$")
_LEADER_END = re.compile(r"(?<![.…·_])[.…·_]{4,}$")
_RULE = re.compile(r"\A[\s\-–—―_=+|.:*~\u2500-\u257f]+$")
_LEAST_RULE = 3
_PHONE = re.compile(r"\A0\d{2}[\d ]{4,}$")
_PAIR = re.compile(r"\(?[-–−+]?£?\d[\d,.]{0,14}%?\)?[*#]?\s(?:\(\s?[-+]?£?\d[\d,.]{0,14}%?\s?\)|of\s\d[\d,]{0,10})$")
_COUNTED = re.compile(r"[-–−+]?\d[\d,.]{0,12}\s(?:days?|weeks?|months?|years?|hours?|mins?|minutes|pence|pp|p\.?a\.?)$")
_BILLED = re.compile(r"[-–−+(]{0,2}£[-–−+(]?\d[\d,.]{0,14}\)?\s?(?:million|thousand|billion|pa|p\.a\.)?$")
_NOTHING = re.compile(
    r"(?:-{1,3}|[–—−]|n/?a|n\.a\.|nil|none|tb[acd]|\.\.|\*|x|not applicable|not available)$", re.IGNORECASE
)
_LONGEST_VALUE = 28
_WIDEST = 400
"""A longer line is a paragraph, not a row."""
_GAP_AND_DIGIT = re.compile(rf"(?:[ \xa0]{{2}}|[{BARS}][ \xa0]?|\.[ .])[-–−+(\[£]{{0,3}}\d")
_BAR_OR_VALUE = re.compile(rf"[{BARS}]|{_GAP_AND_DIGIT.pattern}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: where it stands on the line, its words, and what a cell of such words would be.

    ``start`` and ``end`` are places on the printed line (leading tabs count as they are printed); ``raw`` is the
    index of its first character in the line as it stands in the file.
    """

    start: int
    end: int
    raw: int
    words: str
    is_value: bool
    is_nothing: bool

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def is_rule(line: str) -> bool:
    """A line of dashes or of box drawing: it parts rows and has no words."""
    bare = line.strip()
    return len(bare) >= _LEAST_RULE and _RULE.match(bare) is not None


def is_value(words: str) -> bool:
    """Whether a piece is a number that measures something, alone or with its share ("45 (23%)", "12 of 30")."""
    if len(words) > _LONGEST_VALUE or not any(character.isdigit() for character in words):
        return False
    if _PHONE.match(words) or is_unit(words):
        return False
    if is_amount(words):
        return not words.endswith((".", ",")) or len(words) > 3
    return any(pattern.match(words) is not None for pattern in (_PAIR, _COUNTED, _BILLED))


def segment(start: int, raw: int, words: str) -> Segment:
    return Segment(start, start + len(words), raw, words, is_value(words), _NOTHING.match(words) is not None)


def split_line(line: str) -> tuple[Segment, ...]:
    """The pieces of a line, left to right. Time grows with the line's length alone."""
    shift = _shift(line)
    pieces: list[tuple[int, int]] = []
    last_end = -1
    for found in _WORD.finditer(line):
        start, end = found.span()
        if _LEADER.match(found.group()):
            continue
        tail = _LEADER_END.search(found.group())
        if pieces and start == last_end + 1 and line[last_end] in " \xa0":
            pieces[-1] = pieces[-1][0], end - len(tail.group() if tail else "")
        else:
            pieces.append((start, end - len(tail.group() if tail else "")))
        last_end = end if not tail else -1
    return tuple(segment(start + shift, start, line[start:end]) for start, end in pieces)


def _shift(line: str) -> int:
    """How much further right the words are printed than they stand in the file: tabs before them are wide."""
    lead = line[: len(line) - len(line.lstrip(" \t\ufeff\xa0\f"))]
    return len(lead.expandtabs(8)) - len(lead) if "\t" in lead else 0


def has_gap(line: str) -> bool:
    """Whether a line could be parted at all: a cheap question."""
    bare = line.strip()
    return len(bare) <= _WIDEST and (
        "  " in bare or "\xa0\xa0" in bare or any(bar in bare for bar in BARS) or "...." in bare
    )


def may_hold_values(line: str) -> bool:
    """Whether a number stands behind a gap: a cheap question, asked of every line of a file."""
    return len(line) <= _WIDEST and _GAP_AND_DIGIT.search(line) is not None


def may_open_table(line: str) -> bool:
    """Whether a line has bars, or a number behind a gap: where none has, there is no table to look for."""
    return _BAR_OR_VALUE.search(line) is not None


def reads_as_prose(pieces: Sequence[Segment]) -> bool:
    """Prose set to an even right edge: most of what the gaps part are words in lower case."""
    later = [piece for piece in pieces[1:] if piece.words[0].isalpha()]
    small = sum(piece.words[0].islower() and not piece.is_nothing for piece in later)
    return small >= 2 and small * 2 > len(pieces) - 1
