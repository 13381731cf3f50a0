"""What the clause around a figure does: it decides (or asks for) something, it tells, or it was lost.

The amounts that a clause brings in are proposals, also once they are resolved; those of a clause that merely notes are
facts told; those of a motion that was lost came to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.records import Resolution

_FEWEST = 30
"""Characters of a clause that is known by its words alone."""

OPERATIVE = "operative"
TOLD = "told"
LOST = "lost"

_BRING_IN = frozenset(
    {
        "approved",
        "adopted",
        "authorised",
        "amended",
        "delegated",
        "recommended",
        "consultation",
        "confirmed",
        "appointed",
    }
)
"""Effects of clauses that bring in what they name. One that asks or refers may name what is known."""

_TELL = frozenset({"noted", "received", "minutes_confirmed"})


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one document by their place."""

    starts: tuple[int, ...]
    clauses: tuple[Resolution, ...]

    def standing_at(self, offset: int) -> str | None:
        """``operative``, ``told`` or ``lost``; None outside the clauses and in those that do none of the three."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.clauses[index].end:
            return None
        clause = self.clauses[index]
        if clause.status in ("lost", "withdrawn"):
            return LOST
        if _BRING_IN.intersection(clause.effects):
            return OPERATIVE
        return TOLD if _TELL.intersection(clause.effects) else None

    def status_at(self, offset: int) -> str | None:
        """The status of the clause around ``offset``, or None."""
        index = bisect_right(self.starts, offset) - 1
        return self.clauses[index].status if index >= 0 and offset < self.clauses[index].end else None


def place_clauses(resolutions: Sequence[Resolution], text: str) -> Clauses:
    """The clauses by their place in ``text``, each also where it is printed again word for word: web pages print a
    decision over the minutes and once more in them."""
    again = (copy for clause in resolutions for copy in _printed_again(clause, text))
    ordered = tuple(sorted((*resolutions, *again), key=lambda clause: clause.start))
    return Clauses(tuple(clause.start for clause in ordered), ordered)


def _printed_again(clause: Resolution, text: str) -> Iterator[Resolution]:
    words = text[clause.start : clause.end]
    if len(words) < _FEWEST or not any(char.isdigit() for char in words):
        return
    at = text.find(words, clause.end)
    while at >= 0:
        yield replace(clause, start=at, end=at + len(words))
        at = text.find(words, at + len(words))
