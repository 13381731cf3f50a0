"""Tables of attendance: a column of names beside one that says who came and who sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document.names import PersonName, is_name, parse_person
from extractors.reading import Reading
from extractors.structure.heading_words import content_words
from extractors.vocabulary import load
from ingest.document import Cell, Table

_TABLES: dict[str, list[str]] = load("people")["attendance_tables"]
_WORDS: dict[str, str] = load("people")["around_names"]
_CAME = re.compile(_WORDS["came"])
_CAME_INSTEAD = re.compile(_WORDS["came_instead"])
_DID_NOT_COME = re.compile(_WORDS["did_not_come"])


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """Which columns of ``table`` hold what, and from which row on."""

    table: Table
    first_row: int
    name: int
    presence: int
    post: int | None

    @property
    def start(self) -> int:
        return self.table.start

    @property
    def end(self) -> int:
        return self.table.end


@dataclass(frozen=True, slots=True)
class PresentInTable:
    """Someone whose row says that they came, and where the name stands."""

    person: PersonName
    start: int
    end: int


def attendance_tables(reading: Reading) -> tuple[AttendanceTable, ...]:
    """The tables of ``reading`` whose first row names a column of people and one of attendance, and in which the
    latter says of each row whether they came."""
    return reading.once("attendance_tables", lambda: tuple(_find(reading)))


def find_attendees_in_tables(reading: Reading) -> Iterator[PresentInTable]:
    """Those whose row says that they were there; nobody of a row that says something else."""
    for found in attendance_tables(reading):
        for cells in _rows(found.table, found.first_row):
            name, presence = cells.get(found.name), cells.get(found.presence)
            if name is None or presence is None:
                continue
            if not _came(reading.document.cell_text(presence)):
                yield from _instead(reading, presence)
                continue
            person = parse_person(" ".join(reading.document.cell_text(name).split()))
            if person is None or person.name is None:
                continue
            post = cells.get(found.post) if found.post is not None else None
            words = " ".join(reading.document.cell_text(post).split()) if post is not None else ""
            yield PresentInTable(PersonName(person.name, words or person.post), name.start, name.end)


def _instead(reading: Reading, presence: Cell) -> Iterator[PresentInTable]:
    """Who came in the place of someone who sent apologies: "Apologies; Councillor Dale as substitute"."""
    found = _CAME_INSTEAD.search(reading.text, presence.start, presence.end)
    told = found is not None and (found.group("behind") or not found.group().startswith(found.group("name")))
    if found is not None and told and is_name(found.group("name")):
        yield PresentInTable(PersonName(found.group("name"), None), found.start("name"), found.end("name"))


def _find(reading: Reading) -> Iterator[AttendanceTable]:
    for table in reading.document.tables:
        rows = list(_rows(table, 0))
        if len(rows) < 2:
            continue
        heads = {column: content_words(reading.document.cell_text(cell)) for column, cell in rows[0].items()}
        name, presence, post = (_column(heads, key) for key in ("names", "presence", "posts"))
        if name is None or presence is None:
            continue
        said = [reading.document.cell_text(row[presence]) for row in rows[1:] if presence in row]
        named = [reading.document.cell_text(row[name]) for row in rows[1:] if name in row]
        if all(_says(words) for words in said) and any(is_name(" ".join(words.split())) for words in named):
            yield AttendanceTable(table, 1, name, presence, post)


def _column(heads: dict[int, tuple[str, ...]], key: str) -> int | None:
    wanted = [content_words(words) for words in _TABLES[key]]
    return next((column for column, words in sorted(heads.items()) if words in wanted), None)


def _rows(table: Table, first: int) -> Iterator[dict[int, Cell]]:
    """The cells of each row by their column."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    yield from (rows[row] for row in sorted(rows) if row >= first)


def _says(words: str) -> bool:
    return not words.strip() or _CAME.match(words.strip()) is not None or _DID_NOT_COME.match(words.strip()) is not None


def _came(words: str) -> bool:
    return _CAME.match(words.strip()) is not None and _DID_NOT_COME.match(words.strip()) is None
