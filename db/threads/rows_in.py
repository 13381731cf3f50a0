"""An archive's facts as threads read them: one council's light facts at a time, a paper's words one paper at a time."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from db.threads.records import (
    CallInFact,
    CitationFact,
    Clause,
    CouncilPapers,
    DateFact,
    DecisionFact,
    FigureFact,
    Paper,
    PassageFact,
    Promise,
)
from db.threads.topics import Item, is_subject
from db.threads.words import Packed, Rarity, rarity, stem, stems, words

SAMPLE = 8000
"""Characters of a paper whose words are weighed: its title, summary and first pages."""
KEPT_WORDS = 60
"""Rarest words of a paper that are kept, so that twenty thousand papers fit into memory."""
_OPEN_PAPERS = 64
"""Papers whose passages are held at a time."""

_DECISION = ("id", "document_id", "number", "title", "reference", "decided_on", "decision_maker", "outcome")
_CLAUSE = ("id", "document_id", "decision_id", "number", "text", "status")
_CALL_IN = ("id", "document_id", "decision_id", "status", "deadline", "effective_from", "quote")
_PROMISE = ("id", "document_id", "quote", "what", "due_from", "due_to", "recurs", "owner")
_CITATION = ("id", "document_id", "quote", "kind", "date", "reference")
_PAPER = ("kind", "body", "meeting_date", "signed_date", "published_date", "decision_maker", "reference")
_PASSAGE = ("id", "document_id", "kind", "heading", "decision_id", "text", "start", "end")
_FIGURE = ("id", "document_id", "metric", "quote", "segment", "kind", "unit", "part", "direction")
_VALUES = ("period_from", "period_to", "value", "value_high")


def councils(conn: sqlite3.Connection) -> list[str]:
    """Every council that papers name, in order."""
    sql = "SELECT DISTINCT council FROM documents WHERE council IS NOT NULL AND status <> 'failed' ORDER BY council"
    return [str(row[0]) for row in conn.execute(sql)]


def papers_without_council(conn: sqlite3.Connection) -> list[str]:
    """The ids of papers that name no council, in order."""
    sql = "SELECT id FROM documents WHERE council IS NULL AND status <> 'failed' ORDER BY id"
    return [str(row[0]) for row in conn.execute(sql)]


def of_council(conn: sqlite3.Connection, council: str) -> CouncilPapers:
    """Every fact of the papers of ``council`` that threads read."""
    return _Source(conn, "p.council = ? AND p.status <> 'failed'", council).papers(council)


def of_paper(conn: sqlite3.Connection, document_id: str) -> CouncilPapers:
    """A paper that names no council: it is tied to no other."""
    return _Source(conn, "p.id = ? AND p.status <> 'failed'", document_id).papers("")


class _Source:
    def __init__(self, conn: sqlite3.Connection, where: str, value: str) -> None:
        self.conn, self.where, self.value = conn, where, value

    def facts(self, table: str, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        columns = ", ".join(f'f."{name}"' for name in names)
        sql = f"""SELECT {columns} FROM {table} f JOIN documents p ON p.id = f.document_id
            WHERE {self.where} ORDER BY f.document_id, f.start, f.id"""
        for row in self.conn.execute(sql, [self.value]):
            yield dict(zip(names, tuple(row), strict=True))

    def papers(self, council: str) -> CouncilPapers:
        effects = self._effects()
        return CouncilPapers(
            council=council,
            papers={one.id: one for one in self._documents(council)},
            decisions=[
                DecisionFact(**{**row, "title": row["title"] or "", "decided_on": _day(row["decided_on"])})
                for row in self.facts("decisions", _DECISION)
            ],
            clauses=[
                Clause(**row, effects=tuple(effects.get(row["id"], ()))) for row in self.facts("resolutions", _CLAUSE)
            ],
            call_ins=[CallInFact(**row) for row in self.facts("call_ins", _CALL_IN)],
            promises=[
                replace(one, due_from=_day(one.due_from), due_to=_day(one.due_to))
                for one in (Promise(**row) for row in self.facts("commitments", _PROMISE))
            ],
            citations=[CitationFact(**row) for row in self.facts("citations", _CITATION)],
        )

    def _documents(self, council: str) -> Iterator[Paper]:
        columns = ", ".join(f"p.{name}" for name in _PAPER)
        first = "SELECT g.id FROM passages g WHERE g.document_id = p.id"
        sql = f"""SELECT p.id, coalesce(p.title, ''), {columns}, coalesce(
            ({first} AND lower(trim(g.text)) = lower(trim(p.title)) ORDER BY g.number LIMIT 1),
            ({first} ORDER BY g.number LIMIT 1))
            FROM documents p WHERE {self.where} ORDER BY p.id"""
        for row in self.conn.execute(sql, [self.value]):
            known = dict(zip(_PAPER, tuple(row)[2:-1], strict=True))
            for name in ("meeting_date", "signed_date", "published_date"):
                known[name] = _day(known[name])
            yield Paper(id=row[0], council=council, title=row[1], passage_id=row[-1] or row[0], **known)

    def _effects(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        sql = f"""SELECT e.resolution_id, e.effect FROM resolution_effects e JOIN documents p ON p.id = e.document_id
            WHERE {self.where} ORDER BY e.resolution_id, e.number"""
        for resolution_id, effect in self.conn.execute(sql, [self.value]):
            found[resolution_id].append(effect)
        return found


def _day(date: str | None) -> str | None:
    """Whole days only: a month or a year cannot be put in order with them."""
    return date if date and len(date) == 10 else None


class PaperTexts:
    """The passages, dates and figures of one paper at a time; the last few papers are kept."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self.passages = lru_cache(maxsize=_OPEN_PAPERS)(self._passages)

    def _passages(self, document_id: str) -> list[PassageFact]:
        return [PassageFact(**row) for row in self._rows("passages", _PASSAGE, document_id, "number")]

    def dates(self, document_id: str) -> list[DateFact]:
        names = ("id", "document_id", "date_from", "date_to", "start", "end")
        return [DateFact(**row) for row in self._rows("dates", names, document_id, "start, id")]

    def figures(self, document_id: str) -> list[FigureFact]:
        rows = self._rows("figures", _FIGURE + _VALUES, document_id, "start, id")
        return [FigureFact(**row) for row in rows if row["metric"] and row["value"] is not None]

    def _rows(self, table: str, names: tuple[str, ...], document_id: str, order: str) -> list[dict[str, Any]]:
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT {columns} FROM {table} WHERE document_id = ? ORDER BY {order}"
        return [dict(zip(names, tuple(row), strict=True)) for row in self._conn.execute(sql, [document_id])]


def items(conn: sqlite3.Connection, council: CouncilPapers) -> list[Item]:
    """What may belong to a subject: papers, and each item of a paper that decides on several."""
    by_paper: dict[str, list[DecisionFact]] = defaultdict(list)
    for decision in council.decisions:
        by_paper[decision.document_id].append(decision)
    metrics = _metrics(conn, council)
    found = []
    for paper in council.papers.values():
        own = by_paper.get(paper.id, [])
        if len(own) > 1 or paper.kind in ("minutes", "decision_list"):
            found += [_item_of_decision(one, paper) for one in own if is_subject(one.title)]
        elif paper.kind not in ("agenda", "forward_plan") and is_subject(paper.title):
            only = own[0] if len(own) == 1 else None
            found.append(_item_of_paper(paper, only, metrics.get(paper.id, frozenset())))
    return _weighed(conn, found)


def _item_of_decision(decision: DecisionFact, paper: Paper) -> Item:
    return Item(
        id=decision.id,
        document_id=paper.id,
        decision_id=decision.id,
        title=decision.title,
        date=decision.decided_on or paper.date,
        council=paper.council,
        passage_id=decision.id,
        reference=decision.reference,
        kind=paper.kind,
    )


def _item_of_paper(paper: Paper, decision: DecisionFact | None, metrics: frozenset[str]) -> Item:
    return Item(
        id=paper.id,
        document_id=paper.id,
        decision_id=decision.id if decision else None,
        title=paper.title,
        date=paper.date,
        council=paper.council,
        passage_id=paper.passage_id,
        reference=paper.reference or (decision.reference if decision else None),
        kind=paper.kind,
        metrics=metrics,
    )


def _metrics(conn: sqlite3.Connection, council: CouncilPapers) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for document_id in council.papers:
        sql = "SELECT DISTINCT metric FROM figures WHERE document_id = ? AND metric IS NOT NULL"
        found[document_id] = frozenset(row[0] for row in conn.execute(sql, [document_id]))
    return found


def _weighed(conn: sqlite3.Connection, found: list[Item]) -> list[Item]:
    """With the rare words of each: how often in it, against how many of the council's papers use them."""
    rare = rarity(frozenset(stems(_sample(conn, one))) for one in found)
    return [_with_weights(one, _sample(conn, one), rare) for one in found]


def _sample(conn: sqlite3.Connection, item: Item) -> str:
    if item.decision_id == item.id:
        sql = """SELECT substr(coalesce(d.record, '') || ' ' || coalesce((SELECT group_concat(text, ' ') FROM (
            SELECT text FROM resolutions r WHERE r.decision_id = d.id ORDER BY r.start)), ''), 1, ?)
            FROM decisions d WHERE d.id = ?"""
    else:
        sql = "SELECT substr(text, 1, ?) FROM documents WHERE id = ?"
    row = conn.execute(sql, [SAMPLE, item.id]).fetchone()
    return str(row[0] or "") if row else ""


def _with_weights(item: Item, text: str, rare: Rarity) -> Item:
    counts = Counter(one for one in stems(text) if not one[0].isdigit() and len(one) > 2)
    weighed = {word: round((1 + count) ** 0.5 * rare.of(word), 6) for word, count in counts.items()}
    best = tuple(sorted(sorted(weighed, key=lambda word: (-weighed[word], word))[:KEPT_WORDS]))
    kept = frozenset(best)
    printed: dict[str, str] = {}
    for word in set(words(text)):
        found = stem(word)
        if found in kept:
            printed[found] = min(word, printed.get(found, word), key=lambda one: (len(one), one))
    return replace(
        item,
        weights=Packed(best, array("d", (weighed[word] for word in best))),
        printed=Packed(best, tuple(sys.intern(printed[word]) for word in best)),
    )
