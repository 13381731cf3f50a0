"""Small invented papers for the tests of decisions, resolutions and call-ins. No sentence is from a real paper."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from extractors.call_ins.call_ins import find_call_ins
from extractors.decisions.decisions import find_decisions
from extractors.pipeline import read
from extractors.reading import Reading
from extractors.records import CallIn, Decision, Resolution
from extractors.structure.sections import find_sections
from ingest.reading import read_bytes
from tests.extractors.known_facts import known_facts


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


def paper(text: str, kind: str = "decision_record", *, as_file: str = "invented.txt", **facts: Any) -> Extracted:
    """Read ``text`` as a paper of ``kind`` (text, or HTML by its name) and find its decisions and call-ins."""
    words = dedent(text).strip("\n")
    document = read_bytes(words.encode(), as_file)
    reading = read(document)
    known = known_facts(document, kind=kind, **facts)
    sections = find_sections(reading, kind)
    decisions, resolutions = find_decisions(reading, known, sections)
    call_ins = find_call_ins(reading, known, sections, decisions, (), resolutions)
    for resolution in resolutions:
        assert reading.text[resolution.start : resolution.end] == resolution.text
    for call_in in call_ins:
        assert reading.text[call_in.start : call_in.end] == call_in.quote
    return Extracted(reading, decisions, resolutions, call_ins)


def item(body: str) -> Extracted:
    """The minutes of a meeting whose second item of business is ``body``."""
    return paper(f"BOARD\n\n1. Welcome\n\nAll came.\n\n2. Wharf\n\n{body}\n\n3. Close\n\nNone.", "minutes")
