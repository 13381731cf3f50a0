"""The permanent address of a fact's words: the quote, the picture of the page, and a citation to copy."""

from __future__ import annotations

from dataclasses import dataclass

from archive.citation import Selector, citation, original_at, selectors
from archive.marked_text import from_word, to_word
from archive.page_picture import Sheet, picture_file, sheet_of
from archive.pages.gone import missing
from archive.queries.documents import Document, document, page_text, words_around
from archive.queries.facts import AnyFact, Reading, any_fact, readings
from archive.read_words import in_words
from archive.site import Answer, Crumb, Page, Route, Visit

CONTEXT = 240
"""Characters shown before and after the quote."""
LONGEST = 2000
"""Characters of a quote that are shown; a whole record of decision is opened in the paper instead."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``before``, ``exact``, ``after`` are the paper's words; ``readings`` what the program made of them,
    ``said`` the same in words."""

    fact: AnyFact
    document: Document
    before: str
    exact: str
    after: str
    shortened: bool
    sheet: Sheet | None
    readings: list[Reading]
    said: list[tuple[str, str]]
    citation: str
    url: str
    original: str | None
    target: str
    selector: tuple[Selector, ...]
    review: str = "machine"
    """Who stands behind the reading: machine, confirmed, corrected or added."""


async def show(visit: Visit) -> Answer:
    """``/passage/<fact id>``"""
    fact = await any_fact(visit.reader, visit.variables["id"])
    paper = await document(visit.reader, fact.document_id) if fact else None
    if fact is None or paper is None:
        reason = "No passage has this number. A person may have corrected the fact."
        raise await missing(visit, visit.variables["id"], reason)
    end = min(fact.end, fact.start + LONGEST)
    read = await readings(visit.reader, fact)
    words = await words_around(visit.reader, paper.id, fact.start, end, CONTEXT)
    url = visit.absolute(f"/passage/{fact.id}")
    has_picture = picture_file(visit.pages_folder, paper.id, fact.page) is not None
    page = await page_text(visit.reader, paper.id, fact.page) if has_picture else None
    record = Passage(
        fact=fact,
        document=paper,
        before=from_word(words[0], CONTEXT),
        exact=words[1],
        after=to_word(words[2], CONTEXT),
        shortened=end < fact.end,
        sheet=sheet_of(page, (fact.start, fact.end)) if page else None,
        readings=read,
        said=in_words({one.name: one.value for one in read}),
        citation=citation(paper, fact.page, words[1], url),
        url=url,
        original=original_at(paper, fact.page),
        target=visit.absolute(f"/document/{paper.id}/page/{fact.page}") + f"?hl={fact.id}",
        selector=selectors(paper, fact.page, fact.start, end, words),
        review=fact.review,
    )
    crumbs: tuple[Crumb, ...] = (Crumb("Home", "/"), Crumb(paper.name, f"/document/{paper.id}"))
    if fact.decision_id:
        crumbs += (Crumb("Decision", f"/decision/{fact.decision_id}"),)
    return Page("archive_passage.html", f"Passage from {paper.name}", record, crumbs)


ROUTES = [Route(r"/passage/(?P<id>[0-9A-Za-z-]+)", show)]
