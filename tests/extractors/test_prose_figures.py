"""Which numbers of running text are figures. Every sentence is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import SpanGroup

from extractors.figures.prose_figures import find_prose_figures
from extractors.pipeline import read
from extractors.records import DocumentFacts
from ingest.reading import read_bytes
from tests.extractors.prose_papers import undated_figures_of as figures_of

LOOKED_AFTER = "looked_after_children"


def test_the_spans_of_the_doc_are_what_figures_are_built_from() -> None:
    reading = read(read_bytes(b"Footfall rose by 12% to 4,380 visits.\n", "paper.txt"))
    facts = DocumentFacts(sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1)
    counts = [span for span in reading.doc.spans["quantities"] if span.label_ == "count"]
    reading.doc.spans["quantities"] = SpanGroup(reading.doc, spans=counts)
    assert [figure.quote for figure in find_prose_figures(reading, facts, ())] == ["4,380"]


def test_an_amount_to_which_something_is_added_is_no_threshold_and_not_inexact() -> None:
    (figure,) = figures_of("A quotation of £2,150 plus VAT was received.")
    assert (figure.kind == "threshold", figure.approx) == (False, False)


DEVELOPED_ON = [
    ("There were 18 allotments and four ponds.", [18, 4]),
    ("Nine parks met the standard, and one had no data.", [9, 1]),
    ("The 40 benches were repainted.", [40]),
    ("One of these benches is broken.", [1]),
    ("Any two members may call a meeting.", [2]),
    ("It was put to one of the two wardens.", [1]),
    ("The three new bus shelters are lit.", [3]),
    ("Nearly three quarters of the spend is on staff.", [0.75]),
    ("The survey had 1,204 replies, about 62% of them from tenants.", [1204, 62]),
    # No address: the words behind the number have no capitals.
    ("Of the 90 measures 71 were green and 12 families took part in it.", [90, 71, 12]),
    ("Only 2 evictions had taken place.", [2]),
    # Pence behind a hyphen, and what is a range.
    ("Cheques for £2,367-29 and £67-50 were signed.", [2367.29, 67.5]),
    ("Prices are £20-30.", [20]),
    # A year in two digits and two is no share.
    ("The grant is £16m, £2m up on 21/22.", [16_000_000, 2_000_000]),
    ("The 23/24 outturn was £3m and 9/13 measures were met.", [3_000_000, 0.6923077]),
]


@pytest.mark.parametrize("text, values", DEVELOPED_ON)
def test_a_number_that_the_sentence_gives_is_a_figure(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_of(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The two contracts end in March.",
        "These six options were weighed.",
        "Both of our four halls are old.",
        "It was one of the first tasks.",
        "A one-off payment was made.",
        "No one objected.",
        "On the one hand it is cheap.",
        "The council's top three priorities were named.",
        "The motion was carried by 12 votes to 9 with 2 abstentions.",
        "For (21) Against (4) Abstain (2)",
        "There voted for the motion Bailies Reed and Rush (10); and for the amendment the Convener (16).",
        "9(a)     Slipway works - Report by the Pilot",
        "6 members voting in favour, none against.",
        "Children aged 11 to 16 may join.",
        "The 60 Plus group met in the library.",
        "The money is that of 2.4 (iv) above.",
        "The office is at 14 Mill Street.",
        "She lives in Six Bells.",
        "Help is there 24 hours a day, 7 days a week.",
        "25/41 Apologies: none.\n\n25/42 Slipway: see minute 25/38.\n\n25/43 Date of the next meeting.",
        "Key Questions continued (2)",
        "Item 4 was taken before Item 3.",
        "The line goes over the A4074 by bus route 12.",
        "The 10 Day Assessment Team reported.",
        "It is Stage One of the plan.",
        "Page 3 of 41",
    ],
)
def test_a_number_that_points_back_names_or_votes_is_no_figure(text: str) -> None:
    assert figures_of(text) == ()


def test_the_number_of_a_list_item_or_heading_is_no_figure() -> None:
    assert figures_of("12 Apologies for Absence\n\n3. Minutes\n\n01 Ann Example") == ()


@pytest.mark.parametrize("text", ["(3).    The trap was seen.", "4.1"])
def test_a_number_that_opens_or_is_a_paragraph_is_no_figure(text: str) -> None:
    assert figures_of(f"4. EELS\n\n{text}\n\nAll went well.") == ()


def test_a_score_is_told_from_a_count() -> None:
    (figure,) = figures_of("Flood risk\nCurrent score: 16")
    assert (figure.value, figure.unit) == (16, "score")


def test_numerator_and_denominator_are_named_where_both_are_printed() -> None:
    assert [(f.value, f.part) for f in figures_of("Members heard that 8 out of 10 schools were open.")] == [
        (8, "numerator"),
        (10, "denominator"),
    ]


def test_a_limit_is_exact_and_a_level_with_over_is_not() -> None:
    (limit,) = figures_of("A lease may be let for no more than 6 months.")
    (level,) = figures_of("The petition had over 6,000 signatures.")
    assert (limit.approx, level.approx) == (False, True)


def test_a_metric_named_in_the_sentence_before_is_carried_to_the_sum_that_follows() -> None:
    budget, forecast = figures_of(
        "The independent fostering agency budget was £2m. The projected expenditure was £2.4m."
    )
    assert budget.metric == forecast.metric == "ifa_placements_spend"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Of 551 looked-after children, eight were known to the police.", [(551, LOOKED_AFTER), (8, None)]),
        ("The rate of looked after children per 10,000 fell from 165.1 to 159.4.", [(165.1, None), (159.4, None)]),
        ("There were 310 looked-after children, a rate of 61 per 10,000.", [(310, LOOKED_AFTER), (61, LOOKED_AFTER)]),
        (
            "The recorded crime rate per 1,000 population in the year to June 2019 is 60.3 crimes.",
            [(60.3, None)],
        ),
        (
            "Timely care plans: 52% of EHC plans were issued within 20 weeks, against a national average of 49%.",
            [(52, "ehc_plans_timeliness"), (20, None), (49, None)],
        ),
        ("There were 310 looked-after children, as graph 1 shows.", [(310, LOOKED_AFTER)]),
    ],
)
def test_only_the_whole_is_a_value_of_what_it_is_of(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(figure.value, figure.metric) for figure in figures_of(text)] == expected


def test_a_change_against_an_earlier_time_is_no_level() -> None:
    level, change = figures_of("78 children came into care, which was a reduction of 13.")
    assert (level.kind, change.kind, change.direction) == ("actual", "variance", "decrease")


def test_a_share_that_is_not_in_work_is_no_share_in_work() -> None:
    within, without = (
        figures_of(f"41% of care leavers were {words}in employment, education or training.")[0]
        for words in ("", "not ")
    )
    assert (within.metric, without.metric) == ("care_leavers_eet", None)


def test_a_metric_of_another_clause_is_not_taken() -> None:
    _, appeals = figures_of(
        "Some 90 per cent of major applications were decided on time, and that two appeals were lost."
    )
    assert appeals.metric is None


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["£3.1m", "14%", "two", "1,200", "of", "budget", "for", "(", ")", "to", ".", "over"]),
        max_size=24,
    )
)
def test_quotes_are_the_words_at_their_place_and_never_overlap(words: list[str]) -> None:
    text = " ".join(["Members noted", *words])
    reading = read(read_bytes(text.encode(), "paper.txt"))
    end = 0
    for figure in figures_of(text):
        assert reading.text[figure.start : figure.end] == figure.quote
        assert figure.start >= end
        end = figure.end


@pytest.mark.parametrize(
    "text, values",
    [
        ("* 298 Minutes of the last meeting", []),
        ("6 * Housing plan", []),
        ("11.5 FTE are vacant.", [11.5]),
        ("The motion was lost by 4\n      votes to 2.", []),
        ("The vote was: For (21): Councillors Ash and Birch. Against (4): Councillor Crane.", []),
        ("Common assessments fell in quarter three.", []),
    ],
)
def test_numbers_of_items_and_of_votes_are_no_figures(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_of(text)] == values


def test_a_share_of_children_is_no_share_of_the_budget_for_them() -> None:
    (share,) = figures_of("Some 15% were referred to children's social care.")
    assert share.metric is None
    (part,) = figures_of("Children's social care takes 31% of the budget.")
    assert part.metric == "childrens_social_care_budget"


def test_numbers_of_minutes_that_look_like_amounts_are_no_figures() -> None:
    heads = "\n\n".join(f"2307.0{n} {title}" for n, title in enumerate(("Present", "Vacancy", "Accounts"), start=1))
    assert figures_of(heads) == ()
    assert [figure.value for figure in figures_of("2307.06 Grass cut\n\n2104.00 Wages")] == [2307.06, 2104.0]


@pytest.mark.parametrize("text", ["Mtg No: 24", "Ferry slip lease. ref: 2190    Approved"])
def test_what_stands_behind_number_and_a_colon_names_a_thing(text: str) -> None:
    assert figures_of(text) == ()


def test_an_amount_in_brackets_is_of_the_item_it_stands_behind() -> None:
    figures = figures_of(
        "The main variances are temporary accommodation (£410,000 over) and, in brief, fees (£95,000)."
    )
    assert figures[0].metric == "temporary_accommodation_spend"
    figures = figures_of(
        "The main variances are temporary accommodation (£410,000 over), planning fees (£95,000 over)."
    )
    assert figures[1].metric is None
