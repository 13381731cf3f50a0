"""A measurement report as HTML: headings, paragraphs, lists and tables of Markdown; everything else is text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from markupsafe import Markup


def measured(markdown: str) -> Markup:
    """Safe: every word is escaped, and no markup but that made here comes out."""
    lines = [line.rstrip() for line in markdown.splitlines()]
    parts: list[str] = []
    for kind, same in groupby(lines, key=_kind):
        parts.extend(_WRITERS[kind](list(same)))
    return Markup("".join(parts))


def _kind(line: str) -> str:
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    if line.startswith(("- ", "* ")):
        return "list"
    return "text" if line.strip() else "blank"


def _headings(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield f"<h3>{_plain(line.lstrip('#'))}</h3>"


def _table(lines: list[str]) -> Iterator[str]:
    rows = [[_plain(cell) for cell in line.strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    yield "<table><thead><tr>" + "".join(f'<th scope="col">{cell}</th>' for cell in rows[0]) + "</tr></thead><tbody>"
    for row in rows[1:]:
        yield f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
    yield "</tbody></table>"


def _list(lines: list[str]) -> Iterator[str]:
    yield "<ul>" + "".join(f"<li>{_plain(line[2:])}</li>" for line in lines) + "</ul>"


def _text(lines: list[str]) -> Iterator[str]:
    yield f"<p>{_plain(' '.join(lines))}</p>"


def _blank(lines: list[str]) -> Iterator[str]:
    yield from ()


def _plain(words: str) -> str:
    return escape(words.strip().replace("**", "").replace("`", ""))


_WRITERS = {"heading": _headings, "table": _table, "list": _list, "text": _text, "blank": _blank}
