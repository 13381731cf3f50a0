"""Decisions with their resolutions and call-ins."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass

from archive.call_in_state import CallInState, state_of
from archive.queries.call_ins import CALL_INS, CALLED_IN_ELSEWHERE, OF_SUBSTANCE, CallIn
from archive.queries.documents import SUPERSEDED_BY
from archive.rows import Reader, flag, listed, marks
from archive.words import decision_name
from db.search import CALL_IN_ORDER, CAME_OF, COUNTS, Filters
from db.search import CALL_IN_STATE as ANY_STATE

CALL_IN_STATE = ANY_STATE.format(decision="d.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    id: str
    document_id: str
    number: str | None
    title: str | None
    reference: str | None
    decided_on: str | None
    decision_maker: str | None
    outcome: str
    key_decision: bool | None = flag()
    record: str | None
    reasons: str | None
    alternatives: str | None
    conflicts: str | None
    dispensations: str | None
    page: int
    start: int
    end: int
    needs_check: bool = flag()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    id: str
    decision_id: str | None
    document_id: str
    number: str | None
    text: str
    status: str
    effects: tuple[str, ...] = listed()
    recurs: str | None
    votes: str | None
    page: int
    start: int
    end: int
    needs_check: bool = flag()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision in a list. ``effects`` are what came of its clauses: "lost" where nothing was carried.

    ``superseded_by`` is the later version of its paper, None where this is the last one held.
    """

    id: str
    title: str | None
    reference: str | None
    decided_on: str | None
    outcome: str
    council: str | None
    body: str | None
    document_id: str
    document_title: str | None
    document_kind: str | None
    effects: tuple[str, ...] = listed()
    clauses: int
    call_in_status: str | None
    deadline: str | None
    effective_from: str | None
    basis: str | None
    call_in_words: str | None
    elsewhere: str | None
    superseded_by: str | None
    read_at: str

    @property
    def name(self) -> str:
        return decision_name(self.title, self.document_title)

    def call_in(self, now: dt.datetime) -> CallInState:
        return state_of(self.call_in_status, self.deadline, self.effective_from, self.basis, now, self.call_in_words)


_DECISION = """SELECT d.id, d.document_id, d.number, d.title, d.reference, d.decided_on, d.decision_maker, d.outcome,
    d.key_decision, d.record, d.reasons, d.alternatives, d.conflicts, d.dispensations, d.page, d.start, d."end",
    d.needs_check FROM decisions d"""
_EFFECTS = """(SELECT json_group_array(effect) FROM
    (SELECT effect FROM resolution_effects e WHERE e.resolution_id = r.id ORDER BY e.number))"""
_RESOLUTION = f"""SELECT r.id, r.decision_id, r.document_id, r.number, r.text, r.status,
    {_EFFECTS} AS effects, r.recurs, r.votes, r.page, r.start, r."end", r.needs_check FROM resolutions r"""

FIRST_CALL_IN = f"(SELECT c.id FROM call_ins c WHERE c.decision_id = d.id ORDER BY {CALL_IN_ORDER} LIMIT 1)"
LINE = f"""SELECT d.id, d.title, d.reference, d.decided_on, d.outcome, p.council, p.body, d.document_id,
    p.title AS document_title, p.kind AS document_kind,
    (SELECT json_group_array(effect) FROM (SELECT DISTINCT {CAME_OF} AS effect FROM resolution_effects e
        JOIN resolutions r ON r.id = e.resolution_id WHERE r.decision_id = d.id AND {COUNTS}
        ORDER BY r.start, e.number)) AS effects,
    (SELECT count(*) FROM resolutions r WHERE r.decision_id = d.id) AS clauses,
    k.status AS call_in_status, k.deadline, k.effective_from, k.basis, k.quote AS call_in_words,
    {CALLED_IN_ELSEWHERE} AS elsewhere, {SUPERSEDED_BY}, p.ingested_at AS read_at
    FROM decisions d JOIN documents p ON p.id = d.document_id LEFT JOIN call_ins k ON k.id = {FIRST_CALL_IN}"""
NEWEST_FIRST = "ORDER BY d.decided_on DESC, d.document_id, d.start"
"""By the index on decided_on; SQLite puts the decisions without a date last."""
CHOSEN = """WHERE d.id IN (SELECT d.id FROM decisions d {limited}
    ORDER BY d.decided_on DESC, d.document_id, d.start LIMIT :limit OFFSET :offset)"""
"""The rows of one page are chosen first: what a line shows of each costs too much to work out for all of them."""
_WITH_PAPERS = "JOIN documents p ON p.id = d.document_id"


async def decision(reader: Reader, decision_id: str) -> Decision | None:
    return await reader.one(Decision, f"{_DECISION} WHERE d.id = :id", {"id": decision_id})


async def decision_count(reader: Reader, document_id: str) -> int:
    sql = "SELECT count(*) FROM decisions WHERE document_id = :id"
    return int(await reader.value(sql, {"id": document_id}) or 0)


async def resolutions_of_decision(reader: Reader, decision_id: str) -> list[Resolution]:
    return await reader.all(
        Resolution, f"{_RESOLUTION} WHERE r.decision_id = :id ORDER BY r.start", {"id": decision_id}
    )


async def resolutions_outside_decisions(reader: Reader, document_id: str) -> list[Resolution]:
    """What a paper recommends or proposes without deciding it."""
    sql = f"{_RESOLUTION} WHERE r.document_id = :id AND r.decision_id IS NULL ORDER BY r.start"
    return await reader.all(Resolution, sql, {"id": document_id})


async def resolutions_of_documents(reader: Reader, documents: list[str]) -> list[Resolution]:
    """Resolutions and recommendations of these papers, in the order of each paper."""
    sql = f"{_RESOLUTION} WHERE r.document_id IN ({marks(documents)}) ORDER BY r.document_id, r.start"
    return await reader.all(Resolution, sql, documents)


async def call_ins_of_decision(reader: Reader, decision_id: str) -> list[CallIn]:
    sql = f"{CALL_INS} WHERE c.decision_id = :id ORDER BY {CALL_IN_ORDER}"
    return await reader.all(CallIn, sql, {"id": decision_id})


async def called_in_elsewhere(reader: Reader, decision_id: str) -> str | None:
    """As CALLED_IN_ELSEWHERE, of one decision."""
    sql = f"SELECT {CALLED_IN_ELSEWHERE} FROM decisions d WHERE d.id = :id"
    found = await reader.value(sql, {"id": decision_id})
    return None if found is None else str(found)


async def call_ins_outside_decisions(reader: Reader, document_id: str) -> list[CallIn]:
    sql = f"{CALL_INS} WHERE c.document_id = :id AND c.decision_id IS NULL ORDER BY c.start"
    return await reader.all(CallIn, sql, {"id": document_id})


async def latest_decisions(
    reader: Reader, limit: int, council_id: str = "", *, of_substance: bool = False
) -> list[DecisionLine]:
    """Newest first; ``of_substance`` leaves out those that only run the meeting."""
    # Joined to their papers, all decisions would be sorted for the few that are shown; alone they have an index.
    of_council = f"{_WITH_PAPERS} WHERE p.council_id = :council" if council_id else "WHERE true"
    chosen = CHOSEN.format(limited=f"{of_council} AND {OF_SUBSTANCE if of_substance else 'true'}")
    values = {"limit": limit, "offset": 0, "council": council_id}
    return await reader.all(DecisionLine, f"{LINE} {chosen} {NEWEST_FIRST}", values)


BROWSED = f"""WHERE (:date_from IS NULL OR d.decided_on >= :date_from)
    AND (:date_to IS NULL OR d.decided_on <= :date_to)
    AND (:council IS NULL OR p.council = :council) AND (:body IS NULL OR p.body = :body)
    AND (:kind IS NULL OR p.kind = :kind) AND (:outcome IS NULL OR d.outcome = :outcome)
    AND (:effect IS NULL OR EXISTS (SELECT 1 FROM resolutions r JOIN resolution_effects e ON e.resolution_id = r.id
        WHERE r.decision_id = d.id AND {CAME_OF} = :effect AND {COUNTS}))
    AND (:call_in IS NULL OR {CALL_IN_STATE} = :call_in)"""


async def browse_decisions(reader: Reader, filters: Filters, limit: int, offset: int) -> tuple[int, list[DecisionLine]]:
    """How many decisions the filters leave, and one page of them, newest first: a search without words."""
    values = asdict(filters)
    total = await reader.value(f"SELECT count(*) FROM decisions d {_WITH_PAPERS} {BROWSED}", values)
    chosen = CHOSEN.format(limited=f"{_WITH_PAPERS} {BROWSED}")
    sql = f"{LINE} {chosen} {NEWEST_FIRST}"
    return int(total or 0), await reader.all(DecisionLine, sql, {**values, "limit": limit, "offset": offset})


async def decisions_of_document(reader: Reader, document_id: str) -> list[DecisionLine]:
    return await reader.all(DecisionLine, f"{LINE} WHERE d.document_id = :id ORDER BY d.start", {"id": document_id})


async def decisions_of_meeting(reader: Reader, date: str, council_id: str, body: str) -> list[DecisionLine]:
    sql = f"""{LINE} WHERE p.meeting_date = :date AND (:council = '' OR p.council_id = :council)
        AND (:body = '' OR p.body = :body) ORDER BY p.council, p.body, d.document_id, d.start"""
    return await reader.all(DecisionLine, sql, {"date": date, "council": council_id, "body": body})


async def decisions_by_id(reader: Reader, ids: list[str]) -> dict[str, DecisionLine]:
    found = await reader.all(DecisionLine, f"{LINE} WHERE d.id IN ({marks(ids)})", ids) if ids else []
    return {line.id: line for line in found}


async def related_decisions(reader: Reader, this: Decision, limit: int = 5) -> list[DecisionLine]:
    """Decisions of other papers under the same title, newest first.

    The full-text index finds the candidates; to compare all titles would be slow in a large archive.
    """
    words = " ".join(re.findall(r"[^\W_]+", this.title or ""))
    if not words:
        return []
    sql = f"""{LINE} WHERE d.search_key IN
            (SELECT rowid FROM search_fts WHERE search_fts MATCH :phrase ORDER BY rank LIMIT 200)
        AND d.document_id <> :document AND lower(d.title) = lower(:title) {NEWEST_FIRST} LIMIT :limit"""
    phrase = f'title : "{words}"'
    values = {"phrase": phrase, "document": this.document_id, "title": this.title, "limit": limit}
    return await reader.all(DecisionLine, sql, values)
