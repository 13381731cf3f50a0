"""Whose paper it is: the council that publishes it, by its formal name.

Evidence is added up: the name in the paper's head or running heads, the host of its e-mail and web addresses, and how
often it is named at all. Neighbours and partners are named too; the publisher is named first and most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from extractors.document.council_names import BARE_LINE, OFFICE_LINE, council_of_host, mentions, says_no_kind
from extractors.document.title_case import ordinary_case
from extractors.reading import Reading
from extractors.vocabulary import load
from ingest.document import BlockKind

_HEAD_CHARACTERS = 600
_BESIDE = 90
_WORDS: dict[str, str] = load("parties")["publisher"]
_VENUE = re.compile(_WORDS["venue"])
_MEMBER_OF = re.compile(_WORDS["member_of"])
_SERVES_ON = re.compile(_WORDS["serves_on"])
_VERB_BEHIND = re.compile(_WORDS["verb_behind"])
_WORD_BEFORE = re.compile(_WORDS["word_before"])
_PARTNER = re.compile(_WORDS["partner"])
_HOST = re.compile(_WORDS["host"])
_LOCAL_MEETING = re.compile(_WORDS["local_meeting"])
_LOCAL_NAME = re.compile(_WORDS["local_name"])


@dataclass(frozen=True, slots=True)
class CouncilFound:
    """The formal name, the words it was read from, and the evidence."""

    name: str
    start: int | None
    end: int | None
    rule: str
    confidence: float


def _bare_name(reading: Reading, head_end: int) -> tuple[str, int, int] | None:
    """ "Xton Council" printed as a line of its own over the paper: a council that no list knows yet."""
    for match in BARE_LINE.finditer(reading.text, 0, head_end):
        if reading.is_skipped(match.start("name")) or not says_no_kind(match.group("name")):
            continue
        name = " ".join(match.group("name").split())
        return ordinary_case(name), match.start("name"), match.end("name")
    office = OFFICE_LINE.search(reading.text, 0, head_end)
    if office is not None and not reading.is_skipped(office.start("name")):
        name = " ".join(office.group("name").split())
        return ordinary_case(name), office.start("name"), office.end("name")
    return None


def find_council(reading: Reading) -> CouncilFound | None:
    """The publishing council, or None where the paper names none."""
    weights = load("parties")["weights"]
    text = reading.text
    sums: dict[str, float] = defaultdict(float)
    places: dict[str, tuple[int, int, str]] = {}
    counted: dict[str, int] = defaultdict(int)
    head_end = _head_end(reading)
    head_seen = False
    for name, start, end, known in sorted(mentions(text, 0, len(text)), key=lambda m: m[1]):
        if _VENUE.match(text, text.rfind("\n", 0, start) + 1, start):
            # Whose hall it is says nothing of whose meeting.
            continue
        if _SERVES_ON.search(text, max(0, start - _BESIDE), start):
            continue  # a joint body's members are named with the council that each serves on
        if _PARTNER.search(text, max(0, start - _BESIDE), start):
            continue  # "to be administered by Ashmere County Council": somebody else's paper
        counted[name] += 1
        told = _in_prose(text, start, end)
        if start < head_end and not head_seen and not told:
            sums[name] += weights["head"]
            places[name] = (start, end, "council.head")
            head_seen = True
        elif counted[name] <= weights["mentions_counted"]:
            sums[name] += weights["mention"] if known and not told else weights["mention"] / 2
            places.setdefault(name, (start, end, "council.mention"))
    bare = None if head_seen else _bare_name(reading, head_end)
    if bare is not None:
        name, start, end = bare
        sums[name] += weights["head"]
        places[name] = (start, end, "council.head_line")
    for name in _outside_text(reading):
        sums[name] += weights["furniture"]
    _add_hosts(reading, sums, places, weights)
    if reading.document.title:
        for name, *_ in mentions(reading.document.title, 0, len(reading.document.title)):
            sums[name] += weights["title_property"]
    found = _best(sums, places, float(weights["threshold"]))
    return None if found is not None and _is_above_local(text, found, head_end) else found


def _is_above_local(text: str, found: CouncilFound, head_end: int) -> bool:
    """Whether a paper of a parish's meeting that does not say which parish only speaks of ``found``, its county."""
    if found.start is None or found.end is None or _LOCAL_NAME.search(found.name):
        return False
    if found.rule not in ("council.head", "council.mention") or _LOCAL_MEETING.search(text, 0, head_end) is None:
        return False
    first, last = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
    line = text[first : last if last >= 0 else len(text)]
    return any(sign.isalpha() for sign in line.replace(text[found.start : found.end], "", 1))


def _best(sums: dict[str, float], places: dict[str, tuple[int, int, str]], threshold: float) -> CouncilFound | None:
    ranked = sorted(sums, key=lambda name: (-sums[name], places.get(name, (1 << 40, 0, ""))[0], name))
    if not ranked or sums[ranked[0]] < threshold:
        return None
    best = ranked[0]
    if len(ranked) > 1 and sums[ranked[1]] == sums[best] and sums[best] < 4:
        # Two councils named alike and neither as the publisher: better none than the wrong one.
        return None
    start, end, rule = places.get(best, (None, None, "council.running_head"))
    lead = sums[best] - (sums[ranked[1]] if len(ranked) > 1 else 0.0)
    return CouncilFound(best, start, end, rule, 0.95 if lead >= 4 else 0.8 if lead >= 1 else 0.6)


def _in_prose(text: str, start: int, end: int) -> bool:
    """Whether a council is named within a sentence: "a member of Elmhurst Parish Council", "Kent Council will pay"."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if _VERB_BEHIND.match(text, end) is not None or _WORD_BEFORE.search(before) is not None:
        return True
    return _MEMBER_OF.search(before) is not None or _MEMBER_OF.match(text, start, end) is not None


def _head_end(reading: Reading) -> int:
    """The head ends after a few hundred characters of body text."""
    seen = 0
    for block in reading.body:
        seen += block.end - block.start
        if seen >= _HEAD_CHARACTERS:
            return min(block.end, block.start + _HEAD_CHARACTERS)
    return len(reading.text)


def _outside_text(reading: Reading) -> set[str]:
    """Councils named in running heads and feet that stand outside the text."""
    found: set[str] = set()
    for block in reading.document.blocks:
        if block.kind is BlockKind.FURNITURE and block.words:
            found.update(name for name, *_ in mentions(block.words, 0, len(block.words)))
    return found


def _add_hosts(
    reading: Reading,
    sums: dict[str, float],
    places: dict[str, tuple[int, int, str]],
    weights: dict[str, float],
) -> None:
    counted: dict[str, int] = defaultdict(int)
    for match in _HOST.finditer(reading.text):
        council = council_of_host(match.group(1))
        if council is not None:
            counted[council.name] += 1
            places.setdefault(council.name, (match.start(1), match.end(1), "council.host"))
    for address in reading.document.addresses:
        council = council_of_host(address)
        if council is not None:
            counted[council.name] += 1
    for block in reading.document.blocks:
        if block.kind is BlockKind.FURNITURE and block.words:
            for match in _HOST.finditer(block.words):
                council = council_of_host(match.group(1))
                if council is not None:
                    counted[council.name] += 2
    for name, count in counted.items():
        sums[name] += weights["host"] + weights["host_again"] * min(count - 1, 6)
