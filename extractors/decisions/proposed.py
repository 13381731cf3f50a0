"""Whether a record is still a draft: proposed for a decision that has not been taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.reading import Reading
from extractors.records import DocumentFacts
from extractors.structure.passages import Passage
from extractors.vocabulary import load

_MASTHEAD = 8
"""How many of a paper's first passages are looked at: the draft says so in its masthead, or not at all."""
_KINDS = frozenset({"decision_record", "notice", "other"})


@cache
def _wordings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("introducers")["proposed"]
    return re.compile(data["pattern"]), re.compile(data["masthead"])


def is_proposed(reading: Reading, facts: DocumentFacts, flow: Sequence[Passage]) -> bool:
    """True for "PROPOSED RECORD OF DECISION" and its like in the masthead of a record."""
    if facts.kind not in _KINDS:
        return False
    pattern, masthead = _wordings()
    for passage in flow[:_MASTHEAD]:
        words = " ".join(reading.text[passage.start : passage.end].split())
        if len(words) < 160 and pattern.search(words) and masthead.search(words):
            return True
    return False
