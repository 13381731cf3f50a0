"""Parts of a whole in running text. Every sentence is invented."""

from __future__ import annotations

import pytest

from extractors.figures.prose_figures import find_prose_figures
from extractors.figures.segments import segment_of
from extractors.pipeline import read
from extractors.records import DocumentFacts, Figure
from ingest.reading import read_bytes


def figures_of(text: str) -> tuple[Figure, ...]:
    reading = read(read_bytes(f"{text}\n".encode(), "paper.txt"))
    facts = DocumentFacts(sha256="0" * 64, filename="paper.txt", media_type="text/plain", pages=1, kind="report")
    return find_prose_figures(reading, facts, ())


DEVELOPED_ON = [
    ("The number of contacts was 3,410, of which 1,204 were from the Police.", [None, "Police"]),
    ("In all 245 contacts came from schools and 80 referrals from health visitors.", ["schools", "health visitors"]),
    ("There were 512 children in care. Of these, 138 were placed with relatives.", [None, "relatives"]),
    ("There were 512 children in care; 40 of them in residential homes.", [None, "residential homes"]),
]


@pytest.mark.parametrize("text, segments", DEVELOPED_ON)
def test_a_part_carries_its_name(text: str, segments: list[str | None]) -> None:
    assert [figure.segment for figure in figures_of(text)] == segments


def test_a_part_keeps_the_metric_of_its_whole_under_its_own_segment() -> None:
    whole, part = figures_of("The number of contacts was 3,410, of which 1,204 were from the Police.")
    assert (whole.metric, whole.segment) == ("contacts", None)
    assert (part.metric, part.segment) == ("contacts", "Police")


def test_a_part_without_a_name_counts_to_no_metric() -> None:
    _, part = figures_of("There were 3,410 contacts, of which 1,204.")
    assert (part.metric, part.segment) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "There were 3,410 contacts from April to June.",
        "Referrals fell from 712 to 640.",
        "The service worked with 900 families, including 245 looked after children.",
        "A total of 380 referrals from the previous year were checked.",
    ],
)
def test_a_whole_has_no_segment(text: str) -> None:
    assert [figure.segment for figure in figures_of(text)] == [None] * len(figures_of(text))


def test_money_has_no_segment_by_its_source() -> None:
    assert [figure.segment for figure in figures_of("The budget for agency placements took £2m from reserves.")] == [
        None
    ]


@pytest.mark.parametrize("words", ["of which " * 400, " a" * 4000, " from" * 4000, "," * 4000])
def test_the_name_of_a_part_is_never_longer_than_a_few_words(words: str) -> None:
    part = segment_of(words, words)
    assert part is None or part.name is None or len(part.name.split()) <= 6
