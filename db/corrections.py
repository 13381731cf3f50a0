"""A person's corrections: written down beside the machine's readings, never over them.

A correction names its fact by list, place and words. It keeps the passage it stood in and the machine's whole reading
of that day, so that a later version can tell whether both have changed. Nothing is ever deleted: an undo is written
down as well.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.correctable import FIELDS, NotAValue, Value, field_of, read_value
from db.fact_ids import LETTERS, IdMaker
from db.facts import StoredFact
from db.ledger import COLUMNS, Correction, corrections_of
from db.shown import Shown, shown_fact, shown_facts
from db.store import transaction
from db.typed_dates import say_stamp
from ingest.errors import MinutebookError

WHOLE = "fact"
"""The field of a correction that is about the whole fact: confirmed, rejected or added."""


class SomebodyElseWasFirst(MinutebookError):
    """The fact was changed after this person had looked at it. Nothing is written; what they typed is theirs still."""

    code = "changed_meanwhile"
    remedy = "Look at the fact as it stands now, and correct it again if it is still wrong."


class NoSuchFact(MinutebookError):
    code = "no_such_fact"
    exit_code = 2
    remedy = "`minutebook show DOCUMENT` lists the facts of a document with their ids."


@dataclass(frozen=True, slots=True)
class Author:
    """Who corrects, when (UTC, ISO) and why."""

    who: str
    made_at: str
    why: str = ""
    software_version: str = ""


def confirm(conn: sqlite3.Connection, fact_id: str, by: Author, *, revision: int | None = None) -> None:
    """A person read the paper and the fact is right."""
    with transaction(conn):
        fact = _looked_at(conn, fact_id, revision)
        _write(conn, fact, "confirm", WHOLE, None, None, by)


def reject(conn: sqlite3.Connection, fact_id: str, by: Author, *, revision: int | None = None) -> None:
    """A person read the paper and it does not say this."""
    with transaction(conn):
        fact = _looked_at(conn, fact_id, revision)
        if fact.fact.list == "documents":
            raise NotAValue("a paper is not a fact", remedy="`minutebook withdraw` takes it back from the public.")
        _write(conn, fact, "reject", WHOLE, None, None, by)


def change(
    conn: sqlite3.Connection,
    fact_id: str,
    typed: Mapping[str, str],
    by: Author,
    *,
    revision: int | None = None,
    same_confirms: bool = True,
) -> tuple[str, ...]:
    """Put fields right; gives the names of those whose value is another than before.

    None changed: confirmed; or refused, where ``same_confirms`` is false because a form can be sent by a slip.
    """
    with transaction(conn):
        fact = _looked_at(conn, fact_id, revision)
        held = dict(fact.fact.fields)
        values = {name: _read(conn, fact.fact.list, name, text) for name, text in typed.items()}
        changed = tuple(name for name, value in values.items() if value != held.get(name))
        if not changed and not same_confirms:
            raise NotAValue("nothing is changed in the form", remedy="If the paper says just this, press Correct.")
        opened = fact.fact.list == "documents" and "exempt" in changed and held.get("exempt") and not values["exempt"]
        if opened and not by.why:
            words = "Say why it may be public; the public ledger gives the reason."
            raise NotAValue("a paper that is not for publication needs a reason to be opened", remedy=words)
        for name in changed:
            _write(conn, fact, "change", name, held.get(name), values[name], by)
        if not changed:
            _write(conn, fact, "confirm", WHOLE, None, None, by)
        return changed


def add(
    conn: sqlite3.Connection,
    document_id: str,
    list_name: str,
    place: tuple[int, int],
    typed: Mapping[str, str],
    by: Author,
) -> str:
    """Add a fact that the machine missed, read from the words at ``place``; gives its id."""
    start, end = place
    with transaction(conn):
        row = conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None or row[0] is None:
            raise NoSuchFact(f"there is no paper {document_id}")
        quote = row[0][start:end]
        if not quote.strip():
            raise NotAValue("no words are marked", remedy="Mark the words in the paper that say it.")
        values = {f.name: _read(conn, list_name, f.name, typed.get(f.name, "")) for f in FIELDS[list_name]}
        fact_id = _new_id(conn, document_id, list_name, start, end, quote)
        page = conn.execute(
            "SELECT number FROM pages WHERE document_id = ? AND start <= ? ORDER BY start DESC LIMIT 1",
            (document_id, start),
        ).fetchone()
        fact = StoredFact(
            *(fact_id, list_name, document_id, page[0] if page else 1, start, end, None, "person", 1.0, ()),
            tuple(values.items()),
            quote,
        )
        _write(conn, Shown(fact, None, "added", 0), "add", WHOLE, None, values, by)
        return fact_id


def undo(conn: sqlite3.Connection, correction_id: int, by: Author) -> Correction:
    """Take one correction back. It stays in the books with who took it back and when."""
    with transaction(conn):
        found = [one for one in corrections_of(conn) if one.id == correction_id]
        if not found or found[0].undone_at is not None:
            raise NoSuchFact(f"there is no correction {correction_id} to undo")
        conn.execute(
            "UPDATE corrections SET undone_at = ?, undone_by = ? WHERE id = ?", (by.made_at, by.who, correction_id)
        )
        return found[0]


def import_corrections(conn: sqlite3.Connection, given: Iterable[Correction]) -> int:
    """Write down corrections made elsewhere; those already held, and those of papers not held, are left out."""
    held = {_sameness(one) for one in corrections_of(conn)}
    written = 0
    with transaction(conn):
        for one in given:
            known = conn.execute("SELECT 1 FROM documents WHERE id = ?", (one.document_id,)).fetchone()
            if known is None or _sameness(one) in held:
                continue
            names = ", ".join(f'"{name}"' for name in COLUMNS[1:])
            values = [getattr(one, name) for name in COLUMNS[1:]]
            conn.execute(f"INSERT INTO corrections ({names}) VALUES ({', '.join('?' * len(values))})", values)
            held.add(_sameness(one))
            written += 1
    return written


def _sameness(one: Correction) -> tuple[object, ...]:
    return (one.document_id, one.list, one.fact_id, one.field, one.action, one.after, one.who, one.made_at)


def _looked_at(conn: sqlite3.Connection, fact_id: str, revision: int | None) -> Shown:
    """The fact as it is shown now, if nobody has touched it since the person saw ``revision`` of it."""
    fact = shown_fact(conn, fact_id)
    if fact is None:
        raise NoSuchFact(f"there is no fact {fact_id}")
    if revision is not None and revision != fact.revision:
        last = fact.corrections[-1]
        raise SomebodyElseWasFirst(
            f"{last.undone_by or last.who} changed this on {say_stamp(last.undone_at or last.made_at)},"
            " after you opened it"
        )
    return fact


def _read(conn: sqlite3.Connection, list_name: str, name: str, typed: str) -> Value:
    field = field_of(list_name, name)
    value = read_value(field, typed)
    if field.kind == "metric" and value is not None:
        known = conn.execute("SELECT 1 FROM metrics WHERE id = ?", (value,)).fetchone()
        if known is None:
            raise NotAValue(f"there is no metric {value!r}", remedy="Leave it empty, or use an id of the metrics.")
    return value


def _new_id(conn: sqlite3.Connection, document_id: str, list_name: str, start: int, end: int, quote: str) -> str:
    """An id as the machine would give it, so that a later version that finds the fact gives the same one."""
    if list_name not in LETTERS:
        raise NotAValue(f"no list is called {list_name!r}")
    taken = {fact.fact.id for fact in shown_facts(conn, document_id)}
    ids = IdMaker(document_id)
    while (made := ids.make(list_name, start, end, quote)) in taken:
        pass
    return made


def _write(
    conn: sqlite3.Connection, shown: Shown, action: str, field: str, before: object, after: object, by: Author
) -> None:
    fact = shown.fact
    paper = fact.list == "documents"
    machine = None if shown.machine is None else json.dumps(dict(shown.machine.fields), ensure_ascii=False)
    values = (
        *(fact.document_id, fact.list, fact.id, None if paper else fact.words, field, _json(before), _json(after)),
        *(by.who, by.made_at, by.why, by.software_version, action),
        *((None, None, None) if paper else (fact.page, fact.start, fact.end)),
        *(None if paper else passage_around(conn, fact), machine),
    )
    conn.execute(
        "INSERT INTO corrections (document_id, list, fact_id, quote, field, before, after, who, made_at, why,"
        ' software_version, action, page, start, "end", passage, machine)'
        f" VALUES ({', '.join('?' * len(values))})",
        values,
    )


def passage_around(conn: sqlite3.Connection, fact: StoredFact) -> str:
    """The passages in which the fact begins and ends, or its own words where it stands in none."""
    rows = conn.execute(
        'SELECT text FROM passages WHERE document_id = ? AND start < ? AND "end" > ? ORDER BY start',
        (fact.document_id, fact.end, fact.start),
    ).fetchall()
    if not rows:
        return fact.words
    return "\n".join(dict.fromkeys((rows[0][0], rows[-1][0])))


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
