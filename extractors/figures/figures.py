"""All figures of a paper: those of its running text and those of its tables, in reading order."""

from __future__ import annotations

from bisect import bisect_left

from extractors.figures.prose_figures import find_prose_figures
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts, Figure, Resolution
from extractors.tables.table_figures import find_table_figures


def find_figures(
    reading: Reading,
    facts: DocumentFacts,
    dates: tuple[DateMention, ...],
    resolutions: tuple[Resolution, ...] = (),
) -> tuple[Figure, ...]:
    """Prose and table figures in reading order, no two on one span; where both found one, the table's is kept.

    ``resolutions`` say which amounts a clause brings in and which it only tells of.
    """
    tables = find_table_figures(reading, facts)
    taken = sorted((figure.start, figure.end) for figure in tables)
    found = find_prose_figures(reading, facts, dates, resolutions)
    prose = [figure for figure in found if not _overlaps(taken, figure)]
    return tuple(sorted((*tables, *prose), key=lambda figure: (figure.start, figure.end)))


def _overlaps(taken: list[tuple[int, int]], figure: Figure) -> bool:
    index = bisect_left(taken, (figure.end, 0))
    return index > 0 and taken[index - 1][1] > figure.start
