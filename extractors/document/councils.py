"""Whose paper it is: the council that publishes it, by its formal name.

Evidence is added up: the name in the paper's head or running heads, the host of its e-mail and web addresses, and how
often it is named at all. Neighbours and partners are named too; the publisher is named first and most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.document.title_case import is_capitals, ordinary_case
from extractors.reading import Reading
from extractors.vocabulary import load
from ingest.document import BlockKind

_HEAD_CHARACTERS = 600
_TYPE_PREFIX = re.compile(
    r"(?:the )?(?:(?:london|royal|metropolitan) borough of|borough council of|borough of|city and county of|city of"
    r"|council of the)\s+"
)
_TYPE_SUFFIX = re.compile(
    r"\s+(?:(?:metropolitan|county|city|borough|district|and|unitary|islands?|mayoral|combined) ){0,5}"
    r"(?:council|corporation|authority)\Z"
)
_SPACES = re.compile(r"\s+")
_BARE_LINE = re.compile(
    r"^[ \t*#]{0,80}(?P<name>[A-Z][\w'’-]{2,30}(?:[ ](?:[A-Z][\w'’-]{1,30}|and|of|on|upon|the|&|with)){0,5}"
    r"[ ](?:Council|COUNCIL))[ \t*]{0,8}$",
    re.MULTILINE,
)
_PLAIN = re.compile(r"city of [\w' -]{3,40} council")
_TYPED = re.compile(r"borough|city|county|district|metropolitan|islands|combined|corporation", re.IGNORECASE)
_HOST = re.compile(r"\b((?:[a-z0-9-]{1,40}\.){1,4}(?:gov\.uk|org\.uk|gov\.wales|llyw\.cymru|com|org))\b", re.IGNORECASE)
_CAPITAL_WORD = r"(?:[A-Z][\w'’-]*\.?)"
_JOINING = r"(?:and|of|&|on|upon|with|the|in|le|under|nan|by|\+)"
_GAP = r"(?: {1,3}| ?\n ?)"
"""What parts the words of a name: a line end may, a blank line may not."""
_NAME = rf"{_CAPITAL_WORD}(?:,?{_GAP}(?:{_CAPITAL_WORD}|{_JOINING})){{0,6}}?"


@dataclass(frozen=True, slots=True)
class Council:
    """A principal council or combined authority; ``nation`` is england, wales, scotland or northern_ireland."""

    name: str
    nation: str
    hosts: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilFound:
    """The formal name, the words it was read from, and the evidence."""

    name: str
    start: int | None
    end: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int
    known: bool


@cache
def councils() -> tuple[Council, ...]:
    """Every council of the vocabulary."""
    return tuple(
        Council(entry["name"], entry["nation"], tuple(entry["hosts"]), tuple(entry.get("aliases", ())))
        for entry in load("councils")["council"]
    )


def nation_of(name: str | None) -> str | None:
    """The nation whose rules apply to the council of that formal name; None for one the vocabulary lacks."""
    return next((council.nation for council in councils() if council.name == name), None)


def _folded(name: str) -> str:
    return _SPACES.sub(" ", name.replace("’", "'").replace("&", "and")).strip().lower()


def core_name(name: str) -> str:
    """The place in a council's name: "London Borough of Hackney", "Hackney Council" -> "hackney"."""
    return _TYPE_SUFFIX.sub("", _TYPE_PREFIX.sub("", _folded(name)))


@cache
def _by_name() -> dict[str, Council]:
    known: dict[str, Council] = {}
    for council in councils():
        for name in (council.name, *council.aliases):
            known.setdefault(_folded(name), council)
    # "Hackney Council" is the London borough; "Kent Council" is nobody, but no other council either.
    for council in councils():
        known.setdefault(f"{core_name(council.name)} council", council)
    return known


@cache
def _by_core() -> dict[str, tuple[Council, ...]]:
    cores: dict[str, list[Council]] = defaultdict(list)
    for council in councils():
        cores[core_name(council.name)].append(council)
    return {core: tuple(same) for core, same in cores.items()}


@cache
def _by_host() -> dict[str, Council]:
    return {host: council for council in councils() for host in council.hosts}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = load("parties")["councils"]
    suffixes = "|".join(_any_case(suffix) for suffix in sorted(words["suffixes"], key=len, reverse=True))
    prefixes = "|".join(_any_case(prefix) for prefix in sorted(words["prefixes"], key=len, reverse=True))
    place = rf"{_CAPITAL_WORD}(?:{_GAP}(?:{_JOINING}{_GAP}){{0,2}}{_CAPITAL_WORD}){{0,4}}"
    return (
        re.compile(rf"\b(?:{prefixes}){_GAP}{place}"),
        re.compile(rf"\b{_NAME}{_GAP}(?:{suffixes}|[Cc]ouncil|COUNCIL|CORPORATION|[Cc]orporation)\b"),
        re.compile(rf"\b(?:City of|CITY OF|Council of the|Cyngor(?: Sir)?|Comhairle){_GAP}{place}"),
    )


def _any_case(words: str) -> str:
    """A pattern of ``words`` as printed, in capitals, or with small beginnings."""
    return _GAP.join(f"(?:{re.escape(w)}|{re.escape(w.upper())})" for w in words.split())


def _resolve(printed: str, start: int) -> _Mention | None:
    """The council in ``printed``, whose first words may be no part of the name ("Report of Kent County Council")."""
    words = list(re.finditer(r"\S+", printed))
    for first in range(len(words)):
        offset = words[first].start()
        # From the right too: "London Borough of Southwark Pension Fund".
        for last in range(len(words) - 1, first, -1):
            name = printed[offset : words[last].end()].rstrip(".,;:")
            council = _by_name().get(_folded(name)) or _same_place(name)
            if council is not None:
                return _Mention(_formal(name, council), start + offset, start + offset + len(name), True)
    return _unknown(printed, words, start)


def _same_place(name: str) -> Council | None:
    """The council whose place and type word both fit: "Bury MBC" does not, "Bury Borough Council" does."""
    folded = _folded(name)
    same = _by_core().get(core_name(name), ())
    if not same or _TYPE_SUFFIX.sub("", _TYPE_PREFIX.sub("", folded)) == folded:
        return None
    if folded.endswith(" county council") and not any("County" in council.name for council in same):
        return None
    if len(same) == 1:
        return same[0] if _compatible(folded, same[0]) else None
    return next((council for council in same if _compatible(folded, council)), None)


def _compatible(folded: str, council: Council) -> bool:
    """A district is not its county: one type word of the printed name must fit the council's, where both have one."""
    wanted = set(_TYPED.findall(folded))
    had = {word.lower() for word in _TYPED.findall(council.name)}
    return not wanted or not had or bool(wanted & had) or wanted <= {"metropolitan", "borough"} >= had


def _formal(printed: str, council: Council) -> str:
    """The printed name where it says more than the vocabulary's ("Cheshire East Borough Council"), else the latter."""
    same_place = core_name(printed) == core_name(council.name)
    if same_place and not _TYPED.search(council.name) and _TYPED.search(printed):
        words = " ".join(printed.replace("&", "and").split())
        return ordinary_case(words) if is_capitals(words) else words
    return council.name


def _unknown(printed: str, words: Sequence[re.Match[str]], start: int) -> _Mention | None:
    """A council that the vocabulary lacks, by the form of its name: a parish, a new authority."""
    no_names = frozenset(load("parties")["councils"]["no_names"])
    maybe_names = frozenset(load("parties")["councils"]["maybe_names"])
    suffixes = [suffix.lower() for suffix in load("parties")["councils"]["suffixes"]]
    folded = _folded(printed)
    suffix = next((s for s in sorted(suffixes, key=len, reverse=True) if folded.endswith(" " + s)), None)
    if suffix is None and folded.startswith(_unknown_prefixes()):
        return _Mention(ordinary_case(" ".join(printed.split())), start, start + len(printed), False)
    if suffix is None and _PLAIN.fullmatch(folded) and words[0].start() == 0:
        suffix = "council"
    if suffix is None:
        return None
    first = 0
    last = len(words) - len(suffix.split())
    for index in range(0 if _PLAIN.fullmatch(folded) else last):
        word = words[index].group().strip(",")
        if word[0].isupper() and word.lower() in maybe_names:
            continue
        if word.lower() in no_names and not (0 < index < last - 1):
            first = index + 1
    if first >= last or words[first].group()[0].islower():
        return None
    offset = words[first].start()
    name = " ".join(printed[offset:].split())
    return _Mention(ordinary_case(name), start + offset, start + len(printed), False)


@cache
def _unknown_prefixes() -> tuple[str, ...]:
    """What a name may begin with instead ("London Borough of ..."); "City of" alone says too little."""
    return tuple(f"{prefix.lower()} " for prefix in load("parties")["councils"]["prefixes"])


def _bare_council(words: str) -> bool:
    """Whether ``words`` are "X Council" where X says no kind of council or body ("Full Council", "Youth Council")."""
    kinds = frozenset(load("parties")["councils"]["bare_kinds"])
    if _BARE_LINE.fullmatch(words.strip()) is None:
        return False
    return not kinds.intersection(word.strip(",") for word in words.lower().split()[:-1])


def _bare_name(reading: Reading, head_end: int) -> tuple[str, int, int] | None:
    """ "Xton Council" printed as a line of its own over the paper: a council that no list knows yet."""
    for match in _BARE_LINE.finditer(reading.text, 0, head_end):
        if reading.is_skipped(match.start("name")) or not _bare_council(match.group("name")):
            continue
        name = " ".join(match.group("name").split())
        return ordinary_case(name), match.start("name"), match.end("name")
    return None


def mentions(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, bool]]:
    """``(formal name, start, end, known)`` of every council named in ``text[start:end]``, in no fixed order."""
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(text, start, end):
            mention = _resolve(match.group(), match.start())
            if mention is None or any(a < mention.end and mention.start < b for a, b in taken):
                continue
            taken.append((mention.start, mention.end))
            yield mention.name, mention.start, mention.end, mention.known


def is_council(words: str) -> bool:
    """Whether ``words`` are the name of a council and little else."""
    if _bare_council(words):
        return True
    return any(end - start >= len(words.strip()) - 4 for _, start, end, _ in mentions(words, 0, len(words)))


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
        counted[name] += 1
        if start < head_end and not head_seen:
            sums[name] += weights["head"]
            places[name] = (start, end, "council.head")
            head_seen = True
        elif counted[name] <= weights["mentions_counted"]:
            sums[name] += weights["mention"] if known else weights["mention"] / 2
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
    return _best(sums, places, float(weights["threshold"]))


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


def council_of_host(host: str) -> Council | None:
    """The council whose host, or a subdomain of whose host, ``host`` is ("democracy.kent.gov.uk")."""
    parts = host.lower().split(".")
    for index in range(len(parts) - 1):
        council = _by_host().get(".".join(parts[index:]))
        if council is not None:
            return council
    return None


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
