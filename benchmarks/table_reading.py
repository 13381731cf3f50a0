"""Tables of PDFs: our grid of the drawn lines beside PyMuPDF's `find_tables`: time a page, and rows that one lacks.

    python -m benchmarks.table_reading [--show] [FOLDER ...]

Without a folder: the corpus, the invented papers, and `../shared/corpus` where it is there. Looked at are the pages on
which either finds a table. A row counts as held where the other's rows on that page, those that are mostly made of its
words, hold four in five of them. ``--show`` prints each row that is not held, for a person to judge: a row that was
lost, or words that are no table. Times are of this process alone; ours are of all that is done with a page once its
words are known, running text included, so that they bound the cost of its tables.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from ingest import pdf_reader
from ingest.document import Document
from ingest.errors import UnreadableFile
from ingest.limits import Limits
from ingest.reading import read_file

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "corpus", ROOT / "tests" / "strangers" / "papers", ROOT.parent / "shared" / "corpus")
HELD = 0.8
"""Share of a row's words that the other has to hold."""
_MOSTLY = 0.6
"""Share of its own words that a row must have in common with another to be taken for a part of it."""
_WORD = re.compile(r"[^\W_]+")

Row = Counter[str]


@dataclass(slots=True)
class Sums:
    """Over all pages with a table."""

    pages: int = 0
    ours_seconds: float = 0.0
    theirs_seconds: float = 0.0
    our_rows: int = 0
    their_rows: int = 0
    not_ours: list[str] = field(default_factory=list)
    """Rows of `find_tables` that we do not hold, with file and page."""
    not_theirs: list[str] = field(default_factory=list)


class _Clock:
    """Adds up the processor time of a function by the number of the page that it was called for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def timed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            began = time.process_time()
            made = work(*given)
            self.seconds.append(time.process_time() - began)
            return made

        return run


def our_rows(document: Document) -> dict[int, list[Row]]:
    """Of each page, the words of each row of its tables, forms too."""
    rows: dict[tuple[int, int, int], Row] = defaultdict(Counter)
    for table in document.tables:
        for cell in table.cells:
            places = ((cell.start, cell.end), *cell.wrapped)
            rows[cell.page, table.number, cell.row].update(_words(*(document.text[a:b] for a, b in places)))
    found: dict[int, list[Row]] = defaultdict(list)
    for (page, _, _), words in rows.items():
        found[page].append(words)
    return found


def library_rows(page: pymupdf.Page) -> tuple[list[Row], float]:
    """The rows of `find_tables`, and its processor seconds."""
    began = time.process_time()
    tables = [table.extract() for table in page.find_tables().tables]
    seconds = time.process_time() - began
    rows = (_words(*(cell or "" for cell in row)) for table in tables for row in table)
    return [row for row in rows if row], seconds


def _words(*texts: str) -> Row:
    return Counter(word for text in texts for word in _WORD.findall(text.lower()))


def lacking(rows: Sequence[Row], held: Sequence[Row]) -> Iterator[Row]:
    """The rows of one side that the other's rows do not hold."""
    for row in rows:
        covered: Row = Counter()
        for other in held:
            common = other & row
            if common.total() >= _MOSTLY * other.total() or common.total() >= HELD * row.total():
                covered |= common if common.total() >= HELD * row.total() else covered + common
        if (covered & row).total() < HELD * row.total():
            yield row


def compare(path: Path, sums: Sums) -> None:
    clocks = _Clock(), _Clock()
    kept = pdf_reader.look_for_lines, pdf_reader.read_page
    pdf_reader.look_for_lines = clocks[0].timed(kept[0])
    pdf_reader.read_page = clocks[1].timed(kept[1])
    try:
        document = read_file(path, limits=Limits(ocr_pages=0))
    finally:
        pdf_reader.look_for_lines, pdf_reader.read_page = kept
    a_page = sum(sum(clock.seconds) for clock in clocks) / max(1, len(document.pages))
    ours = our_rows(document)
    with pymupdf.open(path) as file:
        for number, page in enumerate(file, 1):
            theirs, seconds = library_rows(page)
            mine = [row for row in ours.get(number, []) if row]
            if not theirs and not mine:
                continue
            sums.pages += 1
            sums.ours_seconds += a_page
            sums.theirs_seconds += seconds
            sums.our_rows += len(mine)
            sums.their_rows += len(theirs)
            where = f"{path.name} page {number}"
            sums.not_ours += [f"{where}: {' '.join(row.elements())}" for row in lacking(theirs, mine)]
            sums.not_theirs += [f"{where}: {' '.join(row.elements())}" for row in lacking(mine, theirs)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--show", action="store_true", help="print each row that one has and the other lacks")
    given = parser.parse_args(arguments)
    sums = Sums()
    papers = [path for folder in given.folders if folder.is_dir() for path in sorted(folder.glob("*.pdf"))]
    for path in papers:
        try:
            compare(path, sums)
        except UnreadableFile as error:
            print(f"left out: {error.message}", file=sys.stderr)
    if given.show:
        print(*(f"not ours: {told}" for told in sums.not_ours), sep="\n")
        print(*(f"not theirs: {told}" for told in sums.not_theirs), sep="\n")
    pages = max(1, sums.pages)
    print(f"{sums.pages} pages with tables of {len(papers)} papers")
    print("| | ms a page | rows | rows that the other lacks |")
    print("|---|---|---|---|")
    print(f"| Minutebook | {sums.ours_seconds / pages * 1e3:.1f} | {sums.our_rows} | {len(sums.not_theirs)} |")
    print(f"| find_tables | {sums.theirs_seconds / pages * 1e3:.1f} | {sums.their_rows} | {len(sums.not_ours)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
