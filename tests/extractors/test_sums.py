"""Totals against their parts: what is reported, and what must not be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.table_papers import paper


def test_a_wrong_total_of_a_plain_list_is_found_with_what_was_printed_and_computed() -> None:
    found = paper("""
        The costs are:

        Year 1 | £10,250
        Year 2 | £19,630
        Total | £29,875
    """)
    (finding,) = found.findings
    assert finding.rule == "sum_mismatch"
    assert (finding.printed, finding.computed) == ("£29,875", "£29,880")
    assert finding.message == "Total: £10,250 + £19,630 = £29,880, printed £29,875."


def test_a_wrong_total_of_responses() -> None:
    found = paper("""
        Responses

        Centre | Responses
        Mill House | 433
        Quay House | 672
        Both | 99
        Total | 1,016
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("1,016", "1,204")]


def test_a_wrong_row_total_among_right_ones_is_explained_by_the_note() -> None:
    found = paper("""
        Table 1

        Source | North | South | East | Total
        Police | 20 | 8 | 4 | 33
        Schools | 11 | 2 | 6 | 19
        Health | 7 | 7 | 0 | 14
        Housing | 5 | 0 | 1 | 6

        Please note the counts above do not add up to the total as one case had no address
    """)
    row = [finding for finding in found.findings if finding.printed == "33"]
    assert [finding.computed for finding in row] == ["32"]
    assert row[0].explained_by is not None
    assert row[0].explained_by.startswith("Please note the counts")
    assert len(found.findings) == 1


def test_a_breakdown_is_checked_against_the_row_that_opens_it() -> None:
    found = paper("""
        Early help

        Measure | Q1 2014/15 | Q2 2014/15
        Assessments begun, by agency:- | 30 | 41
        Schools | 18 | 20
        Health | 12 | 20
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("41", "40")]


def test_percentages_that_rounding_cannot_bring_to_a_hundred() -> None:
    rows = "\n".join(
        f"Area {letter} | £{amount}k | 8.1%" for letter, amount in zip("ABCDEFGHIJKL", range(600, 612), strict=True)
    )
    found = paper(f"""
        Budget by area

        Area | Budget | Share
        {rows}
        Total | £7,266k | 100%
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("100%", "97.2%")]


HOLDING = {
    "rounded millions": """
        All figures in £m

        Service | Budget | Forecast | Variance
        Adults | 586.1 | 621.6 | +35.4
        Children | 430.6 | 420.8 | -9.9
        Places | 202.9 | 209.2 | +6.3
        Total | 1,219.7 | 1,251.5 | +31.8
    """,
    "percentages that miss a hundred by rounding": """
        Answers

        Answer | Number | %
        Yes | 1 | 33.3%
        No | 1 | 33.3%
        Unsure | 1 | 33.3%
        Total | 3 | 100.0%
    """,
    "subtotals and a grand total": """
        Programme

        Scheme | 2020/21 | 2021/22
        Roads | £100 | £200
        Bridges | £50 | £60
        Sub-total | £150 | £260
        Schools | £30 | £40
        Grand total | £180 | £300
    """,
    "sections with totals of their own": """
        Programme

        Scheme | 2020/21 | 2021/22
        Transport | |
        Roads | £100 | £200
        Bridges | £50 | £60
        Total | £150 | £260
        Education | |
        Schools | £30 | £40
        Halls | £10 | £5
        Total | £40 | £45
    """,
    "a total first": """
        Budget by area

        Area | Budget
        Total | £300
        North | £120
        South | £180
    """,
    "of which": """
        Staff

        Team | Posts
        Adults | 40
        of which agency | 12
        Children | 30
        Total | 70
    """,
    "several answers to one question": """
        Reasons given (respondents could give more than one answer)

        Reason | Responses
        Cost | 50
        Distance | 40
        Time | 45
        Total | 80
    """,
    "averages": """
        Average cost per visit

        Site | Average cost
        Mill House | £10.00
        Quay House | £30.00
        Total | £18.00
    """,
    "pounds that miss by one": """
        Profile

        Scheme | 2020/21 | 2021/22 | Total
        Roads | £10,334 | £20,333 | £30,668
        Bridges | £5,000 | £6,000 | £11,000
    """,
    "percentages of two bases": """
        Reviews

        Area | Held | In time
        North | 60% | 80%
        South | 40% | 90%
        Total | 100% | 84%
    """,
    "amounts in thousands under a total in millions": """
        Budget by area

        Area | Budget
        North | £741k
        South | £719k
        Total | £1.5m
    """,
    "blanks among the parts": """
        Takings

        Site | Takings
        Mill House | £100
        Quay House | -
        Total | £130
    """,
    "a total of measures that are no parts": """
        Activity

        Measure | 2019/20 | 2020/21
        Total referrals | 900 | 950
        Repeat referrals | 100 | 120
        Assessments | 700 | 710
    """,
    "stocks in the middle of flows": """
        Caseload

        Measure | Number
        At start | 100
        Joined | 20
        Left | 15
        Total at end | 105
    """,
}


@pytest.mark.parametrize("name", HOLDING)
def test_sums_that_hold_or_were_never_meant_raise_no_alarm(name: str) -> None:
    assert paper(HOLDING[name]).findings == ()


@settings(max_examples=25)
@given(st.lists(st.integers(1, 9999), min_size=2, max_size=8))
def test_a_total_that_is_the_sum_is_never_reported(parts: list[int]) -> None:
    rows = "\n".join(f"Site number{chr(97 + index)} | {part:,}" for index, part in enumerate(parts))
    assert paper(f"Visits\n\nSite | Visits\n{rows}\nTotal | {sum(parts):,}").findings == ()


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("The cost is £782k + £891k + £88k = £1.861m a year.", "£1.761m"),
        ("The award is £100k (£25k capital and £70k revenue).", "£95k"),
        ("Costs:\n\nStaff: £1,200\nVans: £800\nTotal: £2,100\n", "£2,000"),
    ],
)
def test_sums_in_prose(text: str, computed: str) -> None:
    assert [finding.computed for finding in paper(text).findings] == [computed]


@pytest.mark.parametrize(
    "text",
    [
        "The cost is £782k + £891k + £88k = £1.761m a year.",
        "The award is £100k (£21.5k capital and £78.5k revenue).",
        "The award is £100k (£20k in March and £30k in May).",
        "Costs:\n\nStaff: £1,200\nVans: £800\nTotal: £2,000\n",
        "We need £782k, £891k and £88k; £86k comes from a grant. The budget is £1.761m.",
        "Staff: £1,200\n\nThe work is done by two firms.\n\nTotal: £9,000\n",
    ],
)
def test_no_alarm_in_prose(text: str) -> None:
    assert paper(text).findings == ()


PROJECT = """
    Project: | River path

    Funding awarded {award} revenue

    Cost: {words}

    Revised profile £111,406 22/23, £165,788 23/24 and {last} 24/25
"""


def test_a_profile_must_spread_the_award() -> None:
    text = PROJECT.format(award="£499,000", words="No change to overall funding", last="£180,009")
    assert [finding.computed for finding in paper(text).findings] == ["£457,203"]


@pytest.mark.parametrize(
    ("award", "words", "last"),
    [
        ("£457,203", "No change to overall funding", "£180,009"),
        ("£457,202", "No change to overall funding", "£180,009"),
        ("£499,000", "Total award now reduced", "£180,009"),
        ("£499,000 and £5m", "No change to overall funding", "£180,009"),
    ],
)
def test_no_alarm_on_a_profile(award: str, words: str, last: str) -> None:
    assert paper(PROJECT.format(award=award, words=words, last=last)).findings == ()


def test_revenue_and_capital_must_make_the_profile_of_each_year() -> None:
    found = paper("""
        Revised profile £300 22/23, £400 23/24 and £560 24/25

        Revised revenue profile £100 22/23, £150 23/24 and £200 24/25

        Revised capital profile £200 22/23, £250 23/24 and £350 24/25
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("£560", "£550")]


def test_a_year_already_covered_by_up_to() -> None:
    found = paper("Revised profile £1,630 up to 23/24, £437 23/24, £438 24/25 and £500 25/26.")
    assert found.rules() == ["period_conflict"]


def test_balances_of_several_funds_on_one_day_add() -> None:
    found = paper("""
        Reserves

        Fund | Balance 1 April 2031 | Transfers in | Balance 31 March 2032
        Storms | £4,120 | £310 | £4,430
        Libraries | £2,600 | £150 | £2,750
        Ferries | £1,080 | £220 | £1,300
        Total | £7,800 | £680 | £8,840
    """)
    assert [(finding.printed, finding.computed) for finding in found.findings] == [("£8,840", "£8,480")]


def test_balances_of_several_months_do_not_add() -> None:
    found = paper("""
        Fund

        Month | Paid in | Balance
        April 2031 | £310 | £4,430
        May 2031 | £150 | £4,580
        June 2031 | £220 | £4,800
        Total | £680 | £4,800
    """)
    assert found.findings == ()
