"""What a file is, by its first bytes rather than by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html|head|body)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


class FileKind(StrEnum):
    """The kinds of file that readers know, and those that are recognised in order to be refused."""

    PDF = "PDF"
    WORD = "Word"
    HTML = "web page"
    TEXT = "text"
    ARCHIVE = "archive"
    OLD_OFFICE = "old Office file"
    RICH_TEXT = "rich text"
    PICTURE = "picture"
    BINARY = "binary file"


READ_BY_ENDING = {
    ".pdf": FileKind.PDF, ".docx": FileKind.WORD, ".docm": FileKind.WORD, ".dotx": FileKind.WORD,
    ".html": FileKind.HTML, ".htm": FileKind.HTML, ".xhtml": FileKind.HTML, ".aspx": FileKind.HTML,
    ".txt": FileKind.TEXT, ".text": FileKind.TEXT,
}  # fmt: skip
"""The endings that the readers take, and what each claims the file to be."""


_NO_CONTROLS = bytes(byte for byte in range(256) if byte >= 32 or byte in (8, 9, 10, 12, 13, 27))
"""All bytes that a text may hold."""


def claimed_kind(filename: str) -> FileKind | None:
    """What the ending says the file is; None for an ending no reader takes, or none at all."""
    return READ_BY_ENDING.get(PurePath(filename).suffix.lower())


def sniff(data: bytes) -> FileKind:
    """What the bytes say the file is."""
    start = data[:4096]
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in start[:1024]:
        return FileKind.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.WORD if b"word/" in data else FileKind.ARCHIVE
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.OLD_OFFICE
    if bare.startswith(b"{\\rtf"):
        return FileKind.RICH_TEXT
    if start.startswith(_PICTURES) or start[8:12] == b"WEBP":
        return FileKind.PICTURE
    if _HTML.match(bare):
        return FileKind.HTML
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return FileKind.TEXT
    controls = len(start.translate(None, delete=_NO_CONTROLS))
    return FileKind.BINARY if b"\x00" in start or controls * 50 > len(start) else FileKind.TEXT
