"""Call-in as forms and web pages print it: a label ("Last date for call-in") and its value, beside it or below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.call_ins.deadlines import NOTHING, hour_beside, is_hour, read_effective, read_moment
from extractors.call_ins.mentions import (
    DOUBTED,
    MAX_QUOTE,
    SURE,
    Mention,
    Paper,
    effective_on,
    fold,
    open_until,
    relative,
)
from extractors.call_ins.words import Label, sentence_pattern, wordings
from extractors.decisions.statements import sentences
from extractors.reading import Reading
from extractors.structure.passages import Passage, beside_label, label_words
from extractors.vocabulary import load

_NUMBERING = re.compile(r"(?:\*{2}|\(?\w{1,3}[.)]|\s|\W){0,4}")
_NEXT_LABEL = re.compile(r"\n[ \t]{0,12}(?=[A-Z][^\n:]{2,80}:(?:\s|$))")
_OPENS_VALUE = re.compile(load("call_in")["beside"]["opens_value"])
_BESIDE_A_DATE = 24
"""How many characters may stand beside the date in the value of a label such as "Effective from"."""
_LONGEST_FLAG = 60


def find_labelled(reading: Reading, flow: Sequence[Passage], paper: Paper, starts: frozenset[int]) -> Iterator[Mention]:
    """The mention of each label of the vocabulary that says something; ``starts`` are where sections begin."""
    text = reading.text
    whole = paper
    for index, passage in enumerate(flow):
        paper = whole.at(passage.start)
        if passage.label:
            yield from _in_two(text, passage, paper)
            continue
        opening = _NUMBERING.match(text, passage.start, passage.end)
        begin = opening.end() if opening else passage.start
        # More labels of the form may stand in the same paragraph, each on a line of its own.
        below = (line.end() for line in _NEXT_LABEL.finditer(text, passage.body, passage.end))
        for places in ((begin, passage.body), *((start,) for start in below)):
            mention = _labelled_at(text, flow, index, places, paper, starts)
            if mention is not None:
                yield mention


def _labelled_at(
    text: str, flow: Sequence[Passage], index: int, places: Sequence[int], paper: Paper, starts: frozenset[int]
) -> Mention | None:
    """What the label says that stands at one of ``places`` in ``flow[index]``."""
    end = flow[index].end
    for label in wordings().labels.among(text[min(places) : end].lower()):
        match = next((found for place in places if (found := label.screened.pattern.match(text, place, end))), None)
        if match is None:
            continue
        value, span = _value_of(text, flow, index, match, paper, starts)
        mention = _read(label, match.group(), value, span, paper)
        if mention is not None:
            return mention
    return None


def _in_two(text: str, passage: Passage, paper: Paper) -> Iterator[Mention]:
    """What a label that wraps beside its value says."""
    printed = label_words(text, passage.label)
    value = beside_label(text, passage.label, passage.start, passage.end).strip()
    opening = _NUMBERING.match(printed)
    for label in wordings().labels.among(printed.lower()):
        match = label.screened.pattern.match(printed, opening.end() if opening else 0)
        # The label ends where its column does; one with more words is another label.
        if match is None or match.end() < len(printed):
            continue
        mention = _read(label, match.group(), value, (passage.start, passage.end), paper)
        if mention is not None:
            yield mention
            return


def read_labelled(head: str, value: str, span: tuple[int, int], paper: Paper) -> Mention | None:
    """What ``value`` says under ``head``, the words over a column; None where these are no label of call-in."""
    for label in wordings().labels.among(head.lower()):
        match = label.screened.pattern.match(head)
        if match is not None and match.end() == len(head):
            return _read(label, head, value, span, paper)
    return None


def _value_of(
    text: str, flow: Sequence[Passage], index: int, match: re.Match[str], paper: Paper, starts: frozenset[int]
) -> tuple[str, tuple[int, int]]:
    """The words behind the label, or in the passage below it, and the place of what is quoted."""
    passage = flow[index]
    # The next label of the form may stand in the same paragraph; its value is its own.
    following = _NEXT_LABEL.search(text, match.end(), passage.end)
    until = following.start() if following else passage.end
    behind = match.end()
    opening = _OPENS_VALUE.search(text, match.start(), behind)
    if opening is not None and text[behind - 1] != ":":
        # "The last date for call-in is noon on Friday 29 May": the value begins before the number.
        behind = opening.start()
    value = text[behind:until].strip()
    hour = hour_beside(text, until) if value else None
    if hour is not None:
        return f"{value} {hour.group('value')}", (match.start(), hour.end())
    below = flow[index + 1] if index + 1 < len(flow) else None
    if below is not None and not value and below.end - below.start <= MAX_QUOTE:
        below = _with_hour(text, flow, index + 1, paper)
        words = text[below.start : below.end]
        # A short line under a label may be set like a heading; it is the value all the same if it names a day.
        if (below.start not in starts and not below.heading) or read_moment(words, paper.own_day).day is not None:
            return words, (below.start, below.end)
    return value, (match.start(), until)


def _with_hour(text: str, flow: Sequence[Passage], index: int, paper: Paper) -> Passage:
    """The passage below a label, with the hour or the day on the next line where it holds one of the two alone."""
    below = flow[index]
    if is_hour(text[below.start : below.end]):
        following = flow[index + 1] if index + 1 < len(flow) else below
        named = read_moment(text[following.start : following.end], paper.own_day).day is not None
        return replace(below, end=following.end) if named and following.end - below.start <= _LONGEST_FLAG else below
    hour = hour_beside(text, below.end)
    return below if hour is None else replace(below, end=hour.end("value"))


def _read(label: Label, printed: str, value: str, span: tuple[int, int], paper: Paper) -> Mention | None:
    rule = f"label.{label.name}"
    if label.reads == "flag":
        return _of_flag(printed, value, span, rule, paper)
    if label.reads == "called_in":
        flags = wordings().flags
        named = value and not flags["empty"].match(value) and not flags["no"].match(value)
        return Mention("called_in", *span, rule) if named and not value.rstrip().endswith(":") else None
    if label.reads == "effective":
        moment = read_moment(value, paper.own_day)
        # "Effective from 1 April the fees be ..." opens a clause: a label's value is a date and little else.
        alone = moment.day is not None and len(value) - (moment.end - moment.start) < _BESIDE_A_DATE
        return effective_on(moment.day, span, rule, SURE) if alone and moment.day is not None else None
    return _read_value(value, span, rule, paper) or Mention("not_stated", *span, rule)


def _of_flag(printed: str, value: str, span: tuple[int, int], rule: str, paper: Paper) -> Mention | None:
    """ "Subject to call-in: Yes", a checked box, or whatever else a label such as "Call-in:" may hold."""
    answer = _answer(value)
    if answer is None:
        several = len(list(sentences(value, 0, len(value)))) > 1
        # Several sentences may speak of several decisions: each is read by itself, as prose.
        return _read_value(value, span, rule, paper) if value and not several else None
    subject = answer != ("exempt" in printed.lower())
    if subject and read_moment(value, paper.own_day) != NOTHING:
        # "Yes - until 9am on 9 April"
        return _read_value(value, span, rule, paper)
    return Mention("not_stated" if subject else "not_subject", *span, rule)


def _answer(value: str) -> bool | None:
    """Yes or no as printed or checked, or None where ``value`` is neither."""
    flags = wordings().flags
    checked = flags["checked"].search(value)
    if checked is not None:
        value = checked.group("answer")
    if len(value) >= _LONGEST_FLAG or not value:
        return None
    if flags["yes"].match(value):
        return True
    return False if flags["no"].match(value) else None


def _read_value(value: str, span: tuple[int, int], rule: str, paper: Paper) -> Mention | None:
    """A deadline, a rule or a refusal printed as the value of a call-in label; None where it is none of these."""
    if wordings().flags["not_applicable"].match(value):
        return Mention("not_subject", *span, rule)
    folded = fold(value)
    conditional = wordings().conditional.search(folded) is not None
    none = wordings().flags["not_applicable_for"].match(folded) is not None
    told = ("exempt", "not_subject") if none else ("exempt", "not_subject", "called_in")
    for sentence in () if conditional else wordings().sentences.among(folded.lower()):
        if sentence.status in told and sentence.pattern.pattern.search(folded):
            return Mention(sentence.status, *span, f"{rule}.{sentence.name}")
    if none:
        return Mention("not_subject", *span, rule)
    moment = read_moment(folded, paper.own_day)
    if moment.day is not None:
        return open_until(folded, moment, span, rule, paper, SURE)
    if sentence_pattern("relative_rule").search(folded):
        return relative(folded, span, f"{rule}.relative_rule", paper)
    effective = read_effective(folded, paper.own_day)
    if effective is not None:
        return effective_on(effective, span, rule, SURE)
    if moment.doubts:
        return Mention("open_until", *span, rule, moment, confidence=DOUBTED)
    return None
