"""Patterns that are tried only where the words stand without which they cannot match.

Most sentences match none of a vocabulary's patterns. To look for a plain word takes a tenth of a microsecond, to try a
pattern that begins with a choice fifty: the words are looked for first. What is found stays the same. Where many
patterns are tried on one text, a `Family` looks for the words of all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.vocabulary.required_words import Needs, needs_of


@dataclass(frozen=True, slots=True)
class Screened:
    """A pattern with the words it needs.

    ``lowered`` is the text in small letters; who tries many patterns on one text makes it once.
    """

    pattern: re.Pattern[str]
    needs: Needs

    def search(self, text: str, lowered: str | None = None) -> re.Match[str] | None:
        return self.pattern.search(text) if self.needs.met_by(lowered or text.lower()) else None

    def match(self, text: str) -> re.Match[str] | None:
        return self.pattern.match(text)

    def finditer(self, text: str, lowered: str | None = None) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.needs.met_by(lowered or text.lower()) else iter(())


def screened(pattern: str | re.Pattern[str], flags: int = 0) -> Screened:
    """``pattern`` (compiled, or to be compiled with ``flags``) with the words it needs."""
    compiled = re.compile(pattern, flags)
    return Screened(compiled, needs_of(compiled))
