"""Template marks that committee software leaves in the papers it prints ("<AI1>", "FIELD_SUMMARY")."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?[A-Z][A-Z0-9_]{1,40}>")
_NAME = re.compile(r"[A-Z]{2,20}(?:_[A-Z0-9]{2,20}){1,4}$")


def strip_template_tags(words: str) -> str:
    """The words without leaked marks; empty where there was nothing else."""
    if "<" in words:
        words = _TAG.sub("", words).strip()
    if "_" in words and _NAME.match(words.strip()):
        return ""
    return words
