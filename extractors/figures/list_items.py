"""The kind of an amount that opens an item of a list: that of the amount which the words above the list break down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.figures.kinds import KindMatch
from extractors.figures.quantity import MONEY, Quantity
from extractors.reading import Reading
from extractors.records import Figure

_REACH = 8
"""Items looked back over for the words above the list."""

_CARRIED = frozenset({"variance", "forecast", "proposed", "budget", "target"})
_MARK = re.compile(r"[^\w£]{0,6}(?:\(?[a-z0-9]{1,4}[.)]\s{1,3})?[+–-]?")
"""What may stand between the beginning of an item and the amount that opens it."""


def of_its_list(reading: Reading, quantity: Quantity, kind: KindMatch, earlier: Sequence[Figure]) -> KindMatch:
    """``kind``, or where nothing told it that of the amount that the list breaks down.

    "Risks could add £13m to the overspend:" is followed by "£4m in Highways" and "£9m in Schools".
    """
    if quantity.unit != MONEY or kind.rule != "figure_kinds.default" or not _opens(reading, quantity.start):
        return kind
    block = reading.block_at(quantity.start)
    previous = reading.previous_block(block.start) if block is not None else None
    for _ in range(_REACH):
        if previous is None:
            return kind
        inside = [figure for figure in earlier if previous.start <= figure.start < previous.end]
        if not inside:
            return kind
        behind = reading.text[inside[-1].end : previous.end].rstrip()
        if behind.endswith(":"):
            head = inside[-1]
            broken_down = head.unit == MONEY and head.kind in _CARRIED and ". " not in behind
            return KindMatch(head.kind, head.direction, "figure_kinds.item_of_a_list") if broken_down else kind
        if not _opens(reading, inside[0].start):
            return kind
        previous = reading.previous_block(previous.start)
    return kind


def _opens(reading: Reading, start: int) -> bool:
    """Whether the amount at ``start`` is the first thing its block says."""
    block = reading.block_at(start)
    return block is not None and _MARK.fullmatch(reading.text, block.start, start) is not None
