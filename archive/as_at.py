"""The day of asking: the visitor's ``as_at``, else today."""

from __future__ import annotations

import datetime as dt

from archive.site import Visit


def day_asked(visit: Visit) -> str:
    """An ISO day; nonsense is today."""
    asked = visit.argument("as_at").strip()
    try:
        return dt.date.fromisoformat(asked).isoformat() if asked else visit.now.date().isoformat()
    except ValueError:
        return visit.now.date().isoformat()
