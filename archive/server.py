"""The archive's site as one Datasette instance, with every setting written down here."""

from __future__ import annotations

import gc
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import described, named_queries
from archive.live_database import publish_into
from archive.reading import open_immutable
from archive.site import DATABASE, PLUGIN

HERE = Path(__file__).parent
CSS_VERSION = hashlib.sha1((HERE / "static" / "archive.css").read_bytes(), usedforsecurity=False).hexdigest()[:8]

ACCURACY = "accuracy.md"
"""Written by ``python -m benchmarks.accuracy``, which keeps the copy in this package equal to docs/accuracy.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What may be chosen. ``name`` stands at the top of every page; ``base_url`` is the folder behind a proxy.

    ``allow_sql`` lets visitors type SQL. It is off: a public archive answers through its pages and named queries.
    """

    allow_sql: bool = False
    base_url: str = "/"
    name: str = "Minutebook"
    mcp: bool = False
    """Answers programs that speak the Model Context Protocol, from the named queries (needs the ``mcp`` extra)."""
    sql_time_limit_ms: int = 1000


def build_datasette(
    public_db: Path,
    *,
    allow_sql: bool = False,
    base_url: str = "/",
    name: str = "Minutebook",
    mcp: bool = False,
) -> Any:
    """The site over ``public_db``, opened immutable. Pictures of pages are looked for in ``pages`` beside it."""
    from datasette.app import Datasette

    options = SiteOptions(allow_sql=allow_sql, base_url=_folder(base_url), name=name, mcp=mcp)
    _register()
    datasette = Datasette(
        files=[],
        cors=True,
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "static"))],
        metadata=_metadata(public_db, options),
        settings=_settings(options),
    )
    publish_into(datasette, str(public_db), DATABASE)
    return datasette


def run(
    public_db: Path,
    *,
    host: str,
    port: int,
    allow_sql: bool = False,
    base_url: str = "/",
    name: str = "Minutebook",
    mcp: bool = False,
) -> None:
    """Serves until interrupted."""
    import uvicorn

    from archive import patience

    datasette = build_datasette(public_db, allow_sql=allow_sql, base_url=base_url, name=name, mcp=mcp)
    app = datasette.app()
    settle()
    uvicorn.run(app, host=host, port=port, workers=1, **patience.options())


def settle() -> None:
    """Keeps what stands now out of every later look for garbage.

    It is modules, templates and settings, 100,000 objects that stay; looking through them held one answer in some fifty
    up for 50 ms. For a process that does nothing but serve.
    """
    gc.collect()
    gc.freeze()


def _register() -> None:
    """Makes the hooks known where the package is run from a checkout and not installed."""
    from datasette.plugins import pm

    import archive.plugin

    if not pm.is_registered(archive.plugin):
        pm.register(archive.plugin, name=PLUGIN)


def _folder(base_url: str) -> str:
    return "/" + base_url.strip("/") + "/" if base_url.strip("/") else "/"


def _settings(options: SiteOptions) -> dict[str, Any]:
    return {
        "default_allow_sql": options.allow_sql,
        "base_url": options.base_url,
        "suggest_facets": False,
        "sql_time_limit_ms": options.sql_time_limit_ms,
        "max_returned_rows": named_queries.AT_ONCE,
        "facet_time_limit_ms": 200,
        "default_facet_size": 30,
        "max_csv_mb": 20,
        "allow_download": True,
        "truncate_cells_html": 0,
        "default_cache_ttl": 300,
        "num_sql_threads": 3,
    }


def accuracy_of(public_db: Path) -> str:
    """The measurement to show: the publisher's own ``accuracy.md`` beside the database, or the one of this release."""
    for path in (public_db.parent / ACCURACY, HERE / ACCURACY):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""


def _metadata(public_db: Path, options: SiteOptions) -> dict[str, Any]:
    conn = open_immutable(public_db)
    try:
        tables = described.for_datasette(described.columns_of(conn))
    finally:
        conn.close()
    pages = public_db.parent / "pages"
    return {
        "title": options.name,
        "databases": {
            DATABASE: {
                "title": "The data",
                "description": described.described().description,
                "tables": tables,
                "queries": named_queries.for_datasette(),
            }
        },
        "plugins": {
            # Its own tool that runs any SQL asks Datasette whether that is allowed, and it is not.
            "datasette-mcp": {"canned_queries": True},
            PLUGIN: {
                "name": options.name,
                "allow_sql": options.allow_sql,
                "mcp": options.mcp,
                "pages_folder": str(pages.resolve()),
                "accuracy": accuracy_of(public_db),
            },
        },
    }
