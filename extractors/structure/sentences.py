"""Where sentences begin: a pure rule over the text, and the spaCy component that writes it into a Doc.

A sentence never crosses a block (heading, paragraph, list item) nor a cell of a table. Inside a block it ends at a
full stop, question or exclamation mark that a capital, a figure or an opening bracket follows, unless the stop
belongs to an abbreviation ("Cllr.", "para."), an initial ("J. Humphreys"), a decimal ("3.2") or a list marker ("1.").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.vocabulary import load

BLOCKS_EXTENSION = "minutebook_breaks"
"""Name of the Doc extension with the offsets at which a sentence must begin (sorted; empty for a bare text)."""

# A mark, what may close with it, white space, and the first sign of what follows.
_STOP = re.compile(r"([.!?])([\"'”’)\]*]{0,4})(\s{1,80})(?=([\"'“‘(\[*•]{0,3})(\w|£|-|–))")
_WORD_BEFORE = re.compile(r"[\w.&'’-]{1,24}\Z")
_MARKER = re.compile(r"[\s(\"*•-]*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})\Z")
_LINE_BREAK = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-•●▪◦]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s)")
_CELL_BREAK = re.compile(r"[\t\n]+| {2,}")
_INITIAL = re.compile(r"(?:\A|[\s(.])[A-Z]\Z")


def _words(key: str) -> frozenset[str]:
    return frozenset(load("sentences")[key])


_ABBREVIATIONS = _words("abbreviations")
_SOFT = _words("soft")


def _ends_sentence(text: str, sentence_start: int, match: re.Match[str]) -> bool:
    """Whether the mark of ``match`` ends the sentence that begins at ``sentence_start``."""
    mark, closing, _, _, follows = match.groups()
    if follows.islower():
        return False
    if mark != "." or closing.strip("*"):
        return True
    stop = match.start()
    if stop - sentence_start <= 16 and _MARKER.fullmatch(text, sentence_start, stop):
        return False
    before = text[max(sentence_start, stop - 26) : stop]
    word_match = _WORD_BEFORE.search(before)
    if word_match is None:
        return True
    word = word_match.group().lower().lstrip("'’-&.")
    if word in _SOFT:
        return follows.isupper()
    if word in _ABBREVIATIONS:
        return False
    return not (_INITIAL.search(before) and follows.isupper())


def _segment_starts(text: str, start: int, end: int) -> list[int]:
    starts = [start]
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, starts[-1], match):
            starts.append(match.end())
    return starts


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[int]:
    edges = [start, *(match.end() for match in separator.finditer(text, start, end)), end]
    starts: list[int] = []
    for low, high in pairwise(edges):
        if low < high:
            starts.extend(_segment_starts(text, low, high))
    return starts or [start]


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Offsets at which the sentences of the block ``text[start:end]`` begin, the block's own start first."""
    return _split(text, start, end, _LINE_BREAK)


def cell_starts(text: str, start: int, end: int) -> list[int]:
    """Like :func:`sentence_starts` for a table, whose cells are parted by tabs, line ends or runs of spaces."""
    return _split(text, start, end, _CELL_BREAK)


def mark_sentences(doc: Doc, starts: Iterable[int]) -> None:
    """Write sentence boundaries into ``doc``: a token begins a sentence if a start lies in or just before it."""
    if not len(doc):
        return
    offsets = doc.to_array("IDX").astype(np.int64)
    flags = np.full(len(doc), -1, dtype=np.int64)
    wanted = np.asarray(sorted(starts), dtype=np.int64)
    # The last token that begins at or before the start: a start inside a glued token moves to that token.
    index = np.searchsorted(offsets, wanted, side="right") - 1
    flags[np.clip(index, 0, len(doc) - 1)] = 1
    flags[0] = 1
    # The stub asks for a table of attributes; one attribute is a plain column, as spaCy's own code passes it.
    doc.from_array(["SENT_START"], flags.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]


_TEXT = "minutebook_text"
_BOUNDS = "minutebook_sentence_bounds"
_TRIMMED = "minutebook_sentences"
"""Where the words and the ends of the sentences are kept in ``doc.user_data``, once somebody has asked for them."""


def text_of(doc: Doc) -> str:
    """``doc.text``, which puts the text together from every token each time it is asked for."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text


def set_text(doc: Doc, text: str) -> None:
    """Keep the words that ``doc`` was made of: a Doc joins the same ones again from its tokens."""
    doc.user_data[_TEXT] = text


def sentence_bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of every sentence, from its first token to the end of its last. Asking the Doc for its
    sentences would walk over every token."""
    if _BOUNDS not in doc.user_data:
        doc.user_data[_BOUNDS] = _bounds(doc) if len(doc) else ()
    found: tuple[tuple[int, int], ...] = doc.user_data[_BOUNDS]
    return found


def trimmed_sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of every sentence that holds words, white space at its ends left out."""
    if _TRIMMED not in doc.user_data:
        doc.user_data[_TRIMMED] = tuple(_trim(text_of(doc), sentence_bounds(doc)))
    found: tuple[tuple[int, int], ...] = doc.user_data[_TRIMMED]
    return found


def first_tokens(doc: Doc) -> list[int]:
    """The index of the first token of each sentence."""
    if not len(doc):
        return []
    return sorted({0, *(doc.to_array("SENT_START") == 1).nonzero()[0].tolist()})


def _bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    firsts = np.asarray(first_tokens(doc))
    lasts = np.append(firsts[1:], len(doc)) - 1
    offsets, lengths = doc.to_array("IDX"), doc.to_array("LENGTH")
    return tuple(zip(offsets[firsts].tolist(), (offsets + lengths)[lasts].tolist(), strict=True))


def _trim(text: str, bounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for begin, stop in bounds:
        words = text[begin:stop]
        stripped = words.strip()
        if stripped:
            start = begin + len(words) - len(words.lstrip())
            yield start, start + len(stripped)


def set_breaks(doc: Doc, starts: Sequence[int]) -> None:
    """Tell the sentence component where blocks and cells begin."""
    doc._.set(BLOCKS_EXTENSION, tuple(starts))


if not Doc.has_extension(BLOCKS_EXTENSION):
    Doc.set_extension(BLOCKS_EXTENSION, default=())


@Language.component("minutebook_sentences", assigns=["token.is_sent_start", "doc.sents"])
def minutebook_sentences(doc: Doc) -> Doc:
    """Sentence boundaries from the block boundaries in the Doc's extension; a bare text is one block."""
    starts = doc._.get(BLOCKS_EXTENSION)
    if not starts:
        starts = sentence_starts(text_of(doc), 0, len(text_of(doc)))
    mark_sentences(doc, starts)
    return doc
