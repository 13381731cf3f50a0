"""How a passage is cited: a sentence to copy, and W3C selectors that find the words again in any copy of the paper."""

from __future__ import annotations

from dataclasses import dataclass

from archive.queries.documents import Document
from archive.words import day

CONTEXT = 32
"""Characters of prefix and suffix in a selector: enough to tell equal quotes apart."""


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """https://www.w3.org/TR/annotation-model/#text-quote-selector"""

    type: str
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """https://www.w3.org/TR/annotation-model/#text-position-selector, in characters of the document's text."""

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FragmentSelector:
    """The page, by RFC 8118 (PDF only)."""

    type: str
    conformsTo: str  # noqa: N815 -- the name is the standard's
    value: str


Selector = TextQuoteSelector | TextPositionSelector | FragmentSelector


def selectors(document: Document, page: int, start: int, end: int, words: tuple[str, str, str]) -> tuple[Selector, ...]:
    """``words`` are those before, at and after the passage."""
    before, exact, after = words
    found: tuple[Selector, ...] = (
        TextQuoteSelector("TextQuoteSelector", exact, before[-CONTEXT:], after[:CONTEXT]),
        TextPositionSelector("TextPositionSelector", start, end),
    )
    if document.media_type == "application/pdf":
        found += (FragmentSelector("FragmentSelector", "http://tools.ietf.org/rfc/rfc3778", f"page={page}"),)
    return found


def citation(document: Document, page: int, exact: str, url: str) -> str:
    """One sentence with who, what, when, page, words and address."""
    date = document.meeting_date or document.signed_date or document.published_date
    who = ", ".join(part for part in (document.council, document.body) if part)
    quoted = " ".join(exact.split())
    if len(quoted) > 300:
        quoted = quoted[:299].rstrip() + "…"
    parts = [who, document.name, day(date) if date else "", f"page {page}" if (document.pages or 1) > 1 else ""]
    return f"{', '.join(part for part in parts if part)}: “{quoted}” {url}"


def original_at(document: Document, page: int) -> str | None:
    """The council's own copy, opened at the page where it is a PDF; only web addresses are linked."""
    url = document.source_url
    if not url or not url.startswith(("https://", "http://")):
        return None
    return f"{url.split('#')[0]}#page={page}" if document.media_type == "application/pdf" else url
