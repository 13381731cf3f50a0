"""Documents: what a paper says of itself, and its text page by page."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rows import Reader, flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One paper, without its text. ``media_type`` tells whether there are page pictures to show."""

    id: str
    sha256: str
    filename: str
    media_type: str | None
    pages: int | None
    kind: str | None
    council: str | None
    council_id: str | None
    body: str | None
    title: str | None
    meeting_date: str | None
    signed_date: str | None
    published_date: str | None
    decision_maker: str | None
    reference: str | None
    portfolio: str | None
    lead_member: str | None
    key_decision: bool | None = flag()
    part: str | None
    exempt: bool | None = flag()
    source_url: str | None
    licence: str | None
    ingested_at: str
    software_version: str
    status: str
    supersedes_id: str | None
    superseded_by: str | None

    @property
    def name(self) -> str:
        return self.title or self.filename


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its words, where they start in the document's text, and the printed lines' boxes as JSON."""

    number: int
    start: int
    end: int
    width: float | None
    height: float | None
    source: str
    note: str | None
    text: str
    boxes: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A day on which a body met, as far as the papers of the archive tell."""

    date: str
    council: str | None
    council_id: str | None
    body: str | None
    documents: int
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPaper:
    """One paper printed inside another: the other of the two, and the pages of the pack."""

    id: str
    name: str
    is_pack: bool = flag()
    first_page: int
    last_page: int
    share: float
    repeated: int


COLUMNS = """p.id, p.sha256, p.filename, p.media_type, p.pages, p.kind, p.council, p.council_id, p.body, p.title,
    p.meeting_date, p.signed_date, p.published_date, p.decision_maker, p.reference, p.portfolio, p.lead_member,
    p.key_decision, p.part, p.exempt, p.source_url, p.licence, p.ingested_at, p.software_version, p.status,
    p.supersedes_id"""
SUPERSEDED_BY = """(SELECT n.id FROM documents n INDEXED BY documents_supersedes WHERE n.supersedes_id = p.id
    ORDER BY n.ingested_at DESC LIMIT 1) AS superseded_by"""
"""The index is named, because where few papers are superseded SQLite's statistics make it scan them all."""
SELECT = f"SELECT {COLUMNS}, {SUPERSEDED_BY} FROM documents p"


async def document(reader: Reader, document_id: str) -> Document | None:
    """The paper with this id (12 hex digits) or sha256."""
    return await reader.one(Document, f"{SELECT} WHERE p.id = substr(:id, 1, 12)", {"id": document_id})


async def packed_with(reader: Reader, document_id: str) -> list[PackedPaper]:
    """The papers that this one prints, in the order of its pages, then those that print this one."""
    if not await reader.holds("packed_papers"):
        return []
    sql = """SELECT p.id, coalesce(p.title, p.filename) AS name, p.id = k.pack_id AS is_pack,
            k.first_page, k.last_page, k.share, k.repeated
        FROM packed_papers k JOIN documents p ON p.id IN (k.pack_id, k.paper_id) AND p.id <> :id
        WHERE :id IN (k.pack_id, k.paper_id) ORDER BY is_pack, k.first_page, p.id"""
    return await reader.all(PackedPaper, sql, {"id": document_id})


async def documents_of_meeting(reader: Reader, date: str, council_id: str, body: str) -> list[Document]:
    """The papers of one day; ``council_id`` and ``body`` narrow it where they are not empty."""
    sql = f"""{SELECT} WHERE p.meeting_date = :date AND p.status <> 'failed'
        AND (:council = '' OR p.council_id = :council) AND (:body = '' OR p.body = :body)
        ORDER BY p.council, p.body, p.kind, p.filename"""
    return await reader.all(Document, sql, {"date": date, "council": council_id, "body": body})


async def meetings(reader: Reader, limit: int = 200) -> list[Meeting]:
    """Days with papers, newest first."""
    sql = """SELECT p.meeting_date AS date, p.council, p.council_id, p.body, count(*) AS documents,
            coalesce(sum((SELECT count(*) FROM decisions d WHERE d.document_id = p.id)), 0) AS decisions
        FROM documents p WHERE p.meeting_date IS NOT NULL AND p.status <> 'failed'
        GROUP BY p.meeting_date, p.council, p.body ORDER BY p.meeting_date DESC, p.council, p.body LIMIT :limit"""
    return await reader.all(Meeting, sql, {"limit": limit})


async def page_text(reader: Reader, document_id: str, number: int) -> PageText | None:
    """The words of page ``number`` (from 1)."""
    sql = """SELECT g.number, g.start, g."end", g.width, g.height, g.source, g.note,
            substr(p.text, g.start + 1, g."end" - g.start) AS text, l.boxes
        FROM pages g JOIN documents p ON p.id = g.document_id
        LEFT JOIN lines l ON l.document_id = g.document_id AND l.page = g.number
        WHERE g.document_id = :id AND g.number = :number"""
    return await reader.one(PageText, sql, {"id": document_id, "number": number})


async def words_around(
    reader: Reader, document_id: str, start: int, end: int, width: int = 240
) -> tuple[str, str, str]:
    """The words before, at and after ``start``..``end`` in the document's text."""
    sql = """SELECT substr(text, max(:start - :width, 0) + 1, :start - max(:start - :width, 0)) || char(0)
            || substr(text, :start + 1, :end - :start) || char(0) || substr(text, :end + 1, :width)
        FROM documents WHERE id = :id"""
    found = await reader.value(sql, {"id": document_id, "start": start, "end": end, "width": width})
    parts = (found or "\0\0").split("\0")
    return (parts[0], "\0".join(parts[1:-1]), parts[-1]) if len(parts) >= 3 else ("", "", "")
