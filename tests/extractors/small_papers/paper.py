"""One small paper of the TOML files beside this one, what is expected of it, and what the extractors find in it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.extract import extract
from extractors.records import Record, Votes
from ingest.reading import read_bytes

FOLDER = Path(__file__).parent
ORIGINS = ("developed", "caught", "unseen")
"""The rules were written with the paper in view; or it was written before they were tried on it, and caught a fault,
since mended, or found nothing."""


@dataclass(frozen=True, slots=True)
class SmallPaper:
    """``expected`` maps a list of the contract (or "document") to all that the paper holds of it, row by row.

    ``misses`` maps a list that is known to come out wrong to the reason.
    """

    shape: str
    name: str
    origin: str
    text: str
    suffix: str
    expected: dict[str, Any]
    misses: dict[str, str]

    @property
    def filename(self) -> str:
        return f"{self.name}.{self.suffix}"


def _document(record: Record, wanted: dict[str, Any]) -> dict[str, Any]:
    return {field: getattr(record.document, field) for field in wanted}


def _decisions(record: Record, wanted: Any) -> list[list[str | None]]:
    return [[d.title, d.outcome, d.decided_on] for d in record.decisions]


def _decision_makers(record: Record, wanted: Any) -> list[str | None]:
    return [d.decision_maker for d in record.decisions]


def _decision_numbers(record: Record, wanted: Any) -> list[str | None]:
    return [d.number or d.reference for d in record.decisions]


def _parts(record: Record, wanted: Any) -> list[list[str | None]]:
    return [[d.reasons, d.alternatives, d.conflicts, d.dispensations] for d in record.decisions]


def _resolutions(record: Record, wanted: Any) -> list[list[str]]:
    return [[r.status, " ".join(sorted(r.effects)), r.text] for r in record.resolutions]


def _numbers(record: Record, wanted: Any) -> list[str | None]:
    return [r.number for r in record.resolutions]


def _votes(record: Record, wanted: Any) -> list[dict[str, Any]]:
    return [_printed_votes(resolution.votes) for resolution in record.resolutions]


def _printed_votes(votes: Votes | None) -> dict[str, Any]:
    if votes is None:
        return {}
    counts = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained, "unanimous": votes.unanimous}
    return {side: count for side, count in counts.items() if count is not None}


def _call_ins(record: Record, wanted: Any) -> list[list[Any]]:
    found = [
        [-1 if c.decision is None else c.decision, c.status, c.deadline, c.effective_from] for c in record.call_ins
    ]
    return [[value for value in row if value is not None] for row in found]


def _dates(record: Record, wanted: Any) -> list[list[str | None]]:
    return [[d.date_from, d.date_to, d.role] for d in record.dates]


def _people(record: Record, wanted: Any) -> list[list[str | None]]:
    return [[person.name, person.role] for person in record.people]


LISTS: dict[str, Callable[[Record, Any], Any]] = {
    "document": _document,
    "decisions": _decisions,
    "decision_makers": _decision_makers,
    "decision_numbers": _decision_numbers,
    "parts": _parts,
    "resolutions": _resolutions,
    "numbers": _numbers,
    "votes": _votes,
    "call_ins": _call_ins,
    "dates": _dates,
    "people": _people,
}
"""What a paper may be asked for, and how it is read from a record."""


@cache
def small_papers() -> tuple[SmallPaper, ...]:
    """Every small paper, in the order of the files."""
    return tuple(paper for path in sorted(FOLDER.glob("*.toml")) for paper in _of_file(path))


def _of_file(path: Path) -> Iterator[SmallPaper]:
    for entry in tomllib.loads(path.read_text("utf-8"))["paper"]:
        yield SmallPaper(
            shape=path.stem,
            name=entry["name"],
            origin=entry.get("origin", "unseen"),
            text=entry["text"].lstrip("\n"),
            suffix=entry.get("suffix", "txt"),
            expected=entry["expected"],
            misses=entry.get("misses", {}),
        )


@cache
def record_named(name: str) -> Record:
    """The record of the paper of that name, read and extracted as any file."""
    (paper,) = (paper for paper in small_papers() if paper.name == name)
    return extract(read_bytes(paper.text.encode(), paper.filename))


def record_of(paper: SmallPaper) -> Record:
    """The record of ``paper``."""
    return record_named(paper.name)
