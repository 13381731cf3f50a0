"""What the archive holds, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader


@dataclass(frozen=True, slots=True)
class Holdings:
    """``data_to`` is the latest meeting of which a paper is held, ``read_at`` when the last paper came in."""

    documents: int
    decisions: int
    resolutions: int
    figures: int
    councils: int
    data_from: str | None
    data_to: str | None
    read_at: str | None


async def holdings(reader: Reader) -> Holdings:
    sql = """SELECT (SELECT count(*) FROM documents WHERE status <> 'failed') AS documents,
        (SELECT count(*) FROM decisions) AS decisions, (SELECT count(*) FROM resolutions) AS resolutions,
        (SELECT count(*) FROM figures) AS figures,
        (SELECT count(DISTINCT council) FROM documents) AS councils,
        (SELECT min(meeting_date) FROM documents) AS data_from, (SELECT max(meeting_date) FROM documents) AS data_to,
        (SELECT max(ingested_at) FROM documents) AS read_at"""
    found = await reader.one(Holdings, sql)
    assert found is not None
    return found
