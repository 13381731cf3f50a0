"""Minutes with numbers and titles in the margin, beside the paragraph an item begins with. Every paper is invented."""

from __future__ import annotations

from tests.extractors.invented_papers import paper

MARGIN = """
HARBOUR BOARD

The decisions at minutes 42 and 43 may be called in until 5pm on Thursday 18 March 2021.

41. The minutes of 2 February were submitted.

MINUTES\tRESOLVED -

That the minutes be confirmed as a correct record.

42. The Harbour Master reported that the ice house had been empty

ICE HOUSE:\tsince 2019 and that the roof had been mended twice.

LEASE

RESOLVED -

(a) That the lease be approved; and

(b) that the rent be reviewed in 2023.

Reason: The roof leaks.

43. The Board considered a report on the mooring MOORING DUES which the users had asked for.

AND FEES\tUsers had written in support.

RESOLVED -

That the dues be increased.

44. 6 April 2021 at 7pm.

NEXT MEETING\tThe meeting ended at 8pm.
"""


def test_each_number_begins_an_item_and_its_title_is_put_together_from_the_margin() -> None:
    found = paper(MARGIN, "minutes", body="Harbour Board", meeting_date="2021-03-09")
    assert [(d.number, d.title) for d in found.decisions] == [
        ("41", "MINUTES"),
        ("42", "ICE HOUSE: LEASE"),
        ("43", "MOORING DUES AND FEES"),
    ]
    assert found.texts == [
        "That the minutes be confirmed as a correct record.",
        "That the lease be approved",
        "that the rent be reviewed in 2023.",
        "That the dues be increased.",
    ]
    assert [d.reasons for d in found.decisions] == [None, "The roof leaks.", None]


def test_the_last_moment_is_that_of_the_items_named() -> None:
    found = paper(MARGIN, "minutes", body="Harbour Board", meeting_date="2021-03-09")
    assert [(c.decision, c.deadline) for c in found.call_ins] == [
        (1, "2021-03-18T17:00:00"),
        (2, "2021-03-18T17:00:00"),
    ]


def test_a_list_of_clauses_is_no_margin() -> None:
    words = "ITEM\n\nRESOLVED -\n\n1. That A be agreed.\n\n2. That B be agreed.\n\n3. That C be agreed."
    assert not any(d.rule == "margin_head" for d in paper(words, "minutes").decisions)
