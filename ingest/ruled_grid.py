"""Grids of drawn lines: which rectangles a page's lines enclose, and which of them make up one grid.

PyMuPDF's own table finder takes some 60 ms a page; the lines alone take about one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pymupdf

from ingest.document import Box
from ingest.pdf_lines import Turn

_THIN = 3.0
"""Points up to which a filled rectangle is a drawn line."""
_SNAP = 2.5
"""Points within which two lines stand at one place."""
_TOUCH = 3.5
"""Points within which a line reaches another."""
_MOST_DRAWINGS = 4_000
"""Paths from which a page is a chart or a map, and no table is looked for."""


@dataclass(slots=True)
class Segment:
    """A horizontal or vertical line: ``at`` is its fixed coordinate, from ``low`` to ``high`` the other one."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A rectangle of a grid, by the rows and columns of drawn lines that it spans."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """Rectangles that share lines. ``consistent`` is false where the lines leave shapes that are no rectangles."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    consistent: bool
    open_sides: bool = False
    """No upright line closes it on the left or on the right."""

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def segments_of(page: pymupdf.Page, turn: Turn) -> tuple[list[Segment], list[Segment]]:
    """The horizontal and the vertical lines drawn on a page, in reading coordinates, pieces of one line joined."""
    drawings = page.get_cdrawings()
    if len(drawings) > _MOST_DRAWINGS:
        return [], []
    boxes: list[tuple[float, float, float, float]] = []
    for drawing in drawings:
        fill, stroke = drawing.get("fill"), drawing.get("color")
        visible = (fill is not None and min(fill) < 0.97) or stroke is not None
        for item in drawing["items"]:
            if item[0] == "l":
                (ax, ay), (bx, by) = item[1], item[2]
                boxes.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
            elif item[0] == "re" and visible:
                boxes.extend(_edges(*item[1]))
            elif item[0] == "qu" and visible:
                points = item[1]
                across, down = [point[0] for point in points], [point[1] for point in points]
                boxes.extend(_edges(min(across), min(down), max(across), max(down)))
    plain = turn.own == pymupdf.Identity and turn.extra == pymupdf.Identity
    if not plain:
        boxes = [tuple(pymupdf.Rect(box) * turn.matrix) for box in boxes]
    return _sort_out(boxes, turn)


def _edges(x0: float, y0: float, x1: float, y1: float) -> Iterable[tuple[float, float, float, float]]:
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        return [(x0, y0, x1, y1)]
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _sort_out(boxes: Iterable[tuple[float, float, float, float]], turn: Turn) -> tuple[list[Segment], list[Segment]]:
    across: list[Segment] = []
    down: list[Segment] = []
    for x0, y0, x1, y1 in boxes:
        if x1 < -5 or y1 < -5 or x0 > turn.width + 5 or y0 > turn.height + 5:
            continue
        wide, high = x1 - x0, y1 - y0
        if high <= _THIN and wide > high:
            across.append(Segment((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN and high > wide:
            down.append(Segment((x0 + x1) / 2, y0, y1))
    flat = [segment for segment in _merge(across) if segment.high - segment.low > 6]
    upright = [segment for segment in _merge(down) if segment.high - segment.low > 4]
    return flat, upright


def _merge(segments: list[Segment]) -> list[Segment]:
    """Join pieces that lie on one line and touch or overlap."""
    merged: list[Segment] = []
    for group in _groups(sorted(segments, key=lambda segment: segment.at)):
        group.sort(key=lambda segment: segment.low)
        for segment in group:
            last = merged[-1] if merged else None
            if last is not None and abs(last.at - segment.at) <= _SNAP and segment.low <= last.high + _TOUCH:
                last.high = max(last.high, segment.high)
            else:
                merged.append(Segment(segment.at, segment.low, segment.high))
    return merged


def _groups(ordered: list[Segment]) -> Iterable[list[Segment]]:
    group: list[Segment] = []
    for segment in ordered:
        if group and segment.at - group[0].at > _SNAP:
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def find_grids(across: Sequence[Segment], down: Sequence[Segment]) -> tuple[list[Grid], list[Segment]]:
    """The grids that lines enclose, from top to bottom, and the horizontal lines that belong to none."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(across):
        for j, upright in enumerate(down):
            if (
                flat.low - _TOUCH <= upright.at <= flat.high + _TOUCH
                and upright.low - _TOUCH <= flat.at <= upright.high + _TOUCH
            ):
                parent[root(i)] = root(len(across) + j)
    members: dict[int, tuple[list[Segment], list[Segment]]] = {}
    for i, flat in enumerate(across):
        members.setdefault(root(i), ([], []))[0].append(flat)
    for j, upright in enumerate(down):
        members.setdefault(root(len(across) + j), ([], []))[1].append(upright)
    grids: list[Grid] = []
    free: list[Segment] = []
    for flats, uprights in members.values():
        grid = _grid(flats, uprights)
        if grid is None:
            free.extend(flats)
        else:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0])), free


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SNAP:
            places.append(value)
    return places


def _grid(flats: list[Segment], uprights: list[Segment]) -> Grid | None:
    if len(flats) < 2 or not uprights:
        return None
    ends = _outer(flats, [upright.at for upright in uprights])
    xs = _places([*(upright.at for upright in uprights), *ends])
    ys = _places([*(flat.at for flat in flats), *_outer(uprights, [flat.at for flat in flats])])
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < 15 or ys[-1] - ys[0] < 6:
        return None
    if len(xs) * len(ys) > 40_000:
        return None
    walls = _walls(uprights, xs, ys)
    floors = _walls(flats, ys, xs)
    cells, consistent = _cells(xs, ys, walls, floors)
    return Grid(tuple(xs), tuple(ys), tuple(cells), consistent, bool(ends))


def _outer(segments: list[Segment], known: list[float]) -> list[float]:
    """The ends of the lines where no line closes them: a table may be open at its sides."""
    low, high = min(segment.low for segment in segments), max(segment.high for segment in segments)
    ends: list[float] = []
    if low < min(known) - 8:
        ends.append(low)
    if high > max(known) + 8:
        ends.append(high)
    return ends


def _walls(segments: list[Segment], places: list[float], stops: list[float]) -> set[tuple[int, int]]:
    """(place, band) for each stretch between two stops along which a line stands."""
    found: set[tuple[int, int]] = set()
    for segment in segments:
        index = bisect_left(places, segment.at - _SNAP - 0.01)
        if index >= len(places) or abs(places[index] - segment.at) > _SNAP + 0.5:
            continue
        for band in range(len(stops) - 1):
            middle = (stops[band] + stops[band + 1]) / 2
            if segment.low - 1 <= middle <= segment.high + 1:
                found.add((index, band))
    return found


def _cells(
    xs: list[float], ys: list[float], walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> tuple[list[GridCell], bool]:
    """Merge elementary rectangles without a line between them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    consistent = True
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            across = 1
            while column + across < columns and (column + across, row) not in walls:
                if (row, column + across) in taken:
                    break
                across += 1
            down = 1
            while row + down < rows and not any((row + down, column + x) in floors for x in range(across)):
                if any((column + x, row + down) in walls for x in range(1, across)):
                    consistent = False
                    break
                down += 1
            if row + down < rows and 0 < sum((row + down, column + x) in floors for x in range(across)) < across:
                consistent = False
            taken.update((row + y, column + x) for y in range(down) for x in range(across))
            box = Box(xs[column], ys[row], xs[column + across], ys[row + down])
            cells.append(GridCell(row, column, down, across, box))
    return cells, consistent
