"""Labels of a form that wrap in the left column, beside their value or above it.

Date by which the        17 May 2024
decision may be
called in

Read line by line, the value parts the label, and what stands before the date is "Date by which the" alone. The lines
of such an entry are found here from where their pieces stand, for typed forms and for pages without ruled lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.markers import is_bare_marker, read_marker
from ingest.wording import dangles, is_finished, label_dangles

_MOST_LINES = 6
_LONGEST_LABEL = 160
_LONGEST_LINE = 60
_PEERS = 10
"""Lines above and below among which another value stands in the same column, if it is one."""
_HALF_A_WORD = 2.0


@dataclass(frozen=True, slots=True)
class Bit:
    """Words that stand together on a line, and from where to where."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines as this module asks for them. ``unit`` is the width of a character in the measure of the bits."""

    count: int
    bits: Callable[[int], Sequence[Bit]]
    parted: Callable[[int], bool]
    """Whether a blank line, or as much room, stands above a line."""
    unit: float


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines ``first`` to ``last`` (exclusive): the label begins left of ``value_at``, the value there."""

    first: int
    last: int
    value_at: float


@dataclass(frozen=True, slots=True)
class _Sides:
    label: Bit
    value: Bit


def wrapped_entry(printed: Printed, index: int) -> Entry | None:
    """The entry whose value begins on the line ``index``, or None where its label stands on that line alone."""
    sides = _sides(printed.bits(index), printed.unit)
    if sides is None:
        return None
    first, opening = _label_above(printed, index, sides)
    bare = opening[len(marker.printed) :].lstrip() if (marker := read_marker(opening)) else opening
    if not bare[:1].isupper():
        return None
    last = _last_line(printed, index, sides, opening, index - first + 1)
    if last is None or (first == index and last == index):
        return None
    if not _in_column(printed, index, sides):
        return None
    return Entry(first, last + 1, sides.value.start - printed.unit)


def _sides(bits: Sequence[Bit], unit: float) -> _Sides | None:
    """A label and its value on one line; a number before the label is part of it."""
    if len(bits) == 3 and is_bare_marker(bits[0].words):
        bits = (Bit(bits[0].start, bits[1].end, f"{bits[0].words} {bits[1].words}"), bits[2])
    if len(bits) != 2 or len(bits[0].words) > _LONGEST_LINE or is_bare_marker(bits[0].words):
        return None
    label, value = bits
    if value.start - label.end < _HALF_A_WORD * unit or label.words.rstrip().endswith((".", ";")):
        return None
    return _Sides(label, value)


def _in_column(printed: Printed, index: int, sides: _Sides) -> bool:
    """Whether the value stands well apart, or where another value near it does."""
    if sides.value.start - sides.label.end >= 2 * _HALF_A_WORD * printed.unit:
        return True
    for other in range(max(index - _PEERS, 0), min(index + _PEERS + 1, printed.count)):
        found = _sides(printed.bits(other), printed.unit) if other != index else None
        if found is not None and abs(found.value.start - sides.value.start) <= printed.unit:
            return True
    return False


def _label_above(printed: Printed, index: int, sides: _Sides) -> tuple[int, str]:
    """The line that the label opens on, and the words of the label down to the line ``index``."""
    first, words = index, sides.label.words
    while first > 0 and index - first < _MOST_LINES and not printed.parted(first):
        above = _label_alone(printed.bits(first - 1), sides, printed.unit)
        if above is None or not _runs_on(above.words, words):
            break
        first, words = first - 1, f"{above.words} {words}"
    return first, words


def _label_alone(bits: Sequence[Bit], sides: _Sides, unit: float) -> Bit | None:
    """The words of a line that stand in the column of labels and nowhere else."""
    if len(bits) == 2 and is_bare_marker(bits[0].words):
        bits = (Bit(bits[0].start, bits[1].end, f"{bits[0].words} {bits[1].words}"),)
    if len(bits) != 1 or len(bits[0].words) > _LONGEST_LINE:
        return None
    (bit,) = bits
    if len(bit.words) < 2:
        return None
    fits = bit.end <= sides.value.start - unit and bit.start <= sides.label.start + 8 * unit
    return bit if fits else None


def _last_line(printed: Printed, index: int, sides: _Sides, label: str, lines: int) -> int | None:
    """The last line on which the label, of ``lines`` lines so far, or its value goes on; None where the left column
    reads as a text of its own."""
    value, last = sides.value.words, index
    alone = printed.parted(index)
    below = index + 1
    while below < printed.count and not printed.parted(below):
        left, right = _parted(printed.bits(below), sides, printed.unit)
        if not _in_place(left, right, sides, printed.unit):
            break
        if left:
            more = _label_alone(left, sides, printed.unit)
            closes = alone and not right and _closes(printed, below)
            if more is None or not (_goes_on_below(label, more.words) or closes):
                break
            label, last, lines = f"{label} {more.words}", below, lines + 1
            if lines > _MOST_LINES or len(label) > _LONGEST_LABEL:
                return None
        elif lines == 1 or not _value_goes_on(value, right[0].words):
            break
        else:
            last = below
        value = right[0].words if right else value
        below += 1
    return last


def _parted(bits: Sequence[Bit], sides: _Sides, unit: float) -> tuple[Sequence[Bit], Sequence[Bit]]:
    left = [bit for bit in bits if bit.start < sides.value.start - unit]
    return left, bits[len(left) :]


def _in_place(left: Sequence[Bit], right: Sequence[Bit], sides: _Sides, unit: float) -> bool:
    """Whether a line has words, and in the column of values no more than one piece, which begins where they do."""
    if not right:
        return bool(left)
    return len(right) == 1 and abs(right[0].start - sides.value.start) <= unit


def _runs_on(label: str, words: str) -> bool:
    """Whether a label without a value so far goes on with ``words``."""
    return not _is_closed(label, words) and (_opens_within(words) or dangles(label))


def _goes_on_below(label: str, words: str) -> bool:
    """Whether a label that has a value beside it goes on below: "Decision taken by" may, but need not."""
    return not _is_closed(label, words) and (_opens_within(words) or label_dangles(label))


def _opens_within(words: str) -> bool:
    return words[0].islower() or words[0] in "(&/"


def _is_closed(label: str, words: str) -> bool:
    return label.rstrip().endswith((":", "?", ".", ";")) or (read_marker(words) is not None and words[0] != "(")


def _closes(printed: Printed, index: int) -> bool:
    """Whether an entry that a blank line opens ends with this line: what stands between two blank lines is one."""
    return index + 1 == printed.count or printed.parted(index + 1)


def _value_goes_on(value: str, words: str) -> bool:
    return words[0].islower() or not is_finished(value)
