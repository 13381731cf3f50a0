"""Lines become headings, paragraphs and list items, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.document import BlockKind
from ingest.markers import Levels, Marker, Style, is_bare_marker, read_marker
from ingest.pdf_forms import with_whole_labels
from ingest.pdf_lines import Fragment, Row, rows_of
from ingest.pieces import Piece, Run, around
from ingest.wording import cuts_date, dangles, heading_wording, is_all_capitals, is_finished, title_case

_CONTENTS = re.compile(r"\S.{1,160}?(?:\s*[.…_·]{4,}\s*|(?:\s[.…]){3,}\s*|\t\s*)(\d{1,4})$")
_CLAUSE_NUMBER = re.compile(r"(\d{1,2}\.\d{1,2})[.)]?\s+\S")
_LABEL_OPENING = re.compile(r"[A-Z][A-Za-z’'/() -]{1,38}:\s")
"""A label and its value ("Reason: ..."), as it opens a line of its own."""
_NUMBERED_TITLE = re.compile(r"\d{1,3}(?:\.\d{1,2})?[.)]?\s+[A-Z]")
_WIDE_GAP = 3.0
"""In type sizes: from here on two fragments on a line are two things, parted by a tab."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set as a whole: what headings and full lines are measured against."""

    size: float
    """The type size most characters have."""
    bold: bool
    """Most characters are bold, so that weight says nothing."""
    page: int
    right: float
    """The right margin of the region that is read."""


@dataclass(slots=True)
class TextLine:
    """One line in reading order, its fragments joined."""

    words: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    marker: Marker | None
    marker_apart: bool
    """The marker is set off from its words, as word processors do for items."""
    text_x0: float
    fragments: list[Fragment]


def read_flow(fragments: Sequence[Fragment], setting: Setting, levels: Levels) -> list[Piece]:
    """Read a region of running text: columns one after the other, lines joined to paragraphs."""
    if len(fragments) == 1:
        return [_close([_line(Row(list(fragments)))], setting, levels)]
    pieces: list[Piece] = []
    columns = columns_of(fragments)
    for rows in columns:
        right = setting.right if len(columns) == 1 else max(row.x1 for row in rows)
        lines = _numbered([_line(row) for row in with_whole_labels(_markers_beside_their_words(rows))])
        pieces.extend(_paragraphs(lines, Setting(setting.size, setting.bold, setting.page, right), levels))
    return pieces


# -- columns -----------------------------------------------------------------------------------------------------


def columns_of(fragments: Sequence[Fragment]) -> list[list[Row]]:
    """Part a region where prose stands in two columns; what runs across both goes before or after them."""
    rows = rows_of(fragments)
    gutters: list[tuple[float, float]] = []
    paired: list[int] = []
    for index, row in enumerate(rows):
        gap = _prose_gap(row)
        if gap is not None:
            gutters.append(gap)
            paired.append(index)
    if len(paired) < 5:
        return [rows] if rows else []
    left, right = median(gap[0] for gap in gutters), median(gap[1] for gap in gutters)
    fitting = [i for i, gap in zip(paired, gutters, strict=True) if gap[0] <= right and gap[1] >= left]
    middle = max((gap[0] for gap in gutters if gap[0] < right), default=left) / 2 + right / 2
    if len(fitting) * 5 < len(paired) * 4:
        return [rows]
    first, last = fitting[0], fitting[-1]
    while last + 1 < len(rows) and not _crosses(rows[last + 1], middle):
        last += 1
    while first > 0 and not _crosses(rows[first - 1], middle) and rows[first - 1].x0 > middle:
        first -= 1
    band = [fragment for row in rows[first : last + 1] for fragment in row.fragments]
    if sum(_crosses(row, middle) for row in rows[first : last + 1]) * 5 > last - first:
        return [rows]
    parts = [
        [fragment for row in rows[:first] for fragment in row.fragments],
        [fragment for fragment in band if (fragment.x0 + fragment.x1) / 2 < middle],
        [fragment for fragment in band if (fragment.x0 + fragment.x1) / 2 >= middle],
        [fragment for row in rows[last + 1 :] for fragment in row.fragments],
    ]
    return [rows_of(part) for part in parts if part]


def _prose_gap(row: Row) -> tuple[float, float] | None:
    """The gap between two stretches of prose on one row, or None."""
    bodies = [fragment for fragment in row.fragments if not is_bare_marker(fragment.words)]
    if len(bodies) != 2:
        return None
    first, second = bodies
    if second.x0 - first.x1 < 8 or len(first.words) < 18 or len(second.words) < 12:
        return None
    return (first.x1, second.x0) if " " in first.words and " " in second.words else None


def _crosses(row: Row, x: float) -> bool:
    return any(fragment.x0 < x - 4 and fragment.x1 > x + 4 for fragment in row.fragments)


# -- markers -----------------------------------------------------------------------------------------------------


def _markers_beside_their_words(rows: list[Row]) -> list[Row]:
    """A marker centred beside two lines of words stands between them, on a line of its own: put the three together."""
    result: list[Row] = []
    index = 0
    while index < len(rows):
        trio = rows[index : index + 3]
        if len(trio) == 3 and _is_centred(*trio):
            above, between, below = trio
            marker, *others = between.fragments
            upper, lower = above.fragments[0], below.fragments[0]
            words = f"{upper.words} {lower.words}"
            shown = around([upper.shown, lower.shown]) or upper.shown
            whole = replace(upper, words=words, x1=max(upper.x1, lower.x1), y1=lower.y1, shown=shown)
            result.append(Row([marker, whole, *others]))
            index += 3
        else:
            result.append(rows[index])
            index += 1
    return result


def _is_centred(above: Row, between: Row, below: Row) -> bool:
    if len(above.fragments) != 1 or len(below.fragments) != 1 or not is_bare_marker(between.fragments[0].words):
        return False
    upper, marker, lower = above.fragments[0], between.fragments[0], below.fragments[0]
    overlap = min(upper.y1, lower.y1) - max(upper.y0, lower.y0)
    return (
        abs(upper.x0 - lower.x0) < 2
        and marker.x1 < upper.x0
        and lower.y0 - upper.y1 < 0.4 * upper.size
        and overlap < 0.5 * upper.size
        and upper.middle < marker.middle < lower.middle
        and read_marker(upper.words) is None
        and read_marker(lower.words) is None
        and all(fragment.x0 > max(upper.x1, lower.x1) for fragment in between.fragments[1:])
    )


def _numbered(lines: list[TextLine]) -> list[TextLine]:
    """Let "2.4 396 people" be clause 2.4 where 2.3 stands before it or 2.5 after it: alone it could be two figures."""
    places = [_clause_number(line) for line in lines]
    sure = [place if line.marker is not None else None for place, line in zip(places, lines, strict=True)]
    for index, line in enumerate(lines):
        place = places[index]
        if line.marker is not None or place is None:
            continue
        before = next((held for held in reversed(sure[:index]) if held is not None), None)
        after = next((held for held in sure[index + 1 :] if held is not None), None)
        if before == (*place[:-1], place[-1] - 1) or after == (*place[:-1], place[-1] + 1):
            printed = line.words.split(maxsplit=1)[0]
            line.marker = Marker(printed, Style.DOTTED, len(printed))
            sure[index] = place
    return lines


def _clause_number(line: TextLine) -> tuple[int, ...] | None:
    found = _CLAUSE_NUMBER.match(line.words)
    return tuple(int(part) for part in found.group(1).split(".")) if found else None


# -- lines -------------------------------------------------------------------------------------------------------


def _line(row: Row) -> TextLine:
    words = ""
    previous: Fragment | None = None
    marker_apart = False
    text_x0 = row.x0
    for number, fragment in enumerate(row.fragments):
        if previous is None:
            words = fragment.words
        elif number == 1 and is_bare_marker(words):
            words = f"{words} {fragment.words}"
            marker_apart, text_x0 = True, fragment.x0
        else:
            gap = fragment.x0 - previous.x1
            words += (
                "\t" if gap > _WIDE_GAP * fragment.size else " " if gap > 0.12 * fragment.size else ""
            ) + fragment.words
        previous = fragment
    main = max(row.fragments, key=lambda fragment: len(fragment.words))
    weight = sum(len(fragment.words) for fragment in row.fragments if fragment.bold)
    bold = weight * 5 >= sum(len(fragment.words) for fragment in row.fragments) * 4
    marker = read_marker(words)
    return TextLine(
        words, row.x0, row.y0, row.x1, row.y1, main.size, bold, marker, marker_apart, text_x0, row.fragments
    )


# -- paragraphs --------------------------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[TextLine], setting: Setting, levels: Levels) -> list[Piece]:
    pieces: list[Piece] = []
    held: list[TextLine] = []
    for line in lines:
        if held and not _joins(held, line, lines, setting):
            pieces.append(_close(held, setting, levels))
            held = []
        held.append(line)
    if held:
        pieces.append(_close(held, setting, levels))
    return pieces


def _joins(held: list[TextLine], line: TextLine, lines: Sequence[TextLine], setting: Setting) -> bool:
    """Whether ``line`` goes on with the paragraph held so far."""
    before = held[-1]
    if abs(line.size - before.size) > 0.8 and min(len(line.words), len(before.words)) > 3:
        return False
    if _CONTENTS.match(before.words) or _CONTENTS.match(line.words):
        return False
    if is_bare_marker(before.words) and len(held) == 1:
        return line.marker is None and line.y0 - before.y1 < before.size * 1.2
    if line.y0 - before.y0 > _allowed_advance(held, lines):
        return False
    if before.bold == line.bold and cuts_date(before.words, line.words):
        return True
    unfinished = not is_finished(before.words)
    full = _is_full(before, line, setting)
    if line.marker is not None and not _marker_is_prose(held, line, full and unfinished):
        return False
    if line.bold != before.bold and not (full and unfinished) and not (unfinished and line.words[0].islower()):
        return False
    if _LABEL_OPENING.match(line.words) and (not unfinished or before.bold != line.bold):
        return False
    if "\t" in line.words or "\t" in before.words:
        return full and unfinished and "\t" not in line.words
    if _is_indented_anew(held, line) and (not unfinished or not full):
        return False
    if full:
        return True
    if dangles(before.words):
        return True
    return unfinished and line.words[0].islower() and abs(line.x0 - held[-1].text_x0) < 40


def _allowed_advance(held: list[TextLine], lines: Sequence[TextLine]) -> float:
    """How far down the next line of one paragraph may stand: by the paragraph's own leading where it has two lines,
    else by what is usual around it for its size."""
    size = held[-1].size
    if len(held) > 1:
        return max((held[-1].y0 - held[-2].y0) * 1.25, size * 1.3)
    steps = [
        after.y0 - before.y0
        for before, after in pairwise(lines)
        if abs(after.size - size) < 0.8 and size * 0.8 < after.y0 - before.y0 < size * 2.2
    ]
    usual = sorted(steps)[len(steps) // 3] if steps else size * 1.2
    return max(usual * 1.25, size * 1.35)


def _is_full(before: TextLine, line: TextLine, setting: Setting) -> bool:
    """Whether the first word of ``line`` would not have found room on the line before."""
    first = line.words.split(maxsplit=1)[0]
    return setting.right - before.x1 < len(first) * line.size * 0.5 + line.size * 0.6


def _marker_is_prose(held: list[TextLine], line: TextLine, running_on: bool) -> bool:
    """A number or dash that merely happens to open a wrapped line: it stands where the paragraph's words stand."""
    if line.marker_apart or line.marker is None:
        return False
    if _is_figure_of_a_sentence(held[-1], line, line.marker):
        return True
    if not running_on:
        return False
    if line.marker.style in (Style.ALPHA, Style.ROMAN) and line.marker.printed.startswith("("):
        return len(held) > 1 and abs(line.x0 - held[-1].x0) < 2
    aligned = abs(line.x0 - (held[-1].x0 if len(held) > 1 else held[0].text_x0)) < 2
    return aligned and (held[0].marker is None or held[0].marker.key != line.marker.key)


def _is_figure_of_a_sentence(before: TextLine, line: TextLine, marker: Marker) -> bool:
    """ "the rate was" / "7.4 a day": the sentence before cannot end there, and the words go on in lower case."""
    follows = line.words[marker.length :].lstrip()[:1]
    return marker.style is Style.DOTTED and follows.islower() and dangles(before.words)


def _is_indented_anew(held: list[TextLine], line: TextLine) -> bool:
    """A first-line indent, or a step back to the left of the paragraph's body."""
    body = held[-1].x0 if len(held) > 1 else held[0].text_x0
    if len(held) == 1 and held[0].marker is None:
        return line.x0 > body + 6
    if len(held) == 1 and not held[0].marker_apart:
        return not body - 20 <= line.x0 <= body + 60
    return line.x0 > body + 6 or line.x0 < body - 20


def _close(held: list[TextLine], setting: Setting, levels: Levels) -> Piece:
    words = " ".join(line.words for line in held)
    first, last = held[0], held[-1]
    bold = all(line.bold for line in held)
    runs = [
        Run(line.words, setting.page, around([f.shown for f in line.fragments]), _surety(line.fragments))
        for line in held
    ]
    piece = Piece(
        BlockKind.PARAGRAPH, runs, bold=bold, size=first.size, left=first.text_x0,
        full=setting.right - last.x1 < 6 * last.size, slack=setting.right - last.x1,
    )  # fmt: skip
    if len(held) == 1 and _CONTENTS.match(words):
        piece.kind = BlockKind.CONTENTS
        return piece
    level = heading_level(words, first, bold=bold, lines=len(held), setting=setting)
    marker = first.marker or (read_marker(first.words + " ") if len(held) > 1 else None)
    if level:
        levels.reset()
        piece.kind, piece.level = BlockKind.HEADING, level
    elif marker is not None:
        piece.kind, piece.level = BlockKind.LIST_ITEM, levels.level(marker, first.x0)
    piece.marker = marker.printed if marker else None
    return piece


def heading_level(words: str, first: TextLine, *, bold: bool, lines: int, setting: Setting) -> int:
    """0 for no heading, else 1 (largest) to 4. Size, weight and capitals tell; the wording must allow it."""
    marker = first.marker
    emphasised = bold and not setting.bold
    if lines > 3 or "\t" in words:
        return 0
    if not heading_wording(words, most_words=20) and not (emphasised and _is_numbered_title(words)):
        return 0
    if marker is not None and marker.style is Style.BULLET:
        return 0
    larger = first.size - setting.size
    depth = marker.printed.strip("().:").count(".") if marker else 0
    if larger >= 3.5:
        return 1 + depth
    if larger >= 0.9:
        return 2 + depth
    if emphasised:
        return 3 + depth if not is_all_capitals(words) else 2 + depth
    if is_all_capitals(words) and len(words) >= 4:
        return 3
    if marker is not None and marker.style in (Style.DECIMAL, Style.DOTTED) and lines == 1:
        return 3 + depth if title_case(words[marker.length :]) and len(words) < 80 else 0
    return 0


def _surety(fragments: Sequence[Fragment]) -> float | None:
    return min((fragment.sure for fragment in fragments if fragment.sure is not None), default=None)


def _is_numbered_title(words: str) -> bool:
    """A bold line that opens with a number is a title even where its wording is a sentence's or a label's."""
    return _NUMBERED_TITLE.match(words) is not None and len(words) < 90 and not words.rstrip().endswith((".", ";", ","))
