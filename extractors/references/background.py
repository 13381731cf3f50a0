"""The entries of a list of background papers: each names a paper that the report was written from.

A Council's report must list them (Local Government Act 1972, section 100D), under a heading or behind a label. What an
entry is comes from its words: an outside author's paper, the agenda or minutes of a meeting, else a report. Plans and
policies by their names alone are left out, as elsewhere; so are appendices, which are the paper's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.reading import Reading
from extractors.structure.passages import label_words
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import filled, load
from ingest.document import Block, BlockKind

_DATA: dict[str, Any] = load("citations")
_WORDS: dict[str, str] = _DATA["background"]
_MARKER = re.compile(_WORDS["marker"])
_ENDS = re.compile(_WORDS["ends"])
_MEETING_ALONE = re.compile(filled(_WORDS["meeting_alone"], _DATA["pieces"]))
_NO_ENTRY = re.compile(_WORDS["no_entry"])
_BY_NAME_ALONE = re.compile(_WORDS["by_name_alone"])
_OUTSIDE = re.compile(filled(_WORDS["outside"], _DATA["pieces"]))
_OF_A_MEETING = re.compile(_WORDS["of_a_meeting"])
_REFERENCE = re.compile(rf"(?<![\w/])(?:{_WORDS['reference']})(?![\w/])")
_LABEL = re.compile(_WORDS["label"])
_NAMES_A_PAPER = re.compile(_WORDS["names_a_paper"])
_PARTING = re.compile(r";\s{0,4}|\n")
_MOST_ENTRIES, _LONGEST_ENTRY, _FEWEST_LETTERS = 20, 220, 8


@dataclass(frozen=True, slots=True)
class BackgroundPaper:
    """One entry of the list; ``reference`` is the number printed in it."""

    start: int
    end: int
    kind: str
    reference: str | None


def background_papers(reading: Reading) -> Iterator[BackgroundPaper]:
    """The entries of every list of background papers, in reading order."""
    listed, count = False, 0
    for block in reading.body:
        words = reading.text[block.start : block.end]
        labelled = _LABEL.match(words)
        if block.label and _LABEL.fullmatch(label_words(reading.text, block.label)):
            listed, count, start = True, 0, block.start
        elif labelled is not None and labelled.end() < len(words):
            listed, count, start = True, 0, block.start + labelled.end()
        elif labelled is not None or _heads_the_list(block, words):
            listed, count = True, 0
            continue
        elif block.label or (block.kind is BlockKind.HEADING and not (listed and _reads_as_entry(words))):
            listed = False
            continue
        else:
            start = block.start
        listed = listed and _ENDS.match(reading.text, start, block.end) is None
        if not listed:
            continue
        for entry in _entries(reading.text, start, block.end):
            count += 1
            if count > _MOST_ENTRIES:
                return
            yield entry


def _heads_the_list(block: Block, words: str) -> bool:
    # Below "Supporting documents" web pages hang the paper's own files.
    told = "background" in words.lower()
    return told and block.kind is BlockKind.HEADING and kind_of_heading(words) == "background_papers"


def _reads_as_entry(words: str) -> bool:
    """Whether a short line that was taken for a heading names a paper: "Survey returns, June 2018"."""
    return _NAMES_A_PAPER.search(words) is not None and kind_of_heading(words) is None and not words.isupper()


def _entries(text: str, start: int, end: int) -> Iterator[BackgroundPaper]:
    """The entries of one block: parted by semicolons or line ends; a line that goes on in small letters is no entry."""
    begin = start
    for parting in (*_PARTING.finditer(text, start, end), None):
        stop = parting.start() if parting is not None else end
        if _ENDS.match(text[begin:stop].lstrip()):
            return
        entry = _entry(text, begin, stop)
        if entry is not None:
            yield entry
        begin = parting.end() if parting is not None else end


def _entry(text: str, start: int, end: int) -> BackgroundPaper | None:
    marker = _MARKER.match(text, start, end)
    start = marker.end() if marker is not None else start
    words = text[start:end]
    sentence = re.search(r"\.(?=\s|\Z)", words)
    words = words[: sentence.start()] if sentence is not None else words
    words = words.rstrip(" \t.,;")
    letters = sum(char.isalpha() for char in words)
    if letters < _FEWEST_LETTERS or len(words) > _LONGEST_ENTRY or not (words[0].isupper() or words[0].isdigit()):
        return None
    if _NO_ENTRY.search(words) or _BY_NAME_ALONE.fullmatch(words) or _MEETING_ALONE.fullmatch(words):
        return None
    kind = "prior_report"
    if _OF_A_MEETING.match(words):
        kind = "prior_meeting"
    elif _OUTSIDE.search(words):
        kind = "external_report"
    number = _REFERENCE.search(words)
    return BackgroundPaper(start, start + len(words), kind, number.group() if number else None)
