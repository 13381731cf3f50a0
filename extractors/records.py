"""The facts of one document, as frozen records, and their JSON (the contract's section 2).

Everywhere: None is unknown, "" a heading with nothing under it. Days are ISO texts ("2024-03-12"), moments local time
without an offset ("2024-03-22T23:59:59"). What a closed list of values means is in the contract.
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
    """Somebody the paper names in a part of its own: author, contact, lead_member, decision_maker, signatory, attendee.

    ``name`` or ``post`` may be None, never both.
    """

    name: str | None
    post: str | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Fact):
    """A heading and what stands under it. ``kind`` is what it is about; ``heading`` is as printed."""

    kind: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    """One item of business decided; ``start``..``end`` is all of it. Its clauses are ``Resolution`` records.

    ``number`` and ``reference`` are as printed: of the item, and of the decision in the council's own series.
    ``record`` is the narrative without the resolutions; ``reasons``, ``alternatives``, ``conflicts`` and
    ``dispensations`` are what stands under those headings, which the record of an executive decision must have.
    """

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
    """One clause: what was resolved, or what is asked for (``status``), with its ``effects`` in their order.

    ``decision`` is the index of its decision in the record, or None. ``text`` is the clause without its ``number``.
    A clause without an operative verb has the effect "unstated". ``recurs``: how often what it asks for comes again.
    """

    decision: int | None
    number: str | None
    text: str
    status: str
    effects: tuple[str, ...]
    recurs: str | None = None
    votes: Votes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallIn(Fact):
    """What the paper says of calling a decision in.

    ``decision`` is the index of its decision in the record, or None. ``deadline`` is the last moment at which it can be
    called in, ``effective_from`` the first day of its effect; ``basis`` says whether they are stated or calculated.
    ``quote`` is None where the paper is silent (``status`` not_stated).
    """

    decision: int | None
    status: str
    quote: str | None
    deadline: str | None = None
    effective_from: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Fact):
    """A printed date or span of time: the days ``date_from``..``date_to``, both included, equal for one day.

    ``role`` is what the date is of (meeting, signed, period, as_at, ...).
    """

    quote: str
    date_from: str
    date_to: str
    role: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """An amount, percentage, count, ratio, score or duration that measures something.

    ``value`` is in base units (pounds, not millions; 4.9 for 4.9%), ``value_high`` the upper end of a range.
    ``measure`` is what is measured, in the paper's words; ``metric`` the id of a known metric, ``segment`` the part of
    it that is counted. ``part`` is numerator or denominator. ``period_from``..``period_to`` is what the figure covers,
    equal for one as at a day. ``approx``: the words make it inexact. ``trend`` is a printed arrow. ``table``, ``row``
    and ``column`` are the labels of a figure in a table.
    """

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
    """Something promised or required to happen or to be reported later.

    ``due_from``..``due_to`` are the days within which it is due, as exact as the words; ``owner`` is who is to act.
    """

    quote: str
    what: str
    due_from: str | None = None
    due_to: str | None = None
    recurs: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """Another meeting, report, decision, inspection or law that the paper names; ``kind`` tells which."""

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
