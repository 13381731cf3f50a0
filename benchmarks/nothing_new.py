"""What an ingest of nothing new costs, against hashing the same files.

    python -m benchmarks.nothing_new [--files 51 500 2000] [--bytes 14000]

The files hold random bytes and are entered as read already, because an ingest of known files looks at nothing but
their hash. Processor time of both, best of three, in one process.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from benchmarks.ingest_speed import _spent
from db.connection import open_working
from db.reference import sync_reference
from db.store import transaction
from minutebook.finding import find_files
from minutebook.originals import hash_file
from minutebook.run import Options, ingest
from minutebook.settings import ArchiveFolder
from minutebook.version import software_version

_KNOWN = (
    "INSERT INTO documents (id, sha256, filename, ingested_at, software_version, status, search_key, text)"
    " VALUES (?, ?, ?, '2020-01-01', ?, 'ok', ?, '')"
)


def measure(count: int, size: int) -> tuple[float, float]:
    """Milliseconds to hash ``count`` files of ``size`` bytes, and to ingest them where all are known."""
    rng = random.Random(count)
    with tempfile.TemporaryDirectory() as folder:
        papers, archive = Path(folder) / "papers", ArchiveFolder(Path(folder) / "data")
        papers.mkdir()
        paths = [papers / f"{number}.txt" for number in range(count)]
        for path in paths:
            path.write_bytes(rng.randbytes(size))
        conn = open_working(archive.working)
        sync_reference(conn)
        hashes = [hash_file(path) for path in paths]
        with transaction(conn):
            conn.executemany(
                _KNOWN,
                [
                    (h[:12], h, p.name, software_version(), n)
                    for n, (h, p) in enumerate(zip(hashes, paths, strict=True), 1)
                ],
            )
        conn.close()
        ingest(archive, find_files([papers]), Options(1, 300.0))
        hashing = _spent(lambda: [hash_file(path) for path in paths])
        again = _spent(lambda: ingest(archive, find_files([papers]), Options(1, 300.0)))
    return hashing * 1e3, again * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, nargs="+", default=[51, 500, 2000])
    parser.add_argument("--bytes", type=int, default=14_000)
    given = parser.parse_args()
    print(f"{'files':>6}{'hashing ms':>12}{'ingest ms':>11}{'times':>7}")
    for count in given.files:
        hashing, again = measure(count, given.bytes)
        print(f"{count:>6}{hashing:>12.1f}{again:>11.1f}{again / hashing:>7.2f}")


if __name__ == "__main__":
    main()
