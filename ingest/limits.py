"""How large a paper may be before the readers refuse it: an untrusted file must not exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one file. A council's largest agenda packs stay well below each of them."""

    file_bytes: int = 256 * 1024 * 1024
    """Size of the file itself."""
    pages: int = 5_000
    """Pages of a PDF or page breaks of a text."""
    text_characters: int = 5_000_000
    """Characters of the text that comes out: two thousand full pages, more than a council's largest pack. A million
    take 13 to 17 seconds of processor to read and understand (`benchmarks.linear_understanding --characters`), so this
    many take 80: a worker (300 seconds by the clock) has them on a machine with three times the work that it can do."""
    lines: int = 500_000
    """Lines of a plain text: a hundred for each of the most pages."""
    blocks: int = 100_000
    """Paragraphs, headings, items and tables of one file; a paper has some ten on a page."""
    block_characters: int = 300_000
    """Characters of one paragraph, or of one line of a text; converters write a hundredth."""
    page_characters: int = 50_000
    """Characters on one page of a PDF; a full table on A3 has some 15,000. A page with more is kept without words."""
    page_pieces: int = 8_000
    """Separate pieces of text on one page of a PDF, such as labels of a map. A page with more is kept without words."""
    same_pages: int = 500
    """Pages of a PDF that show the very same contents: a few bytes that would be read again for each."""
    form_drawings: int = 100_000
    """How many drawings one form of a PDF may ask for, forms inside forms counted."""
    drawings: int = 400_000
    """How often all pages of a PDF draw a form or a picture: eighty on each of the most pages. A drawing takes some
    50 microseconds, so that many take 20 seconds."""
    tags: int = 1_500_000
    """Tags of a web page, opening and closing."""
    expanded_bytes: int = 512 * 1024 * 1024
    """All parts of a Word file together, once unpacked."""
    expansion_ratio: int = 200
    """Unpacked size over packed size of a Word file; real ones stay below 30, a zip bomb is in the thousands."""
    parts: int = 10_000
    """Files inside a Word file."""
    nesting: int = 200
    """Depth of elements inside one another in HTML and Word."""
    table_cells: int = 60_000
    """Places of one table's grid, spans counted; a council's longest spending list has 40,000."""
    cells: int = 150_000
    """Cells of all tables of a file; an agenda pack of five hundred pages has a tenth of it."""
    ocr_pages: int = 500
    """Scanned pages recognised in one file; later ones are kept and named as not read."""
    ocr_seconds: float = 120.0
    """Time the recognition of one page may take."""


DEFAULT_LIMITS = Limits()
