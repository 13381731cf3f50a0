"""The work on one file: read it, extract its facts. Pure but for the reading; runs in any process."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from extractors.records import Record
from ingest.document import Document
from ingest.errors import MinutebookError


@dataclass(frozen=True, slots=True)
class FileRead:
    """One paper read and understood."""

    document: Document
    record: Record


@dataclass(frozen=True, slots=True)
class FileFailed:
    """Why one file gave nothing."""

    code: str
    message: str
    remedy: str
    details: str = ""
    """The traceback, for --verbose; empty for the errors that are raised on purpose."""


def work_on(path: Path) -> FileRead | FileFailed:
    """Read and extract one file. Never raises: this is the edge at which one bad file is kept from the others."""
    from extractors.extract import extract
    from ingest.reading import read_file

    try:
        document = read_file(path)
        return FileRead(document, extract(document))
    except MinutebookError as error:
        return FileFailed(error.code, error.message, error.remedy)
    except MemoryError:
        return FileFailed("out_of_memory", f"{path.name} needs more memory than there is", "Split the file.")
    except RecursionError:
        return FileFailed("limit_exceeded", f"{path.name} is nested too deeply", "Split or simplify the file.")
    except Exception as error:  # noqa: BLE001 - the edge of one document: recorded, named, and the run goes on
        return FileFailed(
            "internal",
            f"{path.name}: {type(error).__name__}: {error}",
            "This is a fault of Minutebook, not of the paper; please report it with the output of --verbose.",
            traceback.format_exc(),
        )
