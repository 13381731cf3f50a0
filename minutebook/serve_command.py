"""`minutebook serve`: the public site on this machine."""

from __future__ import annotations

import socket
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import click

from db.connection import open_reading
from db.overview import counts
from ingest.errors import MinutebookError
from minutebook.settings import DEFAULT_PORT, ArchiveFolder, archive_option
from minutebook.stats_command import in_one_line


class PortTaken(MinutebookError):
    code = "port_taken"
    remedy = "Stop what uses it, or choose another with --port."


class McpMissing(MinutebookError):
    code = "mcp_missing"
    remedy = "Install it with: pip install 'minutebook[mcp]'"


@click.command("serve")
@archive_option
@click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="The folder of the site behind a proxy.")
@click.option("--name", default="Minutebook", show_default=True, help="The name on top of every page.")
@click.option("--allow-sql", is_flag=True, help="Let visitors type SQL. Off unless you say so.")
@click.option("--mcp", is_flag=True, help="Answer programs that speak MCP at /-/mcp (needs the mcp extra).")
def serve_command(folder: Path, port: int, host: str, base_url: str, name: str, allow_sql: bool, mcp: bool) -> None:
    """Serve what was published, until it is stopped with Ctrl+C."""
    from archive.server import run

    archive = ArchiveFolder(folder).published()
    check_port(host, port)
    if mcp and find_spec("datasette_mcp") is None:
        raise McpMissing("datasette-mcp is not installed")
    with closing(open_reading(archive.public_database, immutable=True)) as conn:
        found = in_one_line(counts(conn))
    click.echo(f"http://{host}:{port}{base_url if base_url.startswith('/') else '/' + base_url}")
    click.echo(f"Serving {found}. Stop with Ctrl+C.", err=True)
    run(archive.public_database, host=host, port=port, allow_sql=allow_sql, base_url=base_url, name=name, mcp=mcp)


def check_port(host: str, port: int) -> None:
    """Say so plainly before the server starts; afterwards it would be a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"cannot listen on {host}:{port}: {error.strerror}") from error
