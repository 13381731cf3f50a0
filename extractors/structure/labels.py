"""Labels and their values: what a form, a covering sheet or a web page prints as "Decision maker: Cabinet".

A value stands behind the colon, in the next cell of the row, or on the line below the label. What is printed nowhere
is no value: a label with nothing behind it gives the empty string, a label that is not there gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.reading import Reading
from extractors.structure.heading_words import after_numbering, content_words
from extractors.structure.passages import Passage, beside_label, label_words, passages
from extractors.vocabulary import load

_MAX_LABEL = 90
_SEPARATOR = re.compile(r"[:?]|\t|\s{3,}|\s[-–—]\s|\|")
_LABEL_LINE = re.compile(r"(?:\n|(?<=\S)[^\S\n\t]{3,})(?P<label>[^\S\n]{0,4}\w[^:\n]{1,60}?):")
_COLON = re.compile(r":(?=\s)")
_LONGEST_ROW = 300
"""A line of several labels and values ("Key Decision: No Wards: All") is no longer; a paragraph is."""
_LABEL_WORDS = 6
_VALUE_EDGE = " \t\r\n:*|-–—?."


@dataclass(frozen=True, slots=True)
class Label:
    """``field`` is the entry of vocabulary/labels.toml. ``text[start:end]`` is the value, ``label_start`` the label."""

    field: str
    label: str
    label_start: int
    label_end: int
    start: int
    end: int
    value: str
    same_line: bool


@cache
def _fields() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for field, phrases in load("labels")["labels"].items():
        for phrase in phrases:
            found.setdefault(content_words(phrase), field)
    return found


def field_of(label: str) -> str | None:
    """The field that ``label`` introduces ("Decision No." -> "reference"), or None."""
    if not label.strip() or len(label) > _MAX_LABEL:
        return None
    field = _fields().get(content_words(label))
    if field is None and " / " in label:  # in two languages: "Hefyd yn bresennol / Also present"
        return next((one for half in label.split(" / ") if (one := _fields().get(content_words(half)))), None)
    return field


def find_labels(reading: Reading, flow: Sequence[Passage]) -> tuple[Label, ...]:
    """Every label of the vocabulary that is printed as one, with its value, in reading order."""
    if flow is passages(reading):
        return reading.once("labels", lambda: _find_labels(reading, flow))
    return _find_labels(reading, flow)


def _find_labels(reading: Reading, flow: Sequence[Passage]) -> tuple[Label, ...]:
    found: list[Label] = []
    flow = [piece for passage in flow for piece in _label_lines(reading.text, passage)]
    for index, passage in enumerate(flow):
        label = _label_of(reading, flow, index, passage)
        if label is not None:
            found.append(label)
    return tuple(found)


def _label_lines(text: str, passage: Passage) -> Iterator[Passage]:
    """``passage`` cut at the lines that begin with a label: a head without blank lines is read as one paragraph."""
    if passage.label:
        yield passage
        return
    start = passage.start
    for match in _LABEL_LINE.finditer(text, passage.start, passage.end):
        if field_of(match.group("label")) is not None:
            yield replace(passage, start=start, body=max(start, min(passage.body, match.start())), end=match.start())
            start = match.start() + 1
    rest = passage if start == passage.start else replace(passage, start=start, body=start)
    yield from _labels_in_a_row(text, rest)


def _labels_in_a_row(text: str, passage: Passage) -> Iterator[Passage]:
    """ "Key decision: No Wards: All": labels that follow one another on a line that begins with one."""
    words = text[passage.start : passage.end]
    colons = [match.start() for match in _COLON.finditer(words)] if len(words) <= _LONGEST_ROW else []
    start = 0
    if len(colons) > 1 and field_of(words[: colons[0]]) is not None:
        for colon in colons[1:]:
            begin = _label_before(words, start, colon)
            if begin is not None and begin > start:
                yield replace(
                    passage, start=passage.start + start, body=passage.start + start, end=passage.start + begin
                )
                start = begin
    yield replace(passage, start=passage.start + start, body=passage.start + start) if start else passage


def _label_before(words: str, start: int, colon: int) -> int | None:
    """Where the longest label of the vocabulary that ends at ``colon`` begins; it must begin with a capital."""
    places = [match.start() for match in re.finditer(r"(?<=\s)\S", words[start:colon])][-_LABEL_WORDS:]
    for place in places:
        if words[start + place].isupper() and field_of(words[start + place : colon]) is not None:
            return start + place
    return None


def _label_of(reading: Reading, flow: Sequence[Passage], index: int, passage: Passage) -> Label | None:
    text = reading.text
    if passage.label:
        return _label_in_two(text, passage)
    words = text[passage.start : passage.end]
    skipped = after_numbering(words)
    for match in _SEPARATOR.finditer(words, skipped, skipped + _MAX_LABEL):
        if "\t" in match.group() or match.group().isspace():
            wrapped = _wrapped_label(reading, flow, index, skipped, match)
            if wrapped is not None:
                return wrapped
        field = field_of(words[skipped : match.start()])
        if field is not None:
            start, end = _trim(text, passage.start + match.end(), passage.end)
            label_end = passage.start + match.end()
            if start < end:
                return _made(text, field, passage.start + skipped, label_end, start, end, same_line=True)
            return _value_below(reading, flow, index, field, passage.start + skipped, label_end)
        if match.group() == ":":
            break
    field = field_of(words.strip(_VALUE_EDGE)) if len(words) <= _MAX_LABEL else None
    if field is None:
        return None
    return _value_below(reading, flow, index, field, passage.start + skipped, passage.end)


def _label_in_two(text: str, passage: Passage) -> Label | None:
    """A label of a typed form that wraps in the left column, its lines joined; so are those of the value beside it."""
    label = label_words(text, passage.label)
    skipped = after_numbering(label)
    field = field_of(label[skipped:].strip(_VALUE_EDGE))
    if field is None:
        return None
    value = beside_label(text, passage.label, passage.start, passage.end)
    start, end = _trim(value, 0, len(value))
    first, last = passage.label[0][0] + skipped, passage.label[-1][1]
    words = label[skipped:].strip(_VALUE_EDGE)
    return Label(field, words, first, last, passage.start + start, passage.start + end, value[start:end], True)


def _wrapped_label(
    reading: Reading, flow: Sequence[Passage], index: int, skipped: int, match: re.Match[str]
) -> Label | None:
    """A label that wraps beside its value: "REPORT<tab>ROADS" over "TITLE:" is the report title "ROADS"."""
    text, passage = reading.text, flow[index]
    if index + 1 >= len(flow):
        return None
    below = text[flow[index + 1].start : flow[index + 1].end].split("\t")[0]
    first = text[passage.start + skipped : passage.start + match.start()]
    field = field_of(f"{first} {below}") if below.rstrip().endswith(":") else None
    if field is None:
        return None
    start, end = _trim(text, passage.start + match.end(), passage.end)
    return _made(text, field, passage.start + skipped, passage.start + match.end(), start, end, same_line=True)


def _value_below(
    reading: Reading, flow: Sequence[Passage], index: int, field: str, label_start: int, label_end: int
) -> Label | None:
    """The value in the next cell of the row or in the passage below; "" where the next thing is a label too."""
    text, passage = reading.text, flow[index]
    following = flow[index + 1] if index + 1 < len(flow) else None
    if passage.cell:
        beside = _cell_beside(reading, passage)
        if beside is not None:
            start, end = _trim(text, *beside)
            same_cell = following is not None and following.start < beside[0]
            if not (same_cell and start == end):
                return _made(text, field, label_start, label_end, start, end, same_line=True)
    if following is None or _is_label(text, following):
        return _made(text, field, label_start, label_end, label_end, label_end, same_line=False)
    start, end = _trim(text, following.start, following.end)
    return _made(text, field, label_start, label_end, start, end, same_line=False)


def _cell_beside(reading: Reading, passage: Passage) -> tuple[int, int] | None:
    """Offsets of the next cell with words in the row of ``passage``; an empty span where all others are empty."""
    table, cell = reading.table_at(passage.start), reading.cell_at(passage.start)
    if table is None or cell is None:
        return None
    row = [other for other in table.cells if other.row == cell.row and other.column > cell.column]
    if not row:
        return None
    filled = next((other for other in row if reading.text[other.start : other.end].strip()), row[0])
    return filled.start, filled.end


def _is_label(text: str, passage: Passage) -> bool:
    words = text[passage.start : passage.end]
    skipped = after_numbering(words)
    match = _SEPARATOR.search(words, skipped, skipped + _MAX_LABEL)
    label = words[skipped : match.start()] if match else words[skipped:]
    return field_of(label.strip(_VALUE_EDGE)) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _VALUE_EDGE:
        start += 1
    while end > start and text[end - 1] in " \t\r\n*|":
        end -= 1
    return start, end


def _made(text: str, field: str, label_start: int, label_end: int, start: int, end: int, *, same_line: bool) -> Label:
    label = text[label_start:label_end].strip(_VALUE_EDGE)
    return Label(field, label, label_start, label_end, start, end, text[start:end], same_line)
