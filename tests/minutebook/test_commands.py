"""The commands as a person meets them: documented, quick to refuse, and plain about what is wrong."""

from __future__ import annotations

import ast
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

from minutebook.cli import COMMANDS, main

Run = Callable[..., Result]
MANUAL = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def command_of(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def chapter(name: str) -> str:
    found = re.search(rf"^### minutebook {name}\b.*?(?=^### |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no chapter on {name}"
    return found[0]


def words(conn_path: Path, sql: str) -> Any:
    with closing(sqlite3.connect(conn_path)) as conn:
        return conn.execute(sql).fetchone()[0]


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_manual(name: str) -> None:
    documented = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", chapter(name)))
    options = {
        spelling
        for parameter in command_of(name).params
        if isinstance(parameter, click.Option)
        for spelling in (*parameter.opts, *parameter.secondary_opts)
    }
    assert options - {"--help", "-h"} == documented - {"--help"}


def test_the_manual_knows_no_other_commands() -> None:
    assert re.findall(r"^### minutebook (\S+)", MANUAL, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = command_of(name)
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name not in ("limit", "port"):
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_the_first_sentence_of_each(name: str) -> None:
    assert COMMANDS[name].summary == command_of(name).get_short_help_str(limit=500)


@pytest.mark.parametrize(
    "command", [("--help",), ("stats",), ("search", "bridge"), ("show", "minutes-1.txt"), ("stats", "--help")]
)
def test_what_only_looks_things_up_loads_no_reader_and_no_server(
    run: Run, papers: Path, home: Path, command: tuple[str, ...]
) -> None:
    """Loading them takes seconds, which is longer than the answer takes."""
    if "--help" not in command:
        run("ingest", papers)
        command = (*command, "--archive", str(home))
    code = "import sys; from minutebook.cli import main; main(sys.argv[1:], standalone_mode=False);"
    code += "print(sorted({name.split('.')[0] for name in sys.modules}))"
    answer = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(answer.stdout.splitlines()[-1]))
    assert (
        loaded & {"spacy", "pymupdf", "docx", "selectolax", "dateparser", "datasette", "numpy", "sqlite_utils"} == set()
    )


@pytest.mark.parametrize("command", [("stats",), ("search", "bridge"), ("show", "x"), ("explain", "x"), ("publish",)])
def test_without_an_archive_the_next_step_is_named(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert "minutebook ingest" in result.stderr
    assert result.stdout == ""


def test_serving_what_was_not_published_names_the_next_step(run: Run, papers: Path) -> None:
    run("ingest", papers)
    result = run("serve")
    assert result.exit_code == 1
    assert "minutebook publish" in result.stderr


def test_a_taken_port_is_one_clear_line(run: Run, papers: Path) -> None:
    import socket

    run("ingest", papers)
    run("publish")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1])
    assert result.exit_code == 1
    assert "--port" in result.stderr


def test_the_site_is_served_and_its_address_printed(run: Run, papers: Path, home: Path) -> None:
    import socket
    from urllib.error import URLError
    from urllib.request import urlopen

    run("ingest", papers)
    run("publish")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "minutebook.cli", "serve", "--archive", str(home), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address == f"http://127.0.0.1:{port}/"
            page = ""
            while not page and process.poll() is None:
                try:
                    page = urlopen(f"{address}search?q=footbridge", timeout=30).read().decode()
                except URLError:  # not listening yet
                    continue
            assert "footbridge" in page
        finally:
            process.terminate()


@pytest.mark.parametrize("arguments", [("nonsense",), ("ingest",), ("stats", "--nonsense"), ("ingest", "nowhere")])
def test_wrong_usage_ends_with_two(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, archive=False).exit_code == 2


def test_extract_prints_one_object_a_file_in_the_order_given(run: Run, papers: Path) -> None:
    empty = papers / "empty.txt"
    empty.touch()
    paths = [papers / "minutes-2.txt", empty, papers / "nowhere.txt", papers / "minutes-1.txt"]
    result = run("extract", "--json", *paths, archive=False)
    assert result.exit_code == 4
    found = objects(result)
    assert [item["document"]["filename"] for item in found] == [path.name for path in paths]
    assert ["error" in item for item in found] == [False, True, True, False]
    assert found[1]["error"]["code"] == "empty"
    assert found[2]["document"]["sha256"] is None
    assert {item["schema"] for item in found} == {"minutebook/1"}
    assert not {"decisions", "resolutions", "call_ins", "dates", "figures"} - set(found[0])


def test_extract_stores_nothing(run: Run, papers: Path, home: Path) -> None:
    assert run("extract", papers / "minutes-1.txt", archive=False).exit_code == 0
    assert not home.exists()


def test_stdout_holds_data_alone(papers: Path) -> None:
    """Through a real pipe: what a program reads must be JSON and nothing else."""
    command = [sys.executable, "-m", "minutebook.cli", "extract", "--json", str(papers / "minutes-1.txt"), "missing"]
    answer = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert answer.returncode == 4
    assert len([json.loads(line) for line in answer.stdout.splitlines()]) == 2
    assert "missing" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_whoever_reads_only_the_beginning_is_told_of_no_fault(papers: Path) -> None:
    """`minutebook extract ... | head -1`"""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "minutebook.cli", "extract", "--json", str(papers / "minutes-1.txt")]
    try:
        answer = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(writing)
    assert answer.stderr == ""


def test_what_was_ingested_is_found_shown_and_explained(run: Run, papers: Path, home: Path) -> None:
    run("ingest", papers)
    hits = objects(run("search", "footbridge", "--json"))
    assert len(hits) == 3
    assert {hit["schema"] for hit in hits} == {"minutebook-search/1"}
    shown = run("show", "minutes-1.txt")
    assert shown.exit_code == 0
    assert "minutes-1.txt" in shown.stdout
    passage = hits[0]["passage_id"] or words(home / "working.db", "SELECT id FROM passages LIMIT 1")
    assert objects(run("show", passage, "--json"))[0]["id"] == passage
    fact = words(home / "working.db", "SELECT id FROM dates ORDER BY id LIMIT 1")
    (explained,) = objects(run("explain", fact, "--json"))
    assert explained["words"] == explained["quote"]
    assert explained["quote"] in explained["passage"]["text"]
    assert explained["rule"]
    assert f"characters {explained['start']} to {explained['end']}" in run("explain", fact).stdout


def test_what_does_not_add_up_is_shown_with_its_paper(run: Run, papers: Path) -> None:
    wrong = (papers / "minutes-1.txt").read_text(encoding="utf-8").replace("Tuesday 11 May", "Friday 11 May")
    (papers / "minutes-1.txt").write_text(wrong, encoding="utf-8")
    run("ingest", papers)
    assert "finding weekday_mismatch: " in run("show", "minutes-1.txt").stdout


def test_a_search_that_finds_nothing_helps(run: Run, papers: Path) -> None:
    run("ingest", papers)
    result = run("search", "fotbridge")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Did you mean: footbridge" in result.stderr


@pytest.mark.parametrize("typed", ['"', "NEAR(", "*", "-x", "'; DROP TABLE documents; --"])
def test_whatever_is_searched_for_is_no_error(run: Run, papers: Path, typed: str) -> None:
    run("ingest", papers / "minutes-1.txt")
    assert run("search", "--", typed, archive=False).exit_code in (0, 1)
    result = run("search", "--archive", str(papers.parent / "data"), "--", typed, archive=False)
    assert result.exit_code == 0


def test_an_unknown_id_is_said_to_be_unknown(run: Run, papers: Path) -> None:
    run("ingest", papers)
    for command in ("show", "explain"):
        result = run(command, "0123456789ab-d00000000")
        assert result.exit_code == 1
        assert "minutebook search" in result.stderr


def test_stats_count_what_is_there(run: Run, papers: Path) -> None:
    run("ingest", papers)
    (stats,) = objects(run("stats", "--json"))
    assert stats["documents"] == 3
    assert sum(stats["documents by status"].values()) == 3
    assert "documents" in run("stats").stdout


def test_the_doctor_finds_a_sound_archive_sound(run: Run, papers: Path) -> None:
    run("ingest", papers)
    run("publish")
    result = run("doctor", "--json")
    assert [item for item in objects(result) if not item["ok"]] == []
    assert result.exit_code == 0


def test_the_doctor_sees_what_is_wrong(run: Run, papers: Path, home: Path) -> None:
    run("ingest", papers)
    with closing(sqlite3.connect(home / "working.db")) as conn:
        conn.execute("UPDATE passages SET text = 'something else' WHERE number = 1")
        conn.execute("DELETE FROM pages WHERE document_id = (SELECT min(id) FROM documents)")
        conn.commit()
    next((home / "files").iterdir()).unlink()
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert {item["name"] for item in objects(result) if not item["ok"]} == {"search_fts", "pages", "originals"}


def test_a_corrupted_database_is_one_clear_line(run: Run, papers: Path, home: Path) -> None:
    run("ingest", papers)
    (home / "working.db").write_bytes(b"this is no database" * 500)
    for name in ("working.db-wal", "working.db-shm"):
        (home / name).unlink(missing_ok=True)
    result = run("stats")
    assert result.exit_code == 1
    assert "minutebook doctor" in result.stderr
    assert "Traceback" not in result.stderr
    assert run("doctor").exit_code == 1
