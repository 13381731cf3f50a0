"""The work on one file: read it, extract its facts, make its rows. No clock, no database; runs in any process."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from db.rows import DocumentRows, document_rows
from extractors.records import Record
from ingest.document import Document
from ingest.errors import InternalFault, MinutebookError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileRead:
    """One paper read and understood."""

    document: Document
    record: Record


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """One paper ready to be stored."""

    rows: DocumentRows


@dataclass(frozen=True, slots=True)
class FileFailed:
    """Why one file gave nothing."""

    code: str
    message: str
    remedy: str
    details: str = ""
    """The traceback, for --verbose; empty for the errors that are raised on purpose."""


def read_one(path: Path) -> FileRead | FileFailed:
    """Read and extract one file. Never raises."""
    from extractors.extract import extract
    from ingest.reading import read_file

    def work() -> FileRead:
        document = read_file(path)
        return FileRead(document, extract(document))

    return at_the_edge(path.name, work)


def prepare(path: Path, filename: str) -> PreparedFile | FileFailed:
    """Read and extract the file at ``path``, which is called ``filename``, and make its rows. Never raises."""
    return at_the_edge(filename, lambda: _prepared(path.read_bytes(), filename))


def prepare_bytes(content: bytes, filename: str) -> PreparedFile | FileFailed:
    """As ``prepare``, of a file that another machine has read from its disk. Never raises."""
    return at_the_edge(filename, lambda: _prepared(content, filename))


def _prepared(content: bytes, filename: str) -> PreparedFile:
    from extractors.extract import extract
    from ingest.reading import read_bytes

    document = read_bytes(content, filename)
    return PreparedFile(document_rows(document, extract(document)))


def at_the_edge(filename: str, work: Callable[[], T]) -> T | FileFailed:
    """Do ``work`` so that one bad file is kept from the others: whatever goes wrong becomes a record of it."""
    try:
        return work()
    except InternalFault as error:
        return FileFailed(error.code, error.message, error.remedy, traceback.format_exc())
    except MinutebookError as error:
        return FileFailed(error.code, error.message, error.remedy)
    except MemoryError:
        return FileFailed("limit_exceeded", f"{filename} needs more memory than one file may use", "Split the file.")
    except RecursionError:
        return FileFailed("limit_exceeded", f"{filename} is nested too deeply", "Simplify the file.")
    except Exception as error:  # noqa: BLE001 - the edge of one document: recorded, named, and the run goes on
        return FileFailed(
            "internal",
            f"{filename}: {type(error).__name__}: {error}",
            "This is a fault of Minutebook, not of the paper; please report it with the output of --verbose.",
            traceback.format_exc(),
        )
