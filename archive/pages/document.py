"""One paper: what it says of itself, what was found in it, and its text page by page with the words marked."""

from __future__ import annotations

from dataclasses import dataclass

from archive.citation import original_at
from archive.marked_text import Part, Piece, part_with, parts_of, pieces
from archive.page_picture import ENDINGS, Sheet, picture_file, sheet_of
from archive.pages.gone import missing
from archive.pages.promises import PromiseShown, came_of
from archive.queries.call_ins import CallIn
from archive.queries.decisions import (
    DecisionLine,
    Resolution,
    call_ins_outside_decisions,
    decisions_of_document,
    resolutions_outside_decisions,
)
from archive.queries.documents import Document, PackedPaper, PageText, document, packed_with, page_text
from archive.queries.facts import (
    Counted,
    Figure,
    Finding,
    Promise,
    any_fact,
    fact_counts,
    figures_of_document,
    findings_of,
    promises_between,
    spans_between,
)
from archive.queries.threads import ThreadLinks, thread_links
from archive.site import Answer, Crumb, NotHere, Page, Raw, Route, Visit

FIGURES_A_PAGE = 100
A_YEAR = 31_536_000
WITHDRAWN = "No paper has this number here. It may have been withdrawn, or never published on this site."


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    document: Document
    decisions: list[DecisionLine]
    recommendations: list[Resolution]
    call_ins: list[CallIn]
    promises: list[Promise]
    came: dict[str, PromiseShown]
    """What is known of each promise by its id."""
    findings: list[Finding]
    counts: list[Counted]
    original: str | None
    thread: ThreadLinks
    packed: list[PackedPaper]


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One printed page. ``pieces`` are its words in order; ``parts`` the web pages that a long one takes."""

    document: Document
    page: PageText
    sheet: Sheet | None
    pieces: list[Piece]
    part: Part
    parts: list[Part]
    marked: str | None
    original: str | None


@dataclass(frozen=True, slots=True)
class FiguresRecord:
    document: Document
    figures: list[Figure]
    number: int
    last: int
    total: int


async def _paper(visit: Visit) -> Document:
    paper = await document(visit.reader, visit.variables["id"])
    if paper is None:
        raise await missing(visit, visit.variables["id"], WITHDRAWN)
    return paper


async def show(visit: Visit) -> Answer:
    """``/document/<id>``"""
    paper = await _paper(visit)
    reader = visit.reader
    promises = await promises_between(reader, paper.id, 0, 1 << 40)
    record = DocumentRecord(
        document=paper,
        decisions=await decisions_of_document(reader, paper.id),
        recommendations=await resolutions_outside_decisions(reader, paper.id),
        call_ins=await call_ins_outside_decisions(reader, paper.id),
        promises=promises,
        came=await came_of(reader, promises, visit.now.date().isoformat()),
        findings=await findings_of(reader, paper.id),
        counts=await fact_counts(reader, paper.id),
        original=original_at(paper, 1),
        thread=await thread_links(reader, paper.id),
        packed=await packed_with(reader, paper.id),
    )
    return Page(
        "archive_document.html", paper.name, record, (Crumb("Home", "/"), Crumb("Coverage", "/coverage")), max_age=60
    )


async def show_page(visit: Visit) -> Answer:
    """``/document/<id>/page/<n>?hl=<fact id>``"""
    paper = await _paper(visit)
    page = await page_text(visit.reader, paper.id, int(visit.variables["number"]))
    if page is None:
        raise NotHere(f"This paper has no page {visit.variables['number']}.")
    fact = await any_fact(visit.reader, visit.argument("hl"))
    marked = (fact.start, fact.end) if fact and fact.document_id == paper.id else None
    parts = parts_of(page.text, page.start)
    wanted = visit.argument("part")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 and 1 <= int(wanted) <= len(parts):
        part = parts[int(wanted) - 1]
    else:
        part = part_with(parts, marked[0] if marked else page.start)
    spans = await spans_between(visit.reader, paper.id, part.start, part.end)
    words = page.text[part.start - page.start : part.end - page.start]
    has_picture = picture_file(visit.pages_folder, paper.id, page.number) is not None
    record = PageRecord(
        document=paper,
        page=page,
        sheet=sheet_of(page, marked) if has_picture else None,
        pieces=pieces(words, part.start, spans, marked),
        part=part,
        parts=parts,
        marked=fact.id if fact and marked else None,
        original=original_at(paper, page.number),
    )
    crumbs = (Crumb("Home", "/"), Crumb(paper.name, f"/document/{paper.id}"))
    return Page("archive_page.html", f"Page {page.number} of {paper.name}", record, crumbs)


async def show_figures(visit: Visit) -> Answer:
    """``/document/<id>/figures?page=<n>``"""
    paper = await _paper(visit)
    counts = {one.list: one.count for one in await fact_counts(visit.reader, paper.id)}
    total = counts.get("figures", 0)
    last = max(1, -(-total // FIGURES_A_PAGE))
    number = visit.page_number(last)
    figures = await figures_of_document(visit.reader, paper.id, FIGURES_A_PAGE, (number - 1) * FIGURES_A_PAGE)
    crumbs = (Crumb("Home", "/"), Crumb(paper.name, f"/document/{paper.id}"))
    record = FiguresRecord(paper, figures, number, last, total)
    return Page("archive_figures.html", f"Figures in {paper.name}", record, crumbs, section="/metrics")


async def picture(visit: Visit) -> Answer:
    """``/picture/<document id>/<page>``: the same for ever, because the id is a hash of the paper."""
    path = picture_file(visit.pages_folder, visit.variables["id"], int(visit.variables["number"]))
    held = path and await document(visit.reader, visit.variables["id"])
    if path is None or held is None:
        raise NotHere("There is no picture of this page.")
    return Raw(path.read_bytes(), ENDINGS[path.suffix], max_age=A_YEAR)


ID = r"(?P<id>[0-9a-f]{12,64})"
ROUTES = [
    Route(rf"/document/{ID}", show),
    Route(rf"/document/{ID}/page/(?P<number>[0-9]{{1,6}})", show_page),
    Route(rf"/document/{ID}/figures", show_figures),
    Route(r"/picture/(?P<id>[0-9a-f]{12})/(?P<number>[0-9]{1,6})", picture, json=False),
]
