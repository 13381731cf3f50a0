"""The stable ids of facts, passages and tables: the same bytes give the same ids, on any machine, in any order.

An id is ``<document id>-<letter><8 hex digits>``. The letter names the list; the digits are a hash of the place and
the words. The *reading* of the words (a role, a value) is left out on purpose, so that a better reading by a later
version keeps the id, and with it every link and every correction.
"""

from __future__ import annotations

import hashlib
import re

LETTERS = {
    "people": "n",
    "sections": "s",
    "decisions": "d",
    "resolutions": "r",
    "call_ins": "c",
    "dates": "t",
    "figures": "f",
    "commitments": "m",
    "citations": "q",
    "findings": "w",
    "passages": "p",
    "tables": "g",
}
"""List (and table) name to the letter in its ids."""

_LISTS = {letter: name for name, letter in LETTERS.items()}
_ID = re.compile(r"\A(?P<document>[0-9a-f]{12})(?:-(?P<letter>[a-z])[0-9a-f]{8})?\Z")


class IdMaker:
    """Gives out the ids of one document. Facts with equal place and words are told apart by their order."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        self._given: set[str] = set()

    def make(self, list_name: str, start: int, end: int, words: str) -> str:
        ordinal = 0
        while True:
            source = "\x1f".join((list_name, str(start), str(end), words, str(ordinal)))
            digits = hashlib.sha1(source.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
            made = f"{self.document_id}-{LETTERS[list_name]}{digits}"
            if made not in self._given:
                self._given.add(made)
                return made
            ordinal += 1


def list_of(identifier: str) -> str | None:
    """The table in which ``identifier`` would stand ("documents" for a document's id), or None if it is no id."""
    match = _ID.match(identifier)
    if match is None:
        return None
    letter = match["letter"]
    return "documents" if letter is None else _LISTS.get(letter)
