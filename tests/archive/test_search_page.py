from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

HOSTILE = [
    '"',
    "'",
    "*",
    "NEAR(",
    "",
    " ",
    "\0",
    "AND OR NOT",
    "title:x",
    "-",
    "(",
    "“",
    "a" * 10_000,
    "%_\\",
    "<script>",
    "^x",
    "{x}",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=[ascii(one[:12]) for one in HOSTILE])
@pytest.mark.parametrize("form", ["/search", "/search.json"])
def test_whatever_is_typed_gets_a_page(get: Any, typed: str, form: str) -> None:
    answer = get(f"{form}?q={quote(typed)}")
    assert answer.status_code == 200
    assert "fts5" not in answer.text.lower()
    assert "sqlite" not in answer.text.lower()


def test_a_word_of_a_clause_finds_its_decision_with_effects_and_call_in(get: Any) -> None:
    found = get("/search.json?q=harbour").json()
    assert found["results"][0]["line"]["title"] == "Harbour wall repairs"
    assert found["results"][0]["line"]["effects"] == ["noted", "approved"]
    assert found["results"][0]["call_in"]["state"] == "closed"
    assert any(piece["marked"] for piece in found["results"][0]["hit"]["snippet"])


def test_synonyms_are_shown_and_can_be_switched_off(get: Any) -> None:
    with_synonyms = get("/search?q=looked+after+children").text
    assert "also for" in with_synonyms
    assert get("/search.json?q=looked+after+children").json()["total"] > 0
    assert get("/search.json?q=looked+after+children&synonyms=off").json()["total"] == 0


def test_an_empty_search_lists_the_newest_decisions(get: Any) -> None:
    titles = [line["title"] for line in get("/search.json").json()["browsing"]]
    assert titles == ["Opening hours of libraries", "Harbour wall repairs"]


def test_filters_narrow_and_count(get: Any) -> None:
    assert get("/search.json?q=cabinet&kind=report").json()["total"] == 1
    assert get("/search.json?effect=approved").json()["total"] == 1
    assert get("/search.json?q=cabinet&from=2024-09-01&to=2024-09-30").json()["total"] == 1
    kinds = {
        choice["label"]: choice["count"]
        for group in get("/search.json?q=cabinet").json()["facets"]
        if group["name"] == "Kind of paper"
        for choice in group["choices"]
    }
    assert kinds["Report"] == 1


@pytest.mark.parametrize(
    "query", ["from=yesterday", "to=2024-13-45", "page=-1", "page=999999999999", "page=x", "sort=x", "year=２０２４"]
)
def test_nonsense_in_the_address_is_ignored(get: Any, query: str) -> None:
    assert get(f"/search.json?q=harbour&{query}").json()["ok"] is True


@pytest.mark.parametrize("query", ["q=harbour", "", "effect=approved"])
def test_a_page_past_the_last_is_the_last_and_says_so(get: Any, query: str) -> None:
    first = get(f"/search.json?{query}").json()
    past = get(f"/search.json?{query}&page=999").json()
    shown = ("number", "last", "total", "results", "browsing")
    assert {name: past[name] for name in shown} == {name: first[name] for name in shown}
    assert past["number"] == past["last"] == 1
