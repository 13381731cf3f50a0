"""Papers in a zip: read like any other, and nothing that a zip can do reaches outside."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.limits import DEFAULT_LIMITS
from minutebook.zips import given_files, plain_name, unpack

from .conftest import MINUTES, Run


def packed(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, words in members.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), words)
    return path


def test_the_papers_in_a_zip_are_brought_in_under_its_name(run: Run, tmp_path: Path) -> None:
    pack = packed(
        tmp_path / "pack.zip", may__one_dot_txt=MINUTES.format(number=1), two_dot_txt=MINUTES.format(number=2)
    )
    result = run("ingest", pack)
    assert "inserted 2" in result.output
    assert f"{pack}/may/one.txt" in result.output


def test_a_zip_in_a_folder_is_opened_too(tmp_path: Path) -> None:
    packed(tmp_path / "pack.zip", one_dot_txt="words")
    (tmp_path / "two.txt").write_text("words")
    with given_files([tmp_path]) as given:
        assert sorted(item.path.name for item in given) == ["one.txt", "two.txt"]
        kept = [item.path for item in given if item.path.name == "one.txt"]
    assert not kept[0].exists()


@pytest.mark.parametrize("name", ["", ".", "..", "a/..", "..\\", "...", "/"])
def test_what_is_only_dots_is_no_name(name: str) -> None:
    assert plain_name(name).strip(".")


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "a/../../evil.txt"]
)
def test_a_member_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    pack = tmp_path / "pack.zip"
    with zipfile.ZipFile(pack, "w") as target:
        target.writestr(name, "words")
    (item,) = unpack(pack, tmp_path / "out")
    assert item.path.parent.parent == tmp_path / "out"
    assert item.path.name == "evil.txt"
    assert plain_name(name) == "evil.txt"


def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(tmp_path: Path) -> None:
    pack = packed(tmp_path / "bomb.zip", bomb_dot_txt="a" * 5_000_000)
    (item,) = unpack(pack, tmp_path / "out")
    assert item.ignored is not None
    assert item.ignored.code == "limit_exceeded"
    small = replace(DEFAULT_LIMITS, expanded_bytes=10)
    (item,) = unpack(packed(tmp_path / "two.zip", paper_dot_txt="more than ten letters"), tmp_path / "two", small)
    assert item.ignored is not None


def test_what_is_no_paper_is_told(tmp_path: Path) -> None:
    pack = packed(tmp_path / "pack.zip", photo_dot_jpg="x", again_dot_zip="x", one_dot_txt="words")
    codes = [item.ignored.code if item.ignored else "" for item in unpack(pack, tmp_path / "out")]
    assert codes == ["ending", "ending", ""]


def test_a_damaged_zip_is_told(tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    pack.write_bytes(b"PK\x03\x04 and nothing more")
    (item,) = unpack(pack, tmp_path / "out")
    assert item.ignored is not None
    assert item.ignored.code == "damaged"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("minute.doc", "Save it as PDF"),
        ("Scan 3.TIF", "Save it as PDF"),
        ("notes.md", "Name it on the command line"),
        ("more.zip", "Unpack the zip yourself"),
        ("__MACOSX/one.txt", "Nothing to do"),
    ],
)
def test_each_file_of_a_zip_that_is_not_read_says_what_helps(tmp_path: Path, name: str, told: str) -> None:
    pack = tmp_path / "pack.zip"
    with zipfile.ZipFile(pack, "w") as target:
        target.writestr(name, "words")
    (item,) = unpack(pack, tmp_path / "out")
    assert item.ignored is not None
    assert item.ignored.remedy.startswith(told)


def test_nobody_is_told_to_unpack_a_zip_that_cannot_be(tmp_path: Path) -> None:
    pack = tmp_path / "pack.zip"
    pack.write_bytes(b"PK\x03\x04 and nothing more")
    (item,) = unpack(pack, tmp_path / "out")
    assert item.ignored is not None
    assert item.ignored.remedy.startswith("Fetch the zip again")
