"""The spaCy pipeline: a blank English tokenizer with components of our own; no statistical model.

A statistical model is a hundred times slower here and its entities lose the pound sign and the multiplier.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extractors.reading import Reading
from extractors.structure.pieces import prose_pieces, set_pieces
from extractors.structure.sentences import cell_starts, sentence_starts, set_breaks, set_text
from ingest.document import BlockKind, Document


@dataclass(frozen=True, slots=True)
class Component:
    """A registered component: the name of its factory, and the module whose import registers it."""

    name: str
    module: str


COMPONENTS: tuple[Component, ...] = (
    Component("minutebook_sentences", "extractors.structure.sentences"),
    Component("minutebook_dates", "extractors.dates.dates"),
    Component("minutebook_quantities", "extractors.figures.quantity_spans"),
)
"""The components in the order in which they run. Each says in its registration what it requires and assigns."""

# "c£15m" and "Meeting11th" are glued in print; "24/00093", "2009/10" and "3.2(a)" are one word to a reader.
_PREFIXES = [r"(?:c|circa|approx\.?|ca\.?)(?=£\d)", r"-(?=£)", r"\+(?=£)"]
_INFIXES = [r"(?<=[a-z]{3})(?=\d{1,2}(?:st|nd|rd|th)\b)", r"(?<=[a-z]{2}[.;:])(?=[A-Z][a-z])", r"(?<=\d)[–—](?=[\d£])"]
_SUFFIXES = [r"\([a-z]{1,4}\)", r"(?<=\d)(?:bn|mn|million|billion|k|pp|p)"]


def _tune_tokenizer(nlp: Language) -> None:
    """Teach the tokenizer the shapes of council papers, beside those it has for English."""
    tokenizer: Any = nlp.tokenizer  # compiled, without a stub
    defaults = nlp.Defaults
    # English special cases ("don't", ":-)", "Ala.") are nothing to us: without them this is ten times faster, and if
    # they go first, the lines below do not load them again each.
    tokenizer.rules = {}
    tokenizer.prefix_search = compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*_SUFFIXES, *(defaults.suffixes or ())]).search
    # What spaCy would note of each new word (its shape, whether it is like a number or an address: seventeen functions)
    # is asked for by nobody here, and past ten thousand words it would be worked out anew in each paper.
    vocab: Any = nlp.vocab  # compiled, its stub lacks them
    vocab.lex_attr_getters = {}


@cache
def build_pipeline() -> Language:
    """The one pipeline of this process."""
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000
    _tune_tokenizer(nlp)
    for component in COMPONENTS:
        importlib.import_module(component.module)
        nlp.add_pipe(component.name)
    return nlp


def _breaks(document: Document) -> list[int]:
    """Offsets at which sentences begin, over every block with words of its own."""
    text = document.text
    blocks = [block for block in document.blocks if block.start < block.end]
    if not blocks:
        return []
    starts: set[int] = set()
    next_starts = [*(block.start for block in blocks), len(text)][1:]
    for block, next_start in zip(blocks, next_starts, strict=True):
        find = cell_starts if block.kind is BlockKind.TABLE else sentence_starts
        starts.update(find(text, block.start, block.end))
        # Words that no block claims are no part of the sentence before them.
        if text[block.end : next_start].strip():
            starts.add(block.end)
    return sorted(starts)


def read(document: Document) -> Reading:
    """Run the pipeline over the document's text."""
    nlp = build_pipeline()
    doc = nlp.make_doc(document.text)
    set_text(doc, document.text)
    set_breaks(doc, _breaks(document))
    set_pieces(doc, prose_pieces(Reading(document, doc)))
    return Reading(document, nlp(doc))
