"""What papers found by a search promise and measure: for topics and briefs."""

from __future__ import annotations

from archive.queries.facts import PROMISES, Promise
from archive.rows import Reader, marks


async def promises_of(reader: Reader, documents: list[str], limit: int) -> list[Promise]:
    """Promises of these papers, newest paper first."""
    sql = f"""{PROMISES} WHERE c.document_id IN ({marks(documents)})
        ORDER BY p.meeting_date DESC, c.document_id, c.start LIMIT ?"""
    return await reader.all(Promise, sql, [*documents, limit])


async def metrics_of(reader: Reader, documents: list[str], limit: int) -> list[str]:
    """The metrics that these papers give most values of."""
    sql = f"""SELECT metric FROM figures WHERE document_id IN ({marks(documents)})
        AND metric IS NOT NULL AND value IS NOT NULL GROUP BY metric ORDER BY count(*) DESC, metric LIMIT ?"""
    return [str(found) for found in await reader.values(sql, [*documents, limit])]
