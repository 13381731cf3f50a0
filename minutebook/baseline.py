"""What extraction got right at the last accepted state, so that a change that loses a fact is seen at once."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import MinutebookError


class BaselineError(MinutebookError):
    code = "baseline"
    exit_code = 2
    remedy = (
        "Write the baseline anew with `minutebook evaluate ... --write-baseline FILE` and commit it with the change."
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Facts and attributes right now but not before (gains), and the other way round (losses)."""

    gains: tuple[str, ...]
    losses: tuple[str, ...]


def compare(before: frozenset[str], now: frozenset[str]) -> Comparison:
    """What is right now and was not, and what was and is not."""
    return Comparison(tuple(sorted(now - before)), tuple(sorted(before - now)))


def write_baseline(path: Path, hits: frozenset[str]) -> None:
    """Write ``hits`` ("paper:list:index" or "paper:list:index:attribute") with runs of indices folded."""
    folded: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for hit in hits:
        paper, list_name, index, *attribute = hit.split(":")
        if list_name == "document":
            folded[paper].setdefault(f"document:{index}", [])
        else:
            folded[paper][":".join([list_name, *attribute])].append(int(index))
    data = {
        paper: {name: _fold_runs(sorted(indices)) for name, indices in sorted(lists.items())}
        for paper, lists in sorted(folded.items())
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def read_baseline(path: Path) -> frozenset[str]:
    """The hits that ``write_baseline`` wrote; ``BaselineError`` where the file is no such thing."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(
            hit for paper, lists in data.items() for name, runs in lists.items() for hit in _hits(paper, name, runs)
        )
    except (OSError, ValueError, AttributeError) as error:
        raise BaselineError(f"{path} is no baseline: {error}") from error


def _hits(paper: str, name: str, runs: str) -> list[str]:
    list_name, *attribute = name.split(":")
    if list_name == "document":
        return [f"{paper}:{name}"]
    return [":".join([paper, list_name, str(index), *attribute]) for index in _unfold_runs(runs)]


def _fold_runs(indices: list[int]) -> str:
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _unfold_runs(text: str) -> list[int]:
    indices: list[int] = []
    for run in filter(None, text.split(",")):
        first, _, last = run.partition("-")
        indices.extend(range(int(first), int(last or first) + 1))
    return indices
