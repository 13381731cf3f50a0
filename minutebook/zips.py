"""Papers that come packed in a zip: unpacked safely into a folder of our own, for as long as they are read.

A member's own path is never used as one: each goes into a numbered folder under its plain last name. What is packed
too tightly, too large, encrypted, or a zip again is told as ignored, never passed over.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from db.store import Failure, Origin
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.sniff import READ_BY_ENDING
from minutebook.finding import Given, find_files, printable, remedy_for_ending
from minutebook.scratch import scratch_folder

_PIECE = 1 << 20
_NOT_A_NAME = re.compile(r"[^\w .,()'-]+")
_ENCRYPTED = 0x1
_REMEDIES = {
    "damaged": "Fetch the zip again from where it came, or ask for the papers themselves.",
    "encrypted": "Unpack it with its password and give the papers themselves.",
    "hidden": "Nothing to do: it is no paper.",
}


@contextmanager
def given_files(paths: Iterable[Path], limits: Limits = DEFAULT_LIMITS) -> Iterator[list[Given]]:
    """``find_files``, and in the place of each zip the papers in it. The copies are gone when the ``with`` ends."""
    found: list[Given] = []
    with tempfile.TemporaryDirectory(prefix="zip-", dir=scratch_folder()) as folder:
        for number, item in enumerate(find_files(paths)):
            if is_zip(item.path) and item.path.is_file():
                found += unpack(item.path, Path(folder) / str(number), limits)
            else:
                found.append(item)
        yield found


def is_zip(path: Path) -> bool:
    """By its ending: a Word file is a zip too, and is read as what it is."""
    return path.suffix.lower() == ".zip"


def unpack(path: Path, folder: Path, limits: Limits = DEFAULT_LIMITS) -> list[Given]:
    """The papers in the zip at ``path``, copied into ``folder``; what is no paper, and why."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if len(members) > limits.parts:
                return [_ignored(path, None, "limit_exceeded", f"it holds {len(members):,} files")]
            return list(_members(packed, members, path, folder, limits))
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        return [_ignored(path, None, "damaged", f"it cannot be unpacked: {error}")]


def _members(
    packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], path: Path, folder: Path, limits: Limits
) -> Iterator[Given]:
    left = limits.expanded_bytes
    for number, member in enumerate(members):
        reason = _reason_against(member, left, limits)
        if reason is not None:
            yield _ignored(path, member, *reason)
            continue
        target = folder / str(number) / plain_name(member.filename)
        target.parent.mkdir(parents=True)
        # A member may lie about its size: what comes out is counted, not what is claimed.
        if not _copy(packed, member, target, min(left, limits.file_bytes)):
            target.unlink()
            yield _ignored(path, member, "limit_exceeded", "it unpacks to more than it says")
            continue
        left -= target.stat().st_size
        yield replace(Given(target, Origin(target.name)), said_as=_said(path, member))


def _reason_against(member: zipfile.ZipInfo, left: int, limits: Limits) -> tuple[str, str] | None:
    name = plain_name(member.filename)
    if member.flag_bits & _ENCRYPTED:
        return "encrypted", "it is encrypted"
    if name.startswith(("~$", "_.")) or "__MACOSX" in member.filename:
        return "hidden", "hidden"
    if PurePosixPath(name).suffix.lower() not in READ_BY_ENDING:
        return "ending", "no reader for this ending"
    if member.file_size > min(left, limits.file_bytes):
        return "limit_exceeded", "it is too large, or all of the zip together is"
    if member.file_size > limits.expansion_ratio * max(member.compress_size, 1):
        return "limit_exceeded", f"it is packed more tightly than 1 to {limits.expansion_ratio}"
    return None


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int) -> bool:
    written = 0
    with packed.open(member) as source, target.open("wb") as copy:
        while piece := source.read(_PIECE):
            written += len(piece)
            if written > most:
                return False
            copy.write(piece)
    return True


def plain_name(name: str) -> str:
    """The last part of a path of any system, with letters that a file name may have anywhere."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = _NOT_A_NAME.sub("_", last)[-120:]
    return plain if plain.strip(".") else "_"


def _said(path: Path, member: zipfile.ZipInfo | None) -> str:
    inside = "" if member is None else "/" + member.filename.encode("utf-8", "backslashreplace").decode()
    return printable(path) + inside


def _ignored(path: Path, member: zipfile.ZipInfo | None, code: str, why: str) -> Given:
    if code == "ending" and member is not None and not is_zip(Path(plain_name(member.filename))):
        remedy = remedy_for_ending(plain_name(member.filename))
    else:
        remedy = _REMEDIES.get(code, "Unpack the zip yourself and give the papers that you trust.")
    return Given(path, Origin(printable(Path(path.name))), Failure(code, why, remedy), _said(path, member))
