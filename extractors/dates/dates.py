"""Every calendar expression of a paper, with the days it covers and its role.

A year that is not printed comes from the paper's own date: a thing promised lies ahead of it, a thing told behind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extractors.dates.grammar import DateSpan, is_near, parse_dates, resolve_again
from extractors.dates.roles import DateContext, role_of
from extractors.dates.tense import lean_of
from extractors.dates.values import Lean, Precision, financial_year, financial_year_of
from extractors.document.own_dates import find_decision_day
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts
from extractors.structure.passages import beside_label, label_words
from extractors.structure.sentences import BLOCKS_EXTENSION, text_of
from extractors.vocabulary import load
from ingest.document import Block, BlockKind

SPANS_KEY = "dates"
"""Where the pipeline component puts the expressions: ``doc.spans["dates"]``, labelled with their precision."""

_SPANS_DATA = "minutebook_dates"
"""Where the component keeps what a spaCy span cannot hold: the values of the expressions, in ``doc.user_data``."""

_TENSE: dict[str, Any] = load("dates")["tense"]
_AHEAD = re.compile(_TENSE["ahead"])
_TOLD_BEFORE, _TOLD_AFTER = re.compile(_TENSE["told_before"]), re.compile(_TENSE["told_after"])
_TOLD_ON, _NOT_TOLD = re.compile(_TENSE["told_on"]), re.compile(_TENSE["not_told"])
_NEAR = 100
_SOON = 100
"""Days within which a date without year and without a telling word may lie ahead of its paper."""
_TABLES_OF_BUSINESS = ("forward_plan", "agenda", "decision_list")
"""Kinds of paper whose tables hold items of business, and dates of meetings in them."""
_OWN_DATES = ("meeting_date", "signed_date", "published_date")


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date of the document (offsets into its text) and the words around it."""

    span: DateSpan
    context: DateContext


def find_dates(reading: Reading, facts: DocumentFacts) -> tuple[DateMention, ...]:
    """Every calendar expression of the body, in reading order."""
    found: list[DateMention] = []
    for placed in place_dates(reading, facts):
        span = placed.span
        if span.date_from is None or span.date_to is None:
            continue
        role, rule = role_of(placed.context)
        found.append(
            DateMention(
                page=reading.page_at(span.start),
                start=span.start,
                end=span.end,
                rule=f"{span.rule}/{rule}",
                doubts=() if span.year_printed or span.precision == "quarter" else ("year_not_printed",),
                quote=span.quote,
                date_from=span.date_from.isoformat(),
                date_to=span.date_to.isoformat(),
                role=role,
            )
        )
    return tuple(found)


def place_dates(reading: Reading, facts: DocumentFacts) -> Iterator[PlacedDate]:
    """The expressions of the body in reading order, years resolved, each with its context."""
    spans = _spans(reading)
    known = own_day(facts) or _decided_day(reading)
    reference = known or _latest_past(reading, spans)
    years = () if known is not None else _financial_years(spans)
    own = {name: value for name in _OWN_DATES if (value := getattr(facts, name)) is not None}
    headings = _Headings(reading.body, reading.text)
    for block, span in spans:
        if reference is not None and not is_near(span, reference):
            continue
        before, after = _around(reading, block, span)
        written = reference
        if not span.year_printed and span.first.precision is Precision.QUARTER and years:
            span = resolve_again(span, _nearest_year(years, span.start), Lean.PAST)
        elif not span.year_printed and reference is not None:
            lean = _lean(before, after, span)
            if known is None and lean is Lean.PAST:
                # The paper is later than the day it tells of by nobody knows how much: so may be what else it tells.
                span = resolve_again(span, reference, Lean.NEAREST)
                written = max(reference, span.date_to or reference)
            else:
                span = _in_its_year(span, reference, lean)
        context = DateContext(
            span=span,
            before=before,
            after=after,
            near=reading.text[max(0, span.start - _NEAR) : span.start],
            heading=headings.above(span.start),
            in_table=facts.kind not in _TABLES_OF_BUSINESS and _in_figures(reading, span.start),
            in_head=_in_column_head(reading, span.start),
            written=written,
            ahead=_AHEAD.search(before) is not None,
            own_dates=own,
        )
        yield PlacedDate(span, context)


def _financial_years(spans: list[tuple[Block, DateSpan]]) -> tuple[tuple[int, date], ...]:
    """Where a paper names financial years, and the last day of each."""
    kinds = (Precision.FINANCIAL_YEAR, Precision.QUARTER)
    named = ((span.start, span.date_to) for _, span in spans if span.year_printed and span.first.precision in kinds)
    return tuple((start, financial_year(financial_year_of(last))[1]) for start, last in named if last is not None)


def _nearest_year(years: tuple[tuple[int, date], ...], offset: int) -> date:
    """The last day of the financial year named last before ``offset``, else first behind it: in a paper that does not
    say when it was written "Quarter 2" is one of the year that it goes on about."""
    before = [last for start, last in years if start < offset]
    return before[-1] if before else years[0][1]


def own_day(facts: DocumentFacts) -> date | None:
    """The day the paper belongs to: its meeting, else its signature, else its publication."""
    for name in _OWN_DATES:
        value = getattr(facts, name)
        if value is not None:
            return date.fromisoformat(value[:10])
    return None


def _decided_day(reading: Reading) -> date | None:
    """The labelled day of a decision that one person took: such a paper has no meeting."""
    day = find_decision_day(reading)
    return date.fromisoformat(day) if day is not None else None


def _spans(reading: Reading) -> list[tuple[Block, DateSpan]]:
    """The expressions that the pipeline found, each with the block it stands in; those in furniture are left out."""
    blocks = ((reading.block_at(span.start), span) for span in date_spans(reading.doc))
    return [(block, span) for block, span in blocks if block is not None]


def date_spans(doc: Doc) -> tuple[DateSpan, ...]:
    """The expressions that the pipeline put on ``doc``, with their values, in reading order."""
    spans: tuple[DateSpan, ...] | None = doc.user_data.get(_SPANS_DATA)
    return parse_dates(text_of(doc)) if spans is None else spans  # None: a Doc of another pipeline


def _latest_past(reading: Reading, spans: list[tuple[Block, DateSpan]]) -> date | None:
    """A paper without a date of its own was written after the last day it tells of in the past tense."""
    told = [
        span.date_to
        for block, span in spans
        if span.date_to is not None and span.year_printed and _is_told(*_around(reading, block, span), span)
    ]
    return max(told, default=None)


def _is_told(before: str, after: str, span: DateSpan) -> bool:
    if span.precision not in (Precision.DAY, Precision.MONTH) or _NOT_TOLD.search(before):
        return False
    if _TOLD_BEFORE.search(before):
        return True
    return _TOLD_ON.search(before) is not None and _TOLD_AFTER.search(after) is not None


def _around(reading: Reading, block: Block, span: DateSpan) -> tuple[str, str]:
    """The words of the sentence before and after the date, within its block; beside a label that wraps, the label
    stands before it."""
    if block.label:
        value = beside_label(reading.text, block.label, block.start, block.end)
        label = label_words(reading.text, block.label)
        return f"{label}  {value[: span.start - block.start].strip()}", value[span.end - block.start :]
    sentence = reading.sentence_at(span.start)
    start = max(block.start, sentence.start_char) if sentence is not None else block.start
    end = min(block.end, sentence.end_char) if sentence is not None else block.end
    return reading.text[min(start, span.start) : span.start], reading.text[span.end : max(end, span.end)]


def _lean(before: str, after: str, span: DateSpan) -> Lean:
    return Lean.PAST if span.first.precision is Precision.QUARTER else lean_of(before, after)


def _in_its_year(span: DateSpan, reference: date, lean: Lean) -> DateSpan:
    """``span`` with its year. Where no word tells, only a day soon to come is taken for one ahead."""
    found = resolve_again(span, reference, lean)
    if lean is Lean.NEAREST and found.date_from is not None and (found.date_from - reference).days > _SOON:
        return resolve_again(span, reference, Lean.PAST)
    return found


def _in_figures(reading: Reading, offset: int) -> bool:
    table = reading.table_at(offset)
    return table is not None and not table.is_form


def _in_column_head(reading: Reading, offset: int) -> bool:
    table, cell = reading.table_at(offset), reading.cell_at(offset)
    return table is not None and cell is not None and not table.is_form and cell.row < table.header_rows


class _Headings:
    """The heading above a place."""

    def __init__(self, blocks: tuple[Block, ...], text: str) -> None:
        headings = [block for block in blocks if block.kind is BlockKind.HEADING]
        self._starts = [block.start for block in headings]
        self._words = [text[block.start : block.end] for block in headings]

    def above(self, offset: int) -> str:
        index = bisect_right(self._starts, offset) - 1
        return self._words[index] if index >= 0 else ""


@Language.component("minutebook_dates", requires=["doc.sents"], assigns=["doc.spans"])
def minutebook_dates(doc: Doc) -> Doc:
    """Put every calendar expression of ``doc`` into ``doc.spans["dates"]``; years stay as printed."""
    found_spans = parse_dates(text_of(doc), breaks=doc._.get(BLOCKS_EXTENSION))
    doc.user_data[_SPANS_DATA] = found_spans
    spans: list[Span] = []
    for found in found_spans:
        span = doc.char_span(found.start, found.end, label=found.precision, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)
    return doc
