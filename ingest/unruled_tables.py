"""Tables that nothing rules on a PDF page: rows of amounts that stand under one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.grids import is_amount
from ingest.markers import is_bare_marker
from ingest.pdf_layout import Setting
from ingest.pdf_lines import Fragment, Row, rows_of
from ingest.pdf_tables import table_of_rows
from ingest.pieces import TablePiece
from ingest.wording import is_finished

_NEXT = 20.0
"""Most points between two rows of one table, or between its headings and its rows."""
_MOST_HEADINGS = 4
_LONGEST_HEADINGS = 120

WordsOf = Callable[[Fragment], list[Fragment]]
"""The words of a fragment, each with its own place."""


def unruled_tables(
    fragments: Sequence[Fragment], setting: Setting, words_of: WordsOf
) -> list[tuple[TablePiece, list[Fragment]]]:
    """The tables, each with the fragments it takes in."""
    found: list[tuple[TablePiece, list[Fragment]]] = []
    held: list[Row] = []
    above: list[Row] = []
    for row in [*rows_of(fragments), None]:
        if row is not None and _is_tabular(row) and (not held or row.y0 - held[-1].y1 < _NEXT):
            held.append(row)
            continue
        if row is not None and held and _wraps_label(held[-1], row):
            held.append(row)
            continue
        table = _table(held, above, setting, words_of)
        if table is not None:
            found.append(table)
        above = [] if held else above
        held = [row] if row is not None and _is_tabular(row) else []
        if row is not None and not held:
            above.append(row)
    return found


def _is_tabular(row: Row) -> bool:
    # Only what opens a row can be its marker: "(830)" further right is an amount.
    bodies = row.fragments[1:] if is_bare_marker(row.fragments[0].words) else row.fragments
    if len(bodies) < 2 or any(len(fragment.words) > 60 for fragment in bodies[1:]):
        return False
    gaps = [after.x0 - before.x1 for before, after in pairwise(bodies)]
    return all(gap > 5 for gap in gaps)


def _wraps_label(before: Row, row: Row) -> bool:
    first = row.fragments[0]
    return (
        len(row.fragments) == 1 and abs(first.x0 - before.x0) < 4 and row.y0 - before.y1 < 3 and len(first.words) < 40
    )


def _table(
    held: Sequence[Row], above: Sequence[Row], setting: Setting, words_of: WordsOf
) -> tuple[TablePiece, list[Fragment]] | None:
    amounts = [row for row in held if sum(is_amount(fragment.words) for fragment in row.fragments[1:]) >= 1]
    if len(amounts) < 3 or sum(len(row.fragments) > 2 for row in amounts) * 2 < len(amounts):
        return None
    columns = _columns(amounts)
    rows = [_parted(row, columns, words_of) or row for row in held]
    taken = [fragment for row in held for fragment in row.fragments]
    for row in reversed(above[-_MOST_HEADINGS:]):
        parted = _parted(row, columns, words_of) if rows[0].y0 - row.y1 < _NEXT else None
        if parted is None:
            break
        rows.insert(0, parted)
        taken.extend(row.fragments)
    table = table_of_rows(rows, setting)
    return (table, taken) if table is not None else None


# -- headings set as one line ------------------------------------------------------------------------------------


def _columns(amounts: Sequence[Row]) -> list[tuple[float, float]]:
    """From where to where the columns of the fullest rows stand."""
    most = max(len(row.fragments) for row in amounts)
    full = [row.fragments for row in amounts if len(row.fragments) == most]
    return [(min(cell.x0 for cell in column), max(cell.x1 for cell in column)) for column in zip(*full, strict=True)]


def _parted(row: Row, columns: Sequence[tuple[float, float]], words_of: WordsOf) -> Row | None:
    """A row of headings with a fragment of its own over each column; None where none of it runs over several."""
    parts: list[Fragment] = []
    changed = False
    for fragment in row.fragments:
        over = [low for low, high in columns[1:] if fragment.x0 < high and low < fragment.x1]
        made = _over_columns(fragment, columns, words_of) if len(over) > 1 else None
        changed = changed or made is not None
        parts.extend(made or [fragment])
    return Row(parts) if changed else None


def _over_columns(
    fragment: Fragment, columns: Sequence[tuple[float, float]], words_of: WordsOf
) -> list[Fragment] | None:
    """The fragment's words gathered over the columns they stand nearest to, or None where it reads as a sentence."""
    if len(fragment.words) > _LONGEST_HEADINGS or is_finished(fragment.words):
        return None
    words = words_of(fragment)
    nearest = [min(range(len(columns)), key=lambda index: _distance(word, columns[index])) for word in words]
    if not words or nearest != sorted(nearest):
        return None
    made: list[Fragment] = []
    for column in range(nearest[0], nearest[-1] + 1):
        mine = [word for word, at in zip(words, nearest, strict=True) if at == column]
        if not mine or not (mine[0].words[0].isupper() or mine[0].words[0] in "£%(#+-0123456789"):
            return None
        text = " ".join(word.words for word in mine)
        shown = mine[0].shown._replace(x1=mine[-1].shown.x1)
        # Headings may stand closer than columns do: each is given its column's place.
        low, high = columns[column]
        made.append(replace(mine[0], words=text, x0=low, x1=high, shown=shown))
    return made if len(made) > 1 else None


def _distance(word: Fragment, column: tuple[float, float]) -> float:
    middle = (word.x0 + word.x1) / 2
    return max(column[0] - middle, middle - column[1], 0.0)
