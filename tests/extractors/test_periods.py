"""Which days a figure covers. Invented sentences; dates are read by the product's own grammar."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates.grammar import parse_dates
from extractors.figures.prose_figures import find_prose_figures
from extractors.pipeline import read
from extractors.records import DateMention, DocumentFacts, Figure
from ingest.reading import read_bytes

MEETING = date(2016, 2, 11)


def figures_of(text: str, title: str | None = None, kind: str = "report") -> tuple[Figure, ...]:
    reading = read(read_bytes(f"{text}\n".encode(), "paper.txt"))
    facts = DocumentFacts(
        sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind=kind, meeting_date=str(MEETING),
        title=title,
    )  # fmt: skip
    dates = tuple(
        DateMention(
            page=1, start=span.start, end=span.end, quote=span.quote, date_from=str(span.date_from),
            date_to=str(span.date_to), role="as_at" if span.date_from == span.date_to else "period",
        )
        for span in parse_dates(reading.text, reference=MEETING)
    )  # fmt: skip
    return find_prose_figures(reading, facts, dates)


YEAR = ("2015-04-01", "2016-03-31")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("There were 41 vacancies at the end of December.", [("2015-12-31", "2015-12-31")]),
        ("At the end of October there were 9 void garages.", [("2015-10-31", "2015-10-31")]),
        ("The rate in November and December was 4.1%, compared with 3.2% in August.",
         [("2015-11-01", "2015-12-31"), ("2015-08-01", "2015-08-31")]),
        ("The depot budget is set at £3m for 2015/16. The current projected outturn is £3.4m ie an overspend of £0.4m.",
         [YEAR, YEAR, YEAR]),
        ("The gritting budget was £90,000 for 2015/16. The current spend (to 31 December 2015) was £61,000.",
         [YEAR, ("2015-04-01", "2015-12-31")]),
        ("Visits rose from 512 in 2013/14 to 547 in 2014/15.",
         [("2013-04-01", "2014-03-31"), ("2014-04-01", "2015-03-31")]),
        ("At 31 December 2015 there were 120 tenants in arrears, compared with 98 a year earlier.",
         [("2015-12-31", "2015-12-31"), ("2014-12-31", "2014-12-31")]),
        ("The average grant is £450.", [None]),
        ("Replies are due within 10 days in 2016.", [None]),
        ("The first of the proposed three halls will open by March 2017.", [None]),
    ],
)  # fmt: skip
def test_the_nearest_words_say_the_period(text: str, expected: list[tuple[str, str] | None]) -> None:
    found = [(f.period_from, f.period_to) if f.period_from else None for f in figures_of(text)]
    assert found == expected


@pytest.mark.xfail(strict=True, reason="the second of two moving values takes the date printed with the first")
def test_the_second_of_two_moving_values_has_no_date_of_its_own() -> None:
    _, now = figures_of("It fell from the 7 vacancies at the end of October to 4 posts.")
    assert now.period_from is None


def test_a_budget_in_a_list_takes_the_year_of_the_item_before() -> None:
    figures = figures_of(
        "# Budget\n\n- Overall budget for 2015-16 £8m\n- Depot budget £2m - currently projecting £90k overspend"
    )
    assert [(f.period_from, f.period_to) for f in figures] == [YEAR] * 3


def test_a_heading_with_a_quarter_dates_what_is_counted_under_it() -> None:
    (figure,) = figures_of("## Performance Report, Q2 2015/16\n\nOfficers said that 14 indicators met the standard.")
    assert (figure.period_from, figure.period_to) == ("2015-07-01", "2015-09-30")


def test_what_is_asked_for_has_no_period_unless_one_is_printed() -> None:
    (figure,) = figures_of("## Monitoring Report 2015/16\n\nAdditional funding of £70,000 is required.")
    assert figure.period_from is None


def test_dates_of_meetings_are_no_periods() -> None:
    (figure,) = figures_of("Further to the update received on 14th January 2016, there were 12 new tenants.")
    assert figure.kind == "actual"
