"""``minutebook evaluate``: how well the extractors read papers that a person has annotated."""

from __future__ import annotations

import json
from pathlib import Path

import click

from minutebook.baseline import compare, read_baseline, write_baseline
from minutebook.evaluate import Evaluation, evaluate
from minutebook.scores import Scores


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--documents",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds the annotated papers.",
)
@click.option("--show", "shown", multiple=True, metavar="LIST", help="List each miss of this list ('all' for every).")
@click.option("--each", is_flag=True, help="Print a table for every paper too.")
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="List gains and losses against this file; a loss ends with exit code 1.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write down what is right now, for later comparison.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
def evaluate_command(
    gold: Path,
    documents: Path,
    shown: tuple[str, ...],
    each: bool,
    baseline: Path | None,
    new_baseline: Path | None,
    as_json: bool,
) -> None:
    """Compare what is extracted with the annotations in the folder GOLD."""
    evaluation = evaluate(gold, documents)
    if as_json:
        click.echo(json.dumps(evaluation_to_json(evaluation), indent=2))
    else:
        _print_tables(evaluation, shown, each=each)
    if new_baseline is not None:
        write_baseline(new_baseline, evaluation.total.hits)
    if baseline is not None:
        comparison = compare(read_baseline(baseline), evaluation.total.hits)
        for sign, hits in (("+", comparison.gains), ("-", comparison.losses)):
            for hit in hits:
                click.echo(f"{sign} {hit}", err=as_json)
        if comparison.losses:
            raise click.exceptions.Exit(1)


def _print_tables(evaluation: Evaluation, shown: tuple[str, ...], *, each: bool) -> None:
    if each:
        for name, scores in evaluation.documents:
            click.echo(f"\n{name}")
            click.echo(score_table(scores))
        click.echo("\nall papers")
    click.echo(score_table(evaluation.total))
    for line in miss_lines(evaluation.total, shown):
        click.echo(line)


def score_table(scores: Scores) -> str:
    """The scores as a table for people."""
    shares: dict[str, list[str]] = {attribute.list_name: [] for attribute in scores.attributes}
    for attribute in scores.attributes:
        if attribute.of:
            shares[attribute.list_name].append(f"{attribute.name} {attribute.share:.3f}")
    lines = [f"{'list':<14}{'gold':>6}{'found':>7}{'right':>7}{'prec':>8}{'recall':>8}{'F1':>8}   over the pairs"]
    for score in scores.lists:
        counts = f"{score.name:<14}{score.gold:>6}{score.found:>7}{score.paired:>7}"
        rates = f"{score.precision:>8.3f}{score.recall:>8.3f}{score.f1:>8.3f}"
        lines.append(f"{counts}{rates}   {' · '.join(shares.get(score.name, []))}".rstrip())
    lines.extend(
        f"{'document':<14}{a.of:>6}{'':>7}{a.right:>7}{'':>16}{a.share:>8.3f}"
        for a in scores.attributes
        if a.list_name == "document"
    )
    return "\n".join(lines)


def miss_lines(scores: Scores, shown: tuple[str, ...]) -> list[str]:
    """One line for each miss of the lists asked for."""
    wanted = [miss for miss in scores.misses if miss.list_name in shown or "all" in shown]
    return [
        f"{miss.document[:28]:<28} p{miss.page:<3} {miss.list_name:<11} {miss.what:<6} {miss.text[:150]}"
        + (f"  |  {miss.detail[:200]}" if miss.detail else "")
        for miss in wanted
    ]


def evaluation_to_json(evaluation: Evaluation) -> dict[str, object]:
    """The scores for programs: per paper and in all."""

    def scores_to_json(scores: Scores) -> dict[str, object]:
        return {
            "lists": {
                score.name: {
                    "gold": score.gold,
                    "found": score.found,
                    "paired": score.paired,
                    "precision": round(score.precision, 4),
                    "recall": round(score.recall, 4),
                    "f1": round(score.f1, 4),
                }
                for score in scores.lists
            },
            "attributes": {
                f"{a.list_name}.{a.name}": {"right": a.right, "of": a.of, "share": round(a.share, 4)}
                for a in scores.attributes
            },
        }

    return {
        "documents": {name: scores_to_json(scores) for name, scores in evaluation.documents},
        "total": scores_to_json(evaluation.total),
    }
