from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import getter
from .sample_archive import build, hostile

LISTS = ["/", "/search", "/call-ins"]
ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"


def decision(get: Any, title: str) -> dict[str, Any]:
    found = [line for line in get("/search.json").json()["browsing"] if line["title"] == title]
    answer: dict[str, Any] = get(f"/decision/{found[0]['id']}.json").json()
    return answer


@pytest.mark.parametrize("path", LISTS)
def test_every_list_page_stands_with_no_data(get_empty: Any, path: str) -> None:
    assert get_empty(path).status_code == 200
    assert get_empty(path.rstrip("/") + ("/index.json" if path == "/" else ".json")).json()["ok"] is True


def test_resolutions_are_verbatim_with_their_effects(get: Any) -> None:
    clauses = decision(get, "Harbour wall repairs")["resolutions"]
    assert [(c["number"], c["text"], c["effects"]) for c in clauses] == [
        ("1", "the survey of the harbour wall be noted", ["noted"]),
        ("2", "repairs of £1,250,000 be approved", ["approved"]),
    ]


def test_a_section_that_says_none_is_told_from_an_empty_and_a_missing_one(get: Any) -> None:
    page = get(f"/decision/{decision(get, 'Harbour wall repairs')['decision']['id']}").text
    assert '<p class="words">None</p>' in page
    assert "a heading for conflicts of interest and nothing under it" in page
    assert "no section on dispensations" in page


def test_a_rule_without_a_date_is_unknown_and_never_a_deadline(get: Any) -> None:
    shown = decision(get, "Opening hours of libraries")["call_ins"][0]
    assert shown["state"]["state"] == "unknown"
    assert shown["call_in"]["deadline"] is None
    assert shown["call_in"]["quote"] == "Five working days after publication"


def test_the_words_of_a_fact_open_marked_in_the_paper(get: Any) -> None:
    clause = decision(get, "Harbour wall repairs")["resolutions"][1]
    passage = get(f"/passage/{clause['id']}.json").json()
    assert passage["exact"] == clause["text"]
    assert passage["selector"][0]["exact"] == clause["text"]
    assert passage["selector"][0]["prefix"].endswith("2. ")
    page = get(f"/document/{clause['document_id']}/page/1?hl={clause['id']}").text
    assert "<mark>repairs of </mark>" in page
    assert "<mark>" in page.split('id="words"')[1]


def test_the_text_of_a_page_is_whole_and_in_order(get: Any) -> None:
    clause = decision(get, "Harbour wall repairs")["resolutions"][0]
    record = get(f"/document/{clause['document_id']}/page/1.json").json()
    assert "".join(piece["text"] for piece in record["pieces"]) == record["page"]["text"]


@pytest.mark.parametrize(
    "path", ["/decision/none", "/document/0123456789ab", "/passage/0123456789ab-f00000000", "/nothing/here"]
)
def test_a_missing_page_says_so_in_the_form_asked_for(get: Any, path: str) -> None:
    page, data = get(path), get(path + ".json")
    assert (page.status_code, data.status_code) == (404, 404)
    assert "<main" in page.text
    assert data.json()["ok"] is False


@pytest.mark.parametrize(
    "as_at, state", [("2024-03-22", "open"), ("2024-03-23", "closed"), ("2024-03-01", "open"), ("", "closed")]
)
def test_midnight_means_the_end_of_the_named_day(get: Any, as_at: str, state: str) -> None:
    groups = get(f"/call-ins.json?as_at={as_at}").json()["groups"]
    names = {item["call_in"]["title"]: group["state"] for group in groups for item in group["items"]}
    assert names == {"Harbour wall repairs": state, "Opening hours of libraries": "unknown"}


def test_a_day_that_is_none_is_said_to_be_none(get: Any) -> None:
    assert "was not understood" in get("/call-ins?as_at=tomorrow").text


def test_nothing_that_a_paper_prints_becomes_markup(tmp_path: Path) -> None:
    get = getter(build(tmp_path / "public.db", [hostile(ATTACK)]))
    line = get("/search.json").json()["browsing"][0]
    record = get(f"/decision/{line['id']}.json").json()
    fact = record["figures"][0]["id"]
    document = line["document_id"]
    paths = [
        *LISTS,
        "/search?q=script",
        f"/search?q={ATTACK}&council={ATTACK}",
        f"/decision/{line['id']}",
        f"/document/{document}",
        f"/document/{document}/page/1?hl={fact}",
        f"/document/{document}/figures",
        f"/passage/{fact}",
    ]
    for path in paths:
        answer = get(path)
        assert answer.status_code == 200, path
        assert "<script" not in answer.text, path
        assert "<img" not in answer.text, path
