"""`minutebook ingest`: every file given in is accounted for, once, whatever its name and whatever is wrong with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from click.testing import Result

Run = Callable[..., Result]


def ask(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "working.db")) as conn:
        return conn.execute(sql).fetchall()


def last_line(result: Result) -> str:
    return result.stdout.splitlines()[-1]


@pytest.fixture
def broken(papers: Path) -> Path:
    """The same folder with a damaged, an encrypted and an empty file in it."""
    (papers / "damaged.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Minutes for members only")
        document.save(
            papers / "encrypted.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner", user_pw="member"
        )
    (papers / "empty.txt").write_bytes(b"")
    return papers


def test_papers_go_in_and_a_second_time_change_nothing(run: Run, papers: Path, home: Path) -> None:
    first = run("ingest", papers)
    assert (first.exit_code in (0, 3), last_line(first)) == (True, "inserted 3")
    rows = ask(home, "SELECT * FROM resolutions ORDER BY id")
    second = run("ingest", papers)
    assert (second.exit_code, last_line(second)) == (0, "unchanged 3")
    assert ask(home, "SELECT * FROM resolutions ORDER BY id") == rows


def test_a_renamed_file_is_unchanged_and_no_duplicate(run: Run, papers: Path, home: Path) -> None:
    run("ingest", papers)
    (papers / "minutes-1.txt").rename(papers / "renamed.txt")
    assert last_line(run("ingest", papers)) == "unchanged 3"
    assert ask(home, "SELECT count(*) FROM documents") == [(3,)]
    names = ask(home, "SELECT filename FROM file_names WHERE filename LIKE '%nam%' OR filename = 'minutes-1.txt'")
    assert sorted(names) == [("minutes-1.txt",), ("renamed.txt",)]


def test_the_same_bytes_twice_in_one_run_are_one_document(run: Run, papers: Path, home: Path) -> None:
    (papers / "copy.txt").write_bytes((papers / "minutes-2.txt").read_bytes())
    assert last_line(run("ingest", papers)) == "inserted 3, unchanged 1"
    assert ask(home, "SELECT count(*) FROM documents") == [(3,)]
    assert last_line(run("ingest", papers, "--force", "--workers", 1)) == "updated 3, unchanged 1"


def test_bad_files_are_named_and_do_not_stop_the_good_ones(run: Run, broken: Path, home: Path) -> None:
    result = run("ingest", broken)
    assert (result.exit_code, last_line(result)) == (4, "inserted 3, failed 3")
    for name in ("damaged.pdf", "encrypted.pdf", "empty.txt"):
        (line,) = [line for line in result.stderr.splitlines() if line.startswith("failed: ") and name in line]
        assert "Traceback" not in line
    codes = ask(home, "SELECT filename, error_code FROM documents WHERE status = 'failed' ORDER BY 1")
    assert codes == [("damaged.pdf", "damaged"), ("empty.txt", "empty"), ("encrypted.pdf", "encrypted")]
    assert ask(home, "SELECT count(*) FROM run_files WHERE outcome = 'failed' AND remedy <> ''") == [(3,)]


def test_bad_files_are_tried_again_and_fail_again(run: Run, broken: Path) -> None:
    run("ingest", broken)
    again = run("ingest", broken)
    assert (again.exit_code, last_line(again)) == (4, "unchanged 3, failed 3")


def test_as_json_there_is_one_object_a_file_and_one_for_the_run(run: Run, broken: Path) -> None:
    result = run("ingest", broken, "--json")
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert {item["schema"] for item in objects} == {"minutebook-run/1"}
    outcomes = {Path(item["path"]).name: item["outcome"] for item in objects[:-1]}
    assert outcomes["minutes-1.txt"] == "inserted"
    assert outcomes["damaged.pdf"] == "failed"
    assert objects[-1]["inserted"] == 3
    assert objects[-1]["failed"] == 3


def test_a_dry_run_changes_nothing(run: Run, papers: Path, home: Path) -> None:
    result = run("ingest", papers, "--dry-run")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["read"] * 3
    assert not home.exists()
    run("ingest", papers)
    assert {line.split()[0] for line in run("ingest", papers, "--dry-run").stdout.splitlines()} == {"unchanged"}


def test_force_reads_again_and_gives_the_same_rows(run: Run, papers: Path, home: Path) -> None:
    run("ingest", papers)
    before = content(home)
    assert last_line(run("ingest", papers, "--force")) == "updated 3"
    assert content(home) == before


def content(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables of facts. Keys that serve the search index alone are numbered by order of storing."""
    rows = {}
    for table in ("decisions", "resolutions", "dates", "passages", "term"):
        names = [
            name for (name,) in ask(home, f"SELECT name FROM pragma_table_info('{table}')") if name != "search_key"
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        rows[table] = ask(home, f"SELECT {columns} FROM {table} ORDER BY 1, 2")
    return rows


@pytest.mark.parametrize("workers", [1, 3])
def test_any_number_of_workers_gives_the_same_content(
    run: Run, papers: Path, home: Path, tmp_path: Path, workers: int
) -> None:
    run("ingest", papers, "--workers", workers)
    dump = [ask(home, f"SELECT id, document_id, page, start FROM {t} ORDER BY id") for t in ("passages", "dates")]
    other = tmp_path / "other"
    run("ingest", papers / "may", papers, "--archive", other, archive=False)
    assert dump == [
        ask(other, f"SELECT id, document_id, page, start FROM {t} ORDER BY id") for t in ("passages", "dates")
    ]


def test_originals_are_kept_under_their_hash(run: Run, papers: Path, home: Path) -> None:
    run("ingest", papers)
    (sha256,) = ask(home, "SELECT sha256 FROM documents WHERE filename = 'minutes-1.txt'")[0]
    assert (home / "files" / f"{sha256}.txt").read_bytes() == (papers / "minutes-1.txt").read_bytes()
    assert not list((home / "files").glob(".incoming*"))


def test_a_manifest_gives_addresses_and_is_no_paper(run: Run, papers: Path, home: Path) -> None:
    (papers / "manifest.toml").write_text(
        '[[document]]\nfile = "minutes-1.txt"\nsource_url = "https://saltmarsh.example/1"\ncouncil = "Elsewhere"\n'
        '[[document]]\nfile = "may/minutes-3.txt"\nlicence = "OGL 3"\n'
    )
    assert last_line(run("ingest", papers)) == "inserted 3, ignored 1"
    sql = "SELECT source_url, council <> 'Elsewhere' OR council IS NULL FROM documents WHERE filename = 'minutes-1.txt'"
    assert ask(home, sql) == [("https://saltmarsh.example/1", 1)]
    assert ask(home, "SELECT field, value FROM known_facts") == [("council", "Elsewhere")]
    assert ask(home, "SELECT licence FROM documents WHERE filename = 'minutes-3.txt'") == [("OGL 3",)]


def test_a_broken_manifest_is_one_clear_line(run: Run, papers: Path) -> None:
    (papers / "manifest.toml").write_text("[[document]]\nname = 1\n")
    result = run("ingest", papers)
    assert result.exit_code == 2
    assert "file =" in result.stderr
    assert result.stderr.count("\n") == 1


def test_names_of_any_bytes_are_taken(run: Run, papers: Path, home: Path) -> None:
    text = (papers / "minutes-1.txt").read_text()
    names = ["-n.txt", "new\nline.txt", "…é中.txt", "; rm -rf.txt"]
    for number, name in enumerate(names):
        (papers / name).write_text(f"{text}\n{number}", encoding="utf-8")
    (Path(str(papers)) / b"bad\xff.txt".decode("utf-8", "surrogateescape")).write_text(f"{text}\nbytes")
    assert last_line(run("ingest", papers)) == "inserted 8"
    stored = {row[0] for row in ask(home, "SELECT filename FROM documents")}
    assert {*names, "bad\\xff.txt"} <= stored


def test_what_is_no_paper_is_ignored_with_a_reason(run: Run, papers: Path, home: Path) -> None:
    (papers / ".hidden").write_text("x")
    (papers / "README.md").write_text("x")
    (papers / "~$minutes.docx").write_text("x")
    (papers / "minutes.pdf.part").write_text("x")
    assert last_line(run("ingest", papers)) == "inserted 3, ignored 4"
    codes = {row[0] for row in ask(home, "SELECT code FROM run_files WHERE outcome = 'ignored'")}
    assert codes == {"hidden", "ending"}


def test_a_kind_that_no_reader_takes_is_not_to_be_named_but_saved_as_another(run: Run, papers: Path) -> None:
    (papers / "minutes.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (papers / "notes.md").write_text("x")
    said = run("ingest", papers).output
    assert "minutes.doc: no reader for this ending. Save it as PDF, Word (.docx), HTML or plain text" in said
    assert "notes.md: no reader for this ending. Name it on the command line if it is a paper." in said


def test_links_that_lead_in_a_circle_are_followed_once(run: Run, papers: Path) -> None:
    (papers / "may" / "up").symlink_to(papers, target_is_directory=True)
    assert last_line(run("ingest", papers)) == "inserted 3, ignored 1"


def test_a_path_that_is_not_there_is_wrong_usage(run: Run, papers: Path) -> None:
    assert run("ingest", papers / "nowhere").exit_code == 2


def test_an_archive_that_cannot_be_written_is_one_clear_line(run: Run, papers: Path, home: Path) -> None:
    home.write_text("a file where the folder should be")
    result = run("ingest", papers)
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output


def test_a_full_disk_stops_the_run_with_one_clear_line_and_keeps_what_is_in(
    run: Run, papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minutebook import run as running

    real, stored = running.store_rows, 0

    def store_one_then_fail(*arguments: Any, **options: Any) -> Any:
        nonlocal stored
        stored += 1
        if stored > 1:
            raise sqlite3.OperationalError("database or disk is full")
        return real(*arguments, **options)

    monkeypatch.setattr(running, "store_rows", store_one_then_fail)
    result = run("ingest", papers)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "disk is full" in result.stderr
    assert ask(home, "SELECT count(*) FROM documents") == [(1,)]
    monkeypatch.undo()
    assert last_line(run("ingest", papers)) == "inserted 2, unchanged 1"


def test_facts_that_break_the_schema_cost_their_paper_only(
    run: Run, papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minutebook import run as running

    real = running.store_rows

    def refuse_one(conn: sqlite3.Connection, rows: Any, **options: Any) -> Any:
        if rows.filename == "minutes-2.txt":
            real(conn, rows, **options)
            raise sqlite3.IntegrityError("CHECK constraint failed: basis")
        return real(conn, rows, **options)

    monkeypatch.setattr(running, "store_rows", refuse_one)
    result = run("ingest", papers)
    assert (result.exit_code, last_line(result)) == (4, "inserted 2, failed 1")
    sql = "SELECT error_code FROM documents WHERE filename = 'minutes-2.txt' AND text IS NULL"
    assert ask(home, sql) == [("internal",)]


def test_documents_in_doubt_end_with_three(run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    run("ingest", papers)
    to_check = ask(home, "SELECT count(*) FROM documents WHERE status = 'needs_review'")[0][0]
    assert run("ingest", papers, "--force").exit_code == (3 if to_check else 0)
