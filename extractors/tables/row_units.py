"""The unit that the figures of one row share: the label of an indicator seldom prints it, its decimals tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.figures.quantity import COUNT, OTHER
from extractors.records import Figure


def with_unit_of_the_row(row: Sequence[Figure]) -> Sequence[Figure]:
    """The row with its bare whole numbers in the unknown unit of the decimals they stand beside, where they measure
    the same ("19.51" and "18"): results under periods, and the targets they are compared with."""
    measured = {figure.measure for figure in row if figure.unit == OTHER and figure.kind == "actual"}
    if not measured:
        return row
    return [replace(figure, unit=OTHER) if _is_bare(figure) and _is_of(figure, measured) else figure for figure in row]


def _is_bare(figure: Figure) -> bool:
    return figure.unit == COUNT and figure.quote.replace(",", "").isdigit()


def _is_of(figure: Figure, measured: set[str | None]) -> bool:
    if figure.kind == "actual":
        return figure.measure in measured
    words = figure.measure or ""
    return figure.kind in ("target", "threshold") and any(words.startswith(f"{measure}, ") for measure in measured)
