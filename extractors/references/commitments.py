"""What a paper promises or requires to happen or be reported later.

Cues are data (vocabulary/commitments.toml); they run over one sentence at a time, dates masked. In minutes and
records speech is reported, so "would" promises there; in a report it only weighs an option.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.dates.dates import own_day
from extractors.reading import Reading
from extractors.records import Commitment, DateMention, DocumentFacts, Resolution
from extractors.references.action_tables import find_actions
from extractors.references.commitment_parts import Due, due, recurrence, what
from extractors.references.owners import owner, owner_at_the_end
from extractors.structure.folding import Folded, fold
from extractors.vocabulary import filled, load
from extractors.vocabulary.families import Family, family
from extractors.vocabulary.screened import Screened, screened
from ingest.document import Block, BlockKind

_WORDS: dict[str, Any] = load("commitments")
_MASK = "¤"
_REPORTED = frozenset(_WORDS["speech"]["reported"])
_SKIP_HEADING = re.compile(_WORDS["skip"]["heading"])
_SKIP_SENTENCE = screened(_WORDS["skip"]["sentence"])
_FINITE = re.compile(r"(?i)\b(?:will|would|shall|must|should|need|needs|is|are|was|were|has|had|have)\b")
_PARTING = re.compile(r";\s|,\s(?:but|and)\s|\.\s{1,3}(?=[A-Z])")
_MARKER = re.compile(
    r"[\s•*–-]{0,4}(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+(?=[A-Z(])"
)
_RESOLVED = screened(r"\bRESOLVED\b|\bResolved\b")
_SHORTEST = 12
_SUBJECT_WORDS = 2
"""A clause with as many words before its verb names its own subject."""
_BACK = 3
"""How many sentences back a pronoun is followed."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the vocabulary, ready to run."""

    name: str
    screened: Screened
    unless: Screened | None
    subject: Screened | None
    context: Screened | None
    heading: Screened | None
    papers: frozenset[str]
    tables: bool
    each: bool
    dated: bool
    fragment: bool
    last: bool
    clause: bool
    line: bool
    no_clause: bool


def _joined(words: str | list[str]) -> str:
    """A pattern, or a list of alternatives as one."""
    return words if isinstance(words, str) else f"(?:{'|'.join(words)})"


def _expand(words: str | list[str], will: str) -> str:
    pieces: dict[str, str] = {name: _joined(piece) for name, piece in _WORDS["pieces"].items()} | {"will": will}
    return filled(_joined(words), pieces)


def _optional(entry: dict[str, Any], name: str) -> Screened | None:
    return screened(_expand(entry[name], "")) if name in entry else None


def _cues(will: str) -> Family[Cue]:
    cues = (
        Cue(
            name=entry["name"],
            screened=screened(_expand(entry["pattern"], will)),
            unless=_optional(entry, "not"),
            subject=_optional(entry, "subject"),
            context=_optional(entry, "context"),
            heading=_optional(entry, "heading"),
            papers=frozenset(entry.get("papers", ())),
            tables=entry.get("tables", False),
            each=entry.get("each", False),
            dated=entry.get("dated", False),
            fragment=entry.get("fragment", False),
            last=entry.get("last", False),
            clause=entry.get("clause", False),
            line=entry.get("line", False),
            no_clause=entry.get("no_clause", False),
        )
        for entry in _WORDS["cues"]
    )
    return family(cues, lambda cue: cue.screened.needs)


_CUES_TOLD = _cues(_WORDS["speech"]["told"])
_CUES_WRITTEN = _cues(_WORDS["speech"]["written"])


_RECORD_BEGINS = "minutes:"
"""The line below what the agenda said of an item."""
_LONGEST_AGENDA_PART = 1200


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: str
    masked: str
    """Its words with dates masked and white space folded: offsets in it go through ``folded``."""
    folded: Folded
    block: Block
    block_words: str
    before: tuple[str, ...]
    """The sentences of its block that stand before it, at most three."""
    heading: str
    in_table: bool
    in_clause: bool
    """Whether it stands in a resolution (or a recommendation)."""


def find_commitments(
    reading: Reading, facts: DocumentFacts, dates: Sequence[DateMention], resolutions: Sequence[Resolution]
) -> tuple[Commitment, ...]:
    """Promises, Action lines and required acts, in reading order. A second printing counts again."""
    day = own_day(facts)
    written = day.isoformat() if day is not None else None
    lost = [(clause.start, clause.end) for clause in resolutions if clause.status in ("lost", "withdrawn")]
    masked = _masked(reading.text, dates)
    cues = _CUES_TOLD if facts.kind in _REPORTED else _CUES_WRITTEN
    found = list(find_actions(reading, dates))
    tables = [(action.start, action.end) for action in found]
    lost.extend(_agenda_parts(reading) if facts.kind == "minutes" else ())
    clauses = tuple((clause.start, clause.end) for clause in resolutions)
    for sentence in _sentences(reading, masked, clauses):
        if any(start <= sentence.start < end for start, end in lost):
            continue
        if any(start < sentence.end and sentence.start < end for start, end in tables):
            continue
        for start, end, cue, named, act in _matches(sentence, cues, facts.kind):
            words = reading.text[start:end]
            when = due(reading.text, start, end, dates, written, moved=cue.last, named=named, act=act)
            if cue.dated and when == Due():
                continue  # the only date has passed
            found.append(
                Commitment(
                    page=reading.page_at(start),
                    start=start,
                    end=end,
                    rule=cue.name,
                    quote=words,
                    what=what(words),
                    due_from=when.date_from,
                    due_to=when.date_to,
                    recurs=recurrence(words),
                    owner=owner(masked[start:end], cue.name, sentence.before)
                    or (owner_at_the_end(sentence.block_words) if cue.line else None),
                )
            )
    return tuple(sorted(found, key=lambda one: one.start))


def _agenda_parts(reading: Reading) -> Iterator[tuple[int, int]]:
    """On the page of a meeting each item prints what the agenda said of it, over the line "Minutes:": nothing that is
    said there ("The Chair to report apologies") was promised at the meeting."""
    since: int | None = None
    for block in reading.body:
        words = reading.text[block.start : block.end].strip().lower()
        if words == _RECORD_BEGINS and since is not None and block.start - since <= _LONGEST_AGENDA_PART:
            yield since, block.start
        if words in (_RECORD_BEGINS, "decision:", "decisions:"):
            since = None
        elif block.kind is BlockKind.HEADING and not words.endswith(":"):
            since = block.start


def _masked(text: str, dates: Sequence[DateMention]) -> str:
    masked = list(text)
    for mention in dates:
        masked[mention.start : mention.end] = _MASK * (mention.end - mention.start)
    return "".join(masked)


def _sentences(reading: Reading, masked: str, clauses: Sequence[tuple[int, int]]) -> Iterator[_Sentence]:
    """The sentences of the body with their dates masked, and what they stand under."""
    text = reading.text
    heading = ""
    headings = {block.start: block for block in reading.body if block.kind is BlockKind.HEADING}
    bounds = reading.sentence_bounds
    for index, (begin, stop) in enumerate(bounds):
        earlier = bounds[max(0, index - _BACK) : index]
        block = reading.block_at(begin)
        if block is None:
            continue
        if begin in headings:
            heading = text[block.start : block.end]
            continue
        end = begin + len(text[begin : min(stop, block.end)].rstrip())
        if end - begin < _SHORTEST:
            continue
        table = reading.table_at(begin)
        marker = _MARKER.match(text, begin, end)
        start = marker.end() if marker is not None else begin
        words = text[start:end]
        folded = fold(masked, start, end)
        yield _Sentence(
            start=start,
            end=end,
            words=words,
            masked=folded.words,
            folded=folded,
            block=block,
            block_words=text[block.start : block.end],
            before=_before(text, earlier, block),
            heading=heading,
            in_table=table is not None and not table.is_form,
            in_clause=_RESOLVED.search(words) is not None or any(low < end and start < high for low, high in clauses),
        )


def _before(text: str, bounds: Sequence[tuple[int, int]], block: Block) -> tuple[str, ...]:
    return tuple(text[begin:end] for begin, end in bounds if begin >= block.start)


def _matches(sentence: _Sentence, cues: Family[Cue], paper: str) -> list[tuple[int, int, Cue, int | None, int]]:
    """Places and rules of the commitments in a sentence: one, or each that a cue of milestones finds.

    Beside them where the date stands that the cue names, if it does, and where its words end.
    """
    found = _held(sentence, cues, paper)
    # Few sentences hold a cue: only those are asked whether they are passed over.
    return [] if found and _is_passed_over(sentence) else found


def _is_passed_over(sentence: _Sentence) -> bool:
    if _SKIP_SENTENCE.search(sentence.words):
        return True
    # What a motion asks for is no promise; what was resolved upon it counts.
    return not sentence.in_clause and _SKIP_HEADING.search(sentence.heading) is not None


def _held(sentence: _Sentence, cues: Family[Cue], paper: str) -> list[tuple[int, int, Cue, int | None, int]]:
    """What the first cue finds that finds anything, of those that are for such a ``paper``."""
    has_date = _MASK in sentence.masked
    for cue in cues.among(sentence.masked.lower()):
        if (cue.dated and not has_date) or (sentence.in_table and not cue.tables):
            continue
        if cue.papers and paper not in cue.papers:
            continue
        held = [found for found in cue.screened.pattern.finditer(sentence.masked) if _holds(cue, sentence, found)]
        if held and cue.each:
            places = {_place(cue, sentence, found): sentence.folded.at(found.end() - 1) for found in reversed(held)}
            return [
                (start, end, cue, None, start if cue.dated else act) for (start, end), act in sorted(places.items())
            ]
        if len(held) > 1 and (apart := _apart(sentence, held)):
            return [(*_clause(sentence, one), cue, None, sentence.folded.at(one.end() - 1)) for one in apart]
        if held:
            named = _date_of(cue, sentence, held[0])
            act = sentence.folded.at(held[0].end() - 1)
            return [(sentence.start, sentence.end, cue, named, act)]
    return []


def _apart(sentence: _Sentence, held: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Of several promises in a sentence those in clauses of their own, each with who or what acts; else none.

    "and will" goes on with the same subject: that is one promise of two acts.
    """
    first: dict[int, re.Match[str]] = {}
    for found in held:
        opened = max((one.end() for one in _PARTING.finditer(sentence.masked, 0, found.start())), default=0)
        if opened == 0 or len(sentence.masked[opened : found.start()].split()) >= _SUBJECT_WORDS:
            first.setdefault(opened, found)
    return list(first.values()) if len(first) > 1 else []


def _place(cue: Cue, sentence: _Sentence, found: re.Match[str]) -> tuple[int, int]:
    if cue.dated:
        return sentence.folded.at(found.start()), sentence.folded.end_at(found.end())
    return _clause(sentence, found)


def _date_of(cue: Cue, sentence: _Sentence, found: re.Match[str]) -> int | None:
    """Where the date stands that the cue itself names, of several in a sentence."""
    if not found[0].endswith(_MASK):
        return None
    return sentence.folded.at(found.start() + len(found[0].rstrip(_MASK)))


def _holds(cue: Cue, sentence: _Sentence, found: re.Match[str]) -> bool:
    before = sentence.masked[: found.start()]
    if cue.unless is not None and (cue.unless.search(before) or cue.unless.search(sentence.masked[: found.end()])):
        return False
    if cue.subject is not None and cue.subject.search(before + " " if not before.endswith(" ") else before):
        return False
    if cue.context is not None and not cue.context.search(sentence.block_words):
        return False
    if cue.heading is not None and not cue.heading.search(sentence.heading):
        return False
    if (cue.clause and not sentence.in_clause) or (cue.no_clause and sentence.in_clause):
        return False
    return not (cue.fragment and _FINITE.search(sentence.masked[: found.end()]))


def _clause(sentence: _Sentence, found: re.Match[str]) -> tuple[int, int]:
    """The clause around a match, so that two requirements of one sentence are quoted apart."""
    begin = max((one.end() for one in _PARTING.finditer(sentence.masked, 0, found.start())), default=0)
    after = _PARTING.search(sentence.masked, found.end())
    end = after.start() if after is not None else len(sentence.masked)
    return sentence.folded.at(begin), sentence.folded.end_at(end)
