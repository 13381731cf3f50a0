"""What the headings of a column say of its unit, kind and period, in shapes met in papers of many councils."""

from __future__ import annotations

import pytest

from extractors.records import Figure
from tests.extractors.table_papers import paper

Period = tuple[str, str] | None


def under(heading: str, title: str, *, meeting: str | None = None) -> Figure:
    """The first figure of a column with this heading, in a table with this title."""
    made = paper(f"{title}\n\nService|{heading}\nParks|101\nRoads|202\n", meeting_date=meeting)
    return made.figures[0]


def period(figure: Figure) -> Period:
    return (figure.period_from, figure.period_to) if figure.period_from and figure.period_to else None


YEAR_23 = ("2023-04-01", "2024-03-31")
TO_DECEMBER = ("2023-04-01", "2023-12-31")


# -- a heading without a year of its own -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Outturn £000", YEAR_23),
        ("Last year £000", ("2022-04-01", "2023-03-31")),
        ("Previous year outturn £000", ("2022-04-01", "2023-03-31")),
        ("Next year budget £000", ("2024-04-01", "2025-03-31")),
        ("2021/22 outturn £000", ("2021-04-01", "2022-03-31")),
        ("Previous quarter £000", None),
        ("Later years £000", None),
    ],
)
def test_a_title_gives_its_year_only_to_columns_that_name_no_other(heading: str, expected: Period) -> None:
    assert period(under(heading, "Revenue outturn 2023/24")) == expected


@pytest.mark.parametrize("heading", ["Year 1 £000", "2026/27 and later £000", "2026/27 onwards £000"])
def test_years_counted_but_not_named_have_no_period(heading: str) -> None:
    assert period(under(heading, "Capital programme 2023/24 to 2026/27")) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Actual to 30 September", ("2023-04-01", "2023-09-30")),
        ("Spend to end of September", ("2023-04-01", "2023-09-30")),
        ("Spend to January", ("2023-04-01", "2024-01-31")),
        ("Position at 30 September", ("2023-09-30", "2023-09-30")),
        ("Held at end of February", ("2024-02-29", "2024-02-29")),
    ],
)
def test_a_day_without_a_year_takes_that_of_the_title(heading: str, expected: Period) -> None:
    assert period(under(heading, "Monitoring 2023/24 (£000)")) == expected


def test_a_day_without_a_year_has_no_period_where_no_title_gives_one() -> None:
    assert period(under("Actual to 30 September", "Table 1", meeting="2023-11-14")) is None


# -- spending up to a day ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["Spend to 31 December 2023", "Actual up to 31/12/23", "Paid until 31.12.2023"])
def test_spending_to_a_day_begins_with_the_financial_year(heading: str) -> None:
    assert period(under(heading, "Table 1 (£000)")) == TO_DECEMBER


@pytest.mark.parametrize("heading", ["As at 31 December 2023", "Position at 31/12/23", "31.12.23"])
def test_as_at_a_day_is_that_day(heading: str) -> None:
    assert period(under(heading, "Table 1")) == ("2023-12-31", "2023-12-31")


def test_amounts_to_date_end_on_the_day_of_the_title_and_the_years_budget_is_of_the_year() -> None:
    made = paper(
        "Monitoring to 31 December 2023\n\n"
        "Service|Annual budget £|Budget to date £|Actual to date £|Forecast £\n"
        "Parks|101|102|103|104\nRoads|201|202|203|204\n"
    )
    assert [period(figure) for figure in made.figures[:4]] == [YEAR_23, TO_DECEMBER, TO_DECEMBER, YEAR_23]


def test_spending_to_date_ends_on_the_day_that_the_papers_title_names() -> None:
    made = paper(
        "Table 1\n\nService|Spend to date £000|Forecast £000\nParks|103|104\nRoads|203|204\n",
        title="Monitoring 2023/24: position at 31 December 2023",
        meeting_date="2024-01-20",
    )
    assert [period(figure) for figure in made.figures[:2]] == [TO_DECEMBER, YEAR_23]


def test_a_clause_above_a_table_lends_it_no_day() -> None:
    made = paper(
        "(d) agree that no post above grade nine be advertised before 1 April 2024; and\n\n"
        "Table 1\n\nService|Budget £000|Forecast £000\nParks|103|104\nRoads|203|204\n",
        title="Monitoring 2023/24",
        meeting_date="2024-01-20",
    )
    assert [period(figure) for figure in made.figures[:2]] == [YEAR_23, YEAR_23]


def test_a_budget_under_a_title_that_names_a_day_is_of_that_days_year() -> None:
    figure = under("Budget £000", "Position as at 31 December 2023")
    assert (figure.kind, period(figure)) == ("budget", YEAR_23)


# -- headings of several lines -----------------------------------------------------------------------------------


def test_a_date_broken_between_two_lines_of_headings_is_one_date() -> None:
    made = paper(
        "Reserves\n\n"
        "Reserve|Balance 1 April|Transfers in|Transfers out|Balance 31\n"
        "|2023 £000|£000|£000|March 2024 £000\n"
        "General|9,500|100|(708)|8,892\n"
        "Insurance|3,180|255|(312)|3,123\n"
    )
    assert [period(figure) for figure in made.figures[:4]] == [
        ("2023-04-01", "2023-04-01"),
        YEAR_23,
        YEAR_23,
        ("2024-03-31", "2024-03-31"),
    ]


def test_what_stands_between_two_balances_came_between_them() -> None:
    made = paper(
        "Holdings\n\nFund|31 March 2021|Added|31 March 2022\nPier|£100|£20|£120\nQuay|£50|£10|£60\n",
    )
    assert period(made.figures[1]) == ("2021-04-01", "2022-03-31")


def test_balances_of_several_years_lend_nothing_to_what_stands_between() -> None:
    made = paper("Holdings\n\nFund|31 March 2019|Added|31 March 2022\nPier|£100|£20|£120\nQuay|£50|£10|£60\n")
    assert period(made.figures[1]) is None


# -- kinds and years of papers -----------------------------------------------------------------------------------


def test_spending_in_a_paper_that_monitors_a_budget_is_actual() -> None:
    assert under("Spend £000", "Budget monitoring 2023/24").kind == "actual"


def test_an_outturn_paper_of_the_summer_without_a_year_is_of_the_year_before() -> None:
    made = paper(
        "Table 1\n\nService|Budget £000\nParks|1\nRoads|2\n", title="Revenue Outturn", meeting_date="2024-06-06"
    )
    assert period(made.figures[0]) == YEAR_23


def test_a_paper_that_sets_a_budget_in_february_says_no_year_of_itself() -> None:
    made = paper(
        "Table 1\n\nService|Budget £000\nParks|1\nRoads|2\n", title="Budget and Council Tax", meeting_date="2024-02-06"
    )
    assert period(made.figures[0]) is None


# -- cells of three numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["52.0% (39 of 75)", "52.0% (39/75)", "39 of 75 (52.0%)", "39/75 (52.0%)"])
def test_a_percentage_and_its_two_numbers_in_one_cell_are_three_figures(cell: str) -> None:
    made = paper(f"Scorecard\n\nMeasure|Q2 2015/16\nIn work|{cell}\nAt school|40 of 80 (50.0%)\n")
    found = {(figure.value, figure.unit, figure.part) for figure in made.figures if figure.row == "In work"}
    assert found == {(52.0, "percent", None), (39.0, "count", "numerator"), (75.0, "count", "denominator")}


# -- columns lined up with spaces --------------------------------------------------------------------------------


def test_a_table_lined_up_with_spaces_means_what_the_same_table_with_tabs_means() -> None:
    typed = """
Budget monitoring 2016/17

                          Original      Revised     Forecast     Variance
                            Budget       Budget      Outturn
Service                       £000         £000         £000         £000
-------------------------------------------------------------------------
Libraries                    1,200        1,180        1,205           25
Museums and visitor
  services                     640          640          622          (18)
                            ------       ------       ------       ------
Total                        1,840        1,820        1,827            7
"""
    made = paper(typed, as_typed=True)
    (cell,) = [figure for figure in made.figures if figure.quote == "(18)"]
    assert (cell.value, cell.unit, cell.kind, cell.direction) == (-18000, "GBP", "variance", "underspend")
    assert (cell.row, cell.column) == ("Museums and visitor services", "Variance / £000")
    assert {period(figure) for figure in made.figures} == {("2016-04-01", "2017-03-31")}
    assert [figure.kind for figure in made.figures[:4]] == ["budget", "budget", "forecast", "variance"]
    assert made.findings == ()


def test_a_sum_that_fails_is_found_in_a_table_lined_up_with_spaces() -> None:
    typed = """
Grants paid (£)
                 2018/19      2019/20
Town              10,000       12,000
Villages           5,000        6,000
Total             15,000       19,000
"""
    made = paper(typed, as_typed=True)
    assert [(finding.printed, finding.computed) for finding in made.findings] == [("19,000", "18,000")]


# -- headings alone at the foot of a page ------------------------------------------------------------------------

FOOT = "The yard was looked at.\n\nDepot          Budget £000    Spend £000    Variance £000\n"
OVERLEAF = (
    "\fEast              1,200         1,150             (50)\nWest              2,300         2,410             110\n"
)


def test_headings_at_the_foot_of_a_page_name_the_columns_overleaf() -> None:
    made = paper(FOOT + OVERLEAF, as_typed=True)
    assert [(figure.value, figure.kind, figure.column) for figure in made.figures[:3]] == [
        (1_200_000, "budget", "Budget £000"),
        (1_150_000, "actual", "Spend £000"),
        (-50_000, "variance", "Variance £000"),
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "The yard was looked at.\n\nDepot          Budget £000    Spend £000\n",
        "The yard was looked at.\n\nSeen by    J Roe    A Poe    B Low\n",
        "The yard was looked at.\n",
    ],
)
def test_other_lines_at_the_foot_of_a_page_name_no_column(foot: str) -> None:
    made = paper(foot + OVERLEAF, as_typed=True)
    assert {figure.column for figure in made.figures} == {None}


# -- council tax by band -----------------------------------------------------------------------------------------

RESOLVED = "That the council tax for 2025/26 be set as follows.\n\n"


def test_what_each_band_is_to_pay_is_proposed_for_the_year_that_is_set() -> None:
    made = paper(RESOLVED + "Band|Charge £|Homes\nA|126.18|9,842\nB|147.21|1,310\nC|168.24|977\nD|189.27|105\n")
    taxes = [figure for figure in made.figures if figure.unit == "GBP"]
    assert {(figure.kind, period(figure)) for figure in taxes} == {("proposed", ("2025-04-01", "2026-03-31"))}
    assert [figure.kind for figure in made.figures if figure.unit == "count"] == ["actual"] * 4


def test_bands_may_stand_across_the_head_of_the_table() -> None:
    made = paper(
        RESOLVED + "Part of the area|A £|B £|C £|D £\nTown|120.10|140.20|160.30|180.40\nMoor|110|130|150|170\n"
    )
    assert {(figure.kind, period(figure)) for figure in made.figures} == {("proposed", ("2025-04-01", "2026-03-31"))}


def test_grades_that_are_no_valuation_bands_are_not_proposed() -> None:
    made = paper("Cost of repairs by grade, 2025/26\n\nGrade|Cost £\nA|126\nB|147\nC|168\nD|189\n")
    assert {figure.kind for figure in made.figures} == {"actual"}


def test_a_target_with_a_year_is_of_the_year_whatever_the_day_it_is_compared_on() -> None:
    made = paper("Scorecard\n\nMeasure|Q2 2015/16|Target 2015/16\nBeds held at end of period|412|400\nTents|5|6\n")
    assert [period(figure) for figure in made.figures[:2]] == [
        ("2015-09-30", "2015-09-30"),
        ("2015-04-01", "2016-03-31"),
    ]


# -- headings that take their kind from the column beside them ---------------------------------------------------


def kinds(headings: str, cells: str) -> list[str]:
    made = paper(f"Money of 2031/32 (£000)\n\nService|{headings}\nParks|{cells}\nRoads|{cells}\n")
    return [figure.kind for figure in made.figures[: len(headings.split("|"))]]


def test_the_parts_of_a_net_budget_are_budgets() -> None:
    assert kinds("Gross spend|Gross income|Net budget|Outturn", "900|(200)|700|710") == [
        *("budget", "budget", "budget"),
        "actual",
    ]


def test_spending_beside_no_net_sum_stays_what_was_spent() -> None:
    assert kinds("Expenditure|Budget", "900|850") == ["actual", "budget"]


def test_what_was_last_reported_is_of_the_kind_that_is_reported_now() -> None:
    assert kinds("Budget|Over / (under)|Last report", "700|12|(30)") == ["budget", "variance", "variance"]


def test_savings_at_risk_are_a_forecast_of_what_will_be_saved() -> None:
    assert kinds("Target|Delivered|On track|At risk|Not achievable", "90|40|30|15|5") == [
        *("target", "actual"),
        *("forecast", "forecast", "forecast"),
    ]
