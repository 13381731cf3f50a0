"""Plain text as it reads: without the signs by which a converter marks headings and labels ("## Decision",
"**Decision:** the report was noted").

They are characters of the file, which stays as it is, but no words of the paper: a pattern would look for the line's
first word behind them in vain. Each becomes a space, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any, TypeVar

from extractors.records import Fact, Record
from ingest.document import Block, Document

_Printed = TypeVar("_Printed", bound=Fact)

_MARKS = re.compile(
    r"""(?mx) ^[ \t]{0,8}
    (?: (?P<hashes>\#{1,6}) [ \t]{1,8} (?=[A-Z0-9“"‘(*])
      | (?P<open>\*\*|__) (?=[^\s*_]) [^\n*]{1,200} (?P<close>(?P=open)) (?=[ \t\r]{0,8}$)
      | (?:[-•][ \t]{1,4})? (?P<label>\*\*) (?=[^\s*]) [^\n*]{1,80} (?: :(?P<behind>\*\*) | (?P<before>\*\*): )
    )"""
)


def as_it_reads(document: Document) -> Document:
    """The same document with a space for every sign of a heading or label; offsets are those of the file."""
    if document.media_type != "text/plain" or not any(sign in document.text for sign in ("**", "__", "# ")):
        return document
    letters = list(document.text)
    for found in _MARKS.finditer(document.text):
        for name in ("hashes", "open", "close", "label", "behind", "before"):
            start, end = found.span(name)
            letters[start:end] = " " * (end - start)
    text = "".join(letters)
    if text == document.text:
        return document
    return replace(document, text=text, blocks=tuple(_without_lead(block, text) for block in document.blocks))


def _without_lead(block: Block, text: str) -> Block:
    start = block.start
    while start < block.end and text[start] in " \t":
        start += 1
    return block if start == block.start or start == block.end else replace(block, start=start)


def as_printed(record: Record, plain: str, printed: str) -> Record:
    """The record of a ``plain`` text with each quotation as the file has it ``printed``, signs and all."""
    lists = {field.name: getattr(record, field.name) for field in fields(record)}
    quoted: dict[str, Any] = {
        name: tuple(_quoted(fact, plain, printed) for fact in facts)
        for name, facts in lists.items()
        if isinstance(facts, tuple)
    }
    return replace(record, **quoted)


def _quoted(fact: _Printed, plain: str, printed: str) -> _Printed:
    words, signs = plain[fact.start : fact.end], printed[fact.start : fact.end]
    if words != signs:
        for name in ("quote", "text"):
            if getattr(fact, name, None) == words:
                changed: dict[str, Any] = {name: signs}
                return replace(fact, **changed)
    return fact
