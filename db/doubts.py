"""Why a person is asked to look: codes, the questions they stand for, and the rules that look at a paper as a whole."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from db.shown import Shown, shown_document, shown_facts

_READ_BY_EYE = ("call_ins", "dates", "figures")
"""Lists whose values a misread letter of a scan changes."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look. ``because`` is the real case or the rule that justifies asking."""

    code: str
    question: str
    because: str
    holds_back: bool
    """True where the value is not published until a person has answered."""


@cache
def doubts_known() -> Mapping[str, Doubt]:
    """Code to doubt."""
    return MappingProxyType({entry["code"]: Doubt(**entry) for entry in _vocabulary()["doubt"]})


def doubt(code: str) -> Doubt:
    """What ``code`` stands for. One that the table lacks is asked in general words and holds the value back."""
    return doubts_known().get(code) or Doubt(code, "The program was not sure of this. Is it right?", code, True)


@cache
def _vocabulary() -> dict[str, Any]:
    text = files(__package__).joinpath("doubts.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)
    return found


def facts_with_doubts(conn: sqlite3.Connection, document_id: str) -> tuple[Shown, ...]:
    """The paper's own fields and every fact as shown, each with all doubts that nobody has answered yet.

    The paper itself comes first, then the facts that the machine or a person gives; rejected ones last of their list.
    """
    paper = shown_document(conn, document_id)
    if paper is None:
        return ()
    facts = shown_facts(conn, document_id)
    scanned = {
        row[0]
        for row in conn.execute("SELECT number FROM pages WHERE document_id = ? AND source = 'ocr'", (document_id,))
    }
    own = tuple(_about_paper(paper, facts)) if paper.review == "machine" else ()
    first = replace(paper, fact=replace(paper.fact, doubts=own))
    return (first, *(_with_doubts(one, facts, scanned) for one in facts))


def _with_doubts(one: Shown, facts: tuple[Shown, ...], scanned: set[int]) -> Shown:
    fact = one.fact
    if one.review != "machine":
        return one
    codes = list(fact.doubts)
    if fact.list in _READ_BY_EYE and fact.page in scanned:
        codes.append("ocr")
    if fact.list == "findings" and not dict(fact.fields).get("explained_by"):
        codes.append(fact.rule)
    if fact.list == "call_ins":
        # What does not fit about a day that a deadline is made of is a doubt about the deadline.
        codes += [
            found.fact.rule
            for found in facts
            if found.fact.list == "findings" and found.fact.rule in ("weekday_mismatch", "date_order")
            and found.review != "rejected"
            and found.fact.start < fact.end and found.fact.end > fact.start
        ]  # fmt: skip
    return replace(one, fact=replace(fact, doubts=tuple(dict.fromkeys(codes))))


def _about_paper(paper: Shown, facts: Iterable[Shown]) -> Iterable[str]:
    own = dict(paper.fact.fields)
    meeting, signed, published = (str(own[name] or "") for name in ("meeting_date", "signed_date", "published_date"))
    if meeting and signed and signed < meeting:
        yield "signed_before_meeting"
    if meeting and published and published < meeting and own["kind"] in ("decision_record", "minutes"):
        yield "published_before_meeting"
    expected = _vocabulary()["expected_clauses"].get(str(own["kind"]))
    if expected:
        clauses = sum(one.fact.list == "resolutions" and one.review != "rejected" for one in facts)
        if clauses < expected[0]:
            yield "few_resolutions"
        if clauses > expected[1]:
            yield "many_resolutions"
