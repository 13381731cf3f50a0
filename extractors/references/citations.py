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

from extractors.dates.dates import own_day
from extractors.reading import Reading
from extractors.records import Citation, DateMention, DocumentFacts
from extractors.references.background import background_papers
from extractors.references.candidates import Candidate, settled
from extractors.structure.folding import Folded, fold
from extractors.structure.labels import find_labels
from extractors.structure.passages import passages
from extractors.vocabulary import filled, load
from extractors.vocabulary.families import family
from extractors.vocabulary.screened import Screened, screened
from ingest.document import Block, BlockKind

_WORDS: dict[str, Any] = load("citations")
_MASK = "¤"
_MARKER = re.compile(r"\W{0,3}(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[a-z][.)])\s+(?=[A-Z(])")
_SEAM = re.compile(r"[ \t]{0,40}\n[ \t]{0,40}")
"""Between two blocks that may be one paragraph, its second line taken for something else ("... Act / 1972 ...")."""
_SEAM_SIDE = 160
_GAP = re.compile(r"\s{1,8}")
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
    lends: bool
    context: str


_LAW: dict[str, Any] = load("legislation")
_SHAPES = tuple(
    Shape(
        name=entry["name"],
        kind=entry["kind"],
        screened=screened(filled(entry["pattern"], words["pieces"])),
        papers=frozenset(entry.get("papers", ())),
        other=entry.get("other", False),
        past=entry.get("past", False),
        not_own=entry.get("not_own", False),
        lends=entry.get("lends", False),
        context=entry.get("context", ""),
    )
    for words in (_LAW, _WORDS)
    for entry in words["shapes"]
)
_RANKED = family(enumerate(_SHAPES), lambda ranked: ranked[1].screened.needs)
_NUMBER = re.compile(_WORDS["pieces"]["number"])
_SENTENCES = {name: screened(pattern) for name, pattern in _WORDS["sentences"].items()}
_VERB = 90
"""How far before a date its verb stands at most, in characters."""
_PAST_ROLES = frozenset({"prior_meeting", "other", "publication", "inspection"})


def find_citations(reading: Reading, facts: DocumentFacts, dates: Sequence[DateMention]) -> tuple[Citation, ...]:
    """Every source named in running text, in reading order; none overlaps another."""
    page = _Page(reading, facts, dates)
    candidates = [*page.shaped(), *page.listed(), *page.called_in(), *page.told()]
    kept = settled(candidates, reading.text)
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

    def shaped(self) -> Iterator[Candidate]:
        """What the shapes find, block by block; tables of figures hold no citations."""
        before: Block | None = None
        for block in self._reading.body:
            table = self._reading.table_at(block.start)
            if block.kind is BlockKind.TABLE and table is not None and not table.is_form:
                before = None
                continue
            for candidate in self._shaped_in(block.start, block.end):
                yield replace(candidate, heading=block.kind is BlockKind.HEADING)
            if before is not None and self._is_seam(before, block):
                yield from (
                    candidate
                    for candidate in self._shaped_in(
                        max(before.start, before.end - _SEAM_SIDE), min(block.end, block.start + _SEAM_SIDE)
                    )
                    if candidate.start < before.end and candidate.end > block.start
                )
            before = block

    def _is_seam(self, before: Block, block: Block) -> bool:
        """Whether a sentence may go on from one block to the next."""
        text = self._reading.text
        return (
            BlockKind.HEADING not in (before.kind, block.kind)
            and _SEAM.fullmatch(text, before.end, block.start) is not None
            and text[before.end - 1 : before.end] not in ".:;?!"
        )

    def _shaped_in(self, start: int, end: int) -> Iterator[Candidate]:
        folded = fold(self._masked, start, end)
        words = folded.words.replace("\n", " ")
        for rank, shape in _RANKED.among(words.lower()):
            if shape.papers and self._facts.kind not in shape.papers:
                continue
            for found in shape.screened.pattern.finditer(words):
                candidate = self._candidate(shape, rank, found, folded)
                if candidate is not None:
                    yield candidate

    def _candidate(self, shape: Shape, rank: int, found: re.Match[str], folded: Folded) -> Candidate | None:
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
            printed = self._reading.text[folded.at(found.start(place)) : folded.end_at(found.end(place))]
            reference = " ".join(printed.split())
        if shape.not_own and reference is not None and self._is_own(reference):
            return None
        day = next((value for mention in shown if (value := printed_date(mention)) is not None), None)
        if day is None and shown and shape.kind == "inspection" and " and " in shown[0].quote:
            day = shown[0].date_from[:7]  # "in May and June 2022": the month in which it began
        if groups.get("year"):  # of an Act: also where no date reader takes it for one ("the Care Act, 2014")
            day = self._reading.text[folded.at(found.start("year")) : folded.end_at(found.end("year"))]
        return Candidate(
            start, end, shape.kind, shape.name, rank, day, reference, lends=shape.lends, body=self._body(shape, found)
        )

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

    def listed(self) -> Iterator[Candidate]:
        """The entries of lists of background papers."""
        for entry in background_papers(self._reading):
            mentions = [one for one in self._within(entry.start, entry.end) if one.role in _PAST_ROLES]
            day = next((value for one in mentions if (value := printed_date(one)) is not None), None)
            yield Candidate(entry.start, entry.end, entry.kind, "background_paper", len(_SHAPES), day, entry.reference)

    def called_in(self) -> Iterator[Candidate]:
        """The decision that a request for call-in gives by its number in the boxes of its form."""
        if self._facts.kind != "call_in":
            return
        labels = find_labels(self._reading, passages(self._reading))
        made = [one for one in labels if one.field == "meeting_date" and "decision" in one.label.lower()]
        days = [printed_date(mention) for one in made for mention in self._within(one.start, one.end)]
        for label in labels:
            if label.field == "reference" and _NUMBER.fullmatch(label.value.strip()):
                end, day = label.start + len(label.value.rstrip()), next((one for one in days if one), None)
                yield Candidate(label.start, end, "prior_decision", "called_in", -1, day, label.value.strip())

    def told(self) -> Iterator[Candidate]:
        """Sentences that tell what a body did on an earlier day."""
        own = own_day(self._facts)
        for mention in self._dates:
            if mention.role not in ("prior_meeting", "other") or printed_date(mention) is None:
                continue
            if own is not None and mention.date_from > own.isoformat():
                continue  # still to come
            block = self._reading.block_at(mention.start)
            sentence = self._reading.sentence_at(mention.start)
            if block is None or sentence is None or block.kind is BlockKind.TABLE:
                continue
            start = max(block.start, sentence.start_char)
            start = _whole_words(self._reading.text, start, mention.start)
            end = min(block.end, sentence.end_char, mention.end + _CLAUSE)
            if self._of_another_day(mention, sentence.start_char, sentence.end_char):
                continue
            stop = min(block.end, sentence.end_char)
            kind = self._kind(_told_of_then(self._reading.text[start:stop], mention.end - start), mention)
            if kind is not None and not self._of_this_meeting(mention, stop):
                start += _marker_length(self._reading.text[start:end])
                end = start + len(self._reading.text[start:end].rstrip())
                yield Candidate(
                    start,
                    end,
                    kind,
                    f"told_{kind}",
                    len(_SHAPES) + 1,
                    printed_date(mention),
                    None,
                    mention=mention.start,
                    heading=block.kind is BlockKind.HEADING,
                )

    def _of_this_meeting(self, mention: DateMention, stop: int) -> bool:
        """Whether what was decided behind the day was decided now: nothing says that the day is a meeting's."""
        behind = self._reading.text[mention.end : stop]
        return mention.role == "other" and _SENTENCES["own_act"].search(" ".join(behind.split())) is not None

    def _of_another_day(self, mention: DateMention, start: int, end: int) -> bool:
        """Whether what the sentence tells of was done on another of its days."""
        days = self._within(start, end)
        done = [day for day in days if self._is_done_on(day, start)]
        return len(days) > 1 and bool(done) and mention not in done

    def _is_done_on(self, day: DateMention, start: int) -> bool:
        words = self._reading.text[max(start, day.start - _VERB) : day.start]
        if _SENTENCES["done_on"].search(" ".join(words.split()) + " ") is not None:
            return True
        behind = " ".join(self._reading.text[day.end : day.end + _VERB].split())
        return words.strip().lower() in ("on", "in") and _SENTENCES["then_did"].match(behind) is not None

    def _kind(self, words: str, mention: DateMention) -> str | None:
        words = " ".join(words.split())
        if _SENTENCES["formal"].search(words):
            return None
        if mention.role == "prior_meeting" and _SENTENCES["reported"].search(words):
            return "prior_report"
        if _SENTENCES["decided"].search(words) or _SENTENCES["clause_of_minute"].search(words):
            return "prior_decision"
        return "prior_meeting" if mention.role == "prior_meeting" else None


def _whole_words(text: str, start: int, day: int) -> int:
    """``start``, or the first word of a sentence so long that its beginning is left out."""
    if day - start <= _CLAUSE:
        return start
    gap = _GAP.search(text, day - _CLAUSE - 1, day)
    return gap.end() if gap is not None else day - _CLAUSE


def _told_of_then(words: str, day: int) -> str:
    """``words`` without what is told behind the ``day`` as this meeting's own act ("and it was agreed that")."""
    own = _SENTENCES["own_act"].search(words[day:])
    return words if own is None else words[: day + own.start()]


def _marker_length(words: str) -> int:
    """The length of a list number at the head of a sentence."""
    found = _MARKER.match(words)
    return found.end() if found is not None else 0
