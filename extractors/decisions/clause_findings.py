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

_FEWEST_WORDS = 3
"""A word or two ("FTE.") are the rest of a cell or of a broken line, not a clause that lacks its verb."""


def find_clause_findings(resolutions: Sequence[Resolution]) -> tuple[Finding, ...]:
    """One `missing_operative_verb` for each clause whose effect is unstated: no verb of its own and no lead-in's."""
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
        for resolution in resolutions
        if resolution.effects == ("unstated",)
        and resolution.status in _NEEDS_A_VERB
        and len(resolution.text.split()) >= _FEWEST_WORDS
        and _ACTS.match(" ".join(resolution.text.split())) is None
    )
