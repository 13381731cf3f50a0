"""The items of business of a paper that records several decisions: minutes, decision lists, sets of decision forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.decisions.clause_words import wordings
from extractors.decisions.head_chains import chain, without_years
from extractors.decisions.head_words import Head, head_words, is_title, tidy_title
from extractors.decisions.labelled_blocks import find_labelled_blocks
from extractors.decisions.meeting_lines import find_meeting_items, find_published_decisions
from extractors.decisions.plain_heads import plain_head, without_parts
from extractors.decisions.sub_items import Item, with_sub_items
from extractors.structure.list_markers import roman_value
from extractors.structure.passages import MarkerKind, Passage

_FEWEST_LETTERS = 3
_AGENDA_NUMBER = re.compile(r"\A\d{1,3}[.)]\s{2,20}(?=\S)")
_MARK = re.compile(r"^\s*(?:\*(?!\*)|[#†‡])\s")
_FOLD = re.compile(r"\s{1,8}")
_LINES_OF_A_TITLE = 4
_DIGITS = re.compile(r"\d{1,20}")


def find_items(text: str, flow: Sequence[Passage], kind: str, title: str | None = None) -> tuple[Item, ...]:
    """The items of business in reading order; empty where the paper shows no heads of items.

    ``title`` is the paper's own: that of an item whose heading is not printed again.
    """
    if kind != "decision_record" and (of_meetings := find_meeting_items(text, flow, title)):
        return tuple(
            replace(
                item,
                title=tidy_title(item.title or "") or None,
                first=minutes_begin(text, flow, item.first, item.last),
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
    listed = _of_lists(text, flow, heads)
    heads = [head for head in heads if head.index not in listed and not _inside_list(flow, head)]
    heads = chain(without_years(heads))
    if len(heads) < 2 and len(lettered := _lettered(text, flow)) >= _FEWEST_LETTERS:
        heads = lettered
    if len(heads) < 2:
        plain = without_parts(
            text, flow, [head for i in range(len(flow)) if (head := plain_head(text, flow, i)) is not None]
        )
        firm = [head for head in heads if head.firm]
        heads = firm if firm and len(plain) < 2 else plain
    items: list[Item] = []
    for n, head in enumerate(heads):
        last = heads[n + 1].index if n + 1 < len(heads) else len(flow)
        item = Item(head.number, head.title, head.start, head.title_end, head.body, last, head.rule)
        items.extend(
            replace(part, first=minutes_begin(text, flow, part.first, part.last))
            for part in with_sub_items(text, flow, item, kind)
        )
    return tuple(items)


def _inside_list(flow: Sequence[Passage], head: Head) -> bool:
    """Whether what looks like a head stands between clauses: "1. ..." above it, "2. Moorings", "a. ..." below it."""
    above = flow[head.index - 1] if head.index else None
    below = flow[head.body] if head.body < len(flow) else None
    if above is None or below is None or above.heading or above.marker_kind is MarkerKind.NONE:
        return False
    continues = above.marker == str(head.values[0] - 1 if head.values else 0) or above.marker_kind is MarkerKind.ALPHA
    return continues and below.marker_kind is MarkerKind.ALPHA and below.marker in ("a", "A")


def _of_lists(text: str, flow: Sequence[Passage], heads: Sequence[Head]) -> frozenset[int]:
    """Where what looks like a head is a condition or reason: "be approved subject to conditions:", "1. Materials"."""
    inside: set[int] = set()
    numbers: set[tuple[int, ...]] = set()
    due: tuple[int, tuple[int, ...]] | None = None
    lines = {head.index for head in heads}
    for head in heads:
        opens = head.values == (1,) and head.index > 0 and _leads_to_a_list(text, flow, head.index - 1, lines)
        # The item after item 4 is item 5, though the conditions above it should end with 4; but then words follow it.
        is_next_item = (head.values[0] - 1,) in numbers and head.index + 1 not in lines if head.values else False
        goes_on = due == (head.index, head.values) and not is_next_item
        if opens or goes_on:
            inside.add(head.index)
            # A number with its words on one line: the next condition stands on the line below.
            due = (head.index + 1, (head.values[0] + 1,))
        else:
            numbers.add(head.values)
            due = None
    return frozenset(inside)


def _leads_to_a_list(text: str, flow: Sequence[Passage], index: int, lines: set[int]) -> bool:
    """Whether ``flow[index]`` ends in "subject to conditions:", or in "AGREED:" over two such lines and more."""
    start, end = flow[index].body, flow[index].end
    if wordings().particulars.search(text, start, end) is not None:
        return True
    return index + 2 in lines and wordings().introduces.search(text, start, end) is not None


def minutes_from(text: str, flow: Sequence[Passage], first: int, last: int) -> int:
    """The index after the last heading "Minutes:" in ``flow[first:last]``, where narrative begins; else ``first``."""
    at = first
    for index in range(first, last):
        if head_words().minutes_begin.match(text[flow[index].start : flow[index].end]):
            at = index + 1
    return at


def minutes_begin(text: str, flow: Sequence[Passage], first: int, last: int) -> int:
    """Web pages print an item's agenda text, then "Minutes:"; what comes before that heading was not decided."""
    for index in range(first, last):
        heading = head_words().minutes_begin.match(text[flow[index].start : flow[index].end])
        if heading is not None:
            # The heading "Decision:" introduces the clauses below it, so it is kept.
            return index if "decision" in heading.group().lower() else index + 1
    return first


def _head(text: str, flow: Sequence[Passage], index: int) -> Head | None:
    """A numbered head that begins at ``flow[index]``: number and title in one line, or in two."""
    passage = flow[index]
    line = text[passage.start : passage.end].strip("* ")
    match = head_words().number.match(line)
    if match is None and (roman := head_words().roman.match(line)) is not None:
        title = line[roman.end() :].strip("* \n")
        value = roman_value(roman.group("number"))
        if value == 0 or not is_title(title):
            return None
        return replace(
            _made(passage, index, index + 1, roman["number"], title, passage.end, True, "roman_head"), values=(value,)
        )
    if match is None or head_words().not_number.match(match.group("number")):
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
    if head_words().code.fullmatch(number):
        # "C048/23      1.   APOLOGIES": the number of the agenda stands behind that of the minute.
        title = _AGENDA_NUMBER.sub("", title, count=1)
    title = title.rstrip(" .") if title.isupper() else title
    firm = passage.heading or passage.bold
    spaced = match.group("stop") != "" or rest[:1] != " " or rest[:2].isspace()
    if not (spaced or firm or head_words().code.fullmatch(number) or _numbers_paragraphs(flow, index, number)):
        return None
    if head_words().month.match(title) or not is_title(title) or head_words().inner_numbered.match(title):
        return None
    if head_words().person.fullmatch(title):
        return None  # a number alone over a name heads an item: condolences, congratulations
    below = flow[index + 1] if index + 1 < len(flow) else None
    if below is not None and below.bold and passage.bold and text[below.start].islower():
        title = f"{title} {text[below.start : below.end]}"
        return _made(passage, index, index + 2, number, title, below.end, firm, "numbered_head")
    body = _end_of_capitals(text, flow, index) if title.isupper() else index + 1
    if body > index + 1:
        title = " ".join([title, *(text[line.start : line.end].strip("* ") for line in flow[index + 1 : body])])
    return _made(passage, index, body, number, title, flow[body - 1].end, firm, "numbered_head")


def _end_of_capitals(text: str, flow: Sequence[Passage], index: int) -> int:
    """The index after the lines on which a title in capitals goes on, each straight below the one before."""
    at = index + 1
    while at < min(len(flow), index + _LINES_OF_A_TITLE):
        words = text[flow[at].start : flow[at].end]
        straight = text[flow[at - 1].end : flow[at].start].strip(" \t") == "\n"
        goes_on = words.isupper() and flow[at].marker is None and head_words().inner.match(words) is None
        if not (straight and goes_on and not flow[at].cell):
            break
        at += 1
    return at


def _lettered(text: str, flow: Sequence[Passage]) -> list[Head]:
    """The headings "A. ...", "B. ..." that count on from A."""
    found: list[Head] = []
    for index, passage in enumerate(flow):
        line = text[passage.start : passage.end].strip("* ")
        match = head_words().letter.match(line) if passage.heading or passage.bold else None
        if match is None or ord(match["number"]) - ord("A") != len(found) or not is_title(line[match.end() :]):
            continue
        head = _made(
            passage, index, index + 1, match["number"], line[match.end() :], passage.end, True, "lettered_head"
        )
        found.append(head)
    return found


def _numbers_paragraphs(flow: Sequence[Passage], index: int, number: str) -> bool:
    """Whether the paragraphs below count on from the head's number: "2 Minutes", then "2.1 The minutes ..."."""
    below = flow[index + 1 : index + 4]
    return any(p.marker_kind is MarkerKind.DECIMAL and (p.marker or "").startswith(f"{number}.") for p in below)


def _two_line_head(text: str, flow: Sequence[Passage], index: int, number: str) -> Head | None:
    """A number alone on its line (or in its cell), the title on the next."""
    if index + 1 >= len(flow):
        return None
    below = flow[index + 1]
    title = text[below.start : below.end].strip("* \n")
    if below.page - flow[index].page > 1 or below.marker_kind is MarkerKind.BULLET:
        return None
    if not is_title(title.split(":")[0] if below.cell else title) or head_words().inner_numbered.match(title):
        return None
    beside = flow[index + 2] if index + 2 < len(flow) else None
    if below.cell and beside and beside.cell and head_words().amount_cell.fullmatch(text, beside.start, beside.end):
        return None
    firm = below.heading or flow[index].heading or flow[index].cell
    return _made(flow[index], index, index + 2, number, title, below.end, firm, "number_over_title")


def _made(
    passage: Passage, index: int, body: int, number: str, title: str, title_end: int, firm: bool, rule: str
) -> Head:
    values = tuple(int(digits) for digits in _DIGITS.findall(number))
    return Head(index, body, number, values, tidy_title(title), passage.start, title_end, firm, rule)


def item_reference(text: str, start: int, end: int) -> str | None:
    """The council's own number of the decision printed inside an item ("Decision No: 24/00017"), or None."""
    match = head_words().reference.search(text, start, min(end, start + 3000))
    return match.group("reference").rstrip(".") if match and _DIGITS.search(match.group("reference")) else None


def _forms(text: str, flow: Sequence[Passage]) -> tuple[Item, ...]:
    """A set of forms, one a decision: each begins at its title label, or at the label that always stands before it."""
    titles = [i for i, passage in enumerate(flow) if head_words().form_title.match(text[passage.start : passage.end])]
    if len(titles) < 2:
        return ()
    items: list[Item] = []
    for n, index in enumerate(titles):
        last = titles[n + 1] if n + 1 < len(titles) else len(flow)
        passage = flow[index]
        label = head_words().form_title.match(text[passage.start : passage.end])
        inside = text[passage.start + (label.end() if label else 0) : passage.end].strip()
        value = index if inside else min(index + 1, last - 1)
        end = flow[value].end
        number = head_words().form_number.search(text, flow[index].start, flow[min(value + 2, last - 1)].end)
        words = inside or text[flow[value].start : end]
        following = value + 1
        if number is not None and following < last and number.start() >= flow[following].start:
            following += 1
        title = tidy_title(head_words().form_number.sub("", words))
        items.append(
            Item(number.group("number") if number else None, title, passage.start, end, following, last, "form")
        )
    return tuple(items)
