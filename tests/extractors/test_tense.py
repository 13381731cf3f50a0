"""On which side of the paper's day a month without its year lies."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates.grammar import parse_dates, resolve_again
from extractors.dates.tense import lean_of

MEETING = date(2022, 10, 11)

PAST = [
    ("In November a new team manager joined the service.", "2021-11-01"),
    ("Members heard that in July the library had lent 412 books.", "2022-07-01"),
    ("The hub opened in January.", "2022-01-01"),
    ("The waiting list had fallen to 61 by December.", "2021-12-01"),
    ("The roof was finished by April.", "2022-04-01"),
    ("The Panel had asked in March for a breakdown.", "2022-03-01"),
    ("62% of tenants asked in July were content.", "2022-07-01"),
    ("Income is higher than expected, following a rise in the rate in March.", "2022-03-01"),
    ("The officers will report on the visit made in December.", "2021-12-01"),
    ("By November the backlog had gone.", "2021-11-01"),
    ("The display was open until August.", "2022-08-01"),
]

AHEAD = [
    ("The tenants will be told in September.", "2023-09-01"),
    ("Officers were asked to bring a paper in July.", "2023-07-01"),
    ("The item was put off until June.", "2023-06-01"),
    ("Deferred to the August meeting.", "2023-08-01"),
    ("The Panel agreed to add parking to its programme for July.", "2023-07-01"),
    ("The pilot ends in September.", "2023-09-01"),
    ("The seller’s offer lapses in September.", "2023-09-01"),
    ("The Treasurer suggested July, when the books would be ready.", "2023-07-01"),
    ("A paper is to be circulated by March.", "2023-03-01"),
    ("By July the team will have moved.", "2023-07-01"),
    ("Costs will be watched, with a table printed as part of the monitoring paper in June.", "2023-06-01"),
    ("It was noted that the survey be completed by May.", "2023-05-01"),
    ("The hedge was to be planted in March.", "2023-03-01"),
    ("The warden had planned to visit in December.", "2022-12-01"),
    ("The ditch had to be cleared in December.", "2022-12-01"),
]


@pytest.mark.parametrize(("sentence", "first"), [*PAST, *AHEAD])
def test_the_sign_nearest_to_a_month_tells_its_year(sentence: str, first: str) -> None:
    (span,) = parse_dates(sentence, reference=MEETING)
    lean = lean_of(sentence[: span.start], sentence[span.end :])
    assert str(resolve_again(span, MEETING, lean).date_from) == first
