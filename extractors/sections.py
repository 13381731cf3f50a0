"""The sections of a paper: each heading, what kind of section it opens, and where the section ends.

A heading is known by its words (vocabulary/sections.toml) wherever it stands: on a line of its own, before a colon, in
the label cell of a form. A heading that only the layout shows is a section of kind ``other``, unless it goes on with
the section above or, in minutes, has a decision below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.heading_words import after_numbering, content_words
from extractors.parties import is_party
from extractors.passages import MarkerKind, Passage, passages
from extractors.reading import Reading
from extractors.records import Section
from extractors.section_kinds import headings, kind_of_heading
from extractors.titles import PrintedTitle, printed_titles, says_only_a_date

_MAX_HEADING = 140
_LABEL_BREAK = re.compile(r"[:?](?=\s|\*|\Z)|\t|\s{3,}|\s[-–—]\s")
_SENTENCE_END = re.compile(r"[.;,]\s*\Z")
_DECISION = re.compile(
    r"\b(?:RESOLVED|AGREED|ORDERED|DECISION|RECOMMENDED|DECIDED|Resolved|It was (?:resolved|agreed|noted|decided))\b"
)
_DEEPER = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,2}|[a-z]\b)")
_LETTER_OR_TWO = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    end: int
    page: int
    kind: str | None
    rule: str
    numbered: bool
    deeper: bool


def find_sections(reading: Reading, document_kind: str = "other") -> tuple[Section, ...]:
    """The sections of ``reading``, in order. They do not overlap; text before the first heading is in none."""
    flow = passages(reading)
    found_headings = _headings(reading, flow, printed_titles(reading, flow))
    found: list[Section] = []
    for index, heading in enumerate(found_headings):
        limit = found_headings[index + 1].start if index + 1 < len(found_headings) else _end_of_body(reading)
        end = _trimmed_end(reading.text, heading.end, max(limit, heading.end))
        previous = found[-1].kind if found else None
        kind, rule = _kind(reading, heading, end, previous, document_kind)
        words = " ".join(reading.text[heading.start : heading.end].replace("**", "").split())
        found.append(Section(kind=kind, heading=words, page=heading.page, start=heading.start, end=end, rule=rule))
    return tuple(found)


def _kind(reading: Reading, heading: _Heading, end: int, previous: str | None, document_kind: str) -> tuple[str, str]:
    if document_kind in ("minutes", "decision_list") and heading.rule != "heading.exact" and heading.rule != "title":
        if _DECISION.search(reading.text, heading.end, end):
            return "record_of_decision", "heading.decision_below"
        return heading.kind or "other", heading.rule
    if heading.kind is not None:
        return heading.kind, heading.rule
    goes_on = (not heading.numbered or heading.deeper) and document_kind != "presentation"
    if goes_on and previous in headings().inherited:
        return previous, "heading.goes_on"
    return "other", "heading.layout"


def _headings(reading: Reading, flow: Sequence[Passage], titles: Sequence[PrintedTitle]) -> list[_Heading]:
    places = {title.start: title for title in titles if not title.labelled}
    found: list[_Heading] = []
    for passage in flow:
        title = places.get(passage.start)
        if title is not None:
            found.append(_Heading(title.start, title.end, passage.page, "title", "title", False, False))
        elif not any(t.start <= passage.start < t.end for t in titles):
            heading = _heading(reading, passage, bool(found))
            if heading is not None:
                found.append(heading)
    return found


def _heading(reading: Reading, passage: Passage, begun: bool) -> _Heading | None:
    text = reading.text
    words = text[passage.start : passage.end]
    skipped = after_numbering(words)
    bare = words[skipped:].strip("* \t")
    if not _LETTER_OR_TWO.search(bare):
        return None
    if passage.marker_kind is MarkerKind.BULLET and not passage.heading:
        return None
    numbered, deeper = bool(passage.marker) or skipped > 0, _DEEPER.match(words) is not None
    length = len(words.rstrip())
    if length <= _MAX_HEADING:
        kind = kind_of_heading(bare)
        if kind is not None and not _in_grid(reading, passage):
            return _Heading(
                passage.start, passage.start + length, passage.page, kind, "heading.exact", numbered, deeper
            )
    label = _LABEL_BREAK.search(words, skipped, skipped + _MAX_HEADING)
    if label is not None:
        kind = kind_of_heading(words[skipped : label.start()])
        if kind is not None and not _in_grid(reading, passage) and not (passage.marker and passage.cell):
            end = passage.start + label.end() if words[label.start()] in ":?" else passage.start + label.start()
            return _Heading(passage.start, end, passage.page, kind, "heading.exact", numbered, deeper)
    if not passage.heading or length > _MAX_HEADING or _is_masthead(bare, begun):
        return None
    kind = kind_of_heading(bare, loosely=True)
    return _Heading(
        passage.start,
        passage.start + length,
        passage.page,
        kind,
        "heading.contains" if kind else "heading.layout",
        numbered,
        deeper,
    )


def _in_grid(reading: Reading, passage: Passage) -> bool:
    """Whether the passage is a cell of a table of figures, where "Budget" heads a column and no section."""
    if not passage.cell:
        return False
    table, cell = reading.table_at(passage.start), reading.cell_at(passage.start)
    if table is None or cell is None or table.is_form:
        return False
    return table.columns > 2 or cell.column > 0


def _is_masthead(words: str, begun: bool) -> bool:
    """Names of councils and bodies, dates and the like over a paper; once a section has begun, only set phrases."""
    lowered = words.lower()
    if content_words(words) in headings().mastheads or lowered.startswith(headings().mast_starts):
        return True
    return not begun or is_party(words) or says_only_a_date(words)


def _end_of_body(reading: Reading) -> int:
    return max((block.end for block in reading.body), default=0)


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def sections_of(sections: Sequence[Section], kind: str) -> Iterator[Section]:
    """The sections of one kind, in order."""
    return (section for section in sections if section.kind == kind)
