"""`minutebook stats`: how much the archive holds."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import groupby
from pathlib import Path

import click

from db.connection import open_reading
from db.content_hash import content_hash
from db.overview import Count, counts, facts_that_need_a_check, splits
from minutebook.settings import ArchiveFolder, archive_option, json_option

STATS_SCHEMA = "minutebook-stats/1"


@click.command("stats")
@archive_option
@json_option
@click.option("--hash", "as_hash", is_flag=True, help="Only a hash over all content: equal archives give equal hashes.")
def stats_command(folder: Path, as_json: bool, as_hash: bool) -> None:
    """Say how much the archive holds."""
    with closing(open_reading(ArchiveFolder(folder).needed().working)) as conn:
        if as_hash:
            click.echo(content_hash(conn))
            return
        whole, split, to_check = counts(conn), splits(conn), facts_that_need_a_check(conn)
    if as_json:
        parts = {what: {c.value: c.count for c in group} for what, group in groupby(split, key=lambda c: c.what)}
        totals = {count.what: count.count for count in whole}
        click.echo(json.dumps({"schema": STATS_SCHEMA, **totals, "to_check": to_check, **parts}, ensure_ascii=False))
        return
    for count in whole:
        click.echo(f"{count.count:8,}  {count.what.replace('_', '-')}")
    click.echo(f"{to_check:8,}  facts that need a check")
    for what, group in groupby(split, key=lambda c: c.what):
        click.echo(f"\n{what}")
        for count in group:
            click.echo(f"{count.count:8,}  {count.value}")


def in_one_line(whole: tuple[Count, ...]) -> str:
    """What was found, for the line under the address of the site."""
    found = {count.what: count.count for count in whole}
    names = ("documents", "decisions", "resolutions", "call_ins", "figures", "commitments")
    return ", ".join(f"{found[name]:,} {name.replace('_', '-')}" for name in names)
