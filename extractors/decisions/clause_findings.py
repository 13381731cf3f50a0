"""Findings about resolutions: a clause that was resolved but says nothing of what is to be done with its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.records import Finding, Resolution
from extractors.vocabulary import load

_ACTS = re.compile(load("effects")["acts"]["pattern"])
"""A clause that has a verb, though of no known effect, does not lack one."""

_NEEDS_A_VERB = frozenset({"resolved", "recommended", "proposed"})
"""A lost or withdrawn motion did nothing, so its missing verb is of no consequence."""

_MANY = 3
"""Where so many clauses of one decision, and most of them, have no verb, the paper writes in catchwords."""

_FEWEST_WORDS = 3
"""A word or two ("FTE.") are the rest of a cell or of a broken line, not a clause that lacks its verb."""


def find_clause_findings(resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    """One `missing_operative_verb` for each clause whose effect is unstated: no verb of its own and no lead-in's."""
    lacking = [resolution for resolution in resolutions if _lacks_a_verb(resolution)]
    return tuple(
        Finding(
            rule="missing_operative_verb",
            message="The clause has no operative verb: it does not say whether its subject is noted, approved or else.",
            printed=resolution.text,
            page=resolution.page,
            start=resolution.start,
            end=resolution.end,
            confidence=resolution.confidence,
        )
        for resolution in lacking
        if not _in_catchwords(resolution, resolutions, lacking)
    )


def _lacks_a_verb(resolution: Resolution) -> bool:
    return (
        resolution.effects == ("unstated",)
        and resolution.status in _NEEDS_A_VERB
        and len(resolution.text.split()) >= _FEWEST_WORDS
        and _ACTS.match(" ".join(resolution.text.split())) is None
    )


def _in_catchwords(one: Resolution, resolutions: Sequence[Resolution], lacking: Sequence[Resolution]) -> bool:
    """Whether most clauses of its decision are notes without verbs: "Flowers for Mrs Hope"."""
    mates = sum(other.decision == one.decision for other in resolutions)
    without = sum(other.decision == one.decision for other in lacking)
    return without >= _MANY and without * 2 > mates
