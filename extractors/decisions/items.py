"""The items of business of a paper that records several decisions: minutes, decision lists, sets of decision forms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.decisions.clause_words import LEADS_ON, LINES_OF_A_LIST
from extractors.decisions.labelled_blocks import find_labelled_blocks
from extractors.decisions.meeting_lines import find_meeting_items, find_published_decisions
from extractors.decisions.sub_items import Item, with_sub_items
from extractors.decisions.votes import find_votes
from extractors.structure.passages import MarkerKind, Passage
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import load


@dataclass(frozen=True, slots=True)
class _Head:
    index: int
    body: int
    """Index of the first passage after number and title."""
    number: str | None
    values: tuple[int, ...]
    """The numbers of its number, left to right: "ETP22/35" is 22 and 35, of which one counts on from head to head."""
    title: str
    start: int
    title_end: int
    firm: bool
    """Whether the reader saw a heading (and not just a short numbered line)."""
    rule: str


@dataclass(frozen=True, slots=True)
class _Wordings:
    number: re.Pattern[str]
    code: re.Pattern[str]
    not_number: re.Pattern[str]
    year_first: re.Pattern[str]
    amount_cell: re.Pattern[str]
    month: re.Pattern[str]
    person: re.Pattern[str]
    inner: re.Pattern[str]
    inner_numbered: re.Pattern[str]
    frame: re.Pattern[str]
    form_title: re.Pattern[str]
    form_number: re.Pattern[str]
    trailing: re.Pattern[str]
    reference: re.Pattern[str]
    minutes_begin: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    data = load("items")
    return _Wordings(
        number=re.compile(data["number"]),
        code=re.compile(data["code"]),
        not_number=re.compile(data["not_number"]),
        year_first=re.compile(data["year_first"]),
        amount_cell=re.compile(data["amount_cell"]),
        month=re.compile(data["month"]),
        person=re.compile(data["person"]),
        inner=re.compile(data["inner"]),
        inner_numbered=re.compile(data["inner_numbered"]),
        frame=re.compile(data["frame"]),
        form_title=re.compile(data["form_title"]),
        form_number=re.compile(data["form_number"]),
        trailing=re.compile(data["trailing"]),
        minutes_begin=re.compile(data["minutes_begin"]),
        reference=re.compile(data["item_reference"]),
    )


_MAX_TITLE = 220
_LOOK_AHEAD = 8
"""How many heads below one that leaves numbers out are asked for the number that was due."""
_AGENDA_NUMBER = re.compile(r"\A\d{1,3}[.)]\s{2,20}(?=\S)")
_MARK = re.compile(r"^\s*(?:\*(?!\*)|[#†‡])\s")
_FOLD = re.compile(r"\s{1,8}")
_DIGITS = re.compile(r"\d{1,20}")
_DAY_BEFORE = re.compile(r"^\d{1,2}/\d{1,2}/\d{4} [-–] ")
"""The day that web pages print before a decision's title."""
_LAST_MINUTES = re.compile(r"(?i)(?:minutes|notes)\b[^.]{0,30}\b(?:last|previous)\b")
_PROSE_END = re.compile(r"[.;,]\s*$")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")
_BRACKETED = re.compile(r"\([^()]*\)")


def find_items(text: str, flow: Sequence[Passage], kind: str, title: str | None = None) -> tuple[Item, ...]:
    """The items of business in reading order; empty where the paper shows no heads of items.

    ``title`` is the paper's own: that of an item whose heading is not printed again.
    """
    if kind != "decision_record" and (of_meetings := find_meeting_items(text, flow, title)):
        return tuple(
            replace(
                item,
                title=tidy_title(item.title or "") or None,
                first=_minutes_begin(text, flow, item.first, item.last),
            )
            for item in of_meetings
        )
    if kind == "decision_list" and (published := find_published_decisions(text, flow)):
        return published
    if kind == "decision_list" and (blocks := find_labelled_blocks(text, flow)):
        return blocks
    if kind in ("decision_list", "decision_record"):
        forms = _forms(text, flow)
        if len(forms) > 1:
            return forms
    heads = [head for i in range(len(flow)) if (head := _head(text, flow, i)) is not None]
    heads = _chain(_without_years([head for head in heads if not _inside_list(flow, head)]))
    if len(heads) < 2:
        plain = [head for i in range(len(flow)) if (head := _plain_head(text, flow, i)) is not None]
        firm = [head for head in heads if head.firm]
        heads = firm if firm and len(plain) < 2 else plain
    items: list[Item] = []
    for n, head in enumerate(heads):
        last = heads[n + 1].index if n + 1 < len(heads) else len(flow)
        item = Item(head.number, head.title, head.start, head.title_end, head.body, last, head.rule)
        items.extend(
            replace(part, first=_minutes_begin(text, flow, part.first, part.last))
            for part in with_sub_items(text, flow, item, kind)
        )
    return tuple(items)


def _without_years(heads: list[_Head]) -> list[_Head]:
    """Without financial years: "2023/24" is a minute's number only beside another minute of 2023 ("2023/23")."""
    found = {head.index: _wordings().year_first.match(head.number or "") for head in heads}
    numbers = {(match["year"], int(match["rest"])) for match in found.values() if match}

    def is_year(head: _Head) -> bool:
        match = found[head.index]
        if match is None:
            return False
        following = int(match["year"]) + 1
        others = {rest for year, rest in numbers if year == match["year"]}
        return int(match["rest"]) in (following, following % 100) and len(others) == 1

    return [head for head in heads if not is_year(head)]


def _inside_list(flow: Sequence[Passage], head: _Head) -> bool:
    """Whether what looks like a head stands between clauses: "1. ..." above it, "2. Moorings", "a. ..." below it."""
    above = flow[head.index - 1] if head.index else None
    below = flow[head.body] if head.body < len(flow) else None
    if above is None or below is None or above.heading or above.marker_kind is MarkerKind.NONE:
        return False
    continues = above.marker == str(head.values[0] - 1 if head.values else 0) or above.marker_kind is MarkerKind.ALPHA
    return continues and below.marker_kind is MarkerKind.ALPHA and below.marker in ("a", "A")


def minutes_from(text: str, flow: Sequence[Passage], first: int, last: int) -> int:
    """The index after the last heading "Minutes:" in ``flow[first:last]``, where narrative begins; else ``first``."""
    at = first
    for index in range(first, last):
        if _wordings().minutes_begin.match(text[flow[index].start : flow[index].end]):
            at = index + 1
    return at


def _minutes_begin(text: str, flow: Sequence[Passage], first: int, last: int) -> int:
    """Web pages print an item's agenda text, then "Minutes:"; what comes before that heading was not decided."""
    for index in range(first, last):
        heading = _wordings().minutes_begin.match(text[flow[index].start : flow[index].end])
        if heading is not None:
            # The heading "Decision:" introduces the clauses below it, so it is kept.
            return index if "decision" in heading.group().lower() else index + 1
    return first


def _head(text: str, flow: Sequence[Passage], index: int) -> _Head | None:
    """A numbered head that begins at ``flow[index]``: number and title in one line, or in two."""
    passage = flow[index]
    line = text[passage.start : passage.end].strip("* ")
    match = _wordings().number.match(line)
    if match is None or _wordings().not_number.match(match.group("number")):
        return None
    if match.group("bracket") and match.group("stop") != ")":
        return None
    number = _FOLD.sub(" ", match.group("number")).strip()
    # A lone sign marks the item ("6 * Housing Company": key, or open to call-in) and is no part of its title.
    rest = _MARK.sub("  ", line[match.end() :], count=1)
    if not rest.strip("*. "):
        return _two_line_head(text, flow, index, number)
    if not rest[:1].isspace() and (match.group("stop") == "" or rest[:1].isdigit()):
        return None
    title = rest.strip("* \n")
    if _wordings().code.fullmatch(number):
        # "C048/23      1.   APOLOGIES": the number of the agenda stands behind that of the minute.
        title = _AGENDA_NUMBER.sub("", title, count=1)
    title = title.rstrip(" .") if title.isupper() else title
    firm = passage.heading or passage.bold
    spaced = match.group("stop") != "" or rest[:1] != " " or rest[:2].isspace()
    if not (spaced or firm or _wordings().code.fullmatch(number) or _numbers_paragraphs(flow, index, number)):
        return None
    if _wordings().month.match(title) or not _is_title(title) or _wordings().inner_numbered.match(title):
        return None
    below = flow[index + 1] if index + 1 < len(flow) else None
    if below is not None and below.bold and passage.bold and text[below.start].islower():
        title = f"{title} {text[below.start : below.end]}"
        return _made(passage, index, index + 2, number, title, below.end, firm, "numbered_head")
    return _made(passage, index, index + 1, number, title, passage.end, firm, "numbered_head")


def _numbers_paragraphs(flow: Sequence[Passage], index: int, number: str) -> bool:
    """Whether the paragraphs below count on from the head's number: "2 Minutes", then "2.1 The minutes ..."."""
    below = flow[index + 1 : index + 4]
    return any(p.marker_kind is MarkerKind.DECIMAL and (p.marker or "").startswith(f"{number}.") for p in below)


def _two_line_head(text: str, flow: Sequence[Passage], index: int, number: str) -> _Head | None:
    """A number alone on its line (or in its cell), the title on the next."""
    if index + 1 >= len(flow):
        return None
    below = flow[index + 1]
    title = text[below.start : below.end].strip("* \n")
    if below.page - flow[index].page > 1 or below.marker_kind is MarkerKind.BULLET:
        return None
    if not _is_title(title.split(":")[0] if below.cell else title) or _wordings().inner_numbered.match(title):
        return None
    beside = flow[index + 2] if index + 2 < len(flow) else None
    if below.cell and beside and beside.cell and _wordings().amount_cell.fullmatch(text, beside.start, beside.end):
        return None
    firm = below.heading or flow[index].heading or flow[index].cell
    return _made(flow[index], index, index + 2, number, title, below.end, firm, "number_over_title")


def _made(
    passage: Passage, index: int, body: int, number: str, title: str, title_end: int, firm: bool, rule: str
) -> _Head:
    values = tuple(int(digits) for digits in _DIGITS.findall(number))
    return _Head(index, body, number, values, tidy_title(title), passage.start, title_end, firm, rule)


def tidy_title(title: str) -> str:
    """A printed title on one line, without "(Item 5)", file sizes and a closing stop."""
    folded = _FOLD.sub(" ", title).strip()
    for _ in range(2):
        folded = _wordings().trailing.sub("", folded).strip(" *").rstrip(" *#†‡§")
    folded = _DAY_BEFORE.sub("", folded).rstrip(" -–—") or folded
    return folded.rstrip(".") if folded.endswith(".") and not folded.endswith("..") else folded


def item_reference(text: str, start: int, end: int) -> str | None:
    """The council's own number of the decision printed inside an item ("Decision No: 24/00017"), or None."""
    match = _wordings().reference.search(text, start, min(end, start + 3000))
    return match.group("reference").rstrip(".") if match and _DIGITS.search(match.group("reference")) else None


def _is_title(words: str) -> bool:
    folded = words.strip()
    if folded.startswith(("That ", "THAT ")):
        return False  # "1. That the Panel continue to receive the data": a clause, also without its stop
    if not 2 < len(folded) <= _MAX_TITLE or _PROSE_END.search(folded) or _SENTENCE.search(folded):
        return False
    if not any(sign.isalpha() for sign in folded) or _wordings().person.fullmatch(folded):
        return False
    if _BRACKETED.fullmatch(folded) or find_votes(folded) is not None:
        # "(Report No. 49)" and "For, 0 Against, 1 Abstention" are remarks below a title.
        return False
    first = folded.lstrip("“‘\"'([*")[:1]
    return first.isupper() or first.isdigit()


def _chain(heads: list[_Head]) -> list[_Head]:
    """Heads whose numbers count up. Short lists inside an item begin again at 1 and are left out.

    The reader's headings lead; lines that only look like heads count where the paper has no such headings, or where
    all of them together count on by one from the first to the last.
    """
    if len(heads) > 2 and all(_step(above, below) == 1 for above, below in itertools.pairwise(heads)):
        return heads
    firm = [head for head in heads if head.firm]
    chosen = firm if len(firm) >= 2 else heads
    best: list[_Head] = []
    for start in range(min(len(chosen), 12)):
        run = _run_from(chosen, start)
        if len(run) > len(best):
            best = run
    return _filled(best, heads) if len(firm) >= 2 else best


def _filled(run: list[_Head], heads: list[_Head]) -> list[_Head]:
    """The run with plainer heads put in where their numbers are missing from it, in their place and order."""
    filled: list[_Head] = _before(run[0], heads)
    for n, head in enumerate(run):
        filled.append(head)
        following = run[n + 1] if n + 1 < len(run) else None
        for other in heads:
            before = other.index < following.index if following else True
            due = _step(filled[-1], other) == 1 or _put_in(filled[-1], other)
            below = (_step(other, following) > 0 or _put_in(other, following)) if following else due
            again = (
                following is not None
                or (other.values[:1] > (20,) and _alike(other, filled[-1]))
                or other.rule == filled[-1].rule == "number_over_title"
            )
            if not other.firm and other.index > filled[-1].index and before and below and due and again:
                filled.append(other)
    return filled


def _before(first: _Head, heads: list[_Head]) -> list[_Head]:
    """The plainer heads above the first of a run, from which it counts on, printed in its fashion."""
    found: list[_Head] = []
    for other in reversed(heads):
        below = found[0] if found else first
        fashion = other.rule == below.rule == "number_over_title" or (other.values[:1] > (20,) and _alike(other, below))
        if other.index < below.index and not other.firm and _step(other, below) == 1 and fashion:
            found.insert(0, other)
    return found


def _alike(head: _Head, other: _Head) -> bool:
    """Whether both titles are in capitals, but for a remark in brackets."""
    return head.title.split("(")[0].isupper() and other.title.split("(")[0].isupper()


def _put_in(head: _Head, following: _Head) -> bool:
    """Whether an item was put in behind another under its number: "103A" behind "103"."""
    return bool(head.number) and (following.number or "")[:-1] == head.number and following.title.isupper()


def _step(head: _Head, following: _Head) -> int:
    """By how much the numbers count on: "61/22" to "62/22" and "ETP22/35" to "ETP22/36" by one."""
    return next((b - a for a, b in zip(head.values, following.values, strict=False) if a != b), 0)


def _run_from(heads: list[_Head], start: int) -> list[_Head]:
    run = [heads[start]]
    for place, head in enumerate(heads[start + 1 :], start + 1):
        step = _step(run[-1], head)
        if step > 1 and _leaps(run[-1], head, heads[place + 1 : place + _LOOK_AHEAD]):
            continue
        if 0 <= step <= 6 or (head.firm and step > 0 and step <= 40):
            run.append(head)
    return run


def _leaps(above: _Head, head: _Head, following: Sequence[_Head]) -> bool:
    """Whether the number due after ``above`` comes sooner below ``head`` than one that counts on from it."""
    for other in following:
        if _step(head, other) == 1:
            return False
        if _step(above, other) == 1:
            return True
    return False


def _plain_head(text: str, flow: Sequence[Passage], index: int) -> _Head | None:
    """A heading without a number, in a paper that numbers nothing."""
    passage = flow[index]
    title = text[passage.start : passage.end].strip("* \n")
    above = flow[index - 1] if index else None
    if above is not None and _wordings().code.fullmatch(title):
        # The minute's number stands below its heading.
        heading = text[above.start : above.end].strip("* \n")
        if heading.isupper() and _is_title(heading):
            return _Head(
                index - 1, index + 1, title, (), tidy_title(heading), above.start, passage.end, True, "code_below"
            )
    # "Minutes of the last meeting" heads an item even where the layout does not show it for a heading.
    heads = passage.heading or bool(_LAST_MINUTES.match(title) and kind_of_heading(title))
    if not heads or passage.marker is not None or not _is_title(title):
        return None
    if title.endswith(LEADS_ON) or _is_line_of_a_list(text, flow, index):
        return None
    words = _wordings()
    if words.inner.match(title) or words.frame.match(title) or words.month.match(title):
        return None
    return _Head(index, index + 1, None, (), tidy_title(title), passage.start, passage.end, True, "unnumbered_head")


def _is_line_of_a_list(text: str, flow: Sequence[Passage], index: int) -> bool:
    """Whether the lines above go back to a numbered clause that leads on: "(b) the following be appointed -"."""
    for above in reversed(flow[max(0, index - LINES_OF_A_LIST) : index]):
        if above.marker is not None:
            return text[above.start : above.end].rstrip().endswith(LEADS_ON)
        if not above.heading:
            return False
    return False


def _forms(text: str, flow: Sequence[Passage]) -> tuple[Item, ...]:
    """A set of forms, one a decision: each begins at its title label, or at the label that always stands before it."""
    titles = [i for i, passage in enumerate(flow) if _wordings().form_title.match(text[passage.start : passage.end])]
    if len(titles) < 2:
        return ()
    items: list[Item] = []
    for n, index in enumerate(titles):
        last = titles[n + 1] if n + 1 < len(titles) else len(flow)
        passage = flow[index]
        label = _wordings().form_title.match(text[passage.start : passage.end])
        inside = text[passage.start + (label.end() if label else 0) : passage.end].strip()
        value = index if inside else min(index + 1, last - 1)
        end = flow[value].end
        number = _wordings().form_number.search(text, flow[index].start, flow[min(value + 2, last - 1)].end)
        words = inside or text[flow[value].start : end]
        following = value + 1
        if number is not None and following < last and number.start() >= flow[following].start:
            following += 1
        title = tidy_title(_wordings().form_number.sub("", words))
        items.append(
            Item(number.group("number") if number else None, title, passage.start, end, following, last, "form")
        )
    return tuple(items)
