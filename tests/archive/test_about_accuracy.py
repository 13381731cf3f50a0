"""What /about says of errors comes with the package, and a publisher's own measurement goes before it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from archive.server import HERE, accuracy_of

from .conftest import getter

DOCS = Path(__file__).parents[2] / "docs" / "accuracy.md"


def test_the_package_carries_the_measurement_of_the_documentation() -> None:
    assert (HERE / "accuracy.md").read_text(encoding="utf-8") == DOCS.read_text(encoding="utf-8"), "run `make accuracy`"


def test_a_site_without_a_checkout_shows_it(get: Any) -> None:
    page = get("/about").text
    assert "Measured against papers" in page
    assert "F1" in page


def test_the_publishers_own_measurement_is_shown_instead(sample_db: Path, tmp_path: Path) -> None:
    public = tmp_path / "public.db"
    shutil.copy(sample_db, public)
    (tmp_path / "accuracy.md").write_text(
        "Measured on papers of Saltmarsh: **97%**, <b>not bold</b>.", encoding="utf-8"
    )
    assert accuracy_of(public).startswith("Measured on papers of Saltmarsh")
    page = getter(public)("/about").text
    assert "97%" in page
    assert "<b>not bold" not in page
