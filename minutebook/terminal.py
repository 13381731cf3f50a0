"""What a person's terminal is spared: letters of papers and file names that would move its cursor or turn its lines.

A paper may hold any signs, and so may the name of a file. Sent to a terminal as they are, some of them hide what was
printed, forge lines, or change the window's title. They are shown by their numbers; what goes into a file or a pipe is
left as it is.
"""

from __future__ import annotations

import io
import re
import sys
from typing import TextIO

# Bold and its end are what our own commands print around found words. Neither can hide anything.
_HARMFUL = re.compile(
    r"(?!\x1b\[[01]m)[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


class PlainTerminal(io.TextIOWrapper):
    """A terminal to which harmful signs come by their numbers."""

    def write(self, text: str) -> int:
        super().write(harmless(text))
        return len(text)


def harmless(text: str) -> str:
    """``text`` with the signs that command a terminal, or turn its lines round, shown by their numbers."""
    return _HARMFUL.sub(_by_number, text) if isinstance(text, str) else text


def on_one_line(name: str) -> str:
    """The name of a file as part of a line: one with line ends in it could say that another file was read."""
    return name.replace("\r", "\\r").replace("\n", "\\n")


def _by_number(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")


def guard_terminal() -> None:
    """From now on, what is printed to a terminal is harmless to it. The original streams stay where they were."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty():
        sys.stdout = _plain(sys.stdout)
    if isinstance(sys.stderr, io.TextIOWrapper) and sys.stderr.isatty():
        sys.stderr = _plain(sys.stderr)


def _plain(stream: io.TextIOWrapper) -> TextIO:
    if isinstance(stream, PlainTerminal):
        return stream
    return PlainTerminal(
        stream.buffer, encoding=stream.encoding, errors=stream.errors, line_buffering=True, write_through=True
    )
