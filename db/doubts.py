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

from db.call_in_rules import outside_rule
from db.facts import Value
from db.policy import Policy
from db.required_sections import Paper, required_of
from db.shown import Shown, shown_document, shown_facts

_READ_BY_EYE = ("call_ins", "dates", "figures")
"""Lists whose values a misread letter of a scan changes."""
_SAME_SLIP = {
    "missing_operative_verb": "no_operative_verb",
    "other": "malformed_amount",
    "weekday_mismatch": "weekday_mismatch",
}
"""Rule of a finding to the doubt about the fact in which the same slip shows."""
_DAYS_OF_PAPER = frozenset({"signed_before_meeting", "published_before_meeting"})


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


def facts_with_doubts(
    conn: sqlite3.Connection,
    document_id: str,
    policy: Policy = Policy(),  # noqa: B008 - frozen
) -> tuple[Shown, ...]:
    """The paper's own fields and every fact as shown, each with all doubts that nobody has answered yet.

    The paper itself comes first, then the facts that the machine or a person gives; rejected ones last of their list.
    """
    paper = shown_document(conn, document_id)
    if paper is None:
        return ()
    facts = shown_facts(conn, document_id)
    rows = conn.execute("SELECT number FROM pages WHERE document_id = ? AND source = 'ocr'", (document_id,))
    scanned = frozenset(row[0] for row in rows)
    about = (*_about_paper(paper, facts), *_missing_sections(conn, paper, facts))
    first = replace(paper, fact=replace(paper.fact, doubts=about if paper.review == "machine" else ()))
    asked = _Asked(facts, scanned, frozenset(about), dict(paper.fact.fields), _outside_rule(conn, paper, facts, policy))
    return (first, *(asked.of(one) for one in facts))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of each fact of one paper."""

    facts: tuple[Shown, ...]
    scanned: frozenset[int]
    about_paper: frozenset[str]
    paper: Mapping[str, Value]
    """The fields of the paper itself."""
    outside_rule: frozenset[str]
    """Ids of call-ins whose deadline the council's rule does not give."""

    def of(self, one: Shown) -> Shown:
        fact = one.fact
        if one.review != "machine":
            return one
        codes = list(fact.doubts)
        if fact.list in _READ_BY_EYE and fact.page in self.scanned:
            codes.append("ocr")
        if fact.list == "figures" and self._still_to_come(dict(fact.fields)):
            codes.append("actual_after_meeting")
        if fact.list == "findings" and not dict(fact.fields).get("explained_by") and not self._asked_elsewhere(one):
            codes.append(fact.rule)
        if fact.list == "call_ins":
            # What does not fit about a day that a deadline is made of is a doubt about the deadline.
            codes += [found.fact.rule for found in self._findings("weekday_mismatch", "date_order", at=one)]
            codes += ["deadline_outside_rule"] if fact.id in self.outside_rule else []
        return replace(one, fact=replace(fact, doubts=tuple(dict.fromkeys(codes))))

    def _still_to_come(self, figure: Mapping[str, Value]) -> bool:
        """Whether a value of a series is given as actual for a day after the meeting to which the paper goes.

        What is set for a year to come, as a council tax base, is no such day.
        """
        meeting = self.paper["meeting_date"]
        start = figure["period_from"]
        a_day = start and start == figure["period_to"]
        known = figure["kind"] == "actual" and figure["metric"] and a_day and meeting
        return bool(known) and str(start) > str(meeting)

    def _findings(self, *rules: str, at: Shown) -> list[Shown]:
        return [
            found
            for found in self.facts
            if found.fact.list == "findings" and found.fact.rule in rules and found.review != "rejected"
            and found.fact.start < at.fact.end and found.fact.end > at.fact.start
        ]  # fmt: skip

    def _asked_elsewhere(self, finding: Shown) -> bool:
        """Whether the same question is put about the clause, or about the paper as a whole: once is enough."""
        rule, start, end = finding.fact.rule, finding.fact.start, finding.fact.end
        if rule == "date_order":
            return bool(self.about_paper & _DAYS_OF_PAPER)
        same = _SAME_SLIP.get(rule)
        return any(
            one.machine is not None and same in one.machine.doubts and one.fact.start < end and one.fact.end > start
            for one in self.facts
        )


def _outside_rule(conn: sqlite3.Connection, paper: Shown, facts: tuple[Shown, ...], policy: Policy) -> frozenset[str]:
    if not policy.call_in_rules:
        return frozenset()
    own = dict(paper.fact.fields)
    council = conn.execute(
        "SELECT c.id, c.nation FROM documents d LEFT JOIN councils c ON c.id = d.council_id WHERE d.id = ?",
        (paper.fact.document_id,),
    ).fetchone()
    rule = policy.call_in_rule(_text(own["council"]), council[0])
    if rule is None:
        return frozenset()
    days = {"published": _text(own["published_date"]), "meeting": _text(own["meeting_date"])}
    return frozenset(
        one.fact.id
        for one in facts
        if one.fact.list == "call_ins"
        and (deadline := dict(one.fact.fields)["deadline"])
        and outside_rule(str(deadline), rule, **days, nation=council[1])
    )


def _missing_sections(conn: sqlite3.Connection, paper: Shown, facts: tuple[Shown, ...]) -> Iterable[str]:
    """What the law asks of the record of an executive decision and was not found in it."""
    own = dict(paper.fact.fields)
    nation = conn.execute(
        "SELECT c.nation FROM documents d JOIN councils c ON c.id = d.council_id WHERE d.id = ?",
        (paper.fact.document_id,),
    ).fetchone()
    known = [_text(own[name]) for name in ("kind", "body", "decision_maker", "meeting_date")]
    kind, body, maker, day = known
    asked = required_of(Paper(kind, nation and nation[0], body, maker, day))
    live = [one.fact for one in facts if one.review not in ("rejected", "lost")]
    sections = {dict(fact.fields)["kind"] for fact in live if fact.list == "sections"}
    decisions = [dict(fact.fields) for fact in live if fact.list == "decisions"]
    for one in asked:
        stated = one.section in sections or any(decision.get(one.section) is not None for decision in decisions)
        if one.section != "day" and not stated:
            yield f"{one.section}_missing"
    if asked and all(dict(fact.fields)["status"] == "not_stated" for fact in live if fact.list == "call_ins"):
        yield "call_in_missing"


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


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
