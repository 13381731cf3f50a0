"""What may be public: the policy of an archive, as a file that a person can read and write."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from db.call_in_rules import LONGEST_RULE, CallInRule
from ingest.errors import MinutebookError

POLICY_FILE = "policy.toml"
DEFAULT_KEPT = 5


class BadPolicy(MinutebookError):
    code = "bad_policy"
    exit_code = 2
    remedy = "Correct the file; docs/for-clerks.md lists what it may hold. Nothing was published."


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be public. The defaults are the careful ones."""

    exempt: frozenset[str] = frozenset()
    """Ids of papers marked as not for publication that are published nevertheless. Only ever from an explicit word."""
    contact_details: bool = False
    doubtful_deadlines: bool = False
    """Call-in deadlines about which there is a doubt; by default only the paper's own words are shown."""
    doubtful_facts: bool = False
    """Values about which there is a doubt that holds back (``db.doubts``), such as figures from a scan."""
    minimum_confidence: float = 0.0
    """Facts of a rule less sure than this, 0 to 1, are left out until a person has confirmed them."""
    review_all: bool = False
    """True: no paper is public before a person has looked at it and at all doubts in it."""
    review_councils: frozenset[str] = frozenset()
    """Councils (names or ids) of which that is true."""
    call_in_rules: Mapping[str, CallInRule] = field(default_factory=dict)
    """Council (name or id) to its rule, by which printed deadlines are doubted and never made."""
    names: bool = False
    """Names of authors and contacts as data. The text of the paper is not changed by this."""
    staff: str = "a member of staff"
    """What the public ledger of corrections says in place of the name of who corrected; "" gives the name."""
    kept: int = DEFAULT_KEPT
    """How many public databases before this one are kept for an undo."""

    def needs_review(self, council: str | None, council_id: str | None) -> bool:
        return self.review_all or bool({council, council_id} & self.review_councils)

    def call_in_rule(self, council: str | None, council_id: str | None) -> CallInRule | None:
        return self.call_in_rules.get(council or "") or self.call_in_rules.get(council_id or "")


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    kind: type


_PUBLIC = {
    "contact_details": _Key("contact_details", bool),
    "doubtful_deadlines": _Key("doubtful_deadlines", bool),
    "doubtful_facts": _Key("doubtful_facts", bool),
    "minimum_confidence": _Key("minimum_confidence", float),
    "require_review": _Key("review_all", bool),
    "names_of_officers": _Key("names", bool),
    "corrected_by": _Key("staff", str),
    "keep": _Key("kept", int),
}


def read_policy(folder: Path) -> Policy:
    """The policy in ``folder``; the careful one where there is no file. Raises BadPolicy, never guesses."""
    path = folder / POLICY_FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Policy()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPolicy(f"{path} cannot be read: {error}") from error
    unknown = set(data) - {"public", "council"}
    if unknown:
        raise BadPolicy(f"{path}: not known: {', '.join(sorted(unknown))}")
    reviewed, rules = _councils(path, data)
    return replace(Policy(**_public(path, data.get("public", {}))), review_councils=reviewed, call_in_rules=rules)


def _public(path: Path, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in given.items():
        known = _PUBLIC.get(key)
        if known is None:
            raise BadPolicy(f"{path}: [public] has no line {key!r}")
        fits = isinstance(value, known.kind) or (known.kind is float and type(value) is int)
        if not fits or (known.kind is int and type(value) is not int):
            raise BadPolicy(f"{path}: {key} must be {_SAID[known.kind]}, and is {value!r}")
        found[known.name] = value
    if not 0 <= found.get("minimum_confidence", 0) <= 1 or found.get("kept", 1) < 1:
        raise BadPolicy(f"{path}: minimum_confidence is from 0 to 1, and keep is at least 1")
    return found


_SAID = {bool: "true or false", float: "a number", str: 'words in "quotes"', int: "a whole number"}


_COUNCIL_KEYS = {"name": str, "require_review": bool, "call_in_working_days": int}


def _councils(path: Path, data: dict[str, Any]) -> tuple[frozenset[str], dict[str, CallInRule]]:
    """The councils of which everything is to be looked at, and the rules for call-in."""
    reviewed: set[str] = set()
    rules: dict[str, CallInRule] = {}
    for entry in data.get("council", []):
        if not isinstance(entry, dict) or not entry.get("name") or len(entry) < 2:
            raise BadPolicy(f"{path}: every [[council]] needs a name, and require_review or call_in_working_days")
        for key, value in entry.items():
            if type(value) is not _COUNCIL_KEYS.get(key):
                raise BadPolicy(f"{path}: [[council]] {key} = {value!r} is not understood")
        if entry.get("require_review"):
            reviewed.add(entry["name"])
        days = entry.get("call_in_working_days")
        if days is not None and not 0 < days <= LONGEST_RULE:
            raise BadPolicy(f"{path}: call_in_working_days is from 1 to {LONGEST_RULE}")
        if days is not None:
            rules[entry["name"]] = CallInRule(days)
    return frozenset(reviewed), rules
