"""One document and its record as rows, ready to insert. Pure: no database, no clock.

Rows are made in the worker process that read the file, so that the one writer only has to insert them.
``search_key`` values count from 1 within the document; the store shifts them behind those already given out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from db.fact_ids import IdMaker
from db.passages import PassageIndex, passage_rows
from db.word_runs import marks_of
from extractors.records import (
    CallIn,
    Citation,
    Commitment,
    DateMention,
    Decision,
    DocumentFacts,
    Fact,
    Figure,
    Finding,
    Person,
    Record,
    Resolution,
    Section,
    to_json,
)
from ingest.document import Document, Line

Value = str | int | float | None
Row = tuple[Value, ...]

_WORD = re.compile(r"[^\W\d_]{3,40}")
_TAIL = ("rule", "confidence", "doubts")


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of one table. ``search_key``, where there is one, is the last column."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """Everything the archive keeps of one document, but what depends on the archive itself."""

    document_id: str
    sha256: str
    filename: str
    facts: TableRows
    """The one row of ``documents``: the fields of the record and the text."""
    tables: tuple[TableRows, ...]
    """In an order that satisfies the foreign keys."""
    words: frozenset[str]
    metrics: frozenset[str]
    """The metrics its figures name. The store makes a bare row for one that the vocabulary does not describe."""
    needs_review: bool
    search_keys: int
    """How many search keys the document uses."""


def document_rows(document: Document, record: Record) -> DocumentRows:
    """All rows of ``document``."""
    ids = IdMaker(document.id)
    decisions = tuple(ids.make("decisions", d.start, d.end, d.title or "") for d in record.decisions)
    decision_places = [(d.start, d.end, decisions[i]) for i, d in enumerate(record.decisions)]
    if record.document.kind == "decision_record" and len(decisions) == 1:
        # The record of one decision is about it from the first word to the last.
        decision_places = [(0, len(document.text), decisions[0])]
    first_passage_key = 2 + len(decisions)
    passages, index = passage_rows(document, ids, decision_places, first_passage_key)
    first_resolution_key = first_passage_key + len(passages)
    maker = _FactRows(document, ids, index, decisions)
    tables = (
        _page_rows(document),
        _line_rows(document),
        _mark_rows(document),
        *_grid_rows(document, ids),
        TableRows("passages", PassageIndex.COLUMNS, passages),
        *maker.all_of(record, first_resolution_key),
    )
    names = tuple(f.name for f in fields(DocumentFacts))
    facts = tuple(getattr(record.document, name) for name in names)
    return DocumentRows(
        document_id=document.id,
        sha256=document.sha256,
        filename=document.filename,
        facts=TableRows("documents", (*names, "text"), ((*facts, document.text),)),
        tables=tables,
        words=distinct_words(document.text),
        metrics=frozenset(figure.metric for figure in record.figures if figure.metric is not None),
        needs_review=_needs_review(document, record),
        search_keys=first_resolution_key + len(record.resolutions) - 1,
    )


def distinct_words(text: str) -> frozenset[str]:
    """The words of ``text`` in lower case, for "did you mean": letters only, three or more."""
    return frozenset(_WORD.findall(text.lower()))


def _needs_review(document: Document, record: Record) -> bool:
    lists: Sequence[Sequence[Fact]] = (
        record.people,
        record.sections,
        record.decisions,
        record.resolutions,
        record.call_ins,
        record.dates,
        record.figures,
        record.commitments,
        record.citations,
        record.findings,
    )
    return any(fact.doubts for facts in lists for fact in facts) or any(page.note for page in document.pages)


def _page_rows(document: Document) -> TableRows:
    columns = ("document_id", "number", "start", "end", "width", "height", "source", "note")
    rows = tuple(
        (document.id, p.number, p.start, p.end, p.width, p.height, p.source.value, p.note) for p in document.pages
    )
    return TableRows("pages", columns, rows)


def _mark_rows(document: Document) -> TableRows:
    rows = tuple(
        (mark, document.id, page.number)
        for page in document.pages
        for mark in sorted(marks_of(document.text[page.start : page.end]))
    )
    return TableRows("page_marks", ("mark", "document_id", "page"), rows)


def _line_rows(document: Document) -> TableRows:
    known = {page.number for page in document.pages}
    by_page: dict[int, list[Line]] = {}
    for line in document.lines:
        if line.page in known:
            by_page.setdefault(line.page, []).append(line)
    rows = tuple((document.id, page, _boxes_json(lines)) for page, lines in sorted(by_page.items()))
    return TableRows("lines", ("document_id", "page", "boxes"), rows)


def _boxes_json(lines: Iterable[Line]) -> str:
    """A tenth of a point is finer than any screen shows."""
    boxes = [[line.start, line.end, *(round(side, 1) for side in line.box)] for line in lines]
    return json.dumps(boxes, separators=(",", ":"))


def _grid_rows(document: Document, ids: IdMaker) -> tuple[TableRows, TableRows]:
    grids: list[Row] = []
    cells: list[Row] = []
    for table in document.tables:
        table_id = ids.make("tables", table.start, table.end, str(table.number))
        grids.append(
            (
                *(table_id, document.id, table.number, table.page, table.start, table.end),
                *(table.rows, table.columns, table.header_rows, table.is_form),
            )
        )
        for cell in table.cells:
            box = cell.box or (None, None, None, None)
            cells.append(
                (
                    *(table_id, cell.row, cell.column, document.id, document.cell_text(cell)),
                    *(cell.row_span, cell.column_span, cell.page, cell.start, cell.end, *box),
                )
            )
    grid_columns = ("id", "document_id", "number", "page", "start", "end", "rows", "columns", "header_rows", "is_form")
    cell_columns = (
        *("table_id", "row", "column", "document_id", "text", "row_span", "column_span"),
        *("page", "start", "end", "x0", "y0", "x1", "y1"),
    )
    return TableRows("tables", grid_columns, tuple(grids)), TableRows("table_cells", cell_columns, tuple(cells))


class _FactRows:
    """Makes the rows of the fact lists of one document."""

    def __init__(self, document: Document, ids: IdMaker, passages: PassageIndex, decisions: tuple[str, ...]) -> None:
        self._document = document
        self._ids = ids
        self._passages = passages
        self._decisions = decisions

    def all_of(self, record: Record, first_resolution_key: int) -> tuple[TableRows, ...]:
        """Every list of the record, decisions before what belongs to them."""
        return (
            self.plain("people", Person, record.people, quoted=True),
            self.plain("sections", Section, record.sections),
            self.decisions(record.decisions, first_key=2),
            *self.resolutions(record.resolutions, first_key=first_resolution_key),
            self.call_ins(record.call_ins),
            self.plain("dates", DateMention, record.dates),
            self.plain("figures", Figure, record.figures),
            self.plain("commitments", Commitment, record.commitments),
            self.plain("citations", Citation, record.citations),
            self.plain("findings", Finding, record.findings, quoted=True),
        )

    def plain(self, table: str, kind: type[Fact], facts: Sequence[Fact], *, quoted: bool = False) -> TableRows:
        """Rows whose columns are the record's fields. ``quoted``: the words at the place are stored as ``quote``."""
        names = _own_fields(kind)
        columns = ("id", "document_id", *names, *(("quote",) if quoted else ()), *_PLACE)
        rows = []
        for fact in facts:
            words = self._document.text[fact.start : fact.end]
            own = (getattr(fact, name) for name in names)
            identifier = self._ids.make(table, fact.start, fact.end, words)
            rows.append((identifier, self._document.id, *own, *((words,) if quoted else ()), *self._place(fact)))
        return TableRows(table, columns, tuple(rows))

    def decisions(self, decisions: Sequence[Decision], *, first_key: int) -> TableRows:
        names = _own_fields(Decision)
        rows = tuple(
            (
                *(self._decisions[i], self._document.id),
                *(getattr(decision, name) for name in names),
                *(*self._place(decision), first_key + i),
            )
            for i, decision in enumerate(decisions)
        )
        return TableRows("decisions", ("id", "document_id", *names, *_PLACE, "search_key"), rows)

    def resolutions(self, resolutions: Sequence[Resolution], *, first_key: int) -> tuple[TableRows, TableRows]:
        rows: list[Row] = []
        effects: list[Row] = []
        for i, clause in enumerate(resolutions):
            identifier = self._ids.make("resolutions", clause.start, clause.end, clause.text)
            votes = None if clause.votes is None else json.dumps(to_json(clause.votes))
            rows.append(
                (
                    *(identifier, self._document.id, self._decision(clause.decision)),
                    *(clause.number, clause.text, clause.status, clause.recurs, votes),
                    *(*self._place(clause), first_key + i),
                )
            )
            effects += [(identifier, n, effect, self._document.id) for n, effect in enumerate(clause.effects, 1)]
        columns = ("id", "document_id", "decision_id", "number", "text", "status", "recurs", "votes")
        return (
            TableRows("resolutions", (*columns, *_PLACE, "search_key"), tuple(rows)),
            TableRows("resolution_effects", ("resolution_id", "number", "effect", "document_id"), tuple(effects)),
        )

    def call_ins(self, call_ins: Sequence[CallIn]) -> TableRows:
        names = ("status", "deadline", "effective_from", "basis", "quote")
        rows = tuple(
            (
                self._ids.make("call_ins", call_in.start, call_in.end, call_in.quote or ""),
                *(self._document.id, self._decision(call_in.decision)),
                *(getattr(call_in, name) for name in names),
                *self._place(call_in),
            )
            for call_in in call_ins
        )
        return TableRows("call_ins", ("id", "document_id", "decision_id", *names, *_PLACE), rows)

    def _decision(self, index: int | None) -> str | None:
        return None if index is None else self._decisions[index]

    def _place(self, fact: Fact) -> Row:
        passage = self._passages.at(fact.start)
        return (
            *(fact.page, fact.start, fact.end, passage),
            *(fact.rule, fact.confidence, _doubts_json(fact.doubts), bool(fact.doubts)),
        )


def _doubts_json(doubts: tuple[str, ...]) -> str:
    """Most facts have none, and to write that down takes longer than the rest of their row."""
    return json.dumps(list(doubts), ensure_ascii=False) if doubts else "[]"


_PLACE = ("page", "start", "end", "passage_id", *_TAIL, "needs_check")
_NOT_OWN = frozenset({"page", "start", "end", *_TAIL})


def _own_fields(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in _NOT_OWN)
