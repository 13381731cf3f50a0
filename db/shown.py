"""What is shown: the machine's readings with what people said of them laid over.

One rule decides what becomes of a correction when a later version reads the paper again. It stands while either the
passage or the machine's reading is as it was when the person looked; where both have changed the person looked at
something else, so the new reading is shown with a doubt and the correction comes back for review.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from db.correctable import FIELDS
from db.facts import FACT_LISTS, StoredFact, Value, facts_of
from db.ledger import Correction, corrections_of

OUTDATED = "correction_outdated"
"""The doubt about a fact whose passage and reading have both changed since a person corrected it."""

Review = Literal["machine", "confirmed", "corrected", "added", "rejected", "lost"]

_TIED = frozenset({"decision_id", "text"})
"""Fields that follow the reading of the whole paper: no part of what a person looked at."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact as it is shown. ``machine`` is the reading as it stands, None where the machine has none (any more).

    ``review``: *lost* means that neither the words nor the reading of a correction can be found again.
    ``revision`` rises with everything that is ever written about the fact: what two people at once are told apart by.
    """

    fact: StoredFact
    machine: StoredFact | None
    review: Review
    revision: int
    corrections: tuple[Correction, ...] = ()
    """All that were ever made of it, undone ones too."""


def shown_facts(conn: sqlite3.Connection, document_id: str) -> tuple[Shown, ...]:
    """Every fact of a document as it is shown, rejected and lost ones too, list by list in reading order."""
    return _Overlay(conn, document_id).facts()


def shown_document(conn: sqlite3.Connection, document_id: str) -> Shown | None:
    """The paper's own fields as they are shown; None where the paper is not held."""
    return _Overlay(conn, document_id).document()


def shown_fact(conn: sqlite3.Connection, fact_id: str) -> Shown | None:
    """One fact by its id, or by the id it had when it was corrected; a document by its id."""
    document_id = fact_id[:12]
    if fact_id == document_id:
        return shown_document(conn, document_id)
    return find_shown(shown_facts(conn, document_id), fact_id)


def find_shown(facts: Iterable[Shown], fact_id: str) -> Shown | None:
    """The fact of this id, or of this id when it was corrected; None where none is."""
    return next(
        (one for one in facts if one.fact.id == fact_id or any(made.fact_id == fact_id for made in one.corrections)),
        None,
    )


class _Overlay:
    def __init__(self, conn: sqlite3.Connection, document_id: str) -> None:
        self._conn = conn
        self._id = document_id
        row = conn.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()
        self._text: str | None = row[0] if row else None
        self._held = row is not None
        self._folded: str | None = None
        self._made = corrections_of(conn, document_id)

    def document(self) -> Shown | None:
        if not self._held:
            return None
        machine = _as_fact(self._conn, self._id)
        made = tuple(one for one in self._made if one.list == "documents")
        live = [one for one in made if one.undone_at is None]
        fact = replace(machine, fields=_changed(machine.fields, live))
        return Shown(fact, machine, _said(live), _revision(made), made)

    def facts(self) -> tuple[Shown, ...]:
        found: list[Shown] = []
        for name in FACT_LISTS:
            made = [one for one in self._made if one.list == name]
            found += self._of_list(facts_of(self._conn, self._id, name), made)
        return tuple(found)

    def _of_list(self, machine: Sequence[StoredFact], made: Sequence[Correction]) -> list[Shown]:
        subjects: dict[str, list[Correction]] = {}
        for one in made:
            subjects.setdefault(one.fact_id or f"correction {one.id}", []).append(one)
        free = {fact.id: fact for fact in machine}
        matched: list[tuple[StoredFact | None, list[Correction]]] = []
        for identifier in list(subjects):
            if identifier in free:
                matched.append((free.pop(identifier), subjects.pop(identifier)))
        for own in subjects.values():
            added = any(one.action == "add" for one in own)
            fact = None if added else _overlapping(free.values(), self._place(own[0]))
            matched.append((free.pop(fact.id) if fact else None, own))
        found = [Shown(fact, fact, "machine", 0) for fact in free.values()]
        found += [shown for fact, own in matched if (shown := self._shown(fact, own)) is not None]
        return sorted(found, key=lambda one: (one.fact.start, one.fact.end, one.fact.id))

    def _shown(self, machine: StoredFact | None, made: list[Correction]) -> Shown | None:
        """None for an added fact that was taken back and that the machine has not found either."""
        live = [one for one in made if one.undone_at is None]
        revision, books = _revision(made), tuple(made)
        if not live:
            return None if machine is None else Shown(machine, machine, "machine", revision, books)
        place = self._place(live[-1])
        if self._passage_changed(live[-1]) and _reading_changed(machine, live):
            doubted = machine or _restored(live, (live[-1].start or 0, live[-1].end or 0))
            doubted = replace(doubted, doubts=(*doubted.doubts, OUTDATED))
            return Shown(doubted, machine, "machine" if machine else "lost", revision, books)
        basis = _restored(live, place or (live[-1].start or 0, live[-1].end or 0), machine)
        words = self._text[basis.start : basis.end] if self._text is not None else basis.words
        fact = replace(basis, fields=_changed(basis.fields, live), words=words, doubts=())
        return Shown(fact, machine, _said(live), revision, books)

    def _place(self, one: Correction) -> tuple[int, int] | None:
        """Where the words of a correction stand in the text as it is read now: the nearest place, or None."""
        if one.start is None or one.end is None or one.quote is None or self._text is None:
            return None
        if self._text[one.start : one.end] == one.quote:
            return one.start, one.end
        places = [match.start() for match in re.finditer(re.escape(one.quote), self._text)] if one.quote else []
        if not places:
            return None
        start = min(places, key=lambda at: abs(at - (one.start or 0)))
        return start, start + len(one.quote)

    def _passage_changed(self, one: Correction) -> bool:
        if self._folded is None:
            self._folded = fold(self._text or "")
        return any(fold(part) not in self._folded for part in (one.passage or one.quote or "").split("\n"))


def fold(text: str) -> str:
    """``text`` with every run of white space as one blank: a line that breaks elsewhere is no change."""
    return _SPACE.sub(" ", text).strip()


def _as_fact(conn: sqlite3.Connection, document_id: str) -> StoredFact:
    names = [field.name for field in FIELDS["documents"]]
    row = conn.execute(f"SELECT {', '.join(names)} FROM documents WHERE id = ?", (document_id,)).fetchone()
    values = tuple(zip(names, row, strict=True))
    return StoredFact(document_id, "documents", document_id, 1, 0, 0, None, "document", 1.0, (), values, "")


def _overlapping(facts: Iterable[StoredFact], place: tuple[int, int] | None) -> StoredFact | None:
    """The fact that shares most letters with ``place``, if they are at least half of both."""
    if place is None:
        return None
    best: StoredFact | None = None
    most = 0
    for fact in facts:
        shared = min(fact.end, place[1]) - max(fact.start, place[0])
        longer = max(fact.end - fact.start, place[1] - place[0])
        if shared > most and shared * 2 >= longer:
            best, most = fact, shared
    return best


def _reading_changed(machine: StoredFact | None, live: Sequence[Correction]) -> bool:
    """Whether the machine reads now something else than when the last correction was made."""
    then = json.loads(live[-1].machine) if live[-1].machine else None
    if machine is None or then is None:
        return machine is not then
    now = dict(machine.fields)
    names = [one.field for one in live if one.action == "change"] or [name for name in then if name not in _TIED]
    return any(now.get(name) != then.get(name) for name in names)


def _restored(live: Sequence[Correction], place: tuple[int, int], machine: StoredFact | None = None) -> StoredFact:
    """The fact that the person looked at: the machine's reading as it was then, at the place where it stands now.

    A confirmation is about every field, a change about its own: the others follow the machine where it still reads
    the fact.
    """
    last = live[-1]
    then: dict[str, Value] = {}
    for one in live:
        if one.action == "add" and one.after:
            then = json.loads(one.after)
        elif one.machine and (machine is None or one.action == "confirm"):
            then = {**then, **json.loads(one.machine)}
    if machine is not None:
        kept = {name: value for name, value in then.items() if name not in _TIED}
        own = tuple((name, kept.get(name, value)) for name, value in machine.fields)
        return replace(machine, fields=own)
    return StoredFact(
        *(last.fact_id or "", last.list, last.document_id, last.page or 1, place[0], place[1], None, "person", 1.0, ()),
        tuple((name, value) for name, value in then.items() if name != "decision_id"),
        last.quote or "",
    )


def _changed(own: tuple[tuple[str, Value], ...], live: Sequence[Correction]) -> tuple[tuple[str, Value], ...]:
    values = dict(own)
    for one in live:
        if one.action == "change":
            values[one.field] = None if one.after is None else json.loads(one.after)
    return tuple(values.items())


def _said(live: Sequence[Correction]) -> Review:
    """A later word on the whole fact counts more than an earlier one; a changed value stays a corrected one."""
    actions = [one.action for one in live]
    last = next((action for action in reversed(actions) if action != "change"), None)
    if last == "reject" and actions[-1] == "reject":
        return "rejected"
    if "add" in actions:
        return "added"
    if "change" in actions:
        return "corrected"
    return "confirmed" if actions else "machine"


def _revision(made: Sequence[Correction]) -> int:
    return len(made) + sum(one.undone_at is not None for one in made)
