"""What publishing leaves out, and why: papers by the policy, deadlines and readings with a doubt, officers' names."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from db.call_in_rules import outside_rule
from db.doubts import doubts_known, facts_with_doubts
from db.facts import FACT_LISTS
from db.packs import packs_with
from db.policy import Policy
from db.publish_tables import keep_withdrawn_call_ins, note_withdrawn_call_ins
from db.store import remove

_HELD_BACK = ("dates", "figures", "commitments", "citations")
"""Lists whose facts are nothing but a reading: with a doubt that holds back they are left out. Decisions and clauses
are the paper's own words and stay, marked as to be checked."""

_NOT_COUNCILLORS = ("author", "contact", "signatory")


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One paper that is held back, or (reason: deadline) whose call-in deadline is."""

    document_id: str
    name: str
    reason: str
    """failed, exempt, withdrawn, unreviewed or deadline"""


def write_doubts(conn: sqlite3.Connection, policy: Policy) -> None:
    """The doubts of ``db.doubts`` that no rule of the extractors has: values from scans, deadlines that do not fit."""
    on_scan = "SELECT 1 FROM pages g WHERE g.document_id = f.document_id AND g.number = f.page AND g.source = 'ocr'"
    for table in ("call_ins", "dates", "figures"):
        conn.execute(
            f"UPDATE {table} AS f SET doubts = json_insert(doubts, '$[#]', 'ocr'), needs_check = 1"
            f" WHERE EXISTS ({on_scan})"
        )
    conn.execute(
        "UPDATE call_ins AS f SET needs_check = 1, doubts = json_insert(doubts, '$[#]', (SELECT rule FROM findings w"
        ' WHERE w.document_id = f.document_id AND w.start < f."end" AND w."end" > f.start'
        " AND w.rule IN ('weekday_mismatch', 'date_order') LIMIT 1))"
        ' WHERE EXISTS (SELECT 1 FROM findings w WHERE w.document_id = f.document_id AND w.start < f."end"'
        " AND w.\"end\" > f.start AND w.rule IN ('weekday_mismatch', 'date_order'))"
    )
    conn.execute(
        "UPDATE figures AS f SET doubts = json_insert(doubts, '$[#]', 'actual_after_meeting'), needs_check = 1"
        " WHERE kind = 'actual' AND metric IS NOT NULL AND period_from = period_to AND period_from >"
        " (SELECT meeting_date FROM documents d WHERE d.id = f.document_id)"
    )
    _doubt_by_rule(conn, policy)


def _doubt_by_rule(conn: sqlite3.Connection, policy: Policy) -> None:
    """Deadlines that the council's own rule does not give, where the policy states one."""
    if not policy.call_in_rules:
        return
    rows = conn.execute(
        "SELECT f.id, f.deadline, d.council, d.council_id, d.published_date, d.meeting_date, c.nation"
        " FROM call_ins f JOIN documents d ON d.id = f.document_id LEFT JOIN councils c ON c.id = d.council_id"
        " WHERE f.deadline IS NOT NULL"
    ).fetchall()
    for fact_id, deadline, council, council_id, published, meeting, nation in map(tuple, rows):
        rule = policy.call_in_rule(council, council_id)
        if rule and outside_rule(deadline, rule, published=published, meeting=meeting, nation=nation):
            conn.execute(
                "UPDATE call_ins SET doubts = json_insert(doubts, '$[#]', 'deadline_outside_rule'), needs_check = 1"
                " WHERE id = ?",
                (fact_id,),
            )


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stays out of the public database: how many papers for each reason, and which."""

    counts: Counter[str]
    withdrawn: tuple[tuple[str, str, str], ...]
    papers: tuple[HeldBack, ...]


def withhold(conn: sqlite3.Connection, policy: Policy) -> Withheld:
    """Take out failed, exempt, withdrawn and, where the policy asks for a look, unreviewed documents."""
    withdrawn = tuple(
        (row[0], row[1], row[2]) for row in conn.execute("SELECT document_id, why, withdrawn_at FROM withdrawals")
    )
    reasons = {document_id: "withdrawn" for document_id, _, _ in withdrawn}
    rows = conn.execute("SELECT id, status, exempt, council, council_id FROM documents ORDER BY id")
    for document_id, status, exempt, council, council_id in map(tuple, rows):
        if status == "failed":
            reasons.setdefault(document_id, "failed")
        elif exempt and document_id not in policy.exempt:
            reasons.setdefault(document_id, "exempt")
        elif policy.needs_review(council, council_id) and not _reviewed(conn, document_id, policy):
            reasons.setdefault(document_id, "unreviewed")
    closed = [document_id for document_id, reason in reasons.items() if reason == "exempt"]
    for pack_id in {packed.pack_id for paper_id in closed for packed in packs_with(conn, paper_id)} - policy.exempt:
        # Its pages print what is not for publication, whatever the pack says of itself.
        reasons.setdefault(pack_id, "exempt")
    names = {one: _name(conn, one) for one in reasons}
    keep_withdrawn_call_ins(conn)
    for document_id, _, at in withdrawn:
        note_withdrawn_call_ins(conn, document_id, at, doubtful=policy.doubtful_deadlines)
    for document_id in sorted(reasons):
        remove(conn, document_id)
    papers = tuple(HeldBack(one, names[one], reasons[one]) for one in sorted(reasons, key=lambda one: names[one]))
    return Withheld(Counter(reasons.values()), withdrawn, papers)


def _name(conn: sqlite3.Connection, document_id: str) -> str:
    name: str = conn.execute("SELECT coalesce(title, filename) FROM documents WHERE id = ?", (document_id,)).fetchone()[
        0
    ]
    return name


def _reviewed(conn: sqlite3.Connection, document_id: str, policy: Policy) -> bool:
    """Whether a person has looked at the paper as a whole, and answered every question that the desk puts about it."""
    facts = facts_with_doubts(conn, document_id, policy)
    return bool(facts) and facts[0].review != "machine" and not any(one.fact.doubts for one in facts)


def withhold_deadlines(conn: sqlite3.Connection) -> tuple[HeldBack, ...]:
    """A wrong deadline under the council's name does the most harm: one with any doubt is not shown as a date.

    Gives one entry for each deadline.
    """
    doubted = (
        "SELECT f.id FROM call_ins f WHERE f.needs_check AND (f.deadline IS NOT NULL OR f.effective_from IS NOT NULL)"
    )
    rows = conn.execute(
        "SELECT d.id, coalesce(d.title, d.filename) FROM call_ins c JOIN documents d ON d.id = c.document_id"
        f" WHERE c.id IN ({doubted}) ORDER BY d.id, c.start"
    ).fetchall()
    conn.execute(f"UPDATE call_ins SET deadline = NULL, effective_from = NULL, basis = NULL WHERE id IN ({doubted})")
    return tuple(HeldBack(row[0], row[1], "deadline") for row in rows)


def withhold_facts(conn: sqlite3.Connection, policy: Policy) -> int:
    """Readings with a doubt that holds back or of an unsure rule, and names of people who are not councillors."""
    taken = 0
    harmless = [code for code, doubt in doubts_known().items() if not doubt.holds_back]
    if not policy.doubtful_facts:
        places = ", ".join("?" * len(harmless))
        for table in _HELD_BACK:
            taken += conn.execute(
                f"DELETE FROM {table} WHERE needs_check AND EXISTS"
                f" (SELECT 1 FROM json_each(doubts) WHERE value NOT IN ({places}))",
                harmless,
            ).rowcount
    if policy.minimum_confidence:
        for table in (name for name in FACT_LISTS if name not in ("decisions", "resolutions", "sections")):
            sql = f"DELETE FROM {table} WHERE review = 'machine' AND confidence < ?"
            taken += conn.execute(sql, (policy.minimum_confidence,)).rowcount
    if not policy.names:
        places = ", ".join("?" * len(_NOT_COUNCILLORS))
        conn.execute(
            f"DELETE FROM people WHERE role IN ({places}) AND name IS NOT NULL AND name NOT LIKE 'Cllr%'"
            " AND name NOT LIKE 'Councillor%' AND review = 'machine'",
            _NOT_COUNCILLORS,
        )
    return taken
