"""Which decisions and papers hold the words: the database's part of a search. Standard library only.

An index entry is a document's title, a decision or a passage. Entries that hold the words are placed under their
decision (or their document, where no decision holds them), and each of these is one result with the best entry's
score.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from db.query import ParsedQuery


@dataclass(frozen=True, slots=True)
class Weights:
    """What a word counts by where it stands. Chosen with the judged searches of tests/search; see docs/search.md."""

    title: float = 8.0
    resolution: float = 5.0
    reasons: float = 2.0
    text: float = 1.0


WEIGHTS = Weights()

RANKED = 1_000
"""Index entries that are ranked where nothing narrows the search and there are many more. Such a word says little about
any of them: then those that hold it in a title (or a clause) are ranked, and the total says that there are more."""

_SCORE = "bm25(search_fts, :title, :resolution, :reasons, :text)"

# Whether a decision can still be called in at the moment :at; the rules are those of archive/call_in_state.py.
STATE_OF = """CASE
        WHEN {call_in}.status = 'called_in' THEN 'called_in'
        WHEN {call_in}.status IN ('exempt', 'not_subject') THEN 'exempt'
        WHEN {call_in}.deadline IS NOT NULL THEN iif(iif(length({call_in}.deadline) > 10, {call_in}.deadline,
            {call_in}.deadline || 'T23:59:59') >= :at, 'open', 'closed')
        WHEN {call_in}.effective_from IS NOT NULL THEN
            iif(substr({call_in}.effective_from, 1, 10) > substr(:at, 1, 10), 'open', 'closed')
        ELSE 'unknown' END"""

CALL_IN_ORDER = "c.status <> 'called_in', c.deadline IS NULL, c.status = 'not_stated', c.start"
"""Which of a decision's call-ins ``c`` says most: one that was made, before a deadline that is printed."""
CALL_IN_STATE = (
    f"coalesce((SELECT {STATE_OF.format(call_in='c')} FROM call_ins c"
    f" WHERE c.decision_id = {{decision}} ORDER BY {CALL_IN_ORDER} LIMIT 1), 'unknown')"
)

PLACES = """
    SELECT found.search_key,
           -- A paper with one decision is that decision: its title is no second result.
           coalesce(of_passage.search_key, d.search_key, (
               SELECT max(x.search_key) FROM decisions x
               WHERE p.id IS NULL AND x.document_id = o.id HAVING count(*) = 1), o.search_key) AS result,
           p.id IS NOT NULL AS passages
    FROM found
    LEFT JOIN passages p ON p.search_key = found.search_key
    LEFT JOIN decisions of_passage ON of_passage.id = p.decision_id
    LEFT JOIN decisions d ON d.search_key = found.search_key
    JOIN documents o ON o.id = coalesce(p.document_id, d.document_id,
        (SELECT id FROM documents WHERE search_key = found.search_key))
"""
"""For each entry of ``found`` the result that it is shown under: the search key of its decision, or of its document
where no decision holds the words; and whether it is a passage."""

_FIRST_CALL_IN = f"(SELECT c.id FROM call_ins c WHERE c.decision_id = d.id ORDER BY {CALL_IN_ORDER} LIMIT 1)"
CAME_OF = (
    """iif(r.status = 'resolved', e.effect, iif(r.status IN ('recommended', 'proposed'), 'recommended', r.status))"""
)
"""What came of the clause ``r`` with its effect ``e``: what is only asked for is recommended, never approved."""
COUNTS = """(r.status NOT IN ('lost', 'withdrawn') OR NOT EXISTS (SELECT 1 FROM resolutions o
    WHERE o.decision_id = r.decision_id AND o.status NOT IN ('lost', 'withdrawn')))"""
"""Whether clause ``r`` says what became of its decision: a lost amendment does not, beside what was agreed."""
_EFFECTS = f"""(SELECT group_concat(effect, ' ') FROM (SELECT DISTINCT {CAME_OF} AS effect FROM resolutions r
                   JOIN resolution_effects e ON e.resolution_id = r.id WHERE {{of}} AND {COUNTS} ORDER BY 1))"""
"""Of the clauses of a decision, or of those that a paper has outside all decisions. The plus keeps SQLite from looking
for the latter among all clauses of the archive that have no decision."""
RESULTS = f"""
    SELECT placed.result, o.id AS document_id, d.id AS decision_id,
           coalesce(d.decided_on, o.meeting_date, o.published_date) AS date, d.outcome, o.council, o.body, o.kind,
           ' ' || coalesce(iif(d.id IS NULL, {_EFFECTS.format(of="r.document_id = o.id AND +r.decision_id IS NULL")},
               {_EFFECTS.format(of="r.decision_id = d.id")}), '') || ' ' AS effects,
           iif({_FIRST_CALL_IN} IS NULL, iif(d.id IS NULL, NULL, 'unknown'),
               (SELECT t.state FROM call_in_times t WHERE t.id = {_FIRST_CALL_IN})) AS call_in,
           (SELECT t.ends FROM call_in_times t WHERE t.id = {_FIRST_CALL_IN}) AS ends
    FROM placed
    LEFT JOIN decisions d ON d.search_key = placed.result
    JOIN documents o ON o.id = coalesce(d.document_id, (SELECT id FROM documents WHERE search_key = placed.result))
"""
"""For each result of ``placed`` what it is filtered and counted by. ``effects`` are what came of its clauses,
each once, between blanks; ``call_in`` and ``ends`` are those of ``call_in_times`` for the call-in that the decision is
shown with.
"""

_WORKED_OUT_NOW = (
    f"search_places AS MATERIALIZED ({PLACES}),",
    f"placed AS (SELECT result FROM grouped), search_results AS MATERIALIZED ({RESULTS}),",
)
"""In place of the public database's tables of these names (db.publish_tables), where papers still come in."""

_STATE = "coalesce(r.call_in, iif(r.ends >= :at, 'open', 'closed'))"

_FOUND = f"""
WITH found AS MATERIALIZED ({{found}}), {{places}} grouped AS MATERIALIZED (
    -- SQLite takes the other columns from the row that has the minimum: the best place of each result.
    SELECT min(found.score) AS score, found.search_key, p.result, sum(p.passages) AS passages, count(*) AS entries
    FROM found CROSS JOIN search_places p ON p.search_key = found.search_key GROUP BY p.result
), {{results}} matched AS (SELECT grouped.search_key, grouped.score, grouped.passages, grouped.entries, r.*
    FROM grouped CROSS JOIN search_results r ON r.result = grouped.result)
SELECT r.document_id, r.decision_id, r.search_key, r.score, r.passages,
       r.date, r.outcome, r.council, r.body, r.kind, r.effects,
       iif(r.decision_id IS NULL, NULL, {_STATE}) AS call_in, r.entries
FROM matched r
WHERE (:date_from IS NULL OR r.date >= :date_from)
  AND (:date_to IS NULL OR r.date <= :date_to)
  AND (:council IS NULL OR r.council = :council)
  AND (:body IS NULL OR r.body = :body)
  AND (:kind IS NULL OR r.kind = :kind)
  AND (:outcome IS NULL OR r.outcome = :outcome)
  AND (:effect IS NULL OR instr(r.effects, ' ' || :effect || ' '))
  AND (:call_in IS NULL OR r.decision_id IS NOT NULL AND {_STATE} = :call_in)
"""

_ALL = f"SELECT rowid AS search_key, {_SCORE} AS score FROM search_fts WHERE search_fts MATCH :match"
# FTS5 gives rows in the order of their keys without looking at the others; the newest papers have the highest
# (publish_order).
_SOME = f"{_ALL} ORDER BY rowid DESC LIMIT {{most}}"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH ? AND rowid > ? LIMIT ?)"
_NEWEST_TENTH = "SELECT coalesce(max(id), 0) * 9 / 10 FROM search_fts_docsize"


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


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Match:
    """One decision or document that holds the words, with its best place and what it can be filtered by."""

    document_id: str
    decision_id: str | None
    search_key: int
    """The index entry of the best place."""
    score: float
    passages: int
    date: str | None
    outcome: str | None
    council: str | None
    body: str | None
    kind: str | None
    effects: str
    """Of its clauses, each once, between blanks."""
    call_in: str | None
    """State at the moment asked about; None for a document."""
    entries: int
    """How many entries of the index hold the words: its title or itself, and its passages."""

    @property
    def key(self) -> str:
        return self.decision_id or self.document_id


@dataclass(frozen=True, slots=True)
class Matches:
    """``complete`` is False where only the best of very many were looked at."""

    matches: tuple[Match, ...]
    complete: bool = True


def find(
    conn: sqlite3.Connection, query: ParsedQuery, filters: Filters, *, every: bool, weights: Weights = WEIGHTS
) -> Matches:
    """All that hold the words of ``query`` and pass ``filters``, in no order. ``every`` forbids to leave any out."""
    if query.match is None:
        return Matches(())
    bound = _bound(filters) | asdict(weights)
    if every or _narrowed(filters):
        return Matches(_run(conn, _ALL, {**bound, "match": query.match}))
    if not _likely_more_than(conn, query.match, 2 * RANKED):
        # Without a count of its own, which would go through a long index once more: one entry too many tells as much.
        matches = _run(conn, _SOME.format(most=2 * RANKED + 1), {**bound, "match": query.match})
        if sum(match.entries for match in matches) <= 2 * RANKED:
            return Matches(matches)
    elif not _more_than(conn, query.match, RANKED):
        return Matches(_run(conn, _ALL, {**bound, "match": query.match}))
    best = {**bound, "match": _in_best_places(conn, query.match)}
    return Matches(_run(conn, _SOME.format(most=RANKED), best), complete=False)


def _in_best_places(conn: sqlite3.Connection, match: str) -> str:
    """``match`` limited to titles, or to titles and clauses, where that likely leaves enough to choose from."""
    best = match
    for columns in ("title resolution", "title"):
        narrow = f"{{{columns}}} : ({match})"
        if not _likely_more_than(conn, narrow, RANKED // 10):
            break
        best = narrow
    return best


def find_spread(
    conn: sqlite3.Connection, query: ParsedQuery, filters: Filters, weights: Weights = WEIGHTS
) -> tuple[Match, ...]:
    """Decisions and papers that hold all parts of ``query``, but not in one passage; their scores are added up.

    What a paper says outside its decisions (the council's name, who was there) counts for each of them. Parts that
    are too common to be looked at one by one are taken to be held.
    """
    bound = _bound(filters) | asdict(weights)
    together: dict[str, Match] = {}
    held: list[set[str]] = []
    for part in query.parts:
        if _more_than(conn, part, 30 * RANKED):
            continue
        found = _run(conn, _ALL, {**bound, "match": part})
        held.append({match.key for match in found})
        for match in found:
            before = together.get(match.key)
            together[match.key] = replace(match, score=match.score + (before.score if before else 0.0))
    whole = [m for m in together.values() if all(m.key in keys or m.document_id in keys for keys in held)]
    # A paper one of whose decisions holds the words is shown as that decision.
    decided = {match.document_id for match in whole if match.decision_id}
    return tuple(match for match in whole if match.decision_id or match.document_id not in decided)


def _run(conn: sqlite3.Connection, found: str, bound: Mapping[str, str | float | None]) -> tuple[Match, ...]:
    places, results = ("", "") if _is_worked_out(conn) else _WORKED_OUT_NOW
    sql = _FOUND.format(found=found, places=places, results=results)
    return tuple(Match(*row) for row in conn.execute(sql, bound))


def _is_worked_out(conn: sqlite3.Connection) -> bool:
    """Whether publishing has made the tables of results."""
    return conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_results'").fetchone() is not None


def _more_than(conn: sqlite3.Connection, match: str, most: int, newer_than: int = -1) -> bool:
    count: int = conn.execute(_COUNT, (match, newer_than, most + 1)).fetchone()[0]
    return count > most


def _likely_more_than(conn: sqlite3.Connection, match: str, most: int) -> bool:
    """Told by the newest tenth of the index, for a count that finds few goes through all of it."""
    newer_than: int = conn.execute(_NEWEST_TENTH).fetchone()[0]
    return _more_than(conn, match, most // 10, newer_than)


def _narrowed(filters: Filters) -> bool:
    return any(getattr(filters, one.name) for one in fields(filters) if one.name != "at")


def _bound(filters: Filters) -> dict[str, str | float | None]:
    """An empty filter does not limit."""
    values = {one.name: getattr(filters, one.name) or None for one in fields(filters)}
    return values | {"at": filters.at or ""}
