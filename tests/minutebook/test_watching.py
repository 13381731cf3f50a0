"""A watched folder: files come in when they are wholly there, and once."""

from __future__ import annotations

import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

from minutebook.run import Options
from minutebook.settings import ArchiveFolder
from minutebook.watching import Waiting, Watch, move, watch_folder

from .conftest import MINUTES

OPTIONS = Options(1, 120)


def test_a_file_is_ready_when_it_has_been_quiet_long_enough(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("half")
    waiting = Waiting(quiet_for=2.0)
    assert waiting.look([paper], now=0.0) == []
    assert waiting.look([paper], now=1.9) == []
    paper.write_text("half and half")
    assert waiting.look([paper], now=2.5) == [], "it was written to"
    assert waiting.look([paper], now=4.5) == [paper]


def test_a_file_dealt_with_is_left_alone_until_it_changes(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("first")
    waiting = Waiting(quiet_for=1.0)
    waiting.look([paper], now=0.0)
    assert waiting.look([paper], now=1.0) == [paper]
    waiting.settle(paper)
    assert waiting.look([paper], now=9.0) == []
    assert waiting.seen == {}
    paper.write_text("second version")
    waiting.look([paper], now=10.0)
    assert waiting.look([paper], now=11.0) == [paper]


def test_a_file_that_goes_away_is_forgotten(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("words")
    waiting = Waiting(quiet_for=1.0)
    waiting.look([paper], now=0.0)
    paper.unlink()
    assert waiting.look([], now=5.0) == []
    assert waiting.seen == {}


def test_a_moved_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    done = tmp_path / "done"
    for words in ("one", "two"):
        (tmp_path / "paper.txt").write_text(words)
        move(tmp_path / "paper.txt", done)
    assert sorted(path.name for path in done.iterdir()) == ["paper (2).txt", "paper.txt"]


def test_what_was_there_before_and_what_comes_later_are_both_brought_in(papers: Path, home: Path) -> None:
    done = papers / "done"
    seen = []
    for file in watch_folder(ArchiveFolder(home), Watch(papers, done, quiet_for=0.05), OPTIONS):
        seen.append(Path(file.path).name)
        if len(seen) == 3:
            late = papers / "late.txt"
            threading.Thread(target=late.write_text, args=(MINUTES.format(number=9),)).start()
        if "late.txt" in seen:
            break
    assert sorted(seen) == ["late.txt", "minutes-1.txt", "minutes-2.txt", "minutes-3.txt"]
    with closing(sqlite3.connect(home / "working.db")) as conn:
        assert conn.execute("SELECT count(*) FROM documents WHERE status <> 'failed'").fetchone() == (4,)
    assert not (papers / "minutes-1.txt").exists()
    assert (done / "minutes-1.txt").exists()


def test_a_second_watch_finds_nothing_new(papers: Path, home: Path) -> None:
    watch = Watch(papers, None, quiet_for=0.05)
    first = [file.outcome for file in watch_folder(ArchiveFolder(home), watch, OPTIONS, once=True)]
    again = [file.outcome for file in watch_folder(ArchiveFolder(home), watch, OPTIONS, once=True)]
    assert (first, again) == (["inserted"] * 3, ["unchanged"] * 3)


def test_a_zip_is_brought_in_and_moved_when_every_paper_in_it_is_in(tmp_path: Path, home: Path) -> None:
    folder, done = tmp_path / "papers in", tmp_path / "done"
    folder.mkdir()
    with zipfile.ZipFile(folder / "pack.zip", "w") as pack:
        for number in (1, 2):
            pack.writestr(f"may/minutes-{number}.txt", MINUTES.format(number=number))
        pack.writestr("photo.jpg", "x")
    seen = list(watch_folder(ArchiveFolder(home), Watch(folder, done, quiet_for=0.05), OPTIONS, once=True))
    assert sorted(file.outcome for file in seen) == ["ignored", "inserted", "inserted"]
    assert not (folder / "pack.zip").exists()
    assert (done / "pack.zip").exists()


def test_a_zip_that_cannot_be_unpacked_is_told_once_and_stays(tmp_path: Path, home: Path) -> None:
    folder, done = tmp_path / "papers in", tmp_path / "done"
    folder.mkdir()
    (folder / "pack.zip").write_bytes(b"PK\x03\x04 and nothing more")
    (seen,) = watch_folder(ArchiveFolder(home), Watch(folder, done, quiet_for=0.05), OPTIONS, once=True)
    assert seen.failure is not None
    assert seen.failure.code == "damaged"
    assert (folder / "pack.zip").exists()
