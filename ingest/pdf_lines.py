"""Lines of a PDF page as the page shows them: words, type size, weight and place, whatever way the page is turned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

from ingest.document import Box
from ingest.spaced_lines import MONOSPACED_FLAG, is_typed_rule, spaced_pieces

FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
"""Ligatures come apart ("ﬁ" is "fi"), pictures stay out, and nothing outside the page is read."""

_SUPERSCRIPTS = str.maketrans("0123456789*", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
_GLYPHS = str.maketrans(
    {
        "\xa0": " ", "\t": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ",
        "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\ufffc": "", "\x00": "",
        "\u2010": "-", "\u2011": "-",
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→", "\uf0a8": "□",
        "\uf06f": "□", "\uf076": "❖", "\uf0be": "-", "\uf0ad": "−", "\uf0e1": "↑", "\uf0e2": "↓", "\uf0df": "←",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    }
)  # fmt: skip
_SPACES = re.compile(r" {2,}")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ONE_WIDTH_NAME = re.compile(r"courier|mono|consol|lettergothic|ocr[-_ ]?[ab]|typewriter", re.IGNORECASE)
_SUPERSCRIPT_FLAG, _ITALIC_FLAG, _BOLD_FLAG = 1, 2, 16


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that stand together on one line. Boxes are of the page as it is read; ``shown`` is as it is displayed."""

    words: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    italic: bool
    shown: Box
    sure: float | None = None
    """Of a recognised line: how sure the engine is of its least sure word, 0 to 1."""

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def normalise(words: str) -> str:
    """One spelling for white space, bullets, hyphens and ligatures; soft hyphens only where a line ends in one."""
    cleaned = words.translate(_GLYPHS)
    if "\xad" in cleaned:
        ends = cleaned.rstrip().endswith("\xad")
        cleaned = cleaned.replace("\xad", "").rstrip() + ("\xad" if ends else "")
    return _SPACES.sub(" ", cleaned) if "  " in cleaned else cleaned


@dataclass(frozen=True, slots=True)
class Turn:
    """How page coordinates become reading coordinates: first the page's own rotation, then a quarter turn or a half
    where its text stands sideways on it."""

    own: pymupdf.Matrix
    extra: pymupdf.Matrix
    width: float
    height: float

    @property
    def matrix(self) -> pymupdf.Matrix:
        return self.own * self.extra


def turn_of(page: pymupdf.Page, blocks: list[dict[str, Any]]) -> Turn:
    """Find the turn from the direction in which most characters of the page run."""
    own = page.rotation_matrix
    running: Counter[tuple[int, int]] = Counter()
    for block in blocks:
        for line in block["lines"]:
            dx, dy = line["dir"]
            shown = (round(dx * own.a + dy * own.c), round(dx * own.b + dy * own.d))
            running[shown] += sum(len(span["text"]) for span in line["spans"])
    rect = page.rect
    main = running.most_common(1)[0][0] if running else (1, 0)
    if main == (0, -1):
        return Turn(own, pymupdf.Matrix(0, 1, -1, 0, rect.height, 0), rect.height, rect.width)
    if main == (0, 1):
        return Turn(own, pymupdf.Matrix(0, -1, 1, 0, 0, rect.width), rect.height, rect.width)
    if main == (-1, 0):
        return Turn(own, pymupdf.Matrix(-1, 0, 0, -1, rect.width, rect.height), rect.width, rect.height)
    return Turn(own, pymupdf.Matrix(1, 0, 0, 1, 0, 0), rect.width, rect.height)


def fragments_of(blocks: Iterable[dict[str, Any]], turn: Turn) -> list[Fragment]:
    """The lines of a page's text dictionary, in content order, without those that hold only spaces."""
    plain = turn.own == pymupdf.Identity and turn.extra == pymupdf.Identity
    found: list[Fragment] = []
    for block in blocks:
        for line in block["lines"]:
            spans = line["spans"]
            if len(spans) == 1 and _one_width(spans[0]) and is_typed_rule(spans[0]["text"]):
                continue
            fragment = _fragment(spans, line["bbox"], None if plain else turn)
            if fragment is not None:
                found.extend(_apart(fragment, spans, plain))
    return found


def _one_width(span: dict[str, Any]) -> bool:
    return bool(span["flags"] & MONOSPACED_FLAG) or _ONE_WIDTH_NAME.search(span["font"]) is not None


def _apart(fragment: Fragment, spans: list[dict[str, Any]], plain: bool) -> list[Fragment]:
    """The fragment, or, in a type of one width, the pieces of it that runs of spaces part, as in a typed table."""
    if not plain or len(spans) != 1 or "  " not in spans[0]["text"] or not _one_width(spans[0]):
        return [fragment]
    span = spans[0]
    low, high = span["bbox"][0], span["bbox"][2]
    made: list[Fragment] = []
    for piece in spaced_pieces(span["text"]):
        x0, x1 = low + (high - low) * piece.low, low + (high - low) * piece.high
        words = normalise(piece.words).strip()
        shown = Box(x0, fragment.shown.y0, x1, fragment.shown.y1)
        made.append(replace(fragment, words=words, x0=x0, x1=x1, shown=shown))
    return [part for part in made if part.words] or [fragment]


def _fragment(
    spans: list[dict[str, Any]], bbox: tuple[float, float, float, float], turn: Turn | None
) -> Fragment | None:
    kept = [span for span in spans if not span["text"].isspace()] if len(spans) > 1 else spans
    if not kept or (len(kept) == 1 and not kept[0]["text"].strip()):
        return None
    words = normalise("".join(_span_words(span) for span in spans)).strip()
    if not words:
        return None
    if len(kept) == 1:
        first = kept[0]
        size, flags = first["size"], first["flags"]
        bold = bool(flags & _BOLD_FLAG) or _BOLD_NAME.search(first["font"]) is not None
        italic = bool(flags & _ITALIC_FLAG)
    else:
        size, bold, italic = _majority(kept)
    boxes = [span["bbox"] for span in kept]
    last = kept[-1]["text"]
    trailing = (len(last) - len(last.rstrip())) * size * 0.25
    box = (min(b[0] for b in boxes), bbox[1], max(b[2] for b in boxes) - trailing, bbox[3])
    if turn is None:
        return Fragment(words, *box, size, bold, italic, Box(*box))
    shown = pymupdf.Rect(bbox) * turn.own
    read = shown * turn.extra
    return Fragment(words, read.x0, read.y0, read.x1, read.y1, size, bold, italic, Box(*shown))


def _span_words(span: dict[str, Any]) -> str:
    text: str = span["text"]
    if span["flags"] & _SUPERSCRIPT_FLAG and text.strip().isdigit():
        return text.translate(_SUPERSCRIPTS)
    return text


def _majority(spans: list[dict[str, Any]]) -> tuple[float, bool, bool]:
    total = bold = italic = 0
    size, longest = 0.0, 0
    for span in spans:
        length = len(span["text"].strip())
        total += length
        if span["flags"] & _BOLD_FLAG or _BOLD_NAME.search(span["font"]):
            bold += length
        if span["flags"] & _ITALIC_FLAG:
            italic += length
        if length > longest:
            size, longest = span["size"], length
    return size, bold * 5 >= total * 4, italic * 5 >= total * 4


@dataclass(slots=True)
class Row:
    """Fragments on one baseline, from left to right."""

    fragments: list[Fragment]

    @property
    def x0(self) -> float:
        return self.fragments[0].x0

    @property
    def x1(self) -> float:
        return max(fragment.x1 for fragment in self.fragments)

    @property
    def y0(self) -> float:
        return min(fragment.y0 for fragment in self.fragments)

    @property
    def y1(self) -> float:
        return max(fragment.y1 for fragment in self.fragments)


def rows_of(fragments: Iterable[Fragment]) -> list[Row]:
    """Fragments gathered into rows from top to bottom. A bullet set a little higher than its text is in its row."""
    rows: list[Row] = []
    for fragment in sorted(fragments, key=lambda item: (item.middle, item.x0)):
        if rows and _same_row(rows[-1].fragments, fragment):
            rows[-1].fragments.append(fragment)
        else:
            rows.append(Row([fragment]))
    for row in rows:
        row.fragments.sort(key=lambda item: item.x0)
    return rows


def _same_row(held: list[Fragment], fragment: Fragment) -> bool:
    anchor = held[-1]
    if abs(anchor.middle - fragment.middle) > 0.45 * min(anchor.height, fragment.height):
        return False
    return all(fragment.x0 >= other.x1 - 2 or fragment.x1 <= other.x0 + 2 for other in held)
