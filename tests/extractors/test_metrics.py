"""The names of metrics over the years and between councils. Every label is invented or a plain term of the field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.figures.metrics import match_metric, metrics

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "seeds"


@pytest.mark.parametrize(
    "label, unit, metric",
    [
        ("Children in our care at the quarter's end", "count", "looked_after_children"),
        ("Total CLA", "count", "looked_after_children"),
        ("looked-after children per 10,000", "rate_per_10000", "looked_after_children"),
        ("children with a child protection plan", "count", "child_protection_plans"),
        ("Number of CIN at end of period", "count", "children_in_need"),
        ("Contacts received by the front door", "count", "contacts"),
        ("Contacts closed & logged, Health", "count", "contacts_closed"),
        ("Closed and logged contacts with an active CAF", "percent", "contacts_closed_with_caf"),
        ("Referrals (per month)", "count", "referrals"),
        ("Share of referrals which were NFA", "percent", "referrals_nfa"),
        ("Re-referral rate", "percent", "re_referrals"),
        ("children re-referred within 12 months", "percent", "re_referrals"),
        ("of looked after children in their current placement continuously", "percent", "placement_stability_length"),
        ("Initial assessments within 10 working days", "percent", "initial_assessments_timeliness"),
        ("Core assessments", "count", "core_assessments"),
        ("S47 enquiries", "count", "section_47_enquiries"),
        ("ICPC timeliness", "percent", "initial_cp_conferences_timeliness"),
        ("Second or subsequent child protection plans", "percent", "second_cp_plans"),
        ("Child protection plans lasting two years", "percent", "cp_plans_2yrs"),
        ("Stability of placements: number of moves", "percent", "placement_stability_moves"),
        ("Care leavers in suitable accommodation", "percent", "care_leavers_accommodation"),
        ("Care leavers in education, employment or training", "percent", "care_leavers_eet"),
        ("IFA placements", "GBP", "ifa_placements_spend"),
        ("social work staffing budget", "GBP", "social_work_staffing_spend"),
        ("Council tax at Band D", "GBP", "council_tax_band_d"),
        ("General Fund balance", "GBP", "general_fund_reserves"),
        ("Household waste sent for reuse, recycling and composting", "percent", "recycling_rate"),
        ("Households in temporary accommodation", "count", "temporary_accommodation"),
        ("Fly-tipping incidents", "count", "fly_tipping"),
        ("FOI requests answered within 20 working days", "percent", "foi_response"),
        ("Working days lost to sickness per FTE", "days", "sickness_days"),
        ("EHCPs issued within 20 weeks", "percent", "ehc_plans_timeliness"),
        ("DSG deficit carried forward", "GBP", "dsg_deficit"),
        ("Capital Programme", "GBP", "capital_programme"),
    ],
)
def test_a_label_names_its_metric(label: str, unit: str, metric: str) -> None:
    found = match_metric(label, unit)
    assert found is not None
    assert found.id == metric


@pytest.mark.parametrize(
    "label, unit",
    [
        ("Number of the contact officer", "count"),
        ("Adoption of the highway at Mill Lane", "count"),
        ("Looked after children reviews held on time", "count"),
        ("Local Area Committee meetings", "count"),
        ("Unallocated reserves", "count"),
        ("Council tax base", "GBP"),
        ("Referrals to adult safeguarding", "count"),
        ("A bench for the park", "GBP"),
    ],
)
def test_a_label_that_means_something_else_names_none(label: str, unit: str) -> None:
    assert match_metric(label, unit) is None


def test_the_unit_of_a_figure_rules_metrics_out() -> None:
    assert match_metric("looked after children", "GBP") is None
    assert match_metric("temporary accommodation", "GBP") is not None


def test_abbreviations_are_read_in_capitals_only() -> None:
    assert match_metric("a lac insect", "count") is None


def test_curly_and_straight_apostrophes_name_the_same_metric() -> None:
    straight, curly = (
        match_metric("children's social care budget", "GBP"),
        match_metric("children’s social care budget"),
    )
    assert straight is not None
    assert curly is not None
    assert straight.id == curly.id == "childrens_social_care_budget"


def test_ids_are_unique_and_bases_are_those_of_the_contract() -> None:
    entries = metrics()
    assert len({metric.id for metric in entries}) == len(entries)
    assert {metric.basis for metric in entries} <= {"stock", "flow", "year_to_date", "rolling", "rate", "money"}
    assert all(metric.unit in metric.units and metric.definition.endswith(".") for metric in entries)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not on this machine")
def test_every_row_of_the_annotated_report_gets_its_metric() -> None:
    known = {metric.id for metric in metrics()}
    (path,) = GOLD.glob("004*.json")
    figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    named = [f for f in figures if f["metric"] in known and f["table"] and not f["measure"].startswith("Total")]
    wrong = {
        (f["measure"], f["metric"])
        for f in named
        if (found := match_metric(f["measure"], f["unit"])) is None or found.id != f["metric"]
    }
    assert len(named) > 300
    assert wrong == set()
