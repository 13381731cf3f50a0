"""Many connections to a server that send their requests letter by letter, and wait until it has had enough of each."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit


def send_slowly(address: str, beginnings: Sequence[bytes], count: int, meanwhile: Callable[[], None]) -> None:
    """``count`` connections send one of ``beginnings`` each in turn, and no more; returns once each has been closed.

    ``meanwhile`` is called while all of them are open.
    """
    where = urlsplit(address)
    slow = [socket.create_connection((where.hostname, where.port), timeout=30) for _ in range(count)]
    try:
        for number, connection in enumerate(slow):
            connection.sendall(beginnings[number % len(beginnings)])
        meanwhile()
        for connection in slow:  # each is closed by the server, or the test would run into the socket's own limit
            with contextlib.suppress(ConnectionResetError):
                while connection.recv(65536):
                    pass
    finally:
        for connection in slow:
            connection.close()
