"""The people a paper names in a role: authors, contacts, lead members, decision makers, signatories, attendees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.document.attendance import find_attendees
from extractors.document.attendance_tables import find_attendees_in_tables
from extractors.document.attendance_without_labels import told_attendance, unlabelled_lists
from extractors.document.contacts import contacts_in_tables, labels_below_contacts, owners_of_addresses
from extractors.document.names import PersonName, is_name, is_post, parse_person, split_list
from extractors.document.title_case import ordinary_case
from extractors.reading import Reading
from extractors.records import Person
from extractors.structure.heading_words import content_words
from extractors.structure.labels import Label, field_of, find_labels
from extractors.structure.passages import Passage, passages
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import load

_ROLE_OF_FIELD: dict[str, str] = load("people")["roles"]
_OF_PORTFOLIOS: tuple[str, ...] = tuple(load("people")["portfolio_posts"])
_DETAILS = frozenset(content_words(label) for label in load("people")["lists"]["detail_labels"])
_POST_LABELS = frozenset(content_words(label) for label in load("people")["lists"]["post_labels"])
_WORDS: dict[str, str] = load("people")["around_names"]
_CLERKS_LABEL = re.compile(_WORDS["clerks_label"])
_NEAR_LIST = 400
"""How far behind the list of those present the clerk's line stands at most."""
_CONSULTED_MEMBER = re.compile(_WORDS["consulted_member"])
_REPORT_OF = re.compile(_WORDS["report_of"])
_JOINERS = ("&", " and", ",", "/", " Interim", " Acting", " Deputy", " Assistant", " for", " of")
_NUMBER_BREAK = re.compile(r":?[:–—-](?<!\w-)\s|\s-\s")


@dataclass(frozen=True, slots=True)
class _Found:
    person: PersonName
    role: str
    start: int
    end: int
    rule: str


@cache
def _member_posts() -> tuple[str, ...]:
    return tuple(load("people")["member_posts"])


@cache
def _named_post() -> re.Pattern[str]:
    return re.compile(load("people")["named_post"], re.MULTILINE)


def find_people(reading: Reading, document_kind: str = "other") -> tuple[Person, ...]:
    """The people of ``reading`` in their roles, in reading order; one and the same person and role once."""
    flow = passages(reading)
    labels = find_labels(reading, flow)
    told = list(told_attendance(reading.text, flow))
    if document_kind == "minutes" and not any(label.field == "attendees" for label in (*labels, *told)):
        told.extend(unlabelled_lists(reading, flow, labels))
    labels = tuple(sorted((*labels, *told), key=lambda label: label.label_start))
    labelled = list(_labelled(reading, flow, labels, document_kind))
    found = [
        *labelled,
        *_contacts(reading, labels, labelled),
        *_reports_of(reading, flow),
        *_named_posts(reading, flow),
        *(
            _Found(present.person, "attendee", present.start, present.end, "people.attendance_table")
            for present in find_attendees_in_tables(reading)
        ),
    ]
    if document_kind == "decision_record":
        found.extend(_consulted(reading, flow))
    if document_kind == "presentation":
        found.extend(_presenters(reading, flow))
    people: list[Person] = []
    seen: set[tuple[str | None, str | None, str]] = set()
    for item in sorted(found, key=lambda f: (f.start, f.end)):
        key = ((item.person.name or "").lower(), None if item.person.name else item.person.post, item.role)
        if key in seen:
            continue
        seen.add(key)
        people.append(
            Person(
                name=item.person.name,
                post=item.person.post,
                role=item.role,
                page=reading.page_at(item.start),
                start=item.start,
                end=item.end,
                rule=item.rule,
            )
        )
    return tuple(people)


def _contacts(reading: Reading, labels: Sequence[Label], found: Sequence[_Found]) -> Iterator[_Found]:
    named = [(item.person, item.role) for item in found]
    for contact in owners_of_addresses(reading.text, labels, named):
        yield _Found(contact.person, "contact", contact.start, contact.end, "people.address")
    for contact in contacts_in_tables(reading):
        yield _Found(contact.person, "contact", contact.start, contact.end, "people.contact_table")


def _labelled(
    reading: Reading, flow: Sequence[Passage], labels: Sequence[Label], document_kind: str
) -> Iterator[_Found]:
    there: set[int] = set()
    """Where those stand who were there: "Clerk:" below a list of attendance names no contact."""
    to_ask = labels_below_contacts(reading.text, flow, labels)
    for label in labels:
        if label.field == "portfolio":
            holder = parse_person(label.value)
            if holder is not None and holder.name and _is_persons_post(holder.post):
                yield _Found(holder, "lead_member", label.start, label.end, "people.label.portfolio")
            continue
        role = _ROLE_OF_FIELD.get(label.field, "contact" if label.label_start in to_ask else None)
        if role is None or any(label.start <= start < max(label.end, label.start + 1) for start in there):
            continue
        if role == "attendee":
            for present in find_attendees(reading, flow, label):
                there.add(present.start)
                yield _Found(present.person, role, present.start, present.end, "people.attendance")
        elif role == "signatory":
            yield from _signatory(reading, label, document_kind)
        else:
            if there and document_kind == "minutes" and _CLERKS_LABEL.fullmatch(label.label):
                person = parse_person(label.value.rstrip("."))
                if person is not None and person.name and 0 < label.start - max(there) < _NEAR_LIST:
                    there.add(label.start)
                    clerk = PersonName(person.name, label.label)
                    yield _Found(clerk, "attendee", label.start, label.end, "people.attendance")
                    continue
            for item in _one_or_more(reading, flow, label, role):
                holds_portfolio = role == "author" and any(
                    p in (item.person.post or "").lower() for p in _OF_PORTFOLIOS
                )
                yield replace(item, role="lead_member") if holds_portfolio else item
                if role == "author" and label.label_start in to_ask:
                    yield replace(item, role="contact")


def _one_or_more(reading: Reading, flow: Sequence[Passage], label: Label, role: str) -> Iterator[_Found]:
    """The person behind a label, and those on the lines below it, where name and post may stand apart."""
    if role == "decision_maker":
        person = parse_person(label.value)
        # "To: Cabinet" and "Decision maker: Cabinet" are bodies; a person has a name or a member's or officer's post.
        if person is not None and (person.name or (label.field != "to" and _is_persons_post(person.post))):
            yield _Found(person, role, label.start, label.end, f"people.label.{label.field}")
        return
    limit = 14 if role == "contact" else 6
    run: list[tuple[str, int, int]] = []
    for start, end in _lines_of(reading, flow, label, limit):
        beside = label.start <= start < label.end
        words = label.value[start - label.start : end - label.start] if beside else reading.text[start:end]
        run.append((words.strip(), start, end))
    yield from _paired(run, role, f"people.label.{label.field}")


def _is_persons_post(post: str | None) -> bool:
    lowered = (post or "").lower()
    persons = (*_member_posts(), "director", "officer", "manager", "head of", "chief", "secretary", "solicitor")
    return any(word in lowered for word in persons)


def _lines_of(reading: Reading, flow: Sequence[Passage], label: Label, limit: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines of the label's value and of those that follow it, up to the next label or heading."""
    if label.start < label.end:
        yield from _lines(reading.text, label.start, label.end)
    count = 0
    for passage in flow:
        if passage.start < max(label.end, label.label_end) or count >= limit:
            continue
        words = reading.text[passage.start : passage.end]
        if (passage.heading and parse_person(words) is None) or _stops(words):
            return
        if len(words.split()) > 40:
            return
        count += 1
        yield from _lines(reading.text, passage.body, passage.end)


def _stops(words: str) -> bool:
    """Whether a line begins something else: a label, or a heading of the vocabulary."""
    bare = _NUMBER_BREAK.split(words.strip(), maxsplit=1)[0]
    field = field_of(bare)
    if content_words(bare) in _DETAILS:
        return False
    if words.rstrip().endswith(":"):
        return True  # a label that no vocabulary knows
    return field is not None or kind_of_heading(bare) is not None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        if text[position:line_end].strip():
            yield position, line_end
        position = line_end + 1


def _paired(run: Sequence[tuple[str, int, int]], role: str, rule: str) -> Iterator[_Found]:
    """People of a run of lines: both on one line, or the name on one and the post on the next (either order)."""
    pending_post: tuple[str, int, int] | None = None
    index = 0
    while index < len(run):
        words, start, end = run[index]
        stripped = _after_label(words)
        person = _person_on(words) if stripped else None
        following = _person_on(run[index + 1][0]) if index + 1 < len(run) else None
        if person is None:
            yield from _names_in_a_row(words, start, role, rule)
            index += 1
            continue
        if person.name and person.post:
            last, post = _post_below(run, index, person.post)
            yield _Found(PersonName(person.name, post), role, start, run[last][2], rule)
            pending_post = None
            index = last
        elif person.name and pending_post is not None:
            yield _Found(PersonName(person.name, pending_post[0]), role, pending_post[1], end, rule)
            pending_post = None
        elif person.name and following is not None and following.post and not following.name:
            last, post = _post_below(run, index + 1, following.post)
            yield _Found(PersonName(person.name, post), role, start, run[last][2], rule)
            index = last
        elif person.name:
            yield _Found(person, role, start, end, rule)
        elif following is not None and following.name and not following.post:
            pending_post = (person.post or "", start, end)
        elif role == "author":
            yield _Found(person, role, start, end, rule)
        index += 1


def _post_below(run: Sequence[tuple[str, int, int]], index: int, post: str) -> tuple[int, str]:
    """The line on which the post that begins on line ``index`` ends, and the whole of it: it goes on where no post can
    end ("Senior Solicitor & Interim")."""
    while index + 1 < len(run) and run[index][0].rstrip().endswith(_JOINERS):
        below = parse_person(_after_label(run[index + 1][0]))
        if below is None or below.name or not below.post:
            break
        post, index = f"{post} {'& ' if run[index][0].rstrip().endswith('&') else ''}{below.post}", index + 1
    return index, post


def _names_in_a_row(words: str, start: int, role: str, rule: str) -> Iterator[_Found]:
    """ "Jane Smith & Tom Reed": several names without posts; nobody where one of them is something else."""
    members = list(split_list(words))
    if len(members) > 1 and all(is_name(member) for member, *_ in members):
        for member, begin, end in members:
            yield _Found(PersonName(member, None), role, start + begin, start + end, rule)


def _person_on(line: str) -> PersonName | None:
    """Who stands on a line: behind "Job title:" a post, whatever its words look like."""
    head, colon, tail = line.partition(":")
    if colon and tail.strip() and content_words(head) in _POST_LABELS:
        return PersonName(None, " ".join(tail.split()))
    return parse_person(_after_label(line))


def _after_label(words: str) -> str:
    """ "Post title: Head of Roads" -> "Head of Roads"."""
    head, colon, tail = words.partition(":")
    if colon and len(head) < 30 and not is_name(head.strip()) and tail.strip():
        return tail.strip()
    return words.strip()


def _signatory(reading: Reading, label: Label, document_kind: str) -> Iterator[_Found]:
    """Who signed: the name beside the label, or the post that is the label itself ("Proper Officer")."""
    if document_kind not in ("decision_record", "decision_list", "notice"):
        return
    person = parse_person(label.value)
    if person is not None and (person.name or _is_persons_post(person.post)):
        yield _Found(person, "signatory", label.start, label.end, "people.signature")
    elif is_post(label.label):
        start = reading.text.find(label.label, label.label_start)
        yield _Found(PersonName(None, label.label), "signatory", start, start + len(label.label), "people.signature")


def _reports_of(reading: Reading, flow: Sequence[Passage]) -> Iterator[_Found]:
    """ "Report of the Director of Roads" over a report."""
    for passage in flow[:30]:
        match = _REPORT_OF.match(reading.text[passage.start : passage.end].replace("**", "  "))
        if match is None:
            continue
        person = parse_person(" ".join(match.group("who").split()))
        if person is not None:
            post = ordinary_case(person.post) if person.post else None
            start = passage.start + match.start("who")
            yield _Found(PersonName(person.name, post), "author", start, passage.end, "people.report_of")


def _named_posts(reading: Reading, flow: Sequence[Passage]) -> Iterator[_Found]:
    """ "Children and Young People – Lead Cabinet Member – Councillor Mrs McCoy"."""
    for passage in flow[:40]:
        match = _named_post().match(reading.text[passage.start : passage.end])
        if match is not None and is_name(match.group("name").strip()):
            start = passage.start + match.start("post")
            person = PersonName(match.group("name").strip(), match.group("post"))
            yield _Found(person, "lead_member", start, passage.start + match.end("name"), "people.named_post")


def _consulted(reading: Reading, flow: Sequence[Passage]) -> Iterator[_Found]:
    """Whose portfolio an officer's decision touches: "the Cabinet Member for Roads, Councillor Dale, was consulted"."""
    for passage in flow:
        for match in _CONSULTED_MEMBER.finditer(reading.text, passage.start, passage.end):
            person = PersonName(" ".join(match.group("name").split()), " ".join(match.group("post").split()))
            yield _Found(person, "lead_member", match.start("post"), match.end("name"), "people.consulted_member")


def _presenters(reading: Reading, flow: Sequence[Passage]) -> Iterator[_Found]:
    """Who presents what, on the first slides: names at ends of items, posts on the lines below."""
    run: list[tuple[str, int, int]] = []
    for passage in flow[:30]:
        words = reading.text[passage.body : passage.end]
        named = "**" in words
        tail = words.rpartition("**")[2].strip() if named else words.strip()
        # A name alone on a line looks like any heading: it must stand behind the topic that it presents.
        if tail and ((named and is_name(tail)) or (is_post(tail) and not is_name(tail) and not passage.heading)):
            start = reading.text.rfind(tail, passage.body, passage.end)
            run.append((tail, start, passage.end))
    if any(is_name(words) for words, *_ in run):
        yield from _paired(run, "author", "people.presenter")
