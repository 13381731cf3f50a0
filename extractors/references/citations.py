"""The sources that a paper names: meetings, reports, decisions, inspections, protocols, standing orders, law.

Shapes are data (vocabulary/citations.toml). They run over the text with its dates masked, so a shape can say "a date
stands here" without knowing how dates are written. A sentence that tells of a past day of a body that meets is a
citation too, also where no shape fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.reading import Reading
from extractors.records import Citation, DateMention, DocumentFacts
from extractors.structure.folding import Folded, fold
from extractors.vocabulary import filled, load
from extractors.vocabulary.families import family
from extractors.vocabulary.screened import Screened, screened
from ingest.document import BlockKind

_WORDS: dict[str, Any] = load("citations")
_MASK = "¤"
_CARRY = 600
"""How far back a meeting already cited supplies the date of "the Committee agreed", in characters."""
_MARKER = re.compile(r"\W{0,3}(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[a-z][.)])\s+(?=[A-Z(])")
_FEWEST_LETTERS = 16
"""What is left of a sentence around its date must say something."""
_NEAR = 60
"""A date so many characters from a citation, in the same sentence, is its own."""
_CLAUSE = 160
"""How much of a sentence is quoted on either side of a date where no shape says where the citation ends."""


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    kind: str
    screened: Screened
    papers: frozenset[str]
    other: bool
    past: bool
    not_own: bool
    context: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    kind: str
    rule: str
    rank: int
    date: str | None
    reference: str | None
    mention: int = 0
    """Where its date stands, for a sentence that no shape delimits."""
    body: str = ""
    """The body named, where the date may be that of a meeting cited elsewhere."""
    heading: bool = False


def _expand(pattern: str) -> str:
    return filled(pattern, _WORDS["pieces"])


_SHAPES = tuple(
    Shape(
        name=entry["name"],
        kind=entry["kind"],
        screened=screened(_expand(entry["pattern"])),
        papers=frozenset(entry.get("papers", ())),
        other=entry.get("other", False),
        past=entry.get("past", False),
        not_own=entry.get("not_own", False),
        context=entry.get("context", ""),
    )
    for entry in _WORDS["shapes"]
)
_RANKED = family(enumerate(_SHAPES), lambda ranked: ranked[1].screened.needs)
_SENTENCES = {name: screened(pattern) for name, pattern in _WORDS["sentences"].items()}
_PAST_ROLES = frozenset({"prior_meeting", "other", "publication", "inspection"})


def find_citations(reading: Reading, facts: DocumentFacts, dates: Sequence[DateMention]) -> tuple[Citation, ...]:
    """Every source named in running text, in reading order; none overlaps another."""
    page = _Page(reading, facts, dates)
    candidates = [*page.shaped(), *page.told()]
    kept = _carry(_without_repeats_in_headings(_without_overlaps(candidates, reading.text)), reading.text)
    return tuple(
        Citation(
            page=reading.page_at(found.start),
            start=found.start,
            end=found.end,
            rule=found.rule,
            quote=reading.text[found.start : found.end],
            kind=found.kind,
            date=found.date,
            reference=found.reference,
        )
        for found in kept
    )


def printed_date(mention: DateMention) -> str | None:
    """The date of a mention as exact as printed: a day, a month or a year. None for other stretches of time."""
    first, last = mention.date_from, mention.date_to
    if first[:7] == last[:7]:
        whole_month = first.endswith("-01") and last[8:] in ("28", "29", "30", "31")
        return first[:7] if whole_month else first
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    return None


class _Page:
    """A reading with its dates masked."""

    def __init__(self, reading: Reading, facts: DocumentFacts, dates: Sequence[DateMention]) -> None:
        self._reading = reading
        self._facts = facts
        self._dates = sorted(dates, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._dates]
        masked = list(reading.text)
        for mention in self._dates:
            masked[mention.start : mention.end] = _MASK * (mention.end - mention.start)
        self._masked = "".join(masked)

    def shaped(self) -> Iterator[_Candidate]:
        """What the shapes find, block by block; tables of figures hold no citations."""
        for block in self._reading.body:
            table = self._reading.table_at(block.start)
            if block.kind is BlockKind.TABLE and table is not None and not table.is_form:
                continue
            folded = fold(self._masked, block.start, block.end)
            words = folded.words.replace("\n", " ")
            for rank, shape in _RANKED.among(words.lower()):
                if shape.papers and self._facts.kind not in shape.papers:
                    continue
                for found in shape.screened.quick.finditer(words):
                    candidate = self._candidate(shape, rank, found, folded)
                    if candidate is not None:
                        yield replace(candidate, heading=block.kind is BlockKind.HEADING)

    def _candidate(self, shape: Shape, rank: int, found: re.Match[str], folded: Folded) -> _Candidate | None:
        last = len(found[0].rstrip(" ,\xa0\n")) + found.start()
        start, end = folded.at(found.start()), folded.end_at(last)
        mentions = self._within(start, end)
        past = sorted(
            (mention for mention in mentions if mention.role in _PAST_ROLES),
            key=lambda mention: mention.role != "prior_meeting",
        )
        if (shape.past and not past) or not self._allowed(shape, found):
            return None
        if any(mention.role == "meeting" for mention in mentions):
            return None
        if shape.kind == "prior_decision" and _SENTENCES["formal"].search(found[0]):
            return None
        ahead = shape.kind == "prior_decision" and all(mention.role == "future_action" for mention in mentions)
        shown = mentions if shape.kind == "legislation" else past or ([] if ahead else mentions)
        groups = found.groupdict()
        place = next((name for name in ("ref", "ref2", "ref3") if groups.get(name)), None)
        reference = None
        if place:
            reference = self._reading.text[folded.at(found.start(place)) : folded.end_at(found.end(place))]
        if shape.not_own and reference is not None and self._is_own(reference):
            return None
        day = next((value for mention in shown if (value := printed_date(mention)) is not None), None)
        return _Candidate(start, end, shape.kind, shape.name, rank, day, reference, body=self._body(shape, found))

    def _body(self, shape: Shape, found: re.Match[str]) -> str:
        if shape.context != "carried":
            return ""
        groups = found.groupdict()
        named = next((groups[name] for name in ("body", "body2", "body3") if groups.get(name)), "Council")
        return named.removeprefix("the ").removeprefix("The ")

    def _within(self, start: int, end: int) -> list[DateMention]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._dates[low:high]

    def _allowed(self, shape: Shape, found: re.Match[str]) -> bool:
        if shape.context == "legal":
            around = found.string[max(0, found.start() - 60) : found.end() + 60]
            if not _SENTENCES["legal"].search(around.replace(found[0], "", 1)):
                return False
        if not shape.other:
            return True
        named = self._body(shape, found).lower()
        own = (self._facts.body or "").lower().removeprefix("the ")
        return not own or (named != own and not own.endswith(f" {named}"))

    def _is_own(self, reference: str) -> bool:
        own = self._facts.reference
        return (
            own is not None and own.replace("-", "/") == reference.replace("-", "/") and self._facts.kind != "call_in"
        )

    def told(self) -> Iterator[_Candidate]:
        """Sentences that tell what a body did on an earlier day."""
        for mention in self._dates:
            if mention.role not in ("prior_meeting", "other") or printed_date(mention) is None:
                continue
            block = self._reading.block_at(mention.start)
            sentence = self._reading.sentence_at(mention.start)
            if block is None or sentence is None or block.kind is BlockKind.TABLE:
                continue
            start = max(block.start, sentence.start_char, mention.start - _CLAUSE)
            end = min(block.end, sentence.end_char, mention.end + _CLAUSE)
            kind = self._kind(self._reading.text[start : min(block.end, sentence.end_char)], mention)
            if kind is not None:
                start += _marker_length(self._reading.text[start:end])
                end = start + len(self._reading.text[start:end].rstrip())
                yield _Candidate(
                    start,
                    end,
                    kind,
                    f"told_{kind}",
                    len(_SHAPES),
                    printed_date(mention),
                    None,
                    mention=mention.start,
                    heading=block.kind is BlockKind.HEADING,
                )

    def _kind(self, words: str, mention: DateMention) -> str | None:
        if _SENTENCES["formal"].search(words):
            return None
        if mention.role == "prior_meeting" and _SENTENCES["reported"].search(words):
            return "prior_report"
        if _SENTENCES["decided"].search(words):
            return "prior_decision"
        return "prior_meeting" if mention.role == "prior_meeting" else None


def _without_overlaps(candidates: Sequence[_Candidate], text: str) -> list[_Candidate]:
    """Of candidates that overlap, the one whose shape stands first in the vocabulary; in reading order.

    A sentence that no shape delimits gives way: it is cut back to what lies around its date, or lends its date.
    """
    kept: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.rank, one.start)):
        over = [other for other in kept if candidate.start < other.end and other.start < candidate.end]
        if not over:
            kept.append(candidate)
        elif candidate.mention:
            _fit_in(candidate, over, kept, text)
    return sorted(kept, key=lambda one: one.start)


def _fit_in(told: _Candidate, over: Sequence[_Candidate], kept: list[_Candidate], text: str) -> None:
    """Put the free part of a sentence around its date among ``kept``, or give the date to what stands there."""
    for other in over:
        if other.body and other.date is None:
            kept[kept.index(other)] = replace(other, date=told.date)
            if abs(told.mention - other.end) <= _NEAR or abs(other.start - told.mention) <= _NEAR:
                return
        if other.start <= told.mention < other.end or (other.kind == told.kind and other.date == told.date):
            return
    start = max((other.end for other in over if other.end <= told.mention), default=told.start)
    end = min((other.start for other in over if other.start > told.mention), default=told.end)
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip(" ,;:–-)")), start + len(words.rstrip(" ,;:–-("))
    if sum(letter.isalpha() for letter in words) >= _FEWEST_LETTERS:
        kept.append(replace(told, start=start, end=end))


def _marker_length(words: str) -> int:
    """The length of a list number at the head of a sentence."""
    found = _MARKER.match(words)
    return found.end() if found is not None else 0


def _without_repeats_in_headings(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """A heading ("Minutes of the meeting of ...") names what the words below it cite: only the words count."""
    below = {(one.kind, one.date) for one in candidates if not one.heading}
    met = any(one.kind == "prior_meeting" and not one.heading for one in candidates)
    return [
        one
        for one in candidates
        if not one.heading
        or ((one.kind, one.date) not in below and not (met and one.kind == "prior_meeting" and one.date is None))
    ]


def _carry(candidates: Sequence[_Candidate], text: str) -> list[_Candidate]:
    """ "The Scrutiny Committee agreed" has the date of the meeting at which the paper says that it met."""
    dated = [one for one in candidates if one.date is not None and one.kind in ("prior_meeting", "prior_decision")]
    return [
        replace(one, date=_meeting_of(one, dated, text)) if one.body and one.date is None else one for one in candidates
    ]


def _meeting_of(undated: _Candidate, dated: Sequence[_Candidate], text: str) -> str | None:
    same = [one for one in dated if undated.body.lower() in text[one.start : one.end].lower()]
    days = {one.date for one in same}
    if len(days) == 1 and " " in undated.body:
        return days.pop()
    just_before = [one for one in same if 0 <= undated.start - one.end <= _CARRY]
    return just_before[-1].date if just_before else None
