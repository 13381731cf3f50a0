"""What a visitor sees when something goes wrong: never SQL, never a path, JSON where JSON was asked for."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from archive.site import DATABASE

LOGGER = logging.getLogger("archive")

SAID = {
    400: "The address asks for something that this page cannot do.",
    403: "This is not open to visitors.",
    404: "There is no page at this address. It may have been mistyped, or the paper may have been withdrawn.",
    500: "Something went wrong here. The error has been recorded.",
    503: "That took too long to answer. Try a narrower search.",
}


def answer_error(
    datasette: Any, request: Any, exception: Exception, variables: dict[str, Any]
) -> Callable[[], Awaitable[Response]]:
    """The function that Datasette's hook wants."""

    async def inner() -> Response:
        status = _status(exception)
        if status == 500 and isinstance(exception, LookupError | ValueError) and _in_datasettes_pages(request.path):
            status = 400  # Datasette lets Python's own errors through where an argument is not as it should be
        if status == 500:
            LOGGER.error("error on %r", request.path, exc_info=exception)
        message = SAID.get(status, SAID[400])
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": message, "status": status}, status=status)
        template = datasette.jinja_env.get_template("error.html")
        html = await template.render_async(
            {
                "urls": datasette.urls,
                "status": status,
                "error": message,
                "page_title": "Page not found" if status == 404 else "There is a problem",
                **variables,
            }
        )
        return Response.html(html, status=status)

    return inner


def _status(exception: Exception) -> int:
    if isinstance(exception, QueryInterrupted):
        return 503
    if isinstance(exception, Base400):
        return int(exception.status)
    if isinstance(exception, DatasetteError) and exception.status == 500:
        return 400  # its way of saying that an argument ("sort by a column that is none") cannot be
    status = getattr(exception, "status", None)
    if isinstance(status, int) and 400 <= status < 500:
        return status
    if isinstance(exception, sqlite3.OperationalError) and "interrupted" in str(exception):
        return 503
    return 500


def _in_datasettes_pages(path: str) -> bool:
    return f"/{DATABASE}" in path
