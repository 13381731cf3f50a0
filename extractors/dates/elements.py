"""What the elements of calendar expressions say: a day, a month, a quarter, a financial year, each as printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from extractors.dates.day_reader import read_day
from extractors.dates.values import Part, Precision
from extractors.vocabulary import filled, load
from extractors.vocabulary.screened import Screened, screened

_WORDS: dict[str, Any] = load("dates")


@dataclass(frozen=True, slots=True)
class Atom:
    """One element. ``first`` and ``last`` differ only for a printed list of days or quarters ("5 and 6 January").

    ``doubtful`` elements ("May" on its own) count only in the company of another element.
    """

    start: int
    end: int
    first: Part
    last: Part
    rule: str
    doubtful: bool = False
    also: tuple[Atom, ...] = ()
    """The earlier days of a list that does not run on ("5 and 20 January": the 5th stands here)."""


def expand(pattern: str) -> str:
    """A shape with its pieces put in."""
    words = {
        "months": _alternatives("months"),
        "Months": "|".join((*map(str.capitalize, _longest("months")), *map(str.upper, _longest("months")))),
        "weekdays": _alternatives("weekdays"),
        "decades": _alternatives("decades"),
    }
    return filled(pattern, {**words, **_WORDS["pieces"]})


def _longest(table: str) -> list[str]:
    return sorted(_WORDS[table], key=len, reverse=True)


def _alternatives(table: str) -> str:
    return "|".join(_longest(table))


def _compiled(table: str, name: str) -> Screened:
    return screened(expand(_WORDS[table][name]))


_DAY_NUMBER = re.compile(r"\d{1,2}")
_YEAR_STRONG, _YEAR_WEAK = _compiled("year", "strong"), _compiled("year", "weak")
_YEAR_TITLED, _YEAR_UNTITLED = _compiled("year", "titled"), _compiled("year", "untitled")
_YEAR_COUNTED, _YEAR_HOURS = _compiled("year", "counted"), _compiled("year", "hours")
_COMPANY, _TITLE = _compiled("month_alone", "company"), _compiled("month_alone", "title")
_SURNAME, _VERB = _compiled("month_alone", "surname"), _compiled("month_alone", "verb")
QUESTION_START, _QUESTION_MARK = _compiled("question", "start"), _compiled("question", "mark")
_OF_A_QUARTER = _compiled("year_of_a_quarter", "before")
_OF_SCHOOLS = _compiled("school_year", "before")
_SHORT_COMPANY = _compiled("short_financial_year", "company")
_SHORT_COUNTED = _compiled("short_financial_year", "counted")

_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_COUNTS: dict[str, int] = {**_WORDS["numbers"], **_WORDS["ordinals"]}
_DOUBTFUL = frozenset(_WORDS["month_alone"]["doubtful"])
_NAMES = frozenset(_WORDS["month_alone"]["names"])
_ABBREVIATED = 4
"""Letters of the longest short form of a month: what is longer is written out."""
SHORT_YEAR_REACH = 12
"""Years between the paper and a year printed with two digits only, at most."""

Builder = Callable[[re.Match[str], date | None], Atom | None]


def _before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - 48) : found.start()]


def _after(found: re.Match[str]) -> str:
    return found.string[found.end() : found.end() + 48]


def _atom(found: re.Match[str], part: Part, last: Part | None = None, *, doubtful: bool = False) -> Atom:
    return Atom(found.start(), found.end(), part, last or part, "", doubtful)


def _full_year(digits: str, reference: date | None) -> int | None:
    """The year behind two or four digits; two digits are read as the century of the paper."""
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    middle = reference.year if reference is not None else 2020
    return year if year <= middle + 30 else year - 100


def _is_cell(found: re.Match[str]) -> bool:
    """Whether the words are a whole table cell or a whole line."""
    text, before, after = found.string, found.start() - 1, found.end()
    while before >= 0 and text[before] in " \xa0*":
        before -= 1
    while after < len(text) and text[after] in " \xa0*":
        after += 1
    return (before < 0 or text[before] in "\t\n") and (after == len(text) or text[after] in "\t\n")


def _numeric(found: re.Match[str], reference: date | None) -> Atom | None:
    year = _full_year(found["y"], reference)
    return _full_day(found, Part(Precision.DAY, year, int(found["mn"]), int(found["d"])))


def _full_day(found: re.Match[str], part: Part) -> Atom | None:
    """A day printed in full. Where dateparser reads another day in the same words, neither is believed."""
    days = part.resolve(None)
    if days is None:
        return None
    read = read_day(found[0])
    return _atom(found, part, doubtful=read is not None and read != days[0])


def _days(found: re.Match[str], reference: date | None) -> Atom | None:
    groups = found.groupdict()
    month, name = _MONTHS[found["m"].lower()], found["m"]
    year = _full_year(groups["y"], reference) if groups.get("y") else None
    if year is None and name == "may" and "th" not in found["days"]:
        return None
    if year is None and name.lower() == "may" and _VERB.match(_after(found)):
        return None
    weekday = _WEEKDAYS[groups["w"].lower()] if groups.get("w") else None
    numbers = [int(digits) for digits in _DAY_NUMBER.findall(found["days"])]
    parts = [Part(Precision.DAY, year, month, number) for number in numbers]
    if any(part.resolve(None if year else date(2000, 1, 1)) is None for part in parts):
        return None
    single = len(numbers) == 1
    if single or _runs_on(numbers, found["days"]):
        first = Part(Precision.DAY, year, month, numbers[0], weekday=weekday)
        if single and year is not None:
            return _full_day(found, first)
        return _atom(found, first, first if single else parts[-1])
    places = [found.start("days") + number.start() for number in _DAY_NUMBER.finditer(found["days"])]
    ends = [found.start("days") + number.end() for number in _DAY_NUMBER.finditer(found["days"])]
    others = tuple(Atom(*place, "") for place in zip(places, ends, parts, parts, strict=True))
    return Atom(places[-1], found.end(), parts[-1], parts[-1], "", also=others[:-1])


def _runs_on(numbers: list[int], printed: str) -> bool:
    """Whether a list of days is one stretch: neighbours, or joined by "to" or a dash."""
    if numbers != sorted(set(numbers)):
        return False
    neighbours = all(later - earlier == 1 for earlier, later in pairwise(numbers))
    return neighbours or (len(numbers) == 2 and ("to" in printed or any(dash in printed for dash in "-–—")))


def _month(found: re.Match[str], reference: date | None) -> Atom | None:
    groups, name = found.groupdict(), found["m"].lower()
    if groups.get("y"):
        return _atom(found, Part(Precision.MONTH, int(found["y"]), _MONTHS[name]))
    part = Part(Precision.MONTH, None, _MONTHS[name])
    if _is_cell(found):
        return _atom(found, part)
    if _TITLE.search(_before(found)) or (name in _NAMES and _SURNAME.match(_after(found))):
        return None
    if name == "may" and _VERB.match(_after(found)):
        return None
    return _atom(found, part, doubtful=name in _DOUBTFUL and not _COMPANY.search(_before(found)))


def _month_short(found: re.Match[str], reference: date | None) -> Atom | None:
    """ "Mar 26": a month of 2026 where that is near the paper, else the 26th of March."""
    month, digits = _MONTHS[found["m"].lower()], int(found["y"])
    marked = found["ysep"].strip(" \xa0\n") != ""
    near = reference is None or abs(2000 + digits - reference.year) <= SHORT_YEAR_REACH
    if not marked and len(found["m"]) > _ABBREVIATED and _COMPANY.search(_before(found)) and _is_counted(found):
        return None
    if marked or near:
        if not marked and (found["m"] in ("May", "MAY") and not _COMPANY.search(_before(found))):
            return None
        return _atom(found, Part(Precision.MONTH, _full_year(found["y"], reference), month))
    part = Part(Precision.DAY, None, month, digits)
    return _atom(found, part) if part.resolve(reference) else None


def _is_counted(found: re.Match[str]) -> bool:
    """ "In April 28 homes were let": the number counts what follows it, and the month stands alone."""
    return _YEAR_COUNTED.match(_after(found)) is not None


def _financial_year(found: re.Match[str], reference: date | None) -> Atom | None:
    year, second = int(found["y"]), found["z"]
    following = str(year + 1)
    whole = following.endswith(second) and len(second) in (1, 2, 4)
    cut_short = len(second) == 1 and second == following[2] and _is_cell(found)
    if len(second) == 1 and found["sep"] != "/":
        return None
    if whole and _OF_SCHOOLS.search(_before(found)):
        return _atom(found, Part(Precision.MONTH, year, month=9), Part(Precision.MONTH, year + 1, month=8))
    if whole or cut_short:
        return _atom(found, Part(Precision.FINANCIAL_YEAR, year))
    last = int(second) if len(second) == 4 else year - year % 100 + int(second)
    if len(second) >= 2 and year < last <= year + 30 and found["sep"] != "/":
        # "Empty Homes Strategy 2024-2029": years of a plan; nothing says that they are financial years.
        return _atom(found, Part(Precision.YEAR, year), Part(Precision.YEAR, last))
    return None


def _year_of_a_quarter(found: re.Match[str], reference: date | None) -> Atom | None:
    """ "Quarter Three 2023 to 2024": one financial year, where the years follow each other."""
    year = int(found["y"])
    if int(found["z"]) != year + 1 or not _OF_A_QUARTER.search(_before(found)):
        return None
    return _atom(found, Part(Precision.FINANCIAL_YEAR, year))


def _short_financial_year(found: re.Match[str], reference: date | None) -> Atom | None:
    year, following = int(found["y"]), int(found["z"])
    if following != (year + 1) % 100:
        return None
    if reference is not None and abs(2000 + year - reference.year) > SHORT_YEAR_REACH:
        return None
    alone = not found["fy"] and not _SHORT_COMPANY.search(_before(found))
    counted = _SHORT_COUNTED.match(_after(found)) is not None
    return _atom(found, Part(Precision.FINANCIAL_YEAR, 2000 + year), doubtful=alone or counted)


def _short_financial_years(found: re.Match[str], reference: date | None) -> Atom | None:
    """ "23-24 to 26-27": two short years of which each is followed by its own next are nothing else."""
    year, last = int(found["y"]), int(found["y2"])
    follow = int(found["z"]) == (year + 1) % 100 and int(found["z2"]) == (last + 1) % 100
    if not follow or last <= year or not _SHORT_COMPANY.search(_before(found)):
        return None
    return _atom(found, Part(Precision.FINANCIAL_YEAR, 2000 + year), Part(Precision.FINANCIAL_YEAR, 2000 + last))


def _quarter(found: re.Match[str], reference: date | None) -> Atom | None:
    if QUESTION_START.search(_before(found)) and _QUESTION_MARK.match(_after(found)):
        return None
    first = _COUNTS[found["q"].lower()]
    last = int(found.groupdict().get("q2") or first)
    if last < first:
        return None
    part = Part(Precision.QUARTER, None, index=first)
    named = found.groupdict().get("q2", "") == "" or not found["q"].isdigit()
    # "a quarter two of them filled", but "Quarter Two"
    doubtful = named and found["q"].isalpha() and not found["q"].istitle()
    return _atom(found, part, Part(Precision.QUARTER, None, index=last), doubtful=doubtful)


def _part_of_year(found: re.Match[str], reference: date | None) -> Atom | None:
    groups = found.groupdict()
    if groups["half"]:
        months = 6
    else:
        months = _COUNTS[found["n"].lower()] * (3 if found["unit"].lower() == "quarters" else 1)
    if months >= 12 or (found["which"].lower() == "second" and not groups["half"]):
        return None
    offset = 0 if found["which"].lower() == "first" else 12 - months
    return _atom(found, Part(Precision.PART_YEAR, None, month=offset, count=months, fiscal=True), doubtful=True)


def _season(found: re.Match[str], reference: date | None) -> Atom | None:
    year = int(found["y"]) if found.groupdict().get("y") else None
    return _atom(found, Part(Precision.SEASON, year, index=_WORDS["seasons"][found["s"].lower()]))


def _decade(found: re.Match[str], reference: date | None) -> Atom | None:
    groups = found.groupdict()
    year = int(found["y"]) if groups.get("y") else _WORDS["decades"][found["n"].lower()]
    return _atom(found, Part(Precision.DECADE, year))


def _year(found: re.Match[str], reference: date | None) -> Atom | None:
    before, after = _before(found), _after(found)
    part = Part(Precision.YEAR, int(found["y"]))
    if found.string.strip() == found[0]:
        return _atom(found, part)
    if _YEAR_STRONG.search(before) and not _YEAR_HOURS.match(after):
        return _atom(found, part)
    if _YEAR_UNTITLED.search(before) or _YEAR_COUNTED.match(after):
        return None
    if _YEAR_WEAK.search(before) or _YEAR_TITLED.search(before):
        return _atom(found, part)
    return _atom(found, part, doubtful=True)


BUILDERS: dict[str, Builder] = {
    "numeric": _numeric,
    "days": _days,
    "month": _month,
    "month_short": _month_short,
    "financial_year": _financial_year,
    "short_financial_year": _short_financial_year,
    "year_of_a_quarter": _year_of_a_quarter,
    "short_financial_years": _short_financial_years,
    "quarter": _quarter,
    "part_of_year": _part_of_year,
    "season": _season,
    "decade": _decade,
    "year": _year,
}
