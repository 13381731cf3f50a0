"""A folder of invented papers, and the program run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minutebook.cli import main

MINUTES = """Saltmarsh District Council
Cabinet Decision Record

Meeting of Cabinet held on Tuesday 4 May 2021

New footbridge at Mill Lane

RESOLVED that:
1. the survey of the old footbridge be noted; and
2. the new footbridge be approved at a cost of £{number},000.

Reasons for the decision
The old bridge number {number} is worn out.

Call in
Midnight on Tuesday 11 May 2021
"""

Run = Callable[..., Result]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Three papers that can be read."""
    folder = tmp_path / "papers"
    (folder / "may").mkdir(parents=True)
    for number in (1, 2):
        (folder / f"minutes-{number}.txt").write_text(MINUTES.format(number=number), encoding="utf-8")
    (folder / "may" / "minutes-3.txt").write_text(MINUTES.format(number=3), encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the archive."""
    return tmp_path / "data"


@pytest.fixture
def run(home: Path) -> Run:
    """Run a command of the program on the archive; ``archive=False`` for commands that have none."""

    def invoke(*arguments: object, archive: bool = True) -> Result:
        ending = ["--archive", str(home)] if archive else []
        return CliRunner().invoke(main, [*map(str, arguments), *ending])

    return invoke
