"""Takes the screenshots in docs/pictures: each kind of page at the width of a phone and of a desk.

    python -m benchmarks.take_pictures data/public/public.db docs/pictures

Needs Playwright and a Chromium (``apt-get install chromium``).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from archive.serving import served

WIDTHS = (320, 1280)
TALLEST = 1600
QUALITY = 60
"""Pixels of a page that are kept: the rest of a long list shows nothing new."""


def fetch(address: str) -> Any:
    with urlopen(address) as answer:
        return json.load(answer)


def pages_of(base: str, words: str) -> dict[str, str]:
    """Name to path, one of each kind that the archive can show."""
    found = {
        "home": "/",
        "search": f"/search?q={words.replace(' ', '+')}",
        "search-nothing": "/search?q=recruitmnet+zzz",
        "call-ins": "/call-ins?as_at=2012-06-20",
        "numbers": "/metrics",
        "promises": "/promises",
        "findings": "/findings",
        "coverage": "/coverage",
        "meetings": "/meetings",
        "topic": "/topic/childrens-social-care",
        "brief": "/brief?topic=childrens-social-care",
        "about": "/about",
        "api": "/api",
        "accessibility": "/accessibility",
        "corrections": "/corrections",
        "data": "/archive",
        "data-table": "/archive/resolutions",
        "missing": "/decision/none",
    }
    results = fetch(f"{base}/search.json?q={words.replace(' ', '+')}")["results"]
    line = next((one["line"] for one in results if one["line"]), None)
    if line:
        decision = fetch(f"{base}/decision/{line['id']}.json")
        found["decision"] = f"/decision/{line['id']}"
        found["document"] = f"/document/{line['document_id']}"
        if decision["resolutions"]:
            clause = decision["resolutions"][0]
            found["passage"] = f"/passage/{clause['id']}"
            found["page"] = f"/document/{clause['document_id']}/page/{clause['page']}?hl={clause['id']}"
    metrics = fetch(f"{base}/metrics.json")["metrics"]
    if metrics:
        held = {one["id"] for one in metrics}
        found["number"] = "/metric/" + (
            "looked_after_children" if "looked_after_children" in held else metrics[0]["id"]
        )
    pictured = fetch(f"{base}/archive/documents.json?_shape=array&media_type=application/pdf&_size=1")
    if pictured:
        clauses = fetch(f"{base}/archive/resolutions.json?_shape=array&document_id={pictured[0]['id']}&_size=1")
        if clauses:
            found["passage-pdf"] = f"/passage/{clauses[0]['id']}"
    return found


def take(base: str, folder: Path, words: str, only: list[str]) -> int:
    """Screenshots of all pages (or ``only`` those named) into ``folder``; how many were taken."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise SystemExit("No Chromium was found: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900})
            for name, path in pages_of(base, words).items():
                if only and name not in only:
                    continue
                page.goto(base + path)
                height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
                clip = {"x": 0, "y": 0, "width": width, "height": height}
                page.screenshot(
                    path=str(folder / f"{name}-{width}.jpg"), clip=clip, full_page=True, type="jpeg", quality=QUALITY
                )
                taken += 1
        browser.close()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", default="retention payments", help="the search that is shown")
    parser.add_argument("--only", nargs="*", default=[], help="names of pages")
    options = parser.parse_args()
    with served(options.database) as base:
        print(take(base, options.folder, options.words, options.only), "pictures", file=sys.stderr)


if __name__ == "__main__":
    main()
