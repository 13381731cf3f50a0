"""What the pages of the desk are given, and what they give back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar

from datasette import Response

from db.connection import open_reading, open_working
from db.correctable import NotAValue
from db.corrections import Author, SomebodyElseWasFirst
from db.policy import Policy, read_policy
from ingest.errors import MinutebookError
from minutebook.clock import now
from minutebook.desk.forms import TOKEN, URLENCODED, kept_form, read_form
from minutebook.desk.session import Refusal, Session
from minutebook.settings import ArchiveFolder
from minutebook.version import software_version

PLUGIN = "minutebook-desk"
"""Name of the desk's section in Datasette's configuration; its hooks do nothing where it is absent."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """One run of the desk: an archive, and who sits at it."""

    archive: ArchiveFolder
    who: str
    session: Session

    def author(self, why: str = "") -> Author:
        return Author(self.who, now(), why.strip(), software_version())

    @property
    def policy(self) -> Policy:
        """As the file says it now: read again for each page. Raises BadPolicy."""
        return read_policy(self.archive.root)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` on the working database, off the event loop."""
        return await asyncio.to_thread(self._with, open_reading, work)

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.to_thread(self._with, open_working, work)

    def _with(self, opener: Callable[[Any], sqlite3.Connection], work: Callable[[sqlite3.Connection], T]) -> T:
        conn = opener(self.archive.working)
        try:
            return work(conn)
        finally:
            conn.close()


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. ``form`` holds what was typed, where the request is a form that was sent."""

    desk: Desk
    datasette: Any
    request: Any
    variables: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)

    def argument(self, name: str, default: str = "") -> str:
        value: str = self.request.args.get(name) or default
        return value


@dataclass(frozen=True, slots=True)
class Page:
    template: str
    title: str
    record: Any
    crumbs: tuple[tuple[str, str], ...] = ()
    """Label and path of each page above this one."""
    status: int = 200
    problem: str = ""
    """What went wrong, at the top of the page."""


@dataclass(frozen=True, slots=True)
class Go:
    """Where the browser goes after a form was dealt with."""

    path: str


Answer: TypeAlias = Page | Go | Any
"""A page, another address, or a ready response of Datasette's (which has no types)."""
View = Callable[[Visit], Awaitable[Answer]]


class NotOnTheDesk(MinutebookError):
    code = "not_on_the_desk"
    remedy = "Go back to the list of papers."


def compile_view(
    pattern: str, show: View | None, act: View | None, *, files: bool = False
) -> tuple[str, Callable[..., Awaitable[Response]]]:
    """The pair that Datasette's ``register_routes`` wants: GET goes to ``show``, POST to ``act``.

    ``act`` is called only with a form that carries the session's token. One with ``files`` compares it itself.
    """

    async def view(datasette: Any, request: Any) -> Response:
        desk: Desk = datasette.plugin_config(PLUGIN)["desk"]
        chosen = act if request.method == "POST" else show
        if chosen is None:
            return Response.text("This address is not for that.", status=405)
        visit = Visit(desk, datasette, request, request.url_vars)
        try:
            if request.method == "POST" and request.headers.get("content-type", "").startswith(URLENCODED) is files:
                raise NotAValue("the form could not be read", remedy="Open the page again and send it again.")
            if request.method == "POST" and not files:
                visit = replace(visit, form=read_form(await body_of(request)))
                if not desk.session.right_token(visit.form.get(TOKEN, "")):
                    return await _send(visit, _again(visit))
            answer = await chosen(visit)
        except MinutebookError as error:
            answer = Page("desk_problem.html", "There is a problem", error, status=_status(error))
        return await _send(visit, answer)

    return f"^{pattern}$", view


async def show_refused(visit: Visit) -> Answer:
    """``/refused/<name>``: why a form was not taken, with what was typed.

    A page of its own, since a browser that goes back to the answer of a form shows none of it and asks whether to send
    the form again.
    """
    kept = visit.desk.session.refusal(visit.variables["name"])
    if kept is None:
        raise NotOnTheDesk("what was said of this form is not kept any more")
    return Response.html(kept.html, status=kept.status)


def _again(visit: Visit) -> Answer:
    """A form of an earlier session, or none of the desk's: shown with what was typed, and not taken."""
    kept = kept_form(visit.request.path, visit.form)
    if kept is None:
        return Response.text("This form was not sent by the desk.", status=403)
    return Page("desk_again.html", "Please send it again", kept, status=403)


async def body_of(request: Any) -> bytes:
    """All that was sent. The guard has looked at its length; Datasette's own reader copies all of it for each piece."""
    body = bytearray()
    while True:
        message = await request.receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body", False):
            return bytes(body)


def _status(error: MinutebookError) -> int:
    if isinstance(error, SomebodyElseWasFirst):
        return 409
    return 404 if error.code in ("not_on_the_desk", "no_such_fact", "no_such_paper") else 400


async def _send(visit: Visit, answer: Answer) -> Response:
    if isinstance(answer, Go):
        return Response("", status=303, headers={"location": answer.path})
    if isinstance(answer, Page):
        html = await visit.datasette.render_template(
            answer.template,
            {
                "page": answer.record,
                "page_title": answer.title,
                "page_crumbs": answer.crumbs,
                "problem": answer.problem,
                "desk": visit.desk,
                "form": visit.form,
                "argument": visit.argument,
                "form_token": visit.desk.session.form_token,
            },
            request=visit.request,
            view_name=PLUGIN,
        )
        if visit.request.method == "POST":
            name = visit.desk.session.keep_refusal(Refusal(html, answer.status))
            return Response("", status=303, headers={"location": f"/refused/{name}"})
        return Response.html(html, status=answer.status)
    return answer
