"""The runs of a list of attendance: where "Officers:" or "Clerk:" opens another one, and the title that a run shares.

"Councillors A Brook, C Dale. Clerk: Mrs K Lowe" is two runs. A title in the plural stands once for all behind it, so
each of them is "Councillor ..."; behind a colon ("Councillors:") it is the name of the list and no part of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.document.names import PersonName
from extractors.vocabulary import load

_WORDS: dict[str, str] = load("people")["around_names"]
_RUN_HEAD = re.compile(_WORDS["run_head"])
_HEADS_POST = re.compile(_WORDS["heads_post"])
_SHARED_TITLE = re.compile(_WORDS["shared_title"])
_TITLE_OF_ONE = re.compile(_WORDS["title_of_one"])
_NO_MEMBER = re.compile(_WORDS["no_member"])
_BETWEEN = re.compile(r"[,;]|\s(?:and|&)\s")
_TITLE = re.compile(_WORDS["any_title"])
_BEGINS_MEMBER = re.compile(_WORDS["begins_member"])


@dataclass(frozen=True, slots=True)
class Run:
    """``value[start:end]`` lists people; ``post`` is the one that its head gives them ("Clerk:")."""

    start: int
    end: int
    post: str | None


def runs(value: str) -> Iterator[Run]:
    """The runs of one printed list, in reading order, their heads left out."""
    heads = [(match.start(), match.end(), match.group("head") or "") for match in _RUN_HEAD.finditer(value)]
    edges = [(0, 0, ""), *heads, (len(value), len(value), "")]
    for (_, start, head), (end, *_) in pairwise(edges):
        if value[start:end].strip():
            held = _HEADS_POST.fullmatch(" ".join(head.split()))
            yield Run(start, end, held.group() if held is not None else None)


def unwrapped(value: str) -> str:
    """``value``, as long as before, with a line end that stands within a bracket or a name made a space."""
    lines = value.split("\n")
    depth = 0
    joined = lines[0]
    for above, below in pairwise(lines):
        depth = max(0, depth + above.count("(") - above.count(")"))
        goes_on = below.strip() and (depth > 0 or _ends_within_name(above, below))
        joined += (" " if goes_on else "\n") + below
    return joined


def _ends_within_name(above: str, below: str) -> bool:
    """Whether ``above`` ends in a first name ("..., Cllr Bob" over "Cole, ..."): the others on it have surnames too."""
    *others, last = (_bare_length(member) for member in _BETWEEN.split(above))
    if last != 1 or _BEGINS_MEMBER.match(below):
        return False
    return len(others) > 1 and sum(length > 1 for length in others) * 2 > len(others)


def _bare_length(member: str) -> int:
    """How many words a name has without its title."""
    return len(_TITLE.sub("", member.split("(")[0].strip()).split())


@dataclass(slots=True)
class SharedTitle:
    """The title that a list has named once and that its members share, as the list is read on."""

    title: str | None = None
    surnames: bool = False

    def taken_from(self, member: str) -> str:
        """``member`` without a title in the plural before it, which those behind it share from now on."""
        shared = _SHARED_TITLE.match(member)
        if shared is not None:
            self.title = None if shared.group("colon") else _singular(shared.group("title"))
            self.surnames = True
            return member[shared.end() :]
        if _TITLE_OF_ONE.match(member):
            self.title, self.surnames = None, False
        return member

    def given_to(self, person: PersonName) -> PersonName:
        """``person`` with the shared title; an officer among members ends it."""
        if person.post is not None and _NO_MEMBER.search(person.post):
            self.title = None
        if self.title is None or person.name is None or person.name.startswith(f"{self.title} "):
            return person
        return PersonName(f"{self.title} {person.name}", person.post)


def _singular(title: str) -> str:
    """ "Councillors" -> "Councillor", "Cllrs." -> "Cllr."."""
    if title.endswith("men"):
        return f"{title[:-3]}man"
    stop = "." if title.endswith(".") else ""
    return title.rstrip(".").removesuffix("s") + stop
