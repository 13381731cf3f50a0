"""The pages of the site, one module a kind. Each names its addresses in ``ROUTES``."""

from __future__ import annotations

from importlib import import_module

from archive.site import Route

MODULES = (
    "home",
    "search",
    "decision",
    "document",
    "passage",
    "call_ins",
    "metrics",
    "topic",
    "life",
    "promises",
    "changes",
    "gaps",
    "lists",
    "feeds",
    "about",
    "data",
)


def routes() -> list[Route]:
    """Every address of the site, in the order in which they are tried."""
    found: list[Route] = []
    for name in MODULES:
        found.extend(import_module(f"archive.pages.{name}").ROUTES)
    return found
