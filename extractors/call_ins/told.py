"""Call-in as sentences tell it: deadlines, rules, waivers, refusals and call-ins made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.call_ins.deadlines import read_effective, read_moment
from extractors.call_ins.mentions import MAX_QUOTE, TOLD, Mention, Paper, effective_on, fold, open_until, relative
from extractors.call_ins.words import SentenceWording, sentence_pattern, wordings
from extractors.decisions.introducers import is_retold
from extractors.decisions.statements import sentences
from extractors.reading import Reading
from extractors.structure.passages import Passage, beside_label, label_words
from extractors.vocabulary import load

_ANOTHER_DECISION = re.compile(load("call_in")["beside"]["another_decision"])
_OF_ANOTHER_MEETING = re.compile(load("call_in")["beside"]["of_another_meeting"])
_DECIDES = re.compile(load("call_in")["beside"]["decides"])
_SEMICOLON = re.compile(r";\s{1,8}")
_GENERAL_ALLOWED = frozenset({"exempt"})


def find_told(
    reading: Reading, flow: Sequence[Passage], paper: Paper, taken: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """What sentences outside ``taken`` say."""
    for passage in flow:
        if not _may_tell(reading.text, passage):
            continue
        before = ""
        told = list(_worded(reading.text, passage))
        for n, (start, end, words) in enumerate(told):
            if not any(start < e and s < end for s, e in taken):
                mention = _of_sentence(words, (start, end), before, paper.at(start))
                if mention is not None:
                    yield _with_reason(mention, told[n + 1 : n + 2])
            before = words


def _with_reason(mention: Mention, following: Sequence[tuple[int, int, str]]) -> Mention:
    """ "Call-in does not apply to minute 7. The Chair agreed that any delay would harm ...": waived, for urgency."""
    if mention.status != "not_subject" or not following:
        return mention
    _, end, words = following[0]
    if len(words) > MAX_QUOTE or not wordings().urgency.search(words):
        return mention
    return replace(mention, status="exempt", end=end, rule="sentence.urgent_not_subject")


def _may_tell(text: str, passage: Passage) -> bool:
    """False for most passages, which then need not be taken apart into sentences."""
    return bool(passage.label or wordings().sentences.among(fold(text[passage.start : passage.end]).lower()))


def _worded(text: str, passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Each sentence of a passage with its words on one line. Of an entry whose label wraps the label comes first."""
    if passage.label:
        value = beside_label(text, passage.label, passage.start, passage.end)
        yield passage.start, passage.end, fold(f"{label_words(text, passage.label)} {value}")
        return
    for start, end in sentences(text, passage.body, passage.end):
        for first, last in _halves(text, start, end):
            yield first, last, fold(text[first:last])


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that a semicolon parts, where each speaks of call-in: each may speak of other clauses."""
    cuts = [match.end() for match in _SEMICOLON.finditer(text, start, end)]
    parts = list(zip([start, *cuts], [*cuts, end], strict=True))
    cue = wordings().cue
    if len(parts) == 1 or not all(cue.search(words, words.lower()) for words in (fold(text[a:b]) for a, b in parts)):
        yield start, end
        return
    for first, last in parts:
        while last > first and text[last - 1].isspace():
            last -= 1
        yield first, last


def find_called_in(reading: Reading, flow: Sequence[Passage]) -> Iterator[Mention]:
    """The first words of a call-in request or report that say which decision was called in."""
    pattern, known = sentence_pattern("called_in"), wordings()
    for passage in flow:
        for start, end in sentences(reading.text, passage.body, passage.end):
            words = fold(reading.text[start:end])
            lowered = words.lower()
            if len(words) > MAX_QUOTE or known.innocent.search(words, lowered) or known.general.search(words, lowered):
                continue
            if pattern.search(words, lowered):
                yield Mention("called_in", start, end, "sentence.called_in")
                return


def _of_sentence(words: str, span: tuple[int, int], before: str, paper: Paper) -> Mention | None:
    known, lowered = wordings(), words.lower()
    # Words that end in a colon are a label; nothing stands behind it, or the label's own reading found it.
    if len(words) > MAX_QUOTE or words.endswith(":"):
        return None
    cue = known.cue.search(words, lowered) is not None
    told = [sentence for sentence in known.sentences.among(lowered) if cue or not sentence.needs_cue]
    if not told or known.innocent.search(words, lowered) or known.conditional.search(words, lowered):
        return None
    if _ANOTHER_DECISION.match(words) and is_retold(before):
        # "At its meeting in July Cabinet agreed ... That decision was called in": not the decision in hand.
        return None
    for sentence in told:
        if not sentence.pattern.pattern.search(words):
            continue
        if sentence.status == "called_in" and _is_of_another_meeting(words, paper):
            return None
        if sentence.status in ("open_until", "effective_on"):
            moment = read_moment(_words_of_moment(sentence, words), paper.own_day)
            if moment.day is None and not moment.doubts and read_effective(words, paper.own_day) is None:
                continue
            return _dated(sentence, words, span, paper)
        if sentence.status not in _GENERAL_ALLOWED and known.general.search(words, lowered):
            dated = _dated_for_all(words, span, paper)
            if dated is None and sentence.status == "relative" and known.applied.match(words):
                # Kept as the rule it is; nothing is worked out from an account of the procedure.
                return Mention("relative", *span, f"sentence.{sentence.name}", confidence=TOLD)
            return dated
        if sentence.status == "relative":
            return _dated_for_all(words, span, paper) or relative(words, span, f"sentence.{sentence.name}", paper)
        return Mention(sentence.status, *span, f"sentence.{sentence.name}", confidence=TOLD)
    return None


def _is_of_another_meeting(words: str, paper: Paper) -> bool:
    """Whether those who decide tell what became of a decision of theirs taken at another meeting."""
    decides = paper.facts.kind == "minutes" and _DECIDES.match(paper.facts.body or "") is not None
    return decides and _OF_ANOTHER_MEETING.search(words) is not None


def _words_of_moment(sentence: SentenceWording, words: str) -> str:
    """The part of ``words`` that holds the last moment, where the wording says which; else all of them."""
    match = sentence.pattern.pattern.search(words)
    return (match.groupdict().get("moment") if match else None) or words


def _dated(sentence: SentenceWording, words: str, span: tuple[int, int], paper: Paper) -> Mention | None:
    """A last moment, or a date of effect, that a sentence prints."""
    rule = f"sentence.{sentence.name}"
    words = _words_of_moment(sentence, words)
    moment = read_moment(words, paper.own_day)
    if sentence.status == "open_until" and (moment.day is not None or moment.doubts):
        if any(doubt.startswith("deadline_before") for doubt in moment.doubts):
            # A sentence about a day gone by tells of some other call-in; only a form's own label is believed.
            return None
        return open_until(words, moment, span, rule, paper, TOLD)
    effective = read_effective(words, paper.own_day)
    return effective_on(effective, span, f"{rule}.effective", TOLD) if effective is not None else None


def _dated_for_all(words: str, span: tuple[int, int], paper: Paper) -> Mention | None:
    """The printed last moment within an account of who can call in and how; None where it prints none."""
    moment = read_moment(words, paper.own_day)
    if (
        moment.moment is None
        or set(moment.doubts) - {"year_from_context"}
        or not sentence_pattern("deadline_stated").search(words)
    ):
        return None
    return open_until(words, moment, span, "sentence.deadline_stated", paper, TOLD)
