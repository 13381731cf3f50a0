"""The hooks by which Datasette becomes the archive's site. Hooks only: the work is in the other modules.

Datasette loads this module in every process where Minutebook is installed, also for somebody's unrelated database;
so each hook does nothing unless the instance was made by ``archive.server``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import Forbidden
from pluggy import HookimplMarker

from archive.csv_answers import SafeCsv
from archive.data_tags import TaggedData
from archive.errors_page import answer_error
from archive.live_database import FreshData
from archive.measured import measured
from archive.pages import routes
from archive.read_words import corrected_value
from archive.respond import compile_route, with_query
from archive.sections import FOOTER, SECTIONS
from archive.security import Application, PublicSite
from archive.server import CSS_VERSION
from archive.site import DATABASE, PLUGIN
from archive.words import FILTERS
from db.query import parse

hookimpl = HookimplMarker("datasette")


def _ours(datasette: Any) -> dict[str, Any] | None:
    config: dict[str, Any] | None = datasette.plugin_config(PLUGIN)
    return config


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    return [compile_route(route) for route in routes()] if _ours(datasette) is not None else []


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    if _ours(datasette) is not None:
        env.filters.update(FILTERS, measured=measured, corrected_value=corrected_value)
        env.trim_blocks = env.lstrip_blocks = True


@hookimpl
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    config = _ours(datasette)
    return {} if config is None else template_variables(config)


def template_variables(config: dict[str, Any]) -> dict[str, Any]:
    """What the base template needs on every page, also on Datasette's own."""
    return {
        "site_name": config["name"],
        "site_sections": SECTIONS,
        "site_footer": FOOTER,
        "css_version": CSS_VERSION,
        "with_query": with_query,
    }


@hookimpl(specname="prepare_connection", trylast=True)
def safe_table_search(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Datasette's own search box raises on a blank, a quote or a NUL: our parser never does.

    Last, because Datasette registers its function of the same name after an ordinary hook.
    """
    if _ours(datasette) is not None and database == DATABASE:
        conn.create_function("escape_fts", 1, match_expression, deterministic=True)


def match_expression(typed: str) -> str:
    """What was typed as FTS5; an expression that matches nothing where there is nothing to look for."""
    return parse(str(typed)).match or '""'


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Application], Application]:
    config = _ours(datasette)
    if config is None:
        return lambda app: app
    base_url = datasette.setting("base_url")
    allow_sql = bool(config["allow_sql"])

    def wrap(app: Application) -> Application:
        data_path = f"{base_url.rstrip('/')}/{DATABASE}"
        tagged = TaggedData(SafeCsv(app, f"/{DATABASE}"), datasette, DATABASE, data_path)
        fresh = FreshData(tagged, datasette, DATABASE)
        mcp = bool(config["mcp"])
        return PublicSite(fresh, base_url=base_url, data_path=f"/{DATABASE}", allow_sql=allow_sql, mcp=mcp)

    return wrap


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """A wrapper, because Datasette's own handler would print every missing page with all its local variables."""
    outcome = yield
    config = _ours(datasette)
    if config is not None:
        outcome.force_result([answer_error(datasette, request, exception, template_variables(config))])


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """What Datasette keeps closed (free SQL) is refused as every other error is: JSON where JSON was asked for."""
    config = _ours(datasette)
    return config and answer_error(datasette, request, Forbidden(message), template_variables(config))
