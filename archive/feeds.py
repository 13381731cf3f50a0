"""Atom feeds with the standard library: valid also when empty, with ids that never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from archive.site import Raw

NAMESPACE = "http://www.w3.org/2005/Atom"
TAG_YEAR = "2026"
"""RFC 4151 wants a day on which the name was ours; the year of the first release."""
NEVER = "2026-01-01T00:00:00Z"
"""``updated`` of an empty feed: Atom wants one, and it must not be the clock."""
ENTRIES = 50

Tree.register_namespace("", NAMESPACE)


@dataclass(frozen=True, slots=True)
class Entry:
    """``id`` is the fact's permanent id; ``updated`` when it was read (ISO, UTC); ``summary`` plain text."""

    id: str
    title: str
    url: str
    updated: str
    published: str | None
    summary: str


def tag_uri(host: str, name: str) -> str:
    """A name for ever, whatever becomes of the address: ``tag:host,2026:name``."""
    return f"tag:{host.split(':')[0] or 'localhost'},{TAG_YEAR}:{name}"


def moment_of(value: str | None) -> str:
    """An ISO moment as RFC 3339 in UTC; a day alone becomes its first moment."""
    if not value:
        return NEVER
    if len(value) == 10:
        return f"{value}T00:00:00Z"
    return value if value.endswith("Z") or "+" in value[10:] else f"{value[:19]}Z"


def atom(*, host: str, name: str, title: str, feed_url: str, page_url: str, entries: Sequence[Entry]) -> Raw:
    """The feed. Its ``updated`` is the latest entry's, so that equal data gives equal bytes."""
    feed = Tree.Element(f"{{{NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _text(feed, "id", tag_uri(host, name))
    _text(feed, "title", title)
    _text(feed, "updated", max((moment_of(entry.updated) for entry in entries), default=NEVER))
    _link(feed, "self", feed_url, "application/atom+xml")
    _link(feed, "alternate", page_url, "text/html")
    _text(_child(feed, "author"), "name", "Minutebook")
    for entry in entries:
        element = _child(feed, "entry")
        _text(element, "id", tag_uri(host, entry.id))
        _text(element, "title", entry.title or "Without a title")
        _text(element, "updated", moment_of(entry.updated))
        if entry.published:
            _text(element, "published", moment_of(entry.published))
        _link(element, "alternate", entry.url, "text/html")
        _text(element, "summary", entry.summary)
    body = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Raw(body, "application/atom+xml; charset=utf-8", max_age=900)


def _child(parent: Tree.Element, name: str) -> Tree.Element:
    return Tree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _text(parent: Tree.Element, name: str, text: str) -> None:
    _child(parent, name).text = "".join(mark for mark in text if _allowed(ord(mark)))


def _link(parent: Tree.Element, relation: str, url: str, kind: str) -> None:
    link = _child(parent, "link")
    link.set("rel", relation)
    link.set("href", url)
    link.set("type", kind)


def _allowed(point: int) -> bool:
    """Characters that XML 1.0 can hold; a scanned paper may hold others, and one would spoil the feed."""
    return point in (9, 10, 13) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000
