"""The spaCy pipeline: a blank English tokenizer with components of our own; no statistical model."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from extractors.reading import Reading
from ingest.document import Document


@cache
def build_pipeline() -> Language:
    """The one pipeline of this process."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 20_000_000
    return nlp


def read(document: Document) -> Reading:
    """Run the pipeline over the document's text."""
    return Reading(document, build_pipeline()(document.text))
