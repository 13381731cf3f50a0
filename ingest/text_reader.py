"""Plain text: the decoded file unchanged, with headings, items, tables and furniture marked in it.

Such files come from converters: paragraphs may be one long line each or wrapped at a fixed width, table rows are
lines with tabs, form feeds are page breaks, and a page break may have left blank lines inside a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.aligned_shapes import AlignedTable
from ingest.document import Block, BlockKind, Document, Page, Table
from ingest.errors import EmptyFile, LimitExceeded
from ingest.hanging import hangs_on
from ingest.limits import Limits
from ingest.markers import Levels, Marker, read_marker
from ingest.text_contents import contents_lines
from ingest.text_forms import Stretches, wrapped_entries
from ingest.text_lines import Row, find_pages, find_rows
from ingest.text_tables import aligned_tables, build_aligned, build_tabbed, tab_table_end
from ingest.wording import continues, cuts_date, heading_wording, is_all_capitals, is_finished, pattern, title_case

_BOLD_OPEN = re.compile(r"\*\*[^*]{1,120}$")
_BOLD_CLOSE = re.compile(r"[^*]{1,120}\*\*$")
_LONG = 80
"""Characters from which a line is a paragraph of prose by itself."""
_HALF_LINE = 60
_NEARLY_FULL = 0.75
"""Share of the wrap width from which a line of prose is taken for a full one: lists and quotations are set narrower."""
_HANGING = pattern("hanging")
_MONTH_END = pattern("month_end")
_LABEL = re.compile(r"[A-Z][^:.]{0,50}:(?:\s|$)|[(\"“]")
_YEAR_START = re.compile(r"(?:19|20)\d\d\b")


def decode(data: bytes) -> str:
    """The characters of a text file. UTF-8 (a byte-order mark is kept: offsets are into the decoded file), UTF-16
    where a mark says so, else Windows-1252, in which every byte has a meaning once its five gaps are mapped.

    A sign of value zero is no letter, and ends a text for much that is written in C, SQLite's functions among it: it
    becomes the sign for what cannot be shown, at the same offset."""
    return _decoded(data).replace("\0", "\N{REPLACEMENT CHARACTER}")


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(data: bytes, filename: str, sha256: str, limits: Limits) -> Document:
    """Read a .txt file. Raises EmptyFile where it holds no word, LimitExceeded where it is too long."""
    text = decode(data)
    if not text.strip("\ufeff\f \t\r\n"):
        raise EmptyFile(f"{filename} holds no text")
    if len(text) > limits.text_characters:
        raise LimitExceeded(f"{filename} has {len(text)} characters, more than {limits.text_characters}")
    lines = text.split("\n")
    if len(lines) > limits.lines:
        raise LimitExceeded(f"{filename} has {len(lines)} lines, more than {limits.lines}")
    longest = max(map(len, lines))
    if longest > limits.block_characters:
        raise LimitExceeded(f"{filename} has a line of {longest} characters, more than {limits.block_characters}")
    structure = read_structure(text)
    if len(structure.pages) > limits.pages:
        raise LimitExceeded(f"{filename} has {len(structure.pages)} pages, more than {limits.pages}")
    return Document(
        filename=filename,
        sha256=sha256,
        media_type="text/plain",
        text=text,
        pages=structure.pages,
        blocks=structure.blocks,
        tables=structure.tables,
    )


@dataclass(frozen=True, slots=True)
class Structure:
    """What the lines of a text are: offsets of pages, blocks and cells point into ``text``."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]


def read_structure(text: str) -> Structure:
    """The structure of a plain text, of a file or of a preformatted part of a page."""
    pages = find_pages(text)
    rows = find_rows(text, pages)
    walker = _Walker(rows, aligned_tables(rows))
    walker.walk()
    return Structure(text, pages, tuple(walker.blocks), tuple(walker.tables))


def _wrap_width(rows: list[Row], aligned: dict[int, AlignedTable]) -> int | None:
    """The width at which the file's paragraphs are wrapped, or None where each paragraph is one line. Tables are
    set wider."""
    in_table = {line for table in aligned.values() for line in range(table.first, table.last)}
    lengths = sorted(len(row.raw.rstrip()) for n, row in enumerate(rows) if not row.tabbed and n not in in_table)
    if len(lengths) < 4 or lengths[-1] > 140 or lengths[-1] < 50:
        return None
    near = sum(length >= lengths[-1] * 0.8 for length in lengths)
    return lengths[-1] if near * 5 >= len(lengths) else None


def _runs_on(before: str, after: str, nearly_full: bool) -> bool:
    """Whether a line that could have held the next word goes on in the next line all the same."""
    if is_finished(before):
        return False
    if after[0].islower() or _HANGING.search(before):
        return True
    if _MONTH_END.search(before) and _YEAR_START.match(after):
        return True
    words = before.split()
    return nearly_full and sum(word[0].islower() for word in words) * 2 >= len(words) and not _LABEL.match(after)


def _follows(before: Marker | None, after: Marker | None) -> bool:
    """Whether two numbers are of one list: a "1." below another heads a list inside that item."""
    if before is None or after is None or before.key != after.key:
        return False
    return _numbers(before) < _numbers(after)


def _numbers(marker: Marker) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d{1,9}", marker.printed)))


def _is_label_and_value(row: Row) -> bool:
    """Whether a tab parts two cells ("Reference", "AB/12"), and not a number from its heading."""
    marker = read_marker(row.words)
    return row.tabbed and "\t" in row.words[marker.length if marker else 0 :].strip()


def _opens_a_form(before: Row, after: Row) -> bool:
    """Whether a label ("Decision: ...") stands right below a title, which happens to be as long as a full line."""
    return _LABEL.match(after.words) is not None and title_case(before.words) and not is_finished(before.words)


class _Walker:
    """Goes over the rows once and opens, extends and closes blocks."""

    def __init__(self, rows: list[Row], aligned: dict[int, AlignedTable]) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._rows = rows
        self._aligned = aligned
        in_table = {line for table in aligned.values() for line in range(table.first, table.last)}
        self._entries = wrapped_entries(rows, in_table)
        self._contents = contents_lines(rows, in_table)
        self._width = _wrap_width(rows, aligned)
        self._levels = Levels(tolerance=1.0)

    def walk(self) -> None:
        index = 0
        while index < len(self._rows):
            index = self._step(index)

    def _step(self, index: int) -> int:
        row = self._rows[index]
        if row.furniture:
            self._add(BlockKind.FURNITURE, [row])
            return index + 1
        end = self._table_end(index)
        if end:
            self._add_table(index, end)
            return end
        if index in self._contents:
            self._add(BlockKind.CONTENTS, [row])
            return index + 1
        entry = self._entries.get(index)
        heading = self._heading_end(index) if entry is None else 0
        if heading:
            self._add_heading(self._rows[index:heading])
            return heading
        end = self._paragraph_end(index) if entry is None else entry.last
        label = entry.label if entry is not None else ()
        marker = read_marker(row.words)
        if marker is None:
            self._add(BlockKind.PARAGRAPH, self._rows[index:end], label=label)
        else:
            level = self._levels.level(marker, row.indent)
            self._add(BlockKind.LIST_ITEM, self._rows[index:end], level=level, marker=marker, label=label)
        return end

    def _add(
        self,
        kind: BlockKind,
        rows: list[Row],
        *,
        level: int = 0,
        marker: Marker | None = None,
        bold: bool = False,
        label: Stretches = (),
    ) -> None:
        printed = marker.printed if marker else None
        first, last = rows[0], rows[-1]
        self.blocks.append(
            Block(kind, first.start, last.end, first.page, level=level, marker=printed, bold=bold, label=label)
        )

    def _add_heading(self, rows: list[Row]) -> None:
        self._levels.reset()
        words, mark = rows[0].words, rows[0].mark
        marker = read_marker(words)
        if mark.startswith("#"):
            level = len(mark)
        elif marker is not None:
            level = 1 + marker.printed.strip("().:").count(".")
        else:
            level = 1 if is_all_capitals(words) else 2
        bold = mark.startswith(("*", "_")) or words.startswith("**")
        self._add(BlockKind.HEADING, rows, level=level, marker=marker, bold=bold)

    # -- tables --------------------------------------------------------------------------------------------------

    def _table_end(self, index: int) -> int:
        """The index after the last row of a table that opens here, or 0."""
        aligned = self._aligned.get(index)
        if aligned is not None:
            return aligned.last
        return tab_table_end(self._rows, index) if self._rows[index].tabbed else 0

    def _add_table(self, index: int, end: int) -> None:
        aligned, number = self._aligned.get(index), len(self.tables) + 1
        if aligned is not None:
            table = build_aligned(self._rows, aligned, number)
        else:
            table = build_tabbed(self._rows[index:end], number)
        self.tables.append(table)
        self.blocks.append(Block(BlockKind.TABLE, table.start, table.end, table.page))

    # -- headings ------------------------------------------------------------------------------------------------

    def _heading_end(self, index: int) -> int:
        """The index after a heading that opens here, or 0."""
        row = self._rows[index]
        if not row.first:
            return index + 1 if self._stands_over_prose(index) else 0
        if row.mark.startswith("#"):
            return index + 1
        end = self._bold_end(index)
        if end:
            return end
        if not heading_wording(row.words) or _is_label_and_value(row):
            return 0
        if row.last:
            return 0 if self._counts_on(index) else index + 1
        following = self._rows[index + 1]
        if read_marker(row.words) is None and read_marker(following.words) is None and self._opens_prose(index):
            return index + 1
        return index + 1 if is_all_capitals(row.words) and not is_all_capitals(following.words) else 0

    def _stands_over_prose(self, index: int) -> bool:
        """A heading without a blank line above it: title-like words right above a paragraph, or in a box of their
        own, which converters show as a leading tab."""
        row = self._rows[index]
        if row.last:
            return row.raw.startswith("\t") and heading_wording(row.words) and title_case(row.words)
        if read_marker(row.words) is not None or len(row.words) > 40:
            return False
        return heading_wording(row.words) and title_case(row.words) and self._opens_prose(index)

    def _bold_end(self, index: int) -> int:
        """A heading between two pairs of asterisks, on one line or on two to three."""
        words = self._rows[index].words
        if self._rows[index].mark:
            # Its bold letters say what a colon would deny: "**Mill School: lease of the field**".
            return index + 1 if heading_wording(words.replace(": ", " ")) and self._rows[index].last else 0
        if not _BOLD_OPEN.match(words):
            return 0
        for end in range(index + 1, min(index + 3, len(self._rows))):
            if self._rows[end].first:
                return 0
            if _BOLD_CLOSE.match(self._rows[end].words):
                return end + 1
        return 0

    def _opens_prose(self, index: int) -> bool:
        """A short unfinished line right above a long one that starts a sentence of its own."""
        row, following = self._rows[index], self._rows[index + 1]
        width = self._width or _LONG
        if len(following.words) < min(_LONG, width * 0.7) or is_finished(row.words):
            return False
        return len(row.words) < width * 0.6 and len(row.words) <= 70 and following.words[0].isupper()

    def _counts_on(self, index: int) -> bool:
        """Whether a numbered line is an item of a list rather than a heading: its neighbours count on from it."""
        row = self._rows[index]
        marker = read_marker(row.words)
        if marker is None or is_all_capitals(row.words[marker.length :]):
            return False
        if row.indent > 0 or marker.style.value in ("bullet", "alpha", "roman", "double"):
            return True
        above, below = self._rows[max(index - 1, 0) : index], self._rows[index + 1 : index + 2]
        counts = any(_follows(read_marker(other.words), marker) for other in above)
        counts = counts or any(_follows(marker, read_marker(other.words)) for other in below)
        return counts and not title_case(row.words[marker.length :])

    # -- paragraphs ----------------------------------------------------------------------------------------------

    def _paragraph_end(self, index: int) -> int:
        """The index after the last line of the paragraph or item that opens here."""
        end = index + 1
        while end < len(self._rows) and self._goes_on(index, end):
            end += 1
        return end

    def _goes_on(self, opened: int, index: int) -> bool:
        before, after = self._rows[index - 1], self._rows[index]
        if after.furniture:
            return self._resumes_after_furniture(index)
        if before.furniture:
            return True
        if self._table_end(index) or index in self._entries or index in self._contents:
            return False
        if after.first:
            return self._is_cut(before, index)
        if cuts_date(before.words, after.words):
            return True
        if read_marker(after.words) is not None:
            return False
        if not is_finished(before.words) and hangs_on(self._rows, opened, index):
            return True
        if self._width is not None:
            # A line of separators alone ("\x1c") has signs and no word.
            first_word = next(iter(after.words.split(maxsplit=1)), "")
            full = len(before.raw.rstrip()) + 1 + len(first_word) > self._width - 8 and not _opens_a_form(before, after)
            return full or _runs_on(before.words, after.words, len(before.raw.rstrip()) >= self._width * _NEARLY_FULL)
        is_item = read_marker(self._rows[opened].words) is not None
        if is_item and opened == index - 1 and after.words[0] in "(" and len(after.words) < _LONG:
            return True
        if is_finished(before.words):
            return False
        if after.words[0].islower():
            return len(before.words) > 20 or opened < index - 1
        return len(before.words) > _HALF_LINE and _runs_on(before.words, after.words, False)

    def _is_cut(self, before: Row, index: int) -> bool:
        after = self._rows[index]
        if cuts_date(before.words, after.words):
            return True
        if self._heading_end(index) or after.tabbed or index in self._aligned:
            return False
        return continues(before.words, self._whole(index))

    def _whole(self, index: int) -> str:
        """The words of the wrapped paragraph from ``index`` on, as far as a judgement about it needs."""
        words = [self._rows[index].words]
        for row in self._rows[index + 1 : index + 4]:
            if row.first:
                break
            words.append(row.words)
        return " ".join(words)

    def _resumes_after_furniture(self, index: int) -> bool:
        """Whether the sentence goes on below the running head or page number at ``index``."""
        following = index
        while following < len(self._rows) and self._rows[following].furniture:
            following += 1
        if following == len(self._rows):
            return False
        opened = index - 1
        while self._rows[opened].furniture:
            opened -= 1
        return self._is_cut(self._rows[opened], following)
