"""Papers printed inside other papers: found by their words, linked, and nothing counted twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.corrections import Author, confirm
from db.packs import link_packs, packs_with, papers_in, twin
from db.policy import Policy
from db.publish import build_public
from db.search import search
from db.shown import shown_facts
from db.store import transaction
from db.word_runs import LENGTH, marks_of, runs_of
from extractors.records import Record
from ingest.document import Document, Page

from .conftest import LINES, unsound

CLERK = Author("Pat Lee", "2022-02-01T10:00:00+00:00", "", "1")
FRONT = tuple(
    f"Item {number} on the agenda asks members to look at the {thing} before the summer recess and say what they think."
    for number, thing in enumerate(("rota", "toll", "beach", "cafe", "fence", "tide table", "moorings", "slipway"), 1)
)
"""Pages of a pack that are no part of the paper."""
MORE = tuple(
    f"Paragraph {number} tells how the {thing} was surveyed, what it would cost to mend and who would have to pay."
    for number, thing in enumerate(("deck", "rail", "pier", "ramp", "gate", "lamp", "sign", "path"), 1)
)


def grown(paper: tuple[Document, Record], before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Document, Record]:
    """The same printed matter with other pages before and after it, as a pack has them; every fact moves along."""
    document, record = paper
    head, tail = "\n".join(before) + "\n", "\n" + "\n".join(after)
    text = head + document.text + tail
    shift = len(head)
    pages = (
        Page(1, 0, shift, 595.0, 842.0),
        Page(2, shift, shift + len(document.text), 595.0, 842.0),
        Page(3, shift + len(document.text), len(text), 595.0, 842.0),
    )
    sha256 = document.sha256[::-1]
    moved = {
        name: tuple(
            replace(fact, start=fact.start + shift, end=fact.end + shift, page=2) for fact in getattr(record, name)
        )
        for name in ("sections", "people", "decisions", "resolutions", "call_ins", "dates", "figures", "commitments")
    }
    facts = replace(record.document, sha256=sha256, filename="pack.pdf", kind="agenda", title="Agenda", pages=3)
    own = replace(record, document=facts, citations=(), findings=(), **moved)
    blocks = tuple(replace(b, start=b.start + shift, end=b.end + shift, page=2) for b in document.blocks)
    pack = replace(
        document, filename="pack.pdf", sha256=sha256, text=text, pages=pages, blocks=blocks, lines=(), tables=()
    )
    return pack, own


@pytest.fixture
def both(paper: Any) -> tuple[tuple[Document, Record], tuple[Document, Record]]:
    """A paper, and a pack that prints it on its second page."""
    document, record = paper()
    text = document.text + "\n" + "\n".join(MORE)
    own = replace(document, text=text, pages=(Page(1, 0, len(text), 595.0, 842.0),))
    return (own, record), grown((own, record), FRONT, FRONT[::-1])


Put = Callable[..., Any]


@pytest.fixture
def bring(archive: sqlite3.Connection, put: Any) -> Put:
    def bring_in(read: tuple[Document, Record], version: str = "1") -> Any:
        put(read, version=version)
        with transaction(archive):
            return link_packs(archive, read[0].id)

    return bring_in


@pytest.mark.parametrize("pack_first", [True, False])
def test_a_pack_and_the_paper_in_it_are_linked_whichever_comes_first(
    archive: sqlite3.Connection, both: Any, bring: Put, pack_first: bool
) -> None:
    paper, pack = both
    for read in (pack, paper) if pack_first else (paper, pack):
        bring(read)
    (found,) = papers_in(archive, pack[0].id)
    assert (found.paper_id, found.first_page, found.last_page) == (paper[0].id, 2, 2)
    assert found.share == 1.0
    assert packs_with(archive, paper[0].id) == (found,)


def test_reading_again_does_not_lose_the_link(archive: sqlite3.Connection, both: Any, bring: Put) -> None:
    paper, pack = both
    for version in ("1", "2"):
        bring(paper, version)
        bring(pack, version)
    assert len(papers_in(archive, pack[0].id)) == 1


def test_page_stamps_and_other_line_ends_do_not_hide_the_paper(
    archive: sqlite3.Connection, both: Any, bring: Put
) -> None:
    paper, (pack, record) = both
    bring(paper)
    words = pack.text.replace(" was surveyed, ", " was\nsurveyed, ").replace("Paragraph 4 ", "Page 12 Paragraph 4 ")
    longer = len(words) - len(pack.text)
    last = pack.pages[2]
    pages = (pack.pages[0], replace(pack.pages[1], end=pack.pages[1].end + longer), replace(last, end=len(words)))
    (found,) = bring((replace(pack, text=words, pages=pages), Record(document=record.document)))
    assert 0.8 < found.share < 1.0


def test_pages_that_only_quote_the_paper_are_not_its_pages(archive: sqlite3.Connection, both: Any, bring: Put) -> None:
    paper, _ = both
    pack = grown(paper, FRONT + MORE[:1], (*FRONT[::-1], MORE[-1]))
    bring(paper)
    (found,) = bring(pack)
    assert (found.first_page, found.last_page) == (2, 2)


@pytest.mark.parametrize("lines", [FRONT, LINES[:2], (*FRONT, *MORE[:2])])
def test_papers_that_share_too_little_are_not_linked(both: Any, bring: Put, paper: Any, lines: tuple[str, ...]) -> None:
    (document, record), _ = both
    bring((document, record))
    assert bring(paper(*lines)) == ()


def test_a_new_version_is_not_taken_for_a_pack(archive: sqlite3.Connection, both: Any, bring: Put, put: Any) -> None:
    paper, pack = both
    bring(paper)
    put(pack)
    archive.execute("UPDATE documents SET supersedes_id = ? WHERE id = ?", (paper[0].id, pack[0].id))
    assert bring(pack, "2") == ()


def build(archive_path: Path, target: Path, policy: Policy = Policy()) -> sqlite3.Connection:  # noqa: B008 - frozen
    build_public(archive_path, target, policy, published_at="2022", software_version="1")
    return sqlite3.connect(target, isolation_level=None)


def counts(conn: sqlite3.Connection, document_id: str) -> tuple[int, ...]:
    return tuple(
        conn.execute(f"SELECT count(*) FROM {name} WHERE document_id = ?", (document_id,)).fetchone()[0]
        for name in ("decisions", "resolutions", "call_ins", "figures")
    )


def test_what_both_print_is_listed_with_the_paper_alone(
    archive_path: Path, both: Any, bring: Put, tmp_path: Path
) -> None:
    paper, pack = both
    bring(paper)
    bring(pack)
    public = build(archive_path, tmp_path / "public.db")
    assert counts(public, paper[0].id) == (1, 1, 1, 1)
    assert counts(public, pack[0].id) == (0, 0, 0, 0)
    (repeated,) = public.execute("SELECT repeated FROM packed_papers").fetchone()
    assert repeated >= 4
    assert {hit.document_id for hit in search(public, "footbridge").hits} == {paper[0].id, pack[0].id}
    assert unsound(public) == []
    public.close()


def test_a_fact_whose_words_differ_stays_in_both(archive_path: Path, both: Any, bring: Put, tmp_path: Path) -> None:
    paper, (pack, record) = both
    bring(paper)
    # In the pack the clause was read two words shorter.
    clause = replace(record.resolutions[0], text=record.resolutions[0].text[4:], start=record.resolutions[0].start + 4)
    bring((pack, replace(record, resolutions=(clause,))))
    public = build(archive_path, tmp_path / "public.db")
    assert counts(public, pack.id) == (0, 1, 0, 0)
    public.close()


def test_a_pack_whose_paper_is_not_public_keeps_its_facts(
    archive: sqlite3.Connection, archive_path: Path, both: Any, bring: Put, tmp_path: Path
) -> None:
    paper, pack = both
    bring(paper)
    bring(pack)
    archive.execute("INSERT INTO withdrawals VALUES (?, 'wrong', 'Pat', '2022')", (paper[0].id,))
    public = build(archive_path, tmp_path / "public.db")
    assert counts(public, pack[0].id) == (1, 1, 1, 1)
    assert public.execute("SELECT count(*) FROM packed_papers").fetchone() == (0,)
    public.close()


def test_what_a_person_judged_in_the_pack_stays_there(
    archive: sqlite3.Connection, archive_path: Path, both: Any, bring: Put, tmp_path: Path
) -> None:
    paper, pack = both
    bring(paper)
    bring(pack)
    figure = next(one.fact for one in shown_facts(archive, pack[0].id) if one.fact.list == "figures")
    confirm(archive, figure.id, CLERK)
    public = build(archive_path, tmp_path / "public.db")
    assert counts(public, pack[0].id) == (0, 0, 0, 1)
    public.close()


def test_a_fact_of_the_pack_knows_its_twin(archive: sqlite3.Connection, both: Any, bring: Put) -> None:
    paper, pack = both
    bring(paper)
    bring(pack)
    deadline = next(one.fact for one in shown_facts(archive, pack[0].id) if one.fact.list == "call_ins")
    found = twin(archive, deadline)
    assert found is not None
    assert found.document_id == paper[0].id
    assert twin(archive, found) is None


def test_an_exempt_paper_holds_back_the_pack_that_prints_it(
    archive_path: Path, both: Any, bring: Put, tmp_path: Path
) -> None:
    (document, record), pack = both
    bring((document, replace(record, document=replace(record.document, exempt=True))))
    bring(pack)
    public = build(archive_path, tmp_path / "public.db")
    assert public.execute("SELECT documents, withheld_exempt FROM publication").fetchone() == (0, 2)
    public.close()
    allowed = build(archive_path, tmp_path / "public.db", Policy(exempt=frozenset({pack[0].id})))
    assert allowed.execute("SELECT id FROM documents").fetchall() == [(pack[0].id,)]
    allowed.close()


def test_runs_of_words_do_not_see_capitals_line_ends_or_marks() -> None:
    words = "The sea wall at Mill Lane was mended in spring, at some cost."
    assert runs_of(words) == runs_of(words.upper().replace(" ", "\n").replace(",", ";"))
    assert len(runs_of(words)) == 13 - LENGTH + 1
    assert runs_of("too few words") == set()
    assert marks_of(words) <= runs_of(words)


def test_another_finding_at_the_same_words_of_the_pack_stays(
    archive: sqlite3.Connection, archive_path: Path, both: Any, bring: Put, tmp_path: Path
) -> None:
    paper, (pack, record) = both
    shift = pack.pages[1].start
    (same,) = (replace(one, start=one.start + shift, end=one.end + shift, page=2) for one in paper[1].findings)
    bring(paper)
    bring((pack, replace(record, findings=(same, replace(same, rule="date_order")))))
    public = build(archive_path, tmp_path / "public.db")
    rules = public.execute("SELECT rule FROM findings WHERE document_id = ?", (pack.id,)).fetchall()
    public.close()
    assert rules == [("date_order",)]
