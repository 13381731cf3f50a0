"""Values as a reader says them: dates, amounts, and the labels of the contract's closed lists.

Labels are plain English and never say more than the value: ``unstated`` is "effect not stated", not "approved".
"""

from __future__ import annotations

import datetime as dt
import json

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

EFFECTS: dict[str, tuple[str, str]] = {
    "noted": ("noted", "info"),
    "received": ("received", "info"),
    "minutes_confirmed": ("minutes confirmed", "info"),
    "approved": ("approved", "good"),
    "endorsed": ("endorsed", "good"),
    "adopted": ("adopted", "good"),
    "delegated": ("delegated", "warn"),
    "authorised": ("authorised", "good"),
    "consultation": ("to be consulted on", "warn"),
    "requested": ("requested", "warn"),
    "recommended": ("recommended", "warn"),
    "referred": ("referred", "warn"),
    "deferred": ("deferred", "warn"),
    "withdrawn": ("withdrawn", "bad"),
    "rejected": ("rejected", "bad"),
    "amended": ("amended", "warn"),
    "confirmed": ("confirmed", "good"),
    "appointed": ("appointed", "good"),
    "public_excluded": ("public excluded", "plain"),
    "procedural": ("procedural", "plain"),
    "unstated": ("effect not stated", "plain"),
    "lost": ("lost", "bad"),
}
"""Each effect's label and the colour of its tag. The words carry the meaning; the colour only helps. "lost" is
what lists say of a decision of which nothing was carried."""

STATUSES = {
    "resolved": "resolved",
    "recommended": "recommended, not decided",
    "proposed": "draft, not yet decided",
    "lost": "lost",
    "withdrawn": "withdrawn",
}

OUTCOMES = {
    "decided": "Decided",
    "noted": "Noted",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "referred": "Referred",
    "rejected": "Rejected",
    "recommended": "Recommended",
}

KINDS = {
    "decision_record": "Record of decision",
    "decision_list": "List of decisions",
    "minutes": "Minutes",
    "report": "Report",
    "agenda": "Agenda",
    "forward_plan": "Forward plan",
    "call_in": "Call-in paper",
    "presentation": "Presentation",
    "notice": "Notice",
    "other": "Other paper",
}

FINDINGS = {
    "sum_mismatch": "A total that does not add up",
    "percentage_mismatch": "A percentage that does not follow from its numbers",
    "variance_mismatch": "A variance that does not follow from its amounts",
    "weekday_mismatch": "A weekday that does not fit its date",
    "date_order": "Dates in an impossible order",
    "period_conflict": "Two periods for one figure",
    "missing_operative_verb": "A resolution without a verb",
    "conflicting_values": "Different values for the same thing",
    "missing_section": "A section that is missing",
    "not_for_publication": "Marked as not for publication",
    "other": "Something else to check",
}

UNITS = {
    "GBP": "pounds",
    "percent": "per cent",
    "count": "number",
    "fte": "full-time equivalent posts",
    "ratio": "ratio",
    "score": "score",
    "rate_per_10000": "per 10,000",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "years": "years",
    "other": "other",
}

BASES = {
    "stock": "at a date",
    "flow": "over a period",
    "rate": "rate",
    "money": "money",
    "quarter": "in the quarter",
    "year_to_date": "year to date",
    "year": "in the year",
    "rolling": "rolling period",
}


def plain(value: str | None) -> str:
    """A value of a closed list without its underscores."""
    return (value or "").replace("_", " ")


def day(value: str | None, *, weekday: bool = False) -> str:
    """``2012-06-25`` or ``2012-06-25T23:59:59`` as "25 June 2012"; a part of a date as far as it goes."""
    if not value:
        return "not stated"
    parts = value[:10].split("-")
    try:
        if len(parts) == 3:
            date = dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
            start = f"{date:%A} " if weekday else ""
            return f"{start}{date.day} {MONTHS[date.month - 1]} {date.year}"
        if len(parts) == 2:
            return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except (ValueError, IndexError):
        return value
    return value


def weekday_and_day(value: str | None) -> str:
    """As ``day``, with the day of the week."""
    return day(value, weekday=True)


def moment(value: str | None) -> str:
    """A deadline as said: the last second of a day is "end of", never a precise minute that nobody printed."""
    if not value:
        return "not stated"
    clock = value[11:16]
    said = day(value, weekday=True)
    if not clock:
        return said
    if clock == "23:59":
        return f"the end of {said}"
    hour, minute = int(clock[:2]), int(clock[3:5])
    twelve = f"{hour % 12 or 12}" + (f".{minute:02d}" if minute else "") + ("am" if hour < 12 else "pm")
    return f"{'noon' if (hour, minute) == (12, 0) else twelve} on {said}"


def period(start: str | None, end: str | None) -> str:
    """What a figure covers, in the words of a council: a quarter, a financial year, an as-at day, or the two days."""
    if not start and not end:
        return "period not stated"
    if not start or not end:
        return f"to {day(end)}" if end else f"from {day(start)}"
    if start == end:
        return f"at {day(end)}"
    if start[5:] == "04-01" and end[5:] == "03-31" and int(end[:4]) == int(start[:4]) + 1:
        return f"{start[:4]}/{end[2:4]}"
    if start[5:] == "01-01" and end[5:] == "12-31" and start[:4] == end[:4]:
        return start[:4]
    quarters = {("04-01", "06-30"): 1, ("07-01", "09-30"): 2, ("10-01", "12-31"): 3, ("01-01", "03-31"): 4}
    number = quarters.get((start[5:], end[5:]))
    if number and start[:4] == end[:4]:
        first = int(start[:4]) - (number == 4)
        return f"quarter {number} of {first}/{(first + 1) % 100:02d}"
    return f"{day(start)} to {day(end)}"


def number(value: float | None) -> str:
    """A number with thousands marked, without a tail of noughts."""
    if value is None:
        return "not readable"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def amount(value: float | None, unit: str = "count", value_high: float | None = None) -> str:
    """A value with its unit, and both ends of a range."""
    if value is None:
        return "not readable"
    low, high = number(value), number(value_high) if value_high is not None else ""
    if unit == "GBP":
        low, high = _pounds(value), _pounds(value_high) if value_high is not None else ""
    text = f"{low} to {high}" if high else low
    endings = {"percent": "%", "fte": " FTE", "rate_per_10000": " per 10,000"}
    if unit in ("days", "weeks", "months", "years"):
        return f"{text} {unit if text != '1' else unit[:-1]}"
    return text + endings.get(unit, "")


def _pounds(value: float) -> str:
    sign = "-" if value < 0 else ""
    size = abs(value)
    return f"{sign}£{int(size):,}" if size == int(size) else f"{sign}£{size:,.2f}"


def effect_label(value: str) -> str:
    return EFFECTS.get(value, (plain(value), "plain"))[0]


def effect_colour(value: str) -> str:
    return EFFECTS.get(value, ("", "plain"))[1]


def absent(value: str | None, name: str) -> str:
    """What a page says where a section has no words: an empty section and a missing one are different."""
    if value is None:
        return f"The paper has no section on {name}."
    return f"The paper has a heading for {name} and nothing under it."


def said_votes(votes: str | None) -> str:
    """The vote as printed (a JSON object of the contract's keys), in words."""
    if not votes:
        return ""
    counted = json.loads(votes)
    if counted.get("unanimous"):
        return "unanimous"
    return ", ".join(f"{counted[key]} {key}" for key in ("for", "against", "abstained") if counted.get(key) is not None)


def decision_name(title: str | None, document_title: str | None) -> str:
    """A decision's own title, else that of its paper."""
    return title or document_title or "Decision without a title"


def capitalised(words: str) -> str:
    """With a capital at the front, the rest untouched."""
    return words[:1].upper() + words[1:]


FILTERS = {
    "capitalised": capitalised,
    "period": period,
    "absent": absent,
    "votes": said_votes,
    "day": day,
    "weekday_and_day": weekday_and_day,
    "moment": moment,
    "plain": plain,
    "amount": amount,
    "number": number,
    "effect_label": effect_label,
    "effect_colour": effect_colour,
    "status_label": lambda value: STATUSES.get(value, plain(value)),
    "outcome_label": lambda value: OUTCOMES.get(value, plain(value)),
    "kind_label": lambda value: KINDS.get(value, plain(value)),
    "finding_label": lambda value: FINDINGS.get(value, plain(value)),
    "unit_label": lambda value: UNITS.get(value, plain(value)),
    "basis_label": lambda value: BASES.get(value, plain(value)),
}
