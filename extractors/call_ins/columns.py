"""Call-in in a column of its own: each row's words are said of the decision of that row."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.call_ins.labelled import read_labelled
from extractors.call_ins.mentions import Mention, Paper
from extractors.decisions.decision_tables import decision_rows
from extractors.reading import Reading


def find_in_columns(reading: Reading, paper: Paper) -> Iterator[Mention]:
    """What the cells of a decision sheet's column of call-in say, read under the words at its head.

    An empty cell says nothing: the call-in of such a row may be told elsewhere.
    """
    for row in decision_rows(reading):
        cell, head = row.cells.get("call_in"), row.heads.get("call_in")
        if cell is None or head is None:
            continue
        words = reading.text[cell.start : cell.end]
        start = cell.start + len(words) - len(words.lstrip())
        if words.strip():
            mention = read_labelled(head, words.strip(), (start, start + len(words.strip())), paper.at(start))
            if mention is not None:
                yield mention
