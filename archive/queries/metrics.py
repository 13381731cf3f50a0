"""Metrics and their points."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader, flag


@dataclass(frozen=True, slots=True)
class Metric:
    """``points`` counts values, ``papers`` the papers they stand in; the periods are those of all points."""

    id: str
    name: str
    definition: str | None
    unit: str | None
    basis: str | None
    points: int
    papers: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One printed value with the paper and the words it came from."""

    id: str
    metric: str
    council: str | None
    segment: str | None
    kind: str
    unit: str
    part: str | None
    period_from: str | None
    period_to: str | None
    value: float
    value_high: float | None
    approx: bool = flag()
    direction: str | None
    measure: str | None
    quote: str
    document_id: str
    document_title: str | None
    meeting_date: str | None
    page: int
    read_at: str


@dataclass(frozen=True, slots=True)
class Change:
    """A day from which a metric counts something else; without ``council`` and ``document_id`` the law says so."""

    changed_on: str
    council: str | None
    words: str
    document_id: str | None
    page: int | None


_METRICS = """SELECT m.id, m.name, m.definition, m.unit, m.basis, count(f.id) AS points,
    count(DISTINCT f.document_id) AS papers, min(f.period_to) AS first, max(f.period_to) AS last
    FROM metrics m {join} JOIN figures f ON f.metric = m.id AND f.value IS NOT NULL"""
_POINTS = """SELECT f.id, f.metric, f.council, f.segment, f.kind, f.unit, f.part, f.period_from, f.period_to, f.value,
    f.value_high, f.approx, f.direction, f.measure, f.quote, f.document_id, f.document_title, f.meeting_date, f.page,
    p.ingested_at AS read_at FROM metric_points f JOIN documents p ON p.id = f.document_id"""


async def metrics(reader: Reader, words: str = "") -> list[Metric]:
    """Metrics with values, those with most first; ``words`` limits them to names, aliases and ids that hold them."""
    sql = (
        _METRICS.format(join="")
        + """ WHERE :words = '' OR instr(lower(m.name || ' ' || m.id), lower(:words))
            OR EXISTS (SELECT 1 FROM metric_aliases a WHERE a.metric_id = m.id AND instr(lower(a.alias), lower(:words)))
        GROUP BY m.id ORDER BY count(f.id) DESC, m.name"""
    )
    return await reader.all(Metric, sql, {"words": words.strip()})


async def metric(reader: Reader, metric_id: str) -> Metric | None:
    sql = _METRICS.format(join="LEFT") + " WHERE m.id = :id GROUP BY m.id"
    return await reader.one(Metric, sql, {"id": metric_id})


async def metric_names(reader: Reader) -> dict[str, str]:
    """Metric id to its name."""
    _, rows = await reader.run("SELECT id, name FROM metrics")
    return {str(identifier): str(name) for identifier, name in rows}


async def aliases(reader: Reader, metric_id: str) -> list[str]:
    """Other names, as they stand in papers."""
    names = await reader.values(
        "SELECT alias FROM metric_aliases WHERE metric_id = :id ORDER BY alias", {"id": metric_id}
    )
    return [str(name) for name in names]


async def changes(reader: Reader, metric_id: str) -> list[Change]:
    """When the definition changed, in order of time."""
    if not await reader.holds("metric_changes"):
        return []
    sql = """SELECT changed_on, council, words, document_id, page FROM metric_changes WHERE metric_id = :id
        ORDER BY changed_on, council, document_id, words"""
    return await reader.all(Change, sql, {"id": metric_id})


@dataclass(frozen=True, slots=True)
class CouncilOf:
    """A council that gives values of a metric, and how many."""

    council: str
    values: int


async def councils_of(reader: Reader, metric_id: str) -> list[CouncilOf]:
    """In order of their names. All values are counted: worth keeping."""
    sql = """SELECT p.council, count(*) AS "values" FROM figures f JOIN documents p ON p.id = f.document_id
        WHERE f.metric = :id AND f.value IS NOT NULL AND p.council IS NOT NULL GROUP BY 1 ORDER BY 1"""
    return await reader.all(CouncilOf, sql, {"id": metric_id})


async def points(reader: Reader, metric_id: str, limit: int = 2000, offset: int = 0, council: str = "") -> list[Point]:
    """The latest ``limit`` values after the first ``offset``, in order of time; of one council where it is named."""
    of_council = "AND (SELECT council FROM documents WHERE id = document_id) = :council" if council else ""
    sql = f"""{_POINTS} WHERE f.id IN (SELECT id FROM figures WHERE metric = :id AND value IS NOT NULL {of_council}
            ORDER BY period_to DESC, id LIMIT :limit OFFSET :offset)
        ORDER BY f.period_to, f.period_from, f.meeting_date, f.id"""
    return await reader.all(Point, sql, {"id": metric_id, "limit": limit, "offset": offset, "council": council})


async def recent_points(reader: Reader, limit: int = 3000) -> list[Point]:
    """The latest values of whole metrics (no part of a breakdown), for what moved."""
    sql = f"""{_POINTS} WHERE f.id IN
            (SELECT id FROM figures WHERE metric IS NOT NULL AND segment IS NULL AND part IS NULL
                AND period_to IS NOT NULL AND kind = 'actual' ORDER BY period_to DESC, id LIMIT :limit)
        ORDER BY f.period_to DESC, f.id"""
    return await reader.all(Point, sql, {"limit": limit})
