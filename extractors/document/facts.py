"""The facts about the paper itself: what it is, whose, of which day, by whom, how open; each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.dates.grammar import parse_dates
from extractors.document.bodies import BodyFound, body_in, find_body
from extractors.document.councils import find_council
from extractors.document.decision_maker import find_decision_maker
from extractors.document.kind import find_kind
from extractors.document.names import is_name, names_post, parse_person, without_contact_details
from extractors.document.own_dates import (
    PlacedDay,
    find_meeting_date,
    find_published_date,
    find_signed_date,
    lists_meetings,
)
from extractors.document.publication_restrictions import Flag, find_exempt, find_key_decision, find_part
from extractors.document.titles import (
    PrintedTitle,
    body_heading,
    first_heading,
    html_title,
    item_page_title,
    minutes_title,
    printed_titles,
    title_of_list,
)
from extractors.reading import Reading
from extractors.records import DocumentEvidence, DocumentFacts, Person
from extractors.structure.labels import Label, find_labels
from extractors.structure.passages import Passage, passages
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import load

_HEAD_CHARACTERS = 2500
_PAPER_SIZE = re.compile(r"\bPDF\s+\d+(?:\.\d+)?\s?[KM]B\b")
_ITEM_NUMBER = re.compile(r"\W{0,4}\d{1,3}[a-z]?[.):]?\s")
_LONGEST_PORTFOLIO = 80
_OF_MANY_ITEMS = ("minutes", "decision_list", "agenda", "forward_plan", "presentation")
"""Kinds of paper with many items: a reference, portfolio or key-decision flag in them is of one item only."""


@dataclass(slots=True)
class _Evidence:
    """Collects where each field was found."""

    reading: Reading
    found: list[DocumentEvidence]

    def add(self, field: str, start: int | None, end: int | None, rule: str, confidence: float = 1.0) -> None:
        if start is None or end is None or start >= end:
            return
        self.found.append(
            DocumentEvidence(
                field=field,
                quote=self.reading.text[start:end],
                page=self.reading.page_at(start),
                start=start,
                end=end,
                rule=rule,
                confidence=confidence,
            )
        )

    def flag(self, field: str, found: Flag | None) -> bool | None:
        """Yes or no; None where the paper does not say."""
        if found is None:
            return None
        self.add(field, found.start, found.end, found.rule)
        return found.value


@cache
def _reference_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("documents")["references"]
    return re.compile(data["number"]), re.compile(data["in_head"])


@cache
def _portfolio_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = load("people")
    return (
        re.compile(data["portfolio_of"]),
        re.compile(data["portfolio_before"]),
        re.compile(data["named_post"], re.MULTILINE),
    )


def find_document_facts(
    reading: Reading, people: Sequence[Person] = ()
) -> tuple[DocumentFacts, tuple[DocumentEvidence, ...]]:
    """All fields of ``document``, and for each the words it was read from."""
    document = reading.document
    flow = passages(reading)
    labels = find_labels(reading, flow)
    evidence = _Evidence(reading, [])
    titles = printed_titles(reading, flow, labels)
    kind = find_document_kind(reading, flow, labels, titles)
    title = _title(reading, flow, titles, kind, evidence)
    council = _council(reading, evidence)
    decider = find_decision_maker(reading, labels, kind)
    maker = decider.words if decider else None
    if decider is not None:
        evidence.add("decision_maker", decider.start, decider.end, decider.rule, decider.confidence)
    body = _body(reading, flow, labels, kind, maker, title, evidence)
    meeting, signed, published = _dates(reading, flow, labels, kind, maker, evidence)
    single = kind not in _OF_MANY_ITEMS
    portfolio, lead_member = _portfolio(reading, flow, labels, evidence) if single else (None, None)
    if single and portfolio is None and decider is not None and decider.names_portfolio:
        portfolio = _portfolio_in(decider.words)
    key_decision = evidence.flag("key_decision", find_key_decision(reading, labels)) if single else None
    part = _part(reading, flow, evidence)
    exempt = evidence.flag("exempt", find_exempt(reading, flow, labels, many_items=not single))
    facts = DocumentFacts(
        sha256=document.sha256,
        filename=document.filename,
        media_type=document.media_type,
        pages=len(document.pages),
        kind=kind,
        council=council,
        body=body.name if body else None,
        title=title,
        meeting_date=_iso(meeting),
        signed_date=_iso(signed),
        published_date=_iso(published),
        decision_maker=maker,
        reference=_reference(reading, labels, evidence) if single else None,
        portfolio=portfolio,
        lead_member=lead_member,
        key_decision=key_decision,
        part=part,
        exempt=exempt,
    )
    return facts, tuple(sorted(evidence.found, key=lambda item: item.start))


def find_document_kind(
    reading: Reading,
    flow: Sequence[Passage] | None = None,
    labels: Sequence[Label] | None = None,
    titles: Sequence[PrintedTitle] | None = None,
) -> str:
    """The kind of the paper (the contract's words)."""
    flow = passages(reading) if flow is None else flow
    labels = find_labels(reading, flow) if labels is None else labels
    titles = printed_titles(reading, flow, labels) if titles is None else titles
    return find_kind(reading, labels, titles[0].words if titles else reading.document.title).kind


def _council(reading: Reading, evidence: _Evidence) -> str | None:
    found = find_council(reading)
    if found is None:
        return None
    evidence.add("council", found.start, found.end, found.rule, found.confidence)
    return found.name


def _part(reading: Reading, flow: Sequence[Passage], evidence: _Evidence) -> str | None:
    found = find_part(reading, flow)
    if found is None:
        return None
    evidence.add("part", found.start, found.end, "part.line")
    return found.words


def _iso(day: PlacedDay | None) -> str | None:
    return day.day.isoformat() if day else None


def _title(
    reading: Reading, flow: Sequence[Passage], titles: Sequence[PrintedTitle], kind: str, evidence: _Evidence
) -> str | None:
    chosen: PrintedTitle | None = titles[0] if titles else None
    of_list = title_of_list(reading, flow) if kind in ("decision_list", "forward_plan") else None
    if of_list is not None and (chosen is None or chosen.labelled or of_list.start <= chosen.start):
        chosen = of_list
    elif kind in ("minutes", "decision_list"):
        chosen = minutes_title(reading, flow) or (None if chosen and chosen.labelled else chosen)
        if kind == "minutes" and chosen is not None and _is_of_an_item(reading.text, chosen):
            chosen = None
        if kind == "minutes" and (chosen is None or _heads_an_item(chosen)):
            chosen = body_heading(reading, flow) or (None if chosen and _heads_a_section(chosen.words) else chosen)
    elif kind in ("decision_list", "agenda", "forward_plan") and chosen is not None and chosen.labelled:
        # The labelled titles are those of the items; the paper's own stands over them.
        chosen = next((printed for printed in titles if not printed.labelled), None)
    chosen = chosen or item_page_title(reading, flow)
    if chosen is None:
        named = html_title(reading)
        if named is not None:
            return named
        chosen = first_heading(reading)
    if chosen is None:
        return None
    evidence.add("title", chosen.start, chosen.end, chosen.rule)
    return chosen.words


def _is_of_an_item(text: str, title: PrintedTitle) -> bool:
    """Whether the line is the head of one item among several: numbered, or with its paper's size ("PDF 91 KB")."""
    line = text[text.rfind("\n", 0, title.start) + 1 :].split("\n", 1)[0]
    sizes = len(_PAPER_SIZE.findall(text))
    return sizes > 1 if _PAPER_SIZE.search(line) else _ITEM_NUMBER.match(line) is not None


def _heads_a_section(words: str) -> bool:
    """ "Declarations of Interest (if any)": an item of business by its name."""
    return kind_of_heading(words.partition(" (")[0]) is not None


def _heads_an_item(title: PrintedTitle) -> bool:
    """ "Declarations of Interest", "Present:": headings of minutes, which are no title of them."""
    return _heads_a_section(title.words) or title.words.endswith(":") or any(c.isdigit() for c in title.words)


def _body(
    reading: Reading,
    flow: Sequence[Passage],
    labels: Sequence[Label],
    kind: str,
    maker: str | None,
    title: str | None,
    evidence: _Evidence,
) -> BodyFound | None:
    if maker is not None or lists_meetings(reading):
        return None
    found = find_body(reading, flow, labels, kind)
    if found is not None and title is not None:
        # A name that the layout cuts in two stands whole in the title of the minutes.
        longer = body_in(title.rpartition(" of ")[2].removeprefix("the "))
        if longer is not None and longer.endswith(found.name):
            found = replace(found, name=longer)
    if found is not None:
        evidence.add("body", found.start, found.end, found.rule, found.confidence)
    return found


def _dates(
    reading: Reading,
    flow: Sequence[Passage],
    labels: Sequence[Label],
    kind: str,
    maker: str | None,
    evidence: _Evidence,
) -> tuple[PlacedDay | None, PlacedDay | None, PlacedDay | None]:
    """Meeting, signature, publication. Where one person decides, the day is the decision's and no meeting's."""
    meeting = find_meeting_date(reading, flow, labels)
    signed = find_signed_date(reading, labels) if kind in ("decision_record", "notice", "call_in") else None
    # In the request for a call-in "date of publication" is that of the decision called in.
    published = find_published_date(reading, labels) if kind != "call_in" else None
    if maker is not None and meeting is not None:
        meeting = None
    if meeting is not None and signed is not None and meeting.start == signed.start:
        meeting = None  # the day beside a signature is that of signing
    if kind == "call_in" and meeting is not None and meeting.start > _HEAD_CHARACTERS:
        # A request ends with its signatures, each with the day.
        meeting, signed = None, signed or meeting
    if kind == "forward_plan" or (kind == "call_in" and meeting is not None and meeting.decided):
        # The days in a forward plan are those of others' meetings; a call-in's "date of decision" is not its own.
        meeting = None
    for field, day in (("meeting_date", meeting), ("signed_date", signed), ("published_date", published)):
        if day is not None:
            evidence.add(field, day.start, day.end, day.rule)
    return meeting, signed, published


def _reference(reading: Reading, labels: Sequence[Label], evidence: _Evidence) -> str | None:
    number, in_head = _reference_patterns()
    for label in labels:
        if label.field != "reference":
            continue
        match = number.match(label.value)
        if match is not None and len(match.group()) >= 2 and not parse_dates(match.group()):
            evidence.add("reference", label.start, label.start + match.end(), "reference.label")
            return match.group().strip()
    for match in in_head.finditer(reading.text, 0, _HEAD_CHARACTERS):
        if reading.is_skipped(match.start()) or parse_dates(match.group("reference")):
            continue
        evidence.add("reference", match.start("reference"), match.end("reference"), "reference.head")
        return match.group("reference")
    return None


def _portfolio(
    reading: Reading, flow: Sequence[Passage], labels: Sequence[Label], evidence: _Evidence
) -> tuple[str | None, str | None]:
    """The portfolio and the member who holds it: labelled, or in the post of the member who decides or reports."""
    portfolio, member = _named_post(reading, flow, evidence)
    for label in labels:
        if label.start >= label.end:
            continue
        if label.field == "portfolio" and portfolio is None:
            portfolio, holder = _portfolio_and_holder(" ".join(label.value.split()))
            evidence.add("portfolio", label.start, label.end, "portfolio.label")
            if member is None and holder is not None:
                member = holder
                evidence.add("lead_member", label.start, label.end, "lead_member.label.portfolio")
        if label.field in ("lead_member", "decision_maker", "to", "author") and label.start < _HEAD_CHARACTERS * 2:
            if label.field == "lead_member" and portfolio is None and _portfolio_in(label.value) is None:
                portfolio = _portfolio_behind(label.value)
                if portfolio is not None:
                    evidence.add("portfolio", label.start, label.end, "portfolio.label.behind_name")
            person = parse_person(label.value)
            if person is None:
                continue
            held = _portfolio_in(person.post or "")
            is_member = label.field == "lead_member" or held is not None
            if member is None and is_member and person.name:
                member = person.name
                evidence.add("lead_member", label.start, label.end, f"lead_member.label.{label.field}")
            if portfolio is None and held is not None:
                portfolio = held
                evidence.add("portfolio", label.start, label.end, f"portfolio.label.{label.field}")
    return portfolio, member


def _portfolio_and_holder(value: str) -> tuple[str, str | None]:
    """ "Councillor Ann Vale, Roads and Parks" -> the portfolio and who holds it; most values name no member."""
    name, comma, rest = value.partition(", ")
    titled = name.lower().startswith(("councillor ", "cllr "))
    return (rest, name) if comma and titled and is_name(name) else (value, None)


def _portfolio_behind(value: str) -> str | None:
    """The portfolio behind the name of the member who holds it, where no word of a post stands there."""
    words, name = _portfolio_and_holder(" ".join(without_contact_details(value).split()).strip(" ,.;"))
    plain = words[:1].isupper() and len(words) <= _LONGEST_PORTFOLIO and not any(c.isdigit() for c in words)
    return words if name is not None and plain and not names_post(words) and not is_name(words) else None


def _portfolio_in(post: str) -> str | None:
    """ "Cabinet Member for Highways" -> "Highways"."""
    of, before, _ = _portfolio_patterns()
    match = of.search(post) or before.match(post)
    return match.group("portfolio").strip(" .,") if match else None


def _named_post(reading: Reading, flow: Sequence[Passage], evidence: _Evidence) -> tuple[str | None, str | None]:
    """ "Children and Young People – Lead Cabinet Member – Councillor Mrs McCoy" on one line of the head."""
    for passage in flow[:40]:
        match = _portfolio_patterns()[2].match(reading.text[passage.start : passage.end])
        if match is None or passage.start > _HEAD_CHARACTERS:
            continue
        for field, group in (("portfolio", "portfolio"), ("lead_member", "name")):
            start, end = passage.start + match.start(group), passage.start + match.end(group)
            evidence.add(field, start, end, "named_post")
        return match.group("portfolio").strip(), match.group("name").strip()
    return None, None
