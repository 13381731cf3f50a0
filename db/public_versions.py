"""Which public database is shown: put in place in one step, the ones before kept for an undo."""

from __future__ import annotations

import os
from pathlib import Path

from db.policy import DEFAULT_KEPT


def swap_in(built: Path, public: Path, kept: int = DEFAULT_KEPT) -> None:
    """Put ``built`` in the place of ``public`` in one step, and keep the one before for undo.

    Whenever the power fails, ``public`` is one of the two.
    """
    previous = public.parent / "previous"
    previous.mkdir(parents=True, exist_ok=True)
    if public.exists():
        numbers = [int(path.stem) for path in previous_versions(public)]
        os.link(public, previous / f"{max(numbers, default=0) + 1:06d}.db")
    os.replace(built, public)
    for path in previous_versions(public)[:-kept]:
        path.unlink()


def undo(public: Path) -> bool:
    """Put the database before this one back; False if there is none."""
    versions = previous_versions(public)
    if not versions:
        return False
    os.replace(versions[-1], public)
    return True


def previous_versions(public: Path) -> list[Path]:
    """The kept ones, oldest first."""
    return sorted(path for path in (public.parent / "previous").glob("*.db") if path.stem.isdigit())


def flush(path: Path) -> None:
    """Have what was written to the file at ``path`` on the disk, not only on its way there."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
