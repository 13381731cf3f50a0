"""The clerk's desk in a process of its own, and a browser's part of it: corrections sent as forms, over HTTP.

For ``benchmarks.kill_anywhere``: what the desk has answered as saved must be in the archive, however it ends.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode, urlsplit

_TOKEN = re.compile(r'name="csrftoken" value="([^"]{1,200})"')
_REVISION = re.compile(r'name="revision" value="(\d{1,9})"')
_SAVED = re.compile(r"saved=(\d{1,15})")
LONGEST_START = 120.0
"""Seconds, on a busy machine."""


class DeskGone(Exception):
    """The desk does not answer any more."""


@dataclass(slots=True)
class DeskRun:
    """One desk from its start to its end. ``saved`` holds the corrections it answered as saved, ``undone`` those it
    answered as taken back."""

    saved: set[int] = field(default_factory=set)
    undone: set[int] = field(default_factory=set)
    killed: bool = False


class DeskClient:
    """One browser at the desk: it keeps its cookies."""

    def __init__(self, address: str) -> None:
        self._at = urlsplit(address)
        self._cookies: dict[str, str] = {}
        self.ask("GET", f"{self._at.path}?{self._at.query}")

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, text and ``Location`` of the answer. Raises DeskGone where none comes."""
        assert self._at.hostname is not None
        connection = http.client.HTTPConnection(self._at.hostname, self._at.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, None if form is None else urlencode(form), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise DeskGone(str(error)) from error
        finally:
            connection.close()
        for cookie in answer.headers.get_all("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text, answer.headers.get("location", "")


def write_until_killed(home: Path, facts: list[str], kill_after: float) -> DeskRun:
    """Start the desk over ``home``, correct ``facts`` in turn, and kill it ``kill_after`` seconds after the first."""
    port = _free_port()
    command = [sys.executable, "-m", "minutebook.cli", "review", "--archive", str(home), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--no-browser", "--who", "kill test"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    run = DeskRun()
    timer = threading.Timer(kill_after, _kill, (process, run))
    try:
        assert process.stdout is not None
        client = _opened(process.stdout.readline().strip())
        timer.start()
        for number, fact in enumerate(cycle(facts)):
            _one_answer(client, fact, number, run)
    except DeskGone:
        pass
    finally:
        timer.cancel()
        _kill(process, run)
        process.wait()
    return run


def _one_answer(client: DeskClient, fact: str, number: int, run: DeskRun) -> None:
    """Judge one fact as a clerk would: open its card, change or confirm it; each third answer is taken back."""
    status, card, _ = client.ask("GET", f"/fact/{fact}")
    token, revision = _TOKEN.search(card), _REVISION.search(card)
    if status != 200 or token is None or revision is None:
        raise RuntimeError(f"the desk showed no card of {fact}: {status}")
    form = {"csrftoken": token[1], "revision": revision[1], "why": "kill test", "action": "correct"}
    if number % 2:
        form |= {"action": "change", "value.value": str(number)}
    status, text, location = client.ask("POST", f"/fact/{fact}", form)
    saved = _SAVED.search(location)
    if status != 303 or saved is None:
        raise RuntimeError(f"the desk refused an answer: {status} {text[-600:]}")
    run.saved.add(int(saved[1]))
    if number % 3 == 0:
        status, _, _ = client.ask("POST", f"/undo/{saved[1]}", {"csrftoken": token[1]})
        if status == 303:
            run.undone.add(int(saved[1]))


def _opened(address: str) -> DeskClient:
    """The browser, as soon as the desk listens."""
    deadline = time.monotonic() + LONGEST_START
    while True:
        try:
            return DeskClient(address)
        except DeskGone:
            if time.monotonic() > deadline:
                raise RuntimeError("the desk did not start") from None
            time.sleep(0.05)


def _kill(process: subprocess.Popen[str], run: DeskRun) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        run.killed = True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def lost(run: DeskRun, held: Iterator[tuple[int, bool]]) -> list[str]:
    """What the desk called saved or taken back and the archive does not know. ``held``: each correction's number, and
    whether it is taken back."""
    known = dict(held)
    missing = [f"correction {n} was answered as saved and is not there" for n in run.saved - known.keys()]
    return missing + [f"correction {n} was answered as taken back and is not" for n in run.undone if not known.get(n)]
