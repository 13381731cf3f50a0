"""What is not held: papers that the archive's own papers say should be there."""

from __future__ import annotations

from dataclasses import dataclass

from archive.as_at import day_asked
from archive.queries.gaps import GapRow, councils_with_gaps, count_gaps, gaps_of_kind
from archive.site import Answer, Crumb, Page, Route, Visit
from archive.words import day

KINDS = {
    "cited": "Papers that other papers cite",
    "promised": "Updates that were promised",
    "appendix": "Appendices that are named and not there",
}
A_PAGE = 100
HOME = (Crumb("Home", "/"), Crumb("Coverage", "/coverage"))


@dataclass(frozen=True, slots=True)
class GapShown:
    gap: GapRow
    state: str


@dataclass(frozen=True, slots=True)
class GapsRecord:
    as_at: str
    kind: str
    council: str
    kinds: list[tuple[str, str]]
    councils: list[str]
    gaps: list[GapShown]
    number: int
    last: int
    total: int


def gap_state(gap: GapRow, as_at: str) -> str:
    """Whether it is missing on the day: an update that is still to come is not, and what came after the last paper
    held cannot be told."""
    if gap.expected_to is None:
        return "not held"
    if as_at <= gap.expected_to:
        return f"not yet due (by {day(gap.expected_to)})"
    if gap.known_to and gap.known_to > gap.expected_to:
        return "not held"
    return f"cannot tell: the last paper held is of {day(gap.known_to)}"


async def show(visit: Visit) -> Answer:
    """``/gaps?kind=&council=&as_at=&page=``"""
    reader, as_at = visit.reader, day_asked(visit)
    kind = visit.argument("kind") if visit.argument("kind") in KINDS else ""
    council = visit.argument("council")
    total = await count_gaps(reader, kind, council)
    last = max(1, -(-total // A_PAGE))
    number = visit.page_number(last)
    found = await gaps_of_kind(reader, kind, council, A_PAGE, (number - 1) * A_PAGE)
    record = GapsRecord(
        as_at=as_at,
        kind=kind,
        council=council,
        kinds=list(KINDS.items()),
        councils=await councils_with_gaps(reader),
        gaps=[GapShown(one, gap_state(one, as_at)) for one in found],
        number=number,
        last=last,
        total=total,
    )
    return Page("archive_gaps.html", "What is not held", record, HOME, section="/coverage", max_age=60)


ROUTES = [Route(r"/gaps", show)]
