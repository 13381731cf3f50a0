"""Running heads, page numbers and slogans in plain text, where only recurrence and position tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.markers import Style, read_marker
from ingest.wording import is_finished, is_page_number, pattern

_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
_ANSWER = pattern("answer")
_SAYS_SOMETHING = pattern("says_something")


def find_furniture(lines: Sequence[tuple[int, str]], blank: Sequence[bool]) -> list[bool]:
    """For each (page, line) whether it is furniture.

    With page breaks: what recurs, digits folded, among the first or last lines of three or more pages (two where
    there are but two or three), except where it first stands. Without: lines that only count pages and stand alone,
    and, in slides, a slogan repeated below them.
    """
    marks = [False] * len(lines)
    if lines and lines[-1][0] > 1:
        _mark_page_edges(lines, blank, marks)
    _mark_page_numbers(lines, blank, marks)
    _mark_slogans(lines, blank, marks)
    return marks


def _mark_page_edges(lines: Sequence[tuple[int, str]], blank: Sequence[bool], marks: list[bool]) -> None:
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, (page, _) in enumerate(lines):
        if not blank[index]:
            by_page[page].append(index)
    seen: dict[str, list[int]] = defaultdict(list)
    for indices in by_page.values():
        edges = dict.fromkeys(indices[:_EDGE_LINES] + indices[-_EDGE_LINES:])
        for index in edges:
            words = lines[index][1].strip()
            if is_page_number(words) and index in (indices[0], indices[-1]):
                marks[index] = True
            elif len(words) <= 120:
                seen[_DIGITS.sub("#", words.casefold())].append(index)
    for indices in seen.values():
        pages = {lines[index][0] for index in indices}
        if len(pages) >= 3 or (len(pages) == 2 and len(by_page) <= 3 and _recurs_at_same_edge(lines, by_page, indices)):
            for index in indices:
                marks[index] = marks[index] or lines[index][0] != min(pages)


def _recurs_at_same_edge(lines: Sequence[tuple[int, str]], by_page: dict[int, list[int]], indices: list[int]) -> bool:
    tops = [by_page[lines[index][0]][0] == index for index in indices]
    ends = [by_page[lines[index][0]][-1] == index for index in indices]
    return all(tops) or all(ends)


def _mark_page_numbers(lines: Sequence[tuple[int, str]], blank: Sequence[bool], marks: list[bool]) -> None:
    """A lone "Page 2 of 5" is always furniture; a lone bare number only where several count upwards."""
    alone = [
        index
        for index, (_, words) in enumerate(lines)
        if not blank[index] and _stands_alone(index, blank) and is_page_number(words.strip())
    ]
    bare: list[int] = []
    for index in alone:
        words = lines[index][1].strip()
        if "page" in words.lower():
            marks[index] = True
        elif words.isdigit():
            bare.append(index)
    numbers = [int(lines[index][1]) for index in bare]
    steps = [after - before for before, after in pairwise(numbers)]
    if len(numbers) >= 3 and all(step == 1 for step in steps):
        for index in bare:
            marks[index] = True


def _mark_slogans(lines: Sequence[tuple[int, str]], blank: Sequence[bool], marks: list[bool]) -> None:
    shown = [index for index in range(len(lines)) if not blank[index]]
    alone = [index for index in shown if _stands_alone(index, blank)]
    counts = Counter(lines[index][1].strip() for index in alone)
    repeated = [index for index in alone if counts[lines[index][1].strip()] >= 2]
    # What repeats is looked at first: few papers have it, and counting the bullets of all lines is dear.
    slogans = [index for index in repeated if _reads_as_slogan(lines[index][1].strip())]
    if not slogans:
        return
    bullets = sum(_is_bullet(lines[index][1].strip()) for index in shown)
    if bullets * 10 >= len(shown) * 3:
        for index in slogans:
            marks[index] = True


def _reads_as_slogan(words: str) -> bool:
    """Three to eight words in sentence case, no number, no end of a sentence, not an answer such as "None declared"."""
    if not 3 <= len(words.split()) <= 8 or is_finished(words) or any(character.isdigit() for character in words):
        return False
    lower = any(word.islower() and len(word) > 3 for word in words.split()[1:])
    label = _SAYS_SOMETHING.search(words) is not None
    return lower and words[0].isupper() and not label and not _ANSWER.match(words) and "\t" not in words


def _is_bullet(words: str) -> bool:
    """Whether a line is a point of a slide; the numbers and letters of a form's fields are none."""
    marker = read_marker(words)
    return marker is not None and marker.style in (Style.BULLET, Style.DECIMAL)


def _stands_alone(index: int, blank: Sequence[bool]) -> bool:
    return (index == 0 or blank[index - 1]) and (index + 1 == len(blank) or blank[index + 1])
