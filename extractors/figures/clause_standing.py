"""What the clause around a figure does: it decides (or asks for) something, it tells, or it was lost.

The amounts that a clause brings in are proposals, also once they are resolved; those of a clause that merely notes are
facts told; those of a motion that was lost came to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.records import Resolution

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


def place_clauses(resolutions: Sequence[Resolution]) -> Clauses:
    ordered = tuple(sorted(resolutions, key=lambda clause: clause.start))
    return Clauses(tuple(clause.start for clause in ordered), ordered)
