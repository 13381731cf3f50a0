"""The figures of a table back at their rows and columns, for the checks that compare one with another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.figures.printed import Printed, printed_number
from extractors.reading import Reading
from extractors.records import Figure, Finding
from extractors.tables.footnotes import find_notes, find_remarks
from extractors.tables.headings import Column
from extractors.tables.layout import TableLayout, layouts
from extractors.tables.table_periods import is_period
from extractors.tables.words import word_set
from extractors.vocabulary import load

_FINDINGS = load("findings")
EXPLAINS = word_set(_FINDINGS["explains"]["words"])
ROUNDING = word_set(_FINDINGS["explains"]["rounding"])
SEVERAL_ANSWERS = word_set(_FINDINGS["explains"]["several_answers"])
NOT_ADDITIVE = word_set(_FINDINGS["not_additive"]["words"])
BALANCES = word_set(_FINDINGS["not_additive"]["balances"])
_NOTE_REACH = 1500
"""How many characters behind a table a note on it may stand."""


@dataclass(frozen=True, slots=True)
class Number:
    """One figure of a table at its place."""

    row: int
    column: int
    figure: Figure
    printed: Printed


@dataclass(frozen=True, slots=True)
class TableNumbers:
    layout: TableLayout
    places: dict[tuple[int, int], tuple[Number, ...]]
    remarks: tuple[str, ...]
    """Notes around the table, as printed."""

    def at(self, row: int, column: int) -> Number | None:
        numbers = self.places.get((row, column))
        return numbers[0] if numbers else None

    def column(self, rows: Iterable[int], column: int) -> list[Number]:
        return [number for row in rows if (number := self.at(row, column)) is not None]

    def explanation(self) -> str | None:
        """The paper's own note on parts that do not add, or None."""
        return next((remark for remark in self.remarks if EXPLAINS.within(remark)), None)

    def blames_rounding(self) -> bool:
        return any(ROUNDING.within(remark) for remark in self.remarks)

    def takes_several_answers(self) -> bool:
        words = (*self.remarks, self.layout.title or "", self.layout.intro or "")
        return any(SEVERAL_ANSWERS.within(text) for text in words)


def table_numbers(reading: Reading, figures: tuple[Figure, ...]) -> tuple[TableNumbers, ...]:
    """Every table of figures with its numbers. Figures whose value cannot be read are left out."""
    by_start = {figure.start: figure for figure in figures if figure.row is not None or figure.column is not None}
    found: list[TableNumbers] = []
    starts_of_tables = sorted(table.start for table in reading.document.tables)
    for layout in layouts(reading):
        places: dict[tuple[int, int], tuple[Number, ...]] = {}
        for (row, column), cell in layout.grid.anchors.items():
            starts = [cell.cell.start + quantity.start for quantity in cell.content.quantities]
            numbers = [
                Number(row, column, figure, printed)
                for start in starts
                if (figure := by_start.get(start)) is not None and (printed := printed_number(figure)) is not None
            ]
            if numbers:
                places[row, column] = tuple(numbers)
        found.append(TableNumbers(layout, places, _remarks(reading, layout, starts_of_tables)))
    return tuple(found)


def _remarks(reading: Reading, layout: TableLayout, tables: list[int]) -> tuple[str, ...]:
    start, end = layout.table.end, layout.table.end + _NOTE_REACH
    place = bisect_left(tables, start)
    following = tables[place] if place < len(tables) else end
    notes = [note.words for note in find_notes(reading.text[start : min(end, following)])]
    return (*find_remarks(reading.text, start, min(end, following)), *notes)


def is_additive(column: Column, unit: str) -> bool:
    """Whether the numbers under these headings can be parts of a sum."""
    return _adds(column, unit) and not any(BALANCES.within(words) for words in column.path)


def adds_down(column: Column, unit: str, labels: Iterable[str]) -> bool:
    """The same of rows with these labels: balances of several funds on one day add, those of several days do not."""
    if is_additive(column, unit):
        return True
    return _adds(column, unit) and not any(is_period(label) for label in labels)


def _adds(column: Column, unit: str) -> bool:
    return unit in ("count", "GBP", "fte") and not any(NOT_ADDITIVE.within(words) for words in column.path)


def finding(
    rule: str, number: Number, message: str, *, computed: str | None, explained_by: str | None = None
) -> Finding:
    """A finding at a printed figure."""
    figure = number.figure
    return Finding(
        page=figure.page,
        start=figure.start,
        end=figure.end,
        rule=rule,
        message=message,
        printed=figure.quote,
        computed=computed,
        explained_by=explained_by,
    )
