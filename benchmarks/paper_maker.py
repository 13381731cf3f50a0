"""Invented papers in any number, from a seed: prose PDFs, PDFs with ruled tables, Word files, web pages, plain text."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf

_WHO = ("The Cabinet", "The Board", "Councillor Finch", "The Director of Place", "The Scrutiny Panel", "Members")
_DID = ("considered", "noted", "were told of", "asked about", "welcomed", "discussed")
_WHAT = (
    "the outturn of the harbour fund",
    "repairs to the north pier",
    "the winter ferry timetable",
    "parking at the quay",
    "a forecast overspend of £{a},{b}00",
    "savings of £1.{a} million by 31 March 203{d}",
    "the report of {d} May 203{d}",
    "{a} complaints, {b}% of them upheld",
    "visits of {a},{b}31 people in the year",
)
_LINE = 92
"""Characters on a line of an A4 page in 10 point type."""


def sentence(chance: random.Random) -> str:
    what = chance.choice(_WHAT).format(a=chance.randint(2, 99), b=chance.randint(10, 99), d=chance.randint(1, 9))
    return f"{chance.choice(_WHO)} {chance.choice(_DID)} {what}."


def paragraphs(chance: random.Random, count: int) -> list[str]:
    """Numbered clauses with a resolution among every five."""
    made: list[str] = []
    for number in range(1, count + 1):
        words = " ".join(sentence(chance) for _ in range(chance.randint(2, 5)))
        made.append(f"RESOLVED that {words[0].lower()}{words[1:]}" if number % 5 == 0 else f"{number}. {words}")
    return made


def table(chance: random.Random) -> list[list[str]]:
    heads = ["Service", "Budget", "Forecast", "Variance", "%"]
    rows = []
    for name in (
        "Harbour",
        "Ferries",
        "Parking",
        "Markets",
        "Museums",
        "Libraries",
        "Parks",
        "Housing",
        "Waste",
        "Roads",
    ):
        budget, forecast = chance.randint(100, 9999), chance.randint(100, 9999)
        rows.append([name, f"{budget:,}", f"{forecast:,}", f"{forecast - budget:,}", f"{100 * forecast / budget:.1f}%"])
    return [heads, *rows]


def pdf(chance: random.Random, pages: int, table_every: int) -> bytes:
    """``table_every`` 0 for none, 1 for one on each page, 5 for one page in five."""
    file = pymupdf.open()
    for number in range(1, pages + 1):
        # All of a page is written at once: each writing by itself looks through what the page holds already.
        page = file.new_page()
        sheet = page.new_shape()
        sheet.insert_text((60, 40), "Saltmarsh District Council", fontsize=9)
        sheet.insert_text((290, 815), str(number), fontsize=9)
        y = 80.0
        if table_every and number % table_every == 0:
            y = _draw_table(sheet, table(chance), y)
        while y < 770:
            for line in _wrapped(paragraphs(chance, 1)[0]):
                sheet.insert_text((60, y), line, fontsize=10)
                y += 13
            y += 10
        sheet.commit()
    return bytes(file.tobytes(deflate=True))


def _draw_table(sheet: pymupdf.Shape, rows: list[list[str]], top: float) -> float:
    edges = (60, 200, 280, 360, 440, 520)
    for number, row in enumerate([*rows, None]):
        y = top + 18 * number
        _rule(sheet, (edges[0], y), (edges[-1], y))
        for x, words in zip(edges, row or (), strict=False):
            sheet.insert_text((x + 4, y + 13), words, fontsize=9)
    for x in edges:
        _rule(sheet, (x, top), (x, top + 18 * len(rows)))
    return top + 18 * len(rows) + 26


def _rule(sheet: pymupdf.Shape, start: tuple[float, float], end: tuple[float, float]) -> None:
    sheet.draw_line(start, end)
    sheet.finish(color=(0,), closePath=False)


def _wrapped(words: str) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def word_file(chance: random.Random, pages: int) -> bytes:
    file = docx.Document()
    file.add_heading("Saltmarsh District Council", 1)
    for _ in range(pages):
        for words in paragraphs(chance, 12):
            file.add_paragraph(words)
        rows = table(chance)
        grid = file.add_table(len(rows), len(rows[0]))
        for row, cells in zip(rows, grid.rows, strict=True):
            for held, cell in zip(row, cells.cells, strict=True):
                cell.text = held
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def web_page(chance: random.Random, pages: int) -> bytes:
    parts = ["<html><head><title>Minutes</title></head><body><nav>Home</nav><main><h1>Saltmarsh District Council</h1>"]
    for _ in range(pages):
        parts.extend(f"<p>{words}</p>" for words in paragraphs(chance, 12))
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table(chance))
        parts.append(f"<table>{rows}</table>")
    return ("".join(parts) + "</main></body></html>").encode()


def text(chance: random.Random, pages: int) -> bytes:
    sheets = ("\n\n".join(paragraphs(chance, 14)) for _ in range(pages))
    return ("Saltmarsh District Council\n\nCabinet, 4 May 2031\n\n" + "\f".join(sheets)).encode()


SHAPES: dict[str, tuple[str, Callable[[random.Random, int], bytes]]] = {
    "PDF, text only": (".pdf", lambda chance, pages: pdf(chance, pages, 0)),
    "PDF, a table on one page in five": (".pdf", lambda chance, pages: pdf(chance, pages, 5)),
    "PDF, a table on each page": (".pdf", lambda chance, pages: pdf(chance, pages, 1)),
    "Word": (".docx", word_file),
    "web page": (".html", web_page),
    "plain text": (".txt", text),
}


def make_papers(folder: Path, shape: str, *, papers: int, pages: int, seed: int = 1) -> list[Path]:
    """Write ``papers`` papers of about ``pages`` pages each; the same seed gives the same words."""
    return [make_paper(folder, shape, number, pages=pages, seed=seed) for number in range(papers)]


def make_paper(folder: Path, shape: str, number: int, *, pages: int, seed: int = 1) -> Path:
    """Write one paper; its words are of its shape, number and seed alone."""
    ending, make = SHAPES[shape]
    path = folder / f"{shape.replace(' ', '-').replace(',', '')}-{number:04d}{ending}"
    path.write_bytes(make(random.Random(f"{seed}-{shape}-{number}"), pages))
    return path
