"""Which decision a printed call-in statement speaks of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol, TypeVar

from extractors.records import Decision
from extractors.vocabulary import load


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def status(self) -> str: ...

    @property
    def rule(self) -> str: ...


P = TypeVar("P", bound=Placed)

_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_YEAR_PART = re.compile(r"/\d{2,4}\b")
_RANGE = re.compile(r"(\d{1,3})\s*(?:to|-|–)\s*(\d{1,3})")
_WIDEST_RANGE = 60
_CODE = re.compile(r"[A-Za-z]\s?[/-]?\d|\d/\d")
_FOOTNOTE = re.compile(r"(?m)^[ \t]{0,20}(?P<sign>\*{1,3}|[#†‡])[ \t]+(?=[A-Z])")
_SIGN = re.compile(r"(?<![*#†‡])(?:\*|[#†‡])(?![*#†‡])")
_STARS_AT_THE_END = re.compile(r"\w[ \t]{1,4}(\*{2,3})[ \t]{0,4}$", re.MULTILINE)
_FLAG = "label.subject_to_call_in"
_EXCEPTIONS = frozenset({"not_subject", "exempt"})
_NOT_DECIDED = frozenset({"recommended", "withdrawn"})
_SIGNS = {"asterisk": "*", "hash": "#", "dagger": "†"}
_HEAD = 300
"""How many characters of an item may be its heading."""
_TO_THE_NEXT = 1200
"""How far above its form's title a label may stand (some councils print the deadline before the subject)."""


@cache
def _wording(name: str) -> re.Pattern[str]:
    return re.compile(load("call_in")["items"][name])


def assign(
    text: str, mentions: Sequence[P], decisions: Sequence[Decision], rows: Sequence[tuple[int, int]] = ()
) -> list[tuple[int | None, list[P]]]:
    """Each decision's mentions, in order of decisions; mentions of a paper without decisions come under None.

    A statement inside an item belongs to it. ``rows`` are those of a table with one decision a row: what one says is
    said of its own decision or, where none was found in it, of none. One before the first item or after the last
    speaks of the items whose numbers it names, else of every decision. Forms that print their call-in line above the
    title are recognised by their first line standing there.
    """
    if not decisions:
        return [(None, list(mentions))] if mentions else []
    if len(decisions) == 1:
        return [(0, list(mentions))] if mentions else []
    own: dict[int, list[P]] = {}
    general: dict[int, list[P]] = {}
    leading = _leading(mentions, decisions)
    for mention in mentions:
        row = next((row for row in rows if row[0] <= mention.start < row[1]), None)
        if row is not None:
            targets, particular = [n for n, d in enumerate(decisions) if row[0] <= d.start < row[1]], True
        else:
            targets, particular = _targets(text, mention, decisions, leading)
        for index in targets:
            (own if particular else general).setdefault(index, []).append(mention)
    # What is said of an item by itself goes before what is said of all ("items 9 and 10 are not subject to call-in").
    own = {
        index: _with_effect(_with_last_moment(of_it, general.get(index, [])), general.get(index, []))
        for index, of_it in own.items()
    }
    said = general | own
    if leading:
        return sorted(said.items())
    first = decisions[0].start
    return sorted((index, _without_strays(own.get(index, []), first) or of_it) for index, of_it in said.items())


def _with_last_moment(own: list[P], general: list[P]) -> list[P]:
    """A decision that its form flags as open to call-in, with the last moment that the paper gives for such.

    A label for a deadline that was left empty is no flag: what it should have said is not known.
    """
    if all(mention.status == "not_stated" and mention.rule == _FLAG for mention in own):
        return [*own, *(mention for mention in general if mention.status == "open_until")]
    return own


def _with_effect(own: list[P], general: list[P]) -> list[P]:
    """A decision's own last moment, with the day on which the paper says that all take effect."""
    if any(mention.status == "open_until" for mention in own):
        return [*own, *(mention for mention in general if mention.status == "effective_on")]
    return own


def _without_strays(own: list[P], first: int) -> list[P]:
    """Without exceptions, where a statement above all items gives this one a deadline by its number: what is said
    below ("the call-in procedure does not apply") is of a later item that was not seen to begin."""
    if any(mention.status == "open_until" and mention.start < first for mention in own):
        return [mention for mention in own if mention.status not in _EXCEPTIONS]
    return own


def _leading(mentions: Sequence[Placed], decisions: Sequence[Decision]) -> bool:
    """Whether each form's call-in line stands above its title: as many lines as forms, one before each title."""
    if any(mention.start > decisions[-1].start for mention in mentions):
        return False  # lines that close each form stand before the next one's title too
    edges = [-1, *(decision.start for decision in decisions)]
    for before, start in itertools.pairwise(edges):
        between = [mention for mention in mentions if before < mention.start < start]
        if len(between) != 1 or start - between[0].end > _TO_THE_NEXT:
            return False
    return True


def _targets(text: str, mention: Placed, decisions: Sequence[Decision], leading: bool) -> tuple[list[int], bool]:
    """The decisions a statement speaks of, and whether of these in particular (inside the item, or by number)."""
    part = _part_around(text, mention)
    if part is not None:
        return [index for index, decision in enumerate(decisions) if part[0] <= decision.start < part[1]], True
    if leading:
        return [index for index, decision in enumerate(decisions) if decision.start >= mention.end][:1], True
    if mention.start > decisions[-1].end and _wording("this_item").search(text, mention.start, mention.end):
        return [len(decisions) - 1], True
    outside = mention.start > decisions[-1].end or mention.start < decisions[0].start
    if outside:
        chosen = _named_in(text, mention, decisions)
        if chosen is None:
            chosen = _named_before(text, mention, decisions)
        if chosen is not None:
            return chosen, True
    if mention.start < decisions[0].start and mention.status in _EXCEPTIONS and not _speaks_of_all(text, mention):
        # "Not subject to call-in" above the first decision is said of an item in which none was found.
        return [], True
    inside = [index for index, decision in enumerate(decisions) if decision.start <= mention.start]
    below = mention.start > decisions[-1].end
    if inside and not (below and (_speaks_of_all(text, mention) or _is_headed(text, mention, decisions[-1].end))):
        closes = _wording("meeting_closes").search(text, decisions[inside[-1]].start, mention.start)
        if closes is None or len(inside) < len(decisions):
            return inside[-1:], True
    return _open_to_call_in(mention, decisions), False


def _open_to_call_in(mention: Placed, decisions: Sequence[Decision]) -> list[int]:
    """The decisions of which a statement about all speaks: not those that only ask another body to decide, and no item
    that was withdrawn.

    What the executive recommends to the council cannot be called in (Local Government Act 2000, section 9F, reaches
    decisions only), and a notice to "the decisions above" seldom says so again.
    """
    opens = mention.status not in _EXCEPTIONS
    return [index for index, decision in enumerate(decisions) if not (opens and decision.outcome in _NOT_DECIDED)]


_PART = re.compile(load("call_in")["beside"]["part"])


def _part_around(text: str, mention: Placed) -> tuple[int, int] | None:
    """The part of the paper over which ``mention`` stands as (a piece of) its heading, or None."""
    lines = [match.span() for match in _PART.finditer(text)]
    for n, (start, end) in enumerate(lines):
        if start <= mention.start and mention.end <= end:
            return start, lines[n + 1][0] if n + 1 < len(lines) else len(text)
    return None


def _named_in(text: str, mention: Placed, decisions: Sequence[Decision]) -> list[int] | None:
    """The decisions whose numbers, or whose mark, a statement names; None where it names none.

    Numbers of no decision found choose nothing: a deadline of some item must not become that of another. Those that
    it excepts ("all decisions other than minute 43") are left out.
    """
    printed = " ".join(text[mention.start : mention.end].split())
    excepted = " ".join(match.group() for match in _wording("excepted").finditer(printed))
    words = _wording("excepted").sub(" ", printed)
    chosen = _named_by(text, words, decisions)
    if chosen is None:
        chosen = _of_footnote(text, mention, decisions)
    left_out = _named_by(text, excepted, decisions, bare=True) if excepted else None
    if left_out is None:
        return chosen
    if not left_out and _wording("marked").search(excepted):
        # Which decisions carry the mark is not seen, so it cannot be said which do not.
        return []
    among = range(len(decisions)) if chosen is None else chosen
    return [index for index in among if index not in left_out]


def _named_before(text: str, mention: Placed, decisions: Sequence[Decision]) -> list[int] | None:
    """The decisions that the sentence before names, where the statement only points back to them ("any of them")."""
    if not _wording("them").search(text, mention.start, mention.end):
        return None
    paragraph = text[max(text.rfind("\n\n", 0, mention.start), mention.start - _HEAD, 0) : mention.start]
    sentence = _SENTENCE.split(paragraph.strip())[-1]
    return _named_by(text, " ".join(sentence.split()), decisions)


def _is_headed(text: str, mention: Placed, end: int) -> bool:
    """Whether a heading of its own parts a statement from the last item, which ends before it."""
    return _wording("headed").search(text, end, mention.start) is not None


def _named_by(text: str, words: str, decisions: Sequence[Decision], *, bare: bool = False) -> list[int] | None:
    """The decisions named in ``words``; ``bare`` where numbers need no word such as "minute" before them."""
    marked = _wording("marked").search(words)
    if marked is not None:
        sign = _SIGNS.get(marked.group("sign").lower(), marked.group("sign"))
        heads = (text[d.start : d.start + _HEAD].split("\n\n", 1)[0] for d in decisions)
        return [index for index, head in enumerate(heads) if sign in head.replace("**", "")]
    coded = [i for i, d in enumerate(decisions) if d.number and _CODE.search(d.number) and _has(words, d.number)]
    if coded:
        return coded
    lists = _wording("named").finditer(words) if not bare else _wording("named_bare").finditer(words)
    numbers = {number for named in lists for number in _numbers_of(named.group(1))}
    if not numbers:
        return None
    return [index for index, decision in enumerate(decisions) if _first_number(decision) in numbers]


def _of_footnote(text: str, mention: Placed, decisions: Sequence[Decision]) -> list[int] | None:
    """A note behind a star speaks of the items that carry it, and of no other; None where it is no such note."""
    mark = next(reversed([*_FOOTNOTE.finditer(text, max(0, mention.start - 400), mention.start + 4)]), None)
    if mark is None or "\n\n" in text[mark.end() : mention.start]:
        return None
    return [index for index, d in enumerate(decisions) if mark.group("sign") in _signs(text, d)]


def _signs(text: str, decision: Decision) -> set[str]:
    """The signs at the head of a decision that a note may speak of; two stars may also be a converter's bold."""
    head = text[decision.start : decision.start + _HEAD].split("\n\n", 1)[0]
    return {*_SIGN.findall(head), *_STARS_AT_THE_END.findall(head)}


def _has(words: str, number: str) -> bool:
    return re.search(rf"(?<![\w/]){re.escape(number)}(?![\w/])", words) is not None


def _numbers_of(printed: str) -> set[str]:
    """ "4, 6 and 8 to 10" as numbers; of "61/22" the number of the item."""
    found = set(_DIGITS.findall(_YEAR_PART.sub("", printed)))
    for match in _RANGE.finditer(printed):
        first, last = int(match.group(1)), int(match.group(2))
        if 0 < last - first <= _WIDEST_RANGE:
            found.update(str(number) for number in range(first, last + 1))
    return found


def _first_number(decision: Decision) -> str | None:
    digits = _DIGITS.search(decision.number or "")
    return digits.group(0) if digits else None


def by_clause(text: str, mentions: Sequence[P], numbers: frozenset[str]) -> list[list[P]]:
    """What is said of one decision, parted by the clauses it is said of; the rest is said of the whole decision.

    A call-in hangs on the clause: "Clause 3 is not subject to call-in" says nothing of clauses 1 and 2. ``numbers`` are
    those of the decision's clauses; a number that no clause has names something else.
    """
    whole: list[P] = []
    parted: dict[frozenset[str], list[P]] = {}
    for mention in mentions:
        named = _clauses_named(" ".join(text[mention.start : mention.end].split())) & numbers
        if named and named != numbers:
            parted.setdefault(named, []).append(mention)
        else:
            whole.append(mention)
    return [part for part in (whole, *parted.values()) if part]


def _clauses_named(words: str) -> frozenset[str]:
    found: set[str] = set()
    for named in _wording("clauses").finditer(words):
        printed = named.group("numbers")
        found.update(number.lower() for number in _CLAUSE_NUMBER.findall(printed))
        found.update(_numbers_of(printed))
    return frozenset(found)


_CLAUSE_NUMBER = re.compile(r"\b(?:\d{1,2}|[a-z]|[ivx]{1,4})\b", re.IGNORECASE)


def _speaks_of_all(text: str, mention: Placed) -> bool:
    return any(_wording(name).search(text, mention.start, mention.end) for name in ("of_all", "them"))
