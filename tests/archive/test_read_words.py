"""What a passage's page says was read from it, in words that a member of the public can follow."""

from __future__ import annotations

import pytest

from archive.read_words import corrected_value, in_words


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "586100000.0", "unit": "GBP", "approx": "0"}, [("value", "£586,100,000")]),
        ({"value": "285.0", "value_high": "301.0", "unit": "count"}, [("value", "285 to 301")]),
        ({"value": "4.9", "unit": "percent", "approx": "1"}, [("value", "4.9%"), ("about", "yes")]),
        ({"period_from": "2024-04-01", "period_to": "2025-03-31"}, [("period", "2024/25")]),
        ({"period_from": "2013-09-30", "period_to": "2013-09-30"}, [("period", "30 September 2013")]),
        ({"period_to": "2013-09-30"}, [("period to", "30 September 2013")]),
        ({"due_from": "2024-03-01", "due_to": "2024-03-31"}, [("due", "1 March 2024 to 31 March 2024")]),
        ({"deadline": "2012-06-25T23:59:59"}, [("deadline", "the end of Monday 25 June 2012")]),
        ({"decided_on": "2012-06-14", "key_decision": "0"}, [("decided on", "14 June 2012"), ("key decision", "no")]),
        ({"metric": "adult_social_care_budget"}, [("metric", "adult social care budget")]),
        ({"votes": '{"for": 4, "against": 2, "abstained": 0}'}, [("votes", "4 for, 2 against, 0 abstained")]),
        ({"text": "that_the_report"}, [("text", "that_the_report")]),
    ],
)
def test_fields_are_said_as_a_person_would_say_them(fields: dict[str, str], said: list[tuple[str, str]]) -> None:
    assert in_words(fields) == said


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("deadline", '"2012-06-25T23:59:59"', "the end of Monday 25 June 2012"),
        ("deadline", '"2012-06-25T17:00:00"', "5pm on Monday 25 June 2012"),
        ("deadline", "null", "nothing"),
        ("deadline", None, "nothing"),
        ("meeting_date", '"2012-06-14"', "14 June 2012"),
        ("status", '"not_stated"', "not stated"),
        ("effects", '["minutes_confirmed", "noted"]', "minutes confirmed, noted"),
        ("value", "586100000.0", "586,100,000"),
        ("key_decision", "1", "yes"),
        ("title", '"that_the_report"', "that_the_report"),
    ],
)
def test_the_books_of_corrections_say_no_code(field: str, written: str | None, said: str) -> None:
    assert corrected_value(written, field) == said
