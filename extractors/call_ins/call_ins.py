"""Whether and until when each decision can be called in, in every way papers say it.

Labels of forms ("Call-in deadline date: 18/03/2026"), sentences ("The call-in period will expire at 5pm on ..."),
rules ("five working days after publication"), waivers, refusals and call-ins made. What a paper does not say is not
recorded, and general accounts of the call-in procedure say nothing of the decision in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extractors.call_ins.deadlines import NOTHING, Moment, read_moment
from extractors.call_ins.rules import last_day
from extractors.call_ins.targets import assign
from extractors.decisions.statements import sentences
from extractors.reading import Reading
from extractors.records import CallIn, DateMention, Decision, DocumentFacts, Section
from extractors.structure.passages import Passage, passages
from extractors.vocabulary import load

_DECIDING = frozenset({"decision_record", "decision_list", "minutes", "notice"})
_ASKING = frozenset({"report"})
_ASKED_STATUSES = frozenset({"exempt", "not_subject"})
_SURE, _TOLD, _DOUBTED = 0.95, 0.85, 0.5
_MAX_QUOTE = 600
_BESIDE_A_DATE = 24
"""How many characters may stand beside the date in the value of a label such as "Effective from"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing a paper says about call-in. ``text[start:end]`` are its words."""

    status: str
    start: int
    end: int
    rule: str
    moment: Moment = NOTHING
    effective: str | None = None
    basis: str | None = None
    confidence: float = _SURE


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    reads: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    name: str
    status: str
    pattern: re.Pattern[str]
    needs_cue: bool


@dataclass(frozen=True, slots=True)
class _Wordings:
    cue: re.Pattern[str]
    innocent: re.Pattern[str]
    general: re.Pattern[str]
    labels: tuple[_Label, ...]
    sentences: tuple[_Sentence, ...]
    flags: dict[str, re.Pattern[str]]


@cache
def _wordings() -> _Wordings:
    data = load("call_in")
    return _Wordings(
        cue=re.compile(data["cue"]),
        innocent=re.compile(data["innocent"]),
        general=re.compile(data["general"]),
        labels=tuple(_Label(e["name"], e["reads"], re.compile(e["pattern"])) for e in data["label"]),
        sentences=tuple(
            _Sentence(e["name"], e["status"], re.compile(e["pattern"]), e.get("needs_cue", True))
            for e in data["sentence"]
        ),
        flags={name: re.compile(pattern) for name, pattern in data["flags"].items()},
    )


_NUMBERING = re.compile(r"(?:\*{2}|\(?\w{1,3}[.)]|\s|\W){0,4}")
_LABEL_END = re.compile(r"\s*(?:\*{2})?\s*(?:[:?]\s*[-–—]?|[-–—]\s|\t|\*{2}|(?=\d|\()|$)")
_FOLD = re.compile(r"\s+")


def find_call_ins(
    reading: Reading,
    facts: DocumentFacts,
    sections: tuple[Section, ...],
    decisions: tuple[Decision, ...],
    dates: tuple[DateMention, ...],
) -> tuple[CallIn, ...]:
    """What ``reading`` says of call-in, at most one entry for each decision (or for the paper, with decision None)."""
    flow = passages(reading)
    if facts.kind == "call_in":
        return tuple(_to_call_in(reading, mention, None) for mention in _called_in(reading, flow))
    if facts.kind not in _DECIDING | _ASKING:
        return ()
    own_day = _own_day(facts)
    starts = frozenset(section.start for section in sections)
    mentions = list(_labelled(reading, flow, facts, own_day, starts))
    taken = [(mention.start, mention.end) for mention in mentions]
    mentions.extend(_told(reading, flow, facts, own_day, taken))
    if facts.kind in _ASKING:
        asked = [m for m in mentions if m.status in _ASKED_STATUSES or m.rule.startswith("label.")]
        return tuple(_to_call_in(reading, mention, None) for mention in _one(asked))
    mentions.sort(key=lambda mention: mention.start)
    found: list[CallIn] = []
    for index, group in assign(reading.text, mentions, decisions):
        found.extend(_to_call_in(reading, mention, index) for mention in _one(group))
    return tuple(sorted(found, key=lambda c: (c.start, -1 if c.decision is None else c.decision)))


def _own_day(facts: DocumentFacts) -> date | None:
    """The day from which a deadline must lie ahead."""
    printed = facts.meeting_date or facts.published_date or facts.signed_date
    return date.fromisoformat(printed) if printed else None


def _labelled(
    reading: Reading, flow: Sequence[Passage], facts: DocumentFacts, own_day: date | None, starts: frozenset[int]
) -> Iterator[Mention]:
    text = reading.text
    for index, passage in enumerate(flow):
        opening = _NUMBERING.match(text, passage.start, passage.end)
        begin = opening.end() if opening else passage.start
        for label in _wordings().labels:
            match = label.pattern.match(text, begin, passage.end) or label.pattern.match(
                text, passage.body, passage.end
            )
            end = _LABEL_END.match(text, match.end(), passage.end) if match else None
            if match is None or end is None:
                continue
            mention = _of_label(reading, flow, index, label, match.start(), end.end(), facts, own_day, starts)
            if mention is not None:
                yield mention
                break


def _of_label(
    reading: Reading,
    flow: Sequence[Passage],
    index: int,
    label: _Label,
    start: int,
    value_start: int,
    facts: DocumentFacts,
    own_day: date | None,
    starts: frozenset[int],
) -> Mention | None:
    """The mention of one label and its value: on the line, or in the passage below."""
    text, passage = reading.text, flow[index]
    value = text[value_start : passage.end].strip()
    span = (start, passage.end)
    below = flow[index + 1] if index + 1 < len(flow) else None
    if below is not None and not value and below.end - below.start <= _MAX_QUOTE:
        words = text[below.start : below.end]
        # A short line under a label may be set like a heading; it is the value all the same if it names a day.
        if (below.start not in starts and not below.heading) or read_moment(words, own_day).day is not None:
            value, span = words, (below.start, below.end)
    rule = f"label.{label.name}"
    if label.reads == "flag" and not (value and _is_flag(value)):
        return _read_value(value, span, rule, facts, own_day) if label.name == "subject_to_call_in" and value else None
    if label.reads == "flag":
        yes = _wordings().flags["yes"].match(value)
        exempt_label = "exempt" in text[start:value_start].lower()
        subject = bool(yes) != exempt_label
        return Mention("not_stated" if subject else "not_subject", *span, rule)
    if label.reads == "called_in":
        named = value and not _wordings().flags["empty"].match(value) and not _wordings().flags["no"].match(value)
        return Mention("called_in", *span, rule) if named and not _is_label_line(value) else None
    if label.reads == "effective":
        moment = read_moment(value, own_day)
        # "Effective from 1 April the fees be ..." opens a clause: a label's value is a date and little else.
        alone = moment.day is not None and len(value) - (moment.end - moment.start) < _BESIDE_A_DATE
        return Mention("effective_on", *span, rule, NOTHING, moment.day) if alone else None
    read = _read_value(value, span, rule, facts, own_day)
    if read is not None:
        return read
    return Mention("not_stated", start, passage.end, rule)


def _is_flag(value: str) -> bool:
    flags = _wordings().flags
    return len(value) < 60 and bool(flags["yes"].match(value) or flags["no"].match(value))


def _is_label_line(value: str) -> bool:
    return value.rstrip().endswith(":")


def _read_value(
    value: str, span: tuple[int, int], rule: str, facts: DocumentFacts, own_day: date | None
) -> Mention | None:
    """A deadline, a rule or a refusal printed as the value of a call-in label; None where it is none of these."""
    if _wordings().flags["not_applicable"].match(value):
        return Mention("not_subject", *span, rule)
    folded = _FOLD.sub(" ", value)
    for sentence in _wordings().sentences:
        if sentence.status in ("exempt", "not_subject", "called_in") and sentence.pattern.search(folded):
            return Mention(sentence.status, *span, f"{rule}.{sentence.name}")
    moment = read_moment(folded, own_day)
    if moment.day is not None:
        return _open_until(moment, span, rule, _SURE)
    if _sentence("relative_rule").search(folded):
        return _relative(folded, span, f"{rule}.relative_rule", facts)
    if moment.doubts:
        return Mention("open_until", *span, rule, moment, confidence=_DOUBTED)
    return None


@cache
def _sentence(name: str) -> re.Pattern[str]:
    return next(sentence.pattern for sentence in _wordings().sentences if sentence.name == name)


def _open_until(moment: Moment, span: tuple[int, int], rule: str, confidence: float) -> Mention:
    doubted = bool(set(moment.doubts) - {"year_from_context"}) or moment.moment is None
    basis = "stated" if moment.moment else None
    return Mention("open_until", *span, rule, moment, None, basis, _DOUBTED if doubted else confidence)


def _relative(words: str, span: tuple[int, int], rule: str, facts: DocumentFacts) -> Mention:
    """The rule is kept as a rule; its end is worked out only where the paper prints when it was published."""
    day = last_day(words, facts)
    if day is None:
        return Mention("relative", *span, rule, confidence=_TOLD)
    timed = read_moment(f"{words} {day.isoformat()}", None)
    moment = Moment(day.isoformat(), timed.moment, timed.doubts)
    return Mention("relative", *span, rule, moment, None, "calculated" if moment.moment else None, _TOLD)


def _told(
    reading: Reading,
    flow: Sequence[Passage],
    facts: DocumentFacts,
    own_day: date | None,
    taken: Sequence[tuple[int, int]],
) -> Iterator[Mention]:
    """What sentences say."""
    for passage in flow:
        for start, end in sentences(reading.text, passage.body, passage.end):
            if any(start < e and s < end for s, e in taken):
                continue
            mention = _of_sentence(_FOLD.sub(" ", reading.text[start:end]), (start, end), facts, own_day)
            if mention is not None:
                yield mention


def _of_sentence(words: str, span: tuple[int, int], facts: DocumentFacts, own_day: date | None) -> Mention | None:
    wordings = _wordings()
    if len(words) > _MAX_QUOTE or wordings.innocent.search(words) or words.endswith(":"):
        # Words that end in a colon are a label; nothing stands behind it, or the label's own reading found it.
        return None
    cue = wordings.cue.search(words) is not None
    for sentence in wordings.sentences:
        if (sentence.needs_cue and not cue) or not sentence.pattern.search(words):
            continue
        if sentence.status != "exempt" and wordings.general.search(words):
            return None
        rule = f"sentence.{sentence.name}"
        if sentence.status == "relative":
            moment = read_moment(words, own_day)
            if moment.moment is not None and _sentence("deadline_stated").search(words):
                return _open_until(moment, span, rule, _TOLD)
            return _relative(words, span, rule, facts)
        if sentence.status in ("open_until", "effective_on"):
            moment = read_moment(words, own_day)
            if moment.day is None and not moment.doubts:
                continue
            if sentence.status == "open_until":
                if any(doubt.startswith("deadline_before") for doubt in moment.doubts):
                    # A sentence about a day gone by tells of some other call-in; only a form's own label is believed.
                    return None
                return _open_until(moment, span, rule, _TOLD)
            if moment.day is not None:
                return Mention("effective_on", *span, rule, NOTHING, moment.day, None, _TOLD)
            continue
        return Mention(sentence.status, *span, rule, confidence=_TOLD)
    return None


def _called_in(reading: Reading, flow: Sequence[Passage]) -> Iterator[Mention]:
    """The first words of a call-in request or report that say which decision was called in."""
    pattern, innocent, general = _sentence("called_in"), _wordings().innocent, _wordings().general
    for passage in flow:
        for start, end in sentences(reading.text, passage.body, passage.end):
            words = _FOLD.sub(" ", reading.text[start:end])
            if len(words) > _MAX_QUOTE or innocent.search(words) or general.search(words):
                continue
            if pattern.search(words):
                yield Mention("called_in", start, end, "sentence.called_in")
                return


_RANK = ("called_in", "exempt", "open_until", "effective_on", "not_subject", "relative", "not_stated")


def _one(mentions: Sequence[Mention]) -> list[Mention]:
    """One entry from all that is said of one decision: the weightiest, with the date of effect printed beside it."""
    if not mentions:
        return []
    best = min(
        mentions, key=lambda mention: (_RANK.index(mention.status), mention.moment.moment is None, mention.start)
    )
    effective = next((m.effective for m in mentions if m.effective), None)
    if best.status in ("open_until", "relative") and effective:
        best = replace(best, effective=effective)
    doubts = list(best.moment.doubts)
    if best.status == "open_until":
        others = {m.moment.moment for m in mentions if m.status == "open_until" and m.moment.moment}
        if len(others) > 1:
            best = replace(best, moment=replace(best.moment, moment=None), basis=None, confidence=_DOUBTED)
            doubts.append("several_deadlines")
        if any(m.status == "not_subject" for m in mentions):
            doubts.append("statements_differ")
    return [replace(best, moment=replace(best.moment, doubts=tuple(dict.fromkeys(doubts))))]


def _to_call_in(reading: Reading, mention: Mention, decision: int | None) -> CallIn:
    start, end = mention.start, mention.end
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return CallIn(
        decision=decision,
        status=mention.status,
        quote=reading.text[start:end],
        deadline=mention.moment.moment,
        effective_from=mention.effective,
        basis=mention.basis,
        page=reading.page_at(start),
        start=start,
        end=end,
        rule=mention.rule,
        confidence=mention.confidence,
        doubts=mention.moment.doubts,
    )
