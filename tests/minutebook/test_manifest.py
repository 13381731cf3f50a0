"""A manifest as a spreadsheet saves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.finding import find_files
from minutebook.manifest import BadManifest


def test_a_csv_says_where_papers_came_from(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("words")
    (tmp_path / "two.txt").write_text("words")
    rows = "file,source_url,licence,kind\r\none.txt,https://saltmarsh.example/1,,minutes\r\n,,,\r\n"
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8-sig")
    given = {item.path.name: item for item in find_files([tmp_path])}
    assert given["one.txt"].origin.source_url == "https://saltmarsh.example/1"
    assert given["one.txt"].origin.licence is None
    assert given["one.txt"].origin.known == (("kind", "minutes"),)
    assert given["two.txt"].origin.source_url is None
    ignored = given["manifest.csv"].ignored
    assert ignored is not None
    assert ignored.code == "manifest"


def test_a_csv_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("name,source_url\none.txt,https://saltmarsh.example/1\n")
    with pytest.raises(BadManifest):
        find_files([tmp_path])
