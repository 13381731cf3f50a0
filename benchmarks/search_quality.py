"""How well the search ranks: nDCG@10 over the judged searches of ``tests/search/judged.toml``.

    python -m benchmarks.search_quality             # the report
    python -m benchmarks.search_quality --weights   # other weights of title, clauses, reasons and text

The archive is made anew of the papers that the file names. nDCG is the gain of the first ten results (2 to the power
of the grade, less 1, divided by the logarithm of the place) over the best that was possible; a search that must find
nothing scores 1 where nothing is found and 0 otherwise.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sqlite3
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from db.connection import open_working
from db.search import Hit, Page, Weights, search
from db.store import Origin, store
from extractors.extract import extract
from ingest.reading import read_file

ROOT = Path(__file__).parents[1]
JUDGED = ROOT / "tests" / "search" / "judged.toml"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """``about`` are words of the result's title or snippet, empty where any result of the paper will do."""

    paper: str
    about: str
    grade: int


@dataclass(frozen=True, slots=True)
class JudgedSearch:
    typed: str
    wanted: str
    relevant: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Score:
    typed: str
    ndcg: float
    first: str


def judged() -> tuple[list[Path], list[JudgedSearch]]:
    """The papers and the searches."""
    data = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    papers = [ROOT / "corpus" / name for name in data["corpus"]]
    papers += [ROOT / "tests" / "strangers" / "papers" / name for name in data["strangers"]]
    searches = [
        JudgedSearch(
            one["typed"],
            one["wanted"],
            tuple(Judgement(it["paper"], it["about"], it["grade"]) for it in one["relevant"]),
        )
        for one in data["search"]
    ]
    return papers, searches


def make(path: Path, papers: list[Path]) -> sqlite3.Connection:
    """An archive of ``papers`` at ``path``."""
    conn = open_working(path)
    for paper in papers:
        document = read_file(paper)
        origin = Origin(paper.name)
        store(conn, document, extract(document), origin=origin, software_version="judged", ingested_at="2026-01-01")
    return conn


def grade(hit: Hit, names: dict[str, str], left: list[Judgement]) -> int:
    """The grade of a result; each judgement counts once, so that a paper's second result earns nothing."""
    said = f"{hit.title} {''.join(piece.text for piece in hit.snippet)}".lower().replace("’", "'")
    for one in sorted(left, key=lambda judgement: -judgement.grade):
        if one.paper == names[hit.document_id] and one.about.lower() in said:
            left.remove(one)
            return one.grade
    return 0


def ndcg(grades: list[int], ideal: list[int]) -> float:
    """1 is the best order."""
    best = _gain(sorted(ideal, reverse=True))
    return _gain(grades) / best if best else 1.0


def _gain(grades: list[int]) -> float:
    return sum((2**one - 1) / math.log2(place + 2) for place, one in enumerate(grades[:DEPTH]))


def scores(conn: sqlite3.Connection, searches: list[JudgedSearch], weights: Weights) -> list[Score]:
    """One a search, in the order of the file."""
    names = {row[0]: row[1] for row in conn.execute("SELECT id, filename FROM documents")}
    found = []
    for one in searches:
        results = search(conn, one.typed, page=Page(DEPTH), weights=weights)
        left = list(one.relevant)
        grades = [grade(hit, names, left) for hit in results.hits]
        first = f"{names[results.hits[0].document_id]}: {results.hits[0].title}" if results.hits else "nothing"
        value = ndcg(grades, [it.grade for it in one.relevant]) if one.relevant else float(not results.total)
        found.append(Score(one.typed, value, first))
    return found


def mean(found: list[Score]) -> float:
    return sum(one.ndcg for one in found) / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", action="store_true", help="try other weights")
    options = parser.parse_args()
    papers, searches = judged()
    with tempfile.TemporaryDirectory() as folder:
        conn = make(Path(folder) / "judged.db", papers)
        found = scores(conn, searches, Weights())
        for one in sorted(found, key=lambda score: score.ndcg):
            print(f"{one.ndcg:.3f}  {one.typed}  [{one.first}]")
        print(f"{mean(found):.3f}  nDCG@{DEPTH} over {len(found)} searches of {len(papers)} papers")
        if options.weights:
            for title, clauses, reasons in itertools.product((1, 2, 4, 8, 12), (1, 2, 3, 5, 8), (1, 2)):
                tried = Weights(title, clauses, reasons, 1)
                print(f"{mean(scores(conn, searches, tried)):.4f}  {title} {clauses} {reasons} 1")
        conn.close()


if __name__ == "__main__":
    main()
