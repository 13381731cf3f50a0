"""By what rules a page is judged in a browser test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_AXE = Path(__file__).parent / "archive" / "vendor" / "axe.min.js"
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Any) -> dict[str, list[Any]]:
    """The rules of WCAG 2.2 AA that axe-core finds broken on the open page, each with the first places."""
    page.add_script_tag(path=str(_AXE))
    found = page.evaluate("rules => axe.run(document, rules)", _RULES)["violations"]
    return {fault["id"]: [node["target"] for node in fault["nodes"]][:3] for fault in found}


def faults(page: Any, name: str) -> list[str]:
    """The same in words that begin with ``name``, and whether the page scrolls sideways."""
    found = [f"{name}: {rule} {places}" for rule, places in violations(page).items()]
    sideways = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, f"{name}: scrolls sideways"] if sideways else found
