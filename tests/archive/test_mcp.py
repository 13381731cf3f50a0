"""Programs that speak MCP are answered from the named queries, where that was asked for, and never with free SQL."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from archive.server import build_datasette

HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}

HELLO = {
    "jsonrpc": "2.0",
    "id": 0,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def call(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def ask(database: Path, question: dict[str, Any], *, mcp: bool) -> httpx.Response:
    """One question to /-/mcp, with the application's lifespan around it as a server has it."""

    async def visit() -> httpx.Response:
        app = build_datasette(database, mcp=mcp).app()
        started, ended = asyncio.Event(), asyncio.Event()

        async def receive() -> dict[str, str]:
            if not started.is_set():
                return {"type": "lifespan.startup"}
            await ended.wait()
            return {"type": "lifespan.shutdown"}

        async def send(message: dict[str, Any]) -> None:
            started.set()

        life = asyncio.create_task(app({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send))
        await started.wait()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            hello = await client.post("/-/mcp", json=HELLO, headers=HEADERS)
            session = {"mcp-session-id": hello.headers.get("mcp-session-id", "")}
            await client.post("/-/mcp", json=READY, headers=HEADERS | session)
            answer = await client.post("/-/mcp", json=question, headers=HEADERS | session)
        ended.set()
        await asyncio.wait_for(life, 10)
        return answer

    return asyncio.run(visit())


def test_it_is_closed_unless_asked_for(sample_db: Path) -> None:
    assert ask(sample_db, call("list_databases", {}), mcp=False).status_code == 404


def test_a_named_query_answers(sample_db: Path) -> None:
    pytest.importorskip("datasette_mcp", reason="the mcp extra is not installed")
    arguments = {"database": "archive", "query": "resolutions_with_effect", "parameters": {"effect": "noted"}}
    answer = ask(sample_db, call("execute_canned_query", arguments), mcp=True)
    assert answer.status_code == 200
    assert "the survey of the harbour wall be noted" in json.dumps(answer.json())


def test_free_sql_stays_closed(sample_db: Path) -> None:
    pytest.importorskip("datasette_mcp", reason="the mcp extra is not installed")
    answer = ask(sample_db, call("execute_sql", {"database": "archive", "sql": "select 1"}), mcp=True)
    assert "do not have permission" in json.dumps(answer.json())
