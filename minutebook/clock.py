"""The one place where the program looks at the clock for what it writes down: runs, corrections, publishings."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """This moment in UTC, to the second: ``2024-01-31T09:30:00+00:00``."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
