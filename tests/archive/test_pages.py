from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .conftest import getter
from .sample_archive import HARBOUR, build, harbour, hostile, library

LISTS = [
    "/",
    "/search",
    "/call-ins",
    "/metrics",
    "/promises",
    "/gaps",
    "/findings",
    "/meetings",
    "/topics",
    "/topic/harbour",
    "/brief",
    "/brief?topic=harbour",
    "/coverage",
    "/corrections",
    "/about",
    "/api",
    "/accessibility",
]
ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"


def decision(get: Any, title: str) -> dict[str, Any]:
    found = [line for line in get("/search.json").json()["browsing"] if line["title"] == title]
    answer: dict[str, Any] = get(f"/decision/{found[0]['id']}.json").json()
    return answer


@pytest.mark.parametrize("path", LISTS)
def test_every_list_page_stands_with_no_data(get_empty: Any, path: str) -> None:
    assert get_empty(path).status_code == 200
    address, _, query = path.partition("?")
    as_json = "/index.json" if path == "/" else f"{address}.json?{query}"
    assert get_empty(as_json).json()["ok"] is True


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


@pytest.mark.parametrize("as_at, state", [("2024-03-12", "open"), ("2024-03-22", "open"), ("2024-03-23", "closed")])
def test_midnight_means_the_end_of_the_named_day(get: Any, as_at: str, state: str) -> None:
    groups = get(f"/call-ins.json?as_at={as_at}").json()["groups"]
    names = {item["call_in"]["title"]: group["state"] for group in groups for item in group["items"]}
    assert names == {"Harbour wall repairs": state}


def test_a_decision_that_was_not_yet_taken_on_the_day_is_not_listed(get: Any) -> None:
    assert not any(group["total"] for group in get("/call-ins.json?as_at=2024-03-11").json()["groups"])
    today = {group["state"]: group["total"] for group in get("/call-ins.json").json()["groups"]}
    assert today == {"open": 0, "called_in": 0, "closed": 1, "exempt": 0, "unknown": 1}


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
        "/metric/looked_after_children",
        "/meeting/2024-09-10",
        "/topic/script",
        f"/brief?topic={ATTACK}",
        f"/metrics?q={ATTACK}",
        f"/findings?rule={ATTACK}",
        f"/call-ins?as_at={ATTACK}&council={ATTACK}",
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


def test_a_withdrawn_paper_answers_gone_with_the_reason(tmp_path: Path) -> None:
    database = build(tmp_path / "public.db", [])
    conn = sqlite3.connect(database)
    conn.execute("CREATE TABLE withdrawn (document_id TEXT PRIMARY KEY, why TEXT, withdrawn_at TEXT)")
    conn.execute("INSERT INTO withdrawn VALUES ('0123456789ab', 'It named a child.', '2024-05-01T10:00:00Z')")
    conn.commit()
    conn.close()
    get = getter(database)
    for path in ("/document/0123456789ab", "/decision/0123456789ab-d00000000", "/passage/0123456789ab-f00000000"):
        assert get(path).status_code == 410
        assert "It named a child." in get(path).text
        assert get(path + ".json").json()["status"] == 410


def test_a_calculated_deadline_is_labelled_on_the_page(tmp_path: Path) -> None:
    document, record = library()
    call_in = replace(record.call_ins[0], deadline="2024-09-20T23:59:59", basis="calculated")
    get = getter(build(tmp_path / "public.db", [(document, replace(record, call_ins=(call_in,)))]))
    line = get("/search.json").json()["browsing"][0]
    page = get(f"/decision/{line['id']}").text
    assert "calculated from the council" in page
    assert "Five working days after publication" in page


def test_the_first_page_names_the_call_in_that_closes_next(tmp_path: Path) -> None:
    document, record = harbour()
    call_in = replace(record.call_ins[0], deadline="2999-03-22T23:59:59")
    get = getter(build(tmp_path / "public.db", [(document, replace(record, call_ins=(call_in,)))]))
    assert "Call-in open until 22 March 2999" in get("/").text


def test_a_total_that_is_wrong_stays_as_printed_with_the_finding_beside_it(get: Any) -> None:
    page = get("/findings").text
    assert "Printed: <strong>300</strong>" in page
    assert "Worked out: <strong>299</strong>" in page


def test_a_recommendation_is_not_shown_as_a_decision(get: Any) -> None:
    found = get("/search.json?q=boathouse").json()["results"][0]
    assert found["line"] is None
    page = get(found["path"]).text
    assert "A recommendation is not a decision" in page
    assert "recommended, not decided" in page


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        (("recommended",), "recommended, not decided"),
        (("recommended", "approved"), "recommended, not decided if agreed: approved"),
        (("unstated",), "recommended, not decided effect not stated"),
    ],
)
def test_what_a_body_recommends_onward_is_not_called_decided(
    tmp_path: Path, effects: tuple[str, ...], said: str
) -> None:
    document, record = harbour()
    onward = tuple(replace(one, status="recommended", effects=effects) for one in record.resolutions)
    decided = (replace(record.decisions[0], outcome="recommended"),)
    get = getter(build(tmp_path / "public.db", [(document, replace(record, decisions=decided, resolutions=onward))]))
    page = get(f"/decision/{get('/search.json').json()['browsing'][0]['id']}").text
    assert "What was recommended" in page
    assert "What was decided" not in page
    (tags, *_) = re.findall(r'<p class="tags">(.*?)</p>', page)
    assert " ".join(re.sub(r"<[^>]+>", " ", tags).split()) == said


def test_the_days_papers_and_decisions_stand_on_one_page(get: Any) -> None:
    meeting = get("/meeting/2024-03-12.json?council=saltmarsh").json()
    assert [d["title"] for d in meeting["documents"]] == ["Minutes of Cabinet"]
    assert [d["title"] for d in meeting["decisions"]] == ["Harbour wall repairs"]


def test_a_metric_names_the_query_that_gives_its_values_to_programs(get: Any) -> None:
    page = get("/metric/looked_after_children")
    record = get("/metric/looked_after_children.json").json()
    rows = get(record["query"]).json()
    assert len(rows) == record["metric"]["points"] > 0
    assert {row["metric"] for row in rows} == {"looked_after_children"}
    assert record["query"].replace("&", "&amp;") in page.text


def test_a_range_and_a_number_make_a_sentence_that_reckons_nothing(get: Any) -> None:
    metric = get("/metric/looked_after_children.json").json()
    assert metric["several"][0]["movement"].startswith("225 to 231 (at 30 June 2024), after 212")
    assert "down" not in metric["several"][0]["movement"]
    assert "<svg" in get("/metric/looked_after_children").text


def test_a_promise_is_never_said_to_be_broken(get: Any) -> None:
    words = get("/promises").text
    assert "broken" not in words.replace("kept or broken", "")
    states = {e["state"]["state"] for one in get("/promises.json").json()["promises"] for e in one["events"]}
    assert states
    assert states <= {"kept", "due", "overdue", "cannot_tell"}


def test_wherever_a_replaced_paper_is_listed_it_says_that_a_later_version_is_held(tmp_path: Path) -> None:
    first = harbour()
    later, record = harbour(HARBOUR + "Put right.\n")
    moved = replace(record, call_ins=(replace(record.call_ins[0], deadline="2024-03-25T23:59:59"),))
    database = build(tmp_path / "public.db", [first, (later, moved)])
    with closing(sqlite3.connect(database)) as conn, conn:
        conn.execute("UPDATE documents SET supersedes_id = ? WHERE id = ?", (first[0].id, later.id))
    get = getter(database)
    words = "a later version of the paper is held"
    for page in ("/", "/search", "/search?q=harbour", "/call-ins?as_at=2024-03-20", "/meeting/2024-03-12"):
        told = [part for part in get(page).text.split("<li>") if words in part]
        assert told, page
        assert all(first[0].id in part and later.id not in part for part in told), page
    events = get("/call-ins.ics").text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    named = {one.split("DTSTART;VALUE=DATE:")[1][:8]: "(earlier version of the paper)" in one for one in events}
    assert named == {"20240322": True, "20240325": False}
