"""What a process writes for a while is gone when it ends, and also when it was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders are locked on POSIX systems only")

_WAITING = "from minutebook.scratch import scratch_folder; print(scratch_folder(), flush=True); input()"
_BRIEF = "from minutebook.scratch import scratch_folder; print(scratch_folder(), flush=True)"


def _started(words: str, temporary: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(
        [sys.executable, "-c", words], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _folder_of(process: subprocess.Popen[str]) -> Path:
    assert process.stdout is not None
    return Path(process.stdout.readline().strip())


def _age(folder: Path) -> None:
    """Make ``folder`` old enough to be looked at."""
    os.utime(folder, (1, 1))


def test_the_folder_is_gone_when_its_process_has_ended(tmp_path: Path) -> None:
    process = _started(_BRIEF, tmp_path)
    folder = _folder_of(process)
    process.communicate()
    assert folder.parent == tmp_path
    assert not folder.exists()


def test_the_folder_of_a_killed_process_is_removed_by_the_next(tmp_path: Path) -> None:
    process = _started(_WAITING, tmp_path)
    folder = _folder_of(process)
    (folder / "unpacked.pdf").write_bytes(b"paper")
    process.kill()
    process.communicate()
    assert folder.exists()
    _age(folder)
    _started(_BRIEF, tmp_path).communicate()
    assert not folder.exists()


def test_the_folder_of_a_living_process_stays(tmp_path: Path) -> None:
    process = _started(_WAITING, tmp_path)
    folder = _folder_of(process)
    _age(folder)
    _started(_BRIEF, tmp_path).communicate()
    assert folder.exists()
    process.communicate("\n")
    assert not folder.exists()


def test_papers_are_read_where_the_folder_for_temporary_files_lies_deep(tmp_path: Path) -> None:
    # Seen with a TMPDIR of a hundred letters: "AF_UNIX path too long", told as if the archive could not be written.
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    (tmp_path / "a.txt").write_text("The Board met on 4 May 2031.\n")
    ingest = ["ingest", str(tmp_path / "a.txt"), "--archive", str(tmp_path / "data"), "--workers", "2"]
    command = [sys.executable, "-m", "minutebook.cli", *ingest]
    done = subprocess.run(command, env={**os.environ, "TMPDIR": str(deep)}, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "inserted 1"), done.stderr
    assert list(deep.iterdir()) == []
