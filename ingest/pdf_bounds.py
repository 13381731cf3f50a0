"""What a PDF would draw, reckoned before any of it is drawn: pages draw forms, forms draw forms, and MuPDF does not
stop where they multiply."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

import pymupdf

from ingest.errors import LimitExceeded
from ingest.limits import Limits

_Value = TypeVar("_Value")
_NULL = ("null", "null")
"""What the library says of a key that an object does not have: its kind and its value."""
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,9}Do(?![A-Za-z0-9])")
_DRAWS = re.compile(rb"(?<![A-Za-z0-9/#])Do(?![A-Za-z0-9])")
_NAMED = re.compile(r"/([^\s/<>\[\](){}%]{1,127})\s{0,9}(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R")
_REFERENCE = re.compile(r"(\d{1,9})\s{1,9}\d{1,5}\s{1,9}R")
_NOTHING: Mapping[bytes, int] = MappingProxyType({})
_DEEPEST = 200


def check_pages(file: pymupdf.Document, filename: str, limits: Limits) -> None:
    """Raise LimitExceeded where a file has more pages than a paper, or shows one page again and again."""
    if file.page_count > limits.pages:
        raise LimitExceeded(f"{filename} has {file.page_count} pages, more than {limits.pages}")
    if file.page_count <= limits.same_pages:
        return
    shown = (
        _read(_NULL, file.xref_get_key, _read(0, file.page_xref, number), "Contents")
        for number in range(file.page_count)
    )
    times = max(Counter(value for kind, value in shown if kind == "xref").values(), default=0)
    if times > limits.same_pages:
        raise LimitExceeded(f"{filename} shows one page {times} times, more than {limits.same_pages}")


def check_forms(file: pymupdf.Document, filename: str, limits: Limits) -> None:
    """Raise LimitExceeded where pages and forms draw more forms and pictures than a paper's do.

    A few hundred bytes can ask for ten drawings of a form that asks for ten of the next, and so on, or one page for
    a form a million times. The number is reckoned from who draws whom, and how often; nothing is drawn.
    """
    drawings = _Drawings(file, filename, limits)
    total = 0
    for number in range(file.page_count):
        total += drawings.of_page(_read(0, file.page_xref, number))
        if total > limits.drawings:
            raise LimitExceeded(f"{filename} draws forms and pictures more than {limits.drawings} times")


def _read(otherwise: _Value, read: Callable[..., _Value], *named: object, **more: object) -> _Value:
    """What the library says of an object. One that cannot be read draws nothing: whether its page can be read all the
    same is for the reader to find out."""
    try:
        return read(*named, **more)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return otherwise


class _Drawings:
    """How many drawings each page and form asks for. Only what a page can reach is looked at, each thing once."""

    def __init__(self, file: pymupdf.Document, filename: str, limits: Limits) -> None:
        self._file = file
        self._filename = filename
        self._most = limits.form_drawings
        self._weights: dict[tuple[int, int], int] = {}
        self._names: dict[str, Mapping[bytes, int]] = {}
        self._counts: dict[int, tuple[Counter[bytes], int]] = {}

    def of_page(self, page: int) -> int:
        """The drawings of all that a page shows, forms inside forms counted too."""
        names = self._resources_of_page(page)
        if not names:
            return 0
        kind, value = self._key(page, "Contents")
        if kind == "xref" and not _read(False, self._file.xref_is_stream, int(value.split()[0])):
            value = _read("", self._file.xref_object, int(value.split()[0]), compressed=True)
        return sum(self._of_stream(int(number), names, frozenset()) for number in _REFERENCE.findall(value))

    def _key(self, number: int, key: str) -> tuple[str, str]:
        return _read(_NULL, self._file.xref_get_key, number, key)

    def _resources_of_page(self, page: int) -> Mapping[bytes, int]:
        """What the names of a page stand for; a page without resources has those of the pages around it."""
        for _ in range(_DEEPEST):
            if self._key(page, "Resources")[0] != "null":
                return self._resources(page)
            kind, value = self._key(page, "Parent")
            if kind != "xref":
                break
            page = int(value.split()[0])
        return _NOTHING

    def _resources(self, number: int) -> Mapping[bytes, int]:
        kind, value = self._key(number, "Resources/XObject")
        if kind not in ("xref", "dict"):
            return _NOTHING
        names = self._names.get(value)
        if names is None:
            held = value
            if kind == "xref":
                held = _read("", self._file.xref_object, int(value.split()[0]), compressed=True)
            names = self._names[value] = {name.encode(): int(target) for name, target in _NAMED.findall(held)}
        return names

    def _of_stream(self, number: int, names: Mapping[bytes, int], around: frozenset[int]) -> int:
        """The drawings that one stream asks for. A name that is not found, such as one that is written with escapes,
        counts as what asks for most."""
        counted = self._counts.get(number)
        if counted is None:
            content = _read(b"", self._file.xref_stream, number) or b""
            named = Counter(_DRAWN.findall(content))
            counted = self._counts[number] = named, len(_DRAWS.findall(content)) - named.total()
        named, unnamed = counted
        total = 0
        for name, times in named.items():
            if name in names:
                total += times * self._of_form(names[name], names, around)
            else:
                unnamed += times
        if unnamed > 0 and names:
            total += unnamed * max(self._of_form(target, names, around) for target in set(names.values()))
        return total

    def _of_form(self, number: int, names: Mapping[bytes, int], around: frozenset[int]) -> int:
        """The drawings that one drawing of the form asks for, itself counted. A form that draws itself counts once:
        MuPDF stops there. One without resources has those of what draws it, ``names``."""
        if number in around:
            return 1
        own = self._key(number, "Resources")[0] != "null"
        place = (number, 0 if own else id(names))
        if place in self._weights:
            return self._weights[place]
        weight = 1
        if self._key(number, "Subtype")[1] != "/Image":
            held = self._resources(number) if own else names
            weight += self._of_stream(number, held, around | {number}) if held else 0
        if weight > self._most or len(around) > _DEEPEST:
            raise LimitExceeded(f"{self._filename} draws forms inside forms more than {self._most} times")
        self._weights[place] = weight
        return weight
