"""Opening the published file, for the site and for what is made of it at publishing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote


def open_immutable(path: Path | str) -> sqlite3.Connection:
    """The file at ``path``, which nobody writes to while it is open; usable from any thread."""
    where = quote(str(Path(path).resolve()))
    return sqlite3.connect(f"file:{where}?mode=ro&immutable=1", uri=True, check_same_thread=False)
