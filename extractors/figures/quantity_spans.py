"""The quantities of running text as spans of the spaCy Doc: the one source that figures of prose are built from.

A span of ``doc.spans["quantities"]`` carries the unit as its label. What a span cannot hold (the value, the sign, the
sentence in which it was read) is kept beside it, and found by the span's number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractors.dates.dates import date_spans
from extractors.figures.number_words import WORD_NUMBER
from extractors.figures.quantities import find_quantities
from extractors.figures.quantity import Quantity
from extractors.structure.pieces import Piece, pieces_of
from extractors.structure.sentences import text_of, trimmed_sentences
from extractors.vocabulary import load

SPANS_KEY = "quantities"
"""Where the component puts the quantities: ``doc.spans["quantities"]``, labelled with their unit."""

_VALUES = "minutebook_quantities"
"""Where the component keeps the quantities themselves, in ``doc.user_data``; the number of a span points there."""

_LIST_NUMBER = re.compile(
    r"[ \t]*(?:[*•]\s{1,3})?"
    r"(?:\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]{1,2}[ \t]|\d{1,3}(?:\.\d{1,3}){1,4}\s(?!(?:FTE|WTE|per\scent|million|%))"
    r"|\d{1,3}[a-z]?\s[|*]|\d{1,3}[ \t]{1,12}(?=[A-Z])(?!FTE|WTE)|\d{1,2}\.\d{1,2}[ \t]*\Z"
    r"|\d{1,2}\([a-z]\)[ \t])"
)
_MINUTE_NUMBER = re.compile(r"(?<![\d/.,£])(?P<year>\d{1,4})/\d{1,4}(?![\d/%])")
_RUN_IN_NUMBER = re.compile(load("quantities")["run_in_number"]["pattern"])
_MAY_HOLD_ONE = re.compile(rf"\d|(?<!\w)(?:{WORD_NUMBER})(?!\w)", re.IGNORECASE)
_LINE_END = re.compile(r"\n(?! {2})")
"""The end of a line in a sentence. Before a set-in line it is kept: a number and its unit may stand on its sides."""

_LEAD = 16
_FEWEST_STATEMENTS = 3
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_STATEMENT_END = re.compile(r";\s{1,3}(?:and\s{1,3}|but\s{1,3})?")
_STATED = re.compile(load("prose_figures")["statements"]["states_a_figure"])


@dataclass(frozen=True, slots=True)
class QuantitySentence:
    """A sentence that holds quantities; all offsets are into the document's text."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    quantity: Quantity
    sentence: tuple[int, int]


def quantity_sentences(doc: Doc) -> Iterator[QuantitySentence]:
    """The sentences of ``doc`` that hold quantities, in reading order, as the component put them on the Doc."""
    values: tuple[_Placed, ...] = doc.user_data[_VALUES]
    placed = (values[span.id] for span in doc.spans[SPANS_KEY])
    for (start, end), found in groupby(placed, key=lambda one: one.sentence):
        yield QuantitySentence(start, end, tuple(one.quantity for one in found))


@Language.component("minutebook_quantities", requires=["doc.sents", "doc.spans"], assigns=["doc.spans"])
def minutebook_quantities(doc: Doc) -> Doc:
    """Put every quantity of running text into ``doc.spans["quantities"]``; those inside dates are none."""
    placed = tuple(_place(doc))
    group = SpanGroup(doc, name=SPANS_KEY)
    for number, one in enumerate(placed):
        quantity = one.quantity
        span = doc.char_span(quantity.start, quantity.end, label=quantity.unit, span_id=number, alignment_mode="expand")
        if span is not None:
            group.append(span)
    doc.user_data[_VALUES] = placed
    doc.spans[SPANS_KEY] = group
    return doc


def _place(doc: Doc) -> Iterator[_Placed]:
    text = text_of(doc)
    sentences = trimmed_sentences(doc)
    starts = [start for start, _ in sentences]
    closed = _Closed(tuple((span.start, span.end) for span in date_spans(doc)))
    pieces = pieces_of(doc)
    numbering = _numbering_of_minutes(text, pieces)
    for piece in pieces:
        marker = _LIST_NUMBER.match(text, piece.start, piece.end)
        marked = [marker.span()] if marker else []
        marked.extend(match.span() for match in _RUN_IN_NUMBER.finditer(text, piece.start, piece.end))
        if numbering:
            named = _MINUTE_NUMBER.finditer(text, piece.start, piece.end)
            marked.extend(match.span() for match in named if match["year"] in numbering)
        for index in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            sentence = (starts[index], min(sentences[index][1], piece.end))
            stated = _statements(text, *sentence)
            if _MAY_HOLD_ONE.search(text, *sentence):
                # "s. 17" looks like the end of a sentence: a few characters before it are read along.
                lead = max(piece.start, sentence[0] - _LEAD)
                for quantity in _read(text, lead, sentence[1], (*marked, *closed.within(lead, sentence[1]))):
                    if quantity.start >= sentence[0]:
                        yield _Placed(quantity, next(part for part in stated if quantity.start < part[1]))


def _statements(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The statements of a sentence that lists several behind semicolons, each with its own subject and figure:
    "91% of visits were made in time; 8% of children had moved; ..."; else the sentence itself."""
    if text.count(";", start, end) < _FEWEST_STATEMENTS - 1:
        return ((start, end),)
    words = _BRACKETS.sub(lambda found: " " * len(found[0]), text[start:end])
    edges = [0, *(found.end() for found in _STATEMENT_END.finditer(words)), len(words)]
    parts = list(pairwise(edges))
    told = sum(_STATED.search(words, first, last) is not None for first, last in parts)
    if len(parts) < _FEWEST_STATEMENTS or told < len(parts) - 1:
        return ((start, end),)
    return tuple((start + first, start + last) for first, last in parts)


def _numbering_of_minutes(text: str, pieces: Sequence[Piece]) -> frozenset[str]:
    """The years within which minutes are numbered: "25/41 Apologies" and "25/42 Finance" are no shares of a whole."""
    opening = (_MINUTE_NUMBER.match(text, piece.start, piece.end) for piece in pieces)
    years = Counter(match["year"] for match in opening if match is not None)
    return frozenset(year for year, times in years.items() if times > 1)


def _read(text: str, start: int, end: int, closed: tuple[tuple[int, int], ...]) -> Iterator[Quantity]:
    """The quantities of ``text[start:end]``, at their places in ``text``. Nothing is read across a tab."""
    words = _LINE_END.sub(" ", text[start:end]).replace("\t", "\0")
    shut = [(max(0, first - start), last - start) for first, last in closed if last > start and first < end]
    for quantity in find_quantities(words, shut):
        first, last = start + quantity.start, start + quantity.end
        yield replace(quantity, start=first, end=last, quote=text[first:last])


@dataclass(frozen=True, slots=True)
class _Closed:
    """Where the dates of the paper stand: numbers in them are no quantities."""

    spans: tuple[tuple[int, int], ...]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        low = max(0, bisect_left(self.spans, (start, 0)) - 1)
        return self.spans[low : bisect_left(self.spans, (end, 0))]
