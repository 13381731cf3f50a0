"""Answers that cost much and never change: the published database is immutable, so each is worked out once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

T = TypeVar("T")

_KEPT: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()
"""By database: two sites in one process never see each other's answers."""


async def kept(database: Any, name: str, make: Callable[[], Awaitable[T]]) -> T:
    """What ``make`` gave the first time it was asked under ``name``. Only for answers without a clock in them."""
    answers = _KEPT.setdefault(database, {})
    if name not in answers:
        answers[name] = await make()
    return cast(T, answers[name])
