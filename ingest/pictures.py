"""Pictures of pages and the places of words on them, for showing a passage where it stands."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import pymupdf

from ingest.document import Box
from ingest.errors import DamagedFile
from ingest.pdf_lines import FLAGS

DPI = 110
"""Legible on a screen at full width, and some 50 kB a page in grey."""


_SHADES = bytes((level * 15 + 127) // 255 for level in range(256))
_SHADES_LEFT = bytes(shade << 4 for shade in _SHADES)
"""Sixteen shades of grey, two pixels a byte: print stays as legible as with 256, in two thirds of the bytes."""

COVER_GREY = 102
"""The grey of what is painted over, from 0 (black) to 255: one of the sixteen shades, so that it stays what it is."""

Source = bytes | Path
"""A PDF as its bytes or by its path."""


class Pages:
    """A PDF opened once, for the pictures and words of many pages. Raises DamagedFile where it cannot be opened."""

    def __init__(self, source: Source) -> None:
        try:
            self._file = _open(source)
            self.count = int(self._file.page_count)
        except (RuntimeError, ValueError) as error:
            # The library's own words name the place of the file on this machine.
            raise DamagedFile("the PDF cannot be opened") from error

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def picture(self, page: int, *, dpi: int = DPI, covered: Sequence[Box] = ()) -> bytes:
        """The grey picture of one page (1-based) as PNG. A point is ``dpi / 72`` pixels; the boxes ``covered``
        (in points) are painted over. Raises DamagedFile where it cannot be drawn."""
        try:
            drawn = self._file[page - 1].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
        except (RuntimeError, ValueError, IndexError) as error:
            raise DamagedFile(f"page {page} cannot be drawn: {error}") from error
        for box in covered:
            drawn.set_rect((pymupdf.Rect(box) * (dpi / 72)).irect & drawn.irect, (COVER_GREY,))
        return _png(drawn.samples, drawn.width, drawn.height, drawn.stride)

    def words(self, page: int) -> list[tuple[str, Box]]:
        """Each word of one page with its box in points, as the page is shown, in content order."""
        try:
            sheet = self._file[page - 1]
            words = sheet.get_text("words", flags=FLAGS)
            turn = sheet.rotation_matrix
            return [(word[4], Box(*(pymupdf.Rect(word[:4]) * turn))) for word in words]
        except (RuntimeError, ValueError, IndexError) as error:
            raise DamagedFile(f"page {page} cannot be read: {error}") from error


def page_picture(source: Source, page: int, *, dpi: int = DPI, covered: Sequence[Box] = ()) -> bytes:
    """As ``Pages.picture``, for one page alone."""
    with Pages(source) as pages:
        return pages.picture(page, dpi=dpi, covered=covered)


def page_count(source: Source) -> int:
    """How many pages a PDF has. Raises DamagedFile where it cannot be opened."""
    with Pages(source) as pages:
        return pages.count


def _png(samples: bytes, width: int, height: int, stride: int) -> bytes:
    """One byte a pixel in, a PNG of sixteen shades out."""
    rows = bytearray()
    for start in range(0, height * stride, stride):
        row = samples[start : start + width] + b"\xff" * (width % 2)
        left = int.from_bytes(row[0::2].translate(_SHADES_LEFT), "big")
        right = int.from_bytes(row[1::2].translate(_SHADES), "big")
        rows += b"\0" + (left | right).to_bytes(len(row) // 2, "big")
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _open(source: Source) -> pymupdf.Document:
    if isinstance(source, bytes):
        return pymupdf.open(stream=source, filetype="pdf")
    return pymupdf.open(source, filetype="pdf")
