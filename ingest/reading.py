"""One file in, one Document out: the call that everything else reads papers through."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.document import BlockKind, Document
from ingest.docx_reader import read_docx
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    InternalFault,
    LimitExceeded,
    UnreadableFile,
    UnsupportedFile,
    WronglyNamedFile,
)
from ingest.html_reader import read_html
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.pdf_reader import read_pdf
from ingest.sniff import FileKind, claimed_kind, sniff
from ingest.text_reader import read_text

_READERS = {
    FileKind.PDF: read_pdf,
    FileKind.WORD: read_docx,
    FileKind.HTML: read_html,
    FileKind.TEXT: read_text,
}
_HERE = Path(__file__).parent
_SLIPS = (TypeError, AttributeError, LookupError, NameError, ArithmeticError, AssertionError, ValueError, StopIteration)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream in which a Word file with a password hides, inside an old Office container."""


def read_file(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one paper. Raises a subclass of UnreadableFile, each with its own code and remedy."""
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise LimitExceeded(f"{path.name} has {size} bytes, more than {limits.file_bytes}")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DamagedFile(
            f"{path.name} cannot be opened: {reason}", remedy="Check that the file is there and may be read."
        ) from error
    return read_bytes(data, path.name, limits=limits)


def read_bytes(data: bytes, filename: str, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read one paper from its bytes.

    The content decides which reader is taken, so a PDF that is named .docx is read as the PDF it is. ``filename``
    decides only between a web page and plain text where the content allows both, and words the error.
    """
    if not data or not data.strip(b"\x00 \t\r\n\f"):
        raise EmptyFile(f"{filename} holds nothing")
    if len(data) > limits.file_bytes:
        raise LimitExceeded(f"{filename} has {len(data)} bytes, more than {limits.file_bytes}")
    kind, claimed = sniff(data), claimed_kind(filename)
    if kind is FileKind.TEXT and claimed is FileKind.HTML:
        kind = FileKind.HTML
    if kind is FileKind.HTML and claimed is FileKind.TEXT:
        kind = FileKind.TEXT
    reader = _READERS.get(kind)
    if reader is None or (kind is FileKind.TEXT and claimed in (FileKind.PDF, FileKind.WORD)):
        raise _refusal(data, filename, kind, claimed)
    if kind is FileKind.TEXT and claimed is None:
        raise UnsupportedFile(f"{filename} is of a kind that is not read")
    try:
        return _within(reader(data, filename, hashlib.sha256(data).hexdigest(), limits), limits)
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise LimitExceeded(f"{filename} needs more memory than one file may use") from error
    except RecursionError as error:
        raise LimitExceeded(f"{filename} is nested too deeply") from error
    except Exception as error:
        if _is_ours(error):
            raise InternalFault(f"{filename}: {type(error).__name__}: {error}") from error
        raise DamagedFile(f"{filename} cannot be read as a {kind}: {type(error).__name__}: {error}") from error


def _within(document: Document, limits: Limits) -> Document:
    """The document, if there is no more of it than of a paper; readers refuse earlier what they can count earlier."""
    cells = sum(len(table.cells) for table in document.tables)
    longest = max(
        (block.end - block.start for block in document.blocks if block.kind is not BlockKind.TABLE), default=0
    )
    for count, most, what in (
        (len(document.text), limits.text_characters, "characters"),
        (len(document.blocks), limits.blocks, "paragraphs and tables"),
        (cells, limits.cells, "cells in its tables"),
        (longest, limits.block_characters, "characters in one paragraph"),
    ):
        if count > most:
            raise LimitExceeded(f"{document.filename} has {count} {what}, more than {most}")
    return document


def _is_ours(error: Exception) -> bool:
    """Whether the error is a slip of this program: of a kind that sound code never raises, and raised here.

    What a library raises in its own code, of whatever kind, is its way of saying that the file is damaged.
    """
    if not isinstance(error, _SLIPS):
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and Path(trace.tb_frame.f_code.co_filename).parent == _HERE


def _refusal(data: bytes, filename: str, kind: FileKind, claimed: FileKind | None) -> Exception:
    """The error that fits a file no reader takes."""
    if kind is FileKind.OLD_OFFICE and _ENCRYPTED_PACKAGE in data:
        return EncryptedFile(f"{filename} is protected by a password")
    if claimed is None:
        return UnsupportedFile(f"{filename} is of a kind that is not read ({kind})")
    if kind is FileKind.OLD_OFFICE and claimed is FileKind.WORD:
        return UnsupportedFile(f"{filename} is an old Word file under a new name")
    if kind is FileKind.BINARY:
        return DamagedFile(f"{filename} is not the {claimed} its name says it is: its first bytes are no such file's")
    return WronglyNamedFile(f"{filename} says it is a {claimed}, but its content is a {kind}")
