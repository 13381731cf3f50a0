"""Pictures of pages and places of passages on them."""

from __future__ import annotations

import pymupdf
import pytest

from ingest.errors import DamagedFile
from ingest.pictures import page_count, page_picture


@pytest.fixture
def paper(pdf_of_lines) -> bytes:
    return pdf_of_lines([(72, 100, "The ferry sails at noon on Mondays.")])


def test_a_picture_is_grey_and_of_the_named_size(paper: bytes, tmp_path) -> None:
    picture = pymupdf.Pixmap(page_picture(paper, 1))
    assert picture.n == 1
    assert abs(picture.width - 595 * 110 / 72) <= 1
    (tmp_path / "a.pdf").write_bytes(paper)
    assert page_picture(tmp_path / "a.pdf", 1) == page_picture(paper, 1)
    assert page_count(tmp_path / "a.pdf") == 1


def test_a_page_that_is_not_there_is_an_error_of_ours(paper: bytes) -> None:
    with pytest.raises(DamagedFile):
        page_picture(paper, 9)
