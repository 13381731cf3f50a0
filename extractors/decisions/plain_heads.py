"""Headings of items in papers that number nothing, and those that only part one list of clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.decisions.clause_words import LEADS_ON, LINES_OF_A_LIST
from extractors.decisions.head_words import Head, head_words, is_title, tidy_title
from extractors.structure.list_markers import marker_value
from extractors.structure.passages import Passage
from extractors.structure.section_kinds import kind_of_heading

_LONGEST_LINE = 120
_LAST_MINUTES = re.compile(r"(?i)(?:minutes|notes)\b[^.]{0,30}\b(?:last|previous)\b")


def plain_head(text: str, flow: Sequence[Passage], index: int) -> Head | None:
    """A heading without a number, in a paper that numbers nothing."""
    passage = flow[index]
    title = text[passage.start : passage.end].strip("* \n")
    above = flow[index - 1] if index else None
    if above is not None and head_words().code.fullmatch(title):
        # The minute's number stands below its heading.
        heading = text[above.start : above.end].strip("* \n")
        if heading.isupper() and is_title(heading):
            return Head(
                index - 1, index + 1, title, (), tidy_title(heading), above.start, passage.end, True, "code_below"
            )
    # "Minutes of the last meeting" heads an item even where the layout does not show it for a heading.
    heads = passage.heading or bool(_LAST_MINUTES.match(title) and kind_of_heading(title))
    if not heads or passage.marker is not None or not is_title(title):
        return None
    if title.endswith(LEADS_ON) or _is_line_of_a_list(text, flow, index):
        return None
    words = head_words()
    if any(pattern.match(title) for pattern in (words.inner, words.frame, words.month)):
        return None
    if words.person.fullmatch(title):
        return None
    return Head(index, index + 1, None, (), tidy_title(title), passage.start, passage.end, True, "unnumbered_head")


def without_parts(text: str, flow: Sequence[Passage], heads: list[Head]) -> list[Head]:
    """Without headings that part one list of clauses, which counts on below them: "General Fund", then clause e.

    Where a list is parted so, the heading over its first clause is no item either, if it stands under "Decision:".
    """
    whole = [head for head in heads if not _counts_on(flow, head)]
    if len(whole) == len(heads):
        return heads
    return [head for head in whole if not _under_decision(text, flow, head.index)]


def _counts_on(flow: Sequence[Passage], head: Head) -> bool:
    """Whether the clause below ``head`` has the number that follows that of the clause above it."""
    above = flow[head.index - 1] if head.index else None
    below = flow[head.body] if head.body < len(flow) else None
    if above is None or below is None or above.marker is None or below.marker is None:
        return False
    if len(above.marker) == len(below.marker) == 1 and above.marker.isalpha() and below.marker.isalpha():
        return ord(below.marker) - ord(above.marker) == 1  # an i below an h is a letter
    step = marker_value(below.marker, below.marker_kind) - marker_value(above.marker, above.marker_kind)
    return above.marker_kind is below.marker_kind and step == 1


def _under_decision(text: str, flow: Sequence[Passage], index: int) -> bool:
    """Whether only headings stand between the passage at ``index`` and "Decision:" above it."""
    for above in reversed(flow[max(0, index - 3) : index]):
        if head_words().minutes_begin.match(text[above.start : above.end]):
            return True
        if not above.heading:
            return False
    return False


def _is_line_of_a_list(text: str, flow: Sequence[Passage], index: int) -> bool:
    """Whether the lines above go back to a numbered clause that leads on: "(b) the following be appointed -"."""
    below = flow[index + 1] if index + 1 < len(flow) else None
    if below is not None and not below.heading and below.marker is None and below.end - below.start > _LONGEST_LINE:
        return False  # a paragraph stands below it, which no name in a list has
    for above in reversed(flow[max(0, index - LINES_OF_A_LIST) : index]):
        if above.marker is not None:
            return text[above.start : above.end].rstrip().endswith(LEADS_ON)
        if not above.heading:
            return False
    return False
