"""The facts of one document, as frozen records, and their JSON (the contract's section 2).

The names of fields are the names of JSON keys and of SQLite columns. Two are reserved words somewhere, so they
are spelled out here: ``date_from`` and ``date_to`` are ``from`` and ``to`` in JSON, and ``Votes.for_`` is ``for``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

SCHEMA = "minutebook/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact carries: its place, the rule that found it, and how sure the rule is.

    ``document.text[start:end]`` are the words it was read from. ``rule`` names the entry of a vocabulary or the
    function that found it. ``confidence`` is 0 to 1; ``doubts`` are reason codes for a person to look at.
    """

    page: int
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """The fields of ``document``. ISO dates as text; None is unknown."""

    sha256: str
    filename: str
    media_type: str
    pages: int
    kind: str = "other"
    council: str | None = None
    body: str | None = None
    title: str | None = None
    meeting_date: str | None = None
    signed_date: str | None = None
    published_date: str | None = None
    decision_maker: str | None = None
    reference: str | None = None
    portfolio: str | None = None
    lead_member: str | None = None
    key_decision: bool | None = None
    part: str | None = None
    exempt: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvidence(Fact):
    """Where a field of ``document`` was found: what ``explain`` shows for it."""

    field: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    name: str | None
    post: str | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Fact):
    kind: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    number: str | None = None
    title: str | None = None
    reference: str | None = None
    decided_on: str | None = None
    decision_maker: str | None = None
    outcome: str = "decided"
    key_decision: bool | None = None
    record: str | None = None
    reasons: str | None = None
    alternatives: str | None = None
    conflicts: str | None = None
    dispensations: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """Votes as printed; None where that number is not printed."""

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Fact):
    """``decision`` is the index of its decision in the record, or None. ``text[start:end]`` is the clause."""

    decision: int | None
    number: str | None
    text: str
    status: str
    effects: tuple[str, ...]
    recurs: str | None = None
    votes: Votes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallIn(Fact):
    decision: int | None
    status: str
    quote: str | None
    deadline: str | None = None
    effective_from: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Fact):
    quote: str
    date_from: str
    date_to: str
    role: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    quote: str
    value: float | None
    value_high: float | None = None
    unit: str = "count"
    measure: str | None = None
    metric: str | None = None
    segment: str | None = None
    kind: str = "actual"
    direction: str | None = None
    part: str | None = None
    period_from: str | None = None
    period_to: str | None = None
    approx: bool = False
    trend: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Fact):
    quote: str
    what: str
    due_from: str | None = None
    due_to: str | None = None
    recurs: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    quote: str
    kind: str
    date: str | None = None
    """As exact as printed: "2010-01-14", "2011-06" or "1989"."""
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Fact):
    """Something that does not fit. ``rule`` is here the contract's kind of finding (sum_mismatch, date_order, ...)."""

    message: str
    printed: str | None = None
    computed: str | None = None
    explained_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything extracted from one document. Lists are in reading order."""

    document: DocumentFacts
    people: tuple[Person, ...] = ()
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    call_ins: tuple[CallIn, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    document_evidence: tuple[DocumentEvidence, ...] = ()


_JSON_NAMES = {"date_from": "from", "date_to": "to", "for_": "for"}


def to_json(value: Any) -> Any:
    """A record (or any part of one) as plain lists and dicts under the contract's key names."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_JSON_NAMES.get(f.name, f.name): to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def record_to_json(record: Record) -> dict[str, Any]:
    """The contract's object of one document."""
    return {"schema": SCHEMA, **to_json(record)}
