"""Corrections put in force in the copy that becomes public: the working database keeps the machine's readings."""

from __future__ import annotations

import json
import sqlite3

from db.facts import StoredFact, Value
from db.shown import OUTDATED, Shown, shown_document, shown_facts
from db.store import index_document, unindex_document


def apply_corrections(conn: sqlite3.Connection) -> None:
    """Make every fact what is shown, and say in ``review`` who stands behind it."""
    rows = conn.execute(
        "SELECT DISTINCT document_id FROM corrections k JOIN documents d ON d.id = k.document_id"
        " WHERE k.undone_at IS NULL AND d.status <> 'failed' ORDER BY 1"
    ).fetchall()
    for (document_id,) in map(tuple, rows):
        _apply(conn, document_id)


def _apply(conn: sqlite3.Connection, document_id: str) -> None:
    paper, facts = shown_document(conn, document_id), shown_facts(conn, document_id)
    unindex_document(conn, document_id)
    if paper is not None and paper.review != "machine":
        values = dict(paper.fact.fields)
        _update(conn, "documents", document_id, {**values, "review": paper.review})
        conn.execute(
            "UPDATE documents SET council_id = (SELECT id FROM councils c WHERE c.name = documents.council)"
            " WHERE id = ?",
            (document_id,),
        )
    for one in facts:
        if one.corrections:
            _settle(conn, one)
    index_document(conn, document_id)


def _settle(conn: sqlite3.Connection, one: Shown) -> None:
    fact = one.fact
    if one.review == "lost":
        return
    if one.review == "rejected":
        _take_out(conn, fact)
    elif one.machine is None:
        _put_in(conn, one)
    elif one.review == "machine":
        if OUTDATED in fact.doubts:
            doubts = json.dumps(list(fact.doubts))
            _update(conn, fact.list, fact.id, {"doubts": doubts, "needs_check": 1})
    else:
        own = _columns(fact)
        _update(conn, fact.list, fact.id, {**own, "review": one.review, "doubts": "[]", "needs_check": 0})
        _set_effects(conn, fact)
    # The ledger names the fact by the id that it has now.
    ids = [made.id for made in one.corrections]
    conn.executemany("UPDATE corrections SET fact_id = ? WHERE id = ?", [(fact.id, number) for number in ids])


def _columns(fact: StoredFact) -> dict[str, Value]:
    """The fact's values as columns of its table; effects have a table of their own."""
    return {name: value for name, value in fact.fields if name not in ("effects", "decision_id")}


def _take_out(conn: sqlite3.Connection, fact: StoredFact) -> None:
    if fact.list == "decisions":
        # What was decided under it stays, as clauses of the paper.
        for table in ("resolutions", "call_ins"):
            conn.execute(f"UPDATE {table} SET decision_id = NULL WHERE decision_id = ?", (fact.id,))
    conn.execute(f"DELETE FROM {fact.list} WHERE id = ?", (fact.id,))


def _put_in(conn: sqlite3.Connection, one: Shown) -> None:
    """A fact that only a person gives: added, or corrected and found no more by the machine."""
    fact = one.fact
    values: dict[str, Value] = {
        **_columns(fact),
        "id": fact.id,
        "document_id": fact.document_id,
        "page": fact.page,
        "start": fact.start,
        "end": fact.end,
        "passage_id": _at(conn, "passages", fact),
        "rule": "person",
        "confidence": 1.0,
        "review": one.review,
    }
    if fact.list in ("call_ins", "resolutions"):
        values["decision_id"] = _at(conn, "decisions", fact)
    if fact.list == "resolutions":
        values["text"] = fact.words
    elif fact.list not in ("decisions", "sections"):
        values["quote"] = fact.words
    if fact.list in ("decisions", "resolutions"):
        conn.execute("UPDATE counters SET value = value + 1 WHERE name = 'search_key'")
        values["search_key"] = conn.execute("SELECT value FROM counters WHERE name = 'search_key'").fetchone()[0]
    if fact.list == "figures":
        values.setdefault("approx", 0)
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" * len(values))
    conn.execute(f"INSERT INTO {fact.list} ({names}) VALUES ({places})", tuple(values.values()))
    _set_effects(conn, fact)


def _at(conn: sqlite3.Connection, table: str, fact: StoredFact) -> str | None:
    """The innermost passage or decision around the beginning of the fact."""
    row = conn.execute(
        f'SELECT id FROM {table} WHERE document_id = ? AND start <= ? AND "end" > ? AND id <> ?'
        " ORDER BY start DESC LIMIT 1",
        (fact.document_id, fact.start, fact.start, fact.id),
    ).fetchone()
    return None if row is None else row[0]


def _set_effects(conn: sqlite3.Connection, fact: StoredFact) -> None:
    if fact.list != "resolutions":
        return
    effects = [word.strip() for word in str(dict(fact.fields).get("effects") or "unstated").split(",") if word.strip()]
    conn.execute("DELETE FROM resolution_effects WHERE resolution_id = ?", (fact.id,))
    conn.executemany(
        "INSERT INTO resolution_effects (resolution_id, number, effect, document_id) VALUES (?, ?, ?, ?)",
        [(fact.id, number, effect, fact.document_id) for number, effect in enumerate(effects, 1)],
    )


def _update(conn: sqlite3.Connection, table: str, identifier: str, values: dict[str, Value]) -> None:
    changes = ", ".join(f'"{name}" = ?' for name in values)
    conn.execute(f"UPDATE {table} SET {changes} WHERE id = ?", (*values.values(), identifier))
