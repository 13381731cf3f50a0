"""Finding the words of a quote in a document's text, whatever its white space and quotation marks."""

from __future__ import annotations

import re

from ingest.document import Document

_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """``text`` with runs of white space as one space, and typographic quotes and dashes as plain ones."""
    return _SPACE.sub(" ", text.translate(_FOLDED)).strip()


class QuoteSearch:
    """The text of one document without white space, with the way back to offsets."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._offsets = [i for i, letter in enumerate(document.text) if not letter.isspace()]
        self._letters = "".join(document.text[i] for i in self._offsets).translate(_FOLDED).lower()

    def place(self, quotes: list[tuple[str, int, int, int]]) -> list[tuple[int, int] | None]:
        """The span of each (quote, page, start, end): as given where given, else where the page prints it.

        The same words twice on one page are placed in turn. None where the page does not print the quote.
        """
        taken: dict[tuple[str, int], int] = {}
        spans: list[tuple[int, int] | None] = []
        for quote, page, start, end in quotes:
            if start >= 0:
                spans.append((start, end))
                continue
            letters = _SPACE.sub("", quote.translate(_FOLDED)).lower()
            span = self._find(letters, page, after=taken.get((letters, page), -1))
            if span is not None:
                taken[(letters, page)] = span[0]
            spans.append(span)
        return spans

    def _find(self, letters: str, page: int, *, after: int) -> tuple[int, int] | None:
        if not letters:
            return None
        at = self._letters.find(letters)
        while at >= 0:
            start, end = self._offsets[at], self._offsets[at + len(letters) - 1] + 1
            pages = range(self._document.page_at(start), self._document.page_at(end - 1) + 1)
            if page in pages and start > after:
                return start, end
            at = self._letters.find(letters, at + 1)
        return None
