"""Takes the screenshots in docs/pictures: each kind of page at the width of a phone and of a desk.

    python -m benchmarks.take_pictures data/public/public.db docs/pictures

Needs Playwright and a Chromium (``apt-get install chromium``).
"""

from __future__ import annotations

import argparse
import json
import shutil
import struct
import sys
import zlib
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np
import pymupdf

from archive.serving import served

WIDTHS = (320, 1280)
TALLEST = 1200
"""Pixels of a page that are kept: the rest of a long list shows nothing new."""
COLOURS = 16
"""Of a picture's palette: text on plain ground needs no more, and a picture then takes some 30 kB."""


def fetch(address: str) -> Any:
    with urlopen(address) as answer:
        return json.load(answer)


FIXED = {
    "home": "/",
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


def pages_of(base: str, words: str) -> dict[str, str]:
    """Name to path, one of each kind that the archive can show."""
    search = f"search?q={words.replace(' ', '+')}"
    found = FIXED | {"search": f"/{search}"}
    results = fetch(f"{base}/{search.replace('?', '.json?')}")["results"]
    line = next((one["line"] for one in results if one["line"]), None)
    if line:
        found |= _of_decision(base, line)
    story = fetch(f"{base}{found['topic']}.json").get("story")
    changed = [one["member"]["document_id"] for one in story["chapters"] if one["changed"]] if story else []
    if changed:
        found["changes"] = f"/changes/{changed[-1]}"
    held = [one["id"] for one in fetch(f"{base}/metrics.json")["metrics"]]
    if held:
        found["number"] = f"/metric/{'looked_after_children' if 'looked_after_children' in held else held[0]}"
    pictured = fetch(f"{base}/archive/documents.json?_shape=array&media_type=application/pdf&_size=1")
    if pictured:
        clauses = fetch(f"{base}/archive/resolutions.json?_shape=array&document_id={pictured[0]['id']}&_size=1")
        if clauses:
            found["passage-pdf"] = f"/passage/{clauses[0]['id']}"
    return found


def _of_decision(base: str, line: dict[str, str]) -> dict[str, str]:
    """Of the decision of one result of a search: its pages and those of its paper and its first clause."""
    own = f"/decision/{line['id']}"
    found = {"life": f"/life/{line['id']}", "decision": own, "document": f"/document/{line['document_id']}"}
    clauses = fetch(f"{base}{own}.json")["resolutions"]
    if clauses:
        first = clauses[0]
        found["passage"] = f"/passage/{first['id']}"
        found["page"] = f"/document/{first['document_id']}/page/{first['page']}?hl={first['id']}"
    return found


def with_few_colours(png: bytes) -> bytes:
    """The picture with its commonest colours alone; every other colour becomes the nearest of them."""
    picture = pymupdf.Pixmap(pymupdf.Pixmap(png), 0) if pymupdf.Pixmap(png).alpha else pymupdf.Pixmap(png)
    pixels = np.frombuffer(picture.samples, dtype=np.uint8).reshape(-1, 3).astype(np.int32)
    packed = pixels[:, 0] << 16 | pixels[:, 1] << 8 | pixels[:, 2]
    colours, place, count = np.unique(packed, return_inverse=True, return_counts=True)
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = parts[_spread(parts, count)]
    nearest = np.argmin(((parts[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2), axis=1).astype(np.uint8)
    index = nearest[place].reshape(picture.height, picture.width)
    if picture.width % 2:
        index = np.pad(index, ((0, 0), (0, 1)))
    rows = np.pad(index[:, 0::2] << 4 | index[:, 1::2], ((0, 0), (1, 0)))
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 4, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in (*chunks, (b"IEND", b"")))


def _spread(parts: Any, count: Any) -> list[int]:
    """Common colours, none too like one chosen before it."""
    chosen: list[int] = []
    for index in np.argsort(-count):
        if len(chosen) < COLOURS and all(((parts[index] - parts[other]) ** 2).sum() > 500 for other in chosen):
            chosen.append(int(index))
    return chosen


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


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
                shot = page.screenshot(clip=clip, full_page=True)
                (folder / f"{name}-{width}.png").write_bytes(with_few_colours(shot))
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
