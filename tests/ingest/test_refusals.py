"""Files that cannot be read: one error each, with its own code and a remedy, and never a library's error."""

from __future__ import annotations

import contextlib
import io
import zipfile

import docx
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.limits import Limits
from ingest.reading import read_bytes, read_file


def pdf(pages: int = 1, **options: object) -> bytes:
    file = pymupdf.open()
    for _ in range(pages):
        file.new_page().insert_text((72, 72), "The fare was raised.")
    return bytes(file.tobytes(**options))


def encrypted() -> bytes:
    return pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="more")


def mended_to_nothing() -> bytes:
    """A PDF whose list of objects leads to a page, and misleads once: the library then makes a list of its own, in
    which later objects stand for the catalogue and the pages, and no page is left."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, words)
    data += b"".join(b"%d 0 obj<</Type/Nothing>> endobj\n" % number for number in (1, 2, 4))
    listed = b"".join(b"%010d 00000 n \n" % place for place in (*places, 3))
    tail = b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + listed + tail


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("filename", "data", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.pdf", mended_to_nothing(), "empty"),
        ("a.pdf", encrypted(), "encrypted"),
        ("a.pdf", b"%PDF-1.7\nnothing more", "damaged"),
        ("a.docx", b"PK\x03\x04 word/ and rubbish", "damaged"),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", OLD_OFFICE, "unsupported"),
        ("a.doc", OLD_OFFICE, "unsupported"),
        ("a.rtf", b"{\\rtf1 hello}", "unsupported"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "unsupported"),
        ("a.csv", b"a,b\n1,2\n", "unsupported"),
        ("a.xlsx", archive(**{"xl/workbook.xml": b"<x/>"}), "unsupported"),
        ("a.pdf", b"Just some words.", "wrongly_named"),
        ("a.docx", archive(**{"xl/workbook.xml": b"<x/>"}), "wrongly_named"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "wrongly_named"),
        ("a.html", b"<html><body><script>x</script></body></html>", "empty"),
    ],
)
def test_each_refusal_has_its_code_and_remedy(filename: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, filename)
    assert caught.value.code == code
    assert caught.value.remedy
    assert filename in caught.value.message


def test_a_pdf_under_a_word_name_is_read_as_what_it_is() -> None:
    assert read_bytes(pdf(), "a.docx").media_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "filename", "limits"),
    [
        (pdf(), "a.pdf", Limits(file_bytes=10)),
        (pdf(3), "a.pdf", Limits(pages=2)),
        (b"word " * 100, "a.txt", Limits(text_characters=50)),
        (b"<html><body>" + b"<div>" * 60 + b"x" + b"</body></html>", "a.html", Limits(nesting=30)),
    ],
)
def test_limits_are_kept(data: bytes, filename: str, limits: Limits) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, filename, limits=limits)
    assert caught.value.code == "limit_exceeded"


def test_a_zip_bomb_under_a_word_name_is_refused_unopened() -> None:
    data = archive(**{"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(20_000_000)})
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.code == "limit_exceeded"


def test_a_missing_file_is_an_error_of_ours(tmp_path) -> None:
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "missing.pdf")


def _word() -> bytes:
    file, buffer = docx.Document(), io.BytesIO()
    file.add_paragraph("The fare was raised.")
    file.save(buffer)
    return buffer.getvalue()


_WHOLE = {"a.pdf": pdf(2), "a.docx": _word()}


@settings(max_examples=80)
@given(st.sampled_from(sorted(_WHOLE)), st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_gives_a_document_or_an_error_of_ours(name: str, place: int, rubbish: bytes) -> None:
    data = _WHOLE[name]
    at = place % len(data)
    for broken in (data[:at] + rubbish + data[at + len(rubbish) :], data[:at]):
        with contextlib.suppress(UnreadableFile):
            assert read_bytes(broken, name).filename == name


def test_an_object_of_a_pdf_that_cannot_be_read_does_not_cost_its_pages() -> None:
    file = pymupdf.open()
    file.new_page().insert_text((72, 72), "The fare was raised.")
    number = file.get_new_xref()
    file.update_object(number, "<</Unused true>>")
    broken = bytes(file.tobytes()).replace(b"%d 0 obj" % number, b"%d 0 boj" % number)
    assert read_bytes(broken, "a.pdf").text == "The fare was raised."


@pytest.mark.parametrize("part", [0.8, 0.97])
def test_a_pdf_that_was_not_copied_wholly_says_on_its_last_page_that_more_may_be_missing(part: float) -> None:
    whole = pdf(pages=4)
    notes = [page.note for page in read_bytes(whole[: int(len(whole) * part)], "a.pdf").pages]
    assert [note is None for note in notes] == [True, True, True, False]
    assert "may be missing" in str(notes[-1])
    assert all(page.note is None for page in read_bytes(whole, "a.pdf").pages)


def test_a_line_of_nothing_but_control_signs_is_no_line_of_words() -> None:
    lines = "The harbour wall was raised after the storm of that winter, and the\n   \x1c   \nsteps were mended.\n"
    assert "mended" in read_bytes((lines * 20).encode(), "a.txt").text
