"""Which numbers of running text are figures. Every sentence is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import SpanGroup

from extractors.figures.prose_figures import find_prose_figures
from extractors.pipeline import read
from extractors.records import DocumentFacts, Figure
from ingest.reading import read_bytes


def figures_of(text: str, kind: str = "minutes") -> tuple[Figure, ...]:
    reading = read(read_bytes(f"{text}\n".encode(), "paper.txt"))
    facts = DocumentFacts(sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind=kind)
    return find_prose_figures(reading, facts, ())


def test_the_spans_of_the_doc_are_what_figures_are_built_from() -> None:
    reading = read(read_bytes(b"Footfall rose by 12% to 4,380 visits.\n", "paper.txt"))
    facts = DocumentFacts(sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1)
    counts = [span for span in reading.doc.spans["quantities"] if span.label_ == "count"]
    reading.doc.spans["quantities"] = SpanGroup(reading.doc, spans=counts)
    assert [figure.quote for figure in find_prose_figures(reading, facts, ())] == ["4,380"]


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
        "6 members voting in favour, none against.",
        "Children aged 11 to 16 may join.",
        "The office is at 14 Mill Street.",
        "She lives in Six Bells.",
        "Help is there 24 hours a day, 7 days a week.",
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


def test_a_metric_of_another_clause_is_not_taken() -> None:
    _, appeals = figures_of(
        "Some 90 per cent of major applications were decided on time, and that two appeals were lost."
    )
    assert appeals.metric is None


@settings(max_examples=60, deadline=None)
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
