"""Call-in as forms and web pages print it: a label ("Last date for call-in") and its value, beside it or below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.call_ins.deadlines import read_effective, read_moment
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

_NUMBERING = re.compile(r"(?:\*{2}|\(?\w{1,3}[.)]|\s|\W){0,4}")
_BESIDE_A_DATE = 24
"""How many characters may stand beside the date in the value of a label such as "Effective from"."""
_LONGEST_FLAG = 60


def find_labelled(reading: Reading, flow: Sequence[Passage], paper: Paper, starts: frozenset[int]) -> Iterator[Mention]:
    """The mention of each label of the vocabulary that says something; ``starts`` are where sections begin."""
    text = reading.text
    whole = paper
    for index, passage in enumerate(flow):
        paper = whole.at(passage.start)
        opening = _NUMBERING.match(text, passage.start, passage.end)
        begin = opening.end() if opening else passage.start
        if passage.label:
            yield from _in_two(text, passage, paper)
            continue
        for label in wordings().labels.among(text[min(begin, passage.body) : passage.end].lower()):
            pattern = label.screened.pattern
            match = pattern.match(text, begin, passage.end) or pattern.match(text, passage.body, passage.end)
            if match is None:
                continue
            value, span = _value_of(text, flow, index, match, paper, starts)
            mention = _read(label, match.group(), value, span, paper)
            if mention is not None:
                yield mention
                break


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


def _value_of(
    text: str, flow: Sequence[Passage], index: int, match: re.Match[str], paper: Paper, starts: frozenset[int]
) -> tuple[str, tuple[int, int]]:
    """The words behind the label, or in the passage below it, and the place of what is quoted."""
    passage = flow[index]
    value = text[match.end() : passage.end].strip()
    below = flow[index + 1] if index + 1 < len(flow) else None
    if below is not None and not value and below.end - below.start <= MAX_QUOTE:
        words = text[below.start : below.end]
        # A short line under a label may be set like a heading; it is the value all the same if it names a day.
        if (below.start not in starts and not below.heading) or read_moment(words, paper.own_day).day is not None:
            return words, (below.start, below.end)
    return value, (match.start(), passage.end)


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
    for sentence in () if conditional else wordings().sentences.among(folded.lower()):
        if sentence.status in ("exempt", "not_subject", "called_in") and sentence.pattern.quick.search(folded):
            return Mention(sentence.status, *span, f"{rule}.{sentence.name}")
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
