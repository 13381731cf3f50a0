"""docs/accuracy.md: how good extraction is, per list and per kind of paper, with what it misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.evaluate import Evaluation
from minutebook.scores import Scores, add_up


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """One set of annotated papers: what it is, and how it was read."""

    title: str
    about: str
    evaluation: Evaluation
    kinds: dict[str, str]
    """Paper (name of its gold file) to kind of document, as annotated."""
    show_misses: bool
    """Whether the words of what was missed may be printed: not for papers that stay outside the project."""


def report(sets: Sequence[MeasuredSet], *, intro: str) -> str:
    """The whole page as Markdown."""
    parts = ["# How accurate it is\n", intro]
    for measured in sets:
        parts.append(f"## {measured.title}\n\n{measured.about}\n")
        parts.append(list_table(measured.evaluation.total))
        parts.append(_by_kind(measured))
        parts.append(_misses(measured))
    return "\n".join(parts).rstrip() + "\n"


def list_table(scores: Scores) -> str:
    """One row for each list: counts, precision, recall, F1, and the attributes over the pairs."""
    shares: dict[str, list[str]] = {}
    for attribute in scores.attributes:
        if attribute.of:
            shares.setdefault(attribute.list_name, []).append(f"{attribute.name} {attribute.share:.2f}")
    lines = [
        "| list | annotated | found | right | precision | recall | F1 | of the right ones, share with |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for score in scores.lists:
        lines.append(
            f"| {score.name} | {score.gold} | {score.found} | {score.paired} | {score.precision:.2f} "
            f"| {score.recall:.2f} | {score.f1:.2f} | {' · '.join(shares.get(score.name, []))} |"
        )
    for attribute in scores.attributes:
        if attribute.list_name == "document":
            lines.append(f"| document fields | {attribute.of} | | {attribute.right} | | | {attribute.share:.2f} | |")
    return "\n".join(lines) + "\n"


def _by_kind(measured: MeasuredSet) -> str:
    names = ["decisions", "resolutions", "call_ins", "dates", "figures", "commitments", "citations"]
    lines = [f"| kind of paper | papers | {' | '.join(names)} |", f"|---|--:|{'--:|' * len(names)}"]
    kinds = sorted(set(measured.kinds.values()))
    for kind in kinds:
        papers = [scores for name, scores in measured.evaluation.documents if measured.kinds[name] == kind]
        by_name = {score.name: score for score in add_up(papers).lists}
        cells = [
            f"{by_name[name].f1:.2f}" if name in by_name and by_name[name].gold + by_name[name].found else "–"
            for name in names
        ]
        lines.append(f"| {kind} | {len(papers)} | {' | '.join(cells)} |")
    return "F1 by kind of paper (– where there is none to find and none was found):\n\n" + "\n".join(lines) + "\n"


def _misses(measured: MeasuredSet) -> str:
    misses = measured.evaluation.total.misses
    counts = Counter((miss.list_name, miss.what) for miss in misses)
    lines = [
        f"- {name}: " + ", ".join(f"{n} {what}" for what, n in sorted(kinds.items()))
        for name, kinds in _grouped(counts)
    ]
    text = "Known misses:\n\n" + ("\n".join(lines) or "- none") + "\n"
    if measured.show_misses and misses:
        rows = [
            f"| {miss.list_name} | {miss.what} | {_cell(miss.text)} | {_cell(miss.detail)} |"
            for miss in misses
            if miss.list_name not in ("people", "sections")
        ]
        text += "\n| list | | words | |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    return text


def _grouped(counts: Counter[tuple[str, str]]) -> list[tuple[str, dict[str, int]]]:
    grouped: dict[str, dict[str, int]] = {}
    for (name, what), count in counts.items():
        grouped.setdefault(name, {})[what] = count
    return sorted(grouped.items())


def _cell(text: str) -> str:
    return text[:120].replace("|", "\\|").replace("\n", " ")
