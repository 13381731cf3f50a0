"""Who was there: the members of a printed list of attendance, each with the post that stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document.attendance_runs import SharedTitle, runs, unwrapped
from extractors.document.attendance_tables import attendance_tables
from extractors.document.names import (
    PersonName,
    is_name,
    is_post,
    names_post,
    parse_person,
    split_list,
    without_contact_details,
)
from extractors.reading import Reading
from extractors.structure.heading_words import after_numbering, content_words
from extractors.structure.labels import Label, field_of
from extractors.structure.passages import MarkerKind, Passage
from extractors.structure.section_kinds import kind_of_heading
from extractors.vocabulary import load

_IN_CHAIR = frozenset(content_words(label) for label in load("people")["lists"]["in_chair_labels"])
_CHAIRS = frozenset(content_words(label) for label in load("people")["lists"]["chair_labels"])
_HONOURS = frozenset(load("people")["honours"])
_WORDS: dict[str, str] = load("people")["around_names"]
_INITIALS = re.compile(r"\s{0,2}\((?P<letters>[A-Z]{2,3}[a-z]?)\)(?=\s{0,2}(?:\(|\Z|[-–—]\s))")
"""By which minutes call a member later on ("E. Simpson (ES)(Chairman)"); the post stands in the next bracket."""
_INITIAL = re.compile(r"[A-Z]\.[ \t]?(?:[A-Z]\.[ \t]?){0,3}[A-Z][a-z]")
"""A name on a line of its own may begin as the letter of a list does ("B. Cole")."""
_BRACKETED = re.compile(r"\A(?P<name>[^()]{2,60}?)\s*\((?P<post>[^()]{2,140})\)?\Z")
_NUMBER_BREAK = re.compile(r":?[:–—-](?<!\w-)\s|\s-\s")
_JOINS_POSTS = re.compile(r"\s{0,8}(?:,|and\b|&)\s{0,8}")
_DASHED_POST = re.compile(_WORDS["dashed_post"])
_LINE_WITH_DASH = re.compile(_WORDS["line_with_dash"])
_CAME_NOT = re.compile(_WORDS["did_not_come"])
_LIST_HEAD = re.compile(_WORDS["list_head"])
_TITLED = re.compile(_WORDS["titled"])
_NAMED_LIST = re.compile(_WORDS["named_list"])
_POST_BEFORE = re.compile(_WORDS["post_before"])
_POST_AND_INITIALS = re.compile(_WORDS["post_and_initials"])
_POST_AND_NAMES = re.compile(_WORDS["post_and_names"])
_IN_WELSH_TOO = re.compile(_WORDS["in_welsh_too"])
_COURTESY = re.compile(_WORDS["courtesy"])
_COLUMN_HEADS = frozenset(content_words(head) for head in load("people")["attendance_tables"]["names"])
_TOLD_OF_PEOPLE = re.compile(_WORDS["told_of_people"])
_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_HEAD_WITHIN = re.compile(_WORDS["head_within"])
_WERE_THERE = re.compile(_WORDS["were_there"])
_JOINED_BY = re.compile(r"\A(?:with|together with|and|also)\s(?=[A-Z])")
_SEVERAL = re.compile(_WORDS["several"])
_GOES_ON = re.compile(r"(?:,|\band)\Z")
_ABSENT = re.compile(_WORDS["absent"])
_SUBSTITUTE = re.compile(_WORDS["substitute"])
_IN_THE_CHAIR = re.compile(_WORDS["in_the_chair"])
_STAR_MEANS_THERE = re.compile(_WORDS["star_means_there"])
_STAR_MEANS_ABSENT = re.compile(_WORDS["star_means_absent"])
_LONGEST_LIST = 60
_AFTER_LIST = 1_500
"""A note that says what a star means stands within so many characters of the list."""


@dataclass(frozen=True, slots=True)
class Present:
    """Someone who was there, and where the name stands."""

    person: PersonName
    start: int
    end: int


def find_attendees(reading: Reading, flow: Sequence[Passage], label: Label) -> Iterator[Present]:
    """Everyone of the list behind ``label``; a post in brackets or behind a dash goes with the name before it.

    The list ends where apologies begin, and a table of attendance is read by its columns (attendance_tables).
    """
    if any(table.start <= label.label_start < table.end for table in attendance_tables(reading)):
        return
    count = 0
    starred = _what_stars_mean(reading.text, label.label_start)
    surnames = _NAMED_LIST.fullmatch(label.label.strip()) is not None
    for span_start, span_end in _joined(reading.text, _spans(reading, flow, label, surnames=surnames)):
        post = _post_of(label) if span_start == label.start else None
        for found in _of_list(reading.text[span_start:span_end], post, surnames=surnames):
            start, end = span_start + found.start, span_start + found.end
            if starred is not None and _is_starred(reading.text, start, end) != starred:
                continue
            if count < _LONGEST_LIST:
                count += 1
                yield Present(found.person, start, end)


def _post_of(label: Label) -> str | None:
    """The post that the label itself gives whoever stands beside it: "Chairman: Ann Brook"."""
    if content_words(label.label) in _IN_CHAIR:
        return "Chair"
    return label.label if content_words(label.label) in _CHAIRS else None


def _of_list(value: str, post: str | None, *, surnames: bool) -> Iterator[Present]:
    """The members of one printed list, offsets in ``value``."""
    value = _WERE_THERE.sub(lambda found: " " * len(found[0]), unwrapped(value))
    shared = SharedTitle(surnames=surnames or _LIST_HEAD.match(value) is not None)
    for run in runs(value):
        for words, start, end, own_post in _with_posts(value, list(_members(value[: run.end], run.start))):
            if value[:start].rstrip().endswith(";") and _COURTESY.match(words):
                shared.title = None  # "Councillors A, B; Mrs C (minutes)"
            member = shared.taken_from(words)
            held = own_post or run.post or post
            found = _attendee(member, held, shared.surnames)
            if found is None and shared.title is not None:
                found = _attendee(f"{shared.title} {member}", held, False)  # "Councillors ... and V West"
            if found is not None:
                yield Present(shared.given_to(_tidied(found)), start + len(words) - len(member), end)


def only_people(words: str) -> tuple[PersonName, ...]:
    """Everyone whom ``words`` list, where they list nothing else; nobody otherwise."""
    if is_told_of_people(words):
        return ()
    value = unwrapped(words)
    parts = sum(1 for run in runs(value) for _ in _with_posts(value, list(_members(value[: run.end], run.start))))
    found = tuple(one.person for one in _of_list(words, None, surnames=False))
    return found if len(found) == parts else ()


def is_told_of_people(words: str) -> bool:
    """Whether ``words`` are a sentence of the minutes about people, and no list of them ("... left the meeting")."""
    return _TOLD_OF_PEOPLE.search(_IN_BRACKETS.sub("", words)) is not None


def opens_with_absent(words: str) -> bool:
    """Whether ``words`` head or begin a list of those who were not there."""
    return field_of(words) == "absent" or _ABSENT.search(words) is not None


def _joined(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """``spans`` with two made one where the list goes on below: a line may begin with initials, as a marker does."""
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and _GOES_ON.search(text, last[0], last[1]) and not text[last[1] : start].strip():
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _spans(reading: Reading, flow: Sequence[Passage], label: Label, *, surnames: bool) -> Iterator[tuple[int, int]]:
    beside = label.start < label.end and label.same_line
    below = _list_below(reading, flow, label, surnames=surnames)
    for start, end in (*([(label.start, label.end)] if beside else []), *below):
        absent = _ABSENT.search(reading.text, start, end)
        if absent is None:
            yield start, end
            continue
        if absent.start() > start:
            yield start, absent.start()
        return


def _list_below(
    reading: Reading, flow: Sequence[Passage], label: Label, *, surnames: bool
) -> Iterator[tuple[int, int]]:
    for passage in flow:
        if passage.start < max(label.end if label.same_line else label.label_end, label.label_end):
            continue
        words = reading.text[passage.start : passage.end]
        bare = _NUMBER_BREAK.split(words.strip(), maxsplit=1)[0]
        if content_words(words) in _COLUMN_HEADS:
            continue
        is_list = _LIST_HEAD.match(words) is not None
        if not is_list and _ends_list(bare):
            return
        if is_told_of_people(words) or _is_heading_in_capitals(words):
            return
        initial = _INITIAL.match(words) is not None
        if not initial and passage.marker_kind not in (MarkerKind.NONE, MarkerKind.BULLET):
            return
        if not _lists_people(words, surnames=surnames):
            return
        yield passage.start if initial else passage.body, passage.end


def _is_heading_in_capitals(words: str) -> bool:
    """ "1 PRAYER AND WELCOME": a number before capitals heads an item."""
    skipped = after_numbering(words)
    return 0 < skipped < len(words) and words[skipped:].isupper() and not _INITIAL.match(words)


def _ends_list(head: str) -> bool:
    """Whether a line with this ``head`` is none of the list: another label or heading, but for the clerk's own line
    and that of the members of the executive, who were there too."""
    field = field_of(head)
    if field in ("contact", "lead_member") and _HEAD_WITHIN.fullmatch(head.strip()):
        return False
    return field is not None or kind_of_heading(head) is not None


def _lists_people(words: str, *, surnames: bool) -> bool:
    """Whether most members of the line, up to the apologies in it, have the form of people."""
    absent = _ABSENT.search(words)
    words = words[: absent.start()] if absent else words
    value = unwrapped(words)
    shared = SharedTitle(surnames=surnames or _LIST_HEAD.match(value) is not None)
    members = [member for run in runs(value) for member, *_ in _members(value[: run.end], run.start)]
    good = sum(
        _attendee(shared.taken_from(member), None, shared.surnames) is not None or is_post(member) for member in members
    )
    return bool(members) and good * 2 >= len(members)


def _what_stars_mean(text: str, start: int) -> bool | None:
    """Whether a star beside a name says that its bearer was there ("* denotes present"), or was not; None where no
    note near the list says either."""
    near = text[max(0, start - 200) : start + _AFTER_LIST]
    if _STAR_MEANS_THERE.search(near):
        return True
    return False if _STAR_MEANS_ABSENT.search(near) else None


def _is_starred(text: str, start: int, end: int) -> bool:
    """Whether a star stands right before or behind the name, on its line."""
    return "*" in (text[max(0, start - 2) : start].strip()[-1:], text[end : end + 2].split("\n")[0].strip()[:1])


def _members(value: str, skipped: int) -> Iterator[tuple[str, int, int]]:
    """The members of the list with their offsets in ``value``; "Mr R C Love, OBE" is one person."""
    waiting: tuple[str, int, int] | None = None
    for member, start, end in _split(value[skipped:]):
        if waiting is not None and member.lower().strip(". ") in _HONOURS:
            waiting = (f"{waiting[0]}, {member}", waiting[1], skipped + end)
            continue
        if waiting is not None:
            yield waiting
        waiting = (member, skipped + start, skipped + end)
    if waiting is not None:
        yield waiting


def _split(value: str) -> Iterator[tuple[str, int, int]]:
    """As `split_list`, but a line of one name, a dash and what the bearer is or stands for is one member."""
    position = 0
    for line in value.splitlines(keepends=True):
        found = _LINE_WITH_DASH.fullmatch(line.strip())
        several = found is not None and _SEVERAL.search(found["rest"]) is not None
        if found is not None and not several and is_name(found["name"], beside_post=True):
            start = position + line.index(found["name"])
            yield found[0], start, start + len(found[0])
        else:
            yield from ((member, position + start, position + end) for member, start, end in split_list(line))
        position += len(line)


def _with_posts(value: str, members: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int, str | None]]:
    """ "Cllr A Brown, Leader of the Green Group": posts behind a comma go with the name before them, also two that
    "and" joins ("Head of Legal and Monitoring Officer")."""
    index = 0
    while index < len(members):
        member, start, end = members[index]
        index += 1
        posts: list[tuple[str, int, int]] = []
        before = end
        while is_name(member, beside_post=True) and index < len(members) and _is_post_alone(members[index][0]):
            between = value[before : members[index][1]]
            if posts and not _JOINS_POSTS.fullmatch(between):
                break
            posts.append(members[index])
            before = members[index][2]
            index += 1
        post = " ".join(value[posts[0][1] : posts[-1][2]].split()) if posts else None
        yield member, start, end, post


def _is_post_alone(words: str) -> bool:
    if _TITLED.match(words):
        return False  # "Mr B Brown Deputy Clerk" is the next of those present
    bracket = _BRACKETED.match(" ".join(words.split()))
    if bracket is not None and is_name(bracket.group("name"), beside_post=True):
        return False  # so is "Tracy Brown (Footpath Officer)"
    return is_post(words) and not is_name(words)


def _tidied(person: PersonName) -> PersonName:
    """``person`` without what the post says of the place that was taken ("Birch Council (Substitute)")."""
    if person.post is None or _SUBSTITUTE.search(person.post) is None:
        return person
    return PersonName(person.name, _SUBSTITUTE.sub("", person.post) or None)


def _post_before(member: str) -> PersonName | None:
    """ "Parish Clerk Ann Brook", "Head of Finance A Gale": the post stands before the name without a comma."""
    found = _POST_BEFORE.match(member) or _POST_AND_INITIALS.fullmatch(member) or _POST_AND_NAMES.fullmatch(member)
    if found is None or not is_post(found.group("post")) or not is_name(found.group("name")):
        return None
    return PersonName(found.group("name"), found.group("post"))


def _attendee(member: str, post: str | None, surnames: bool) -> PersonName | None:
    in_the_chair = _IN_THE_CHAIR.search(member)
    if in_the_chair is not None:
        member, post = member[: in_the_chair.start()], "Chair"
    member = _IN_WELSH_TOO.sub("", _JOINED_BY.sub("", _SUBSTITUTE.sub("", member)))
    initials = _INITIALS.search(member)
    if initials is not None and initials.group("letters")[0] in member[: initials.start()]:
        member = (member[: initials.start()] + member[initials.end() :]).strip()
    line = _LINE_WITH_DASH.fullmatch(member)
    if line is not None and is_name(line["name"], beside_post=True):
        if _CAME_NOT.match(line["rest"]):
            return None
        return PersonName(" ".join(line["name"].split()), line["rest"] if is_post(line["rest"]) else post)
    held = _post_before(" ".join(member.split()))
    if held is not None:
        return held
    bracket = _BRACKETED.match(" ".join(member.split()))
    if bracket is not None:
        name, inside = bracket.group("name").strip(), bracket.group("post").strip()
        if is_name(name, surname_alone=surnames, beside_post=names_post(inside)):
            return PersonName(name, inside if is_post(inside) else post)
        return PersonName(inside, name) if is_post(name) and is_name(inside) else None
    dashed = _DASHED_POST.fullmatch(" ".join(member.split()))
    if dashed is not None and is_name(dashed.group("name"), surname_alone=surnames, beside_post=True):
        return PersonName(dashed.group("name"), dashed.group("post"))
    name = " ".join(without_contact_details(member).replace(",", " , ").split()).strip(" ,")
    if is_name(name.replace(" , ", " "), surname_alone=surnames, beside_post=post is not None):
        return PersonName(name.replace(" , ", ", "), post)
    person = parse_person(member)
    return person if person is not None and person.name and person.post else None
