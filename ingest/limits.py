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
    text_characters: int = 40_000_000
    """Characters of the text that comes out."""
    expanded_bytes: int = 512 * 1024 * 1024
    """All parts of a Word file together, once unpacked."""
    expansion_ratio: int = 200
    """Unpacked size over packed size of a Word file; real ones stay below 30, a zip bomb is in the thousands."""
    parts: int = 10_000
    """Files inside a Word file."""
    nesting: int = 200
    """Depth of elements inside one another in HTML and Word."""
    table_cells: int = 400_000
    """Places of one table's grid, spans counted; a council's longest spending list has a tenth of it."""
    ocr_pages: int = 500
    """Scanned pages recognised in one file; later ones are kept and named as not read."""
    ocr_seconds: float = 120.0
    """Time the recognition of one page may take."""


DEFAULT_LIMITS = Limits()
