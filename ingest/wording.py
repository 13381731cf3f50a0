"""What the words of a line alone tell about it: heading, plain prose, unfinished sentence, page number."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ingest.markers import read_marker

_DATA: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
_LISTS = _DATA["lists"]
_DANGLING: frozenset[str] = frozenset(_LISTS["dangling"].split())
_OPENERS: frozenset[str] = frozenset(_LISTS["openers"].split())
_SMALL: frozenset[str] = frozenset(_LISTS["small"].split())
_ENTRIES: frozenset[str] = frozenset(_LISTS["entries"].split())
_LABEL_DANGLING: frozenset[str] = frozenset(_LISTS["label_dangling"].split())
_VOTES: frozenset[str] = frozenset(_LISTS["votes"].split())


def pattern(name: str) -> re.Pattern[str]:
    """The pattern of this name in ``wording.toml``, compiled."""
    return re.compile(_DATA["patterns"][name])


_FINITE = pattern("finite_verb")
_TERMINAL = re.compile(r"[.!?:;…]['\"’”)\]*]{0,3}\s*$")
_NON_HEADING = pattern("answer_alone")
_PAGE_NUMBER = re.compile(
    r"(?:page\s{0,8}[:\-–]?\s{0,8})?[-–—|\[(]?\s{0,8}(?:page\s{1,8})?(?:[A-Z]\d{0,2}[-.])?\d{1,4}\s{0,8}(?:(?:of|/)\s{0,8}\d{1,4})?\s{0,8}[-–—|\])]?$",
    re.IGNORECASE,
)
_ADDRESS_OR_NUMBER = re.compile(r"[@£%]|\bwww\.|https?:|\d{5,}|\b\d{3,}\s\d{3,}")
_STARRED = re.compile(r"\*\s?\d{1,4}\.?\s+[A-Z]")
_LABELLED_VALUE = re.compile(r":\s+\S")
_DATE_CUTS = tuple(
    (pattern(end), pattern(opens))
    for end, opens in (
        ("day_at_the_end", "month_opens"), ("day_and_month_end", "year_opens"), ("weekday_end", "day_opens"),
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def is_page_number(words: str) -> bool:
    """ "Page 3 of 9", "- 3 -", "3": a line that does nothing but count pages."""
    return len(words) <= 20 and _PAGE_NUMBER.match(words.strip()) is not None


def is_finished(words: str) -> bool:
    """Whether the words end as a sentence, clause or lead-in does."""
    return _TERMINAL.search(words) is not None


def names_vote(words: str) -> bool:
    """Whether a label opens a count of votes ("For", "Against the amendment", "Abstentions")."""
    first = _WORD.match(words)
    return first is not None and first.group().lower() in _VOTES


def lists_entries(words: str) -> bool:
    """Whether a line opens with the label of a list ("Members present:", "Background papers")."""
    return any(word.lower() in _ENTRIES for word in _WORD.findall(words[:40])[:4])


def is_all_capitals(words: str) -> bool:
    letters = 0
    for character in words:
        if character.isalpha():
            if character.islower():
                return False
            letters += 1
    return letters >= 3


def heading_wording(words: str, *, most_words: int = 14) -> bool:
    """Whether the words could be a heading: short, opening with a capital, no sentence, no address or amount."""
    marker = read_marker(words)
    bare = words[marker.length :].strip() if marker else words.strip()
    bare = bare.strip("*_# ")
    found = _WORD.findall(bare)
    if not found or len(found) > most_words or len(bare) > 120 or _NON_HEADING.match(bare):
        return False
    if not bare[0].isupper() and not bare[0].isdigit() and bare[0] not in "'\"‘“(":
        return False
    if bare[-1] in ".;," or _ADDRESS_OR_NUMBER.search(bare) or is_page_number(bare):
        return False
    if is_all_capitals(bare):
        return True
    # The number of an item with its asterisk ("* 303 Budget monitoring: month 10") is no label.
    if found[-1] in _DANGLING or (_LABELLED_VALUE.search(bare) and not _STARRED.match(words)):
        return False
    return marker is not None or title_case(bare) or (len(found) <= 6 and not _FINITE.search(bare) and "," not in bare)


def title_case(words: str) -> bool:
    """Whether most words that carry meaning open with a capital, as in a title."""
    found = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    if not found:
        return False
    return sum(1 for word in found if word[0].isupper()) * 3 >= len(found) * 2


def dangles(words: str) -> bool:
    """Whether the last word cannot end a sentence: an article, a preposition, an auxiliary, a comma, a dash."""
    ended = words.rstrip()
    if ended.endswith((",", "–", "-", "&")):
        return True
    last: str = re.split(r"\s+", ended)[-1].strip("()'\"’”*")
    # With a capital it is the month: "by Friday 21 May".
    return last != "May" and last.lower() in _DANGLING


def label_dangles(words: str) -> bool:
    """Whether the last word cannot end a label of a form: "Date of" goes on, "Decision taken by" may stand."""
    ended = words.rstrip()
    return ended.endswith("&") or ended.split()[-1].lower() in _LABEL_DANGLING


def cuts_date(before: str, after: str) -> bool:
    """Whether a line ends within a date that the next line goes on with: "on Friday 12th" / "June 2020"."""
    before, after = before.rstrip(), after.lstrip()
    return any(end.search(before) and opens.match(after) for end, opens in _DATE_CUTS)


def continues(before: str, after: str) -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` leaves unfinished.

    A page break cuts sentences anywhere. Three signs tell: the next words open in lower case; the last word before
    the cut cannot end a sentence; or the words before the cut hold no finite verb yet and the next words do not open
    as a new sentence would. Two signs against: a list marker, and an ending that finishes a sentence.
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or is_finished(before) or read_marker(after) is not None:
        return False
    if cuts_date(before, after):
        return True
    if len(before.split()) < 4:
        return False
    if after[0].islower():
        return not re.match(r"(?:https?:|www\.|[\w.+-]{1,64}@)", after)
    if dangles(before):
        return after[0].isalnum() or after[0] in "(£'\"‘“"
    return _verb_is_still_to_come(before, after)


def _verb_is_still_to_come(before: str, after: str) -> bool:
    sentence: str = re.split(r"[.?!]\s", before)[-1]
    first: str = re.split(r"\s+", after, maxsplit=1)[0].strip("()'\"‘“").lower()
    looks_like_prose = len(sentence) > 45 and "," in sentence and not title_case(sentence)
    goes_on = len(after) > 60 and _FINITE.search(after[:120]) is not None
    return looks_like_prose and goes_on and first not in _OPENERS and not _FINITE.search(sentence)
