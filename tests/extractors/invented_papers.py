"""Small invented papers for the tests of decisions, resolutions and call-ins. No sentence is from a real paper."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from extractors.call_ins.call_ins import find_call_ins
from extractors.decisions.decisions import find_decisions
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.records import CallIn, Decision, DocumentFacts, Resolution
from extractors.structure.sections import find_sections
from ingest.reading import read_bytes


@dataclass(frozen=True)
class Extracted:
    """What the extractors found in one invented paper."""

    reading: Reading
    decisions: tuple[Decision, ...]
    resolutions: tuple[Resolution, ...]
    call_ins: tuple[CallIn, ...]

    @property
    def texts(self) -> list[str]:
        return [" ".join(resolution.text.split()) for resolution in self.resolutions]

    @property
    def effects(self) -> list[tuple[str, ...]]:
        return [resolution.effects for resolution in self.resolutions]

    @property
    def numbers(self) -> list[str | None]:
        return [resolution.number for resolution in self.resolutions]

    @property
    def statuses(self) -> list[str]:
        return [resolution.status for resolution in self.resolutions]


def paper(text: str, kind: str = "decision_record", **facts: Any) -> Extracted:
    """Read ``text`` as a text file of ``kind`` and find its decisions, resolutions and call-ins."""
    words = dedent(text).strip("\n")
    document = read_bytes(words.encode(), "invented.txt")
    reading = read(document)
    known = DocumentFacts(
        sha256=document.sha256,
        filename=document.filename,
        media_type=document.media_type,
        pages=len(document.pages),
        kind=kind,
        **facts,
    )
    sections = find_sections(reading, kind)
    decisions, resolutions = find_decisions(reading, known, sections)
    call_ins = find_call_ins(reading, known, sections, decisions, ())
    for resolution in resolutions:
        assert reading.text[resolution.start : resolution.end] == resolution.text
    for call_in in call_ins:
        assert reading.text[call_in.start : call_in.end] == call_in.quote
    return Extracted(reading, decisions, resolutions, call_ins)
