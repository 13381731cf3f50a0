"""The files for running the site say what the program really takes."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest

from minutebook.serve_command import serve_command

DOCS = Path(__file__).parents[2] / "docs"
INSTRUCTIONS = {"FROM", "RUN", "WORKDIR", "COPY", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}
OPTIONS = {name for one in serve_command.params for name in one.opts}


def container_lines() -> list[str]:
    text = re.sub(r"\\\n\s*", " ", (DOCS / "Dockerfile").read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def command_options(words: list[str]) -> set[str]:
    assert "serve" in words
    return {word for word in words if word.startswith("--")}


def test_the_container_file_is_well_formed_and_starts_the_site() -> None:
    lines = container_lines()
    assert lines[0].startswith("FROM python:3.11")
    assert {line.split()[0] for line in lines} <= INSTRUCTIONS
    command = json.loads(next(line for line in lines if line.startswith("CMD")).removeprefix("CMD "))
    assert command_options(command) <= OPTIONS
    check = json.loads(next(line for line in lines if line.startswith("HEALTHCHECK")).removeprefix("HEALTHCHECK CMD "))
    compile(check[2], "healthcheck", "exec")
    assert any(line.startswith("USER ") for line in lines)


def test_the_unit_starts_the_site() -> None:
    unit = configparser.ConfigParser(strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DOCS / "minutebook.service", encoding="utf-8")
    assert command_options(shlex.split(unit["Service"]["ExecStart"])) <= OPTIONS
    assert unit["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize("option", sorted(OPTIONS - {"--help", "-h"}))
def test_every_option_is_in_the_guide(option: str) -> None:
    assert option in (DOCS / "deployment.md").read_text(encoding="utf-8")
