"""`minutebook review`: the clerk's desk in the browser, on this machine alone."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from minutebook.desk.session import IDLE_SECONDS, Session
from minutebook.serve_command import check_port
from minutebook.settings import ArchiveFolder, archive_option, who_option

DEFAULT_DESK_PORT = 8002


@click.command("review")
@archive_option
@who_option
@click.option(
    "--port", type=click.IntRange(1, 65535), default=DEFAULT_DESK_PORT, show_default=True, help="The port of the desk."
)
@click.option(
    "--idle",
    type=click.FloatRange(1, 24 * 60),
    default=IDLE_SECONDS / 60,
    show_default=True,
    metavar="MINUTES",
    help="The desk closes when nothing is asked of it for so long.",
)
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only print the address.")
def review_command(folder: Path, who: str, port: int, idle: float, browser: bool) -> None:
    """Check, correct and publish papers in the browser. Nobody but you reaches the desk.

    The address that is printed opens it once; keep the window. When you leave the desk, or it was idle, the window
    shows a new address.
    """
    import uvicorn

    from archive import patience
    from minutebook.desk.server import build_desk

    check_port("127.0.0.1", port)
    site = f"http://127.0.0.1:{port}"
    desk = build_desk(
        ArchiveFolder(folder),
        who,
        Session(
            idle_seconds=idle * 60,
            announce=lambda path: click.echo(f"The desk is closed. To open it again: {site}{path}"),
        ),
    )
    address = site + desk.session.opening_path
    click.echo(address)
    click.echo(f"The desk of {who}. Open the address above; it works once. Stop with Ctrl+C.", err=True)
    if browser:
        webbrowser.open(address)
    uvicorn.run(desk.app, host="127.0.0.1", port=port, **patience.options())
