from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chart import draw, nice_ticks
from archive.metric_series import movement, series_of, span_of, values_of
from archive.queries.metrics import Change, Point

Q1, Q2, H1 = ("2024-04-01", "2024-06-30"), ("2024-07-01", "2024-09-30"), ("2024-04-01", "2024-09-30")


def point(value: float, period: tuple[str | None, str | None], **other: Any) -> Point:
    given_values: dict[str, Any] = {
        "id": f"x-{value}-{period[1]}",
        "metric": "visits",
        "council": "Saltmarsh",
        "segment": None,
        "kind": "actual",
        "unit": "count",
        "part": None,
        "value": value,
        "value_high": None,
        "approx": False,
        "direction": None,
        "measure": "visits",
        "quote": str(value),
        "document_id": "d",
        "document_title": "Paper",
        "meeting_date": None,
        "page": 1,
        "read_at": "2026-01-01T00:00:00Z",
    }
    return Point(period_from=period[0], period_to=period[1], **(given_values | other))


@pytest.mark.parametrize(
    "period, span",
    [
        (("2024-03-31", "2024-03-31"), "day"),
        (Q1, "quarter"),
        (("2024-01-01", "2024-03-31"), "quarter"),
        (H1, "year_to_date"),
        (("2024-04-01", "2025-03-31"), "year"),
        (("2024-02-01", "2024-02-29"), "month"),
        (("2024-05-01", "2024-08-31"), "other"),
        ((None, "2024-08-31"), "unknown"),
        (("soon", "later"), "unknown"),
    ],
)
def test_a_span_is_how_long_a_value_covers(period: tuple[str | None, str | None], span: str) -> None:
    assert span_of(*period) == span


@pytest.mark.parametrize(
    "other",
    [{"kind": "budget"}, {"segment": "Harbour"}, {"unit": "GBP"}, {"council": "Fenmere"}, {"part": "numerator"}],
)
def test_only_like_is_joined_with_like(other: dict[str, Any]) -> None:
    assert len(series_of([point(1, Q1), point(2, Q2, **other)], "flow")) == 2


def test_quarter_year_to_date_and_stock_are_never_one_series() -> None:
    spans = {one.key.span for one in series_of([point(1, Q1), point(2, H1), point(3, (Q1[1], Q1[1]))], "flow")}
    assert spans == {"quarter", "year_to_date", "day"}


def test_the_second_quarter_alone_is_derived_from_the_year_to_date() -> None:
    found = next(one for one in series_of([point(100, Q1), point(240, H1)], "flow") if one.derived)
    assert [(value.period_from, value.period_to, value.low) for value in found.derived] == [(*Q2, 140)]
    assert [source.value for source in found.derived[0].derived_from] == [240, 100]


@pytest.mark.parametrize(
    "points, basis",
    [
        ([point(100, Q1), point(240, H1), point(139, Q2)], "flow"),
        ([point(100, Q1), point(240, H1)], "stock"),
        ([point(100, Q1, approx=True), point(240, H1)], "flow"),
        ([point(100, Q1, value_high=110), point(240, H1)], "flow"),
        ([point(100, Q1), point(101, Q1), point(240, H1)], "flow"),
        ([point(100, Q1, kind="budget"), point(240, H1)], "flow"),
        ([point(100, ("2023-04-01", "2023-06-30")), point(240, H1)], "flow"),
        ([point(41.5, Q1, unit="percent"), point(44, H1, unit="percent")], "flow, rate"),
        ([point(240, Q1), point(100, H1)], "flow"),
    ],
    ids=["printed", "stock", "about", "range", "conflict", "other kind", "other year", "share", "corrected"],
)
def test_nothing_is_derived_where_it_would_be_a_guess(points: list[Point], basis: str) -> None:
    assert not any(one.derived for one in series_of(points, basis))


def test_two_papers_that_differ_are_both_kept_and_said_to_differ() -> None:
    value = series_of([point(10, Q1), point(12, Q1)], "flow")[0].values[0]
    assert value.conflicting
    assert {one.value for one in value.points} == {10, 12}


def test_the_sentence_says_what_moved() -> None:
    stock = [point(200, ("2024-03-31", "2024-03-31")), point(150, ("2024-06-30", "2024-06-30"))]
    assert movement(series_of(stock, "stock")[0]) == (
        "150 (at 30 June 2024), after 200 (at 31 March 2024): down 50 (25.0%)."
    )


def test_the_sentence_reckons_nothing_from_a_range() -> None:
    stock = [point(200, ("2024-03-31", "2024-03-31"), value_high=220), point(150, ("2024-06-30", "2024-06-30"))]
    said = movement(series_of(stock, "stock")[0])
    assert said is not None
    assert "200 to 220" in said
    assert "down" not in said


def test_percentages_move_by_points() -> None:
    rates = [point(10, Q1, unit="percent"), point(12.5, Q2, unit="percent")]
    assert "up 2.5 percentage points" in (movement(series_of(rates, "rate")[0]) or "")


def test_one_value_gives_no_line_and_no_sentence() -> None:
    one = series_of([point(1, Q1)], "flow")[0]
    assert draw(one) == ""
    assert movement(one) is None


finite = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)
days = st.dates().map(lambda day: day.isoformat())


@given(st.lists(st.tuples(finite, st.none() | finite, days), min_size=1, max_size=30))
def test_any_series_is_drawn_as_sound_svg(drawn: list[tuple[float, float | None, str]]) -> None:
    points = [point(value, (day, day), value_high=high, council='"<&>') for value, high, day in drawn]
    for one in series_of(points, "stock"):
        chart = draw(one)
        if chart:
            root = ElementTree.fromstring(chart)
            assert root.get("role") == "img"
            for circle in root.iter("circle"):
                assert -1 <= float(circle.get("cy", "nan")) <= 261


@given(finite, finite)
def test_ticks_enclose_the_values(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low + 1e-6
    assert ticks[-1] >= high - 1e-6
    assert 2 <= len(ticks) <= 8


def change(day: str, council: str | None = None) -> Change:
    return Change(changed_on=day, council=council, words="Day visits count too.", document_id=None, page=None)


YEARS = [(f"{year}-04-01", f"{year + 1}-03-31") for year in (2021, 2022, 2023)]


def test_a_changed_definition_breaks_the_line_with_a_mark_and_words() -> None:
    points = [point(10 + number, year) for number, year in enumerate(YEARS)]
    (one,) = series_of(points, "stock", [change("2022-06-01")])
    assert [found.before for found in one.breaks] == [1]
    root = ElementTree.fromstring(draw(one))
    lines = [line.get("points", "").split() for line in root.iter("polyline")]
    assert [len(line) for line in lines] == [2]
    assert [line.get("class") for line in root.iter("line")].count("break") == 1
    assert "definition changed" in [text.text for text in root.iter("text")]
    assert "broken" in root.get("aria-label", "")


def test_values_before_and_after_a_change_are_not_compared() -> None:
    points = [point(10 + number, year) for number, year in enumerate(YEARS)]
    (one,) = series_of(points, "stock", [change("2023-06-01")])
    assert "not compared" in str(movement(one))


@pytest.mark.parametrize("changed", [change("2020-01-01"), change("2026-01-01"), change("2022-06-01", "Fenmouth")])
def test_a_change_outside_the_values_or_of_another_council_breaks_nothing(changed: Change) -> None:
    points = [point(10 + number, year) for number, year in enumerate(YEARS)]
    (one,) = series_of(points, "stock", [changed])
    assert one.breaks == ()


def test_no_quarter_is_derived_across_a_change() -> None:
    points = [point(100, Q1), point(250, H1)]
    assert any(one.derived for one in series_of(points, "flow"))
    assert not any(one.derived for one in series_of(points, "flow", [change("2024-07-01")]))


def test_a_value_without_a_period_stands_beside_the_series_and_is_not_drawn() -> None:
    points = [*(point(10 + number, year) for number, year in enumerate(YEARS)), point(7, (None, None), value_high=9)]
    (one,) = series_of(points, "stock")
    assert [(value.low, value.high) for value in one.undated] == [(7, 9)]
    assert draw(one).count("<circle") == 3
    other = series_of([*points, point(5, (None, None), kind="budget")], "stock")
    assert [series.key.kind for series in other if series.key.span == "unknown"] == ["budget"]


def test_values_without_a_period_are_not_said_to_conflict() -> None:
    (value,) = values_of([point(614, (None, None)), point(588, (None, None))])
    assert not value.conflicting


def test_one_paper_that_gives_two_values_is_not_called_two_papers() -> None:
    day = ("2024-03-31", "2024-03-31")
    (same,) = values_of([point(614, day), point(588, day)])
    (others,) = values_of([point(614, day), point(588, day, document_id="another")])
    assert (same.difference, others.difference) == ("the paper gives two values", "papers differ")


def test_a_number_and_its_rate_of_one_council_have_headings_that_differ() -> None:
    papers = [point(212, Q1), point(41.5, Q1, unit="rate_per_10000"), point(9, Q1, council="Fenmere")]
    assert {one.name for one in series_of(papers, "stock")} == {
        "actual, in a quarter, Saltmarsh (number)",
        "actual, in a quarter, Saltmarsh (per 10,000)",
        "actual, in a quarter, Fenmere",
    }
