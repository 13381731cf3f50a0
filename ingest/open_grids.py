"""Tables that horizontal lines rule and no outer line closes: which lines, and grids of bars, make up one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf_lines import Fragment, rows_of
from ingest.ruled_grid import Grid, Segment

_SIDES = 8.0
"""Points by which the lines of one table may differ at their ends."""
_FARTHEST = 260.0
"""Points between two lines of one table."""


@dataclass(slots=True)
class Stack:
    """Lines of one extent that stand under one another. ``xs`` are upright places known from bars between them."""

    low: float
    high: float
    ys: list[float] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    def takes(self, low: float, high: float, at: float) -> bool:
        return abs(self.low - low) < _SIDES and abs(self.high - high) < _SIDES and at - self.ys[-1] < _FARTHEST


def stacks_of(grids: Sequence[Grid], rules: Sequence[Segment], fragments: Sequence[Fragment]) -> list[Stack]:
    """Stacks of at least three lines, counted together with the lines of the open grids in them."""
    items: list[tuple[float, float, float, float, Grid | None]] = [
        (rule.at, rule.at, rule.low, rule.high, None) for rule in rules if rule.high - rule.low >= 120
    ]
    items.extend((grid.ys[0], grid.ys[-1], grid.xs[0], grid.xs[-1], grid) for grid in grids if grid.open_sides)
    stacks: list[Stack] = []
    for top, _, low, high, grid in sorted(items, key=lambda item: item[:4]):
        stack = next((held for held in stacks if held.takes(low, high, top)), None)
        if stack is None or _is_parted(stack, top, fragments):
            stack = Stack(low, high)
            stacks.insert(0, stack)
        if grid is None:
            stack.ys.extend([top] if not stack.ys or top - stack.ys[-1] > 3 else [])
        else:
            stack.grids.append(grid)
            stack.xs.extend(x for x in grid.xs[1:-1])
            stack.ys.extend(y for y in grid.ys if not stack.ys or y - stack.ys[-1] > 3)
    return [stack for stack in stacks if len(stack.ys) >= 3 or (stack.grids and len(stack.ys) >= 2)]


def _is_parted(stack: Stack, top: float, fragments: Sequence[Fragment]) -> bool:
    """Whether text that is no row of a table stands between a stack and the next line below it."""
    between = [f for f in fragments if stack.ys[-1] < f.middle < top and stack.low - 3 <= f.x0 <= stack.high]
    rows = rows_of(between)
    if len(rows) < 2:
        return bool(rows) and len(rows[0].fragments) == 1 and top - stack.ys[-1] > 40
    return len(rows[0].fragments) == 1 and rows[0].x0 < stack.low + 20 and rows[1].y0 - rows[0].y1 > 6
