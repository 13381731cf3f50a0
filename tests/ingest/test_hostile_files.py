"""Files made to harm: each is read within bounds or refused with a code of ours; nothing hangs or leaks out."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import docx
import pymupdf
import pytest

from benchmarks.fuzz_readers import main as fuzz
from benchmarks.fuzz_understanding import faults
from ingest import reading
from ingest.discovery import Reason, discover
from ingest.errors import InternalFault, LimitExceeded, UnreadableFile
from ingest.limits import Limits
from ingest.numbering import letters
from ingest.reading import read_bytes, read_file
from ingest.sniff import FileKind

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


ENDS = ("read", "limit_exceeded", "damaged")


def word_with(part: str, content: str) -> bytes:
    """A Word file with one part replaced."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    target = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return target.getvalue()


def body(words: str) -> str:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {space}><w:body>{words}</w:body></w:document>"


def outcome(data: bytes, filename: str, limits: Limits | None = None) -> str:
    """ "read", or the code of the error; anything but an error of ours fails the test."""
    try:
        read_bytes(data, filename, limits=limits or Limits())
    except InternalFault:
        raise
    except UnreadableFile as error:
        return error.code
    return "read"


def test_entities_that_multiply_are_not_expanded() -> None:
    paper = body("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>")
    assert outcome(word_with("word/document.xml", ENTITIES + paper), "bomb.docx") in ("damaged", "empty", "read")


def test_entities_that_name_files_bring_none_of_them_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the harbour key")
    declared = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    data = word_with("word/document.xml", declared + body("<w:p><w:r><w:t>Open: &s;</w:t></w:r></w:p>"))
    try:
        text = read_bytes(data, "leak.docx").text
    except UnreadableFile as error:
        text = error.message
    assert "harbour key" not in text


def test_a_word_file_without_a_body_is_damaged() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for root in (f"<w:document {space}/>", f"<w:other {space}><w:body/></w:other>", "<other/>"):
        assert outcome(word_with("word/document.xml", root), "a.docx") == "damaged"


@pytest.mark.parametrize("depth", [250, 5_000])
def test_elements_nested_without_end_are_refused(depth: int) -> None:
    # Runs in runs no writer makes; some hundred of them are still read.
    runs = "<w:r>" * depth + "<w:t>x</w:t>" + "</w:r>" * depth
    assert outcome(word_with("word/document.xml", body(f"<w:p>{runs}</w:p>")), "deep.docx") in ENDS
    cells = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    assert outcome(word_with("word/document.xml", body(cells)), "deep.docx") in ("limit_exceeded", "damaged")
    page = "<html><body>" + "<div><b>" * depth + "x" + "</b></div>" * depth
    assert outcome(page.encode(), "deep.html") == "limit_exceeded"
    tables = "<html><body>" + "<table><tr><td>" * depth + "x"
    assert outcome(tables.encode(), "deep.html") == "limit_exceeded"


def test_cells_that_claim_to_span_everything_are_refused() -> None:
    row = "<tr>" + "<td colspan=99999 rowspan=99999>1</td>" * 20 + "</tr>"
    page = f"<html><body><table border=1>{row * 2_000}</table></body></html>"
    assert outcome(page.encode(), "wide.html") == "limit_exceeded"


def test_a_table_of_more_cells_than_a_paper_has_is_refused() -> None:
    page = "<html><body><table border=1>" + ("<tr>" + "<td>1</td>" * 50 + "</tr>") * 60 + "</table></body></html>"
    assert outcome(page.encode(), "large.html", Limits(table_cells=2_000)) == "limit_exceeded"
    assert outcome(page.encode(), "large.html") == "read"


def test_a_pdf_of_more_pages_than_a_paper_has_is_refused_before_it_is_read() -> None:
    file = pymupdf.open()
    for _ in range(6):
        file.new_page()
    assert outcome(file.tobytes(), "long.pdf", Limits(pages=5)) == "limit_exceeded"


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2066", "\ufeff", "\ud7ff", "\U000e0041", "\u0301"])
@pytest.mark.parametrize("filename", ["a.txt", "a.html"])
def test_unseen_characters_break_nothing(character: str, filename: str) -> None:
    words = f"The Bo{character}ard met on 4{character} May 2031.\n\n{character * 300}\n\n1.{character} It rose."
    page = f"<html><body><p>{words}</p></body></html>" if filename.endswith("html") else words
    document = read_bytes(page.encode(), filename)
    assert all(document.text[block.start : block.end] for block in document.body())


@pytest.mark.parametrize(
    "name",
    ["a\nb.txt", "-rf.txt", "a\x1b[2Jb.txt", "x\u202etxt.txt", "'; DROP TABLE documents;--.txt", "b..%2f..%2f.txt"],
)
def test_odd_file_names_are_only_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The Board met.")
    (found,) = discover([tmp_path]).files
    assert read_file(found).filename == name


def test_links_that_run_in_circles_end(tmp_path: Path) -> None:
    inner = tmp_path / "papers" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text("The Board met.")
    (inner / "back").symlink_to(tmp_path / "papers", target_is_directory=True)
    (inner / "self").symlink_to(inner / "self")
    found = discover([tmp_path / "papers"])
    assert [path.name for path in found.files] == ["a.txt"]
    assert {ignored.reason for ignored in found.ignored} == {Reason.LOOP, Reason.BROKEN_LINK}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [ignored.reason for ignored in discover([tmp_path]).ignored] == [Reason.SPECIAL]


def test_a_slip_of_ours_is_not_called_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(*_: object) -> str:
        return letters("x")  # type: ignore[arg-type]

    def refuse(*_: object) -> None:
        raise KeyError("a part that the library misses")

    monkeypatch.setitem(reading._READERS, FileKind.TEXT, slip)
    assert raised_by("a.txt") == ("internal", "TypeError")
    monkeypatch.setitem(reading._READERS, FileKind.TEXT, refuse)
    assert raised_by("a.txt") == ("damaged", "KeyError")


def raised_by(filename: str) -> tuple[str, str]:
    """The code of the error of ours, and the kind of the error behind it."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"The Board met.", filename)
    return caught.value.code, type(caught.value.__cause__).__name__


def test_a_sign_of_value_zero_in_a_text_ends_nothing() -> None:
    # Found by mutants that were stored: SQLite's functions take such a sign for the end of the text.
    words = "The Board met on 4 May 2031.\n" * 200
    document = read_bytes(f"{words}The dues\0 rose by £31.\n".encode(), "a.txt")
    assert document.text == f"{words}The dues\ufffd rose by £31.\n"
    assert list(faults(document)) == []


def test_want_of_memory_is_a_limit_and_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(*_: object) -> None:
        raise MemoryError

    monkeypatch.setitem(reading._READERS, FileKind.TEXT, starve)
    with pytest.raises(LimitExceeded):
        read_bytes(b"The Board met.", "a.txt")


def test_broken_papers_of_every_kind_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz(["--inputs", "25", "--first", "100000", "--workers", "1"]) == 0, capsys.readouterr().err


def test_broken_papers_of_every_kind_are_understood_and_stored_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz(["--whole", "--inputs", "6", "--first", "100000", "--workers", "1"]) == 0, capsys.readouterr().err


def test_the_recursion_limit_is_left_alone() -> None:
    before = sys.getrecursionlimit()
    outcome(("<html><body>" + "<i>" * 3_000 + "x").encode(), "deep.html")
    assert sys.getrecursionlimit() == before
