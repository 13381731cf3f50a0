"""Whether a line names a council or a body that meets: such a line is no title."""

from __future__ import annotations

import re

from extractors.document.bodies import is_body
from extractors.document.council_names import is_council
from extractors.vocabulary import load

_SHORT_COUNCIL = re.compile(load("titles")["mastheads"]["short_council"])


def is_party(words: str) -> bool:
    """Whether ``words`` name a council or a body, and little else."""
    return is_body(words) or is_council(words) or _is_council_with_body(words)


def _is_council_with_body(words: str) -> bool:
    """ "Saltmarsh Borough Council - Cabinet", "Saltmarsh MBC - Executive Board": a running head of two names."""
    first, dash, second = words.partition(" - ")
    named = is_council(first.strip()) or _SHORT_COUNCIL.fullmatch(first.strip()) is not None
    return bool(dash) and named and is_body(second.strip())
