"""`minutebook extract`: the facts of papers on standard output; nothing is stored."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from extractors.records import SCHEMA, Record, record_to_json
from minutebook.work import FileFailed, read_one

LISTS = (
    *("people", "sections", "decisions", "resolutions", "call_ins", "dates", "figures"),
    *("commitments", "citations", "findings"),
)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, each on a line of its own.")
@click.pass_context
def extract(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Print the facts of FILES in the order given. Nothing is stored."""
    failed = False
    for path in files:
        result = read_one(path)
        if isinstance(result, FileFailed):
            failed = True
            click.echo(f"{path}: {result.message}. {result.remedy}", err=True)
            if result.details and ctx.find_root().params.get("verbose"):
                click.echo(result.details, err=True)
            if as_json:
                click.echo(json.dumps(error_object(path, result), ensure_ascii=False))
        elif as_json:
            click.echo(json.dumps(record_to_json(result.record), ensure_ascii=False))
        else:
            click.echo(readable(result.record))
    if failed:
        ctx.exit(4)


def error_object(path: Path, failure: FileFailed) -> dict[str, Any]:
    """The contract's object in place of a file that cannot be read. The sha256 is null where no byte can be."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        sha256 = None
    return {
        "schema": SCHEMA,
        "document": {"filename": path.name, "sha256": sha256},
        "error": {"code": failure.code, "message": failure.message, "remedy": failure.remedy},
    }


def readable(record: Record) -> str:
    """A few lines for a person: what the paper is, its clauses, its call-ins, and how much else was found."""
    facts = record.document
    lines = [
        f"{facts.filename}  ({facts.kind}, {facts.pages} {'page' if facts.pages == 1 else 'pages'})",
        *(f"  {name}: {value}" for name in _SHOWN if (value := getattr(facts, name)) is not None),
    ]
    for clause in record.resolutions:
        lines.append(
            f"  resolution {clause.number or '-'} [{clause.status}: {', '.join(clause.effects)}] {clause.text}"
        )
    for call_in in record.call_ins:
        when = call_in.deadline or call_in.effective_from or ""
        lines.append(f"  call-in {call_in.status} {when}".rstrip() + (f': "{call_in.quote}"' if call_in.quote else ""))
    for finding in record.findings:
        lines.append(f"  finding {finding.rule} (page {finding.page}): {finding.message}")
    counts = [f"{name.replace('_', '-')} {len(getattr(record, name))}" for name in LISTS if getattr(record, name)]
    lines.append("  found: " + (", ".join(counts) or "nothing"))
    return "\n".join(lines)


_SHOWN = ("council", "body", "title", "meeting_date", "signed_date", "published_date", "decision_maker", "reference")
