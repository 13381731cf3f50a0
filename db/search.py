"""Ranked search over documents, decisions and passages, one result a decision (or a document without decisions).

Standard library only: the public site imports this module and must not need what opens untrusted files.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from db.query import ParsedQuery, parse
from db.spelling import suggest

Order = Literal["relevance", "newest"]

_OPEN, _CLOSE = "\x02", "\x03"
_SNIPPET_WORDS = 24
_FEW = 2
"""With so few results a misspelling is likely, so another spelling is looked for."""

# Weights of title, resolution, reasons and other text: a word in a title says most about a paper.
_SCORE = "bm25(search_fts, 8.0, 5.0, 2.0, 1.0)"

# Whether a decision can still be called in at the moment :at; the rules are those of archive/call_in_state.py.
STATE_OF = """CASE
        WHEN {call_in}.status = 'called_in' THEN 'called_in'
        WHEN {call_in}.status IN ('exempt', 'not_subject') THEN 'exempt'
        WHEN {call_in}.deadline IS NOT NULL THEN iif(iif(length({call_in}.deadline) > 10, {call_in}.deadline,
            {call_in}.deadline || 'T23:59:59') >= :at, 'open', 'closed')
        WHEN {call_in}.effective_from IS NOT NULL THEN
            iif(substr({call_in}.effective_from, 1, 10) > substr(:at, 1, 10), 'open', 'closed')
        ELSE 'unknown' END"""

CALL_IN_STATE = (
    f"coalesce((SELECT {STATE_OF.format(call_in='c')} FROM call_ins c"
    " WHERE c.decision_id = {decision} ORDER BY c.deadline IS NULL, c.status = 'not_stated', c.start LIMIT 1),"
    " 'unknown')"
)

_FOUND = f"""
WITH found AS MATERIALIZED (
    SELECT rowid AS search_key, {_SCORE} AS score FROM search_fts WHERE search_fts MATCH :match
), placed AS (
    SELECT found.search_key, found.score,
           coalesce(p.document_id, d.document_id, o.id) AS document_id,
           -- A paper with one decision is that decision: its title is no second result.
           coalesce(p.decision_id, d.id, (
               SELECT max(x.id) FROM decisions x WHERE x.document_id = o.id HAVING count(*) = 1)) AS decision_id,
           p.id AS passage_id
    FROM found
    LEFT JOIN passages p ON p.search_key = found.search_key
    LEFT JOIN decisions d ON d.search_key = found.search_key
    LEFT JOIN documents o ON o.search_key = found.search_key
), grouped AS (
    -- SQLite takes the other columns from the row that has the minimum: the best place of each result.
    SELECT min(score) AS score, search_key, document_id, decision_id, passage_id, count(passage_id) AS passages
    FROM placed GROUP BY coalesce(decision_id, document_id)
), filtered AS (
    SELECT grouped.*, coalesce(d.decided_on, o.meeting_date, o.published_date) AS date, d.outcome,
           o.council, o.body, o.kind
    FROM grouped JOIN documents o ON o.id = grouped.document_id LEFT JOIN decisions d ON d.id = grouped.decision_id
    WHERE (:date_from IS NULL OR coalesce(d.decided_on, o.meeting_date, o.published_date) >= :date_from)
      AND (:date_to IS NULL OR coalesce(d.decided_on, o.meeting_date, o.published_date) <= :date_to)
      AND (:council IS NULL OR o.council = :council)
      AND (:body IS NULL OR o.body = :body)
      AND (:kind IS NULL OR o.kind = :kind)
      AND (:outcome IS NULL OR d.outcome = :outcome)
      AND (:effect IS NULL OR EXISTS (
          SELECT 1 FROM resolutions r JOIN resolution_effects e ON e.resolution_id = r.id
          WHERE r.document_id = grouped.document_id AND r.decision_id IS grouped.decision_id AND e.effect = :effect))
      AND (:call_in IS NULL
           OR grouped.decision_id IS NOT NULL AND {CALL_IN_STATE.format(decision="grouped.decision_id")} = :call_in)
)
"""

_ORDERS = {
    "relevance": "score, date DESC, coalesce(decision_id, document_id)",
    "newest": "date DESC, score, coalesce(decision_id, document_id)",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the results are limited to. Dates are ISO days, inclusive; None does not limit."""

    date_from: str | None = None
    date_to: str | None = None
    council: str | None = None
    body: str | None = None
    kind: str | None = None
    outcome: str | None = None
    effect: str | None = None
    call_in: str | None = None
    """open, closed, exempt, called_in or unknown, at the moment ``at``."""
    at: str | None = None
    """Local date-time without an offset. None is before everything: nothing is closed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; ``marked`` where it is one of the words looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One decision, or one document where no decision holds the words."""

    document_id: str
    decision_id: str | None
    title: str | None
    """The decision's title, or the document's."""
    document_title: str | None
    date: str | None
    council: str | None
    body: str | None
    kind: str | None
    outcome: str | None
    passage_id: str | None
    """The passage that fits best, or None where title, clauses or reasons fit better than any passage."""
    page: int | None
    passages: int
    """How many passages hold the words."""
    score: float
    """BM25 with the sign SQLite gives it: the smaller, the better."""
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results and what to tell the searcher."""

    query: ParsedQuery
    total: int
    hits: tuple[Hit, ...] = ()
    did_you_mean: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that would narrow the search, and how many results it would leave."""

    field: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    limit: int = 20
    offset: int = 0


def search(
    conn: sqlite3.Connection,
    typed: str,
    filters: Filters = Filters(),
    *,
    synonyms: bool = True,
    order: Order = "relevance",
    page: Page = Page(),
) -> Results:
    """Find what ``typed`` asks for. Whatever is typed, the answer is a result, never a database error."""
    query = parse(typed, synonyms=synonyms)
    if query.match is None:
        return Results(query, 0)
    bound = _bound(query, filters)
    rows = conn.execute(
        f"{_FOUND} SELECT document_id, decision_id, passage_id, search_key, score, passages, date, outcome,"
        f" count(*) OVER () AS total FROM filtered ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset",
        {**bound, "limit": max(page.limit, 0), "offset": max(page.offset, 0)},
    ).fetchall()
    total = rows[0][8] if rows else _count(conn, bound) if page.offset else 0
    hits = tuple(_hit(conn, query.match, tuple(row)) for row in rows)
    meant = suggest(conn, typed, query.words) if total <= _FEW else None
    return Results(query, total, hits, meant)


def facets(
    conn: sqlite3.Connection,
    typed: str,
    filters: Filters = Filters(),
    *,
    synonyms: bool = True,
) -> tuple[Facet, ...]:
    """Councils, bodies, kinds, outcomes, effects, call-in states and years of all results, the largest first."""
    query = parse(typed, synonyms=synonyms)
    if query.match is None:
        return ()
    arms = " UNION ALL ".join(
        f"SELECT '{name}' AS field, {column} AS value, count(*) AS count FROM filtered"
        f" WHERE {column} IS NOT NULL GROUP BY value"
        for name, column in _FACETS.items()
    )
    arms += (
        " UNION ALL SELECT 'effect', e.effect, count(DISTINCT coalesce(x.decision_id, x.document_id)) FROM filtered x"
        " JOIN resolutions r ON r.document_id = x.document_id AND r.decision_id IS x.decision_id"
        " JOIN resolution_effects e ON e.resolution_id = r.id GROUP BY e.effect"
    )
    arms += (
        f" UNION ALL SELECT 'call_in', {CALL_IN_STATE.format(decision='x.decision_id')} AS state, count(*)"
        " FROM filtered x WHERE x.decision_id IS NOT NULL GROUP BY state"
    )
    found = _FOUND.replace("filtered AS (", "filtered AS MATERIALIZED (")
    rows = conn.execute(f"{found} {arms} ORDER BY field, count DESC, value", _bound(query, filters))
    return tuple(Facet(row[0], row[1], row[2]) for row in rows)


_FACETS = {"council": "council", "body": "body", "kind": "kind", "outcome": "outcome", "year": "substr(date, 1, 4)"}


def _bound(query: ParsedQuery, filters: Filters) -> dict[str, str | int | None]:
    return {
        "match": query.match,
        "date_from": filters.date_from or None,
        "date_to": filters.date_to or None,
        "council": filters.council or None,
        "body": filters.body or None,
        "kind": filters.kind or None,
        "outcome": filters.outcome or None,
        "effect": filters.effect or None,
        "call_in": filters.call_in or None,
        "at": filters.at or "",
    }


def _count(conn: sqlite3.Connection, bound: dict[str, str | int | None]) -> int:
    total: int = conn.execute(f"{_FOUND} SELECT count(*) FROM filtered", bound).fetchone()[0]
    return total


def _hit(conn: sqlite3.Connection, match: str, row: tuple[object, ...]) -> Hit:
    document_id, decision_id, passage_id, search_key, score, passages, date, outcome, _ = row
    document = conn.execute("SELECT title, council, body, kind FROM documents WHERE id = ?", (document_id,)).fetchone()
    decision = conn.execute("SELECT title, page FROM decisions WHERE id = ?", (decision_id,)).fetchone()
    passage = conn.execute("SELECT page FROM passages WHERE id = ?", (passage_id,)).fetchone()
    snippet = conn.execute(
        f"SELECT snippet(search_fts, -1, char(2), char(3), '…', {_SNIPPET_WORDS})"
        " FROM search_fts WHERE search_fts MATCH ? AND rowid = ?",
        (match, search_key),
    ).fetchone()
    place = passage or (decision and (decision[1],))
    return Hit(
        document_id=str(document_id),
        decision_id=decision_id if isinstance(decision_id, str) else None,
        title=(decision[0] if decision else None) or document[0],
        document_title=document[0],
        date=date if isinstance(date, str) else None,
        council=document[1],
        body=document[2],
        kind=document[3],
        outcome=outcome if isinstance(outcome, str) else None,
        passage_id=passage_id if isinstance(passage_id, str) else None,
        page=place[0] if place else None,
        passages=passages if isinstance(passages, int) else 0,
        score=score if isinstance(score, float) else 0.0,
        snippet=pieces(snippet[0] if snippet and snippet[0] else ""),
    )


def pieces(snippet: str) -> tuple[Piece, ...]:
    """Split FTS5's snippet at its sentinels. Sentinels that the paper itself holds only end a stretch early."""
    found: list[Piece] = []
    for opened, part in enumerate(snippet.split(_OPEN)):
        marked, closed, rest = part.partition(_CLOSE) if opened else ("", "", part)
        if opened and not closed:
            marked, rest = "", part
        for text, is_marked in ((marked, True), (rest.replace(_CLOSE, ""), False)):
            if text:
                found.append(Piece(text, is_marked))
    return tuple(found)
