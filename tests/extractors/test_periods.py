"""Which days a figure covers. Invented sentences; dates are read by the product's own grammar."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.figures.period_values import Period, year_earlier
from tests.extractors.prose_papers import figures_of

CALENDAR = ("2014-01-01", "2014-12-31")
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


def periods_of(text: str, title: str | None = None, kind: str = "report") -> list[tuple[str, str] | None]:
    found = [(f.period_from, f.period_to) for f in figures_of(text, title, kind)]
    return [(first, last) if first and last else None for first, last in found]


def test_the_date_of_the_level_before_is_not_that_of_the_level_after() -> None:
    assert periods_of("Loans fell from 612 in 2013/14 to 380.") == [("2013-04-01", "2014-03-31"), None]


def test_a_share_or_a_target_right_behind_a_figure_covers_what_the_figure_covers() -> None:
    year = ("2014-04-01", "2015-03-31")
    assert periods_of("Visits in 2014/15 stood at 6,120, or 87% of the level before.") == [year, year]
    assert periods_of("In 2014/15 the rate collected was 97.2% (target 97.5%).") == [year, year]


def test_a_change_since_a_year_ago_is_of_now() -> None:
    text = "At 31 December 2015 there were 120 tenants in arrears, 17 fewer than a year before."
    assert periods_of(text) == [("2015-12-31", "2015-12-31"), ("2015-12-31", "2015-12-31")]


def test_money_expected_for_the_year_is_of_the_year_that_runs() -> None:
    assert periods_of("An overspend of £4.1m was projected for the year.", kind="minutes") == [YEAR]
    assert periods_of("An overspend of £4.1m was projected for the next year.", kind="minutes") == [None]


def test_the_budget_to_date_is_of_the_year_so_far() -> None:
    text = "The position to 31 July 2015 was an underspend of £92,000 against a budget to date of £4.8m."
    assert periods_of(text) == [("2015-04-01", "2015-07-31")] * 2


def test_words_say_which_part_of_the_period_reported_is_meant() -> None:
    title = "Performance report: Quarter 2 2015/16"
    quarter = ("2015-07-01", "2015-09-30")
    assert periods_of(f"{title}\n\nAs to benefits, 31 new claims were made in the quarter.", title)[-1:] == [quarter]
    assert periods_of(f"{title}\n\nAs to benefits, 31 claims are open.", title)[-1:] == [None]


def test_the_months_that_open_a_list_are_those_of_its_items() -> None:
    text = "The officer spoke of April to September 2015. It was noted that:\n\n- fines had come to 22 cases;\n"
    assert periods_of(text, kind="minutes") == [("2015-04-01", "2015-09-30")]


def test_what_is_so_on_the_day_of_writing_is_not_of_the_year_reported() -> None:
    title = "Annual report 2014/15"
    assert periods_of(f"{title}\n\nFines came to 514.", title)[-1:] == [("2014-04-01", "2015-03-31")]
    assert periods_of(f"{title}\n\nThere are 58 registered homes in the borough.", title)[-1:] == [None]


def test_the_years_of_a_policy_are_not_those_of_its_replies() -> None:
    assert periods_of("Licensing policy 2016/17\n\nAltogether 17 replies had come in.", kind="minutes")[-1:] == [None]


def test_the_last_day_of_february_a_year_ago_is_a_last_day() -> None:
    leap = Period(date(2024, 2, 29), date(2024, 2, 29), "")
    assert year_earlier(leap).date_to == date(2023, 2, 28)
    assert year_earlier(Period(date(2021, 2, 28), date(2021, 2, 28), "")).date_to == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a level told of as the one before
        ("In 2014/15 the library answered 84% of calls, up from 79%.", [("2014-04-01", "2015-03-31"), None]),
        ("There were 41 tenants in December 2015, compared with 38 twelve months earlier.",
         [("2015-12-01", "2015-12-31"), ("2014-12-01", "2014-12-31"), None]),
        # the date behind the second of two is of both
        ("The survey found 7% of paths worn, against 5% and 9% in 2014.", [None, CALENDAR, CALENDAR]),
        # money that leaves a year is not of the year that it goes to
        ("An underspend of £310,000 is carried forward to 2016/17.", [None]),
        ("Since 2010 the fund has paid out £46m.", [None]),
        ("Nine claims were settled in 2014.", [CALENDAR]),
        ("Ten claims were paid in 2001. Nine claims were settled in 2014.", [("2001-01-01", "2001-12-31"), CALENDAR]),
        # A date in brackets is that of the figure in them, before it or behind it.
        ("In 2015/16 62% of buses were on time (2014/15: 58%), and 68% of trains.",
         [YEAR, ("2014-04-01", "2015-03-31"), YEAR]),
    ],
)  # fmt: skip
def test_a_figure_takes_no_date_that_is_another_s(text: str, expected: list[tuple[str, str] | None]) -> None:
    assert periods_of(text) == expected


DAY = ("2015-12-31", "2015-12-31")
TO_DATE = ("2015-04-01", "2015-12-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number of a paragraph is no figure that the date could belong to
        ("2.2 At 31 December 2015 640 tenants had arrears: 410 in flats and 230 in houses.", [DAY, DAY, DAY]),
        # a target behind a level is the target for the same days
        ("In 2014/15 78% of plans were made in time, below the target of 90%.", [("2014-04-01", "2015-03-31")] * 2),
        ("Of 40 claims paid in 2014, 31 were in time; the long-term target is 38.", [CALENDAR, CALENDAR, None]),
        # nothing stands between a level and its day
        ("The number of lodgers rose from 98 on 31 March 2015 to 123 on 31 December 2015.",
         [("2015-03-31", "2015-03-31"), DAY]),
        # what is spent or has come in by a day is of the year up to it
        ("By 31 December 2015 61% of the programme had been spent.", [TO_DATE]),
        ("Collection of rents at 31 December 2015 was 84.9%.", [TO_DATE]),
        ("Occupancy at 31 December 2015 was 84.9%.", [DAY]),
        # months counted back from their last day, and the same months of another year, however the lines are set
        ("In the latest 12-month period to March 2015 there were 3,792 calls.", [None, ("2014-04-01", "2015-03-31")]),
        (
            "EC.35     CHARGES\n          Tickets sold in the six months to\n          30 September 2015 came to 402, "
            "compared with 437 in the same\n          months of 2014.",
            [None, ("2015-04-01", "2015-09-30"), ("2014-04-01", "2014-09-30")],
        ),
        ("The council's charge for the hire of a pitch was £4.85 a game in\n      2013/14.",
         [("2013-04-01", "2014-03-31")]),
        # what a rise is measured from, and a level that has moved on since
        ("An increase of £6 or 3% from 2014/15 is proposed.", [None, None]),
        ("There were 304 lodgers at the end of 2015 and this had further reduced to 277.",
         [("2015-12-31", "2015-12-31"), None]),
        ("The trust is forecasting an overspend of £3m at the end of January 2016.", [YEAR]),
    ],
)  # fmt: skip
def test_a_sentence_says_the_days_of_its_figures(text: str, expected: list[tuple[str, str] | None]) -> None:
    assert periods_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That the forecast overspend of £630,000 be noted.", [YEAR]),
        ("Parks were expected to overspend by £97,000, of which £61,000 was for fuel.", [YEAR, YEAR]),
        ("The overspend forecast on transport was £540,000, or 2.6%.", [YEAR, YEAR]),
        ("The club had overspent by £540.", [None]),
    ],
)
def test_an_overspend_that_is_expected_is_of_the_year_that_runs(
    text: str, expected: list[tuple[str, str] | None]
) -> None:
    assert periods_of(text, kind="minutes") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 487 looked after children.", ("2015-12-31", "2015-12-31")),
        ("Officers said that there are now 487 looked after children.", None),
        ("Altogether 31 new child protection plans were made in the quarter.", ("2015-10-01", "2015-12-31")),
        ("The price of diesel has gone up by 9%.", None),
    ],
)
def test_a_level_is_of_the_last_day_of_the_quarter_reported(text: str, expected: tuple[str, str] | None) -> None:
    title = "Performance and budget monitoring report: Quarter 3 2015/16"
    assert periods_of(f"{title}\n\n{text}", title)[-1] == expected


def spans_of(title: str, text: str) -> list[tuple[str | None, str | None]]:
    """The periods of the figures that a paper of that title prints under a heading of its own."""
    figures = figures_of(f"# {title}\n\n## Harbours\n\n{text}", title=title)
    return [(figure.period_from, figure.period_to) for figure in figures]


@pytest.mark.parametrize(
    "title, last",
    [
        ("Quarter Two Performance 2015/16", "2015-09-30"),
        ("Performance Monitoring 2015/16 (Third Quarter)", "2015-12-31"),
        ("Performance Monitoring 2015/16: Month 7", "2015-10-31"),
        ("Mid-Year Performance Report 2015/16", "2015-09-30"),
        ("PERFORMANCE REPORT 2015/16 - QUARTER 1", "2015-06-30"),
    ],
)
def test_a_stock_is_of_the_last_day_of_the_part_of_the_year_that_the_title_names(title: str, last: str) -> None:
    assert spans_of(title, "There were 487 looked after children.") == [(last, last)]


def test_a_stock_in_a_year_that_is_not_over_is_not_of_its_last_day() -> None:
    assert spans_of("Budget Monitoring 2015/16", "There were 487 looked after children.") == [(None, None)]


def test_a_stock_in_a_running_year_is_of_the_day_that_the_first_page_counts_to() -> None:
    text = "The position at 31 October 2015 is set out.\n\nThere were 487 looked after children."
    assert spans_of("Budget Monitoring 2015/16", text) == [("2015-10-31", "2015-10-31")]


@pytest.mark.parametrize(
    "text",
    [
        "17 of the 18 licences were granted in time.",
        "Six measures are green.",
        "The team answered 91% of letters and 44 complaints were received.",
    ],
)
def test_what_a_scorecard_of_a_quarter_tells_is_of_that_quarter(text: str) -> None:
    found = spans_of("Corporate Scorecard, Quarter 3 2015/16", text)
    assert set(found) == {("2015-10-01", "2015-12-31")}


@pytest.mark.parametrize(
    "text",
    [
        "The scorecard has 14 measures.",
        "Nine rangers should be in post.",
        "The new rounds began on 12 October 2015. In the weeks that followed 480 bins were missed.",
        "By now 31 claims were settled.",
    ],
)
def test_what_is_not_of_the_quarter_of_a_scorecard_has_no_period(text: str) -> None:
    assert spans_of("Corporate Scorecard, Quarter 3 2015/16", text)[-1] == (None, None)


def test_a_report_on_money_does_not_date_the_counts_in_it() -> None:
    found = spans_of("Revenue Budget Monitoring 2015/16 - Quarter 3", "Two barges were hired for the works.")
    assert found == [(None, None)]


def test_what_was_spent_by_the_end_of_the_quarter_is_of_the_year_so_far() -> None:
    found = spans_of("Capital Monitoring 2015/16 - Quarter 2", "£1.4m had been spent by the end of the quarter.")
    assert found == [("2015-04-01", "2015-09-30")]


def test_what_is_counted_at_the_quarter_end_is_of_that_day() -> None:
    found = spans_of("Revenue Monitoring 2015/16 - Quarter 2", "At the quarter end 41 berths were empty.")
    assert found == [("2015-09-30", "2015-09-30")]


def test_savings_required_and_made_are_of_the_year_of_the_report() -> None:
    text = "Savings of £7.9m are required. £5.1m has been delivered so far."
    assert spans_of("Revenue Budget Monitoring 2015/16 - Quarter 2", text) == [YEAR, YEAR]


STATED = (
    "It was said that 92% of boats were met within 15 working days in Quarter 3; 84% of tolls were paid year to date; "
    "6% of berths (BB), as at December 2015, have moved; and the fleet was 271 by the end of November 2015."
)


def test_each_statement_behind_a_semicolon_has_its_own_days() -> None:
    days = {f.quote: (f.period_from, f.period_to) for f in figures_of(STATED) if f.kind == "actual"}
    assert days["92%"] == ("2015-10-01", "2015-12-31")
    assert days["6%"] == ("2015-12-01", "2015-12-31")
    assert days["271"] == ("2015-11-30", "2015-11-30")


def test_a_metric_of_one_statement_is_not_that_of_the_next() -> None:
    found = figures_of(
        "98% of initial child protection conferences were held within 15 working days; 91% of child protection reviews "
        "were completed within the required timescales; and 88% of pupils were seen."
    )
    assert [f.metric for f in found if f.unit == "percent"] == [
        "initial_cp_conferences_timeliness", "cp_reviews_timeliness", None,
    ]  # fmt: skip


def test_a_list_covers_the_quarter_of_the_words_that_open_it() -> None:
    text = (
        "A summary was given for Quarter Three 2015 to 2016, in comparison to the same period in 2014 to 2015. "
        "It said:\n\n- There were 122 boats on the river.\n\n- 111 berths were let by the end of this quarter."
    )
    days = {f.quote: (f.period_from, f.period_to) for f in figures_of(text)}
    assert days == {"122": ("2015-10-01", "2015-12-31"), "111": ("2015-12-31", "2015-12-31")}


def test_three_or_more_of_something_belong_to_no_series() -> None:
    found = figures_of("9% of looked after children had three or more placement moves.")
    assert [(f.kind, f.metric) for f in found if f.quote == "three"] == [("threshold", None)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Deposits came to £52m at 31 March 2015, compared with £21m at 31 March 2014, and earned 0.4%.",
         [("2015-03-31", "2015-03-31"), ("2014-03-31", "2014-03-31"), ("2015-03-31", "2015-03-31")]),
        ("The forecast underspend is £90,000 against the forecast overspend of £5m reported in quarter 1.",
         [YEAR, YEAR]),
        ("Collection of rents at 31 December 2015 was 74.9%, 0.4% under the goal, and that of garage rents 76.3%.",
         [("2015-04-01", "2015-12-31")] * 3),
        ("At 31 March 2015 there were 376 adults in lodgings. A year before the total was 291.",
         [("2015-03-31", "2015-03-31"), ("2014-03-31", "2014-03-31")]),
        ("At 31 December 2015 the rate was 61%, worse than at the same point last year (57%).",
         [("2015-12-31", "2015-12-31"), ("2014-12-31", "2014-12-31")]),
    ],
)  # fmt: skip
def test_a_level_compared_with_keeps_its_date_to_itself(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.period_from, figure.period_to) for figure in figures_of(text)] == expected


@pytest.mark.parametrize(
    "text", ["The programme is £5.2m, of which £2.9m had been spent.", "54.8% of ground rents had been collected."]
)
def test_what_had_been_spent_or_collected_in_a_report_on_months_is_of_the_year_so_far(text: str) -> None:
    found = spans_of("Capital Monitoring 2015/16 - Quarter 3", text)
    assert found[-1] == ("2015-04-01", "2015-12-31")


def test_what_a_sum_represents_is_of_the_year_of_the_sentence_before() -> None:
    figures = figures_of("The precept for 2014/15 is £14,048. This represents a Band D charge of £36.03.")
    assert [(f.period_from, f.period_to) for f in figures] == [("2014-04-01", "2015-03-31")] * 2


@pytest.mark.parametrize("text", ["Slippage of £2.4m into 2016/17 was found.", "A carry forward of £3m to 2016/17."])
def test_what_slips_into_a_year_is_not_of_it(text: str) -> None:
    (figure,) = figures_of(text)
    assert figure.period_from is None


def test_money_in_a_paper_on_a_numbered_period_is_of_the_year_that_ran() -> None:
    found = spans_of("Capital Outturn Report as at Period 6", "The outturn is expected to be an underspend of £2m.")
    assert found == [YEAR]


def test_what_was_reported_during_a_period_between_two_days_is_of_it() -> None:
    (figure,) = figures_of("92 incidents had been reported during the period between 17 June 2015 and 25 July 2015.")
    assert (figure.period_from, figure.period_to) == ("2015-06-17", "2015-07-25")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The committee was told that in April 2015 this number had been 3,798.", ("2015-04-01", "2015-04-30")),
        ("Of the fund £168m relates to 2015/16.", YEAR),
        ("Grants had fallen by £2.7m in eight years.", (None, None)),
    ],
)
def test_the_time_of_a_level_a_share_and_a_long_change(text: str, expected: tuple[str | None, str | None]) -> None:
    assert spans_of("Grants Monitoring 2015/16", text)[0] == expected


SCORECARD = "Corporate Scorecard, Quarter 3 2015/16"
QUARTER = ("2015-10-01", "2015-12-31")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("In the quarter 31 complaints were upheld.", [QUARTER]),
        ("Last year 82% of letters were answered.", [("2014-04-01", "2015-03-31")]),
        ("The office took 402 calls, of which 390 (97%) were answered, against 88% in the same quarter last year.",
         [QUARTER, QUARTER, QUARTER, ("2014-10-01", "2014-12-31")]),
        ("At the end of the quarter 212 berths were let, 14 more than at the end of quarter 2 and 31 more than a year "
         "earlier.", [("2015-12-31", "2015-12-31")] * 3),
        ("Council tax collected was 83.1%, 0.4 percentage points down.", [("2015-04-01", "2015-12-31")] * 2),
        ("The target for the year is 95%.", [YEAR]),
        ("Agency spend to date is £1.14m.", [("2015-04-01", "2015-12-31")]),
        ("Savings planned for the year are £4.5m.", [YEAR]),
    ],
)  # fmt: skip
def test_each_sentence_of_a_scorecard_has_its_own_time(text: str, expected: list[tuple[str, str]]) -> None:
    assert spans_of(SCORECARD, text) == expected


def test_a_year_from_which_a_plan_runs_is_not_carried_to_the_next_sentence() -> None:
    text = "The deal saves £180,000 a year from 2017/18. The forecast is £2.3m adverse."
    assert spans_of("Revenue Monitoring 2015/16 - Quarter 3", text)[-1] == YEAR


def test_a_level_of_some_years_earlier_is_so_much_earlier() -> None:
    figures = figures_of("In 2014/15 power cost £1.26m instead of the £0.58m of four years earlier.")
    assert [f.period_from for f in figures][:2] == ["2014-04-01", "2010-04-01"]


def test_what_is_told_of_the_time_compared_with_is_of_that_time() -> None:
    figures = figures_of("Bids were 22% higher than in 2013/14, when there were 117.")
    assert figures[-1].period_from == "2013-04-01"


def test_arrears_at_the_year_end_are_of_its_last_day() -> None:
    found = spans_of("Housing Account Outturn 2014/15", "Arrears at the year end were £512,000.")
    assert found == [("2015-03-31", "2015-03-31")]


def test_a_quarter_that_names_a_report_is_not_what_the_report_foresaw() -> None:
    (figure,) = figures_of("The Quarter One 2015/16 report foresaw an overspend of £112,000.")
    assert (figure.period_from, figure.period_to) == YEAR


def test_the_quarter_of_one_numbered_paragraph_is_not_that_of_the_next() -> None:
    text = "1.2 Tolls for July to September 2015 were paid.\n\n1.3 There were 147 boats.\n\n2.1 The slip let 23 berths."
    assert [f.period_from for f in figures_of(text) if f.unit == "count"] == [None, None]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Deposits averaged £24.6m and earned 4.3%.", [("2015-04-01", "2015-09-30")] * 2),
        ("Sundry debt over 90 days old came to £388,214.", [("2015-09-30", "2015-09-30")]),
        ("56.2% of the rents had been collected, against 56.7% at the same point last year and a target of 56.5%.",
         [("2015-04-01", "2015-09-30"), ("2014-04-01", "2014-09-30"), ("2015-04-01", "2015-09-30")]),
    ],
)  # fmt: skip
def test_money_earned_owed_and_due_in_a_report_on_months(text: str, expected: list[tuple[str, str]]) -> None:
    found = [f for f in spans_of("Revenue Monitoring 2015/16 - Quarter 2", text) if f[0]]
    assert found == expected


def test_a_quarter_in_the_head_of_a_table_dates_no_item_below_it() -> None:
    text = (
        "# Financial Monitoring 2015/16\n\n## Fund\n\nQuay    6,418    6,502    257\nPier    9,077    9,120    15\n\n"
        "2.1 Quays. Vacancies stand at 82% of the plan.\n\n2.2 Piers. Boats number 23,480.\n"
    )
    assert {f.period_from for f in figures_of(text) if f.quote in ("82%", "23,480")} == {None}
