"""Word files (.docx): the body in order, with tracked insertions, computed numbers, merged cells and text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from ingest.assemble import FileFacts, assemble
from ingest.document import BlockKind, Document, Page
from ingest.docx_numbering import Numbering
from ingest.errors import DamagedFile, EmptyFile, LimitExceeded, WronglyNamedFile
from ingest.limits import Limits
from ingest.markers import read_marker
from ingest.pieces import CellPiece, Content, Piece, Run, TablePiece
from ingest.tables import settle
from ingest.template_tags import strip_template_tags
from ingest.wording import continues, heading_wording

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), f"{_MC}Fallback"})
_OFF = frozenset({"0", "false", "off", "none"})
_BREAK = "\v"


def read_docx(data: bytes, filename: str, sha256: str, limits: Limits) -> Document:
    """Read a Word file. Raises DamagedFile, EmptyFile, LimitExceeded or WronglyNamedFile; the library's own errors are
    turned into DamagedFile by the caller."""
    _check_archive(data, filename, limits)
    file = docx.Document(io.BytesIO(data))
    walker = _Walker(file, filename, limits)
    body = getattr(file.element, "body", None)  # python-docx takes any root element for a document
    if body is None:
        raise DamagedFile(f"{filename} has no body")
    _check_amount(body, filename, limits)
    walker.walk(body)
    contents = [*_running_heads(file), *walker.contents, *_footnotes(file, walker)]
    title = file.core_properties.title or None
    links = tuple(rel.target_ref for rel in file.part.rels.values() if rel.is_external)
    if not any(isinstance(item, TablePiece) or item.kind is not BlockKind.FURNITURE for item in contents):
        raise EmptyFile(f"{filename} holds no text")
    pages = [Page(number, 0, 0) for number in range(1, walker.page + 1)]
    return assemble(contents, pages, FileFacts(filename, sha256, MEDIA_TYPE, title, links))


def _check_archive(data: bytes, filename: str, limits: Limits) -> None:
    """Refuse what is no Word file, and what would unpack to more than a paper can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedFile(f"{filename} is a damaged Word file: {error}") from error
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise WronglyNamedFile(f"{filename} is an archive, but not a Word file")
    expanded = sum(part.file_size for part in parts)
    if len(parts) > limits.parts:
        raise LimitExceeded(f"{filename} has {len(parts)} parts, more than {limits.parts}")
    if expanded > limits.expanded_bytes:
        raise LimitExceeded(f"{filename} unpacks to {expanded} bytes, more than {limits.expanded_bytes}")
    if expanded > 10_000_000 and expanded > len(data) * limits.expansion_ratio:
        raise LimitExceeded(f"{filename} unpacks to {expanded // max(len(data), 1)} times its size")


def _check_amount(body: Any, filename: str, limits: Limits) -> None:
    """Refuse what holds more than a paper can, before it is gone through: counting is a hundred times faster."""
    cells = sum(1 for _ in body.iter(qn("w:tc")))
    if cells > limits.cells:
        raise LimitExceeded(f"{filename} has {cells} cells in its tables, more than {limits.cells}")
    paragraphs = sum(1 for _ in body.iter(qn("w:p"))) - cells  # each cell holds one at least
    if paragraphs > limits.blocks:
        raise LimitExceeded(f"{filename} has {paragraphs} paragraphs, more than {limits.blocks}")


def _running_heads(file: Any) -> Iterator[Piece]:
    """Headers and footers of all sections, once each, as furniture."""
    seen: set[str] = set()
    for section in file.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            words = (
                ""
                if part.is_linked_to_previous
                else " ".join(paragraph.text.strip() for paragraph in part.paragraphs if paragraph.text.strip())
            )
            if words and words not in seen:
                seen.add(words)
                yield Piece(BlockKind.FURNITURE, [Run(words, 1)])


def _footnotes(file: Any, walker: _Walker) -> Iterator[Piece]:
    """Notes stand after the body, in order, each behind its raised number."""
    for relation in file.part.rels.values():
        if not (relation.reltype or "").endswith("/footnotes"):
            continue
        root = docx.oxml.parse_xml(relation.target_part.blob)
        for note in root.iterchildren(qn("w:footnote")):
            number = note.get(qn("w:id"))
            if note.get(qn("w:type")) is None and number in walker.notes:
                words = " ".join(walker.plain_words(note).split())
                if words:
                    yield Piece(
                        BlockKind.PARAGRAPH, [Run(f"{raised(walker.notes.index(number) + 1)} {words}", walker.page)]
                    )


def raised(number: int) -> str:
    """A number in raised figures, as notes are marked: it must not run into a figure before it."""
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


class _Walker:
    """Goes over the body in order and gathers pieces and tables."""

    def __init__(self, file: Any, filename: str, limits: Limits) -> None:
        self.contents: list[Content] = []
        self.page = 1
        self.notes: list[str] = []
        self._filename = filename
        self._limits = limits
        self._numbering = Numbering(file)
        self._just_broke = False

    def walk(self, parent: Any, depth: int = 0) -> None:
        if depth > self._limits.nesting:
            raise LimitExceeded(f"{self._filename} nests more than {self._limits.nesting} elements")
        for child in parent.iterchildren():
            if child.tag in _SKIPPED:
                continue
            if child.tag == qn("w:p"):
                self._paragraph(child, depth)
            elif child.tag == qn("w:tbl"):
                self._table(child, depth)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
                self.walk(child, depth + 1)

    # -- paragraphs ----------------------------------------------------------------------------------------------

    def _paragraph(self, element: Any, depth: int) -> None:
        boxes: list[Any] = []
        opened = self.page
        words = "".join(self._words(element, boxes))
        marker = self._numbering.marker(element)
        first = True
        for part in _parts(words):
            if first and self.page > opened and not words.lstrip(_BREAK)[:1]:
                opened = self.page
            self._add(element, part, marker if first else None, opened)
            first = False
        for box in boxes:
            self.walk(box, depth + 1)

    def _add(self, element: Any, words: str, marker: tuple[str, int] | None, page: int) -> None:
        printed = read_marker(words)
        numbered = f"{marker[0]} {words}" if marker and marker[0] else words
        bold = self._is_bold(element)
        piece = Piece(BlockKind.PARAGRAPH, [Run(numbered, page)], bold=bold)
        level = self._numbering.heading_level(element)
        if level and len(words.split()) <= 40:
            piece.kind, piece.level = BlockKind.HEADING, level
        elif bold and heading_wording(words, most_words=20) and (marker is None or not marker[0].startswith("•")):
            piece.kind, piece.level = BlockKind.HEADING, 3
        elif marker is not None and marker[0]:
            piece.kind, piece.level = BlockKind.LIST_ITEM, marker[1] + 1
        elif printed is not None:
            piece.kind, piece.level = BlockKind.LIST_ITEM, 1
        elif self._numbering.is_contents(element):
            piece.kind = BlockKind.CONTENTS
        if piece.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM):
            piece.marker = marker[0] if marker and marker[0] else printed.printed if printed else None
        self.contents.append(piece)

    def _is_bold(self, element: Any) -> bool:
        """Whether all words of the paragraph are set bold, by their runs or by the style."""
        styled = self._numbering.style_is_bold(element)
        held = False
        for run in element.iter(qn("w:r")):
            if not "".join(text.text or "" for text in run.iterchildren(qn("w:t"))).strip():
                continue
            held = True
            properties = run.find(qn("w:rPr"))
            bold = properties.find(qn("w:b")) if properties is not None else None
            if bold is None and not styled:
                return False
            if bold is not None and (bold.get(qn("w:val")) or "1") in _OFF:
                return False
        return held

    def plain_words(self, element: Any) -> str:
        return "".join(self._words(element, [])).replace(_BREAK, " ")

    def _words(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in element.iterchildren():
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == qn("w:t"):
                self._just_broke = False
                yield child.text or ""
            elif tag == qn("w:tab"):
                yield "\t"
            elif tag in (qn("w:br"), qn("w:cr")):
                yield self._break(child)
            elif tag == qn("w:lastRenderedPageBreak"):
                if not self._just_broke:
                    self.page += 1
                self._just_broke = False
            elif tag == qn("w:noBreakHyphen"):
                yield "-"
            elif tag == qn("w:sym"):
                yield _symbol(child)
            elif tag == qn("w:footnoteReference"):
                self.notes.append(child.get(qn("w:id")))
                yield raised(len(self.notes))
            elif tag == qn("w:txbxContent"):
                boxes.append(child)
            elif tag == qn("w:r") and _is_raised_number(child):
                yield "".join(self._words(child, boxes)).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
            elif tag not in (qn("w:pPr"), qn("w:rPr")):
                yield from self._words(child, boxes)

    def _break(self, element: Any) -> str:
        if element.get(qn("w:type")) == "page":
            self.page += 1
            self._just_broke = True
        return _BREAK

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, element: Any, depth: int) -> None:
        outer, page = self.contents, self.page
        rows = [row for row in _rows(element) if not _is_deleted(row)]
        cells: list[CellPiece] = []
        above: dict[int, CellPiece] = {}
        columns = places = 0
        for number, row in enumerate(rows):
            column = _grid_before(row)
            for cell in _cells(row):
                across = _span(cell)
                merge = _merge(cell)
                if merge == "continue" and column in above:
                    above[column].row_span = number - above[column].row + 1
                    above[column].fill(self._inside(cell, depth))
                else:
                    held = CellPiece(number, column, 1, across, self.page)
                    held.fill(self._inside(cell, depth))
                    cells.append(held)
                    above[column] = held
                column += across
                places += across
            if places > self._limits.table_cells:
                raise LimitExceeded(f"{self._filename} has a table of more than {self._limits.table_cells} cells")
            columns = max(columns, column)
        self.contents = outer
        if cells:
            self.contents.extend(settle(TablePiece(len(rows), columns, cells, page)))

    def _inside(self, cell: Any, depth: int) -> list[Content]:
        self.contents = []
        self.walk(cell, depth + 1)
        return self.contents


def _parts(words: str) -> Iterator[str]:
    """A paragraph parted at forced line breaks, where the sentence does not go on over them."""
    held = ""
    for part in words.split(_BREAK):
        cleaned = strip_template_tags(" ".join(part.replace("\t", " \t ").split(" ")).strip())
        cleaned = "\t".join(" ".join(piece.split()) for piece in cleaned.split("\t")).strip()
        if not cleaned:
            continue
        if held and continues(held, cleaned):
            held = f"{held} {cleaned}"
        else:
            if held:
                yield held
            held = cleaned
    if held:
        yield held


def _symbol(element: Any) -> str:
    """A character of a symbol font: its code point, moved out of the private-use area where it is an arrow."""
    try:
        code = int(element.get(qn("w:char")) or "2022", 16)
    except ValueError:
        return "•"
    known = {0xF0E1: "↑", 0xF0E2: "↓", 0xF0E0: "→", 0xF0DF: "←", 0xF0F3: "↔", 0xF0FC: "✓", 0xF0E9: "↑", 0xF0EA: "↓"}
    return known.get(code, "•" if not 0x20 <= code < 0xD800 else chr(code))


def _is_raised_number(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    align = properties.find(qn("w:vertAlign")) if properties is not None else None
    if align is None or align.get(qn("w:val")) != "superscript":
        return False
    return "".join(text.text or "" for text in run.iterchildren(qn("w:t"))).strip().isdigit()


def _rows(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _cells(child)


def _is_deleted(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:del")) is not None


def _property(cell: Any, name: str) -> Any:
    properties = cell.find(qn("w:tcPr"))
    return properties.find(qn(name)) if properties is not None else None


def _span(cell: Any) -> int:
    found = _property(cell, "w:gridSpan")
    value = found.get(qn("w:val")) if found is not None else None
    return min(max(int(value), 1), 200) if value and value.isdecimal() else 1


def _merge(cell: Any) -> str | None:
    found = _property(cell, "w:vMerge")
    if found is None:
        return None
    return found.get(qn("w:val")) or "continue"


def _grid_before(row: Any) -> int:
    properties = row.find(qn("w:trPr"))
    found = properties.find(qn("w:gridBefore")) if properties is not None else None
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), 200) if value and value.isdecimal() else 0
