"""The words of vocabulary/periods.toml, compiled once."""

from __future__ import annotations

import re
from typing import Any

from extractors.vocabulary import load
from extractors.vocabulary.screened import Screened, screened

_VOCABULARY: dict[str, Any] = load("periods")
_PIECES: dict[str, str] = _VOCABULARY["pieces"]
_FORMS = {
    "anywhere": r"(?:{})",
    "word": r"\b(?:{})\b",
    "start": r"\A\s?(?:{})\b",
    "end": r"\b(?:{}){}\s\Z",
    "open": r"\b(?:{})\Z",
    "whole": r"\A(?:{})\Z",
}


def _compiled(name: str) -> Screened:
    entry = _VOCABULARY["patterns"][name]
    body = "|".join(entry["any"])
    for piece, pattern in _PIECES.items():
        body = body.replace("{" + piece + "}", pattern)
    article = r"(?:\sthe)?" if entry.get("the") else ""
    form = _FORMS[entry["at"]]
    return screened(form.format(body, article).replace(" ", r"\s"), re.IGNORECASE)


WORDS: dict[str, Screened] = {name: _compiled(name) for name in _VOCABULARY["patterns"]}
"""Every pattern by its name in the vocabulary."""
