"""The words that annotators quoted from real papers stand in what the readers give, on the page they named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ingest.ocr import find_engine
from ingest.reading import read_file

SHARED = Path(__file__).parents[2].parent / "shared"
GOLD = sorted((SHARED / "gold" / "corpus").glob("*.json")) if SHARED.is_dir() else []
LISTS = ("resolutions", "call_ins", "dates", "figures", "commitments", "citations")
LEAST = 0.98
LEAST_OF_A_SCAN = 0.85

pytestmark = pytest.mark.skipif(not GOLD, reason="the annotated papers are not beside this checkout")


def folded(words: str) -> str:
    return re.sub(r"\s+", "", words.translate(str.maketrans("‘’“”–—−‐‑", "''\"\"-----"))).lower()


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_quotes_are_found_on_their_pages(gold: Path) -> None:
    facts = json.loads(gold.read_text(encoding="utf-8"))
    document = read_file(SHARED / "corpus" / facts["document"]["filename"])
    scanned = any(page.source == "ocr" for page in document.pages)
    if scanned and find_engine() is None:
        pytest.skip("tesseract is not installed")
    around = {page.number: folded(document.text[max(0, page.start - 300) : page.end + 300]) for page in document.pages}
    quotes = [
        (fact["page"], fact["text"] if name == "resolutions" else fact["quote"])
        for name in LISTS
        for fact in facts.get(name, ())
        if fact.get("quote") or fact.get("text")
    ]
    missing = [quote for page, quote in quotes if folded(quote) not in around.get(page, "")]
    assert len(missing) <= len(quotes) * (1 - (LEAST_OF_A_SCAN if scanned else LEAST)), missing
