"""What changed in a recurring paper since the one before."""

from __future__ import annotations

from typing import Any

from db.threads.changes import Change, PaperFacts, changes, latest
from db.threads.records import FigureFact, Paper, PassageFact

from .test_threads_promises import topic
from .thread_papers import clause, council, key, paper, passages, promise


def report(name: str, date: str) -> Paper:
    return paper(name, "Lifeboat station", date, body="Cabinet", kind="report")


def figure(name: str, value: float, end: str, start: str | None = None, **more: str) -> FigureFact:
    words: dict[str, Any] = {"metric": "launches", "kind": "actual", "unit": "count", **more}
    return FigureFact(
        id=f"{key(name)}-f{value}{end}",
        document_id=key(name),
        quote=f"{value:g}",
        value=value,
        period_from=start or end,
        period_to=end,
        **words,
    )


def found(
    *papers: Paper,
    figures: tuple[FigureFact, ...] = (),
    words: dict[str, list[PassageFact]] | None = None,
    **facts: object,
) -> list[Change]:
    rows = {one.id: [each for each in figures if each.document_id == one.id] for one in papers}
    given = council(*papers, **facts)  # type: ignore[arg-type]
    of_papers = PaperFacts(lambda one: rows[one], lambda one: (words or {}).get(one, []))
    return list(changes(given, [topic(*papers)], [], of_papers))


FIRST, SECOND = report("first", "2018-05-01"), report("second", "2018-08-01")


def test_a_figure_of_the_same_definition_moves() -> None:
    (row,) = found(FIRST, SECOND, figures=(figure("first", 40, "2018-03-31"), figure("second", 52, "2018-06-30")))
    assert (row.kind, row.before_text, row.after_text) == ("figure_moved", "40", "52")


def test_a_quarter_is_not_compared_with_a_year() -> None:
    year = figure("first", 160, "2018-03-31", "2017-04-01")
    quarter = figure("second", 52, "2018-06-30", "2018-04-01")
    assert found(FIRST, SECOND, figures=(year, quarter)) == []


def test_a_budget_is_not_compared_with_an_outturn_nor_a_part_with_the_whole() -> None:
    budget = figure("first", 40, "2018-03-31", kind="budget")
    part = figure("first", 7, "2018-03-31", segment="night")
    assert found(FIRST, SECOND, figures=(budget, part, figure("second", 52, "2018-06-30"))) == []


def test_two_values_for_one_period_in_one_paper_are_not_compared() -> None:
    assert latest([figure("first", 40, "2018-03-31"), figure("first", 41, "2018-03-31")]) == {}


def test_a_clause_in_other_words_shows_what_went_and_came() -> None:
    old = clause("first", 1, "further updates be received on a quarterly basis", decided=False)
    new = clause("second", 1, "further updates be received on a monthly basis", decided=False)
    (row,) = found(FIRST, SECOND, clauses=[old, new])
    assert row.kind == "clause_reworded"
    assert row.diff is not None
    assert ("taken_out", "quarterly") in row.diff


def test_an_equal_clause_is_no_change() -> None:
    old = clause("first", 1, "The lifeboat station be noted.", decided=False)
    new = clause("second", 1, "the lifeboat station be noted", decided=False)
    assert found(FIRST, SECOND, clauses=[old, new]) == []


def test_promises_are_carried_new_or_not_spoken_of() -> None:
    old = [
        promise("first", "Reports will come", recurs="quarterly"),
        promise("first", "A slipway survey will be made in spring"),
    ]
    new = [
        promise("second", "Monthly reports will come", recurs="monthly"),
        promise("second", "Crew lockers will be bought"),
    ]
    rows = found(FIRST, SECOND, promises=[*old, *new])
    assert sorted(row.kind for row in rows) == ["promise_carried", "promise_new", "promise_vanished"]
    carried = next(row for row in rows if row.kind == "promise_carried")
    assert carried.reason == "quarterly then, monthly now"


def test_paragraphs_are_compared_only_between_papers_that_repeat_themselves() -> None:
    same = "The station stands at the end of the north mole and is staffed by volunteers."
    old = "The old boat was sold to a museum in the spring of that year after service."
    new = "The new boat arrived in May and has been out on nine shouts since then."
    words = {key("first"): passages("first", same, old), key("second"): passages("second", same, new)}
    rows = found(FIRST, SECOND, words=words)
    assert [(row.kind, row.before_text or row.after_text) for row in rows] == [
        ("paragraph_added", new),
        ("paragraph_dropped", old),
    ]
    words[key("second")] = passages("second", new)
    assert found(FIRST, SECOND, words=words) == []


def test_papers_of_one_decision_or_one_day_are_no_series() -> None:
    one = paper("first", "Lifeboat station", "2018-05-01", kind="report", reference="18/00077")
    two = paper("second", "Lifeboat station", "2018-08-01", kind="report", reference="18/00077")
    same_day = report("third", "2018-05-01")
    moved = (figure("first", 40, "2018-03-31"), figure("second", 52, "2018-06-30"), figure("third", 60, "2018-04-30"))
    assert found(one, two, figures=moved[:2]) == []
    assert found(report("first", "2018-05-01"), same_day, figures=(moved[0], moved[2])) == []
