"""Papers printed inside other papers: a report in an agenda pack, last month's minutes in this month's.

The link says on which pages and how much of the wording, and changes no fact. Publishing lists what both print with
the paper of its own alone, so that nothing is counted twice; a fact whose words differ between the two stays in both.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from db.facts import FACT_LISTS, StoredFact, facts_of, text_of
from db.shown import fold
from db.store import index_document, unindex_document
from db.word_runs import runs_of

_ENOUGH = 0.8
"""Share of the paper's runs of words that must stand in the pack: page stamps and re-set tables cost some."""
_FEWEST_RUNS = 30
"""A paper of fewer words is a title page or a form left empty: it stands in many papers."""
_LARGER = 1.3
"""How many times the paper's wording the pack must hold, or the two are versions of one paper."""
_GAP = 2
"""Pages without the paper's words (maps, pictures) that may lie between two that have some."""
_CANDIDATES = 20
_SHARED_MARKS = 0.4
"""Share of the shorter one's marks that two papers must have in common to be compared word by word."""
_COMMON = 50
"""A mark that more papers than this share is standing wording, and finds nothing."""
_COUNTED_ONCE = tuple(name for name in FACT_LISTS if name not in ("sections", "people"))


@dataclass(frozen=True, slots=True)
class Packed:
    """One paper inside another. ``share``: how much of the paper's wording stands there, 0 to 1."""

    pack_id: str
    paper_id: str
    first_page: int
    last_page: int
    share: float
    repeated: int = 0
    """In a public database: how many facts of these pages are listed with the paper alone."""


_COLUMNS = "pack_id, paper_id, first_page, last_page, share, repeated"


def link_packs(conn: sqlite3.Connection, document_id: str) -> tuple[Packed, ...]:
    """Find the papers that ``document_id`` prints and those that print it, in the caller's transaction."""
    conn.execute("DELETE FROM packed_papers WHERE pack_id = ?1 OR paper_id = ?1", (document_id,))
    made = []
    for other in _candidates(conn, document_id):
        found = _inside(conn, document_id, other) or _inside(conn, other, document_id)
        if found is not None:
            made.append(found)
    conn.executemany(
        f"INSERT INTO packed_papers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, 0)",
        [(one.pack_id, one.paper_id, one.first_page, one.last_page, one.share) for one in made],
    )
    return tuple(made)


def papers_in(conn: sqlite3.Connection, pack_id: str) -> tuple[Packed, ...]:
    """The papers held by themselves that this one prints, in the order of its pages."""
    rows = conn.execute(
        f"SELECT {_COLUMNS} FROM packed_papers WHERE pack_id = ? ORDER BY first_page, paper_id", (pack_id,)
    )
    return tuple(Packed(*row) for row in rows)


def packs_with(conn: sqlite3.Connection, paper_id: str) -> tuple[Packed, ...]:
    """The papers that print this one."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM packed_papers WHERE paper_id = ? ORDER BY pack_id", (paper_id,))
    return tuple(Packed(*row) for row in rows)


def count_once(conn: sqlite3.Connection) -> None:
    """Of a public database in the making: take out of each pack the facts that its papers give with the same words.

    The paper's own reading counts. What a person has judged in the pack stays there: it is no repetition.
    """
    for (pack_id,) in conn.execute("SELECT DISTINCT pack_id FROM packed_papers ORDER BY 1").fetchall():
        unindex_document(conn, pack_id)
        for packed in papers_in(conn, pack_id):
            repeated = _repeated(conn, packed)
            for fact in repeated:
                _take_out(conn, fact)
            conn.execute(
                "UPDATE packed_papers SET repeated = ? WHERE pack_id = ? AND paper_id = ?",
                (len(repeated), pack_id, packed.paper_id),
            )
        index_document(conn, pack_id)


def twin(conn: sqlite3.Connection, fact: StoredFact) -> StoredFact | None:
    """The fact of a paper of its own that says in the same words what ``fact`` says in a pack."""
    for packed in papers_in(conn, fact.document_id):
        if packed.first_page <= fact.page <= packed.last_page:
            same = [one for one in facts_of(conn, packed.paper_id, fact.list) if _said(one) == _said(fact)]
            if same:
                return same[0]
    return None


def _candidates(conn: sqlite3.Connection, document_id: str) -> list[str]:
    """Papers that share most marks with this one; its versions are none."""
    rows = conn.execute(
        "SELECT o.document_id FROM page_marks m JOIN page_marks o ON o.mark = m.mark"
        " JOIN documents d ON d.id = o.document_id JOIN documents n ON n.id = m.document_id"
        " WHERE m.document_id = ?1 AND o.document_id <> ?1 AND d.status <> 'failed'"
        " AND d.supersedes_id IS NOT ?1 AND n.supersedes_id IS NOT d.id"
        " AND (SELECT count(*) FROM (SELECT 1 FROM page_marks x WHERE x.mark = m.mark LIMIT ?2)) < ?2"
        " GROUP BY o.document_id"
        " HAVING count(DISTINCT o.mark) >= ?4 * min((SELECT count(*) FROM page_marks WHERE document_id = ?1),"
        " (SELECT count(*) FROM page_marks p WHERE p.document_id = o.document_id))"
        " ORDER BY count(DISTINCT o.mark) DESC, o.document_id LIMIT ?3",
        (document_id, _COMMON, _CANDIDATES, _SHARED_MARKS),
    )
    return [row[0] for row in rows]


def _inside(conn: sqlite3.Connection, pack_id: str, paper_id: str) -> Packed | None:
    paper = set().union(*(runs for _, runs in _pages(conn, paper_id)))
    if len(paper) < _FEWEST_RUNS:
        return None
    pages = _pages(conn, pack_id)
    if sum(len(runs) for _, runs in pages) < _LARGER * len(paper):
        return None
    # Pages that print little else but the paper; where there are none (a web page has one page for all), any page.
    mostly = [(number, len(runs & paper) if 2 * len(runs & paper) >= len(runs) else 0) for number, runs in pages]
    some = [(number, len(runs & paper)) for number, runs in pages]
    for hits in (mostly, some):
        stretch = _stretch(hits)
        if stretch is None:
            continue
        own = _trimmed([(number, runs & paper) for number, runs in pages if stretch[0] <= number <= stretch[1]])
        share = round(len(set().union(*(runs for _, runs in own))) / len(paper), 3)
        if share >= _ENOUGH:
            return Packed(pack_id, paper_id, own[0][0], own[-1][0], share)
    return None


def _trimmed(pages: list[tuple[int, set[int]]]) -> list[tuple[int, set[int]]]:
    """Without first and last pages that repeat what the others print: a neighbour in the pack that quotes the paper."""
    for end in (0, -1):
        while len(pages) > 1:
            rest = pages[1:] if end == 0 else pages[:-1]
            hits = pages[end][1]
            if 2 * len(hits - set().union(*(runs for _, runs in rest))) >= max(len(hits), 1):
                break
            pages = rest
    return pages


def _pages(conn: sqlite3.Connection, document_id: str) -> list[tuple[int, set[int]]]:
    """The runs of words of each page: none that goes over a page's end, where a pack puts its own stamps."""
    text = text_of(conn, document_id)
    places = conn.execute(
        'SELECT number, start, "end" FROM pages WHERE document_id = ? ORDER BY number', (document_id,)
    )
    return [(number, runs_of(text[start:end])) for number, start, end in places]


def _stretch(hits: list[tuple[int, int]]) -> tuple[int, int] | None:
    """First and last page of the stretch with most of the paper's runs."""
    best: tuple[int, int, int] | None = None
    current: tuple[int, int, int] | None = None
    for number, count in hits:
        if not count:
            continue
        near = current is not None and number - current[2] <= _GAP + 1
        current = (current[0] + count, current[1], number) if near and current else (count, number, number)
        if best is None or current[0] > best[0]:
            best = current
    return None if best is None else (best[1], best[2])


def _repeated(conn: sqlite3.Connection, packed: Packed) -> list[StoredFact]:
    """The facts on the paper's pages of the pack that the paper gives as well; each of the paper's answers for one."""
    found = []
    for name in _COUNTED_ONCE:
        own = Counter(_said(fact) for fact in facts_of(conn, packed.paper_id, name))
        judge = f"SELECT id FROM {name} WHERE document_id = ? AND review <> 'machine'"
        judged = {row[0] for row in conn.execute(judge, (packed.pack_id,))} if own else set()
        for fact in facts_of(conn, packed.pack_id, name) if own else ():
            on_pages = packed.first_page <= fact.page <= packed.last_page
            if on_pages and fact.id not in judged and own[_said(fact)]:
                own[_said(fact)] -= 1
                found.append(fact)
    return found


def _said(fact: StoredFact) -> str:
    """The words by which a fact is known again. A decision's own words run over pages and their stamps: its title."""
    if fact.list == "decisions":
        return fold(str(dict(fact.fields).get("title") or fact.words)).lower()
    if fact.list == "findings":
        return f"{fact.rule} {fold(fact.words)}".lower()
    return fold(fact.words).lower()


def _take_out(conn: sqlite3.Connection, fact: StoredFact) -> None:
    if fact.list == "decisions":
        # A clause that the paper does not give stays, as a clause of the pack.
        for table in ("resolutions", "call_ins", "passages"):
            conn.execute(f"UPDATE {table} SET decision_id = NULL WHERE decision_id = ?", (fact.id,))
    conn.execute(f"DELETE FROM {fact.list} WHERE id = ?", (fact.id,))
