"""A page's picture with boxes around quoted words: the picture is made at publishing, the boxes are drawn here.

Coordinates are points from the page's top left corner, which is also how the picture is laid out, so an SVG whose
``viewBox`` is the page needs no scaling. A whole page cannot be read on a phone, so a strip around the words comes
first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from archive.queries.documents import PageText

ENDINGS = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg"}
STRIP_MARGIN = 28.0
"""Points of page shown above and below the words: about two lines."""
LEAST_STRIP_WIDTH = 260.0
"""Points: narrower words get this much of the page, so that a strip fills a phone's width readably."""


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of one page. ``strip`` is the part of it around ``boxes``, None where no words are marked."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    strip: Box | None


def picture_file(folder: Path | None, document_id: str, number: int) -> Path | None:
    """The picture of a page, or None where publishing made none."""
    if folder is None or not document_id.isalnum():
        return None
    for ending in ENDINGS:
        path = folder / document_id / f"{number}{ending}"
        if path.is_file():
            return path
    return None


def sheet_of(page: PageText, marked: tuple[int, int] | None) -> Sheet | None:
    """The page as a sheet with the words from ``marked`` boxed; None where the page has no size (a text file)."""
    if not page.width or not page.height:
        return None
    boxes = boxes_of(page, marked) if marked else ()
    return Sheet(page.number, page.width, page.height, boxes, strip_around(boxes, page.width, page.height))


def boxes_of(page: PageText, marked: tuple[int, int]) -> tuple[Box, ...]:
    """One box a printed line, cut to the marked words by the share of the line's letters that they take up."""
    found: list[Box] = []
    for start, end, x0, y0, x1, y1 in json.loads(page.boxes or "[]"):
        left, right = max(start, marked[0]), min(end, marked[1])
        if left >= right or end <= start:
            continue
        letter = (x1 - x0) / (end - start)
        found.append(Box(x0 + (left - start) * letter, y0, (right - left) * letter, y1 - y0))
    return tuple(found)


def strip_around(boxes: tuple[Box, ...], width: float, height: float) -> Box | None:
    """The strip of the page that holds all ``boxes`` with a margin, within the page."""
    if not boxes:
        return None
    top = max(0.0, min(box.y for box in boxes) - STRIP_MARGIN)
    bottom = min(height, max(box.y + box.height for box in boxes) + STRIP_MARGIN)
    left = max(0.0, min(box.x for box in boxes) - STRIP_MARGIN)
    right = min(width, max(box.x + box.width for box in boxes) + STRIP_MARGIN)
    if right - left < LEAST_STRIP_WIDTH:
        left = max(0.0, min(left, width - LEAST_STRIP_WIDTH))
        right = min(width, left + LEAST_STRIP_WIDTH)
    return Box(left, top, right - left, bottom - top)
