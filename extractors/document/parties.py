"""Whether a line names a council or a body that meets: such a line is no title."""

from __future__ import annotations

from extractors.document.bodies import is_body
from extractors.document.council_names import is_council


def is_party(words: str) -> bool:
    """Whether ``words`` name a council or a body, and little else."""
    return is_body(words) or is_council(words)
