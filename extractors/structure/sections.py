"""The sections of a paper: each heading, what kind of section it opens, and where the section ends.

A heading is known by its words (vocabulary/sections.toml) wherever it stands: on a line of its own, before a colon, in
the label cell of a form. A heading that only the layout shows is a section of kind ``other``, unless it goes on with
the section above or, in minutes, has a decision below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.dates.grammar import parse_dates
from extractors.document.names import parse_person
from extractors.document.parties import is_party
from extractors.document.titles import PrintedTitle, printed_titles, says_only_a_date
from extractors.reading import Reading
from extractors.records import Section
from extractors.structure.heading_words import after_numbering, content_words
from extractors.structure.passages import MarkerKind, Passage, label_words, passages
from extractors.structure.section_kinds import headings, kind_of_heading, may_begin_with_heading
from extractors.vocabulary import load

_MAX_HEADING = 140
_LABEL_BREAK = re.compile(r"[:?](?=\s|\*|\Z|[-–—]\S)|\t|\s{3,}|\s[-–—]\s")
_PARTS = frozenset({"reasons", "alternatives", "conflicts", "dispensations"})
"""Parts that every record of an executive decision has, and that councils ask for in sentences of their own."""
_WORDS: dict[str, str] = load("sections")["headings_told"]
_SAYS_SOMETHING = re.compile(_WORDS["says_something"])
_ANSWER = re.compile(_WORDS["answer"])
_TOLD = re.compile(_WORDS["told_behind_a_date"])
_RECORDS = frozenset({"decision_record", "decision_list", "notice"})
_COLON = re.compile(r"[:?](?=\s|\*|\Z)")
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s+[A-Z]")
_MINUTES = re.compile(_WORDS["minutes"])
_INTRODUCER = re.compile(_WORDS["introducer"])
_FIELD_OF_MINUTES = re.compile(_WORDS["field_of_minutes"])
_NAME_AND_POST = re.compile(r"\w,\s|\s[-–—]\s")
_TITLED = re.compile(r"(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr)\b\.? [A-Z]")
_AGAIN = 2
"""So often "Minutes:" is a field of a web page."""
_MANY = 8
"""A paper with so many numbered headings numbers its sections."""
_DECISION = re.compile(_WORDS["decision"])
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
    found_headings = _headings(reading, flow, printed_titles(reading, flow), document_kind)
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
    if document_kind in ("decision_record", "decision_list") and heading.kind == "members_interests":
        # In the record of a decision the interests declared in it are its conflicts.
        return "conflicts", heading.rule
    if document_kind in ("minutes", "decision_list") and heading.rule != "heading.exact" and heading.rule != "title":
        if heading.kind != "minutes_of_previous" and _DECISION.search(reading.text, heading.end, end):
            return "record_of_decision", "heading.decision_below"
        return heading.kind or "other", heading.rule
    if heading.kind is not None:
        return heading.kind, heading.rule
    goes_on = (not heading.numbered or heading.deeper) and document_kind != "presentation"
    if goes_on and previous in headings().inherited:
        return previous, "heading.goes_on"
    return "other", "heading.layout"


def _headings(reading: Reading, flow: Sequence[Passage], titles: Sequence[PrintedTitle], kind: str) -> list[_Heading]:
    places = {title.start: title for title in titles if not title.labelled and not _MINUTES.match(title.words)}
    found: list[_Heading] = []
    for passage in flow:
        title = places.get(passage.start)
        if title is not None and not _TITLED.match(title.words):
            found.append(_Heading(title.start, title.end, passage.page, "title", "title", False, False))
        elif not any(t.start <= passage.start < t.end for t in titles):
            heading = _heading(reading, passage, bool(found), kind)
            if heading is not None:
                found.append(heading)
    return _without_subheadings(_without_people(reading, _without_field_names(reading, found)), kind)


def _without_field_names(reading: Reading, found: list[_Heading]) -> list[_Heading]:
    """Web pages print "Minutes:" below each item: where it comes again and again it is the name of a field."""
    lines = sum(reading.text[block.start : block.end].strip("* \n") == "Minutes:" for block in reading.body)
    if lines < _AGAIN:
        return found
    return [heading for heading in found if reading.text[heading.start : heading.end].strip("* ") != "Minutes:"]


def _without_people(reading: Reading, found: list[_Heading]) -> list[_Heading]:
    """Someone with a post is no heading, nor is a name or a post alone below the heading of those to be asked."""
    kept: list[_Heading] = []
    for heading in found:
        words = reading.text[heading.start : heading.end]
        loose = heading.rule == "heading.layout" and not heading.numbered
        asked = bool(kept) and kept[-1].kind == "contact"
        person = parse_person(words) if loose and (asked or _NAME_AND_POST.search(words)) else None
        if person is None or not (asked or (person.name and person.post)):
            kept.append(heading)
    return kept


def _without_subheadings(found: list[_Heading], kind: str) -> list[_Heading]:
    """Where a paper numbers its sections or items, unnumbered headings below them are parts of those."""
    numbered = sum(heading.numbered and not heading.deeper for heading in found)
    kept: list[_Heading] = []
    for heading in found:
        if not _is_subheading(heading, kept[-1] if kept else None, numbered, kind):
            kept.append(heading)
    return kept


def _is_subheading(heading: _Heading, above: _Heading | None, numbered: int, kind: str) -> bool:
    known = heading.rule in ("heading.exact", "title")
    if kind in ("minutes", "agenda"):
        # ModernGov prints "Minutes:" under every item.
        inside = not known or heading.kind == "minutes_of_previous"
        return numbered >= 3 and not heading.numbered and inside
    if kind in ("decision_record", "decision_list") and heading.numbered and not known:
        return True
    if above is None:
        return False
    if known and heading.kind == above.kind == "contact":
        return True
    within = numbered >= _MANY and above.numbered and not heading.numbered
    return within and heading.kind in (above.kind, None)


def _heading(reading: Reading, passage: Passage, begun: bool, document_kind: str) -> _Heading | None:
    if passage.label:
        return _heading_in_two(reading, passage, document_kind)
    words = reading.text[passage.start : passage.end]
    skipped = after_numbering(words)
    bare = words[skipped:].strip("* \t")
    if bare.startswith(("That ", "THAT ")):
        return None  # a clause, though "That the grounds for call-in be:" has a heading's words
    if _ANSWER.fullmatch(bare.rstrip(".")):
        return None
    if document_kind == "minutes" and _FIELD_OF_MINUTES.match(reading.text, passage.start):
        return None
    if not _LETTER_OR_TWO.search(bare) or (passage.marker_kind is MarkerKind.BULLET and not passage.heading):
        return None
    numbered = bool(passage.marker) or skipped > 0
    # "(a) Subject:" and "5 Roads" are headings without their letter or bare number; "5. Roads" keeps its number.
    lettered = passage.marker_kind is MarkerKind.ALPHA or _BARE_NUMBER.match(words) is not None
    start = passage.start + (skipped if lettered else 0)
    place = (passage.page, numbered, _DEEPER.match(words) is not None)
    length = len(words.rstrip())
    if not _in_grid(reading, passage):
        end = _known_end(words, bare, skipped, length, passage) or _part_end(words, skipped, document_kind)
        if end is not None:
            kind = kind_of_heading(words[skipped:end].rstrip(" :?\t*"), loosely=True)
            return _Heading(start, passage.start + end, place[0], kind, "heading.exact", *place[1:])
    if not passage.heading or length > _MAX_HEADING or _is_masthead(bare, begun):
        return None
    if bare.endswith((":", ":-")) or _INTRODUCER.match(bare) or passage.marker_kind is MarkerKind.ALPHA:
        return None
    kind = kind_of_heading(bare, loosely=True)
    rule = "heading.contains" if kind else "heading.layout"
    return _Heading(start, passage.start + length, place[0], kind, rule, *place[1:])


def _heading_in_two(reading: Reading, passage: Passage, document_kind: str) -> _Heading | None:
    """A part of a form whose label wraps beside its value: its heading is the label's first line."""
    words = label_words(reading.text, passage.label)
    words = words[after_numbering(words) :].strip(" :?*")
    kind = kind_of_heading(words)
    if kind is None and document_kind in _RECORDS:
        loose = kind_of_heading(words, loosely=True)
        kind = loose if loose in _PARTS and not _SAYS_SOMETHING.search(words) else None
    if kind is None:
        return None
    start, end = passage.label[0]
    return _Heading(start, end, passage.page, kind, "heading.exact", bool(passage.marker), False)


def _known_end(words: str, bare: str, skipped: int, length: int, passage: Passage) -> int | None:
    """Where a heading of the vocabulary ends in ``words``: at their end, at a colon, or before a date; else None."""
    if length <= _MAX_HEADING and kind_of_heading(bare) is not None:
        return length
    breaks = _COLON if passage.heading else _LABEL_BREAK
    label = breaks.search(words, skipped, skipped + _MAX_HEADING)
    if label is not None and not (passage.marker and passage.cell):
        known = kind_of_heading(words[skipped : label.start()]) is not None
        if known:
            return label.end() if words[label.start()] in ":?" else label.start()
    if length <= _MAX_HEADING and may_begin_with_heading(words[skipped:]):
        dates = parse_dates(words)
        told = dates and _TOLD.search(words, dates[0].end) is not None
        if (
            dates
            and not told
            and dates[0].start > skipped
            and kind_of_heading(words[skipped : dates[0].start]) is not None
        ):
            return skipped + len(words[skipped : dates[0].start].rstrip())
    return None


def _part_end(words: str, skipped: int, document_kind: str) -> int | None:
    """Where the label of a record's part ends: known by its stems, as forms word these questions at any length."""
    label = _LABEL_BREAK.search(words, skipped, skipped + _MAX_HEADING)
    if label is None and (document_kind not in _RECORDS or len(words.split("\n", 1)[0]) > _MAX_HEADING):
        return None
    # A heading that is no block of its own stands on the first line of the paragraph it opens.
    end = label.start() if label is not None else len(words.split("\n", 1)[0].rstrip())
    heading = words[skipped:end].strip("* ")
    if not heading[:1].isupper() or _SAYS_SOMETHING.search(heading):
        return None
    kind = kind_of_heading(heading, loosely=True)
    if kind not in _PARTS and not (kind == "members_interests" and document_kind in _RECORDS):
        return None
    return label.end() if label is not None and words[label.start()] in ":?" else end


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
