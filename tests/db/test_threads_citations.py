"""Which paper a citation names, and when the archive says that it cannot tell."""

from __future__ import annotations

import pytest

from db.threads import citations_resolved
from db.threads.citations_resolved import CitationLink, resolve
from db.threads.words import share

from .thread_papers import citation, council, decision, key, paper

LATER = paper("later", "Flood defences: progress", "2021-09-14", body="Cabinet", kind="report")
EARLIER = paper("earlier", "Flood defences", "2021-03-09", body="Cabinet", kind="report")


def links(*facts: object, papers: tuple[object, ...] = (LATER, EARLIER), **more: object) -> list[CitationLink]:
    return resolve(council(*papers, citations=list(facts), **more))  # type: ignore[arg-type]


def test_a_day_and_the_subject_name_the_paper() -> None:
    (link,) = links(citation("later", "the update received by Cabinet on 9 March 2021", date="2021-03-09"))
    assert (link.state, link.target_id, link.rule) == ("held", key("earlier"), "day_and_subject")


def test_a_day_without_a_paper_is_not_held() -> None:
    (link,) = links(citation("later", "the report of 12 January 2021", date="2021-01-12"))
    assert (link.state, link.target_id) == ("not_held", None)


def test_a_paper_of_another_body_on_the_same_day_is_not_the_one() -> None:
    scrutiny = paper("scrutiny", "Flood defences", "2021-03-09", body="Scrutiny Committee", kind="minutes")
    fact = citation("later", "was agreed by Cabinet on 9 March 2021", date="2021-03-09", kind="prior_decision")
    assert [one.state for one in links(fact, papers=(LATER, scrutiny))] == ["not_held"]


def test_papers_of_the_day_on_another_subject_leave_it_open() -> None:
    other = paper("other", "Library opening hours", "2021-03-09", body="Cabinet", kind="report")
    (link,) = links(citation("later", "the report of 9 March 2021", date="2021-03-09"), papers=(LATER, other))
    assert link.state == "cannot_tell"


@pytest.mark.parametrize("said", ["21/00417", "21-00417", "21 / 00417"])
def test_a_number_names_the_decision_however_it_is_written(said: str) -> None:
    record = paper("record", "Sea wall", "2021-02-02", reference="21/00417", kind="decision_record")
    facts = {"decisions": [decision("record", "Sea wall", "2021-02-02", reference="21/00417")]}
    cited = citation("later", f"decision {said}", kind="prior_decision", reference=said)
    (link,) = links(cited, papers=(LATER, record), **facts)
    assert (link.state, link.target_id, link.target_decision_id) == ("held", key("record"), f"{key('record')}-d1")


def test_a_number_that_nobody_bears_is_not_held() -> None:
    (link,) = links(citation("later", "decision 19/00008", kind="prior_decision", reference="19/00008"))
    assert link.state == "not_held"


def test_a_whole_title_names_the_paper_and_part_of_one_does_not() -> None:
    strategy = paper("strategy", "Coastal erosion adaptation framework", "2020-06-02", kind="report")
    whole = citation("later", "the Coastal Erosion Adaptation Framework report")
    part = citation("later", "some erosion report")
    states = [one.state for one in links(whole, part, papers=(LATER, strategy))]
    assert states == ["held", "cannot_tell"]


def test_the_previous_report_is_left_open_though_an_earlier_paper_is_held() -> None:
    (link,) = links(citation("later", "the previous report"))
    assert (link.state, link.rule) == ("cannot_tell", "vague")


def test_a_later_paper_of_the_same_title_is_not_what_is_cited() -> None:
    newer = paper("newer", "Coastal erosion adaptation framework", "2022-06-02", kind="report")
    (link,) = links(citation("later", "the Coastal Erosion Adaptation Framework"), papers=(LATER, newer))
    assert link.state == "cannot_tell"


def test_laws_and_protocols_are_no_papers_of_the_archive() -> None:
    assert links(citation("later", "the Coast Protection Act 1949", kind="legislation", date="1949")) == []


def test_every_link_rests_on_the_words_of_the_citation() -> None:
    cited = citation("later", "the report of 12 January 2021", date="2021-01-12")
    (link,) = links(cited)
    assert (link.passage_id, link.document_id) == (cited.id, cited.document_id)
    assert link.reason


def test_papers_of_one_day_that_look_alike_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A council's day may hold thousands of papers of a few titles: each citation of it went through them all."""
    looked: list[frozenset[str]] = []

    def counted(one: frozenset[str], other: frozenset[str]) -> float:
        looked.append(one)
        return share(one, other)

    monkeypatch.setattr(citations_resolved, "share", counted)
    papers = [
        paper(f"paper{n}", "Library opening hours", "2021-03-09", body="Cabinet", kind="report") for n in range(40)
    ]
    (link,) = links(citation("later", "the report of 9 March 2021", date="2021-03-09"), papers=(LATER, *papers))
    assert (link.state, len(looked)) == ("cannot_tell", 1)


def test_a_paper_is_not_among_the_papers_of_the_day_that_it_cites() -> None:
    alike = [paper(name, "Flood defences", "2021-03-09", body="Cabinet", kind="report") for name in ("a", "b")]
    found = links(citation("a", "the report of 9 March 2021", date="2021-03-09"), papers=tuple(alike))
    assert [one.target_id for one in found] == [key("b")]
