"""Income beside its budget, earlier values and balances ahead: figures whose kind the nearest word belies.

Every sentence is invented; each stands for a class that was read wrongly on papers met for the first time.
"""

from __future__ import annotations

import pytest

from tests.extractors.prose_papers import figures_of, kinds_of
from tests.extractors.table_papers import paper

Kinds = list[tuple[str, str | None]]


ADVERSE = [("variance", "overspend")]
FAVOURABLE = [("variance", "underspend")]
MORE = [("variance", "increase")]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Burial fees are £30,000 below budget.", ADVERSE),
        ("Market income is expected to be £12,000 lower than budgeted.", ADVERSE),
        ("Theatre takings were £8,000 short of target.", ADVERSE),
        ("There is a shortfall in pier income of £9,000.", ADVERSE),
        ("An under-recovery of £20,000 on licences is shown.", ADVERSE),
        ("Court fees show a £14,000 income shortfall.", ADVERSE),
        ("Harbour income is £5,000 above budget.", MORE),
        ("Over-recovery of rents of £5,000 is shown.", MORE),
        ("Interest was £11,000 better than budget.", FAVOURABLE),
        ("Fuel was £11,000 worse than budget.", ADVERSE),
        ("Interest payable is £4,000 below budget.", FAVOURABLE),
        ("Spending on fees is £4,000 below budget.", FAVOURABLE),
        ("In-year spend was £9,000 lower than budget.", FAVOURABLE),
        ("Costs are £9,000 higher than budget.", ADVERSE),
        ("Interest of £90,000 came in, £9,000 more than budgeted.", [("actual", None), *MORE]),
        ("The underspend came from bins, of which 12% more than last year were let.", MORE),
        ("The museum received £60,000 more than expected in gifts.", MORE),
    ],
)
def test_income_below_its_budget_is_adverse(text: str, expected: Kinds) -> None:
    assert kinds_of(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The lido is forecast to be £7,000 overspent.", ADVERSE),
        ("Cemeteries are £3,000 over, some graves costing more than planned.", ADVERSE),
        ("Net cost is forecast at £8m, which is £1m below the approved budget.", [("forecast", None), *FAVOURABLE]),
        ("The ferry overspent by £2m, or 4% of its budget.", ADVERSE * 2),
        ("The depot was over budget by £0.6m in May.", ADVERSE),
        ("The in-year overspend on the Dedicated Schools Grant of £2m grows.", ADVERSE),
        ("A projected overspend of £5m, up from £4m at period 9.", ADVERSE * 2),
        ("Variances exceeding 10% are explained.", [("threshold", None)]),
        ("The overspend will be met from the General Fund balance, which stands at £7m.", [("actual", None)]),
    ],
)
def test_a_difference_from_the_budget_keeps_its_kind_in_a_forecast(text: str, expected: Kinds) -> None:
    assert kinds_of(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Reserves were £6m in 2015 and are expected to be £5m in 2017.", [("actual", None), ("forecast", None)]),
        ("The contract cost £3m a year and was forecast to be £1m overspent.", [("actual", None), *ADVERSE]),
        ("71% were answered within 10 days, compared with 68% in 2014.",
         [("actual", None), ("threshold", None), ("actual", None)]),
        ("82% passed against a target of 90%, compared with 85% in 2014.",
         [("actual", None), ("target", None), ("actual", None)]),
        ("Twelve wardens were taken on; 20 had been hoped for.", [("actual", None), ("target", None)]),
        ("Spend was £9,000 lower than budget, leaving a year-end balance of £4m.", [*FAVOURABLE, ("actual", None)]),
        ("Grants of £5m are named, of which £2m has been received and the remaining £3m is expected in May.",
         [("forecast", None), ("actual", None), ("forecast", None)]),
        ("A capital outturn spend of £46m was made.", [("actual", None)]),
        ("That the mooring fee be increased by £5 from £150 to £155.",
         [("proposed", "increase"), ("actual", None), ("proposed", None)]),
        ("A further 6 halls will be in deficit by May.", [("forecast", None)]),
        ("Fires fell from 312 to 287, 8% below the three-year average of 313.",
         [("actual", None), ("actual", None), ("variance", "decrease"), ("actual", None)]),
        ("Each 1% brings in about £40,000.", [("other", None), ("forecast", None)]),
        ("The rise proposed is 2.5%.", [("proposed", "increase")]),
        ("The settlement had given the Council an increase of 3%.", [("actual", "increase")]),
        ("It was agreed that Council be asked to add £2m to the programme.", [("proposed", "increase")]),
        ("£3m will be re-profiled into the next year.", [("forecast", None)]),
    ],
)  # fmt: skip
def test_a_value_beside_another_is_not_of_the_others_kind(text: str, expected: Kinds) -> None:
    assert kinds_of(text) == expected


@pytest.mark.parametrize(
    "text, values",
    [
        ("The table below (£000) shows the cost of 14 lamps.", [14]),
        ("The plan on sheet 11/18 shows 14 lamps.", [14]),
        ("Visits were:\n- 83% of members\n- 14 others", [83, 14]),
        ("Two thirds was spent (Parks - 60.5% and Roads - 64.5%).", [0.6666667, 60.5, 64.5]),
        ("Flats in use rose from 6 in October 2017 to 23 by the end of March 2018.", [6, 23]),
        ("Use fell by -4%.", [-4]),
        ("The lease is for a term of twelve\n        months and the rent for 14 lamps.", [12, 14]),
    ],
)
def test_what_only_looks_like_a_number_or_a_minus_is_none(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_of(text)] == values


def test_a_metric_named_in_the_next_statement_is_not_the_figures() -> None:
    figures = figures_of("25 children were adopted and 32 adopters approved in 2014.")
    assert [figure.metric for figure in figures] == ["adoptions", None]
    assert (
        figures_of("The docks underspent by £8,000 and there was slippage in the capital programme.")[0].metric is None
    )


def test_a_metric_named_in_the_next_clause_is_not_the_amounts() -> None:
    text = "That a net expenditure of £14m be approved; and that a council tax increase of £5 be approved."
    assert [figure.metric for figure in figures_of(text)] == [None, "council_tax_increase"]
    whole = figures_of("The total levy was set within a budget of £3m.", title="Capital programme outturn")
    assert [figure.metric for figure in whole] == [None]


def test_a_range_of_number_words_after_between_is_one_figure() -> None:
    (figure,) = figures_of("Reserves last between four and six months.")
    assert (figure.value, figure.value_high, figure.unit) == (4, 6, "months")


def test_a_balance_on_a_day_to_come_is_a_forecast() -> None:
    found = paper(
        """
        Reserves (£m)
        Reserve | Balance 1 April 2017 | Balance 31 March 2018
        Elections | 1.4 | 1.1
        """,
        meeting_date="2018-02-14",
        title="Budget monitoring",
    )
    assert [figure.kind for figure in found.figures] == ["actual", "forecast"]
    assert [figure.kind for figure in figures_of("The fund holds £4m at 31 March 2017.")] == ["forecast"]


def test_a_column_of_bare_per_cent_beside_variances_says_the_variance_again() -> None:
    found = paper(
        """
        Service | Budget £000 | Outturn £000 | Variance £000 | %
        Parks | 400 | 440 | 40 | 10.0%
        Roads | 500 | 480 | (20) | (4.0%)
        """,
        meeting_date="2018-02-14",
        title="Budget monitoring 2017/18",
    )
    shares = [figure for figure in found.figures if figure.unit == "percent"]
    assert [(figure.kind, figure.direction, figure.period_from) for figure in shares] == [
        ("variance", "overspend", "2017-04-01"),
        ("variance", "underspend", "2017-04-01"),
    ]


def test_a_limit_stays_one_under_every_heading_and_a_note_number_is_no_figure() -> None:
    found = paper(
        """
        Indicator | 2018/19 Actual £m | 2019/20 Estimate £m | Note
        Authorised limit | 140.0 | 150.0 | 1
        Debt | 90.0 | 95.0 | 2
        """,
        meeting_date="2019-02-14",
    )
    assert [figure.kind for figure in found.figures] == ["threshold", "threshold", "actual", "budget"]


def test_over_or_under_spend_heads_variances() -> None:
    found = paper(
        """
        Service | Budget £000 | Spend £000 | Over or (under) spend £000
        Parks | 400 | 440 | 40
        Roads | 500 | 480 | (20)
        """,
        meeting_date="2018-02-14",
    )
    shown = [(f.kind, f.direction) for f in found.figures if "Over" in (f.column or "")]
    assert shown == [("variance", "overspend"), ("variance", "underspend")]


def test_bold_type_in_a_table_of_bars_is_no_part_of_the_number() -> None:
    text = "| Service | Budget £000 |\n|---|---|\n| Parks | 400 |\n| Roads | 500 |\n| **Total** | **900** |"
    assert paper(text, as_typed=True, meeting_date="2018-02-14").values() == [400_000, 500_000, 900_000]


def test_a_number_and_its_unit_may_stand_on_both_sides_of_the_end_of_a_set_in_line() -> None:
    assert [figure.unit for figure in figures_of("  (1) that a lease be let for seven\n      years at a rent.")] == [
        "years"
    ]


def test_things_that_were_scored_are_counted() -> None:
    assert figures_of("The inspector scored seven of the ten lamps as poor.")[0].unit == "count"
    assert figures_of("The service was scored 4 out of 5.")[0].unit == "score"
