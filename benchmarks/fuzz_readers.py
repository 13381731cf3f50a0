"""Hostile input: real papers, broken in thousands of ways, given to each reader in the worker processes of the product.

    python -m benchmarks.fuzz_readers --inputs 3000 [--reader PDF] [--whole]

A mutant is known by its reader and number alone (the seed), so that any of them can be made again. Each must end as a
document or as one of our errors: never as a fault of ours ("internal"), a dead worker or a hang. With ``--whole`` each
that is read is also understood and stored (``benchmarks/fuzz_understanding.py``), and what does not hold of its facts
or rows is a fault too ("wrong"). Exit status 1 where there is any.
"""

from __future__ import annotations

import argparse
import copy
import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from ingest.document import Document
from ingest.errors import InternalFault, UnreadableFile
from ingest.limits import Limits
from ingest.reading import read_bytes
from ingest.sniff import FileKind
from minutebook.pool import Task, run_tasks
from minutebook.work import FileFailed, at_the_edge

ROOT = Path(__file__).resolve().parents[1]
PAPERS = (ROOT / "tests" / "strangers" / "papers", ROOT / "corpus", ROOT.parent / "shared" / "corpus")
_ENDINGS = {FileKind.PDF: ".pdf", FileKind.WORD: ".docx", FileKind.HTML: ".html", FileKind.TEXT: ".txt"}
_LIMITS = Limits(ocr_pages=0)
"""Recognition is another program's work and a thousand times slower than reading: left out here."""
_LARGEST = 200_000
"""Bytes: the larger papers would spend the run on a few mutants."""
_FAULTS = ("internal", "crashed", "timed_out", "wrong")
_SLOW = 5.0
"""Seconds from which a mutant is named."""

_NASTY = (
    b"\x00", b"\xff\xfe", b"\xe2\x80\x8b" * 40, b"\xe2\x80\xae", b"\xf0\x9f\x92\xa9", b"\xed\xa0\x80", b"\r\r\n",
    b"\x0c" * 9,
    b"<" * 50, b"</div></p>", b"<table><tr><td>", b"<td colspan=99999 rowspan=99999>", b"<!--", b"]]>", b"&#x110000;",
    b"&lol;", b"-" * 3000, b"1.1.1.1.1", b"((((((((", b"\t" * 200, b" " * 2000, b"99999999999999999999", b"-1", b"0",
    b"endobj", b"stream", b">>", b"<<", b"/Length 1", b"0 0 0 0 re S", b"1e309 1e309 l S", b"nan", b"(", b")Tj",
    b"/Kids [1 0 R]",
    b'w:val="-7"', b'w:val="zz"', b'w:val=""', b"<w:tbl>", b"<w:tc>", b"<w:numId w:val=\"999\"/>", b"xml:space",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the reading of one mutant ended: "read" or the code of an error, and how long it took in seconds."""

    code: str
    seconds: float
    message: str = ""


@cache
def papers_of(kind: FileKind, folders: tuple[Path, ...] = PAPERS) -> tuple[bytes, ...]:
    """The papers that mutants are bred from. PDFs are cut to three pages and their streams laid open, or every change
    would only spoil the compression."""
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    chosen = [path for path in files if path.suffix == _ENDINGS[kind]]
    made = (_laid_open(path.read_bytes()) if kind is FileKind.PDF else path.read_bytes() for path in chosen)
    return tuple(data for data in made if len(data) <= _LARGEST) or tuple(path.read_bytes() for path in chosen[:1])


def _laid_open(data: bytes) -> bytes:
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as file:
        file.select(range(min(3, file.page_count)))
        for page in file:
            for picture in page.get_images():
                page.delete_image(picture[0])
        return bytes(file.tobytes(garbage=4, expand=255))


def mutant(kind: FileKind, number: int) -> bytes:
    """The mutant of that number: always the same bytes from the same papers."""
    chance = random.Random(f"{kind}-{number}")
    papers = papers_of(kind)
    data = chance.choice(papers)
    if kind is FileKind.WORD and chance.random() < 0.85:
        return _inside_the_archive(data, chance)
    return _change(data, chance, chance.choice(papers))


def _inside_the_archive(data: bytes, chance: random.Random) -> bytes:
    """One part of a Word file changed, and the archive closed again: what gets past the checksum."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        parts = old.namelist()
        likely = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
        chosen = chance.choice(likely if chance.random() < 0.7 else parts)
        for name in parts:
            content = old.read(name)
            if name != chosen:
                new.writestr(name, content)
            elif chance.random() < 0.7 and name.endswith(".xml"):
                new.writestr(name, _other_tree(content, chance))
            elif chance.random() < 0.95:
                new.writestr(name, _change(content, chance, content))
    return target.getvalue()


def _other_tree(content: bytes, chance: random.Random) -> bytes:
    """Elements removed, repeated, nested in themselves or given other attributes: still well-formed XML."""
    root = etree.fromstring(content)
    for _ in range(chance.choice((1, 3, 10))):
        element = chance.choice([node for node in root.iter() if isinstance(node.tag, str)])
        parent = element.getparent()
        what = chance.randrange(5)
        if what == 0 and parent is not None:
            parent.remove(element)
        elif what == 1 and parent is not None:
            for _ in range(chance.choice((1, 20))):
                parent.append(copy.deepcopy(element))
        elif what == 2 and parent is not None:
            chance.choice(list(parent)).append(element if element not in parent else copy.deepcopy(element))
        elif what == 3:
            for _ in range(chance.choice((3, 60, 260))):
                element = etree.SubElement(element, element.tag, element.attrib)
        else:
            for name in element.attrib:
                element.set(name, chance.choice(("", "-1", "0", "99999999", "zz", "none", "²", "1.5")))
    return bytes(etree.tostring(root))


def _change(data: bytes, chance: random.Random, other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        chance.choice(_CHANGES)(changed, chance, other)
    return bytes(changed)


def _span(data: bytearray, chance: random.Random) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, start + chance.choice((1, 4, 30, 400, 5000)))


def _flip(data: bytearray, chance: random.Random, _other: bytes) -> None:
    for _ in range(min(len(data), chance.choice((1, 8, 64)))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _insert(data: bytearray, chance: random.Random, _other: bytes) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_NASTY)


def _remove(data: bytearray, chance: random.Random, _other: bytes) -> None:
    del data[_span(data, chance)]


def _repeat(data: bytearray, chance: random.Random, _other: bytes) -> None:
    span = _span(data, chance)
    data[span.start : span.start] = data[span] * chance.choice((1, 3, 40))


def _splice(data: bytearray, chance: random.Random, other: bytes) -> None:
    start = chance.randrange(len(other) + 1)
    data[_span(data, chance)] = other[start : start + chance.choice((50, 2000, 20000))]


def _cut_short(data: bytearray, chance: random.Random, _other: bytes) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _number(data: bytearray, chance: random.Random, _other: bytes) -> None:
    digits = [
        index for index in (chance.randrange(len(data) or 1) for _ in range(200)) if data[index : index + 1].isdigit()
    ]
    for index in digits[:5]:
        data[index : index + 1] = chance.choice((b"-", b"0", b"9999999999", b"1e9", b"."))


_CHANGES: Sequence[Callable[[bytearray, random.Random, bytes], None]] = (
    _flip, _flip, _insert, _insert, _remove, _repeat, _splice, _cut_short, _number,
)  # fmt: skip


def read_mutant(path: Path, _filename: str) -> Outcome | FileFailed:
    """The work of a worker: ``path`` is named after the mutant ("PDF-17") and need not exist."""
    return _at_work(path.name, lambda _: "")


def understand_mutant(path: Path, _filename: str) -> Outcome | FileFailed:
    """As ``read_mutant``, and what is then to hold of its facts and rows is looked at."""
    from benchmarks.fuzz_understanding import faults

    return at_the_edge(path.name, lambda: _at_work(path.name, lambda document: "; ".join(faults(document))[:2000]))


def _at_work(name: str, look: Callable[[Document], str]) -> Outcome:
    kind, number = name.rsplit("-", 1)
    data = mutant(FileKind(kind), int(number))
    began = time.perf_counter()
    code, message = "read", ""
    try:
        message = look(read_bytes(data, f"mutant{_ENDINGS[FileKind(kind)]}", limits=_LIMITS))
        code = "wrong" if message else "read"
    except InternalFault as error:
        code, message = error.code, error.message
    except UnreadableFile as error:
        code = error.code
    return Outcome(code, time.perf_counter() - began, message)


def run(
    kind: FileKind, numbers: Iterable[int], *, workers: int, timeout: float, whole: bool = False
) -> Iterator[tuple[str, Outcome]]:
    """The name of each mutant and how it ended. ``whole``: also understood and stored."""
    work = understand_mutant if whole else read_mutant
    tasks = (Task(f"{kind}-{number}", Path(f"{kind}-{number}"), "mutant") for number in numbers)
    for done in run_tasks(work, tasks, workers=workers, timeout=timeout):
        result = done.result
        yield done.task.key, _failed(result) if isinstance(result, FileFailed) else result


def _failed(result: FileFailed) -> Outcome:
    return Outcome(result.code, 0.0, f"{result.message}\n{result.details}".strip())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--inputs", type=int, default=200, help="mutants for each reader")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument("--reader", choices=[str(kind) for kind in _ENDINGS], action="append")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds for one mutant")
    parser.add_argument("--whole", action="store_true", help="understand and store each mutant too")
    given = parser.parse_args(arguments)
    bad = 0
    print("| reader | mutants | how they ended | slowest |")
    print("|---|---|---|---|")
    for kind in _ENDINGS:
        if given.reader and str(kind) not in given.reader:
            continue
        numbers = range(given.first, given.first + given.inputs)
        ends: Counter[str] = Counter()
        slowest = 0.0
        for name, outcome in run(kind, numbers, workers=given.workers, timeout=given.timeout, whole=given.whole):
            ends[outcome.code] += 1
            slowest = max(slowest, outcome.seconds)
            if outcome.seconds > _SLOW:
                print(f"{name}: {outcome.code} after {outcome.seconds:.1f} s", file=sys.stderr)
            if outcome.code in _FAULTS:
                bad += 1
                print(f"{name}: {outcome.code}: {outcome.message}", file=sys.stderr)
        told = ", ".join(f"{code} {count}" for code, count in ends.most_common())
        print(f"| {kind} | {ends.total()} | {told} | {slowest:.2f} s |", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
