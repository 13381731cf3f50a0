"""Facts of every list: figures, promises, findings, dates, citations, people; and any fact by its id."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader, flag, listed
from db.fact_ids import list_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    id: str
    document_id: str
    quote: str
    value: float | None
    value_high: float | None
    unit: str
    measure: str | None
    metric: str | None
    segment: str | None
    kind: str
    direction: str | None
    part: str | None
    period_from: str | None
    period_to: str | None
    approx: bool = flag()
    trend: str | None
    table: str | None
    row: str | None
    column: str | None
    page: int
    start: int
    end: int
    needs_check: bool = flag()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something promised, with the paper that promises it."""

    id: str
    document_id: str
    quote: str
    what: str
    due_from: str | None
    due_to: str | None
    recurs: str | None
    owner: str | None
    page: int
    needs_check: bool = flag()
    document_title: str | None
    council: str | None
    body: str | None
    meeting_date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not fit, as printed and as computed."""

    id: str
    document_id: str
    rule: str
    message: str
    printed: str | None
    computed: str | None
    explained_by: str | None
    quote: str
    page: int
    document_title: str | None
    council: str | None
    meeting_date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyFact:
    """A fact of any list by its permanent id: its place and its words."""

    id: str
    list: str
    document_id: str
    page: int
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    doubts: tuple[str, ...] = listed()
    review: str
    decision_id: str | None


FIGURE_COLUMNS = """f.id, f.document_id, f.quote, f.value, f.value_high, f.unit, f.measure, f.metric, f.segment, f.kind,
    f.direction, f.part, f.period_from, f.period_to, f.approx, f.trend, f."table", f."row", f."column", f.page, f.start,
    f."end", f.needs_check"""
PROMISES = """SELECT c.id, c.document_id, c.quote, c.what, c.due_from, c.due_to, c.recurs, c.owner, c.page,
    c.needs_check, p.title AS document_title, p.council, p.body, p.meeting_date
    FROM commitments c JOIN documents p ON p.id = c.document_id"""
FINDINGS = """SELECT f.id, f.document_id, f.rule, f.message, f.printed, f.computed, f.explained_by, f.quote, f.page,
    p.title AS document_title, p.council, p.meeting_date
    FROM findings f JOIN documents p ON p.id = f.document_id"""

_QUOTED = {
    "people": "quote",
    "decisions": "coalesce(title, '')",
    "resolutions": "text",
    "call_ins": "coalesce(quote, '')",
    "dates": "quote",
    "figures": "quote",
    "commitments": "quote",
    "citations": "quote",
    "findings": "quote",
    "sections": "heading",
    "passages": "text",
}
_OWN_DECISION = {"resolutions": "decision_id", "call_ins": "decision_id", "decisions": "id", "passages": "decision_id"}
_OF_PASSAGE = "'passage' AS rule, 1.0 AS confidence, '[]' AS doubts, 'machine' AS review"
_NOT_READINGS = frozenset(
    [
        "id",
        "document_id",
        "decision_id",
        "page",
        "start",
        "end",
        "quote",
        "text",
        "passage_id",
        "rule",
        "confidence",
        "doubts",
        "needs_check",
        "review",
        "search_key",
        "record",
        "reasons",
        "alternatives",
        "conflicts",
        "dispensations",
        "message",
        "number",
        "level",
        "marker",
        "x0",
        "y0",
        "x1",
        "y1",
    ]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that the program read from a passage."""

    name: str
    value: str


async def any_fact(reader: Reader, fact_id: str) -> AnyFact | None:
    """The fact or passage with this permanent id."""
    table = list_of(fact_id)
    if table not in _QUOTED:
        return None
    tail = "rule, confidence, doubts, review" if table != "passages" else _OF_PASSAGE
    sql = f"""SELECT id, '{table}' AS list, document_id, page, start, "end", {_QUOTED[table]} AS quote, {tail},
        {_OWN_DECISION.get(table, "NULL")} AS decision_id FROM {table} WHERE id = :id"""
    return await reader.one(AnyFact, sql, {"id": fact_id})


async def readings(reader: Reader, fact: AnyFact) -> list[Reading]:
    """What was read from the fact's words, field by field; fields without a value are left out."""
    result = await reader.database.execute(f"SELECT * FROM {fact.list} WHERE id = :id", {"id": fact.id})
    row = result.first()
    pairs = zip(row.keys(), tuple(row), strict=True) if row else ()
    found = [
        Reading(name, str(value)) for name, value in pairs if name not in _NOT_READINGS and value not in (None, "")
    ]
    if fact.list == "resolutions":
        sql = "SELECT effect FROM resolution_effects WHERE resolution_id = :id ORDER BY number"
        effects = await reader.values(sql, {"id": fact.id})
        found.append(Reading("effects", ", ".join(effects)))
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Where a fact stands, for marking words in the text."""

    id: str
    list: str
    start: int
    end: int


async def spans_between(reader: Reader, document_id: str, start: int, end: int) -> list[Span]:
    """Facts that stand wholly between two offsets, in reading order, the longer first."""
    arms = " UNION ALL ".join(
        f"""SELECT id, '{table}' AS list, start, "end" FROM {table}
            WHERE document_id = :document AND start >= :start AND "end" <= :end AND "end" > start"""
        for table in ("figures", "dates", "call_ins", "commitments", "citations", "resolutions")
    )
    sql = f'SELECT * FROM ({arms}) ORDER BY start, "end" DESC'
    return await reader.all(Span, sql, {"document": document_id, "start": start, "end": end})


async def figures_between(reader: Reader, document_id: str, start: int, end: int, limit: int = 60) -> list[Figure]:
    """Figures of a document between two offsets, in reading order."""
    sql = f"""SELECT {FIGURE_COLUMNS} FROM figures f
        WHERE f.document_id = :document AND f.start >= :start AND f."end" <= :end ORDER BY f.start LIMIT :limit"""
    return await reader.all(Figure, sql, {"document": document_id, "start": start, "end": end, "limit": limit})


async def figures_of_document(reader: Reader, document_id: str, limit: int, offset: int) -> list[Figure]:
    sql = (
        f"SELECT {FIGURE_COLUMNS} FROM figures f WHERE f.document_id = :id ORDER BY f.start LIMIT :limit OFFSET :offset"
    )
    return await reader.all(Figure, sql, {"id": document_id, "limit": limit, "offset": offset})


@dataclass(frozen=True, slots=True)
class Counted:
    """How many facts of one list a paper has."""

    list: str
    count: int


async def fact_counts(reader: Reader, document_id: str) -> list[Counted]:
    """The lists that are not empty."""
    tables = (
        "decisions",
        "resolutions",
        "call_ins",
        "figures",
        "commitments",
        "dates",
        "citations",
        "findings",
        "people",
    )
    arms = " UNION ALL ".join(
        f"SELECT '{table}' AS list, count(*) AS count FROM {table} WHERE document_id = :id" for table in tables
    )
    return await reader.all(Counted, f"SELECT * FROM ({arms}) WHERE count > 0", {"id": document_id})


async def promises_between(reader: Reader, document_id: str, start: int, end: int) -> list[Promise]:
    sql = f'{PROMISES} WHERE c.document_id = :document AND c.start >= :start AND c."end" <= :end ORDER BY c.start'
    return await reader.all(Promise, sql, {"document": document_id, "start": start, "end": end})


async def findings_of(reader: Reader, document_id: str) -> list[Finding]:
    return await reader.all(Finding, f"{FINDINGS} WHERE f.document_id = :id ORDER BY f.start", {"id": document_id})


async def all_findings(reader: Reader, rule: str, limit: int, offset: int) -> list[Finding]:
    sql = f"""{FINDINGS} WHERE (:rule = '' OR f.rule = :rule)
        ORDER BY p.meeting_date DESC, f.document_id, f.start LIMIT :limit OFFSET :offset"""
    return await reader.all(Finding, sql, {"rule": rule, "limit": limit, "offset": offset})
