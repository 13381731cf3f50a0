"""A table understood: its title, its bands of headings and rows, and the words around it that say what it holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from extractors.figures.quantity import COUNT
from extractors.reading import Reading
from extractors.tables.grid import Grid, build_grid
from extractors.tables.headings import Column, ColumnRole, heading_rows, is_heading_like, is_heading_word, read_columns
from extractors.tables.rows import Row, read_rows
from extractors.tables.tax_bands import is_by_band, year_of_tax
from extractors.tables.words import (
    LEDGER_COLUMNS,
    LEDGER_ROWS,
    money_factor,
    strip_marks,
    unit_of,
    without_unit,
)
from extractors.vocabulary import load
from ingest.document import BlockKind, Table

_LAYOUTS = "minutebook.table_layouts"
_PAGE_NUMBER = re.compile(load("tables")["patterns"]["page_number"])
_NUMBER_OF_TABLE = re.compile(load("tables")["patterns"]["table_number"])
_LEDGER_ROWS_AT_LEAST = 2
_CAPTION_LINES = 5
_CAPTION_LENGTH = 200
_HEAD_LENGTH = 60
_PIECES = re.compile(r"\t| {2,}")
_REACH = 3000
"""How many characters before a table its title and unit may stand."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of figures under one set of headings. A table whose headings are printed again has several."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def figures(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role is ColumnRole.FIGURES)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """``captions`` are the short lines above the table, nearest first; ``intro`` the sentence of prose that leads to
    it; ``factor`` turns its plain amounts into pounds where a caption or the corner says so ("All figures in £m")."""

    table: Table
    grid: Grid
    title: str | None
    captions: tuple[str, ...]
    intro: str | None
    factor: float | None
    bands: tuple[Band, ...]
    money_columns: frozenset[int] = frozenset()
    """Columns in which a cell has a pound sign."""
    by_tax_band: bool = False
    """What each valuation band is to pay."""
    tax_year: int | None = None
    """The year in which the financial year begins that a table by valuation band sets the tax for."""
    names_money: bool = False
    """Whether a heading or a row's label names a unit of money."""
    is_ledger: bool = False
    """Whether it holds the accounts of a small council, in pounds without a sign."""

    @property
    def holds_money(self) -> bool:
        """Whether any of its figures are amounts of money, by their own sign, a heading, a label or a note."""
        return self.names_money or self.factor is not None or bool(self.money_columns) or self.is_ledger

    def columns_beside(self, column: Column) -> tuple[Column, ...]:
        """The columns of the band that a column belongs to, itself among them."""
        return next((band.columns for band in self.bands if any(other is column for other in band.columns)), ())

    def row_at(self, index: int) -> Row | None:
        for band in self.bands:
            place = bisect_left(band.rows, index, key=lambda row: row.index)
            if place < len(band.rows) and band.rows[place].index == index:
                return band.rows[place]
        return None


def lay_out(reading: Reading, table: Table) -> TableLayout | None:
    """The layout of a table of figures; None for forms, lists of words and tables without a column of figures."""
    if table.is_form or table.columns < 2:
        return None
    grid = build_grid(reading.document, table)
    captions, intro = _words_above(reading, table)
    opening = _opening_title(grid)
    if opening:
        captions = (grid.row_cells(0)[0].words, *captions)
    first = heading_rows(grid)
    bands = tuple(_bands(grid, opening, first))
    if not any(band.rows and band.figures for band in bands):
        return None
    factor = _factor(grid, captions, first)
    money = frozenset(place[1] for place, cell in grid.anchors.items() if cell.is_money)
    taxed = any(is_by_band(reading.text, table.start, band.rows, band.columns) for band in bands)
    year = year_of_tax(reading.text, table.start) if taxed else None
    named = _names_money(bands)
    plain = not (money or named) and factor is None and _is_ledger(bands)
    title = _title(grid, captions)
    return TableLayout(table, grid, title, captions, intro, factor, bands, money, taxed, year, named, plain)


def _names_money(bands: tuple[Band, ...]) -> bool:
    headings = (words for band in bands for column in band.columns for words in column.path)
    labels = (words for band in bands for row in band.rows for words in (*row.path, row.section or ""))
    return any(money_factor(words) is not None for words in (*headings, *labels))


def _is_ledger(bands: tuple[Band, ...]) -> bool:
    """Whether a budget or what was paid stands over rows that money is spent on, and over no count of anything."""
    headings = [words for band in bands for column in band.figures for words in column.path]
    if not any(LEDGER_COLUMNS.within(words) for words in headings) or any(unit_of(w) == COUNT for w in headings):
        return False
    labels = [row.leaf for band in bands for row in band.rows]
    return sum(LEDGER_ROWS.within(strip_marks(label)) for label in labels) >= _LEDGER_ROWS_AT_LEAST


def layouts(reading: Reading) -> tuple[TableLayout, ...]:
    """The layouts of all tables of figures of a document, in reading order. Worked out once for each reading."""
    kept: dict[str, tuple[TableLayout, ...]] = reading.doc.user_data
    if _LAYOUTS not in kept:
        kept[_LAYOUTS] = _layouts(reading)
    return kept[_LAYOUTS]


def _layouts(reading: Reading) -> tuple[TableLayout, ...]:
    found: list[TableLayout] = []
    for table in reading.document.tables:
        layout = lay_out(reading, table)
        if layout is not None:
            layout = _with_headings_overleaf(reading, layout)
            found.append(_continued(found[-1], layout) if found else layout)
    return tuple(found)


def _with_headings_overleaf(reading: Reading, layout: TableLayout) -> TableLayout:
    """A table without headings at the top of a page, whose headings stand alone at the foot of the page before: one
    line there has as many pieces as the table has columns, and they read as headings."""
    if len(layout.bands) != 1 or any(column.path for column in layout.bands[0].columns):
        return layout
    before = reading.previous_block(layout.table.start)
    if before is None or before.page != layout.table.page - 1 or before.kind is BlockKind.TABLE:
        return layout
    heads = [" ".join(part.split()) for part in _PIECES.split(reading.words(before).strip())]
    columns = layout.bands[0].columns
    if len(heads) == len(columns) - 1 and columns[0].role is ColumnRole.LABEL:
        heads.insert(0, "")
    if len(heads) != len(columns) or not all(len(head) <= _HEAD_LENGTH for head in heads):
        return layout
    if sum(is_heading_word(head) for head in heads[1:]) * 2 < len(heads) - 1:
        return layout
    named = tuple(replace(column, path=(head,) if head else ()) for column, head in zip(columns, heads, strict=True))
    captions = tuple(caption for caption in layout.captions if caption != reading.words(before).strip())
    title = _title(layout.grid, captions) if captions else None
    return replace(layout, bands=(Band(named, layout.bands[0].rows),), captions=captions, title=title)


def _continued(before: TableLayout, layout: TableLayout) -> TableLayout:
    """A table without headings right behind one of as many columns, on its page or the next, goes on under its
    headings and its unit; one with the same headings has at least the same unit."""
    last = before.bands[-1].columns
    near = layout.table.page - max(cell.page for cell in before.table.cells) <= 1
    if not near or layout.table.columns != before.table.columns:
        return layout
    own = layout.bands[0].columns
    if [column.path for column in own] == [column.path for column in last] and any(column.path for column in own):
        return layout if layout.factor is not None else replace(layout, factor=before.factor)
    headless = len(layout.bands) == 1 and not any(column.path for column in own)
    alike = all(last[column.index].role is column.role for column in own if column.role is ColumnRole.FIGURES)
    if not headless or not alike or not any(column.path for column in last):
        return layout
    columns = tuple(replace(column, path=last[column.index].path) for column in own)
    band = Band(columns, layout.bands[0].rows)
    return replace(layout, bands=(band,), title=before.title, factor=layout.factor or before.factor)


def _opening_title(grid: Grid) -> int:
    """1 where the first row is a title across the table, above headings of its own."""
    cells = grid.row_cells(0)
    if grid.rows < 3 or len(cells) != 1 or cells[0].content.quantities:
        return 0
    spans = cells[0].cell.column_span > 1 or cells[0].cell.column == 0
    return 1 if spans and len(grid.row_cells(1)) > 1 and heading_rows(grid) > 1 else 0


def _bands(grid: Grid, opening: int, first: int) -> list[Band]:
    """The table cut where headings are printed anew in its middle."""
    cuts: list[tuple[int, int]] = [(opening, first)]
    row = first
    while row < grid.rows:
        end = row
        while end < grid.rows and is_heading_like(grid, end):
            end += 1
        if end > row:
            cuts.append((row, end))
        row = max(end, row + 1)
    bands: list[Band] = []
    section: str | None = None
    for index, (top, start) in enumerate(cuts):
        stop = cuts[index + 1][0] if index + 1 < len(cuts) else grid.rows
        rows = range(start, stop)
        columns = read_columns(grid, top, start, rows)
        band_rows = read_rows(grid, columns, rows, section)
        if index + 1 < len(cuts):
            section = None
        bands.append(Band(columns, band_rows))
    return bands


def _words_above(reading: Reading, table: Table) -> tuple[tuple[str, ...], str | None]:
    """Short lines above the table, nearest first, and the last sentence of the paragraph above them."""
    captions: list[str] = []
    end = table.start
    floor = max(0, table.start - _REACH)
    while len(captions) < _CAPTION_LINES:
        line_end = reading.text.rfind("\n", floor, end)
        line_start = reading.text.rfind("\n", floor, line_end) + 1 if line_end > floor else floor
        if line_end <= floor:
            break
        words, line_start = _whole_prose(reading, line_start, line_end)
        end = line_end if line_start > line_end else line_start
        if reading.table_at(max(line_start, line_end - 1)) is not None and words:
            break
        if not words or reading.is_skipped(line_start):
            if end <= floor:
                break
            continue
        if len(words) > _CAPTION_LENGTH:
            return tuple(captions), words
        captions.append(words)
    return tuple(captions), None


def _whole_prose(reading: Reading, start: int, end: int) -> tuple[str, int]:
    """The words of a line and where they begin; of prose that is wrapped over several lines, all of it."""
    words = reading.text[start:end].strip()
    block = reading.block_at(start) if words.endswith(".") else None
    if block is None or block.start >= start or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return words, start
    return " ".join(reading.words(block).split()), max(0, reading.text.rfind("\n", 0, block.start) + 1)


def _title(grid: Grid, captions: tuple[str, ...]) -> str | None:
    """The nearest line above that is no note on units; else the words in the table's corner."""
    for caption in captions:
        if _PAGE_NUMBER.match(caption) or (caption.endswith((".", ",", ";")) and len(caption) > 40):
            continue
        if (
            (_unit_note(caption) is None or _is_title_with_unit(caption))
            and not caption.startswith("*")
            and len(caption) <= 160
        ):
            return caption.rstrip(":-– ").strip("*").strip() or None
    corner = grid.at(0, 0)
    return corner.words if corner is not None and corner.is_words else None


def _is_title_with_unit(caption: str) -> bool:
    """ "Table 5: Income (£000)": a title with the unit in brackets behind it, and no note on units."""
    return _bracketed(caption) is not None and len(_NUMBER_OF_TABLE.sub("", without_unit(caption)).split()) > 0


def _unit_note(words: str) -> float | None:
    """The factor of a line that only says in which unit the figures are."""
    if len(words) > 60:
        return None
    return money_factor(words)


def _factor(grid: Grid, captions: tuple[str, ...], first: int) -> float | None:
    """The unit of money of the whole table: a note above it, or the corner of its headings."""
    for caption in captions[:3]:
        factor = _unit_note(caption)
        if factor is not None:
            return factor
        if len(caption) <= 160 and _bracketed(caption) is not None:
            return _bracketed(caption)
    for row in range(first):
        factor = money_factor(grid.words(row, 0)) if len(grid.words(row, 0)) <= 40 else None
        if factor is not None:
            return factor
    return None


def _bracketed(caption: str) -> float | None:
    """The unit of money in brackets at the end of a title ("Table 3: reserves (£m)")."""
    opening = caption.rfind("(")
    return money_factor(caption[opening:]) if opening >= 0 else None
