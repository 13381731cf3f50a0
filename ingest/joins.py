"""Joins over page breaks: a sentence, an item, a table or one of its rows that goes on overleaf becomes one again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import BlockKind
from ingest.grids import count_header_rows, is_amount
from ingest.pieces import CellPiece, Content, Piece, TablePiece
from ingest.wording import continues, is_finished

_LABEL_OPENING = re.compile(r"[A-Z][A-Za-z’'/() -]{1,38}:\s")
_FLOWING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def join_pages(pages: Sequence[Sequence[Content]], size: float) -> list[Content]:
    """All pages' contents in one row; ``size`` is the usual type size, below which notes at the foot are set."""
    joined: list[Content] = []
    for contents in pages:
        aside = [content for content in contents if _is_furniture(content)]
        body = [content for content in contents if not _is_furniture(content)]
        repeated = _repeated_title(joined, body)
        if repeated is not None:
            repeated.kind = BlockKind.FURNITURE
            aside, body = [*aside, repeated], body[1:]
        if body and _join_first(joined, body[0], size):
            body = body[1:]
        joined.extend(aside)
        joined.extend(body)
    return joined


def _move_to_end(contents: list[Content], last: Content) -> None:
    """Notes at the foot go before the paragraph they interrupt: so each page's words stay together."""
    index = next(i for i in range(len(contents) - 1, -1, -1) if contents[i] is last)
    contents.append(contents.pop(index))


def _repeated_title(joined: Sequence[Content], body: Sequence[Content]) -> Piece | None:
    """A short line over a table ("All figures in £m") that is printed again over its part on the next page."""
    if len(body) < 2 or not isinstance(body[0], Piece) or not isinstance(body[1], TablePiece):
        return None
    tables = [index for index, content in enumerate(joined) if isinstance(content, TablePiece)]
    if not tables or any(not _is_furniture(content) for content in joined[tables[-1] + 1 :]):
        return None
    table, first = joined[tables[-1]], body[0]
    if not isinstance(table, TablePiece) or table.is_form:
        return None
    above = joined[tables[-1] - 1] if tables[-1] else None
    printed_before = isinstance(above, Piece) and above.words == first.words
    return first if printed_before and len(first.words) < 60 and _same_columns(table, body[1]) else None


def join_cut_paragraphs(contents: Sequence[Content]) -> list[Content]:
    """Paragraphs that a converter cut in the middle of a sentence become one again (formats without pages)."""
    joined: list[Content] = []
    for content in contents:
        last = joined[-1] if joined else None
        if (
            isinstance(last, Piece)
            and isinstance(content, Piece)
            and last.kind in _FLOWING
            and content.kind is BlockKind.PARAGRAPH
            and last.bold == content.bold
            and continues(last.words, content.words)
        ):
            last.runs.extend(content.runs)
        else:
            joined.append(content)
    return joined


def _join_first(joined: list[Content], first: Content, size: float) -> bool:
    """Join the first content of a page on to what the page before ends with, if it goes on with it."""
    last = _last_open(joined, size)
    if isinstance(last, Piece) and isinstance(first, Piece) and _goes_on(last, first):
        _extend(last, first)
        _move_to_end(joined, last)
        return True
    if isinstance(last, TablePiece) and isinstance(first, TablePiece) and _same_columns(last, first):
        _append(last, first)
        return True
    return False


def _is_furniture(content: Content) -> bool:
    return isinstance(content, Piece) and content.kind is BlockKind.FURNITURE


def _last_open(contents: Sequence[Content], size: float) -> Content | None:
    """What may go on overleaf: the last paragraph, item or table above the notes at the foot of the page."""
    for content in reversed(contents):
        if isinstance(content, TablePiece):
            return content
        if content.kind is BlockKind.FURNITURE or _is_note(content, size):
            continue
        return content if content.kind in _FLOWING else None
    return None


def _is_note(piece: Piece, size: float) -> bool:
    opens_as_note = piece.words[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡" or piece.words[:1].isdigit()
    return 0 < piece.size <= size - 1.4 and opens_as_note


def _goes_on(before: Piece, after: Piece) -> bool:
    if after.kind is not BlockKind.PARAGRAPH or abs(before.size - after.size) > 0.8:
        return False
    if is_finished(before.words):
        return _is_cut_between_sentences(before, after)
    if continues(before.words, after.words):
        return True
    aligned = abs(after.left - before.left) < 4
    return before.full and aligned and before.bold == after.bold and len(after.words) > 40


def _extend(before: Piece, after: Piece) -> None:
    before.runs.extend(after.runs)
    before.full, before.slack = after.full, after.slack


def _is_cut_between_sentences(before: Piece, after: Piece) -> bool:
    """A page break between two sentences of one paragraph: the last line is so full that the next word would not
    have found room on it, as every line but a paragraph's last is, and the next page goes on in the same measure."""
    first = after.words.split(maxsplit=1)[0]
    return (
        before.words.rstrip().endswith((".", "?"))
        and len(before.runs) > 1
        and before.bold == after.bold
        and before.slack < min(len(first), 8) * before.size * 0.45
        and abs(after.left - before.left) < 4
        and len(after.words) > 80
        and not _LABEL_OPENING.match(after.words)
    )


# -- tables ------------------------------------------------------------------------------------------------------


def _same_columns(before: Content, after: Content) -> bool:
    if not isinstance(before, TablePiece) or not isinstance(after, TablePiece):
        return False
    ruled_alike = bool(before.kept or after.kept) and len(before.column_edges) > 2
    if (before.columns != after.columns and not ruled_alike) or before.last_page + 1 != after.page:
        return False
    if _starts_over(before, after):
        return False
    if before.is_form != after.is_form and not _form_goes_on(before, after):
        return False
    edges = zip(before.column_edges, after.column_edges, strict=False)
    return len(before.column_edges) == len(after.column_edges) and all(abs(a - b) < 5 for a, b in edges)


def _starts_over(before: TablePiece, after: TablePiece) -> bool:
    """A form filled in again on the next page: its first label is printed again, beside another value."""
    old, new = before.grid()[0], after.grid()[0]
    return bool(new[0]) and new[0] == old[0] and new != old and len([words for words in new if words]) > 1


def _form_goes_on(before: TablePiece, after: TablePiece) -> bool:
    """A form whose next page holds too little to be recognised as one."""
    return before.is_form and not any(is_amount(cell.words) for cell in after.cells if cell.column)


def _align(before: TablePiece, after: TablePiece) -> None:
    """Give both parts the columns that either has words in: one that is empty on one page is none overleaf."""
    if before.columns == after.columns and before.kept == after.kept:
        return
    kept = {id(table): table.kept or tuple(range(table.columns)) for table in (before, after)}
    union = sorted({column for columns in kept.values() for column in columns})
    for table in (before, after):
        own = kept[id(table)]
        for cell in table.cells:
            first, last = own[cell.column], own[min(cell.column + cell.column_span, len(own)) - 1]
            cell.column, cell.column_span = union.index(first), union.index(last) - union.index(first) + 1
        table.columns, table.kept = len(union), tuple(union)


def _append(before: TablePiece, after: TablePiece) -> None:
    _align(before, after)
    heads_only = _has_no_amount(before) and not _has_no_amount(after)
    repeated = _repeated_headings(before, after)
    cells = [cell for cell in after.cells if cell.row >= repeated]
    offset = before.rows - repeated
    first = sorted((cell for cell in cells if cell.row == repeated), key=lambda cell: cell.column)
    if not heads_only and _row_goes_on(before, first):
        cells = [cell for cell in cells if cell.row > repeated]
        _join_row(before, first)
        offset -= 1
    for cell in cells:
        cell.row += offset
        before.cells.append(cell)
    before.rows = after.rows + offset
    before.last_page = after.last_page
    if heads_only and not before.is_form:
        # The break fell between the headings and the figures: only the whole shows how many rows are headings.
        before.header_rows = count_header_rows(before.grid())


def _has_no_amount(table: TablePiece) -> bool:
    return not any(is_amount(cell.words) for cell in table.cells)


def _repeated_headings(before: TablePiece, after: TablePiece) -> int:
    """How many rows at the top of ``after`` print the headings of ``before`` again."""
    old, new = before.grid(), after.grid()
    count = 0
    limit = max(before.header_rows, 1)
    while count < min(limit, len(new), len(old)) and new[count] == old[count] and any(new[count]):
        count += 1
    return count


def _row_goes_on(before: TablePiece, first: Sequence[CellPiece]) -> bool:
    """Whether the first row overleaf is the rest of the last row: its label is missing, or it has no amount where
    the row before has them and goes on with an unfinished cell."""
    held = [cell for cell in first if cell.words]
    last = {cell.column: cell for cell in before.cells if cell.row + cell.row_span == before.rows}
    if not held or not last:
        return False
    amounts = any(is_amount(cell.words) for cell in held)
    label = first[0] if first and first[0].column == 0 else None
    if (label is None or not label.words) and not amounts and before.columns > 1:
        return True
    had_amounts = any(is_amount(cell.words) for cell in last.values())
    open_cells = [cell for cell in held if cell.column in last and not is_finished(last[cell.column].words)]
    if had_amounts and not amounts and open_cells:
        return True
    return any(
        last[cell.column].words and cell.words[0].islower() and not is_finished(last[cell.column].words)
        for cell in open_cells
        if len(last[cell.column].words) > 25
    )


def _join_row(before: TablePiece, first: Sequence[CellPiece]) -> None:
    last = {cell.column: cell for cell in before.cells if cell.row + cell.row_span == before.rows}
    for cell in first:
        target = last.get(cell.column)
        if target is None:
            cell.row = before.rows - 1
            before.cells.append(cell)
            continue
        pieces = cell.pieces
        if target.pieces and pieces and _goes_on(target.pieces[-1], pieces[0]):
            _extend(target.pieces[-1], pieces[0])
            pieces = pieces[1:]
        target.pieces.extend(pieces)
