"""What counts as a calendar expression, and which days it covers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates.grammar import parse_dates, resolve_again
from extractors.dates.values import Lean

MEETING = date(2013, 11, 27)


def found(text: str, reference: date | None = MEETING) -> list[tuple[str, str, str]]:
    return [(span.quote, str(span.date_from), str(span.date_to)) for span in parse_dates(text, reference=reference)]


DEVELOPED_ON = [
    ("Executive Board4th July 2011", "4th July 2011", "2011-07-04", "2011-07-04"),
    ("before noon on Tuesday, 3rd May 2016", "Tuesday, 3rd May 2016", "2016-05-03", "2016-05-03"),
    ("open by August 2019", "August 2019", "2019-08-01", "2019-08-31"),
    ("the workshop (09/02/12)", "09/02/12", "2012-02-09", "2012-02-09"),
    ("published 2021-03-05", "2021-03-05", "2021-03-05", "2021-03-05"),
    ("visited on 7 and 8 February 2012", "7 and 8 February 2012", "2012-02-07", "2012-02-08"),
    ("set for 2 - 5 June 2014", "2 - 5 June 2014", "2014-06-02", "2014-06-05"),
    ("fell in July and August", "July and August", "2013-07-01", "2013-08-31"),
    ("rose in May, June and July", "May, June and July", "2013-05-01", "2013-07-31"),
    ("net spend in 2011/12", "2011/12", "2011-04-01", "2012-03-31"),
    ("net spend in 2007/8", "2007/8", "2007-04-01", "2008-03-31"),
    ("budget for 2012-13", "2012-13", "2012-04-01", "2013-03-31"),
    ("budget for 2026-2027", "2026-2027", "2026-04-01", "2027-03-31"),
    ("the Play Strategy 2015-2020", "2015-2020", "2015-01-01", "2020-12-31"),
    ("the Play Strategy 2015-20", "2015-20", "2015-01-01", "2020-12-31"),
    ("Date :-2013/05/09", "2013/05/09", "2013-05-09", "2013-05-09"),
    ("Dydd Iau, 9 Mai 2013", "Dydd Iau, 9 Mai 2013", "2013-05-09", "2013-05-09"),
    ("the Caravan Sites Act 1968 requires", "1968", "1968-01-01", "1968-12-31"),
    ("from 2015/16 to 2016/17", "2015/16 to 2016/17", "2015-04-01", "2017-03-31"),
    ("in 14/15 and 15/16", "14/15 and 15/16", "2014-04-01", "2016-03-31"),
    ("first 2 quarters of 2010/11", "first 2 quarters of 2010/11", "2010-04-01", "2010-09-30"),
    ("stood at 12 at the end of January 2012", "end of January 2012", "2012-01-31", "2012-01-31"),
    ("at the end of quarter 1", "end of quarter 1", "2013-06-30", "2013-06-30"),
    ("Q2 (Apr- Sep)", "Q2 (Apr- Sep)", "2013-04-01", "2013-09-30"),
    ("Quarter 3 2013-14", "Quarter 3 2013-14", "2013-10-01", "2013-12-31"),
    ("2013/14 Q1", "2013/14 Q1", "2013-04-01", "2013-06-30"),
    ("Quarter 4 last year", "Quarter 4 last year", "2012-01-01", "2012-03-31"),
    ("the third quarter of 2012/13", "third quarter of 2012/13", "2012-10-01", "2012-12-31"),
    ("quarter to March 2013", "quarter to March 2013", "2013-01-01", "2013-03-31"),
    ("year ended 31 March 2013", "year ended 31 March 2013", "2012-04-01", "2013-03-31"),
    ("week commencing 6 January 2014", "week commencing 6 January 2014", "2014-01-06", "2014-01-12"),
    ("under the Housing Act 1985", "1985", "1985-01-01", "1985-12-31"),
    ("the 1980 Highways Act", "1980", "1980-01-01", "1980-12-31"),
    ("unchanged since 2007", "2007", "2007-01-01", "2007-12-31"),
    ("built in the late sixties", "late sixties", "1960-01-01", "1969-12-31"),
    ("estates of the 1970s", "1970s", "1970-01-01", "1979-12-31"),
    ("opened in spring 2012", "spring 2012", "2012-03-01", "2012-05-31"),
    ("again in winter 2012", "winter 2012", "2012-12-01", "2013-02-28"),
    ("in late October 2013", "late October 2013", "2013-10-01", "2013-10-31"),
    ("between 1st May 2012 and 4th June 2012", "1st May 2012 and 4th June 2012", "2012-05-01", "2012-06-04"),
    ("1st April 2012 to 30th June 2012", "1st April 2012 to 30th June 2012", "2012-04-01", "2012-06-30"),
    ("on the 2nd-Dec-2013", "2nd-Dec-2013", "2013-12-02", "2013-12-02"),
    ("9 December to 6 January", "9 December to 6 January", "2013-12-09", "2014-01-06"),
    ("March 2013/14", "March 2013/14", "2014-03-01", "2014-03-31"),
    ("half past; first half of 2012", "first half of 2012", "2012-01-01", "2012-06-30"),
]


@pytest.mark.parametrize(("text", "quote", "start", "end"), DEVELOPED_ON)
def test_an_expression_is_found_whole_with_the_days_it_covers(text: str, quote: str, start: str, end: str) -> None:
    assert found(text) == [(quote, start, end)]


NO_DATES = [
    "Report 4 of 9 may be viewed online.",
    "Pupils may march to the town hall.",
    "May I thank officers.",
    "17/40 of the cohort were over 5",
    "reference 24/00117 and 262/2005",
    "SI 2012/2089 was laid",
    "telephone 01642 393939",
    "a total of 2013 responses",
    "the sale of 2000 homes",
    "Councillor April Jones and Mrs June Peel",
    "Theresa May said so",
    "the spring term and the winter fuel payment",
    "three quarters of respondents",
    "Q1. How many posts are vacant?",
    "a second report was requested",
    "32/13/2012 and 31/02/2012",
    "version 2.10.3",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_and_verbs_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_the_same_period_of_another_year_copies_the_period_before_it() -> None:
    text = "8% in the first 3 quarters of 2011/12, against 9% in the same period for 2010/11"
    assert found(text)[1] == ("same period for 2010/11", "2010-04-01", "2010-12-31")


def test_a_list_that_does_not_run_on_is_one_date_each() -> None:
    assert found("on 4 and 19 January 2012") == [
        ("4", "2012-01-04", "2012-01-04"),
        ("19 January 2012", "2012-01-19", "2012-01-19"),
    ]


def test_a_listed_day_takes_the_year_of_its_neighbour() -> None:
    assert [dates[1] for dates in found("on 3 May and 9 June 2010")] == ["2010-05-03", "2010-06-09"]


def test_a_moved_date_is_two_dates() -> None:
    assert len(found("deferred from 3 May 2012 to 9 June 2012")) == 2


def test_a_blank_line_or_a_tab_parts_expressions() -> None:
    assert len(found("July 2012\t2012/13")) == 2
    assert found("5\n\nMarch 2012") == [("March 2012", "2012-03-01", "2012-03-31")]


def test_without_a_year_and_without_a_reference_nothing_is_guessed() -> None:
    (span,) = parse_dates("by the end of June")
    assert (span.date_from, span.date_to, span.year_printed) == (None, None, False)


def test_the_year_of_an_unprinted_date_follows_the_tense() -> None:
    (span,) = parse_dates("in September", reference=date(2018, 1, 11))
    assert resolve_again(span, date(2018, 1, 11), Lean.PAST).date_from == date(2017, 9, 1)
    assert resolve_again(span, date(2018, 1, 11), Lean.FUTURE).date_from == date(2018, 9, 1)


def test_a_printed_weekday_settles_the_year() -> None:
    (span,) = parse_dates("Friday 14 June", reference=date(2014, 1, 2))
    assert span.date_from == date(2013, 6, 14)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2079, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    for text in (
        f"{day.day} {day:%B %Y}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        f"{day:%A}, {day.day} {day:%B} {day.year}",
    ):
        (span,) = parse_dates(f"held on {text}.")
        assert (span.quote, span.date_from, span.date_to) == (text, day, day)


@given(st.text(alphabet="0123456789/-–., \n\tQAMarchyDecquters()'", max_size=120))
def test_any_text_gives_spans_in_order_that_quote_it(text: str) -> None:
    end = 0
    for span in parse_dates(text, reference=MEETING):
        assert text[span.start : span.end] == span.quote
        assert span.start >= end
        end = span.end


def test_a_numbered_question_of_the_public_is_no_quarter() -> None:
    assert parse_dates("Q1  Mr B Alder: Who mends the gate?\nQ2 Miss C Ross: When?", reference=date(2015, 10, 13)) == ()
    assert len(parse_dates("Sales rose in Q2 and fell in Q3.", reference=date(2015, 10, 13))) == 2


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In April 28 homes were let.", "April"),
        ("Since August 14 tenants have moved.", "August"),
        ("In April 24 the rent rose.", "April 24"),
        ("Target Sept 24 homes", "Sept 24"),
    ],
)
def test_a_number_that_counts_what_follows_is_no_year_of_a_month(text: str, quote: str) -> None:
    assert [span.quote for span in parse_dates(text, reference=date(2022, 10, 11))] == [quote]


def test_two_short_years_that_span_others_are_financial_years() -> None:
    (span,) = parse_dates("The programme for 23-24 to 26-27 was approved.")
    assert (span.date_from, span.date_to) == (date(2023, 4, 1), date(2027, 3, 31))
    assert parse_dates("children aged 10-11 to 12-13") == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("MEDIUM TERM PLAN 2025/26 TO 2027/28", "2025/26 TO 2027/28"),
        ("Monitoring: Quarter Two 2025/26", "Quarter Two 2025/26"),
        ("Dues will change in Quarter Three.", "Quarter Three"),
    ],
)
def test_years_joined_in_capitals_and_quarters_in_words_are_read(text: str, quote: str) -> None:
    assert [span.quote for span in parse_dates(text)] == [quote]


def test_a_quarter_two_of_them_filled_is_no_quarter_of_a_year() -> None:
    assert parse_dates("They took a quarter two of them filled.") == ()
