"""Kinds and periods in the wordings of papers met for the first time. Every sentence is invented."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from ingest.reading import read_bytes
from tests.extractors.prose_papers import figures_of, kinds_of


def periods_of(text: str, title: str | None = None) -> list[tuple[str, str] | None]:
    found = figures_of(text, title)
    return [(f.period_from, f.period_to) if f.period_from and f.period_to else None for f in found]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The overspend was made up of £2.2m in Parks (P4), £1.4m in Highways (P2) and £0.3m in Museums.",
         [("variance", "overspend")] * 3),
        ("The approved budget was £96m, of which £61m had been spent.", [("budget", None), ("actual", None)]),
        ("Fares are forecast to raise £4m compared to £5m at the last report.", [("forecast", None)] * 2),
        ("The overspend of £3m equated to 2% of the net budget.", [("variance", "overspend")] * 2),
        ("There was an underspend on the fleet budget (£2m) and the rent budget was £9m.",
         [("variance", "underspend"), ("budget", None)]),
    ],
)  # fmt: skip
def test_a_part_and_a_comparison_are_of_the_kind_of_what_they_belong_to(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert kinds_of(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The Operational Boundary was reduced to £71m and the Authorised Limit to £80m.", "threshold threshold"),
        ("A minimum level of reserves recommended by the treasurer was £6m.", "threshold"),
        ("The rise must be below 4% or a poll is held.", "threshold"),
        ("Contractors paid in excess of £90 were listed.", "threshold"),
        ("Amber means less than 5% off the annual target.", "threshold"),
        ("The savings target for the service was £8.5m.", "target"),
        ("The aim is to reduce missed bins to less than 2% of all visits.", "target"),
        ("The benchmark was 0.41%.", "target"),
        ("The deposit exceeded the benchmark of 0.3%.", "target"),
    ],
)
def test_limits_and_targets_are_no_measurements(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The position shows an improvement against the plan of £1.3m.", [("variance", "decrease")]),
        ("There was a worsening in Housing by around £0.4m.", [("variance", "increase")]),
        ("Staff numbers increased by approximately 6% compared to the year before.", [("variance", "increase")]),
        ("Absence has reduced by 44 days compared to last year.", [("variance", "decrease")]),
        ("Rents came in lower by £2m.", [("variance", "decrease")]),
        ("Repairs resulted in £0.7m overspent.", [("variance", "overspend")]),
        ("The year closed with a budget underspend of £1.9m.", [("variance", "underspend")]),
        ("The lowest tender was 12% above the estimate.", [("variance", "increase")]),
        ("Members noted the reduction in the fleet budget of £0.6m.", [("variance", "decrease")]),
    ],
)
def test_a_difference_is_a_variance(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert kinds_of(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The deficit could reach £30m without action.", "forecast"),
        ("Bringing the halls up to standard would call for £7m.", "forecast"),
        ("Each year £2m would be saved.", "forecast"),
        ("The plan assumes a rise of 2% and 3% thereafter.", "forecast forecast"),
        ("The scheme had budgeted expenditure of £14m with an actual spend of £9m.", "budget actual"),
        ("£5m had been budgeted for the new depot.", "budget"),
        ("A £4M contingency was held.", "budget"),
    ],
)
def test_what_may_come_and_what_was_planned_are_no_measurements(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1. That the Council Tax Base for the borough be noted as 30,114.6.", ["actual"]),
        ("(a) £41,200,000 being the aggregate of the sums which the Council estimates under the Act.", ["budget"]),
        ("(b) £6,300,000 being the amount by which the one exceeds the other, as its Council Tax Requirement.",
         ["budget"]),
        ("(c) £210.40 being the basic amount of its Council Tax.", ["proposed"]),
        ("The Council Tax requirement for the parish purposes is £81,000.", ["budget"]),
    ],
)  # fmt: skip
def test_the_amounts_of_a_council_tax_resolution(text: str, expected: list[str]) -> None:
    assert [figure.kind for figure in figures_of(text)] == expected


YEAR = ("2016-04-01", "2017-03-31")
LAST = ("2015-04-01", "2016-03-31")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("In 2014/15 time lost was 3.4%, down from 3.9% the previous year.",
         [("2014-04-01", "2015-03-31"), ("2013-04-01", "2014-03-31")]),
        ("In 2015/16 the bill has increased by £31 from the 2014/15 level.", [LAST]),
        ("The charge for 2015/16 is £41 (£40 for 2014/15), to be collected with £2 of interest.",
         [LAST, ("2014-04-01", "2015-03-31"), LAST]),
        ("Cash held at 31 March 2015 was £14m (2013/14: £16m).",
         [("2015-03-31", "2015-03-31"), ("2013-04-01", "2014-03-31")]),
        ("At 30 September 2015 the number on the register had gone from 52 to 47.",
         [None, ("2015-09-30", "2015-09-30")]),
        ("In 2014/15 it was the highest number of calls since 2009, at 77.", [None]),
    ],
)  # fmt: skip
def test_a_date_beside_a_figure_may_be_that_of_another(text: str, expected: list[tuple[str, str] | None]) -> None:
    assert periods_of(text) == expected


def test_what_a_paper_proposes_is_for_the_year_that_its_title_sets() -> None:
    text = "Council Tax and Budget 2016/17\n\nIt is proposed that the charge be increased by 1.9%."
    assert periods_of(text, "Council Tax and Budget 2016/17") == [YEAR]


def test_a_monitoring_paper_sets_no_year() -> None:
    text = "Budget Monitoring 2016/17\n\nIt is proposed that £40,000 be released."
    assert periods_of(text, "Budget Monitoring 2016/17") == [None]


def test_nothing_is_counted_over_a_year_that_is_not_over() -> None:
    text = "Library Performance Report 2015/16\n\nThe service issued 9,400 books."
    assert periods_of(text, "Library Performance Report 2015/16") == [None]


def test_what_would_be_so_is_of_no_year() -> None:
    text = "Revenue Outturn 2014/15\n\nTo freeze the charge would add £80,000 to the gap."
    assert periods_of(text, "Revenue Outturn 2014/15") == [None]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The fare shall go from 85p to 95p. It stands.", ["85p", "95p"]),
        ("Under section 14B (2) of the Act there were 6 bids.", ["6"]),
        ("The table (all figures in £'000) tells of 7 halls.", ["7"]),
        ("61*  APOLOGIES\n\nThere were 3 apologies.", ["3"]),
        ("62 SUPPORTED TRANSPORT\n\nThere were 9 routes.", ["9"]),
        ("44 FTE posts were cut.", ["44 FTE"]),
        ("4 2019/20 Outturn report\n\nIt spent £5m.", ["£5m"]),
        ("Paper COR21-034 told of 8 schemes.", ["8"]),
    ],
)
def test_numbers_of_parts_and_papers_are_no_figures(text: str, expected: list[str]) -> None:
    assert [figure.quote for figure in figures_of(text)] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The reserve is forecast to be £2.1m, against a budgeted £2.6m.", "forecast budget"),
        ("Spending came to £310,000 against the budget of £300,000.", "actual budget"),
        ("Burial fees will rise by £12 to £480 from April.", "proposed proposed"),
        ("Targets proposed for 2024/25: visits 440; loans 3,200.", "target target"),
        ("The target was 30; performance was 28.", "target actual"),
    ],
)
def test_what_is_compared_with_or_listed_is_of_the_kind_that_the_sentence_names(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Members asked about the 35 families waiting.", [False]),
        ("There were questions about 12 trees and about the 40 benches.", [False, False]),
        ("There were about 35 families waiting, and around the 400 mark before.", [True, True]),
    ],
)
def test_about_says_what_was_spoken_of_or_that_a_number_is_not_exact(text: str, expected: list[bool]) -> None:
    assert [figure.approx for figure in figures_of(text)] == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The contribution will fall from 21% to 17%.", "actual forecast"),
        ("Costs are expected to rise from £310 to £365.", "actual forecast"),
        ("That a further budget of £2.4m be added to the capital programme in 2021/22.", "proposed"),
        ("The surplus balance was expected to be about £6.1m.", "forecast"),
        ("There was an adverse movement of just under £0.6m from period 5.", "variance"),
        ("Fly-tipping rose by 7% (the Welsh average being 4%).", "variance variance"),
        ("Thefts rose by 6%, and 2 per cent regionally.", "variance variance"),
        ("The levy is capped at an additional 3%.", "threshold"),
        ("It was prudent to maintain balances of 6%.", "threshold"),
        ("The yearly target was lower (41%) than before.", "target"),
        ("The report compared £61m with £70m agreed savings.", "actual target"),
        ("A rise in council tax by 3.7% would bring help to the harbour.", "proposed"),
        ("The rate will go down in May, saving the council around £9m.", "forecast"),
        ("The grant previously agreed of circa £450k goes to nurseries.", "budget"),
        ("The estimated deficit on the harbour account, with pay but no new works, amounted to £310,500.", "forecast"),
        ("The draft revenue budget showed gross expenditure of £62m and income of £62m.", "proposed proposed"),
        ("The programme had been revised to £41m in May and to £44m in October.", "budget budget"),
        ("The forecast is £12m on services and £3m overall.", "forecast forecast"),
        ("3. Approve the addition of £175k to the Quay Lane project.", "proposed"),
        ("The forum was asked to agree to the transfer of £98,000.", "proposed"),
        ("A quotation of £4,100 came.", "proposed"),
        ("The overspend is £0.7m. This was an improvement on Quarter 2 (£0.9m).", "variance variance"),
        ("There is an overspend of £2.1m (0.4 per cent).", "variance variance"),
        ("The capital programme for 2031/32 includes £2.4m for boats.", "budget"),
        ("There were 212 boats; the budget assumed 190.", "actual budget"),
        ("The sum of £12.6m was judged to be secure.", "forecast"),
        ("The minimum set by Council on 4 May 2031 is £8.5m.", "threshold"),
        ("The result was £1.3m worse than had been forecast in June.", "variance"),
        ("Collection was 0.4 percentage points below the same date in 2030.", "variance"),
        ("Some 131 more people than planned came.", "variance"),
        ("Savings of £17.3m were required in the year.", "target"),
        ("The proposal would reduce opening from 36 to 28.", "actual proposed"),
        ("A new lease at £87,000 a year had been negotiated.", "proposed"),
        ("It was rejected because of the cost, put at £540,000 a year.", "forecast"),
        ("The sum of £33,000 of grant has still to be confirmed.", "forecast"),
        ("The Fund for the year is £11.2m; £450,000 would be kept back for boats.", "budget proposed"),
        ("Repairs took more than 11 weeks on average.", "actual"),
        ("Rules ask for approval of virements over £150,000.", "threshold"),
        ("The overspend is mainly due to the agreed 7% pay award.", "actual"),
        ("There was a planned contribution of £0.7m to reserves.", "budget"),
    ],
)  # fmt: skip
def test_amounts_of_reports_never_seen_have_their_kind(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


def test_items_of_a_list_are_of_the_kind_of_the_amount_they_break_down() -> None:
    text = "Risks could add £13m to the overspend:\n\n£4m in Highways\n\n£9m in Schools"
    assert [kind for kind, _ in kinds_of(text)] == ["forecast"] * 3


def test_amounts_under_a_colon_that_breaks_nothing_down_keep_their_own_kind() -> None:
    text = "The overspend was £3m. Members asked about these:\n\n£4m in Highways"
    assert [kind for kind, _ in kinds_of(text)] == ["variance", "actual"]


def test_a_carry_forward_into_a_year_is_of_the_year_it_leaves() -> None:
    text = (
        "The outturn of 2020/21 was told. A carry forward for the early years block into 2021/22 of £1.4m is expected."
    )
    assert periods_of(text) == [("2020-04-01", "2021-03-31")]


def test_a_return_over_some_years_covers_them_up_to_their_last_day() -> None:
    text = "The fund returned 8.2% over the three years to March 2018."
    assert periods_of(text)[0] == ("2015-04-01", "2018-03-31")


def test_borrowing_expected_on_a_day_is_of_that_day() -> None:
    text = "The borrowing requirement at 31 March 2024 is estimated to be £214m."
    assert periods_of(text) == [("2024-03-31", "2024-03-31")]


def test_an_amount_of_future_years_is_not_of_the_year_reported() -> None:
    text = "The budget for 2021/22 was discussed. Sales are forecast to add £0.7m in future years."
    assert periods_of(text) == [None]


def test_a_school_year_runs_from_september() -> None:
    text = "In the school year 2024/25 training was completed by 2,146 pupils."
    assert periods_of(text) == [("2024-09-01", "2025-08-31")]


@pytest.mark.parametrize(
    "text",
    [
        "On 30 June 2025 there were 187 boats in the harbour.",
        "86 households were in temporary accommodation on 30 June 2025.",
        "By 30 June 28.4% of the dues for the year had been collected.",
    ],
)
def test_what_was_counted_on_a_day_is_of_that_day(text: str) -> None:
    report = f"Report to Cabinet\n\nDate: 3 September 2025\n\nBoats\n\n{text}\n"
    found = extract(read_bytes(report.encode(), "paper.txt")).figures
    assert [figure.period_to for figure in found] == ["2025-06-30"] * len(found)
