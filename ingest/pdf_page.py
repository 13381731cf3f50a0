"""One page of a PDF: what stands in grids, what stands between them, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

from ingest.document import BlockKind, Box
from ingest.markers import Levels
from ingest.open_grids import Stack, stacks_of
from ingest.pdf_layout import Setting, read_flow
from ingest.pdf_lines import FLAGS, Fragment, Turn, normalise, rows_of
from ingest.pdf_tables import Splitter, table_of_grid, table_of_stack
from ingest.pieces import Content, TablePiece
from ingest.prose_beside import box_of, prose_beside_tables
from ingest.ruled_grid import Grid, GridCell, Segment, find_grids, segments_of
from ingest.tables import settle
from ingest.unruled_tables import unruled_tables
from ingest.wording import heading_wording

LoadPage = Callable[[], pymupdf.Page]
_Character = tuple[str, float, float, float, float]
"""A character and its box on the page as it is read."""


@dataclass(slots=True)
class _Placed:
    """A grid's contents and where they stand."""

    box: Box
    contents: list[Content]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The grids that a page's lines enclose, and the horizontal lines that belong to none."""

    grids: Sequence[Grid] = ()
    rules: Sequence[Segment] = ()

    def holding(self, fragments: Sequence[Fragment], turn: Turn) -> frozenset[int]:
        """Identities of the fragments that stand in grids of several cells or between rules of a table."""
        boxes = [grid.box for grid in _useful(self.grids, turn) if len(grid.cells) > 1]
        stacks = stacks_of(self.grids, self.rules, fragments)
        boxes.extend(Box(stack.low, stack.ys[0], stack.high, stack.ys[-1]) for stack in stacks)
        held = {id(fragment) for box in boxes for fragment in _inside(fragments, box)}
        for stack in stacks:
            above = [f for f in fragments if stack.ys[0] - 32 < f.middle <= stack.ys[0]]
            held.update(id(f) for row in rows_of(above) if len(row.fragments) > 1 for f in row.fragments)
        return frozenset(held)


def look_for_lines(page: pymupdf.Page, turn: Turn) -> Drawn:
    """The grids and rules of a page."""
    across, down = segments_of(page, turn)
    return Drawn(*find_grids(across, down)) if across else Drawn()


def read_page(
    load: LoadPage, turn: Turn, drawn: Drawn, body: Sequence[Fragment], setting: Setting, levels: Levels
) -> list[Content]:
    """The contents of a page without its furniture. ``load`` opens the page again, which few pages need."""
    grids, rules = drawn.grids, drawn.rules
    splitter = _CharacterSplitter(load, turn)
    placed: list[_Placed] = []
    left = list(body)
    for stack in stacks_of(grids, rules, body):
        left = _add_stack(stack, left, setting, placed, splitter.split)
    for grid in _useful(grids, turn):
        inside = _inside(left, grid.box)
        if not inside:
            continue
        whole = grid if grid.consistent else _found_by_library(load, turn, grid)
        table = table_of_grid(whole, inside, setting, splitter.split)
        if table is not None:
            placed.append(_Placed(grid.box, settle(table)))
            taken = set(map(id, inside))
            left = [fragment for fragment in left if id(fragment) not in taken]
    left = _underlined(left, rules)
    beside = prose_beside_tables(left)
    prose = {id(fragment) for run in beside for fragment in run}
    rows = [fragment for fragment in left if id(fragment) not in prose] if prose else left
    for table, taken_in in unruled_tables(rows, setting, splitter.words):
        if table.box is not None:
            placed.append(_Placed(_behind(table.box, beside), settle(table)))
            taken = set(map(id, taken_in))
            left = [fragment for fragment in left if id(fragment) not in taken]
    return _in_order(placed, left, setting, levels)


def _behind(box: Box, beside: Sequence[Sequence[Fragment]]) -> Box:
    """Where a table stands in the order of reading: behind the prose that runs past it in a column of its own."""
    feet = [around.y1 for around in map(box_of, beside) if around.y0 < box.y1 and box.y0 < around.y1]
    return box._replace(y0=max(feet)) if feet else box


def _useful(grids: Sequence[Grid], turn: Turn) -> list[Grid]:
    """Grids that hold something: no frame around the whole page, no frame around other grids."""
    kept: list[Grid] = []
    for grid in grids:
        box = grid.box
        if len(grid.cells) == 1:
            area = (box.x1 - box.x0) * (box.y1 - box.y0)
            if area > 0.8 * turn.width * turn.height or any(
                _holds(box, other.box) for other in grids if other is not grid
            ):
                continue
        kept.append(grid)
    return kept


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 - 2 <= inner.x0 and outer.y0 - 2 <= inner.y0 and outer.x1 + 2 >= inner.x1 and outer.y1 + 2 >= inner.y1
    )


def _inside(fragments: Sequence[Fragment], box: Box) -> list[Fragment]:
    return [
        fragment
        for fragment in fragments
        if box.x0 - 2 <= (fragment.x0 + fragment.x1) / 2 <= box.x1 + 2 and box.y0 - 1 <= fragment.middle <= box.y1 + 1
    ]


def _found_by_library(load: LoadPage, turn: Turn, grid: Grid) -> Grid:
    """The cells as PyMuPDF's slower finder sees them, for lines that enclose odd shapes."""
    if turn.own != pymupdf.Identity or turn.extra != pymupdf.Identity:
        return grid
    box = grid.box
    found = load().find_tables(clip=(box.x0 - 3, box.y0 - 3, box.x1 + 3, box.y1 + 3))
    boxes = [Box(*cell) for table in found.tables for cell in table.cells if cell]
    if not boxes:
        return grid
    xs = _places([edge for box in boxes for edge in (box.x0, box.x1)])
    ys = _places([edge for box in boxes for edge in (box.y0, box.y1)])
    cells = []
    for box in boxes:
        left, right = _nearest(xs, box.x0), _nearest(xs, box.x1)
        top, foot = _nearest(ys, box.y0), _nearest(ys, box.y1)
        if foot > top and right > left:  # a cell thinner than a line of print holds nothing and has no row of its own
            cells.append(GridCell(top, left, foot - top, right - left, box))
    if not cells:
        return grid
    return Grid(tuple(xs), tuple(ys), tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), True)


def _places(values: Sequence[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > 2.5:
            places.append(value)
    return places


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def _add_stack(
    stack: Stack, left: list[Fragment], setting: Setting, placed: list[_Placed], split: Splitter
) -> list[Fragment]:
    table = table_of_stack(stack, left, setting, split)
    if table is None or table.box is None:
        return left
    placed.append(_Placed(table.box, settle(table)))
    taken = set(map(id, _inside(left, table.box)))
    return [fragment for fragment in left if id(fragment) not in taken]


def _underlined(fragments: Sequence[Fragment], rules: Sequence[Segment]) -> list[Fragment]:
    """Underlined headings count as bold: typists of minutes use one for the other."""
    result: list[Fragment] = []
    for fragment in fragments:
        marked = not fragment.bold and any(_underlines(rule, fragment) for rule in rules)
        if marked and heading_wording(fragment.words, most_words=20):
            result.append(replace(fragment, bold=True))
        else:
            result.append(fragment)
    return result


def _underlines(rule: Segment, fragment: Fragment) -> bool:
    width = fragment.x1 - fragment.x0
    if not fragment.y0 + fragment.height * 0.6 < rule.at < fragment.y1 + 2 or width < 8:
        return False
    covered = min(rule.high, fragment.x1) - max(rule.low, fragment.x0)
    return covered > 0.85 * width and rule.high - rule.low < width + 12


def _in_order(placed: list[_Placed], left: Sequence[Fragment], setting: Setting, levels: Levels) -> list[Content]:
    """Grids and the text between them from top to bottom; grids side by side from left to right."""
    contents: list[Content] = []
    remaining = list(left)
    for item in sorted(placed, key=lambda item: (round(item.box.y0 / 12), item.box.x0)):
        above = [fragment for fragment in remaining if fragment.middle < item.box.y0 + 2]
        if above:
            contents.extend(read_flow(above, setting, levels))
            taken = set(map(id, above))
            remaining = [fragment for fragment in remaining if id(fragment) not in taken]
        contents.extend(item.contents)
        if any(not isinstance(content, TablePiece) and content.kind is BlockKind.HEADING for content in item.contents):
            levels.reset()
    if remaining:
        contents.extend(read_flow(remaining, setting, levels))
    return contents


class _CharacterSplitter:
    """Cuts a line that runs over a cell's border between its characters; reads the characters only if asked to."""

    def __init__(self, load: LoadPage, turn: Turn) -> None:
        self._load = load
        self._turn = turn
        self._characters: list[_Character] | None = None

    def split(self, fragment: Fragment, borders: Sequence[float]) -> list[Fragment]:
        inner = [x for x in borders if fragment.x0 + 1 < x < fragment.x1 - 1]
        if not inner:
            return [fragment]
        parts: list[list[_Character]] = [[] for _ in range(len(inner) + 1)]
        for character in self._of(fragment):
            middle = (character[1] + character[3]) / 2
            parts[sum(middle > x for x in inner)].append(character)
        made = [part for part in (_fragment_of(fragment, held) for held in parts) if part is not None]
        return made or [fragment]

    def words(self, fragment: Fragment) -> list[Fragment]:
        """Each word of the fragment with its own place."""
        words: list[list[_Character]] = [[]]
        for character in sorted(self._of(fragment), key=lambda held: held[1]):
            if character[0].isspace():
                words.append([])
            else:
                words[-1].append(character)
        return [part for part in (_fragment_of(fragment, held) for held in words) if part is not None]

    def _of(self, fragment: Fragment) -> list[_Character]:
        if self._characters is None:
            self._characters = self._read()
        near = min(fragment.height * 0.4, fragment.height / 2 + 1)
        return [
            held
            for held in self._characters
            if abs((held[2] + held[4]) / 2 - fragment.middle) < near
            and fragment.x0 - 2 <= (held[1] + held[3]) / 2 <= fragment.x1 + 2
        ]

    def _read(self) -> list[_Character]:
        blocks: list[dict[str, Any]] = self._load().get_text("rawdict", flags=FLAGS)["blocks"]
        matrix = self._turn.matrix
        plain = matrix == pymupdf.Identity
        return [
            (character["c"], *(character["bbox"] if plain else pymupdf.Rect(character["bbox"]) * matrix))
            for block in blocks
            for line in block["lines"]
            for span in line["spans"]
            for character in span["chars"]
        ]


def _fragment_of(whole: Fragment, characters: Sequence[_Character]) -> Fragment | None:
    words = normalise("".join(held[0] for held in characters)).strip()
    solid = [held for held in characters if not held[0].isspace()]
    if not words or not solid:
        return None
    x0, x1 = min(held[1] for held in solid), max(held[3] for held in solid)
    share = (whole.shown.x1 - whole.shown.x0) / max(whole.x1 - whole.x0, 0.1)
    shown = whole.shown._replace(
        x0=whole.shown.x0 + (x0 - whole.x0) * share, x1=whole.shown.x0 + (x1 - whole.x0) * share
    )
    return replace(whole, words=words, x0=x0, x1=x1, shown=shown)
