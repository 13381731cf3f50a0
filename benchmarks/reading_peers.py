"""What others need to read the same PDFs, and what they give: milliseconds a page, words kept, table rows kept.

    python -m venv peers && peers/bin/pip install pdfplumber pypdf pdfminer.six pypdfium2 'markitdown[pdf]' kreuzberg \\
        extractous unstructured
    python -m benchmarks.reading_peers --python peers/bin/python

The papers are made from a seed, so the words and the rows of their tables are known. Each tool runs in a process of
its own, is imported and tried on one paper before the clock starts, and reads the papers one after the other. A row is
kept where one line of the tool's text holds all its cells in order. Tools that cannot be imported are named with the
reason and left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks import paper_maker

READERS = {
    "PyMuPDF, plain text (the floor)": """
import pymupdf
def read(path):
    with pymupdf.open(path) as file: return "\\n".join(page.get_text() for page in file)""",
    "Minutebook, reading": """
from pathlib import Path
from ingest.reading import read_file
def read(path): return read_file(Path(path)).text""",
    "pypdfium2": """
import pypdfium2
def read(path):
    file = pypdfium2.PdfDocument(path)
    return "\\n".join(page.get_textpage().get_text_bounded() for page in file)""",
    "pypdf": """
import pypdf
def read(path): return "\\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)""",
    "pdfminer.six": """
from pdfminer.high_level import extract_text
def read(path): return extract_text(path)""",
    "pdfplumber, text and tables": """
import pdfplumber
def read(path):
    parts = []
    with pdfplumber.open(path) as file:
        for page in file.pages:
            parts.append(page.extract_text())
            for table in page.extract_tables():
                parts += ["\\t".join(cell or "" for cell in row) for row in table]
    return "\\n".join(parts)""",
    "markitdown": """
from markitdown import MarkItDown
maker = MarkItDown()
def read(path): return maker.convert(path).text_content""",
    "kreuzberg": """
from kreuzberg import extract_file_sync
def read(path): return extract_file_sync(path).content""",
    "extractous": """
from extractous import Extractor
maker = Extractor()
def read(path): return maker.extract_file_to_string(path)[0]""",
    "unstructured, fast": """
from unstructured.partition.pdf import partition_pdf
def read(path): return "\\n".join(str(part) for part in partition_pdf(path, strategy="fast"))""",
}
"""Tool to the code that defines ``read(path)``, as its own documentation shows it."""

_RUN = """
import json, os, sys, time
read(sys.argv[1])
texts, began, worked = [], time.perf_counter(), os.times()
for path in sys.argv[1:]: texts.append(read(path))
after = os.times()
found = {"texts": texts, "seconds": time.perf_counter() - began, "processor": sum(after[:4]) - sum(worked[:4])}
print("\\n" + json.dumps(found))
"""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Paper:
    path: Path
    words: Counter[str]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """``words`` and ``rows`` are shares of what was printed; times are milliseconds a page."""

    tool: str
    clock: float
    processor: float
    words: float
    rows: float


def make(folder: Path, papers: int, pages: int) -> list[Paper]:
    """PDFs with a ruled table on every second page, and what was printed in them."""
    import pymupdf

    made = []
    original = paper_maker.table
    for number in range(papers):
        rows: list[tuple[str, ...]] = []

        def noted(chance: Random, rows: list[tuple[str, ...]] = rows) -> list[list[str]]:
            table = original(chance)
            rows.extend(tuple(row) for row in table)
            return table

        paper_maker.table = noted
        try:
            content = paper_maker.pdf(Random(f"peers-{number}"), pages, 2)
        finally:
            paper_maker.table = original
        path = folder / f"paper-{number}.pdf"
        path.write_bytes(content)
        with pymupdf.open(path) as file:
            words = Counter(word for page in file for word in _WORD.findall(page.get_text()))
        made.append(Paper(path, words, tuple(rows)))
    return made


def measure(python: Path, tool: str, papers: list[Paper], pages: int, timeout: float) -> Result | str:
    """The tool's result, or why there is none."""
    own = tool.startswith(("PyMuPDF", "Minutebook"))
    command = [sys.executable if own else str(python), "-c", READERS[tool] + _RUN]
    command += [str(paper.path) for paper in papers]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return f"took longer than {timeout:g} seconds"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no reason given"])[-1][:160]
    found = json.loads(done.stdout.strip().splitlines()[-1])
    printed = sum(sum(paper.words.values()) for paper in papers)
    kept = sum(sum((paper.words & Counter(_WORD.findall(text))).values()) for paper, text in _with(papers, found))
    of_rows = [one for paper, text in _with(papers, found) for one in _rows_kept(paper, text)]
    every = len(papers) * pages
    return Result(
        tool,
        found["seconds"] * 1000 / every,
        found["processor"] * 1000 / every,
        kept / printed,
        sum(of_rows) / len(of_rows),
    )


def _with(papers: list[Paper], found: dict[str, list[str]]) -> Iterator[tuple[Paper, str]]:
    return zip(papers, found["texts"], strict=True)


def _rows_kept(paper: Paper, text: str) -> list[bool]:
    lines = [" ".join(line.replace("|", " ").split()) for line in text.splitlines()]
    together = "\n".join(f" {line} " for line in lines)
    return [f" {' '.join(row)} " in together for row in paper.rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="an interpreter that has the peers")
    parser.add_argument("--papers", type=int, default=4)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one tool")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        papers = make(Path(folder), options.papers, options.pages)
        print("| tool | ms a page | processor ms a page | times the floor | words kept | table rows kept |")
        print("|---|---|---|---|---|---|")
        floor = 0.0
        left_out = []
        for tool in READERS:
            one = measure(options.python, tool, papers, options.pages, options.timeout)
            if isinstance(one, str):
                left_out.append((tool, one))
                continue
            floor = floor or one.processor
            print(
                f"| {tool} | {one.clock:.1f} | {one.processor:.1f} | {one.processor / floor:.1f}"
                f" | {one.words:.1%} | {one.rows:.1%} |",
                flush=True,
            )
    for tool, why in left_out:
        print(f"\nLeft out: {tool}: {why}")


if __name__ == "__main__":
    main()
