"""List markers: the printed number, letter or bullet in front of an item, and how deep it stands.

Papers mix "1.", "2.3", "(a)", "iv)", "A.", dashes and the glyphs that Wingdings bullets turn into when a converter
does not know the font ("„X", "", "", "o"). The depth of an item follows from the order in which marker styles
open inside one another, helped by indentation where the format has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

BULLETS = "-–—*•·●○◦▪▫■□◼◾‣⁃∙➢➤►▶✓✔❖§o¨Øü"
"""Single glyphs that open an item. Private-use code points (Symbol, Wingdings) count too."""

_GLYPH = re.escape(BULLETS) + "\ue000-\uf8ff"

_MARKER = re.compile(
    rf"""
    (?P<bullet> „X | (?!\*\s{{1,4}}\d{{1,4}}\.?\s{{1,8}}[A-Z]) [{_GLYPH}](?=\s|\*\*) | [•●▪■](?=\w) )
  | (?P<dotted> \d{{1,3}} (?:\.\d{{1,3}}){{1,4}} ) [.):]? (?=\s+[^\s\d+−-])
  | (?P<decimal> \(?\d{{1,3}} [.)] ) (?=\s|[A-Z“‘'"(])
  | (?P<roman> \(? (?:x{{0,3}}(?:ix|iv|v?i{{1,3}}|v)|x{{1,3}}) [.)] ) (?=\s|[A-Z])
  | (?P<upper_roman> \(? (?:X{{0,3}}(?:IX|IV|V?I{{1,3}}|V)|X{{1,3}}) [.)] ) (?=\s)
  | (?P<alpha> \(? [a-z] [.)] ) (?=\s|[A-Z])
  | (?P<upper> \(? [A-Z] [.)] ) (?=\s)
  | (?P<double> \(? (?P<twin>[a-z])(?P=twin) [.)] ) (?=\s)
    """,
    re.VERBOSE,
)
_BARE = re.compile(
    rf"(?:„X|[{_GLYPH}]|\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}[.):]?|\(?\d{{1,3}}[.)]|\(?[ivxIVX]{{1,6}}[.)]|\(?[A-Za-z][.)])$"
)
_INITIAL = re.compile(r"[A-Z]\.\s*(?:[A-Z]\.\s*){1,3}[A-Z]|[A-Z]\.\s+[A-Z][\w'’-]{1,30}\s*(?:$|[(,–-])")


class Style(StrEnum):
    """The family of a marker: items of one family on one depth are siblings."""

    BULLET = "bullet"
    DOTTED = "dotted"
    DECIMAL = "decimal"
    ROMAN = "roman"
    UPPER_ROMAN = "upper_roman"
    ALPHA = "alpha"
    UPPER = "upper"
    DOUBLE = "double"


class Marker(NamedTuple):
    """A marker as printed, its family, and how many characters it takes up in the line."""

    printed: str
    style: Style
    length: int

    @property
    def key(self) -> str:
        """What tells siblings from children: the family, its brackets, and the glyph of a bullet."""
        if self.style is Style.BULLET:
            return f"bullet {self.printed}"
        if self.style is Style.DOTTED:
            return f"dotted {self.printed.rstrip('.):').count('.')}"
        brackets = ("(" if self.printed.startswith("(") else "") + self.printed[-1]
        return f"{self.style} {brackets}"


def read_marker(words: str) -> Marker | None:
    """The marker that ``words`` opens with, or None. An initial before a surname ("J. Humphreys") is none, nor is an
    asterisk that marks a numbered item ("* 298 Minutes")."""
    match = _MARKER.match(words)
    if match is None or match.lastgroup is None:
        return None
    style = Style(next(name for name, value in match.groupdict().items() if value is not None))
    if style is Style.UPPER and _INITIAL.match(words):
        return None
    if style is Style.DOTTED and re.match(
        r"\d{1,2}\.\d{1,2}\.\d{2,4}\b|\d{1,2}\.\d{2}\s*(?:am|pm|a\.m|p\.m|noon)\b", words
    ):
        return None
    return Marker(match.group().strip(), style, match.end())


def is_bare_marker(words: str) -> bool:
    """Whether ``words`` is nothing but a marker: its item stands to the right of it or on the next line."""
    return len(words) <= 12 and _BARE.match(words.strip()) is not None


@dataclass(slots=True)
class Levels:
    """Gives each item of a running list its depth, from 1. Start afresh at each heading."""

    _open: list[tuple[str, float]] = field(default_factory=list)
    tolerance: float = 6.0
    """How far (in the indent's own unit) siblings may stand apart."""

    def reset(self) -> None:
        self._open.clear()

    def level(self, marker: Marker, indent: float) -> int:
        key = self._resolve(marker)
        for depth in range(len(self._open) - 1, -1, -1):
            known, at = self._open[depth]
            if known == key and abs(indent - at) <= self.tolerance:
                del self._open[depth + 1 :]
                self._open[depth] = (key, indent)
                return depth + 1
        while self._open and indent < self._open[-1][1] - self.tolerance:
            self._open.pop()
        self._open.append((key, indent))
        return len(self._open)

    def _resolve(self, marker: Marker) -> str:
        """ "(i)" after "(h)" is a letter: an open list of letters with the same brackets takes it in."""
        if marker.style is Style.ROMAN and len(marker.printed.strip("().")) == 1:
            as_letter = marker.key.replace(Style.ROMAN, Style.ALPHA, 1)
            open_keys = [key for key, _ in self._open]
            if marker.printed.strip("().") != "i" and as_letter in open_keys and marker.key not in open_keys:
                return as_letter
        return marker.key
