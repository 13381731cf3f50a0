"""The fields of a document that are known before the extractors of its facts are asked."""

from __future__ import annotations

from typing import Any

from extractors.records import DocumentFacts
from ingest.document import Document


def known_facts(document: Document, **facts: Any) -> DocumentFacts:
    """What the file itself tells, with ``facts`` (its kind, the day of its meeting, ...)."""
    return DocumentFacts(
        sha256=document.sha256,
        filename=document.filename,
        media_type=document.media_type,
        pages=len(document.pages),
        **facts,
    )
