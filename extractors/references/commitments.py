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
from extractors.references.cues import CUES_TOLD, CUES_WRITTEN, Cue
from extractors.references.owners import owner, owner_at_the_end
from extractors.structure.folding import Folded, fold
from extractors.vocabulary import load
from extractors.vocabulary.families import Family
from extractors.vocabulary.screened import screened
from ingest.document import Block, BlockKind

_WORDS: dict[str, Any] = load("commitments")
_MASK = "¤"
_REPORTED = frozenset(_WORDS["speech"]["reported"])
_SKIP_HEADING = re.compile(_WORDS["skip"]["heading"])
_SKIP_SENTENCE = screened(_WORDS["skip"]["sentence"])
_FINITE = re.compile(r"(?i)\b(?:will|would|shall|must|should|need|needs|is|are|was|were|has|had|have)\b")
_PARTING = re.compile(
    r";\s|,\s(?:but|and)\s|\sand\sthat\s|\.\s{1,3}(?=[A-Z])"
    r"|\sand\s(?=(?:the|every|each|all|an?|it|they|she|he|officers|members)\s(?:[A-Za-z’-]{2,16}\s){0,5}"
    r"(?:will|would|(?:is|was)\s(?:expected|due|planned))\s)"
)
_AND_WILL = re.compile(r"\sand\s(?=(?:also\s|then\s)?(?:will|would)\s)")
_CLOSING = re.compile(r"(?:;|,?\s(?:and|but)(?:\sthat)?|,|\.)\s{1,3}\Z")
"""What stands between one clause and the next."""
_MARKER = re.compile(
    r"[\s•*–-]{0,4}(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+(?=[A-Z(])"
    r"|\s{0,4}\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+(?=[a-z])"
)
_RESOLVED = screened(r"\bRESOLVED\b|\bResolved\b")
_BEGINS_WITH_WILL = re.compile(r"(?:also\s|then\s)?(?:will|would)\s")
_SHORTEST = 12
_SUBJECT = re.compile(r"(?:\([a-z\d]{1,4}\)\s)?(?!(?:also|then|now|next|so|therefore|subsequently|thus)\s)[A-Za-z£\d¤]")
"""A clause that begins with such a word before its verb names its own subject."""
_BACK = 3
"""How many sentences back a pronoun is followed."""


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
    cues = CUES_TOLD if facts.kind in _REPORTED else CUES_WRITTEN
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
                    or (owner(masked[sentence.start : end], cue.name) if _BEGINS_WITH_WILL.match(words) else None)
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
    """What the first cue finds that finds anything, of those that are for such a ``paper``; and what the others find
    in clauses of their own."""
    held: list[tuple[Cue, re.Match[str]]] = []
    for cue in cues.among(sentence.masked.lower()):
        if not _is_for(cue, sentence, paper) or (held and (cue.whole or (cue.each and not cue.clause))):
            continue
        found = [one for one in cue.screened.pattern.finditer(sentence.masked) if _holds(cue, sentence, one)]
        if found and cue.each and not held:
            places = {_place(cue, sentence, one): sentence.folded.at(one.end() - 1) for one in reversed(found)}
            return [
                (start, end, cue, None, start if cue.dated else act) for (start, end), act in sorted(places.items())
            ]
        held.extend((cue, one) for one in found)
        if held and (cue.whole or not _partings(sentence)):
            break
    if len(held) > 1 and (apart := _apart(sentence, held)):
        return [(*_clause(sentence, one), cue, None, sentence.folded.at(one.end() - 1)) for cue, one in apart]
    if held:
        cue, one = held[0]
        act = sentence.folded.at(one.end() - 1)
        return [(sentence.start, sentence.end, cue, _date_of(cue, sentence, one), act)]
    return []


def _is_for(cue: Cue, sentence: _Sentence, paper: str) -> bool:
    if (cue.dated and _MASK not in sentence.masked) or (sentence.in_table and not cue.tables):
        return False
    return not cue.papers or paper in cue.papers


def _apart(sentence: _Sentence, held: Sequence[tuple[Cue, re.Match[str]]]) -> list[tuple[Cue, re.Match[str]]]:
    """Of several promises in a sentence those in clauses of their own, each with who or what acts; else none.

    "and will" goes on with the same subject: that is one promise of two acts, unless the second has its own time.
    """
    first: dict[int, tuple[Cue, re.Match[str]]] = {}
    for cue, found in held:
        # The act stands where the match ends: it may begin with the sentence.
        opened = max((end for end, _ in _partings(sentence) if end < found.end()), default=0)
        own = found.start() != opened and _SUBJECT.match(sentence.masked, opened) is not None
        if opened == 0 or own or (opened, True) in _partings(sentence):
            earlier = first.get(opened)
            if earlier is None or (earlier[0] is cue and found.start() < earlier[1].start()):
                first[opened] = (cue, found)
    return [first[opened] for opened in sorted(first)] if len(first) > 1 else []


def _partings(sentence: _Sentence) -> tuple[tuple[int, bool], ...]:
    """Where the clauses of a sentence begin, and whether with the subject of the one before ("and will ... by May")."""
    words = sentence.masked
    found = [(one.end(), False) for one in _PARTING.finditer(words)]
    for one in _AND_WILL.finditer(words):
        stop = _PARTING.search(words, one.end())
        own = words[one.end() : stop.start() if stop is not None else len(words)]
        if _MASK in own or recurrence(own) is not None:
            found.append((one.end(), True))
    return tuple(sorted(found))


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
    partings = [end for end, _ in _partings(sentence)]
    begin = max((end for end in partings if end < found.end()), default=0)
    after = min((end for end in partings if end > found.end()), default=None)
    words = sentence.masked[begin:after]
    end = begin + len(_CLOSING.sub("", words) if after is not None else words)
    return sentence.folded.at(begin), sentence.folded.end_at(end)
