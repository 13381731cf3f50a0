"""The names of councils as papers print them, and the formal name of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.document.title_case import is_capitals, ordinary_case
from extractors.vocabulary import load

_TYPE_PREFIX = re.compile(load("parties")["councils"]["type_before"])
_TYPE_SUFFIX = re.compile(load("parties")["councils"]["type_behind"])
BARE_LINE = re.compile(
    r"^[ \t*#]{0,80}(?P<name>[A-Z][\w'’-]{2,30}(?:[ ](?:[A-Z][\w'’-]{1,30}|and|of|on|upon|the|&|with)){0,5}"
    r"[ ](?:Council|COUNCIL))[ \t*]{0,8}$",
    re.MULTILINE,
)
"""A line of its own that ends in "Council"."""
OFFICE_LINE = re.compile(load("parties")["councils"]["office"])
"""A line that is the name of a police and crime commissioner, or of the commissioner's office."""
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(load("parties")["councils"]["plain"])
_TYPED = re.compile("|".join(load("parties")["councils"]["types"]), re.IGNORECASE)
_CAPITAL_WORD = r"(?:[A-Z][\w'’-]{0,40}\.?)"
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
    endings = (*words["suffixes"], *words["authorities"])
    suffixes = "|".join(_any_case(suffix) for suffix in sorted(endings, key=len, reverse=True))
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
    if _folded(printed).endswith(_authorities()):
        return _unknown(printed, words, start)
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
    before_names = frozenset(load("parties")["councils"]["before_names"])
    maybe_names = frozenset(load("parties")["councils"]["maybe_names"])
    suffixes = [suffix.lower() for suffix in load("parties")["councils"]["suffixes"]] + list(_authorities())
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
        if word.lower() in before_names or (word.lower() in no_names and not (first < index < last - 1)):
            first = index + 1
    if first >= last or words[first].group()[0].islower():
        return None
    offset = words[first].start()
    name = " ".join(printed[offset:].split())
    return _Mention(ordinary_case(name), start + offset, start + len(printed), False)


@cache
def _authorities() -> tuple[str, ...]:
    """What the names of authorities that are no councils end in."""
    return tuple(_folded(words) for words in load("parties")["councils"]["authorities"])


@cache
def _unknown_prefixes() -> tuple[str, ...]:
    """What a name may begin with instead ("London Borough of ..."); "City of" alone says too little."""
    return tuple(f"{prefix.lower()} " for prefix in load("parties")["councils"]["prefixes"])


def says_no_kind(words: str) -> bool:
    """Whether ``words`` are "X Council" where X says no kind of council or body ("Full Council", "Youth Council")."""
    kinds = frozenset(load("parties")["councils"]["bare_kinds"])
    if BARE_LINE.fullmatch(words.strip()) is None:
        return False
    return not kinds.intersection(word.strip(",") for word in words.lower().split()[:-1])


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
    """Whether ``words`` are the name of a council, or of a commissioner, and little else."""
    if says_no_kind(words) or OFFICE_LINE.fullmatch(words.strip()) is not None:
        return True
    return any(end - start >= len(words.strip()) - 4 for _, start, end, _ in mentions(words, 0, len(words)))


def names_council(words: str) -> bool:
    """Whether a council is named somewhere in ``words``."""
    return next(mentions(words, 0, len(words)), None) is not None


def council_of_host(host: str) -> Council | None:
    """The council whose host, or a subdomain of whose host, ``host`` is ("democracy.kent.gov.uk")."""
    parts = host.lower().split(".")
    for index in range(len(parts) - 1):
        council = _by_host().get(".".join(parts[index:]))
        if council is not None:
            return council
    return None
