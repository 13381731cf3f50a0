"""Lists of those present under no label: told in a sentence, or printed alone at the head of minutes.

Each is handed on as the label that it lacks, so that it is read as any other (attendance).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.document.attendance import only_people, opens_with_absent
from extractors.reading import Reading
from extractors.structure.labels import Label, field_of
from extractors.structure.passages import Passage
from extractors.vocabulary import load

_WORDS: dict[str, str] = load("people")["around_names"]
_TOLD = re.compile(_WORDS["told_attendance"])
_SIDE = re.compile(load("votes")["around"]["side"])
"""Who voted for and against a motion, in a list under each."""
_COUNCILLOR = re.compile(_WORDS["councillor"])
_TOLD_WITHIN, _HEAD_PASSAGES = 80, 30
_FEWEST_COUNCILLORS = 3


def told_attendance(text: str, flow: Sequence[Passage]) -> Iterator[Label]:
    """Where a sentence tells who was there ("Those present were Councillors ..."), or where the list opens with
    whoever took the chair."""
    for passage in flow[:_TOLD_WITHIN]:
        told = _TOLD.match(text, passage.start, passage.end)
        if told is not None:
            start = told.end("told") if told.group("told") else passage.start
            named = "councillors" if told.group().startswith("Attended") else "present"
            yield _label(text, named, passage.start, start, passage.end)


def unlabelled_lists(reading: Reading, flow: Sequence[Passage], labels: Sequence[Label]) -> Iterator[Label]:
    """Where the head of minutes lists members under no label: three councillors or more, and nobody but people."""
    text, first, count = reading.text, None, 0
    for index, passage in enumerate(flow[:_HEAD_PASSAGES]):
        members = _councillors_in(text[passage.start : passage.end])
        if members == 0 or any(passage.start <= one.label_start < passage.end for one in labels):
            if count >= _FEWEST_COUNCILLORS:
                break
            first, count = None, 0
            continue
        if first is None and index > 0 and _is_of_others(text, flow[index - 1]):
            return
        first, count = first or passage, count + members
    if first is not None and count >= _FEWEST_COUNCILLORS:
        yield _label(text, "present", first.start, first.start, first.end)


def _label(text: str, named: str, label_start: int, start: int, end: int) -> Label:
    return Label("attendees", named, label_start, start, start, end, text[start:end], True)


def _councillors_in(words: str) -> int:
    """How many councillors ``words`` list, where they list nothing but people; else none."""
    if _COUNCILLOR.search(words) is None:
        return 0
    return sum(_COUNCILLOR.search(person.name or "") is not None for person in only_people(words))


def _is_of_others(text: str, passage: Passage) -> bool:
    words = text[passage.start : passage.end]
    return opens_with_absent(words) or field_of(words) == "attendees" or _SIDE.match(words) is not None
