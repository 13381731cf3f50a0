"""Does the time of understanding grow with a paper's length, and no faster? `python -m benchmarks.linear_understanding`

Each unit is repeated to a short paper and to one four times as long, and both are timed in the same run: four times the
length may take about four times as long, not sixteen. A paper of ordinary sentences, some hundred pages long, is timed
in the same way. Ends with 1 where one of them takes longer than that.

With `--characters 1000000` it does another thing: the texts of `corpus/` and of the invented papers are joined and
repeated to one paper of that length, and it tells the processor seconds of reading and of understanding it, and the
memory. The limit `text_characters` in `ingest/limits.py` comes from it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from extractors.extract import extract
from ingest.limits import Limits
from ingest.reading import read_bytes

SHORT, TIMES, WORST_RATIO = 1200, 4, 6.0
OPENING = "Saltmarsh District Council\n\nCabinet, 4 May 2031\n\nRESOLVED that the dues be raised.\n\n"
UNITS = ("a", "a ", "1", "1,", "(", ". ", "Councillor A ", "\n", "Aa and ", "1 ", "£1 ", "2.1 ")
"""A row of bare numbers is the dearest: each is a figure, and up to a thousand characters around it are read. The short
paper is longer than that, so that what is measured is growth and not the filling of that window."""

SENTENCES = "The Committee considered a report on 31/00093 at a cost of £3.2m. It was agreed by Cllr. J. Brown.\n\n"
SENTENCES_SHORT = 250
"""A figure, a reference and a decision on each line: what an ordinary paper is made of."""


def seconds(words: str) -> float:
    document = read_bytes((OPENING + words).encode(), "hostile.txt")
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        extract(document)
        best = min(best, time.process_time() - began)
    return best


def tell_of_one_paper(characters: int) -> None:
    """Print what one paper of so many characters of real and invented papers takes."""
    root = Path(__file__).parents[1]
    papers = (*sorted(root.glob("corpus/*.txt")), *sorted(root.glob("tests/strangers/papers/*.txt")))
    words = "\n\n".join(path.read_text(encoding="utf-8") for path in papers)
    data = (f"{words}\n\n" * (characters // len(words) + 1))[:characters].encode()
    began = time.process_time()
    document = read_bytes(data, "long.txt", limits=Limits(text_characters=characters))
    read = time.process_time()
    extract(document)
    done = time.process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{characters} characters: {read - began:.1f} s to read, {done - read:.1f} s to understand, {most} MB at most"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, help="one paper of this length instead")
    given = parser.parse_args()
    seconds("warm")
    if given.characters:
        tell_of_one_paper(given.characters)
        return 0
    faults = sum(_grows_too_fast(repr(unit), unit * (SHORT // len(unit))) for unit in UNITS)
    faults += _grows_too_fast("sentences", SENTENCES * SENTENCES_SHORT)
    return 1 if faults else 0


def _grows_too_fast(name: str, words: str) -> bool:
    part, whole = seconds(words), seconds(words * TIMES)
    ratio = whole / part
    print(f"{name:<20}{part * 1e3:>8.0f} ms{whole * 1e3:>8.0f} ms   {ratio:>5.1f} times")
    return ratio > WORST_RATIO


if __name__ == "__main__":
    sys.exit(main())
