"""Typed forms: the rest of a value stands on the next line, under its start."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind
from ingest.reading import read_bytes


def paragraphs(text: str) -> list[str]:
    document = read_bytes(text.strip("\n").encode(), "form.txt")
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    return [" ".join(document.text[b.start : b.end].split()) for b in document.blocks if b.kind in kinds]


FORM = """
Subject:            Lease of the old
                    boathouse
Decided by:         Councillor B Reed, Member
                    for Leisure
Open to call-in:    until 5pm on Friday
                    14 June 2024
Ward:               Quay
"""
ONES = [
    "Subject: Lease of the old boathouse",
    "Decided by: Councillor B Reed, Member for Leisure",
    "Open to call-in: until 5pm on Friday 14 June 2024",
    "Ward: Quay",
]


def test_the_rest_of_a_value_belongs_to_it() -> None:
    assert paragraphs(FORM) == ONES


def test_labels_need_no_colon() -> None:
    assert paragraphs(FORM.replace(":", " ")) == [words.replace(":", "") for words in ONES]


@pytest.mark.parametrize(
    "form",
    [
        "Present:    Councillor B Reed\n            Councillor C Sedge\n            Councillor D Rush\n",
        "Background papers:    Report of 3 May 2024\n                      Letter of 4 May 2024\n",
        "Ward:     Quay\n          Email: ward@example.org\n",
        "Decided:  to let the house.\n          The rent is £900.\n",
        "Ward:     Quay\nLeader    B Reed\n",
    ],
)
def test_entries_of_lists_and_new_labels_stand_for_themselves(form: str) -> None:
    assert len(paragraphs(form)) == len(form.strip().splitlines())
