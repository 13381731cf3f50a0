"""The cues by which a commitment is known: the entries of vocabulary/commitments.toml, ready to run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.vocabulary import filled, load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened

_WORDS: dict[str, Any] = load("commitments")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the vocabulary, ready to run."""

    name: str
    screened: Screened
    unless: Screened | None
    subject: Screened | None
    context: Screened | None
    heading: Screened | None
    papers: frozenset[str]
    tables: bool
    each: bool
    dated: bool
    fragment: bool
    last: bool
    clause: bool
    line: bool
    no_clause: bool
    whole: bool


def _joined(words: str | list[str]) -> str:
    """A pattern, or a list of alternatives as one."""
    return words if isinstance(words, str) else f"(?:{'|'.join(words)})"


def _expand(words: str | list[str], will: str) -> str:
    pieces: dict[str, str] = {name: _joined(piece) for name, piece in _WORDS["pieces"].items()} | {"will": will}
    return filled(_joined(words), pieces)


def _optional(entry: dict[str, Any], name: str) -> Screened | None:
    return screened(_expand(entry[name], "")) if name in entry else None


def _cues(will: str) -> Family[Cue]:
    cues = (
        Cue(
            name=entry["name"],
            screened=screened(_expand(entry["pattern"], will)),
            unless=_optional(entry, "not"),
            subject=_optional(entry, "subject"),
            context=_optional(entry, "context"),
            heading=_optional(entry, "heading"),
            papers=frozenset(entry.get("papers", ())),
            tables=entry.get("tables", False),
            each=entry.get("each", False),
            dated=entry.get("dated", False),
            fragment=entry.get("fragment", False),
            last=entry.get("last", False),
            clause=entry.get("clause", False),
            line=entry.get("line", False),
            no_clause=entry.get("no_clause", False),
            whole=entry.get("whole", False),
        )
        for entry in _WORDS["cues"]
    )
    return family(cues, lambda cue: cue.screened.needs)


CUES_TOLD = _cues(_WORDS["speech"]["told"])
CUES_WRITTEN = _cues(_WORDS["speech"]["written"])
