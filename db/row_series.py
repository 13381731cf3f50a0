"""Series that form by themselves: rows of tables that a council's papers print again and again under one label.

The vocabulary of metrics cannot know every row of four hundred councils' scorecards. Where the same council prints a
row of the same label and unit in papers of two days or more, its figures become a metric of their own, known by the
printed label alone. No definition is claimed, and nothing is joined over councils.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from db.reference import slug

PREFIX = "row-"
"""How the ids of these metrics begin, so that they are told from those of the vocabulary."""

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MARKS = re.compile(r"[*†‡#]+|\s+")
_SUMS = frozenset({"total", "totals", "sum", "net", "gross", "grand", "other", "others", "all", "subtotal", "overall"})

_ROWS = """
SELECT f.id, f."row", f.unit, d.council, d.meeting_date
FROM figures f JOIN documents d ON d.id = f.document_id
WHERE f.metric IS NULL AND f."row" IS NOT NULL AND f.value IS NOT NULL
  AND d.council IN (SELECT value FROM json_each(?)) AND d.meeting_date IS NOT NULL
ORDER BY d.meeting_date, f.document_id, f.start, f.id
"""


@dataclass(frozen=True, slots=True)
class _Label:
    council: str
    words: str
    unit: str

    @property
    def metric(self) -> str:
        return f"{PREFIX}{slug(self.council)}-{slug(self.words)}-{slug(self.unit)}"


def form_row_series(conn: sqlite3.Connection) -> int:
    """Give the figures of recurring rows a metric of their own; returns how many series there are.

    Worked out anew each time from the figures that ``conn`` holds, so that a paper taken back leaves no series behind.
    """
    conn.execute("UPDATE figures SET metric = NULL WHERE metric LIKE ?", (f"{PREFIX}%",))
    conn.execute("DELETE FROM metrics WHERE id LIKE ?", (f"{PREFIX}%",))
    # Council by council, so that no more than one council's rows are held; those of one address (slug) together.
    alike: dict[str, list[str]] = defaultdict(list)
    for (council,) in conn.execute("SELECT DISTINCT council FROM documents WHERE council IS NOT NULL ORDER BY council"):
        alike[slug(council)].append(council)
    return sum(_form(conn, alike[one]) for one in sorted(alike))


def _form(conn: sqlite3.Connection, councils: list[str]) -> int:
    figures: dict[_Label, list[str]] = defaultdict(list)
    days: dict[_Label, set[str]] = defaultdict(set)
    named: dict[_Label, str] = {}
    for figure, row, unit, council, day in conn.execute(_ROWS, [json.dumps(councils)]):
        printed = _MARKS.sub(" ", row).strip()
        if not _says_something(printed):
            continue
        label = _Label(council, printed.casefold(), unit)
        figures[label].append(figure)
        days[label].add(day)
        named[label] = printed
    recurring = sorted((label for label in figures if len(days[label]) > 1), key=lambda label: label.metric)
    for label in recurring:
        definition = f"A row of tables in papers of {label.council}, known by its label alone; no definition was found."
        values = (label.metric, named[label], definition, label.unit)
        conn.execute("INSERT OR IGNORE INTO metrics (id, name, definition, unit) VALUES (?, ?, ?, ?)", values)
        conn.executemany("UPDATE figures SET metric = ? WHERE id = ?", [(label.metric, id_) for id_ in figures[label]])
    return len(recurring)


def _says_something(label: str) -> bool:
    """True for a label that names a thing: two words or more that are not only "total" and its like."""
    words = [word.casefold() for word in _LETTERS.findall(label)]
    return len(words) > 1 and any(word not in _SUMS for word in words)
