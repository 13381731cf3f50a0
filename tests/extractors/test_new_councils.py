"""Councils that the list does not know: new, renamed or abolished ones are read by the form of their names."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from ingest.reading import read_bytes

REST = """
{body}

Minutes of the meeting held on Tuesday 4 June 2019

Present: Councillors Ash (Chair), Birch and Cole

1. Apologies

There were no apologies.

2. Bins

RESOLVED: That the report be noted.
"""


def council_of(head: str, body: str = "Roads Committee") -> str | None:
    return extract(read_bytes((head + "\n" + REST.format(body=body)).encode(), "paper.txt")).document.council


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("LARKDALE COUNCIL", "Larkdale Council"),
        ("Upper Wend and Larkdale Council", "Upper Wend and Larkdale Council"),
        ("LONDON BOROUGH OF EASTWICK", "London Borough of Eastwick"),
        ("Metropolitan Borough of Cawdale", "Metropolitan Borough of Cawdale"),
        ("LARKDALE AND WEND UNITARY COUNCIL", "Larkdale and Wend Unitary Council"),
        ("Three Fells Mayoral Combined Authority", "Three Fells Mayoral Combined Authority"),
        ("NEW LARKDALE TOWN COUNCIL", "New Larkdale Town Council"),
    ],
)
def test_an_unlisted_council_over_the_paper_is_its_publisher(head: str, name: str) -> None:
    assert council_of(head) == name


@pytest.mark.parametrize(
    "head", ["FULL COUNCIL", "Youth Council", "Annual Council", "Tenant Council", "Parish Council"]
)
def test_a_body_that_is_called_a_council_is_no_publisher(head: str) -> None:
    assert council_of(head) is None


def test_the_council_is_not_the_body_that_met() -> None:
    record = extract(read_bytes(("Larkdale Council\n" + REST.format(body="Roads Committee")).encode(), "paper.txt"))
    assert record.document.body == "Roads Committee"
