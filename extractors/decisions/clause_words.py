"""One clause of a decision and the words around it: where it ends, what stops a list of clauses, what only leads in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.decisions.introducers import fill
from extractors.structure.passages import Passage
from extractors.vocabulary import load

LEADS_ON = (":", ":-", "–", "—", " -")
"""How a clause ends that goes on in lines below it, marked or not: "the following be appointed -"."""
LINES_OF_A_LIST = 12
"""The most such lines without a mark before the next number must come."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: ``text[start:end]`` are its words without number and without the joint to the next clause."""

    start: int
    end: int
    number: str | None
    lead_effect: str | None
    """What its lead-in would make of it, if it has no operative verb of its own."""
    onward: bool = False
    """Whether its lead-in only recommends it to another body ("That Council be recommended to approve: (a) ...")."""
    lead_said: bool = False
    """Whether the lead-in names the act ("Cabinet notes:"), so that what the clause tells of others is none."""


@dataclass(frozen=True, slots=True)
class Wordings:
    lead_in: re.Pattern[str]
    bare_lead_in: re.Pattern[str]
    stops: re.Pattern[str]
    asides: re.Pattern[str]
    joint: re.Pattern[str]
    ellipsis: re.Pattern[str]
    aside: re.Pattern[str]
    votes: re.Pattern[str]
    particulars: re.Pattern[str]
    narrative: re.Pattern[str]
    surely_narrative: re.Pattern[str]
    leads: re.Pattern[str]
    lead_verb_only: re.Pattern[str]
    recommends_to: re.Pattern[str]
    hanging: re.Pattern[str]
    conditional: re.Pattern[str]
    is_paper: re.Pattern[str]
    introduces: re.Pattern[str]
    joining_word: re.Pattern[str]
    ends_a_clause: re.Pattern[str]
    paragraph_clause: re.Pattern[str]
    application: re.Pattern[str]
    labels: frozenset[str]


@cache
def wordings() -> Wordings:
    data = load("introducers")
    return Wordings(
        lead_in=re.compile(fill(data["lead_in"]["pattern"])),
        bare_lead_in=re.compile(fill(data["lead_in"]["bare"])),
        stops=re.compile(data["stops"]["pattern"]),
        asides=re.compile(data["asides"]["pattern"]),
        joint=re.compile(data["clause_end"]["pattern"]),
        ellipsis=re.compile(data["clause_end"]["ellipsis"]),
        aside=re.compile(data["clause_end"]["aside"]),
        votes=re.compile(data["clause_end"]["votes"]),
        particulars=re.compile(data["particulars"]["pattern"]),
        narrative=re.compile(data["narrative"]["pattern"]),
        surely_narrative=re.compile(data["narrative"]["surely"]),
        leads=re.compile(data["lead_in"]["leads"]),
        lead_verb_only=re.compile(data["lead_in"]["verb_only"]),
        recommends_to=re.compile(data["lead_in"]["recommends_to"]),
        hanging=re.compile(data["clause_parts"]["hanging"]),
        conditional=re.compile(data["clause_parts"]["conditional"]),
        is_paper=re.compile(data["clause_parts"]["is_paper"]),
        introduces=re.compile(data["clause_parts"]["introduces"]),
        joining_word=re.compile(data["clause_parts"]["joining_word"]),
        ends_a_clause=re.compile(data["clause_parts"]["ends_a_clause"]),
        paragraph_clause=re.compile(data["clause_parts"]["paragraph_clause"]),
        application=re.compile(data["clause_parts"]["application"]),
        labels=frozenset(data["lead_in"]["labels"]),
    )


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a clause without white space, quotation marks, votes and the "; and" that joins it to the next."""
    words = wordings()
    clause = text[start:end]
    for pattern in (words.aside, words.votes, words.joint, words.ellipsis, words.joint):
        match = pattern.search(clause)
        if match is not None:
            clause = clause[: match.start()]
    clause = clause.rstrip().rstrip("*”").rstrip()
    # "RESOLVED: - That ...": the dash belongs to the introducer.
    lead = len(clause) - len(clause.lstrip(" \t\n*“-–—"))
    return start + lead, start + max(len(clause), lead)


def is_stop(text: str, passage: Passage) -> bool:
    """Whether ``passage`` opens with words that end a list of clauses ("3. Reasons for the decision")."""
    return wordings().stops.match(text, passage.start, passage.end) is not None


def is_lead_in(words: str) -> bool:
    """Whether ``words`` only name who decided ("That the Cabinet", "The Policy Committee:") or label the decision."""
    return wordings().bare_lead_in.fullmatch(words) is not None or words.strip(" :*").lower() in wordings().labels
