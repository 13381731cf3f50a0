"""A page's answer on its way out: HTML or JSON, with an entity tag, cache headers and errors in the same form."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Response
from datasette.utils.asgi import AsgiFileDownload

from archive.rows import Reader
from archive.site import DATABASE, PLUGIN, Answer, Crumb, Moved, NotHere, Page, Raw, Route, Sent, Visit, local_now

SITE_SCHEMA = "minutebook-site/1"


def as_plain(value: Any) -> Any:
    """A record as lists, dicts and plain values, for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_plain(getattr(value, f.name)) for f in fields(value) if f.metadata.get("json", True)}
    if isinstance(value, dict):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def compile_route(route: Route) -> tuple[str, Callable[..., Awaitable[Response | AsgiFileDownload]]]:
    """The pair that Datasette's ``register_routes`` wants."""
    pattern = route.pattern + (r"(?P<as_json>\.json)?$" if route.json else "$")

    async def view(datasette: Any, request: Any) -> Response | AsgiFileDownload:
        visit = visit_of(datasette, request)
        try:
            answer = await route.view(visit)
        except NotHere as missing:
            answer = Page(
                "archive_missing.html",
                "Withdrawn" if missing.status == 410 else "Page not found",
                {"ok": False, "error": missing.reason, "status": missing.status},
                (Crumb("Home", "/"),),
                status=missing.status,
            )
        return await send(visit, answer)

    return pattern, view


def visit_of(datasette: Any, request: Any) -> Visit:
    """What the pages are given about this request."""
    config = datasette.plugin_config(PLUGIN) or {}
    folder = config.get("pages_folder")
    variables = {name: value for name, value in request.url_vars.items() if value is not None}
    return Visit(
        datasette=datasette,
        request=request,
        reader=Reader(datasette.get_database(DATABASE)),
        pages_folder=Path(folder) if folder else None,
        now=local_now(),
        as_json=bool(variables.pop("as_json", None)),
        site_name=config.get("name", "Minutebook"),
        accuracy=config.get("accuracy", ""),
        variables=variables,
    )


async def send(visit: Visit, answer: Answer) -> Response | AsgiFileDownload:
    """The response, or 304 where the visitor already has it."""
    if isinstance(answer, Sent):
        return _file(visit, answer)
    if isinstance(answer, Moved):
        return Response.redirect(visit.datasette.urls.path(answer.path), status=301)
    if isinstance(answer, Page):
        raw = _json(answer) if visit.as_json else await _html(visit, answer)
    else:
        raw = answer
    tag = '"' + hashlib.sha1(raw.body, usedforsecurity=False).hexdigest()[:20] + '"'
    headers = {"etag": tag, "cache-control": f"public, max-age={raw.max_age}"}
    if raw.filename:
        safe = re.sub(r"[^\w.-]+", "-", raw.filename)
        headers["content-disposition"] = f'attachment; filename="{safe}"'
    known = (visit.request.headers.get("if-none-match") or "").replace("W/", "")
    if raw.status == 200 and tag in known:
        return Response(b"", status=304, headers=headers, content_type=raw.content_type)
    return Response(raw.body, status=raw.status, headers=headers, content_type=raw.content_type)


def _file(visit: Visit, answer: Sent) -> Response | AsgiFileDownload:
    """Its tag is of its size and time: to read a large file for each request would cost more than to send it."""
    found = answer.path.stat()
    tag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
    headers = {"etag": tag, "cache-control": "public, max-age=300"}
    if tag in (visit.request.headers.get("if-none-match") or ""):
        return Response(b"", status=304, headers=headers, content_type=answer.content_type)
    return AsgiFileDownload(
        str(answer.path), filename=answer.filename, content_type=answer.content_type, headers=headers
    )


def _json(page: Page) -> Raw:
    plain = as_plain(page.record)
    body = {"ok": page.status < 400, "schema": SITE_SCHEMA, "title": page.title, **plain}
    text = json.dumps(body, ensure_ascii=False, indent=None, separators=(",", ":"))
    return Raw(text.encode(), "application/json; charset=utf-8", max_age=page.max_age, status=page.status)


async def _html(visit: Visit, page: Page) -> Raw:
    html = await visit.datasette.render_template(
        page.template,
        {"page": page.record, "visit": visit, **page_variables(page)},
        request=visit.request,
        view_name="archive",
    )
    return Raw(html.encode(), "text/html; charset=utf-8", max_age=page.max_age, status=page.status)


def page_variables(page: Page) -> dict[str, Any]:
    """What the base template reads of a page."""
    return {
        "page_title": page.title,
        "page_crumbs": page.crumbs,
        "page_section": page.section,
        "page_feeds": page.feeds,
    }


def with_query(request: Any, **changes: str | None) -> str:
    """This request's query string with some arguments set (or, where None, taken out). Starts with ``?``."""
    kept = [(k, v) for k, v in _arguments(request.query_string) if k not in changes]
    kept += [(name, value) for name, value in changes.items() if value is not None]
    return "?" + urlencode(kept)


@lru_cache(maxsize=16)
def _arguments(query_string: str) -> tuple[tuple[str, str], ...]:
    """Kept for a moment: a page of results asks for each of its links."""
    return tuple(parse_qsl(query_string, keep_blank_values=False))
