"""Ranked search over documents, decisions and passages, one result a decision (or a document without decisions).

Standard library only: the public site imports this module and must not need what opens untrusted files.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from db.excerpts import Piece, excerpts
from db.found import (
    CALL_IN_ORDER,
    CALL_IN_STATE,
    CAME_OF,
    COUNTS,
    NO_FILTERS,
    STATE_OF,
    WEIGHTS,
    Filters,
    Match,
    Weights,
    find,
    find_spread,
)
from db.query import ParsedQuery, is_question, parse, without_asking
from db.spelling import suggest

__all__ = [
    "CALL_IN_ORDER",
    "CALL_IN_STATE",
    "CAME_OF",
    "COUNTS",
    "STATE_OF",
    "Answer",
    "Facet",
    "Filters",
    "Hit",
    "Order",
    "Page",
    "Results",
    "facets",
    "search",
    "search_and_count",
]

Order = Literal["relevance", "newest"]

_FEW = 2
"""With so few results a misspelling is likely, so another spelling is looked for, and words are also looked for
apart from each other."""


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
    complete: bool = True
    """False where there are more results than ``total``: only the best were looked at."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that would narrow the search, and how many results it would leave."""

    field: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """Which results are wanted: so many (``limit``) from the one numbered ``offset`` on, from 0."""

    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Results with what would narrow them."""

    results: Results
    facets: tuple[Facet, ...] = ()


def search(
    conn: sqlite3.Connection,
    typed: str,
    filters: Filters = NO_FILTERS,
    *,
    synonyms: bool = True,
    order: Order = "relevance",
    page: Page = Page(),
    weights: Weights = WEIGHTS,
) -> Results:
    """Find what ``typed`` asks for. Whatever is typed, the answer is a result, never a database error."""
    query, matches, complete = _asked(conn, typed, synonyms, filters, order, weights)
    return _results(conn, typed, query, matches, page, complete=complete)


def search_and_count(
    conn: sqlite3.Connection,
    typed: str,
    filters: Filters = NO_FILTERS,
    *,
    synonyms: bool = True,
    order: Order = "relevance",
    page: Page = Page(),
) -> Answer:
    """As ``search``, with the facets of the same results; the words are looked up once for both."""
    query, matches, complete = _asked(conn, typed, synonyms, filters, order, WEIGHTS)
    results = _results(conn, typed, query, matches, page, complete=complete)
    return Answer(results, _count(matches))


def facets(
    conn: sqlite3.Connection, typed: str, filters: Filters = NO_FILTERS, *, synonyms: bool = True
) -> tuple[Facet, ...]:
    """Councils, bodies, kinds, outcomes, effects, call-in states and years of all results, the largest first."""
    return search_and_count(conn, typed, filters, synonyms=synonyms, page=Page(0)).facets


def _asked(
    conn: sqlite3.Connection, typed: str, synonyms: bool, filters: Filters, order: Order, weights: Weights
) -> tuple[ParsedQuery, list[Match], bool]:
    """The query that is answered, its results in order, and whether these are all.

    A question, and a search for which no passage holds all the words, go without the words that only ask: no paper
    says "what did Cabinet decide on". Where even so nothing is found, the answer is that to the words as typed.
    """
    query, fewer = parse(typed, synonyms=synonyms), without_asking(typed, synonyms=synonyms)
    if fewer is None or not is_question(typed):
        found = find(conn, query, filters, every=order == "newest", weights=weights)
        if found.matches or fewer is None:
            return query, _with_spread(conn, query, found.matches, filters, order, weights), found.complete
    found = find(conn, fewer, filters, every=order == "newest", weights=weights)
    ranked = _with_spread(conn, fewer, found.matches, filters, order, weights)
    if not ranked:
        return query, [], True
    return replace(fewer, notes=query.notes + fewer.notes), ranked, found.complete


def _with_spread(
    conn: sqlite3.Connection,
    query: ParsedQuery,
    found: Sequence[Match],
    filters: Filters,
    order: Order,
    weights: Weights,
) -> list[Match]:
    """All results in order; those that hold the words only apart from each other come after the others."""
    held = {match.key for match in found}
    spread: Sequence[Match] = ()
    if len(held) <= _FEW and len(query.parts) > 1:
        spread = [match for match in find_spread(conn, query, filters, weights) if match.key not in held]
    ranked = [*_ordered(found, order), *_ordered(spread, order)]
    return _ordered(ranked, order) if order == "newest" else ranked


def _ordered(matches: Sequence[Match], order: Order) -> list[Match]:
    """Best or newest first. What has no date comes last among equals."""
    by_key = sorted(matches, key=lambda match: match.key)
    if order == "newest":
        by_score = sorted(by_key, key=lambda match: match.score)
        return sorted(by_score, key=lambda match: match.date or "", reverse=True)
    by_date = sorted(by_key, key=lambda match: match.date or "", reverse=True)
    return sorted(by_date, key=lambda match: match.score)


def _results(
    conn: sqlite3.Connection, typed: str, query: ParsedQuery, matches: list[Match], page: Page, *, complete: bool
) -> Results:
    if query.match is None:
        return Results(query, 0)
    start = max(page.offset, 0)
    shown = matches[start : start + max(page.limit, 0)]
    snippets = excerpts(conn, query, [match.search_key for match in shown])
    hits = tuple(_hit(conn, match, snippets.get(match.search_key, ())) for match in shown)
    meant = _better_spelling(conn, typed, query) if len(matches) <= _FEW else None
    return Results(query, len(matches), hits, meant, complete)


def _better_spelling(conn: sqlite3.Connection, typed: str, query: ParsedQuery) -> str | None:
    """Another spelling, where it would find something."""
    better = suggest(conn, typed, query.words)
    match = parse(better).match if better else None
    if match is None:
        return None
    return better if conn.execute("SELECT 1 FROM search_fts WHERE search_fts MATCH ?", (match,)).fetchone() else None


def _count(matches: Sequence[Match]) -> tuple[Facet, ...]:
    counts: dict[str, Counter[str]] = {
        "body": Counter(match.body for match in matches if match.body),
        "call_in": Counter(match.call_in for match in matches if match.call_in),
        "council": Counter(match.council for match in matches if match.council),
        "effect": Counter(effect for match in matches for effect in match.effects.split()),
        "kind": Counter(match.kind for match in matches if match.kind),
        "outcome": Counter(match.outcome for match in matches if match.outcome),
        "year": Counter(match.date[:4] for match in matches if match.date),
    }
    return tuple(
        Facet(name, value, count)
        for name, values in counts.items()
        for value, count in sorted(values.items(), key=lambda one: (-one[1], one[0]))
    )


def _hit(conn: sqlite3.Connection, match: Match, snippet: tuple[Piece, ...]) -> Hit:
    document = conn.execute("SELECT title FROM documents WHERE id = ?", (match.document_id,)).fetchone()
    decision = conn.execute("SELECT title, page FROM decisions WHERE id = ?", (match.decision_id,)).fetchone()
    passage = conn.execute("SELECT id, page FROM passages WHERE search_key = ?", (match.search_key,)).fetchone()
    page = passage[1] if passage else decision and decision[1]
    return Hit(
        document_id=match.document_id,
        decision_id=match.decision_id,
        title=(decision[0] if decision else None) or document[0],
        document_title=document[0],
        date=match.date,
        council=match.council,
        body=match.body,
        kind=match.kind,
        outcome=match.outcome,
        passage_id=passage[0] if passage else None,
        page=page,
        passages=match.passages,
        score=match.score,
        snippet=snippet,
    )
