"""What ties papers together, as rows of the published database."""

from __future__ import annotations

import json
from dataclasses import dataclass

from archive.rows import Reader, flag, marks
from db.threads.records import FigureFact


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    id: str
    slug: str
    name: str
    council: str
    members: int
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One paper, or item of a paper, of a subject. ``reason`` is what ties it to the others."""

    member_id: str
    title: str
    date: str | None
    decision_id: str | None
    document_id: str
    passage_id: str
    reason: str
    confidence: float
    kind: str | None
    body: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOfTopic:
    """A member of a subject together with the subject."""

    name: str
    slug: str
    council: str
    number: int
    title: str
    date: str | None
    document_id: str
    decision_id: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    id: str
    thread_id: str
    stage: int
    state: str
    date_from: str | None
    date_to: str | None
    basis: str | None
    planned: bool = flag()
    detail: str | None
    decision_id: str | None
    document_id: str
    passage_id: str
    quote: str | None
    reason: str
    confidence: float
    document_title: str | None
    kind: str | None
    body: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """A recommendation beside a resolution; either may be missing. ``diff`` is JSON of [kind, words]."""

    id: str
    decision_id: str
    report_id: str
    outcome: str
    recommended_id: str | None
    resolved_id: str | None
    diff: str
    reason: str
    recommended_text: str | None
    resolved_text: str | None
    recommended_number: str | None
    resolved_number: str | None

    @property
    def pieces(self) -> list[tuple[str, str]]:
        return [(kind, words) for kind, words in json.loads(self.diff)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    id: str
    kind: str
    before_id: str | None
    after_id: str | None
    before_text: str | None
    after_text: str | None
    diff: str | None
    metric: str | None
    metric_name: str | None
    figure_kind: str | None
    segment: str | None
    before_from: str | None
    before_to: str | None
    after_from: str | None
    after_to: str | None
    before_document_id: str
    document_id: str
    reason: str
    before_date: str | None
    before_title: str | None

    @property
    def pieces(self) -> list[tuple[str, str]]:
        return [(kind, words) for kind, words in json.loads(self.diff or "[]")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A citation with the paper that it names; ``state`` says whether it is held."""

    citation_id: str
    quote: str
    kind: str
    date: str | None
    state: str
    reason: str
    target_id: str | None
    target_title: str | None
    target_date: str | None
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """Another paper or item on the same subject, nearest first."""

    member_id: str
    document_id: str
    title: str | None
    date: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class ThreadLinks:
    """Where the thread of a paper or decision goes on. ``life`` is the thread's id."""

    topics: list[TopicLine]
    life: str | None
    changed: bool
    related: list[RelatedRow]
    citations: list[CitationRow]


TOPICS = "SELECT id, slug, name, council, members, first_date, last_date FROM topics"
STATES = """SELECT s.id, s.thread_id, s.stage, s.state, s.date_from, s.date_to, s.basis, s.planned, s.detail,
    s.decision_id, s.document_id, s.passage_id, s.quote, s.reason, s.confidence, p.title AS document_title, p.kind,
    p.body FROM decision_states s JOIN documents p ON p.id = s.document_id"""
CITATIONS = """SELECT l.citation_id, c.quote, c.kind, c.date, l.state, l.reason, l.target_id, l.document_id,
    t.title AS target_title, coalesce(t.meeting_date, t.signed_date, t.published_date) AS target_date
    FROM citation_links l JOIN citations c ON c.id = l.citation_id LEFT JOIN documents t ON t.id = l.target_id"""
CHANGES = """SELECT h.id, h.kind, h.before_id, h.after_id, h.before_text, h.after_text, h.diff, h.metric,
    m.name AS metric_name, g.kind AS figure_kind, g.segment, f.period_from AS before_from, f.period_to AS before_to,
    g.period_from AS after_from, g.period_to AS after_to, h.before_document_id, h.document_id, h.reason,
    coalesce(b.meeting_date, b.signed_date) AS before_date, b.title AS before_title
    FROM changes h JOIN documents b ON b.id = h.before_document_id LEFT JOIN metrics m ON m.id = h.metric
    LEFT JOIN figures f ON f.id = h.before_id LEFT JOIN figures g ON g.id = h.after_id"""


RELATED = 8


async def all_topics(reader: Reader, council: str, limit: int) -> list[TopicLine]:
    sql = f"{TOPICS} WHERE (? = '' OR council = ?) ORDER BY members DESC, last_date DESC, id LIMIT ?"
    return await reader.all(TopicLine, sql, [council, council, limit])


async def topics_of_slug(reader: Reader, slug: str) -> list[TopicLine]:
    return await reader.all(TopicLine, f"{TOPICS} WHERE slug = ? ORDER BY members DESC, council, id LIMIT 20", [slug])


async def topics_of_document(reader: Reader, document_id: str) -> list[TopicLine]:
    of_paper = "SELECT topic_id FROM topic_members WHERE document_id = ?"
    sql = f"{TOPICS} WHERE id IN ({of_paper}) ORDER BY members DESC, id LIMIT 20"
    return await reader.all(TopicLine, sql, [document_id])


async def topics_with(reader: Reader, identifier: str) -> list[MemberOfTopic]:
    """All members of every subject that a paper, a decision or an item of this id belongs to."""
    sql = """SELECT t.name, t.slug, t.council, m.number, m.title, m.date, m.document_id, m.decision_id, m.reason
        FROM topics t JOIN topic_members m ON m.topic_id = t.id WHERE t.id IN (SELECT topic_id FROM topic_members
        WHERE member_id = ? OR document_id = ? OR decision_id = ?) ORDER BY t.id, m.number"""
    return await reader.all(MemberOfTopic, sql, [identifier] * 3)


async def members_of(reader: Reader, topic_id: str) -> list[Member]:
    sql = """SELECT m.member_id, m.title, m.date, m.decision_id, m.document_id, m.passage_id, m.reason, m.confidence,
        p.kind, p.body FROM topic_members m JOIN documents p ON p.id = m.document_id
        WHERE m.topic_id = ? ORDER BY m.number LIMIT 200"""
    return await reader.all(Member, sql, [topic_id])


async def figures_of(reader: Reader, documents: list[str]) -> list[FigureFact]:
    sql = f"""SELECT id, document_id, metric, quote, segment, kind, unit, part, direction, period_from, period_to,
        value, value_high FROM figures WHERE document_id IN ({marks(documents)}) AND metric IS NOT NULL
        AND value IS NOT NULL ORDER BY document_id, start, id"""
    return await reader.all(FigureFact, sql, documents)


async def citations_of_documents(reader: Reader, documents: list[str]) -> list[CitationRow]:
    sql = f"{CITATIONS} WHERE l.document_id IN ({marks(documents)}) ORDER BY l.document_id, c.start, l.id"
    return await reader.all(CitationRow, sql, documents)


async def thread_of(reader: Reader, identifier: str) -> str | None:
    """The thread of a thread's, a decision's or a paper's id."""
    sql = """SELECT thread_id FROM decision_states WHERE thread_id = ? OR decision_id = ? OR document_id = ?
        ORDER BY (thread_id = ?) DESC, (decision_id = ?) DESC, thread_id LIMIT 1"""
    found = await reader.value(sql, [identifier] * 5)
    return str(found) if found else None


async def states_of(reader: Reader, thread_id: str) -> list[StateRow]:
    sql = f"{STATES} WHERE s.thread_id = ? ORDER BY s.stage, s.date_from, s.id LIMIT 500"
    return await reader.all(StateRow, sql, [thread_id])


async def clause_rows(reader: Reader, decisions: list[str]) -> list[ClauseRow]:
    sql = f"""SELECT l.id, l.decision_id, l.report_id, l.outcome, l.recommended_id, l.resolved_id, l.diff, l.reason,
        a.text AS recommended_text, b.text AS resolved_text, a.number AS recommended_number,
        b.number AS resolved_number FROM clause_links l LEFT JOIN resolutions a ON a.id = l.recommended_id
        LEFT JOIN resolutions b ON b.id = l.resolved_id WHERE l.decision_id IN ({marks(decisions)})
        ORDER BY l.decision_id, l.number"""
    return await reader.all(ClauseRow, sql, decisions)


async def changes_of(reader: Reader, document_id: str) -> list[ChangeRow]:
    sql = f"{CHANGES} WHERE h.document_id = ? ORDER BY h.topic_id, h.number, h.id LIMIT 1000"
    return await reader.all(ChangeRow, sql, [document_id])


async def thread_links(reader: Reader, document_id: str, decision_id: str | None = None) -> ThreadLinks:
    """For the page of a paper, or of one decision in it."""
    changed = await reader.value("SELECT 1 FROM changes WHERE document_id = ? LIMIT 1", [document_id])
    related = await related_to(reader, decision_id or document_id, RELATED)
    if decision_id and not related:
        related = await related_to(reader, document_id, RELATED)
    return ThreadLinks(
        topics=await topics_of_document(reader, document_id),
        life=await thread_of(reader, decision_id or document_id),
        changed=bool(changed),
        related=related,
        citations=[] if decision_id else await citations_of_documents(reader, [document_id]),
    )


async def related_to(reader: Reader, identifier: str, limit: int) -> list[RelatedRow]:
    """``identifier`` is a paper's or an item's id."""
    sql = """SELECT n.member_id, n.document_id, coalesce(d.title, p.title) AS title,
        coalesce(d.decided_on, p.meeting_date, p.signed_date) AS date, n.score, n.reason FROM (
            SELECT other_id AS member_id, other_document_id AS document_id, score, reason FROM document_links
            WHERE member_id = ? UNION ALL
            SELECT member_id, document_id, score, reason FROM document_links WHERE other_id = ?) n
        JOIN documents p ON p.id = n.document_id LEFT JOIN decisions d ON d.id = n.member_id
        ORDER BY n.score DESC, n.member_id LIMIT ?"""
    return await reader.all(RelatedRow, sql, [identifier, identifier, limit])
