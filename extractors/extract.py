"""One document in, one record out: the order in which the extractors run."""

from __future__ import annotations

from extractors.pipeline import read
from extractors.records import DocumentFacts, Record
from ingest.document import Document


def extract(document: Document) -> Record:
    """All facts of ``document``. Pure: the same document gives the same record."""
    reading = read(document)
    facts = DocumentFacts(
        sha256=document.sha256,
        filename=document.filename,
        media_type=document.media_type,
        pages=len(document.pages),
    )
    assert reading.text == document.text
    return Record(document=facts)
