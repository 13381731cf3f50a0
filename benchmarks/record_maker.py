"""Invented papers that are read already: documents with their records, from a seed, for archives too large to be read.

The kinds are those that a council's committee pages hold: records of single decisions, minutes with many items that
cite the meeting before, reports that come back each quarter with recommendations and promises, and scorecards whose
rows recur. Titles recur over the years and numbers are given to decisions, so that papers are tied together as real
ones are.

What councils come back to is of three kinds, and so here: a quarter of all items are standing ones (budget monitoring:
4 to 12 times a year for as long as the council is held), half belong to a matter of two years, a quarter never return.
``HARD`` puts all papers into one council that returns to 300 subjects for ever, as no council does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors import records
from ingest.document import Block, BlockKind, Document, Page

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo za bre cli dro fle gri".split()  # noqa: SIM905
VOCABULARY = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES[:10]]
"""4,000 made-up words; how often each is used falls as in a language (Zipf)."""
SHARES = [1 / (rank + 10) for rank in range(len(VOCABULARY))]
CLAUSES = 5
"""Of the record of a decision."""
EFFECTS = ("noted", "approved", "delegated", "endorsed", "recommended")
BODIES = ("Cabinet", "Planning Committee", "Children and Families Scrutiny Panel", "Audit Committee", "Council")
FIRST_DAY = dt.date(2006, 1, 9)
PAPERS_A_YEAR = 500
STANDING = 30
"""Standing items of a council."""
MATTERS = 160
"""Matters that a council has in hand in two years."""


@dataclass(frozen=True, slots=True)
class Councils:
    """Whose papers are made. Paper number 0 is the first of the first council."""

    years: int = 20
    """For which each council is held, ``PAPERS_A_YEAR`` each year."""
    subjects: int | None = None
    """None: as councils return to things. Else each item is of one of so many subjects."""

    @property
    def papers(self) -> int:
        return self.years * PAPERS_A_YEAR


USUAL = Councils()
HARD = Councils(years=1_000, subjects=300)
"""More papers of one council than anybody makes, on as many subjects on the last day as on the first."""


def some(chance: random.Random, count: int) -> str:
    """``count`` words."""
    return " ".join(chance.choices(VOCABULARY, SHARES, k=count))


@dataclass(slots=True)
class _Writer:
    """A paper being written: text, blocks, and the place of what was written last."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def put(self, words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> dict[str, int]:
        """Add a block; its place, as every fact bears it."""
        start = len(self.text)
        self.blocks.append(Block(kind=kind, start=start, end=start + len(words), page=1))
        self.text += words + "\n"
        return {"page": 1, "start": start, "end": start + len(words)}

    def within(self, place: dict[str, int], words: str) -> dict[str, int]:
        """The place of ``words`` inside a block already written."""
        start = self.text.index(words, place["start"])
        return {"page": 1, "start": start, "end": start + len(words)}


@dataclass(frozen=True, slots=True)
class _Made:
    kind: str
    title: str
    reference: str | None
    lists: dict[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the endless list a paper stands; what is by chance in it comes of its number alone."""

    number: int
    chance: random.Random
    councils: Councils

    @property
    def council(self) -> int:
        return self.number // self.councils.papers

    @property
    def day(self) -> dt.date:
        """In the hard case a thousand years are put into twenty, so that the calendar has days for them."""
        return FIRST_DAY + dt.timedelta(days=self.number % self.councils.papers * 365 // PAPERS_A_YEAR % (20 * 365))

    @property
    def body(self) -> str:
        return BODIES[(self.number // 10 + self.number) % len(BODIES)]

    def subject(self) -> str:
        """What an item is about."""
        if self.councils.subjects is not None:
            return self._named(f"one of {self.chance.randrange(self.councils.subjects)}")
        sort = self.chance.random()
        if sort < 0.25:
            # Every fourth standing item comes monthly, the others each quarter or every second month.
            item = self.chance.choices(range(STANDING), [(12, 4, 6, 4)[one % 4] for one in range(STANDING)])[0]
            return self._named(f"standing {item}")
        if sort < 0.75:
            return self._named(f"{self.day.year // 2} {self.chance.randrange(MATTERS)}")
        return some(self.chance, 3).capitalize()

    def _named(self, subject: str) -> str:
        return some(random.Random(f"{self.council}-{subject}"), 3).capitalize()


def paper(number: int, seed: int = 1, councils: Councils = USUAL) -> tuple[Document, records.Record]:
    """Paper ``number`` of an endless list: all of the first council in order of time, then all of the second."""
    digit = number % 10
    make = _decision_record
    if digit > 4:
        make = _minutes if digit < 7 else _report if digit < 9 else _scorecard
    return _made_by(make, _Place(number, random.Random(f"{seed}-{number}"), councils))


def decision_paper(number: int, seed: int = 1) -> tuple[Document, records.Record]:
    """As ``paper``, but each is the record of one decision: five clauses, a call-in and a figure of one metric."""
    return _made_by(_decision_record, _Place(number, random.Random(f"{seed}-{number}"), USUAL))


def _made_by(make: Callable[[_Writer, _Place], _Made], place: _Place) -> tuple[Document, records.Record]:
    writer = _Writer()
    made = make(writer, place)
    sha256 = hashlib.sha256(writer.text.encode()).hexdigest()
    document = Document(
        filename=f"{place.number}.txt",
        sha256=sha256,
        media_type="text/plain",
        text=writer.text,
        pages=(Page(number=1, start=0, end=len(writer.text)),),
        blocks=tuple(writer.blocks),
    )
    facts = records.DocumentFacts(
        sha256=sha256,
        filename=document.filename,
        media_type="text/plain",
        pages=1,
        kind=made.kind,
        council=f"Invented Council {place.council + 1}",
        body=place.body,
        title=made.title,
        reference=made.reference,
        meeting_date=place.day.isoformat(),
    )
    return document, records.Record(document=facts, **made.lists)


def _decision_record(writer: _Writer, place: _Place) -> _Made:
    chance, day = place.chance, place.day
    title = place.subject()
    reference = f"{day.year % 100:02d}/{place.number % 100_000:05d}"
    writer.put(f"{title} ({reference})", BlockKind.HEADING)
    clauses = [writer.put(f"the {some(chance, 12)} be agreed", BlockKind.LIST_ITEM) for _ in range(CLAUSES)]
    for _ in range(3):
        writer.put(some(chance, 50))
    call_in = _call_in(writer, day + dt.timedelta(days=7))
    lists: dict[str, tuple[object, ...]] = {
        "call_ins": (call_in,),
        "figures": (_children_in_care(writer, place),),
        "resolutions": _resolutions(writer, chance, clauses, "resolved"),
        "dates": _dates(writer, call_in),
        "decisions": (
            records.Decision(
                title=title,
                reference=reference,
                decided_on=day.isoformat(),
                outcome="decided",
                page=1,
                start=0,
                end=len(writer.text),
            ),
        ),
    }
    return _Made("decision_record", title, reference, lists)


def _call_in(writer: _Writer, last_day: dt.date) -> records.CallIn:
    words = f"Midnight on {last_day.isoformat()}"
    deadline = f"{last_day.isoformat()}T23:59:59"
    return records.CallIn(decision=0, status="open_until", quote=words, deadline=deadline, **writer.put(words))


def _children_in_care(writer: _Writer, place: _Place) -> records.Figure:
    value = str(place.chance.randrange(100, 999))
    return records.Figure(
        quote=value,
        value=float(value),
        metric="looked_after_children",
        measure="Children in care",
        period_from=place.day.isoformat(),
        period_to=place.day.isoformat(),
        **writer.within(writer.put(f"Children in care: {value}"), value),
    )


def _resolutions(
    writer: _Writer, chance: random.Random, places: list[dict[str, int]], status: str, decision: int | None = 0
) -> tuple[records.Resolution, ...]:
    return tuple(
        records.Resolution(
            decision=decision,
            number=str(index + 1),
            text=writer.text[place["start"] : place["end"]],
            status=status,
            effects=(chance.choice(EFFECTS),),
            **place,
        )
        for index, place in enumerate(places)
    )


def _dates(writer: _Writer, call_in: records.CallIn) -> tuple[records.DateMention, ...]:
    quote = str(call_in.deadline)[:10]
    place = writer.within({"start": call_in.start}, quote)
    return (records.DateMention(quote=quote, date_from=quote, date_to=quote, role="call_in_deadline", **place),)


def _minutes(writer: _Writer, place: _Place) -> _Made:
    chance, day = place.chance, place.day
    title = f"Minutes of {day.isoformat()}"
    writer.put(title, BlockKind.HEADING)
    before = (day - dt.timedelta(days=28)).isoformat()
    cited = writer.put(f"the minutes of the meeting held on {before} be confirmed")
    citation = records.Citation(
        quote=f"the meeting held on {before}",
        kind="prior_meeting",
        date=before,
        **writer.within(cited, f"the meeting held on {before}"),
    )
    decisions: list[records.Decision] = []
    resolutions: list[records.Resolution] = []
    for item in range(6):
        subject = place.subject()
        start = writer.put(subject, BlockKind.HEADING)["start"]
        writer.put(some(chance, 40))
        places = [writer.put(f"the {some(chance, 10)} be noted", BlockKind.LIST_ITEM) for _ in range(2)]
        end = len(writer.text)
        decisions.append(
            records.Decision(
                title=subject,
                decided_on=day.isoformat(),
                outcome="decided",
                page=1,
                start=start,
                end=end,
                number=str(item),
            )
        )
        resolutions += _resolutions(writer, chance, places, "resolved", item)
    lists: dict[str, tuple[object, ...]] = {
        "decisions": tuple(decisions),
        "resolutions": tuple(resolutions),
        "citations": (citation,),
    }
    return _Made("minutes", title, None, lists)


def _report(writer: _Writer, place: _Place) -> _Made:
    chance, day = place.chance, place.day
    subject = place.subject()
    title = f"{subject} quarterly report"
    writer.put(title, BlockKind.HEADING)
    section = records.Section(kind="recommendations", heading="Recommendations", **writer.put("Recommendations"))
    clauses = [writer.put(f"the {some(chance, 10)} be approved", BlockKind.LIST_ITEM) for _ in range(2)]
    for _ in range(6):
        writer.put(some(chance, 60))
    promise = f"a report on {some(chance, 3)} will be brought back each quarter"
    commitment = records.Commitment(quote=promise, what=promise, recurs="quarterly", **writer.put(promise))
    figures = []
    for metric in ("child_protection_plans", "referrals"):
        value = str(chance.randrange(100, 9999))
        period = {"period_from": (day - dt.timedelta(days=91)).isoformat(), "period_to": day.isoformat()}
        place = writer.within(writer.put(f"{metric}: {value}"), value)
        figures.append(
            records.Figure(quote=value, value=float(value), metric=metric, measure=metric, **period, **place)
        )
    lists: dict[str, tuple[object, ...]] = {
        "sections": (section,),
        "resolutions": _resolutions(writer, chance, clauses, "recommended", None),
        "commitments": (commitment,),
        "figures": tuple(figures),
    }
    return _Made("report", title, None, lists)


def _scorecard(writer: _Writer, place: _Place) -> _Made:
    chance, day = place.chance, place.day
    title = f"{place.body} scorecard"
    writer.put(f"{title} {day.isoformat()}", BlockKind.HEADING)
    rows = random.Random(f"rows-{place.council}-{place.body}")
    figures = []
    for _ in range(25):
        label = some(rows, 3)
        value = f"{chance.randrange(1, 9999):,}"
        place = writer.within(writer.put(f"{label}\t{value}", BlockKind.TABLE), f"\t{value}")
        place["start"] += 1
        figures.append(
            records.Figure(
                quote=value,
                value=float(value.replace(",", "")),
                measure=label,
                row=label,
                period_from=day.isoformat(),
                period_to=day.isoformat(),
                **place,
            )
        )
    return _Made("report", title, None, {"figures": tuple(figures)})
