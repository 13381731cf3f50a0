"""Does a paper say the same in another form? `python -m benchmarks.other_forms`

The invented papers in PDF, Word and HTML are read and written down again as plain text in the ways of five converters.
Each text is then read as a paper of its own and compared with the annotations of the first. What is lost is what our
reading of plain text does not see; the layout itself (what stands in which column, what is a running head) is no longer
there, so it cannot be none.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ingest.document import Block, BlockKind, Document
from ingest.reading import read_file
from minutebook.evaluate import evaluate
from minutebook.scores import Scores

ROOT = Path(__file__).resolve().parents[1]
STRANGERS = ROOT / "tests" / "strangers"
_WIDTH = 92


def one_line_each(document: Document) -> str:
    """Headings and paragraphs of one line, a blank line between them, tabs between cells."""
    return document.text


def without_blank_lines(document: Document) -> str:
    return re.sub(r"\n\n+", "\n", document.text)


def wrapped(document: Document) -> str:
    """Prose broken at a fixed width; rows of tables left as they are."""
    lines = document.text.split("\n")
    return "\n".join(line if "\t" in line else "\n".join(textwrap.wrap(line, _WIDTH)) for line in lines)


def stars(document: Document) -> str:
    """Headings between pairs of asterisks, and a rule of dashes below the first row of a table."""

    def written(block: Block, words: str) -> str:
        if block.kind is BlockKind.HEADING or block.bold:
            return f"**{' '.join(words.split())}**"
        if block.kind is not BlockKind.TABLE:
            return words
        first, *others = words.split("\n")
        return "\n".join([first, "\t".join(["--"] * (first.count("\t") + 1)), *others])

    return _rewritten(document, written)


def hashes_and_bars(document: Document) -> str:
    """Headings behind number signs, cells between bars."""

    def written(block: Block, words: str) -> str:
        if block.kind is BlockKind.HEADING:
            return f"## {' '.join(words.split())}"
        if block.kind is not BlockKind.TABLE:
            return words
        rows = [line.split("\t") for line in words.split("\n")]
        columns = max(map(len, rows))
        first, *others = (f"| {' | '.join([*row, *[''] * (columns - len(row))])} |" for row in rows)
        return "\n".join([first, f"|{'---|' * columns}", *others])

    return _rewritten(document, written)


FORMS: dict[str, Callable[[Document], str]] = {
    "one line each": one_line_each,
    "no blank lines": without_blank_lines,
    "wrapped": wrapped,
    "asterisks": stars,
    "number signs and bars": hashes_and_bars,
}


def _rewritten(document: Document, written: Callable[[Block, str], str]) -> str:
    parts: list[str] = []
    at = 0
    for block in sorted((block for block in document.blocks if block.start < block.end), key=lambda one: one.start):
        parts += [document.text[at : block.start], written(block, document.text[block.start : block.end])]
        at = block.end
    return "".join([*parts, document.text[at:]])


def laid_out() -> Iterator[tuple[Path, Path]]:
    """The annotations and the file of each invented paper that is no plain text."""
    papers = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in (STRANGERS / "papers").iterdir()}
    for gold in sorted((STRANGERS / "gold").glob("*.json")):
        path = papers[json.loads(gold.read_text(encoding="utf-8"))["document"]["sha256"]]
        if path.suffix != ".txt":
            yield gold, path


def of_one_page(annotated: Any) -> Any:
    """The annotations with every fact on the first page, which is all that a text has."""
    if isinstance(annotated, dict):
        return {name: 1 if name == "page" else of_one_page(value) for name, value in annotated.items()}
    return [of_one_page(value) for value in annotated] if isinstance(annotated, list) else annotated


def measure(form: Callable[[Document], str] | None) -> Scores:
    """How the papers fare in one form; None is the form they came in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("gold", "papers"):
            (folder / part).mkdir()
        for gold, path in laid_out():
            annotated = json.loads(gold.read_text(encoding="utf-8"))
            data, target = path.read_bytes(), path.name
            if form is not None:
                data, target = form(read_file(path)).encode(), f"{path.stem}.txt"
                annotated = of_one_page(annotated) | {"pages_annotated": [1]}
                told = {"sha256": hashlib.sha256(data).hexdigest(), "media_type": "text/plain", "pages": 1}
                annotated["document"] |= told
            (folder / "papers" / target).write_bytes(data)
            (folder / "gold" / gold.name).write_text(json.dumps(annotated), encoding="utf-8")
        return evaluate(folder / "gold", folder / "papers").total


def table() -> str:
    """F1 of each list in each form, as Markdown."""
    scores = [measure(None), *(measure(form) for form in FORMS.values())]
    names = [score.name for score in scores[0].lists]
    lines = [f"| F1 | as they came | {' | '.join(FORMS)} |", f"|---|{'--:|' * len(scores)}"]
    for name in names:
        found = [next(one.f1 for one in score.lists if one.name == name) for score in scores]
        lines.append(f"| {name} | {' | '.join(f'{share:.2f}' for share in found)} |")
    for list_name, name in (("call_ins", "deadline"), ("figures", "period"), ("figures", "kind")):
        shares = [
            next(one.share for one in score.attributes if (one.list_name, one.name) == (list_name, name))
            for score in scores
        ]
        lines.append(f"| {name} of the right {list_name} | {' | '.join(f'{share:.2f}' for share in shares)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table())
    sys.exit(0)
