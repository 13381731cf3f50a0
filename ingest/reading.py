"""One file in, one Document out: the call that everything else reads papers through."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.document import Document
from ingest.errors import DamagedFile, EmptyFile, LimitExceeded
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.pdf_reader import read_pdf
from ingest.text_reader import read_text


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
    """Read one paper from its bytes; ``filename`` names it and its ending says what it claims to be."""
    if not data:
        raise EmptyFile(f"{filename} has no bytes")
    sha256 = hashlib.sha256(data).hexdigest()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return read_pdf(data, filename, sha256, limits)
    return read_text(data, filename, sha256, limits)
