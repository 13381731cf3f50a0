"""The files themselves, kept under their sha256: what was read can always be read again."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from ingest.errors import DamagedFile, LimitExceeded, UnreadableFile
from ingest.limits import DEFAULT_LIMITS

_PIECE = 1 << 20
_ENDING = re.compile(r"\.([a-z0-9]{1,8})\Z")


class ChangedWhileRead(UnreadableFile):
    code = "changed_while_read"
    remedy = "Wait until nothing writes to the file any more, then ingest it again."


def hash_file(path: Path) -> str:
    """The sha256 of a file. Raises an UnreadableFile where it cannot be opened or is too large."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > DEFAULT_LIMITS.file_bytes:
                raise LimitExceeded(f"{path.name} has {size:,} bytes, more than {DEFAULT_LIMITS.file_bytes:,}")
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DamagedFile(
            f"{path.name} cannot be opened: {error.strerror or type(error).__name__}",
            remedy="Check that the file is there and may be read.",
        ) from error
    return sha256


def original_path(folder: Path, sha256: str, filename: str) -> Path:
    """Where the file is kept. Its own name never becomes part of a path; only a plain ending does."""
    ending = _ENDING.search(filename.lower())
    return folder / f"{sha256}.{ending[1] if ending else 'bin'}"


def keep_original(path: Path, folder: Path, sha256: str) -> Path:
    """Copy ``path`` into the archive's folder of originals, wholly or not at all, and give the copy's place.

    Raises ChangedWhileRead if its bytes are no longer those that were hashed.
    """
    kept = original_path(folder, sha256, path.name)
    if kept.exists():
        return kept
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary_name = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    temporary = Path(temporary_name)
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as copy, path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != sha256:
            raise ChangedWhileRead(f"{path.name} changed while it was being read")
        temporary.replace(kept)
    finally:
        temporary.unlink(missing_ok=True)
    return kept
