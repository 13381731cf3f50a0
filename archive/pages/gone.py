"""What to say of an address that has nothing (any more)."""

from __future__ import annotations

from archive.queries.ledger import withdrawn
from archive.site import NotHere, Visit
from archive.words import day


async def missing(visit: Visit, fact_id: str, reason: str) -> NotHere:
    """410 with the reason where the paper was taken back, else 404 with ``reason``."""
    taken_back = await withdrawn(visit.reader, fact_id)
    if taken_back is None:
        return NotHere(reason)
    return NotHere(f"This paper was withdrawn on {day(taken_back.withdrawn_at)}: {taken_back.why}", status=410)
