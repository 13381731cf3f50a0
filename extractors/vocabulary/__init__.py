"""Words and patterns as data: one TOML file a subject, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary file ``name``.toml. Callers turn it into frozen objects at import; nobody changes it."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    read: dict[str, Any] = _joined(tomllib.loads(text))
    return read


_PIECES = frozenset({"opens", "any_of", "closes"})


def _joined(value: Any) -> Any:
    """``value`` with each table ``{opens, any_of, closes}`` as the one pattern that its pieces make.

    A pattern of thirty alternatives on one line cannot be read, let alone commented; as a list it can.
    """
    if isinstance(value, list):
        return [_joined(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("any_of"), list) and value.keys() <= _PIECES:
        pieces = "|".join(_joined(piece) for piece in value["any_of"])
        return f"{value.get('opens', '')}(?:{pieces}){value.get('closes', '')}"
    return {key: _joined(item) for key, item in value.items()}


_NAMED = re.compile(r"\{([A-Za-z_]+)\}")
_DEEPEST = 4
"""How often a piece may hold another."""


def filled(pattern: str, pieces: Mapping[str, str]) -> str:
    """``pattern`` with the pieces that it names, as ``{months}``, in their places; all other braces stay."""
    for _ in range(_DEEPEST):
        pattern = _NAMED.sub(lambda found: pieces.get(found[1], found[0]), pattern)
    return pattern
