"""Where the definition of a metric changed: by law for all councils, or because a paper says so for its own.

A line drawn over such a day would join what was never counted alike. The table is worked out anew from the public
text each time, so that a paper taken back takes its words along.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.figures.metrics import find_metrics
from extractors.vocabulary import load

_TABLE = """CREATE TABLE IF NOT EXISTS metric_changes (
    metric_id TEXT NOT NULL REFERENCES metrics(id) ON DELETE CASCADE,
    changed_on TEXT NOT NULL,
    council TEXT,
    words TEXT NOT NULL,
    document_id TEXT REFERENCES documents(id) ON DELETE CASCADE,
    page INTEGER
) STRICT"""

_VOCABULARY = load("definition_changes")
_NEEDS = re.compile("|".join(_VOCABULARY["told"]["needs"]), re.IGNORECASE)
_CUE = re.compile(rf"\b(?:{'|'.join(_VOCABULARY['told']['cues'])})\b".replace(" ", r"\s"), re.IGNORECASE)
_STOP = re.compile(r"[.!?](?=\s{1,8}[A-Z\d(]|\s{0,8}\Z)|\n\s{0,8}\n|\t")
_REACH = 400
"""How far a sentence is looked at on either side of the words."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a paper that says that a definition changed, with its place in the paper's text."""

    start: int
    end: int
    words: str


def note_metric_changes(conn: sqlite3.Connection) -> int:
    """Write `metric_changes`, inside the caller's transaction; returns how many there are."""
    conn.execute(_TABLE)
    conn.execute("DELETE FROM metric_changes")
    known = {row[0] for row in conn.execute("SELECT id FROM metrics")}
    rows = [*_by_law(known), *_by_papers(conn, known)]
    conn.executemany("INSERT INTO metric_changes VALUES (?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


_Row = tuple[str, str, str | None, str, str | None, int | None]


def _by_law(known: set[str]) -> Iterator[_Row]:
    for change in _VOCABULARY["change"]:
        for metric in change["metrics"]:
            if metric in known:
                yield metric, change["on"], None, change["words"], None, None


def _by_papers(conn: sqlite3.Connection, known: set[str]) -> Iterator[_Row]:
    papers = conn.execute("SELECT id, text, council, meeting_date FROM documents WHERE text IS NOT NULL ORDER BY id")
    for document_id, text, council, written in papers:
        for told in _sentences(text):
            day = _day(conn, document_id, told) or written
            named = [match.id for match in find_metrics(told.words) if match.id in known][:1]
            if day is None or council is None or not named:
                continue
            place = 'SELECT number FROM pages WHERE document_id = ? AND start <= ? AND ? < "end"'
            page = conn.execute(place, (document_id, told.start, told.start)).fetchone()
            yield named[0], day, council, told.words, document_id, page[0] if page else None


def _sentences(text: str) -> Iterator[_Told]:
    if not _NEEDS.search(text):
        return
    end = 0
    for cue in _CUE.finditer(text):
        if cue.start() < end:
            continue
        before = text[max(end, cue.start() - _REACH) : cue.start()]
        start = cue.start() - len(before) + max((stop.end() for stop in _STOP.finditer(before)), default=0)
        stop = _STOP.search(text, cue.end(), cue.end() + _REACH)
        end = stop.end() if stop else min(len(text), cue.end() + _REACH)
        yield _Told(start, end, " ".join(text[start:end].split()))


def _day(conn: sqlite3.Connection, document_id: str, told: _Told) -> str | None:
    """The first date of the sentence from which something counts: not that of a law or of a meeting."""
    row = conn.execute(
        'SELECT min(date_from) FROM dates WHERE document_id = ? AND start >= ? AND "end" <= ?'
        " AND role NOT IN ('legislation', 'meeting', 'prior_meeting')",
        (document_id, told.start, told.end),
    ).fetchone()
    return date.fromisoformat(row[0]).isoformat() if row[0] else None
