"""Appendices that a paper announces and does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.reading import Reading
from extractors.records import Finding
from extractors.vocabulary import load

_WORDS = load("findings")["missing_appendix"]
_HEADING = re.compile(r"\s{0,4}" + _WORDS["name"], re.IGNORECASE)
_MENTION = re.compile(r"\b" + _WORDS["name"])
_OF_ANOTHER = re.compile(_WORDS["of_another"])
_ELSEWHERE = re.compile("|".join(_WORDS["elsewhere"]), re.IGNORECASE)


def find_missing_appendices(reading: Reading) -> tuple[Finding, ...]:
    """A numbered appendix that the text speaks of, while a later one of the series stands in the paper and it does not.

    The later one shows that this file holds its appendices, so the gap is a lost one and not an attachment published
    apart (observed: a report whose first appendix was a picture and vanished when the paper became text). An appendix
    of another paper ("Appendix 2 to the Scheme") and one that is held back from the public are not announced ones.
    """
    held: dict[str, set[int]] = {}
    for block in reading.body:
        heading = _HEADING.match(reading.text, block.start, block.end)
        if heading is not None and not _is_mention(reading, heading.start("name"), heading.end()):
            held.setdefault(heading["name"].casefold(), set()).add(int(heading["number"]))
    return tuple(_gaps(reading, held))


def _gaps(reading: Reading, held: dict[str, set[int]]) -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    for mention in _MENTION.finditer(reading.text):
        series, number = mention["name"].casefold(), int(mention["number"])
        numbers = held.get(series, set())
        if number in numbers or (series, number) in told or number >= max(numbers, default=0):
            continue
        block = reading.block_at(mention.start())
        around = reading.text[mention.end() : mention.end() + 60]
        if block is None or _ELSEWHERE.search(reading.words(block)) or _OF_ANOTHER.match(around):
            continue
        told.add((series, number))
        yield Finding(
            page=reading.page_at(mention.start()),
            start=mention.start(),
            end=mention.end(),
            rule="missing_section",
            message=f"{mention[0]} is announced; the paper holds a later one, and nothing under that name.",
        )


def _is_mention(reading: Reading, start: int, end: int) -> bool:
    """True if the words open a sentence ("Appendix 2 gives the data") and not a heading ("Appendix 2: Data")."""
    line_end = reading.text.find("\n", end)
    rest = reading.text[end : line_end if line_end >= 0 else len(reading.text)]
    return rest.rstrip().endswith(".") or bool(re.match(r"\s{1,3}[a-z]", rest))
