"""A folder in which everything is hostile, given to the program as a person gives it: in one run, with one good paper.

Each file ends as a document or with a code; nothing is written outside the archive; the good paper is in at the end.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import pytest
from click.testing import Result

Run = Callable[..., Result]
ENDED = {"limit_exceeded", "damaged", "empty", "encrypted", "unsupported", "wrongly_named"}


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))


def many_pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (page + 3) for page in range(number))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (number, kids), *([page] * number)]
    )


def pages_in_a_circle() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 100000/Parent 2 0 R/Kids[2 0 R 2 0 R]>>"])


def letters_without_meaning() -> bytes:
    """Words in a font that says which shapes to draw and not which letters they are."""
    words = b"BT /F 12 Tf 72 700 Td <" + b"0003002400260028" * 40 + b"> Tj ET"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/None/CIDSystemInfo<</Registry(x)/Ordering(y)/Supplement 0>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    stream = b"<</Length %d>>stream\n%b\nendstream" % (len(words), words)
    top = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    return pdf([*top, page, stream, font, below])


def word(content: bytes | str, more: dict[str, bytes] | None = None) -> bytes:
    plain, target = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == "word/document.xml" else old.read(name))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return target.getvalue()


def entity_bomb() -> str:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{names}]>{body}'


def quine_of_zips(depth: int) -> bytes:
    held = b"The Board met." * 100_000
    for number in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
            for copy in range(4):
                bundle.writestr(f"{copy}.{'zip' if number else 'txt'}", held)
        held = packed.getvalue()
    return held


def hostile_files() -> dict[str, bytes]:
    row = b"<tr>" + b"<td>1</td>" * 1000 + b"</tr>"
    shown = "The Bo\u200bard \u202eteem\u202c on 4\u00a0May 2031.\n" + "\u202b\u200d\ufeff\u2066" * 5000
    return {
        "bomb.docx": word(b"<w:document>" + b" " * 30_000_000 + b"</w:document>"),
        "entities.docx": word(entity_bomb()),
        "bomb.zip": quine_of_zips(4),
        "deep.html": b"<html><body>" + b"<div><table><tr><td>" * 20_000 + b"x",
        "million-cells.html": b"<html><body><table>" + row * 1000 + b"</table></body></html>",
        "pages-100000.pdf": many_pages(100_000),
        "pages-in-a-circle.pdf": pages_in_a_circle(),
        "letters-without-meaning.pdf": letters_without_meaning(),
        "unseen.txt": shown.encode(),
        "right-to-left.html": f"<html dir=rtl><body><p>{shown}</p><bdo dir=rtl>4 May 2031</bdo></body></html>".encode(),
        "one-long-line.txt": b"RESOLVED that the sum of \xc2\xa31 be noted and " * 3_000,
        "-rf.txt": b"The Board met, option or not.",
        "--archive=elsewhere.txt": b"The Board met elsewhere.",
        "a\nb\r\x1b[2J.txt": b"The Board met on two lines.",
        "..%2f..%2foutside.txt": b"The Board met outside.",
        "\u202etxt.fdp.txt": b"The Board met backwards.",
        "'; DROP TABLE documents;--.txt": b"The Board met in a table.",
        "<script>alert(1)</script>.txt".replace("/", "\u2215"): b"The Board met in a script.",
        "COM1.txt": b"The Board met at a port.",
        "x" * 240 + ".txt": b"The Board met at length.",
        "nul\ufeff.txt": b"\x00".join([b"The Board met."] * 50),
    }


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_symlink()}


def test_everything_hostile_at_once(run: Run, papers: Path, home: Path, tmp_path: Path) -> None:
    for name, data in hostile_files().items():
        (papers / name).write_bytes(data)
    (papers / "may" / "round").symlink_to(papers, target_is_directory=True)
    (papers / "itself.txt").symlink_to(papers / "itself.txt")
    (papers / "passwords.txt").symlink_to("/etc/hostname")
    os.mkfifo(papers / "pipe.pdf")
    before = everything_in(tmp_path)
    result = run("ingest", papers, "--json", "--workers", 2, "--timeout", 240)
    assert result.exit_code == 4, result.output[-2000:]
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output, "no name moves the cursor of the person's terminal"

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    outcome = {Path(line["path"]).name: line for line in lines[:-1]}
    failed = {name: line["error"]["code"] for name, line in outcome.items() if line["outcome"] == "failed"}
    assert set(failed.values()) <= ENDED, failed
    assert failed["bomb.docx"] == failed["pages-100000.pdf"] == failed["million-cells.html"] == "limit_exceeded"
    assert failed["deep.html"] == "limit_exceeded"
    for name in ("-rf.txt", "--archive=elsewhere.txt", "minutes-1.txt", "unseen.txt", "one-long-line.txt"):
        assert outcome[name]["outcome"] == "inserted", name
    assert outcome["pipe.pdf"]["outcome"] == "ignored"

    assert {path for path in everything_in(tmp_path) - before if not path.startswith("data")} == set()
    kept = {path.name for path in (home / "files").iterdir()}
    assert all(len(name.split(".")[0]) == 64 and name.split(".")[0].isalnum() for name in kept), kept
    with closing(sqlite3.connect(home / "working.db")) as conn:
        words = "SELECT count(*) FROM documents WHERE status <> 'failed' AND text IS NOT NULL"
        assert conn.execute(words).fetchone()[0] >= 12
    assert run("doctor").exit_code == 0
    assert run("publish", "--workers", 1).exit_code in (0, 3)


def test_a_file_name_of_an_option_is_an_error_of_use_and_never_an_option(run: Run, papers: Path, home: Path) -> None:
    (papers / "--force").write_text("x")
    assert run("ingest", "--no-such-option.txt").exit_code == 2
    assert run("ingest", papers / "--force").exit_code in (0, 3, 4)
    assert not Path("--force").exists()


@pytest.mark.parametrize("name", ["../../outside.txt", "/etc/outside.txt", "..\\..\\outside.txt", "C:\\outside.txt"])
def test_a_zip_writes_nothing_outside(run: Run, tmp_path: Path, home: Path, name: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "papers.zip", "w") as bundle:
        bundle.writestr(name, "The Board met outside.")
    before = everything_in(tmp_path)
    assert run("ingest", folder).exit_code in (0, 3)
    assert {path for path in everything_in(tmp_path) - before if not path.startswith("data")} == set()
    assert not list(tmp_path.rglob("outside.txt"))
