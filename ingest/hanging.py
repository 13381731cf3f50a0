"""Values that hang beside their labels: in a typed form the rest of a value stands on the next line, under its start.

Decision maker:     Councillor A Person, Cabinet
                    Member for Parks
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.gaps import split_line
from ingest.markers import read_marker
from ingest.text_lines import Row
from ingest.wording import dangles, lists_entries, pattern

_LEAST_INDENT = 6
_LONGEST_LABEL = 50
_LONGEST_LINE = 200
_AROUND = 8
"""Lines above and below by which the width of a form is judged."""
_LABEL = re.compile(r"[A-Z][^:\n]{1,50}:[ ]")
_BREAKS_IN_DATE = pattern("within_a_date")


def hangs_on(rows: Sequence[Row], opened: int, index: int) -> bool:
    """Whether the line ``index`` goes on with the value that the line ``opened`` begins beside its label."""
    if rows[index].indent < _LEAST_INDENT:
        return False
    value = _value_start(rows[opened])
    if value is None or abs(_indent(rows[index]) - value) > 1 or lists_entries(rows[opened].words):
        return False
    before, after = rows[index - 1], rows[index]
    if len(split_line(after.raw)) > 1 or _LABEL.match(after.words):
        return False
    if after.words[0].islower() or dangles(before.words):
        return True
    if _BREAKS_IN_DATE.search(before.words) and after.words[0].isalnum():
        return True
    return before.words[-1] not in "0123456789)" and _is_full(rows, opened, index)


def _value_start(row: Row) -> int | None:
    """Where the value begins on a line that opens with a label, as printed; None where the line is no such line."""
    if len(row.words) > _LONGEST_LINE or read_marker(row.words) is not None:
        return None
    pieces = split_line(row.raw)
    if len(pieces) == 2 and len(pieces[0].words) <= _LONGEST_LABEL and pieces[0].words[0].isupper():
        start = pieces[1].start
    elif len(pieces) == 1 and (label := _LABEL.match(row.words)):
        start = pieces[0].start + label.end()
    else:
        return None
    return start if start >= _LEAST_INDENT else None


def _indent(row: Row) -> int:
    lead = row.raw[: len(row.raw) - len(row.raw.lstrip(" \t\ufeff\xa0\f"))]
    return len(lead.expandtabs(8))


def _is_full(rows: Sequence[Row], opened: int, index: int) -> bool:
    """Whether the first word of the line would have made the line before it the widest of its part of the form."""
    first, last = opened, index + 1
    while first > max(opened - _AROUND, 0) and not rows[first].first:
        first -= 1
    while last < min(index + _AROUND, len(rows)) and not rows[last].first:
        last += 1
    widest = max(len(row.raw.rstrip()) for row in rows[first:last])
    word = rows[index].words.split(maxsplit=1)[0]
    return len(rows[index - 1].raw.rstrip()) + 1 + len(word) > widest
