"""Papers that the archive's own papers say should be there, and that it does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from db.threads.citations_resolved import CitationLink
from db.threads.promises import Event
from db.threads.records import CouncilPapers, Paper, PassageFact, made_id
from db.threads.words import key_of_reference, vocabulary

_APPENDIX = re.compile(vocabulary()["gaps"]["appendix"], re.IGNORECASE)
_HEADING = re.compile(rf"\W{{0,3}}{_APPENDIX.pattern}", re.IGNORECASE)
ENOUGH = 200
"""Characters under the heading of an appendix from which its content is there."""
LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One row of ``gaps``; db/threads.sql says what each field means."""

    id: str
    kind: str
    council: str | None
    what: str
    date: str | None = None
    expected_to: str | None = None
    known_to: str | None = None
    mentions: int = 1
    document_id: str
    passage_id: str
    fact_id: str | None = None
    reason: str
    confidence: float


def cited(council: CouncilPapers, links: Iterable[CitationLink]) -> list[Gap]:
    """Papers of the council itself that citations name by day or number, each once however often it is cited."""
    citations = {one.id: one for one in council.citations}
    own = vocabulary()["citations"]["own_kinds"]
    missing: dict[tuple[str, ...], list[CitationLink]] = defaultdict(list)
    for link in links:
        citation = citations[link.citation_id]
        if link.state != "not_held" or citation.kind not in own:
            continue
        number = key_of_reference(citation.reference)
        if number or (citation.date and len(citation.date) >= 7):
            missing[("number", number) if number else ("day", str(citation.date))].append(link)
    found = []
    for key, same in sorted(missing.items()):
        first = min(same, key=lambda one: (council.papers[one.document_id].date or "9999", one.document_id, one.id))
        citation = citations[first.citation_id]
        found.append(
            Gap(
                id=made_id("gp", "cited", council.council, *key),
                kind="cited",
                council=council.council,
                what=" ".join(citation.quote.split()),
                date=citation.date,
                mentions=len(same),
                document_id=first.document_id,
                passage_id=first.passage_id,
                fact_id=first.citation_id,
                reason=first.reason,
                confidence=first.confidence,
            )
        )
    return found


def promised(council: CouncilPapers, events: Iterable[Event]) -> list[Gap]:
    """Reports that were promised for a time, and of which the archive holds none. Whether the time is past, and
    whether the archive could know, is for the asker to tell from ``expected_to`` and ``known_to``."""
    promises = {one.id: one for one in council.promises}
    found = []
    for event in events:
        promise = promises[event.commitment_id]
        if event.kept_by or event.mentioned_by or not event.expected_to or not event.expects_paper:
            continue
        found.append(
            Gap(
                id=made_id("gp", "promised", event.id),
                kind="promised",
                council=council.council,
                what=promise.what,
                date=event.expected_on,
                expected_to=event.expected_to,
                known_to=event.known_to,
                document_id=event.document_id,
                passage_id=event.passage_id,
                fact_id=event.commitment_id,
                reason=event.reason,
                confidence=event.confidence,
            )
        )
    return found


def appendices(paper: Paper, passages: list[PassageFact], others: Iterable[str]) -> list[Gap]:
    """Appendices that a paper names and that are neither in it nor held as papers. ``others`` are titles of papers
    of the same meeting or number."""
    present, empty = _headed(passages)
    elsewhere = {match["mark"].upper() for title in others for match in _APPENDIX.finditer(title)}
    named: dict[str, list[PassageFact]] = defaultdict(list)
    for passage in passages:
        for match in _APPENDIX.finditer(passage.text):
            if not _of_another(passage.text[match.end() : match.end() + 80]):
                named[match["mark"].upper()].append(passage)
    found = []
    for mark, where in sorted(named.items()):
        if mark in present or mark in elsewhere:
            continue
        at = empty.get(mark, where[0])
        reason = (
            "only its name is there, and nothing under it" if mark in empty else "named here, and not in this paper"
        )
        found.append(
            Gap(
                id=made_id("gp", "appendix", paper.id, mark),
                kind="appendix",
                council=paper.council or None,
                what=f"Appendix {mark} of {paper.title or 'a paper without a title'}",
                date=paper.date,
                mentions=len(where),
                document_id=paper.id,
                passage_id=at.id,
                reason=reason,
                confidence=0.75,
            )
        )
    return found


def _headed(passages: list[PassageFact]) -> tuple[set[str], dict[str, PassageFact]]:
    """Marks with content under their heading, and marks whose heading stands alone."""
    heads = [(at, match["mark"].upper()) for at, one in enumerate(passages) if (match := _head(one))]
    present: set[str] = set()
    empty: dict[str, PassageFact] = {}
    for number, (at, mark) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(passages)
        under = passages[at + 1 : end]
        if any(one.kind == "table" for one in under) or sum(len(one.text) for one in under) >= ENOUGH:
            present.add(mark)
        else:
            empty.setdefault(mark, passages[at])
    return present, {mark: one for mark, one in empty.items() if mark not in present}


def _head(passage: PassageFact) -> re.Match[str] | None:
    if passage.kind == "table" or len(passage.text) > LONGEST_HEADING or passage.text.rstrip().endswith("."):
        return None
    return _HEADING.match(passage.text)


def _of_another(after: str) -> bool:
    return any(re.search(pattern, after, re.IGNORECASE) for pattern in vocabulary()["gaps"]["of_another"])
