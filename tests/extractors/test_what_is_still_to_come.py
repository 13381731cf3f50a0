"""Figures of what is planned, offered, allowed or hoped for are never told as facts. Every sentence is invented."""

from __future__ import annotations

import pytest

from tests.extractors.prose_papers import kinds_of


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Two rangers will be trained by May.", "forecast"),
        ("Four more drivers start in July.", "forecast"),
        ("The 12 schools will be told in writing.", "actual"),
        ("There are 1,684 cases open on the register.", "actual"),
        ("The survey said that between 600 and 750 flats would be wanted.", "forecast"),
        ("£900,000 is unlikely to be achieved.", "forecast"),
        ("The county faced a shortfall of £41m.", "forecast"),
        ("The extra income was put at £171,000.", "forecast"),
        ("The collection rate has been taken as 98.6%.", "forecast"),
        ("The route saved £86,000 and about £140,000 a year after that.", "actual forecast"),
        ("The builder must pay £410,000 once homes are sold.", "forecast"),
        ("The first repayment, of £112,500, falls due in the autumn.", "forecast"),
    ],
)
def test_what_is_expected_has_not_happened(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The cost to the council is £323,000, which will be met from the grant.", "proposed"),
        ("Offers had come, the best of £415,000.", "proposed"),
        ("The clerk had accepted a tender of £84,000.", "actual"),
        ("A grant of £25,000 had been asked for by the club.", "proposed"),
        ("The report sought approval to lease nine houses.", "proposed"),
        ("The land has planning permission for 46 homes.", "proposed"),
        ("He moved that the Sunday charge stay at £1.10.", "proposed"),
        ('That "£1m" be replaced by "£1.2m".', "proposed proposed"),
        ("A new crew, costing £320,000 a year, will begin work in April.", "proposed"),
    ],
)
def test_what_is_asked_for_or_offered_is_proposed(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Key decision: Yes. Reason: expenditure above £500,000.", "threshold"),
        ("A call-in requires the signatures of five members.", "threshold"),
        ("The decision was called in by seven councillors.", "actual"),
        ("The threshold of the scheme rose from 0.07% to 0.1%.", "threshold threshold"),
        ("Of this, up to 3% may be raised for social care.", "threshold"),
        ("Households may apply for vouchers of up to £150.", "threshold"),
        ("Visits stayed above target, at 97% against 94%.", "actual target"),
        ("64% were in stable homes. The aim was to be at 70%.", "actual target"),
        ("In her manifesto she promised 100 council homes.", "target"),
        ("The Local Plan required 780 homes a year.", "target"),
    ],
)
def test_limits_and_promises_are_no_measurements(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The pay award had been budgeted at 2%.", "budget"),
        ("The average rate was 4.9% against 3.8% assumed.", "actual budget"),
        ("£4,000 was left in the repairs budget.", "budget"),
        ("The budget was set in February at £194m and was later increased to £196m.", "budget budget"),
        ("Fuel cost £118,000 more than allowed for.", "variance"),
        ("There was a net overspend of £94,000: parking, £70,000; waste, £24,000.", "variance variance variance"),
        ("A spot purchase is dearer by some £235 a week.", "variance"),
    ],
)
def test_what_was_allowed_for_is_told_apart_from_what_was_spent(text: str, expected: str) -> None:
    assert [kind for kind, _ in kinds_of(text)] == expected.split()
