"""What the law asks of the record of an executive decision, and what of it a paper does not hold. Pure."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Required:
    """One thing that the law asks for. ``section``: its kind of section, or "day" for the day of the decision."""

    section: str
    asks: str
    by: str
    law: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What has to be known of a paper to say what the law asks of it. Days are ISO; None is unknown."""

    kind: str | None
    nation: str | None
    body: str | None
    decision_maker: str | None
    decided_on: str | None


def required_of(paper: Paper) -> tuple[Required, ...]:
    """What must be in the paper; nothing where it is no record of an executive decision, or the law is not known.

    Without a day the law of today counts. A council that the vocabulary lacks is taken for an English one only if it
    is a draft to be checked: the caller says so by giving the nation.
    """
    if paper.kind not in _vocabulary()["bodies"]["kinds"] or not _is_executive(paper):
        return ()
    return tuple(_asked(paper.nation, paper.decided_on))


def _asked(nation: str | None, day: str | None) -> Iterator[Required]:
    for law in _vocabulary()["law"]:
        begins, ends = law.get("from", dt.date.min).isoformat(), law.get("to", dt.date.max).isoformat()
        if law["nation"] != nation or not begins <= (day or dt.date.max.isoformat()) <= ends:
            continue
        for section, entry in law["sections"].items():
            yield Required(section, entry["asks"], entry["by"], law["name"])
        if "day" in law:
            yield Required("day", law["day"]["asks"], law["day"]["by"], law["name"])


def _is_executive(paper: Paper) -> bool:
    """Whether the paper's decisions are the executive's, as far as its own words tell; in doubt they are."""
    words = _vocabulary()["bodies"]
    body = (paper.body or "").lower()
    return (
        paper.decision_maker is not None
        or not any(word in body for word in words["not_executive"])
        or any(word in body for word in words["executive"])
    )


@cache
def _vocabulary() -> Mapping[str, Any]:
    text = files(__package__).joinpath("required_sections.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
