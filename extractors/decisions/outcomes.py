"""What became of an item of business, from the statuses and effects of its resolutions."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Resolution

_ALIKE = {
    "deferred": frozenset({"deferred"}),
    "withdrawn": frozenset({"withdrawn"}),
    "referred": frozenset({"referred"}),
    "rejected": frozenset({"rejected"}),
    "noted": frozenset({"noted", "received"}),
    "recommended": frozenset({"recommended"}),
}
"""Outcomes that an item has only where every clause taken says so; noting beside an act does not weaken the act."""


def outcome_of(resolutions: Sequence[Resolution]) -> str:
    """The contract's ``decisions.outcome`` for the resolutions of one decision."""
    taken = [resolution for resolution in resolutions if resolution.status == "resolved"]
    if not taken:
        statuses = {resolution.status for resolution in resolutions}
        if "recommended" in statuses:
            return "recommended"
        return "withdrawn" if statuses == {"withdrawn"} else "rejected"
    effects = {effect for resolution in taken for effect in resolution.effects}
    acts = effects - {"noted", "received"}
    if not acts and any(resolution.status == "recommended" for resolution in resolutions):
        return "recommended"
    for outcome, alike in _ALIKE.items():
        if effects <= alike or (acts and acts <= alike):
            return outcome
    return "decided"
