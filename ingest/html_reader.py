"""Council web pages and exports of committee software: the article without menus, banners and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.assemble import FileFacts, assemble
from ingest.document import BlockKind, Document, Page
from ingest.errors import DamagedFile, EmptyFile, LimitExceeded
from ingest.html_elements import (
    NEVER,
    definition_parts,
    header_rows,
    heading_of,
    integer,
    is_aside,
    is_bold,
    is_hidden,
    is_layout,
    own_rows,
    visible_words,
)
from ingest.joins import join_cut_paragraphs
from ingest.limits import Limits
from ingest.markers import is_bare_marker, read_marker
from ingest.numbering import format_number
from ingest.pieces import CellPiece, Content, Piece, Run, TablePiece
from ingest.preformatted import read_preformatted
from ingest.tables import settle
from ingest.template_tags import strip_template_tags
from ingest.wording import continues, heading_wording

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_BLANKS = " \t\r\n\f\xa0\u200b"
_SPACE = re.compile(f"[{_BLANKS}]+")
_BREAK = "\v"
"""Stands for a forced line break while a paragraph is gathered."""
_MAIN = ("main", "[role=main]", "#modgov", "article", "#main-content", "#content")


def decode_html(data: bytes) -> str:
    """The page's characters: by byte-order mark, by the charset it names, as UTF-8, else as Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    named = _CHARSET.search(data[:4096])
    for encoding in ("utf-8-sig", named.group(1).decode("ascii") if named else "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def read_html(data: bytes, filename: str, sha256: str, limits: Limits) -> Document:
    """Read a web page. Raises EmptyFile where no words are left, LimitExceeded where it is nested too deep."""
    decoded = decode_html(data)
    _check_amount(decoded, filename, limits)
    tree = LexborHTMLParser(decoded)
    body = tree.body
    if body is None:
        raise DamagedFile(f"{filename} has no body")
    walker = _Walker(limits, filename, _main_of(body))
    walker.walk(body)
    walker.end_paragraph()
    contents = join_cut_paragraphs(walker.contents)
    if not any(isinstance(item, TablePiece) or item.kind is not BlockKind.FURNITURE for item in contents):
        raise EmptyFile(f"{filename} holds no text")
    title = tree.css_first("title")
    links = tuple(dict.fromkeys(href for node in body.css("a[href]") if (href := node.attributes.get("href"))))
    facts = FileFacts(filename, sha256, "text/html", _squeeze(title.text()) or None if title else None, links)
    return assemble(contents, [Page(1, 0, 0)], facts)


def _check_amount(decoded: str, filename: str, limits: Limits) -> None:
    """Refuse what holds more than a paper can, before a tree is built of it."""
    cells = sum(1 for _ in _CELL.finditer(decoded))
    if cells > limits.cells:
        raise LimitExceeded(f"{filename} has {cells} cells in its tables, more than {limits.cells}")
    tags = decoded.count("<")
    if tags > limits.tags:
        raise LimitExceeded(f"{filename} has {tags} tags, more than {limits.tags}")


def _squeeze(words: str) -> str:
    return _SPACE.sub(" ", words).strip()


def _main_of(body: LexborNode) -> LexborNode | None:
    """The element that says it is the page's content, if it holds a fair share of the words."""
    everything = len(_squeeze(body.text()))
    for selector in _MAIN:
        nodes = body.css(selector)
        if len(nodes) == 1 and len(_squeeze(nodes[0].text())) * 3 > everything:
            return nodes[0]
    return None


def _ancestors(node: LexborNode) -> Iterator[int]:
    """Identities of the elements around ``node``; comparing nodes themselves would compare their whole HTML."""
    parent = node.parent
    while parent is not None:
        yield parent.mem_id
        parent = parent.parent


@dataclass(slots=True)
class _Style:
    """What an open element tells about the words inside it."""

    heading: int = 0
    bold: bool = False
    item: str | None = None
    depth: int = 0


@dataclass(slots=True)
class _Open:
    """The paragraph being gathered."""

    words: list[str] = field(default_factory=list)
    bold: int = 0
    total: int = 0


class _Walker:
    """Goes through the tree once, gathering inline words into pieces."""

    def __init__(self, limits: Limits, filename: str, main: LexborNode | None) -> None:
        self.contents: list[Content] = []
        self._limits = limits
        self._blocks = 0
        self._filename = filename
        self._main_id = main.mem_id if main is not None else None
        self._around_main = set(_ancestors(main)) if main is not None else set()
        self._outside = main is not None
        self._open = _Open()
        self._style = _Style()
        self._prefix = ""

    def walk(self, node: LexborNode, depth: int = 0) -> None:
        if depth > self._limits.nesting:
            raise LimitExceeded(f"{self._filename} nests more than {self._limits.nesting} elements")
        child = node.first_child
        while child is not None:
            self._visit(child, depth)
            child = child.next

    def _visit(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag.startswith(("-", "!")) or tag in NEVER or is_hidden(node):
            return
        elif node.mem_id == self._main_id:
            self.end_paragraph()
            self._outside = False
            self.walk(node, depth + 1)
            self.end_paragraph()
            self._outside = True
        elif is_aside(node) or (self._outside and node.mem_id not in self._around_main):
            self.end_paragraph()
            self._furniture(node)
        elif tag == "br":
            self._open.words.append(_BREAK)
        elif tag in _BLOCKS:
            self._block(node, tag, depth)
        else:
            self._inline(node, tag, depth)

    # -- words ---------------------------------------------------------------------------------------------------

    def _text(self, words: str) -> None:
        if words and not words.strip(_BLANKS):  # half of a page's texts stand between tags and hold nothing
            self._open.words.append(" ")
            return
        squeezed = _SPACE.sub(" ", words)
        self._open.words.append(squeezed)
        length = len(squeezed.strip())
        self._open.total += length
        self._open.bold += length if self._style.bold else 0

    def _inline(self, node: LexborNode, tag: str, depth: int) -> None:
        before = self._style.bold
        if tag in ("b", "strong"):
            self._style.bold = True
        superscript = tag == "sup"
        if superscript and (node.text() or "").strip().isdigit():
            self._text((node.text() or "").strip().translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")))
        else:
            self.walk(node, depth + 1)
        self._style.bold = before

    def end_paragraph(self) -> None:
        """Close the paragraph that is open, parted at line breaks where the sentence does not go on."""
        held, self._open = self._open, _Open()
        gathered = "".join(held.words)
        if not gathered.strip(_BLANKS + _BREAK):
            return
        bold = held.total > 0 and held.bold * 10 >= held.total * 9
        parts: list[str] = []
        for part in gathered.split(_BREAK):
            # Blanks are folded already, but for those of two texts side by side.
            words = strip_template_tags(_squeeze(part) if "  " in part else part.strip())
            if not words:
                continue
            if parts and (is_bare_marker(parts[-1]) or continues(parts[-1], words)):
                parts[-1] = f"{parts[-1]} {words}"
            else:
                parts.append(words)
        for words in parts:
            self._add(words, bold)

    def _add(self, words: str, bold: bool) -> None:
        if self._prefix:
            words, self._prefix = f"{self._prefix} {words}", ""
        style = self._style
        marker = read_marker(words)
        piece = Piece(BlockKind.PARAGRAPH, [Run(words, 1)], bold=bold)
        if style.heading and len(words.split()) <= 40:
            piece.kind, piece.level = BlockKind.HEADING, style.heading
            piece.marker = marker.printed if marker else None
        elif style.item is not None:
            piece.kind, piece.level = BlockKind.LIST_ITEM, max(style.depth, 1)
            if marker is None:
                piece.runs = [Run(f"{style.item} {words}", 1)]
            piece.marker = marker.printed if marker else style.item
            style.item = None
        elif bold and heading_wording(words, most_words=20):
            piece.kind, piece.level = BlockKind.HEADING, 4
            piece.marker = marker.printed if marker else None
        elif marker is not None:
            piece.kind, piece.level, piece.marker = BlockKind.LIST_ITEM, style.depth + 1, marker.printed
        self._blocks += 1
        if self._blocks > self._limits.blocks:
            raise LimitExceeded(f"{self._filename} has more than {self._limits.blocks} paragraphs")
        self.contents.append(piece)

    def _furniture(self, node: LexborNode) -> None:
        words = _squeeze(" ".join(visible_words(node)))
        if words:
            self.contents.append(Piece(BlockKind.FURNITURE, [Run(words, 1)]))

    # -- blocks --------------------------------------------------------------------------------------------------

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self.end_paragraph()
        if tag == "table":
            self._table(node, depth)
        elif tag == "pre" and "\n" in (lines := node.text().strip("\n")):
            self.contents.extend(read_preformatted(strip_template_tags(lines)))
        elif tag in ("ol", "ul"):
            self._list(node, tag, depth)
        elif tag == "dl":
            self._definitions(node, depth)
        else:
            outer = self._style
            self._style = _Style(heading_of(node, tag) or outer.heading, is_bold(node), outer.item, outer.depth)
            self.walk(node, depth + 1)
            self.end_paragraph()
            outer.item = self._style.item
            self._style = outer

    def _list(self, node: LexborNode, tag: str, depth: int) -> None:
        outer = self._style
        attributes = node.attributes
        count = integer(attributes.get("start"), 1)
        for child in node.iter(include_text=False):
            if child.tag != "li" or is_hidden(child):
                if child.tag in ("ol", "ul"):
                    self._style = _Style(depth=outer.depth + 1)
                    self._list(child, child.tag, depth + 1)
                continue
            count = integer(child.attributes.get("value"), count)
            marker = "•" if tag == "ul" else f"{format_number(count, attributes.get('type') or '1')}."
            count += 1
            self._style = _Style(item=marker, depth=outer.depth + 1)
            self.walk(child, depth + 1)
            self.end_paragraph()
        self._style = outer

    def _definitions(self, node: LexborNode, depth: int) -> None:
        """Terms and what is said of them: "Label: value" on one line, the first value beside its label."""
        label = ""
        for child in definition_parts(node):
            if child.tag == "dt":
                if label:
                    self._add(label, True)
                label = strip_template_tags(_squeeze(" ".join(visible_words(child))))
                continue
            held, self.contents = self.contents, []
            self.walk(child, depth + 1)
            self.end_paragraph()
            inner, self.contents = self.contents, held
            if label and inner and isinstance(inner[0], Piece):
                between = " " if label.endswith(":") else "\t"
                first = inner[0]
                first.runs = [Run(f"{label}{between}{first.runs[0].words}", 1), *first.runs[1:]]
                label = ""
            self.contents.extend(inner)
        if label:
            self._add(label, True)

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, node: LexborNode, depth: int) -> None:
        rows = [row for row in own_rows(node) if not is_hidden(row)]
        outer, held = self._style, self.contents
        caption = next((child for child in node.iter() if child.tag == "caption" and not is_hidden(child)), None)
        if caption is not None:
            self._block(caption, "caption", depth + 1)
        cells, columns = self._cells(rows, depth)
        self._style, self.contents = outer, held
        if not cells:
            return
        if is_layout(node, cells, columns):
            for cell in cells:
                self._flow(cell)
            self._prefix = ""
            return
        header = header_rows(rows)
        for content in settle(TablePiece(len(rows), columns, cells, 1)):
            if isinstance(content, TablePiece) and header and not content.is_form:
                content.header_rows = max(header, content.header_rows)
            self.contents.append(content)

    def _cells(self, rows: list[LexborNode], depth: int) -> tuple[list[CellPiece], int]:
        taken: set[tuple[int, int]] = set()
        cells: list[CellPiece] = []
        places = 0
        for number, row in enumerate(rows):
            column = 0
            for child in row.iter(include_text=False):
                if child.tag not in ("td", "th") or is_hidden(child):
                    continue
                while (number, column) in taken:
                    column += 1
                across = min(max(integer(child.attributes.get("colspan"), 1), 1), 100)
                down = min(max(integer(child.attributes.get("rowspan"), 1), 1), len(rows) - number)
                places += down * across
                if places > self._limits.table_cells:
                    most = self._limits.table_cells
                    raise LimitExceeded(f"{self._filename} has a table of more than {most} cells")
                taken.update((number + y, column + x) for y in range(down) for x in range(across))
                cell = CellPiece(number, column, down, across, 1)
                cell.fill(self._inside(child, depth))
                cells.append(cell)
                column += across
        return cells, max((cell.column + cell.column_span for cell in cells), default=0)

    def _inside(self, node: LexborNode, depth: int) -> list[Content]:
        self.contents = []
        self._style = _Style(bold=node.tag == "th")
        self.walk(node, depth + 1)
        self.end_paragraph()
        return self.contents

    def _flow(self, cell: CellPiece) -> None:
        """A cell of a layout table is running text; a lone number opens the text beside it."""
        if len(cell.pieces) == 1 and (is_bare_marker(cell.words) or re.fullmatch(r"\d{1,3}", cell.words)):
            self._prefix = cell.words
            return
        for piece in cell.pieces:
            if self._prefix:
                first = piece.runs[0]
                piece.runs = [Run(f"{self._prefix} {first.words}", 1), *piece.runs[1:]]
                piece.marker = piece.marker or self._prefix
                self._prefix = ""
            self.contents.append(piece)
