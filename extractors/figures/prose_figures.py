"""Figures in running text: which of the printed quantities a paper asserts, and what each of them says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.figures.choice import asserts, is_score
from extractors.figures.clause_standing import Clauses, place_clauses
from extractors.figures.day_counts import on_its_day
from extractors.figures.figure_metrics import MetricName, metric_of
from extractors.figures.kinds import KindMatch, Surroundings, kind_of
from extractors.figures.list_items import of_its_list
from extractors.figures.measures import measure_of
from extractors.figures.opaque import minute_numbers
from extractors.figures.period_values import Before, Period, Place, lies_ahead
from extractors.figures.periods import Periods, find_periods
from extractors.figures.quantity import COUNT, MONEY, PERCENT, SCORE, Quantity
from extractors.figures.quantity_spans import QuantitySentence, quantity_sentences
from extractors.figures.segments import place_in_whole
from extractors.reading import Reading
from extractors.records import DateMention, DocumentFacts, Figure, Resolution
from extractors.structure.folding import one_space
from extractors.vocabulary import load
from ingest.document import BlockKind

_PARENTHESIS = re.compile(r"\([^()]{0,200}\)")
_BACK, _AHEAD = 600, 400
"""How much of its sentence is read around a figure. A row of bare numbers is one sentence as long as the row."""
_BESIDE = re.compile(load("prose_figures")["part_and_whole"]["said_again"])
_OPENING = re.compile(r"\s?\([+–-]?")
_TIMES = frozenset({"days", "weeks", "months", "years"})
_PARTS: dict[str, str] = load("prose_figures")["part_and_whole"]
_OUT_OF = re.compile(_PARTS["out_of"])
_OF_THE = re.compile(_PARTS["of_the"])
_OF_WHICH = re.compile(_PARTS["of_which"])
_MOVES_ON = re.compile(_PARTS["moves_on"])
_THEN = re.compile(r"(?:\s[\w'’-]{1,30}){0,8},\s")
_OF_THESE = re.compile(_PARTS["of_these"])
_MARKS = frozenset({"target", "threshold"})
"""What a level is measured by: the level of another year is none of these."""
_BOUND_EXACT = frozenset({"threshold", "target", "proposed", "budget"})


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is known of the whole paper before its figures are read."""

    reading: Reading
    facts: DocumentFacts
    periods: Periods
    clauses: Clauses
    headings: dict[int, str | None] = field(default_factory=dict)
    """The heading above each block that has been asked about, by the block's start."""

    def heading(self, offset: int) -> str | None:
        """The heading above ``offset``."""
        block = self.reading.block_at(offset)
        start = block.start if block else offset
        if start not in self.headings:
            self.headings[start] = _heading(self.reading, start)
        return self.headings[start]


@dataclass(frozen=True, slots=True)
class _Named:
    """What a figure belongs to. ``subject`` is the opening of its sentence, before the first figure."""

    metric: MetricName | None
    part: str | None
    segment: str | None
    subject: str


def find_prose_figures(
    reading: Reading,
    facts: DocumentFacts,
    dates: tuple[DateMention, ...],
    resolutions: tuple[Resolution, ...] = (),
) -> tuple[Figure, ...]:
    """Every figure of running text, headings and cells of words, in reading order."""
    paper = _Paper(reading, facts, find_periods(reading, facts, dates), place_clauses(resolutions, reading.text))
    figures: list[Figure] = []
    for sentence in quantity_sentences(reading.doc):
        figures.extend(_of_sentence(paper, sentence, figures))
    return tuple(figures)


def _of_sentence(paper: _Paper, sentence: QuantitySentence, earlier: list[Figure]) -> list[Figure]:
    reading = paper.reading
    found: list[Figure] = []
    last_kind: KindMatch | None = None
    level: KindMatch | None = None
    told: list[Before] = []
    text = reading.text
    chosen = [quantity for quantity in sentence.quantities if _is_asserted(reading, sentence, quantity)]
    for index, quantity in enumerate(chosen):
        near = _near(sentence, quantity)
        words = text[near.start : near.end]
        previous = max(near.start, _previous_end(text, chosen[max(0, index - 6) : index], quantity, near))
        following = chosen[index + 1].start if index + 1 < len(chosen) else near.end
        following = min(following, near.end)
        # "visited within 10 working days in Quarter 3": a limit of time is passed over on the way to the date.
        next_level = next((q.start for q in chosen[index + 1 :] if q.unit not in _TIMES), near.end)
        if quantity.unit == COUNT and is_score(words, quantity, near.start):
            quantity = replace(quantity, unit=SCORE)
        around = _surroundings(paper, near, quantity, previous, following)
        beside = _BESIDE.fullmatch(text, chosen[index - 1].end, quantity.start) if index else None
        if beside and _MOVES_ON.match(text, quantity.end):
            beside = None
        kind = last_kind if beside and last_kind and quantity.unit not in _TIMES else kind_of(around, last_kind, level)
        kind = of_its_list(reading, quantity, kind, [*earlier[-12:], *found[-12:]])
        if quantity.unit not in _TIMES:
            last_kind = kind
            level = level if kind.kind in _MARKS else kind
        place = Place(
            start=quantity.start,
            end=quantity.end,
            sentence_start=near.start,
            sentence_end=near.end,
            previous_end=previous,
            next_start=min(next_level, near.end),
            kind=kind.kind,
            unit=quantity.unit,
            spelled=quantity.spelled,
            before=told[-1] if told else None,
            measured=_measured(told, quantity.unit),
            moves=kind.direction in ("increase", "decrease"),
        )
        period = paper.periods.of(place)
        kind = _expected(paper, quantity, kind, period)
        metric = metric_of(reading, paper.facts, around, quantity, kind.kind, [*earlier[-12:], *found[-12:]])
        period = on_its_day(paper.periods, place, period, metric.id if metric else None)
        told.append(Before(quantity.start, quantity.end, period, kind.kind, quantity.unit))
        between = text[chosen[index - 1].end if index else near.start : quantity.start]
        metric, segment = place_in_whole(metric, quantity, one_space(between), around.after, found)
        subject = text[sentence.start : chosen[0].start][:300] if index else ""
        part = _part(text, chosen, index)
        if part == "numerator" and metric and segment is None and found and found[-1].part == "denominator":
            # "Of 551 looked-after children eight ...": the eight are no value of what the whole is of, unless they
            # carry the name of their part and so stay out of its series.
            metric = metric if found[-1].metric != metric.id else None
        if kind.rule == "figure_kinds.limit_after":
            metric = None  # "three or more moves": what is counted from there on is another figure's
        named = _Named(metric, part, segment, subject)
        found.append(_figure(paper, quantity, around, kind, period, named))
    return found


def _measured(told: list[Before], unit: str) -> Before | None:
    """The last level of ``unit`` that the sentence gave; one of a year before only where there is no other."""
    levels = [one for one in reversed(told) if (one.kind, one.unit) == ("actual", unit)]
    now = (one for one in levels if one.period is None or not one.period.rule.endswith("year_earlier"))
    return next(now, levels[0] if levels else None)


def _expected(paper: _Paper, quantity: Quantity, kind: KindMatch, period: Period | None) -> KindMatch:
    """The kind of the figure, or a forecast where nothing says its kind and its day has not come yet."""
    if quantity.unit != MONEY or kind.rule != "figure_kinds.default" or period is None:
        return kind
    meeting = paper.facts.meeting_date
    if not lies_ahead((period.date_from, period.date_to), date.fromisoformat(meeting) if meeting else None):
        return kind
    return KindMatch("forecast", None, "figure_kinds.of_a_day_ahead")


def _in_loose_row(reading: Reading, sentence: QuantitySentence, quantity: Quantity) -> bool:
    """Whether a bare number stands in a row of a table that was not read as one: its unit is then unknown."""
    if quantity.unit not in (COUNT, PERCENT):
        return False
    start, end = reading.line_span(quantity.start)
    if "\t" not in reading.text[start:end]:
        return False
    inside = (other for other in sentence.quantities if start <= other.start < end and other.unit in (COUNT, PERCENT))
    return next(inside, None) is not None and next(inside, None) is not None


def _near(sentence: QuantitySentence, quantity: Quantity) -> QuantitySentence:
    """The part of the sentence around a quantity that is looked at: a list without stops can be as long as a book."""
    start, end = max(sentence.start, quantity.start - _BACK), min(sentence.end, quantity.end + _AHEAD)
    return sentence if (start, end) == (sentence.start, sentence.end) else replace(sentence, start=start, end=end)


def _is_asserted(reading: Reading, sentence: QuantitySentence, quantity: Quantity) -> bool:
    if quantity.start in reading.once("minute_numbers", lambda: minute_numbers(reading.text)):
        return False
    near = _near(sentence, quantity)
    words = reading.text[near.start : near.end]
    return asserts(words, quantity, near.start) and not _in_loose_row(reading, near, quantity)


def _previous_end(text: str, before: list[Quantity], quantity: Quantity, sentence: QuantitySentence) -> int:
    """Where the figure before ends; one in a bracket that has closed since is no neighbour."""
    for other in reversed(before):
        between = text[other.end : quantity.start]
        if between.count(")") <= between.count("("):
            return other.end
    return sentence.start


def _part(text: str, chosen: list[Quantity], index: int) -> str | None:
    """Numerator or denominator, where both are printed side by side ("8 out of 10 schools", "18 of 24"), or the one
    points to the other ("of the 46, 19 come daily", "seven appeals, of which two", "38% of the 413")."""
    quantity = chosen[index]
    if quantity.unit != COUNT:
        return None
    following = chosen[index + 1] if index + 1 < len(chosen) else None
    previous = chosen[index - 1] if index else None
    after = text[quantity.end : following.start if following else quantity.end + 12]
    before = text[previous.end if previous else max(0, quantity.start - 24) : quantity.start]
    if following is not None and following.unit == COUNT:
        if _OUT_OF.fullmatch(after):
            return "numerator"
        if _OF_WHICH.fullmatch(after) or (_OF_THE.search(before) and _THEN.fullmatch(after)):
            return "denominator"
    if previous is not None and _OUT_OF.fullmatch(before):
        return "denominator" if previous.unit in (COUNT, PERCENT) else None
    if previous is not None and previous.unit == COUNT:
        opened = text[max(0, previous.start - 24) : previous.start]
        if _OF_WHICH.fullmatch(before) or (_OF_THE.search(opened) and _THEN.fullmatch(before)):
            return "numerator"
    return "numerator" if _OF_THESE.match(after) else None


def _surroundings(
    paper: _Paper, sentence: QuantitySentence, quantity: Quantity, previous: int, following: int
) -> Surroundings:
    reading = paper.reading
    text = reading.text
    before = text[sentence.start : quantity.start]
    opened = before.rfind("(") > before.rfind(")")
    inner = before[before.rfind("(") + 1 :] if opened else ""
    if not opened or len(inner) < 4:
        before = _PARENTHESIS.sub(lambda match: " " * len(match[0]), before)
        floor = max(0, previous - sentence.start)
        if floor and not opened:
            kept = before[floor:]
            before = kept if kept.strip(" ,;)-–—") else before
    else:
        before = inner
    after = text[quantity.end : following if following > quantity.end else sentence.end]
    if _OPENING.fullmatch(after):
        # "£0.25m (1.2%) above budget": the bracket only says the same again.
        after = _PARENTHESIS.sub("", text[quantity.end : sentence.end], count=1).replace("  ", " ", 1)
    lead = one_space(text[sentence.start : quantity.start])
    words = lead + quantity.quote + one_space(text[quantity.end : sentence.end])
    return Surroundings(
        before=one_space(before).lstrip(),
        after=one_space(after),
        sentence=words,
        context="\n".join((paper.heading(quantity.start) or "", _lead(reading, sentence), words)),
        unit=quantity.unit,
        unit_words=quantity.quote,
        document_kind=paper.facts.kind,
        clause=paper.clauses.standing_at(quantity.start),
        status=paper.clauses.status_at(quantity.start),
        offset=len(lead),
    )


def _lead(reading: Reading, sentence: QuantitySentence) -> str:
    """The 300 characters before the sentence."""
    return reading.text[max(0, sentence.start - 300) : sentence.start]


def _heading(reading: Reading, offset: int) -> str | None:
    """The heading above the block that begins at ``offset``, not many blocks before it."""
    previous = reading.previous_block(offset)
    for _ in range(25):
        if previous is None:
            return None
        if previous.kind is BlockKind.HEADING:
            return reading.words(previous)[:300]
        previous = reading.previous_block(previous.start)
    return None


def _figure(
    paper: _Paper, quantity: Quantity, around: Surroundings, kind: KindMatch, days: Period | None, named: _Named
) -> Figure:
    metric = named.metric
    spans = quantity.unit in _TIMES and quantity.bound == "over"
    approx = quantity.approx or (quantity.bound is not None and kind.kind not in _BOUND_EXACT and not spans)
    return Figure(
        page=paper.reading.page_at(quantity.start),
        start=quantity.start,
        end=quantity.end,
        quote=quantity.quote,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        measure=measure_of(around.before, around.after, named.subject, paper.heading(quantity.start)),
        metric=metric.id if metric else None,
        part=named.part,
        segment=named.segment,
        kind=kind.kind,
        direction=kind.direction,
        period_from=days.date_from.isoformat() if days else None,
        period_to=days.date_to.isoformat() if days else None,
        approx=approx,
        rule="; ".join(
            filter(None, (quantity.rule, kind.rule, days.rule if days else None, metric.rule if metric else None))
        ),
    )
