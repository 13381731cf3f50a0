"""PDF: lines with their places become text in reading order, page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import pymupdf

from ingest.assemble import FileFacts, assemble
from ingest.document import BlockKind, Document, Page, PageSource
from ingest.errors import DamagedFile, EmptyFile, EncryptedFile, LimitExceeded
from ingest.furniture import PageLines, find_furniture
from ingest.joins import join_pages
from ingest.limits import Limits
from ingest.markers import Levels
from ingest.ocr import recognise
from ingest.pdf_bounds import check_forms, check_pages
from ingest.pdf_layout import Setting
from ingest.pdf_lines import FLAGS, Fragment, Turn, fragments_of, turn_of
from ingest.pdf_page import Drawn, look_for_lines, read_page
from ingest.pieces import Content, Piece, Run

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
pymupdf.no_recommend_layout()


_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
"""Characters a font maps to nothing known: a text layer made of them is none."""
_END = b"%%EOF"
_LAST_BYTES = 1024
"""Where the end of a PDF must be marked (PDF Reference 1.7, appendix H, note 18)."""
_CUT_SHORT = "The file breaks off before its end, as if not copied wholly: pages behind this one may be missing."


@dataclass(slots=True)
class _Sheet:
    """One page while it is read."""

    number: int
    turn: Turn
    fragments: list[Fragment]
    drawn: Drawn = field(default_factory=Drawn)
    source: PageSource = PageSource.TEXT
    note: str | None = None
    shown_width: float = 0.0
    shown_height: float = 0.0
    links: tuple[str, ...] = ()


def read_pdf(data: bytes, filename: str, sha256: str, limits: Limits) -> Document:
    """Read a PDF. Raises EncryptedFile, DamagedFile, EmptyFile or LimitExceeded; the library's own errors are
    turned into DamagedFile by the caller."""
    file = _open(data, filename)
    try:
        check_pages(file, filename, limits)
        check_forms(file, filename, limits)
        return _read(file, filename, sha256, limits, marked_end=_END in data[-_LAST_BYTES:])
    except ValueError as error:
        if file.page_count:
            raise
        # The library mends a broken list of objects where it first meets it, and the pages may be gone then.
        raise EmptyFile(f"{filename} has no pages that can be read") from error
    finally:
        file.close()


def _open(data: bytes, filename: str) -> pymupdf.Document:
    try:
        file = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise DamagedFile(f"{filename} cannot be opened as a PDF: {error}") from error
    if file.needs_pass:
        file.close()
        raise EncryptedFile(f"{filename} is protected by a password")
    if file.page_count == 0:
        file.close()
        raise EmptyFile(f"{filename} has no pages")
    return file


def _read(file: pymupdf.Document, filename: str, sha256: str, limits: Limits, *, marked_end: bool) -> Document:
    sheets = _sheets(file, filename, limits)
    if not sheets:
        # A broken list of pages is mended while it is read, and may hold none then.
        raise EmptyFile(f"{filename} has no pages that can be read")
    if file.is_repaired and not marked_end:
        # The library finds the pages that are there; only their number in the lost part would tell of the others.
        sheets[-1].note = " ".join(filter(None, (sheets[-1].note, _CUT_SHORT)))
    links = tuple(dict.fromkeys(link for sheet in sheets for link in sheet.links))
    lines = [
        PageLines(sheet.number, sheet.turn.height, sheet.fragments, sheet.drawn.holding(sheet.fragments, sheet.turn))
        for sheet in sheets
    ]
    furniture = find_furniture(lines)
    size, bold = _usual_type(sheets)
    levels = Levels()
    ends = [[fragment.x1 for fragment in sheet.fragments if len(fragment.words) > 40] for sheet in sheets]
    contents: list[list[Content]] = []
    for sheet in sheets:
        aside = furniture.get(sheet.number, set())
        body = [fragment for fragment in sheet.fragments if fragment not in aside] if aside else sheet.fragments
        right = _right_margin(sheets, ends, sheet)
        setting = Setting(size, bold, sheet.number, right)
        found: list[Content] = [
            Piece(BlockKind.FURNITURE, [Run(fragment.words, sheet.number, fragment.shown)])
            for fragment in sheet.fragments
            if fragment in aside
        ]
        found.extend(
            read_page(partial(file.load_page, sheet.number - 1), sheet.turn, sheet.drawn, body, setting, levels)
        )
        contents.append(found)
    pages = [
        Page(sheet.number, 0, 0, sheet.shown_width, sheet.shown_height, sheet.source, sheet.note) for sheet in sheets
    ]
    title = (file.metadata or {}).get("title") or None
    facts = FileFacts(filename, sha256, "application/pdf", title, links)
    return assemble(join_pages(contents, size), pages, facts)


def _sheets(file: pymupdf.Document, filename: str, limits: Limits) -> list[_Sheet]:
    sheets: list[_Sheet] = []
    recognised = characters = 0
    crowded = False
    for number in range(file.page_count):
        page = file.load_page(number)
        sheet = _sheet(page)
        held = sum(len(fragment.words) for fragment in sheet.fragments)
        characters += held
        if characters > limits.text_characters:
            raise LimitExceeded(f"{filename} has more than {limits.text_characters} characters")
        if held > limits.page_characters or len(sheet.fragments) > limits.page_pieces:
            sheet.note = f"Not read: {held} characters in {len(sheet.fragments)} pieces, more than a page of a paper."
            sheet.fragments, crowded = [], True
        elif _needs_recognition(page, sheet):
            sheet.source = PageSource.OCR
            sheet.fragments = []
            if recognised >= limits.ocr_pages:
                sheet.note = f"Not recognised: the file has more than {limits.ocr_pages} scanned pages."
            else:
                found = recognise(page, seconds=limits.ocr_seconds)
                sheet.fragments, sheet.note = list(found.fragments), found.note
                width, height = page.rect.width, page.rect.height
                if found.sideways:
                    width, height = height, width
                sheet.turn = Turn(pymupdf.Identity, pymupdf.Identity, width, height)
                recognised += 1
        else:
            sheet.drawn = look_for_lines(page, sheet.turn)
        sheets.append(sheet)
    if crowded and not any(sheet.fragments for sheet in sheets):
        most = limits.page_characters
        raise LimitExceeded(f"{filename} holds no page of fewer than {most} characters and {limits.page_pieces} pieces")
    return sheets


def _sheet(page: pymupdf.Page) -> _Sheet:
    blocks = page.get_text("dict", flags=FLAGS)["blocks"]
    turn = turn_of(page, blocks)
    fragments = fragments_of(blocks, turn)
    links = tuple(link["uri"] for link in page.get_links() if link.get("uri"))
    shown = page.rect
    return _Sheet(page.number + 1, turn, fragments, shown_width=shown.width, shown_height=shown.height, links=links)


def _needs_recognition(page: pymupdf.Page, sheet: _Sheet) -> bool:
    """A page without a usable text layer that shows something: no words, or words in no known characters."""
    words = "".join(fragment.words for fragment in sheet.fragments)
    if not words:
        return _shows_something(page)
    odd = len(_UNKNOWN.findall(words))
    if odd * 10 > len(words) * 3 and len(words) > 40:
        return True
    return len(words) < 60 and _picture_share(page) > 0.6


def _shows_something(page: pymupdf.Page) -> bool:
    return bool(page.get_images()) or len(page.get_cdrawings()) > 20


def _picture_share(page: pymupdf.Page) -> float:
    """The largest picture's share of the page: a scan with a stamped page number is still a scan."""
    whole = abs(page.rect)
    boxes = [abs(pymupdf.Rect(info["bbox"]) & page.rect) for info in page.get_image_info()]
    return max(boxes, default=0.0) / whole if whole else 0.0


def _usual_type(sheets: Sequence[_Sheet]) -> tuple[float, bool]:
    """The type size most characters of the document have, and whether most are bold."""
    sizes: Counter[float] = Counter()
    total = bold = 0
    for sheet in sheets:
        for fragment in sheet.fragments:
            sizes[round(fragment.size * 2) / 2] += len(fragment.words)
            total += len(fragment.words)
            bold += len(fragment.words) if fragment.bold else 0
    return (sizes.most_common(1)[0][0] if sizes else 11.0), bold * 2 > total


def _right_margin(sheets: Sequence[_Sheet], ends: Sequence[Sequence[float]], sheet: _Sheet) -> float:
    """Where full lines end on this page and its neighbours of the same width: the place most long lines reach."""
    near = range(max(0, sheet.number - 4), min(len(sheets), sheet.number + 3))
    reached = sorted(
        end for index in near if abs(sheets[index].turn.width - sheet.turn.width) < 2 for end in ends[index]
    )
    return reached[int(len(reached) * 0.95)] if reached else sheet.turn.width * 0.88
