"""What the elements of a web page are: hidden, aside, heading, layout; told from tags, roles, classes and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from ingest.markers import is_bare_marker
from ingest.pieces import CellPiece

NEVER = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "input", "select", "button", "head", "link"}
)
_ASIDE_TAGS = frozenset({"nav", "footer", "aside"})
_ASIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "alert"})
_ASIDE_NAMES = re.compile(
    r"cookie|breadcrumb|(?:^|[\s_-])(?:nav|navbar|menu|side-?nav|side-?bar|footer|skip|sr-only|share|social|"
    r"pagination|feedback|mglinks|mgactionlist|mobile-menu|page-header|site-header)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_NAMES = re.compile(r"(?:^|\s)(?:mgHide|mgFileSize|is-hidden|d-none|visually-hidden|hidden)(?:$|\s)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TITLE_NAMES = re.compile(r"title|heading", re.IGNORECASE)


def is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return True
    return _HIDDEN_NAMES.search(attributes.get("class") or "") is not None


def is_aside(node: LexborNode) -> bool:
    if node.tag in _ASIDE_TAGS:
        return True
    attributes = node.attributes
    if (attributes.get("role") or "") in _ASIDE_ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return node.tag not in ("body", "main", "article", "table", "p") and _ASIDE_NAMES.search(names) is not None


def visible_words(node: LexborNode) -> Iterator[str]:
    child = node.first_child
    while child is not None:
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in NEVER and not (child.tag or "-").startswith("-") and not is_hidden(child):
            yield from visible_words(child)
        child = child.next


def heading_of(node: LexborNode, tag: str) -> int:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return int(tag[1])
    names = node.attributes.get("class") or ""
    return 3 if tag in ("p", "caption", "legend") and _TITLE_NAMES.search(names) else 0


def is_bold(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "font-weight:bold" in style or "font-weight:700" in style


def integer(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value else otherwise
    except ValueError:
        return otherwise


def definition_parts(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=False):
        if child.tag in ("dt", "dd") and not is_hidden(child):
            yield child
        elif child.tag == "div":
            yield from definition_parts(child)


def own_rows(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=False):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from own_rows(child)


def header_rows(rows: list[LexborNode]) -> int:
    count = 0
    for row in rows:
        tags = [child.tag for child in row.iter(include_text=False) if child.tag in ("td", "th")]
        if tags and all(tag == "th" for tag in tags):
            count += 1
        else:
            break
    return count


def is_layout(node: LexborNode, cells: list[CellPiece], columns: int) -> bool:
    """Tables that only place things: those that say so, and those of one to two columns with running text."""
    if (node.attributes.get("role") or "") in ("presentation", "none"):
        return True
    numbered = sum(is_bare_marker(cell.words) for cell in cells if cell.column == 0)
    rows = sum(cell.column == 0 for cell in cells)
    running = sum(len(cell.pieces) > 1 for cell in cells)
    return columns <= 3 and running > 0 and (numbered * 2 >= rows or columns == 1)
