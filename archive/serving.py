"""The site, or the desk, on a port of this machine for as long as a ``with`` lasts: for tests and screenshots."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from archive.security import Application
from archive.server import build_datasette

LONGEST_START = 30.0
"""Seconds."""


def served(public_db: Path) -> AbstractContextManager[str]:
    """The address of the site over ``public_db``, on a free port of 127.0.0.1."""
    return served_app(build_datasette(public_db).app())


@contextmanager
def served_app(app: Application) -> Iterator[str]:
    """The address of any application, on a free port of 127.0.0.1."""
    import uvicorn

    from archive import patience

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, **patience.options())
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + LONGEST_START
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        thread.join(0.02)
    if not server.started:
        raise RuntimeError("the site did not start")
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
