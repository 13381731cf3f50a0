"""The hooks by which Datasette becomes the desk. They do nothing in any other instance of the same process."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import Response
from jinja2 import ChoiceLoader, FileSystemLoader
from pluggy import HookimplMarker

from archive.read_words import corrected_value
from archive.server import HERE as ARCHIVE
from archive.words import FILTERS
from db.correctable import Field, say_value
from db.typed_dates import say_stamp
from minutebook.desk import actions, leaving, pages, papers, publishing_page, taking_in
from minutebook.desk.site import PLUGIN, View, compile_view, show_refused

hookimpl = HookimplMarker("datasette")
LOGGER = logging.getLogger("minutebook.desk")

_PAPER = r"/paper/(?P<id>[0-9a-f]{12})"
VIEWS: tuple[tuple[str, View | None, View | None], ...] = (
    (r"/", pages.show_papers, None),
    (_PAPER, pages.show_paper, None),
    (_PAPER + r"/list/(?P<list>[a-z_]+)", pages.show_list, actions.all_right),
    (_PAPER + r"/next", pages.show_next, None),
    (_PAPER + r"/add", pages.show_add, actions.add_fact),
    (_PAPER + r"/withdraw", None, actions.withdraw_paper),
    (_PAPER + r"/redact", None, actions.redact_words),
    (r"/fact/(?P<id>[0-9a-f]{12}(?:-[a-z][0-9a-f]{8})?)", pages.show_fact, actions.judge),
    (r"/undo/(?P<number>[0-9]{1,15})", None, actions.undo_one),
    (r"/taken/(?P<run>[0-9]{1,15})", taking_in.show_taken, None),
    (r"/refused/(?P<name>[0-9a-f]{16})", show_refused, None),
    (r"/leave", None, leaving.leave),
    (r"/publish", publishing_page.show_publishing, publishing_page.publish_or_undo),
    (r"/picture/(?P<id>[0-9a-f]{12})/(?P<number>[0-9]{1,5})", pages.show_picture, None),
)
"""Address, what it shows, what it does."""

UPLOAD = "/upload"
PATHS = frozenset(
    {
        "/",
        "/paper",
        "/fact",
        "/undo",
        UPLOAD,
        "/taken",
        "/publish",
        "/picture",
        "/refused",
        "/leave",
        "/assets",
        "/desk-assets",
    }
)


def _ours(datasette: Any) -> bool:
    return datasette.plugin_config(PLUGIN) is not None


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    if not _ours(datasette):
        return []
    return [*(compile_view(*view) for view in VIEWS), compile_view(UPLOAD, None, taking_in.take_in, files=True)]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    if _ours(datasette):
        env.filters.update(
            FILTERS,
            **publishing_page.FILTERS,
            corrected_value=corrected_value,
            typed=_typed,
            stamp=say_stamp,
            said_values=papers.said_values,
        )
        env.globals.update(dict_of=dict)
        env.trim_blocks = env.lstrip_blocks = True
        # The piece of a template that draws a page with boxes is the public site's.
        env.loader = ChoiceLoader([env.loader, FileSystemLoader(str(ARCHIVE / "templates"))])


def _typed(value: Any, field: Field) -> str:
    """What stands in a field of a form; words that somebody typed stay as they are."""
    return say_value(field, value)


@hookimpl
def skip_csrf(datasette: Any, scope: Any) -> bool:
    """Datasette compares a cookie with a field; the desk's own token is the session's (``site.compile_view``)."""
    return _ours(datasette)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """Datasette's own handler prints every local variable to the terminal, and fails itself on a missing page."""
    outcome = yield
    if _ours(datasette):
        status = getattr(exception, "status", 500)
        if status == 500:
            LOGGER.error("error on %r", request.path, exc_info=exception)
        words = (
            "There is no such page on the desk." if status == 404 else "Something went wrong; the terminal says what."
        )

        async def answer() -> Response:
            return Response.text(words, status=status)

        outcome.force_result([answer()])
