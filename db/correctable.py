"""Which fields of which facts a person may correct, and how what was typed becomes a value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from db.typed_dates import read_day, read_moment, say_day, say_moment
from ingest.errors import MinutebookError

Value = str | int | float | None


class NotAValue(MinutebookError):
    """What was typed cannot be a value of the field."""

    code = "not_a_value"
    exit_code = 2
    remedy = "Type it again in the form that is shown."


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a fact. ``kind`` chooses the reader; ``choices`` are the allowed words, in order."""

    name: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    """True where the field may not be empty."""

    @property
    def hint(self) -> str:
        return _HINTS.get(self.kind, "")


_HINTS = {
    "date": "For example 22 March 2024. Empty if the paper does not say.",
    "moment": "For example 22 March 2024, which is the end of that day, or 5pm on 22 March 2024.",
    "number": "In base units: pounds, not millions; 4.9 for 4.9%.",
    "effects": "One or more, parted by commas.",
}
_YES_NO = {"yes": 1, "1": 1, "true": 1, "no": 0, "0": 0, "false": 0}


def read_value(field: Field, typed: str) -> Value:
    """The value that ``typed`` stands for; None where it is empty. Raises NotAValue."""
    text = typed.strip()
    if not text:
        if field.required:
            raise NotAValue(f"{field.label} may not be empty")
        return None
    if field.choices and field.kind == "choice" and text not in field.choices:
        raise NotAValue(f"{field.label} must be one of: {', '.join(field.choices)}")
    return _READERS.get(field.kind, _text)(field, text)


def _text(_: Field, text: str) -> Value:
    return text


def _date(field: Field, text: str) -> Value:
    day = read_day(text)
    return _wrong(field, text) if day is None else day.isoformat()


def _moment(field: Field, text: str) -> Value:
    moment = read_moment(text)
    return _wrong(field, text) if moment is None else moment.isoformat()


def _number(field: Field, text: str) -> Value:
    try:
        number = float(text.replace(",", "").removeprefix("£").removesuffix("%"))
    except ValueError:
        return _wrong(field, text)
    return number if abs(number) < 1e18 else _wrong(field, text)


def _flag(field: Field, text: str) -> Value:
    value = _YES_NO.get(text.lower())
    return _wrong(field, text) if value is None else value


def _effects(field: Field, text: str) -> Value:
    words = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in field.choices]
    if unknown or not words:
        raise NotAValue(f"{field.label}: not known: {', '.join(unknown)}")
    return ", ".join(dict.fromkeys(words))


def _votes(field: Field, text: str) -> Value:
    try:
        return json.dumps(json.loads(text))
    except ValueError:
        return _wrong(field, text)


def _wrong(field: Field, text: str) -> Value:
    raise NotAValue(f"{field.label}: {text!r} cannot be read", remedy=field.hint or None)


def say_value(field: Field, value: Value) -> str:
    """``value`` as a form shows it: what ``read_value`` reads as the same value."""
    if value is None:
        return ""
    if isinstance(value, str) and field.kind in ("date", "moment"):
        try:
            return (say_day if field.kind == "date" else say_moment)(value)
        except ValueError:
            return value  # less than a day, such as a month alone: as it stands
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


_READERS: Mapping[str, Callable[[Field, str], Value]] = MappingProxyType(
    {
        "date": _date,
        "moment": _moment,
        "number": _number,
        "flag": _flag,
        "effects": _effects,
        "votes": _votes,
    }
)

_PAPER_KINDS = (
    *("decision_record", "decision_list", "minutes", "report", "agenda", "forward_plan", "call_in", "presentation"),
    *("notice", "other"),
)
_EFFECTS = (
    *("noted", "received", "minutes_confirmed", "approved", "endorsed", "adopted", "delegated", "authorised"),
    *("consultation", "requested", "recommended", "referred", "deferred", "withdrawn", "rejected", "amended"),
    *("confirmed", "appointed", "public_excluded", "procedural", "unstated"),
)
_RECURS = ("quarterly", "bimonthly", "monthly", "annual")


def _choice(name: str, label: str, *choices: str, required: bool = False) -> Field:
    return Field(name, label, "choice", choices, required)


FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "documents": (
            _choice("kind", "Kind of paper", *_PAPER_KINDS, required=True),
            Field("title", "Title"),
            Field("council", "Council"),
            Field("body", "Who met or decides"),
            Field("decision_maker", "Who decided, if one person"),
            Field("meeting_date", "Day of the meeting", "date"),
            Field("signed_date", "Day of signing", "date"),
            Field("published_date", "Day of publication", "date"),
            Field("reference", "Reference"),
            Field("portfolio", "Portfolio"),
            Field("lead_member", "Lead member"),
            Field("key_decision", "Key decision", "flag"),
            Field("part", "Part"),
            Field("exempt", "Not for publication", "flag"),
        ),
        "people": (
            Field("name", "Name"),
            Field("post", "Post"),
            _choice(
                *("role", "Role", "author", "contact", "lead_member", "decision_maker", "signatory", "attendee"),
                required=True,
            ),
        ),
        "sections": (Field("kind", "Kind", required=True), Field("heading", "Heading", required=True)),
        "decisions": (
            Field("title", "What it is about"),
            _choice(
                *("outcome", "Outcome", "decided", "noted", "deferred", "withdrawn", "referred", "rejected"),
                *("recommended",),
                required=True,
            ),
            Field("decided_on", "Day of the decision", "date"),
            Field("decision_maker", "Who decided, if one person"),
            Field("reference", "Reference"),
            Field("key_decision", "Key decision", "flag"),
            Field("reasons", "Reasons"),
            Field("alternatives", "Alternatives"),
            Field("conflicts", "Conflicts of interest"),
            Field("dispensations", "Dispensations"),
        ),
        "resolutions": (
            Field("number", "Number"),
            _choice("status", "Status", "resolved", "recommended", "proposed", "lost", "withdrawn", required=True),
            Field("effects", "What it does", "effects", _EFFECTS, required=True),
            _choice("recurs", "Comes back", *_RECURS),
            Field("votes", "Votes", "votes"),
        ),
        "call_ins": (
            _choice(
                *("status", "What the paper says", "open_until", "effective_on", "relative", "exempt", "not_subject"),
                *("called_in", "not_stated"),
                required=True,
            ),
            Field("deadline", "Last moment for a call-in", "moment"),
            Field("effective_from", "Takes effect on", "date"),
            _choice("basis", "Printed or worked out", "stated", "calculated"),
        ),
        "dates": (
            Field("date_from", "From", "date", required=True),
            Field("date_to", "To", "date", required=True),
            _choice(
                *("role", "What the day is", "meeting", "signed", "published", "call_in_deadline", "prior_meeting"),
                *("inspection", "period", "as_at", "future_action", "publication", "legislation", "other"),
                required=True,
            ),
        ),
        "figures": (
            Field("value", "Value", "number"),
            Field("value_high", "Upper end of a range", "number"),
            _choice(
                *("unit", "Unit", "GBP", "percent", "count", "fte", "ratio", "score", "rate_per_10000", "days"),
                *("weeks", "months", "years", "other"),
                required=True,
            ),
            Field("measure", "What is measured"),
            Field("metric", "Metric", "metric"),
            Field("segment", "Which part of the whole"),
            _choice(
                *("kind", "Kind", "actual", "budget", "forecast", "variance", "proposed", "target", "threshold"),
                *("other",),
                required=True,
            ),
            _choice("direction", "Direction", "overspend", "underspend", "increase", "decrease"),
            Field("period_from", "Covers from", "date"),
            Field("period_to", "Covers to", "date"),
        ),
        "commitments": (
            Field("what", "What is promised", required=True),
            Field("due_from", "Due from", "date"),
            Field("due_to", "Due by", "date"),
            _choice("recurs", "Comes back", *_RECURS),
            Field("owner", "Who is to do it"),
        ),
        "citations": (
            _choice(
                *("kind", "Kind", "prior_meeting", "prior_report", "prior_decision", "inspection", "external_report"),
                *("protocol", "standing_order", "legislation"),
                required=True,
            ),
            Field("date", "Date, as exact as printed"),
            Field("reference", "Reference"),
        ),
        "findings": (Field("explained_by", "The paper's own explanation"),),
    }
)
"""List to the fields that may be corrected. The words themselves never are: the paper is the record."""

ADDABLE = ("call_ins", "resolutions", "decisions", "dates", "figures", "commitments", "citations", "people")
"""The lists to which a missed fact may be added."""


def field_of(list_name: str, name: str) -> Field:
    """The field of that name. Raises NotAValue where there is none to correct."""
    for field in FIELDS.get(list_name, ()):
        if field.name == name:
            return field
    raise NotAValue(f"{list_name} has no field {name!r} that can be corrected", remedy="See `minutebook correct -h`.")
