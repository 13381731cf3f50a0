"""A client of the desk without a port."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import httpx

from minutebook.desk.guard import cookie_name
from minutebook.desk.server import BuiltDesk

HOST = "127.0.0.1:8002"
BASE = f"http://{HOST}"
COOKIE = cookie_name(HOST)


def ask(
    desk: BuiltDesk, *requests: tuple[str, str, dict[str, Any]], cookie: bool = True, errors: bool = True
) -> list[httpx.Response]:
    """The answers to several requests of one client, in order. ``errors``: an error of the desk's ends the test."""

    async def run() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=desk.app, raise_app_exceptions=errors)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            if cookie:
                client.cookies.set(COOKIE, desk.session.cookie)
            return [await _with_refusal(client, *request) for request in requests]

    return asyncio.run(run())


async def _with_refusal(client: httpx.AsyncClient, method: str, path: str, more: dict[str, Any]) -> httpx.Response:
    """The answer; where a form was not taken, the page that says why, as a browser opens it."""
    answer = await client.request(method, path, **more)
    if answer.status_code == 303 and answer.headers["location"].startswith("/refused/"):
        return await client.get(answer.headers["location"])
    return answer


def asker(desk: BuiltDesk) -> Callable[..., httpx.Response]:
    """One request at a time: ``get(path)`` or ``get(path, "POST", data=...)``."""

    def get(path: str, method: str = "GET", **more: Any) -> httpx.Response:
        return ask(desk, (method, path, more))[0]

    return get


def token_of(html: str) -> str:
    return re.findall(r'name="csrftoken" value="([^"]+)"', html)[0]
