"""The parts of a decision besides its resolutions: narrative, reasons, alternatives, conflicts, dispensations.

Absence is data: "None" and "N/A" are kept as printed, a heading with nothing under it gives "", no heading gives None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.call_ins.words import tells_of_call_in, wordings
from extractors.decisions.clause_words import is_lead_in
from extractors.decisions.introducers import find_introducer
from extractors.decisions.resolutions import Found
from extractors.decisions.statements import sentences
from extractors.reading import Reading
from extractors.records import Section
from extractors.structure.labels import field_of
from extractors.structure.passages import Passage
from extractors.vocabulary import load
from ingest.document import BlockKind

PART_KINDS = ("reasons", "alternatives", "conflicts", "dispensations")


@dataclass(frozen=True, slots=True)
class Part:
    words: str
    start: int
    end: int


_FRAME_FIELDS = frozenset(
    {
        "title", "reference", "portfolio", "lead_member", "decision_maker", "meeting_and_date", "meeting_date",
        "published_date", "key_decision", "author", "contact", "responsible", "ward",
    }
)  # fmt: skip
_INSIDE = frozenset({"other", "record_of_decision", "recommendations"})
_HEADING_TAIL = re.compile(r"[\s:*.?\-–—]*")
_LINE = re.compile(r"^.+$", re.MULTILINE)
_WORDS: dict[str, str] = load("sections")["parts"]
_SIGNATURE = re.compile(_WORDS["signature"])
_DISPENSATION = re.compile(_WORDS["dispensation"])
_LONE_LETTER = re.compile(r"\n\s{0,8}\(?[a-z0-9]{1,2}[.)]\s{0,8}\Z")
_LABEL_END = re.compile(r"[:?]\s|[:?]?[-–—]\s|[:?]-|\t|:$")
_OWN_NUMBER = re.compile(r"(\d{1,2})[.)]?\s")
_ANY_LABEL = re.compile(r"[A-Z][^.:;!?]{2,70}:(?:\s|-|$)")
"""In a form whose fields stand on a line with their labels, the next such line is the next field."""
_COLUMN = re.compile(r"[A-Z][^.:;!?]{2,60}\s{3,}\S")
_NEXT_HEADING = re.compile(r"(\d{1,2})[.)]?\s+[A-Z][^.;]{2,90}$")
_LABEL_LINE = re.compile(r"[A-Z][\w /()-]{2,50}:")
_SHORT_VALUE = re.compile(_WORDS["short_value"])
_SUB_PARTS = ("background", "summary")
_FORMAL = 0.9
"""Confidence above which clauses stood under an introducer: what follows them is no narrative of the decision."""
_ITEM_NOTE = re.compile(_WORDS["item_note"])
_RULE = re.compile(_WORDS["rule"])
_KEY_NOTE = re.compile(_WORDS["key_note"])
_ANOTHER = re.compile(_WORDS["another"], re.MULTILINE)


def boundaries_of(sections: Sequence[Section]) -> frozenset[int]:
    """Offsets at which something other than the decision begins. A heading of unknown kind is no boundary: it may be
    the lead-in of a list ("The Policy Committee:") or a sub-heading between clauses."""
    return frozenset(section.start for section in sections if section.kind not in _INSIDE)


def extent(section: Section, boundaries: frozenset[int], text: str) -> int:
    """Where a section ends if headings inside it are not counted: at the next boundary."""
    return min((start for start in boundaries if start > section.start), default=len(text))


def section_words(reading: Reading, section: Section, limit: int) -> Part:
    """What stands under a section's heading, as printed and no further than ``limit``; "" where nothing does."""
    text = reading.text
    start = section.start
    for word in section.heading.split():
        at = text.find(word, start, min(section.end, start + len(word) + 12))
        if at == -1:
            break
        start = at + len(word)
    tail = _HEADING_TAIL.match(text, start, section.end)
    begin = tail.end() if tail else start
    words = text[begin : max(begin, min(section.end, limit))].rstrip()
    # "These were as follows:" opens a list, whose entries may look like the fields of a form.
    row = _is_row(section.heading, tail.group() if tail else "") and not words.partition("\n")[0].endswith(":")
    number = _OWN_NUMBER.match(section.heading)
    cell = tail is not None and "\t" in tail.group()
    for line in _LINE.finditer(words):
        if line.start() == 0:
            continue
        if cell and _is_heading(reading, begin + line.start()):
            words = words[: line.start()].rstrip()
            break
        if _ends_part(words, line, row, int(number.group(1)) if number else None):
            words = words[: line.start()].rstrip()
            break
    # The letter of the next field of a form stands before its label.
    words = _LONE_LETTER.sub("", words)
    signed = _SIGNATURE.search(words)
    words = words[: signed.start()].rstrip() if signed else words
    if _LABEL_LINE.match(words) and field_of(words.split(":")[0]) is not None:
        words = ""
    return Part(words, begin, begin + len(words))


def _is_row(heading: str, between: str) -> bool:
    """Whether heading and words stand on one line as label and value: then each line like that is a field."""
    if "\n" in between:
        return False
    return "\t" in between or " " * 3 in between or ":" in between or heading.rstrip(" -–—").endswith(":")


def _is_heading(reading: Reading, offset: int) -> bool:
    """Whether a numbered heading begins at ``offset``: below a row of label and value it heads something else."""
    block = reading.block_at(offset)
    heads = block is not None and block.kind is BlockKind.HEADING and block.start == offset
    return heads and block is not None and _NEXT_HEADING.match(reading.words(block)) is not None


def _ends_part(words: str, line: re.Match[str], row: bool, number: int | None) -> bool:
    """Whether ``line`` says something of its own: the next field or row of a form, the next numbered heading, an
    item's number, or (at the start of a paragraph) until when the decision can be called in."""
    printed = line.group().strip()
    label = _LABEL_END.split(printed, maxsplit=1)[0]
    if label != printed and field_of(label) is not None:
        return True
    if row and ("\t" in printed or _ANY_LABEL.match(printed) or _COLUMN.match(printed)):
        return True
    if label != printed and wordings().cue.search(label):
        return True
    following = _NEXT_HEADING.match(printed)
    if number is not None and following is not None and int(following.group(1)) == number + 1:
        return True
    if _ITEM_NOTE.match(printed) or _RULE.match(printed):
        return True
    paragraph = words[line.start() :].split("\n\n", 1)[0]
    opens = words[: line.start()].rstrip().endswith((".", ":")) or words[: line.start()].endswith("\n\n")
    return opens and (_ANOTHER.match(paragraph) is not None or tells_of_call_in(" ".join(paragraph.split())))


def parts_of(reading: Reading, sections: Sequence[Section], start: int, end: int) -> dict[str, Part]:
    """The first section of each kind between ``start`` and ``end``; one with words wins over an empty one."""
    found: dict[str, Part] = {}
    for section in sections:
        if section.kind not in PART_KINDS or not start <= section.start < end:
            continue
        part = section_words(reading, _with_entries(reading, sections, section), end)
        if not part.words:
            part = _short_value(reading, sections, section) or _parted(reading, sections, section, end) or part
        kind, heading = section.kind, section.heading.lower()
        if "dispensation" in heading and "interest" in heading:
            # One heading for both: "Any interest declared ... and any dispensation granted".
            kind, granted = "conflicts", _granted(part)
            found.setdefault("dispensations", granted or part)
            if granted is not None:
                part = replace(part, words=part.words[: granted.start - part.start].rstrip())
        elif kind == "conflicts" and (granted := _granted(part)) is not None:
            found.setdefault("dispensations", granted)
            part = replace(part, words=part.words[: granted.start - part.start].rstrip())
        known = found.get(kind)
        if known is None or (not known.words and part.words):
            found[kind] = part
        elif known.words and part.words and section.start - known.end < 3:
            found[kind] = Part(reading.text[known.start : part.end], known.start, part.end)
    return found


def _with_entries(reading: Reading, sections: Sequence[Section], section: Section) -> Section:
    """``section`` with the unknown headings below it that part it: the entries of a list that its words announce, and
    any without a number where the parts of the record are numbered."""
    own = reading.text[section.start : section.end].rstrip()
    announced = own.endswith(":") and len(own) > len(section.heading) + 4
    numbered = _OWN_NUMBER.match(section.heading) is not None
    end = section.end
    for other in sections:
        if other.start < section.end:
            continue
        known = field_of(other.heading.rstrip(": ")) is not None or _OWN_NUMBER.match(other.heading) is not None
        if other.kind != "other" or known or not (announced or numbered):
            break
        end = other.end
    return replace(section, end=end)


def _short_value(reading: Reading, sections: Sequence[Section], section: Section) -> Part | None:
    """ "See attached" alone on the line below a label: readers take so short a line for a heading."""
    below = next((other for other in sections if other.start >= section.end), None)
    if below is None or below.kind != "other" or reading.text[section.end : below.start].strip():
        return None
    if not _SHORT_VALUE.fullmatch(below.heading):
        return None
    return Part(below.heading, below.start, below.start + len(below.heading))


def _parted(reading: Reading, sections: Sequence[Section], section: Section, end: int) -> Part | None:
    """Reasons that begin with a sub-heading ("Background"): all up to the next part of the record."""
    following = sorted((other for other in sections if other.start >= section.end), key=lambda other: other.start)
    if section.kind != "reasons" or not following or following[0].kind not in _SUB_PARTS:
        return None
    if reading.text[section.end : following[0].start].strip():
        return None
    stop = min((other.start for other in following if other.kind not in (*_SUB_PARTS, "other")), default=end)
    words = reading.text[following[0].start : min(stop, end)].rstrip()
    return Part(words, following[0].start, following[0].start + len(words)) if words else None


def _granted(part: Part) -> Part | None:
    """The sentences at the end of a note of conflicts that tell of a dispensation, or None."""
    for start, end in sentences(part.words, 0, len(part.words)):
        if start > 0 and _DISPENSATION.search(part.words, start, end):
            return Part(part.words[start:], part.start + start, part.end)
    return None


def _is_field(words: str) -> bool:
    """Whether a paragraph is a field of the paper or item ("Decision maker: Cabinet"), and tells nothing."""
    label = _LABEL_END.split(words, maxsplit=1)[0]
    return _KEY_NOTE.match(words) is not None or (label != words and field_of(label) in _FRAME_FIELDS)


def narrative(
    reading: Reading,
    passages: Sequence[Passage],
    found: Sequence[Found],
    *,
    heading_end: int = 0,
    sections: Sequence[Section] = (),
) -> str | None:
    """The printed narrative without resolutions, their introducers and the sections that are fields of their own."""
    text = reading.text
    taken = [(item.clause.start, item.clause.end) for item in found if item.status != "lost"]
    openings = {item.opening for item in found if item.opening >= 0}
    apart = [(section.start, section.end) for section in sections if section.kind in (*PART_KINDS, "call_in")]
    formal = [item.clause.end for item in found if item.confidence > _FORMAL and item.rule != "decision_label"]
    pieces: list[str] = []
    for passage in passages:
        if formal and passage.start > max(formal):
            break
        start, end = max(passage.start, heading_end), passage.end
        if start >= end or any(s <= passage.start < e for s, e in apart):
            continue
        if any(s < end and passage.body < e for s, e in taken):
            cut = [at for at in openings if passage.body < at < end]
            end = min(cut) if cut else start
        elif any(passage.body <= at < passage.end for at in openings):
            introducer = find_introducer(text, passage, "decision_record")
            if introducer is not None and introducer.rule != "i_agree":
                end = max(start, introducer.start)
        words = text[start:end].strip(" \t\n*").lstrip(": \n")
        if words and not (_ITEM_NOTE.match(words) or _is_field(words) or is_lead_in(words)):
            pieces.append(words)
    return "\n\n".join(pieces) or None
